"""The bot stays as fast as it was, in ratios that hold on any machine; `python -m benchmarks` measures it in full."""

import statistics
from collections import Counter
from itertools import chain

from benchmarks.generated import enlarged
from benchmarks.sizes import asked, questions
from benchmarks.speed import answering, starting
from benchmarks.speed import questions as shipped_questions
from bot.conversation import Conversation
from bot.knowledge.base import slug
from bot.knowledge.model import Language

# In units of the fixed piece of work that is measured in between (`benchmarks.speed`), which vary by a twentieth.
MEDIAN, START = 0.30, 285.0
ALLOWED = 1.25
EVERY = 9  # of the questions one is asked
FEW, MANY = 100, 3_000
MOST_GROWTH = 1.5  # measured: 1.1


def test_an_answer_takes_no_longer_than_before(real_conversation: Conversation) -> None:
    """The median over many questions, against a piece of work that never changes."""
    seconds, unit = answering(real_conversation, shipped_questions()[::EVERY])
    assert statistics.median(seconds) / unit <= MEDIAN * ALLOWED


def test_a_start_takes_no_longer_than_before() -> None:
    """From nothing to the first answer, against the same piece of work."""
    seconds, unit = starting(times=3)
    assert seconds / unit <= START * ALLOWED


def test_more_subjects_hardly_cost_time(real_conversation: Conversation) -> None:
    """A question about one of many subjects takes about as long as about one of few."""
    base = real_conversation.base
    few, many = (enlarged(base, size) for size in (FEW, MANY))
    (one, _), (other, right) = (asked(Conversation(larger), questions(base, larger)) for larger in (few, many))
    assert other.median / one.median <= MOST_GROWTH
    assert right > 0.95


def test_invented_names_occur_once(real_conversation: Conversation) -> None:
    """No two subjects of a generated base share a name or alias in a language, and it is the same base every time."""
    larger, again = (enlarged(real_conversation.base, MANY) for _ in range(2))
    assert larger.programmes == again.programmes
    for language in Language:
        programmes = larger.programmes.values()
        called = ({slug(name) for name in (one.name[language], *one.aliases.of(language))} for one in programmes)
        assert [name for name, count in Counter(chain.from_iterable(called)).items() if count > 1] == []
