"""A question as data, and the answer as data."""

import pytest

from bot.answering.answer import (
    AskStep,
    AspectOf,
    Choice,
    Computed,
    Described,
    FigureOf,
    FigureOfProject,
    Listed,
    NotKnown,
    OrganisationTold,
    PersonTold,
    ProjectTold,
    SmallTalk,
    Told,
)
from bot.answering.answering import answer
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.model import Aspect, Language, Measure, Operation
from bot.understanding.question import Intent, Question, Unknown


def asked(intent: Intent, *targets: str, **fields: object) -> Question:
    """A question of one kind about `targets`."""
    return Question(intent, Language.NL, targets).but(**fields)


def figure_of(base: KnowledgeBase, subject: str, measure: Measure, year: int | None = None) -> FigureOf:
    """The figure that is answered."""
    found = answer(asked(Intent.FIGURE, subject, measure=measure, year=year), base)
    assert isinstance(found, FigureOf), found
    return found


def not_known(question: Question, base: KnowledgeBase) -> NotKnown:
    """The "not known" that is answered."""
    found = answer(question, base)
    assert isinstance(found, NotKnown), found
    return found


def test_the_latest_figure_with_the_other_year(tiny_base: KnowledgeBase) -> None:
    """Without a year: the latest, and the earlier one beside it."""
    found = figure_of(tiny_base, "zonnedak", Measure.FUNDING)
    assert (found.figure.value, [one.value for one in found.others]) == (1_000_000, [800_000])


def test_the_figure_of_a_year_alone(tiny_base: KnowledgeBase) -> None:
    """With a year: that year's figure and no other."""
    found = figure_of(tiny_base, "zonnedak", Measure.FUNDING, 2022)
    assert (found.figure.value, found.others) == (800_000, ())


def test_the_chart_beside_the_text(tiny_base: KnowledgeBase) -> None:
    """Where chart and text differ both come along, the text first."""
    found = figure_of(tiny_base, "stadstuin", Measure.FUNDING, 2023)
    assert (found.figure.value, [one.value for one in found.others]) == (500_000, [600_000])


def test_another_year_is_not_answered_with_this(tiny_base: KnowledgeBase) -> None:
    """A year that is not in the report is not known; the figure that is, is near."""
    found = not_known(asked(Intent.FIGURE, "zonnedak", measure=Measure.FUNDING, year=2019), tiny_base)
    assert (found.topic, found.year, found.near[0].figure.value) == (Unknown.YEAR, 2019, 1_000_000)


@pytest.mark.parametrize(("year", "known"), [(2023, True), (2022, False)])
def test_a_figure_without_year_is_of_the_report(year: int, known: bool, tiny_base: KnowledgeBase) -> None:
    """A maximum without a year holds for the report's year and for no other."""
    found = answer(asked(Intent.FIGURE, "zonnedak", measure=Measure.MAX_SUPPORT, year=year), tiny_base)
    assert isinstance(found, FigureOf) is known


def test_another_measure_is_not_answered_with_this(tiny_base: KnowledgeBase) -> None:
    """A figure that the programme lacks is not known; its other figures are near."""
    found = not_known(asked(Intent.FIGURE, "zonnedak", measure=Measure.VISITORS), tiny_base)
    assert (found.topic, found.measure) == (Unknown.MEASURE, Measure.VISITORS)
    assert [one.figure.measure for one in found.near] == [Measure.MAX_SUPPORT, Measure.SUPPORT_RATE]


def test_the_amount_of_a_project(tiny_base: KnowledgeBase) -> None:
    """A project's own amount, where the report gives one."""
    found = answer(asked(Intent.FIGURE, "project:lichthuis", measure=Measure.FUNDING), tiny_base)
    assert isinstance(found, FigureOfProject)
    assert (found.project, found.figure.value) == ("project:lichthuis", 250_000)


def test_amount_of_a_project_in_another_year(tiny_base: KnowledgeBase) -> None:
    """A project's amount is of the report's year: it does not answer for another."""
    found = answer(asked(Intent.FIGURE, "project:lichthuis", measure=Measure.FUNDING, year=2019), tiny_base)
    assert isinstance(found, NotKnown)
    assert (found.topic, found.near[0].figure.value) == (Unknown.YEAR, 250_000)


def test_the_amount_of_an_organisation_is_that_of_its_project(tiny_base: KnowledgeBase) -> None:
    """Asked what a company got, the answer is its project's amount."""
    found = answer(asked(Intent.FIGURE, "helios", measure=Measure.FUNDING), tiny_base)
    assert isinstance(found, FigureOfProject)
    assert found.project == "project:lichthuis"


def test_the_programmes_amount_is_not_the_projects(tiny_base: KnowledgeBase) -> None:
    """A project without an amount of its own: not known, with the programme's amount near."""
    question = asked(Intent.FIGURE, "project:tomatenlift", measure=Measure.FUNDING)
    found = not_known(question, tiny_base)
    assert (found.topic, found.near[0].subject) == (Unknown.SHARE_OF_PROJECT, "stadstuin")


def test_facts(tiny_base: KnowledgeBase) -> None:
    """Facts are found by subject and id."""
    found = answer(asked(Intent.FACT, "zonnedak", topics=("zonnedak/jury",)), tiny_base)
    assert isinstance(found, Told)
    assert (found.subject, [fact.id for fact in found.facts]) == ("zonnedak", ["jury"])


def test_facts_of_another_year(tiny_base: KnowledgeBase) -> None:
    """A fact of the report's year is not told as one of another."""
    question = asked(Intent.FACT, "zonnedak", topics=("zonnedak/jury",), year=2021)
    assert not_known(question, tiny_base).topic == Unknown.YEAR


@pytest.mark.parametrize("aspect", [Aspect.NAMES, Aspect.PARTNERS, Aspect.PEOPLE, Aspect.AUDIENCE, Aspect.STAGE])
def test_aspects(aspect: Aspect, tiny_base: KnowledgeBase) -> None:
    """What the report tells of a programme is told; what it does not is not known."""
    listed = ("project:lichthuis", "project:zonnewende") if aspect is Aspect.NAMES else ()
    assert answer(asked(Intent.ASPECT, "zonnedak", aspect=aspect), tiny_base) == AspectOf("zonnedak", aspect, listed)


@pytest.mark.parametrize("aspect", [Aspect.NAMES, Aspect.PARTNERS, Aspect.PEOPLE, Aspect.STAGE])
def test_aspects_that_are_not_told(aspect: Aspect, tiny_base: KnowledgeBase) -> None:
    """An aspect of which the report says nothing is not known."""
    assert not_known(asked(Intent.ASPECT, "stille-hulp", aspect=aspect), tiny_base).topic == aspect


def test_the_only_project_is_told_itself(tiny_base: KnowledgeBase) -> None:
    """A list of one is that one."""
    found = answer(asked(Intent.ASPECT, "stadstuin", aspect=Aspect.NAMES), tiny_base)
    assert isinstance(found, ProjectTold)
    assert found.project == "project:tomatenlift"


@pytest.mark.parametrize("target", ["helios", "project:lichthuis", "person:an-zonneveld"])
def test_people_are_found_from_their_organisation(target: str, tiny_base: KnowledgeBase) -> None:
    """Who leads a project or company is whom the report names there."""
    found = answer(asked(Intent.ASPECT, target, aspect=Aspect.PEOPLE), tiny_base)
    assert isinstance(found, PersonTold)
    assert found.person == "person:an-zonneveld"


def test_nobody_is_invented(tiny_base: KnowledgeBase) -> None:
    """Where the report names nobody, that is the answer."""
    found = not_known(asked(Intent.ASPECT, "project:tomatenlift", aspect=Aspect.PEOPLE), tiny_base)
    assert found.topic == Aspect.PEOPLE


def test_a_programme_is_described_with_its_figures(tiny_base: KnowledgeBase) -> None:
    """A description comes with the main figures, one for each measure."""
    found = answer(asked(Intent.DESCRIBE, "zonnedak"), tiny_base)
    assert isinstance(found, Described)
    assert [one.value for one in found.figures] == [10_000, 50, 1_000_000, 4]


def test_a_description_of_another_year(tiny_base: KnowledgeBase) -> None:
    """A programme in a year without figures is not known."""
    assert not_known(asked(Intent.DESCRIBE, "stadstuin", year=2020), tiny_base).topic == Unknown.YEAR


def test_an_organisation_with_one_project_is_that_project(tiny_base: KnowledgeBase) -> None:
    """A company is described by the only thing the report tells of it."""
    found = answer(asked(Intent.DESCRIBE, "helios"), tiny_base)
    assert isinstance(found, ProjectTold)


def test_an_organisation_with_more(tiny_base: KnowledgeBase) -> None:
    """An organisation in several places is told with all of them."""
    found = answer(asked(Intent.DESCRIBE, "stadslabo"), tiny_base)
    assert found == OrganisationTold("stadslabo", ("project:lichthuis", "europabrug"))


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param(asked(Intent.CHAT, topics=("thanks",)), SmallTalk("thanks"), id="small talk"),
        pytest.param(
            asked(Intent.LIST, "european-programmes"),
            Listed(("european-programmes",), False, ("europabrug", "stille-hulp")),
            id="list",
        ),
        pytest.param(asked(Intent.LIST, operation=Operation.COUNT), Listed((), True), id="count"),
        pytest.param(asked(Intent.CLARIFY, "zonnedak", "stadstuin"), Choice(("zonnedak", "stadstuin")), id="clarify"),
        pytest.param(
            asked(Intent.UNKNOWN, "zonnedak", topics=("deadline",), words=("morgen",)),
            NotKnown("deadline", "zonnedak", words=("morgen",)),
            id="known unknown",
        ),
    ],
)
def test_other_intents(question: Question, expected: object, tiny_base: KnowledgeBase) -> None:
    """Each intent has its kind of answer."""
    assert answer(question, tiny_base) == expected


def test_calculations_and_advice_are_passed_on(tiny_base: KnowledgeBase) -> None:
    """COMPUTE calculates and RECOMMEND recommends."""
    computed = answer(asked(Intent.COMPUTE, "zonnedak", operation=Operation.AVERAGE), tiny_base)
    assert isinstance(computed, Computed)
    assert isinstance(answer(asked(Intent.RECOMMEND), tiny_base), AskStep)
