"""The bot has no more work with a question than before, counted in calls; `python -m benchmarks` measures the time."""

import statistics
import sys
from collections import Counter
from collections.abc import Callable
from functools import partial
from itertools import chain
from types import FrameType

from benchmarks.generated import enlarged
from benchmarks.sizes import asked, questions
from benchmarks.speed import questions as shipped_questions
from bot.conversation import Conversation, open_conversation
from bot.knowledge.base import slug
from bot.knowledge.model import Language
from bot.settings import SHIPPED_KNOWLEDGE

# Calls of functions, which are the same on every machine; what a library does within one of them counts once.
MEDIAN, START = 3_500, 2_730_000
ALLOWED = 1.1
EVERY = 9  # of the questions one is asked
FEW, MANY = 100, 3_000
ASKED = 60  # questions about invented subjects
MOST_GROWTH = 1.5


def test_an_answer_takes_no_more_work_than_before(real_conversation: Conversation) -> None:
    """The median over many questions."""
    assert statistics.median(answering(real_conversation, shipped_questions()[::EVERY])) <= MEDIAN * ALLOWED


def test_a_start_takes_no_more_work_than_before() -> None:
    """From the files to the first answer."""
    assert calls(lambda: open_conversation(SHIPPED_KNOWLEDGE).respond("hoeveel kreeg PYSI?")) <= START * ALLOWED


def test_more_subjects_hardly_take_more_work(real_conversation: Conversation) -> None:
    """A question about one of many subjects takes about as much as about one of few, and is as well understood."""
    base = real_conversation.base
    few, many = (enlarged(base, size) for size in (FEW, MANY))
    of_few, of_many = (
        answering(Conversation(larger), [chat.turns[0].say for chat in questions(base, larger)[:ASKED]])
        for larger in (few, many)
    )
    assert statistics.median(of_many) / statistics.median(of_few) <= MOST_GROWTH
    _, right = asked(Conversation(many), questions(base, many))
    assert right > 0.95


def answering(conversation: Conversation, messages: list[str]) -> list[int]:
    """The calls that each question takes when what is worked out once has been."""
    for message in messages:
        conversation.respond(message)
    return [calls(partial(conversation.respond, message)) for message in messages]


def calls(work: Callable[[], object]) -> int:
    """How many functions are called in `work`, of Python and of libraries."""
    counted: Counter[str] = Counter()

    def count(_frame: FrameType, event: str, _told: object) -> None:
        counted[event] += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return counted["call"] + counted["c_call"]


def test_invented_names_occur_once(real_conversation: Conversation) -> None:
    """No two subjects of a generated base share a name or alias in a language, and it is the same base every time."""
    larger, again = (enlarged(real_conversation.base, MANY) for _ in range(2))
    assert larger.programmes == again.programmes
    for language in Language:
        programmes = larger.programmes.values()
        called = ({slug(name) for name in (one.name[language], *one.aliases.of(language))} for one in programmes)
        assert [name for name, count in Counter(chain.from_iterable(called)).items() if count > 1] == []
