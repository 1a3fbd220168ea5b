"""How the time of a question grows with the number of subjects: `python -m benchmarks.sizes --sizes 100 10000`."""

import argparse
import gc
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle

from benchmarks.generated import SEED, enlarged
from benchmarks.rivals import RIVALS, Phrase
from benchmarks.timing import Clocked, Spread, spread
from bot.conversation import Conversation
from bot.evaluation.corpus import Chat, Turn
from bot.evaluation.evaluate import Answerer, corpus, evaluate, misspelt
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.loader import load
from bot.knowledge.model import Aspect, Language, Measure, Programme
from bot.settings import SHIPPED_KNOWLEDGE
from bot.wording.reply import Outcome
from tests.over_match.asked import Templates, templates

SIZES = (100, 1_000, 10_000, 100_000)
ASKED = 100  # invented programmes that are asked about in each language
SHIPPED = 120  # questions about the shipped programmes
WHOLE = ("compute", "fit")  # kinds of questions that weigh all programmes against each other
WAKING = 20  # questions of each kind that come before what is measured
BY_RIVALS = 40  # questions that each rival gets


@dataclass(frozen=True)
class Size:
    """What was measured with so many subjects; milliseconds of CPU for a question."""

    subjects: int
    opened: float  # seconds from the knowledge in memory to the first answer of each kind
    right: float  # share of the questions about one subject (0-1)
    one: Spread  # about one invented subject: by its name or alias, with typos, a fact, what can't be known
    shipped: Spread  # about one of the shipped subjects
    whole: Spread  # about all subjects together: the highest, the sum, which one fits
    rivals: Mapping[str, Spread]  # about one subject, over as many phrases as there are subjects


def run(base: KnowledgeBase, size: int) -> Size:
    """Measure with `base` enlarged to `size` subjects."""
    larger = enlarged(base, size)
    began = time.process_time()
    conversation = Conversation(larger)
    chats, about_shipped, about_whole = questions(base, larger), *_of_shipped()
    for part in (chats, about_shipped, about_whole):  # what is worked out when it is first needed
        asked(conversation, part[-WAKING:])
    opened = time.process_time() - began
    gc.freeze()  # as `open_conversation` does
    one, right = asked(conversation, chats[:-WAKING])
    (shipped, _), (whole, _) = (asked(conversation, part[:-WAKING]) for part in (about_shipped, about_whole))
    rivals = _rivals(larger, chats[:BY_RIVALS])
    gc.unfreeze()
    return Size(size, opened, right, one, shipped, whole, rivals)


def asked(bot: Answerer, chats: Sequence[Chat]) -> tuple[Spread, float]:
    """How long `bot` takes for the questions, and the share that it gets right (0-1)."""
    clocked = Clocked(bot)
    tallies = evaluate(clocked, chats).values()
    return clocked.spread, sum(one.right for one in tallies) / sum(one.chats for one in tallies)


def questions(base: KnowledgeBase, larger: KnowledgeBase) -> list[Chat]:
    """What is asked about some of the programmes that only `larger` has, every third with typos."""
    chance = random.Random(SEED)
    invented = sorted(larger.programmes.keys() - base.programmes.keys())
    chats = [
        chat
        for language in Language
        for forms in (templates(language),)
        for key in chance.sample(invented, min(ASKED, len(invented)))
        for chat in _about(key, larger.programmes[key], language, forms, chance)
    ]
    chance.shuffle(chats)
    return [*misspelt(chats[::3]), *chats[1::3], *chats[2::3]]


def _about(
    key: str, programme: Programme, language: Language, forms: Templates, chance: random.Random
) -> Iterator[Chat]:
    """A figure, a text and a fact of the programme."""
    figures = (*forms.figures[Measure.FUNDING], *forms.figures[Measure.PROJECTS])
    aspects = (*forms.aspects[Aspect.DESCRIPTION], *forms.aspects[Aspect.AUDIENCE])
    ask = programme.facts[0].asks.of(language)[0]
    for form in (chance.choice(figures), chance.choice(aspects), chance.choice(forms.facts)):
        name = chance.choice((programme.name[language], *programme.aliases.of(language)))
        text = form.format(name=name, short=name, ask=ask)
        turn = Turn(say=text, outcome=(Outcome.ANSWERED,), programmes=(key,))
        yield Chat(id=key, kind="invented", turns=(turn,), language=language)


def _of_shipped() -> tuple[list[Chat], list[Chat]]:
    """Questions about one of the shipped subjects, and about all of them."""
    seen = [chat for chat in corpus(()) if not chat.unseen and chat.kind not in {"hostile", "dialogue"}]
    random.Random(SEED).shuffle(seen)
    whole = [chat for chat in seen if chat.kind in WHOLE]
    return [chat for chat in seen if chat.kind not in WHOLE][:SHIPPED], whole[:SHIPPED]


def _rivals(base: KnowledgeBase, chats: Sequence[Chat]) -> dict[str, Spread]:
    """The same questions to the rivals, over one phrase for each subject, in one of the languages by turns."""
    forms = [(language, templates(language).figures[Measure.FUNDING][0]) for language in Language]
    phrases: list[Phrase] = [
        (language.value, form.format(name=subject.name[language]))
        for subject, (language, form) in zip(base.subjects.values(), cycle(forms), strict=False)
    ]
    found = {}
    for name, made in RIVALS.items():
        rival, seconds = made(phrases), list[float]()
        for chat in chats:
            began = time.process_time()
            rival.nearest(chat.turns[0].say)
            seconds.append(time.process_time() - began)
        found[name] = spread(seconds)
    return found


def table(found: Sequence[Size]) -> Iterator[str]:
    """As Markdown."""
    heads = ("subjects", "one subject ms", "99 of 100", "right", "shipped ms", "all subjects ms", "open s", *RIVALS)
    yield f"| {' | '.join(heads)} |"
    yield f"|{' --: |' * len(heads)}"
    for size in found:
        rivals = (f"{size.rivals[name].median:.2f}" for name in RIVALS)
        own = f"{size.one.median:.2f}", f"{size.one.p99:.2f}", f"{size.right:.0%}", f"{size.shipped.median:.2f}"
        cells = (f"{size.subjects:,}", *own, f"{size.whole.median:.2f}", f"{size.opened:.1f}", *rivals)
        yield f"| {' | '.join(cells)} |"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.sizes", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    base = load(SHIPPED_KNOWLEDGE)
    print(*table([run(base, size) for size in parser.parse_args().sizes]), sep="\n")


if __name__ == "__main__":
    main()
