"""What a button holds."""

import pytest

from bot.knowledge.base import KnowledgeBase
from bot.knowledge.loader import load
from bot.knowledge.model import Asker, Aspect, Language, Measure, Need, Operation
from bot.settings import SHIPPED_KNOWLEDGE
from bot.understanding.question import Intent, Profile, Question
from bot.wording.options import LONGEST, again, decode, encode, in_language

QUESTIONS = [
    Question(Intent.FIGURE, Language.NL, ("zonnedak",), Measure.FUNDING),
    Question(Intent.FIGURE, Language.FR, ("zonnedak",), Measure.FUNDING, year=2022),
    Question(Intent.ASPECT, Language.NL, ("zonnedak",), aspect=Aspect.NAMES),
    Question(Intent.DESCRIBE, Language.FR, ("project:lichthuis",)),
    Question(Intent.DESCRIBE, Language.FR, ("zonnedak",), year=2022),
    Question(Intent.FIGURE, Language.NL, ("zonnedak",), Measure.FUNDING, bare=True),
    Question(Intent.COMPUTE, Language.NL, operation=Operation.HIGHEST, measure=Measure.FUNDING, top=5),
    Question(Intent.COMPUTE, Language.NL, ("zonnedak", "watermolen"), operation=Operation.COMPARE),
    Question(Intent.COMPUTE, Language.FR, operation=Operation.MORE_THAN, measure=Measure.FUNDING, amount=1e6),
    Question(Intent.FACT, Language.NL, ("zonnedak",), topics=("zonnedak/jury", "zonnedak/date")),
    Question(
        Intent.FACT, Language.FR, ("zonnedak", "stadstuin"), topics=("zonnedak/jury", "stadstuin/date"), year=2023
    ),
    Question(Intent.LIST, Language.NL),
    Question(Intent.LIST, Language.NL, ("european-programmes",)),
    Question(Intent.CHAT, Language.FR, topics=("help",)),
    Question(Intent.RECOMMEND, Language.NL),
    Question(Intent.RECOMMEND, Language.FR, profile=Profile(askers=(Asker.SME,), needs=((Need.MARKET, 1.0),))),
]


@pytest.mark.parametrize("question", QUESTIONS, ids=encode)
def test_a_button_asks_what_it_was_made_for(question: Question) -> None:
    """What is encoded is decoded to the same question: a button needs no memory."""
    assert decode(encode(question)) == question


@pytest.mark.parametrize("question", QUESTIONS, ids=encode)
def test_asked_in_the_other_language(question: Question) -> None:
    """The same question, and nothing else of it changes."""
    other = question.language.other
    assert decode(in_language(encode(question), other)) == question.but(language=other)


def test_a_question_asked_again_needs_no_trimmings() -> None:
    """Words and a profile that its answer does not depend on are left out; what no button can hold has none."""
    sme = Profile(askers=(Asker.SME,), needs=((Need.MARKET, 0.4),))
    asked = Question(Intent.FIGURE, Language.NL, ("zonnedak",), Measure.FUNDING, words=("dak",), profile=sme)
    assert again(asked) == "1|figure|nl|zonnedak|funding|"
    assert again(Question(Intent.RECOMMEND, Language.NL, profile=sme)) == ""
    assert again(Question(Intent.UNKNOWN, Language.NL, topics=("words",))) == ""


@pytest.mark.parametrize(
    "data",
    [
        "",
        "1",
        "nonsense",
        "2|describe|nl|zonnedak",
        "1|describe|de|zonnedak",
        "1|dance|nl|zonnedak",
        "1|figure|nl|zonnedak|colour|",
        "1|figure|nl|zonnedak|funding|soon",
        "1|compute|nl|zonnedak",
        "1|compute|nl|growth|",
        "1|fact|nl|zonnedak",
        "1|describe|nl|a|b|c|d",
        "1|recommend|nl|wings|",
        "1|chat|nl|weather",
    ],
)
def test_what_no_button_holds_is_refused(data: str) -> None:
    """Data of another version, or none of ours, is no question and no exception."""
    assert decode(data) is None


def test_what_no_button_can_ask() -> None:
    """A question that does not fit a button is a mistake of the code."""
    with pytest.raises(ValueError, match="can't ask"):
        encode(Question(Intent.CLARIFY, Language.NL, ("zonnedak", "watermolen")))
    with pytest.raises(ValueError, match="longer than 64 bytes"):
        encode(Question(Intent.DESCRIBE, Language.NL, ("project:" + "é" * 30,)))


@pytest.fixture(scope="module")
def base() -> KnowledgeBase:
    """The shipped knowledge."""
    return load(SHIPPED_KNOWLEDGE)


def test_every_subject_fits_a_button(base: KnowledgeBase) -> None:
    """No subject's id in the shipped knowledge is too long for Telegram, in the longest kind of question."""
    longest_measure = max(Measure, key=len)
    for target in base.subjects:
        figure = Question(Intent.FIGURE, Language.NL, (target,), longest_measure, year=2023)
        assert len(encode(figure).encode()) <= LONGEST
