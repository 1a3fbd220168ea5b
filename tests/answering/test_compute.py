"""Calculations over figures."""

from pathlib import Path

import pytest

from bot.answering.answer import Averages, Compared, Computed, NotKnown, Portion, Ranked
from bot.answering.compute import compute
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.loader import load
from bot.knowledge.model import Language, Measure, Operation
from bot.understanding.question import Intent, Question, Unknown
from tests import tiny

INNOVIRIS = "innoviris"
OWN, EUROPEAN = "innoviris-programmes", "european-programmes"


def asked(operation: Operation, *targets: str, **fields: object) -> Question:
    """The question that asks for `operation` over `targets`."""
    return Question(Intent.COMPUTE, Language.NL, targets, operation=operation).but(**fields)


def values(answer: Computed | Ranked | Compared) -> list[float]:
    """The values of the operands, in their order."""
    return [one.figure.value for one in answer.operands]


def subjects(answer: Computed | Ranked | Compared) -> list[str]:
    """Whose the operands are, in their order."""
    return [one.subject for one in answer.operands]


def computed(question: Question, base: KnowledgeBase) -> Computed:
    """The calculation that answers `question`."""
    answer = compute(question, base)
    assert isinstance(answer, Computed), answer
    return answer


def ranked(question: Question, base: KnowledgeBase) -> Ranked:
    """The ranking that answers `question`."""
    answer = compute(question, base)
    assert isinstance(answer, Ranked), answer
    return answer


def not_known(question: Question, base: KnowledgeBase) -> NotKnown:
    """The "not known" that answers `question`."""
    answer = compute(question, base)
    assert isinstance(answer, NotKnown), answer
    return answer


def test_total_of_several(tiny_base: KnowledgeBase) -> None:
    """The text's amounts are added, and come along."""
    answer = computed(asked(Operation.TOTAL, "zonnedak", "stadstuin"), tiny_base)
    assert (answer.value, values(answer)) == (1_500_000, [1_000_000, 500_000])


def test_total_of_years(tiny_base: KnowledgeBase) -> None:
    """One programme's total is that of its years, earliest first; text and chart are never added."""
    answer = computed(asked(Operation.TOTAL, "zonnedak"), tiny_base)
    assert (answer.value, values(answer)) == (1_800_000, [800_000, 1_000_000])
    assert computed(asked(Operation.TOTAL, "stadstuin"), tiny_base).value == 500_000


def test_total_with_something_missing(tiny_base: KnowledgeBase) -> None:
    """A total is not given when one of its parts is not known."""
    answer = not_known(asked(Operation.TOTAL, "zonnedak", "stille-hulp"), tiny_base)
    assert (answer.topic, answer.subject) == (Unknown.MEASURE, "stille-hulp")


def test_average(tiny_base: KnowledgeBase) -> None:
    """Euro per project: the amount divided by the number, both shown."""
    answer = computed(asked(Operation.AVERAGE, "zonnedak"), tiny_base)
    assert (answer.value, values(answer)) == (250_000, [1_000_000, 4])


def test_average_over_all(tiny_base: KnowledgeBase) -> None:
    """Without a subject the average is that of Innoviris."""
    answer = computed(asked(Operation.AVERAGE), tiny_base)
    assert (answer.value, subjects(answer)) == (75_000, [INNOVIRIS, INNOVIRIS])


def test_averages_side_by_side(tiny_base: KnowledgeBase) -> None:
    """Each subject's own average; when one has none, that is said instead."""
    answer = compute(asked(Operation.AVERAGE, "zonnedak", "watermolen"), tiny_base)
    assert isinstance(answer, Averages)
    assert [one.value for one in answer.averages] == [250_000, 900_000]
    assert not_known(asked(Operation.AVERAGE, "zonnedak", "europabrug"), tiny_base).subject == "europabrug"


def test_per_year(tiny_base: KnowledgeBase) -> None:
    """An amount for several years is divided by them; one that is not spread has no yearly part."""
    answer = computed(asked(Operation.PER_YEAR, "europabrug"), tiny_base)
    assert (answer.value, values(answer)) == (250_000, [500_000])
    assert not_known(asked(Operation.PER_YEAR, "zonnedak"), tiny_base).subject == "zonnedak"


def test_share_of_several(tiny_base: KnowledgeBase) -> None:
    """Several subjects together are a share of the whole."""
    answer = computed(asked(Operation.SHARE, "zonnedak", "stadstuin"), tiny_base)
    assert (answer.value, subjects(answer)) == (50.0, ["zonnedak", "stadstuin", INNOVIRIS])


@pytest.mark.parametrize(
    ("subject", "topic", "near"),
    [
        pytest.param("stadstuin", Unknown.MEASURE, [500_000], id="about ten is not divided"),
        pytest.param("europabrug", Unknown.MEASURE, [500_000], id="no number"),
        pytest.param("stille-hulp", Unknown.MEASURE, [], id="nothing at all"),
    ],
)
def test_no_average(subject: str, topic: str, near: list[float], tiny_base: KnowledgeBase) -> None:
    """Without an exact number there is no average; the amount is offered."""
    answer = not_known(asked(Operation.AVERAGE, subject), tiny_base)
    assert (answer.topic, [one.figure.value for one in answer.near]) == (topic, near)


@pytest.mark.parametrize(
    ("targets", "percent", "whole"),
    [
        pytest.param(["watermolen"], 30.0, INNOVIRIS, id="of all"),
        pytest.param(["watermolen", OWN], 36.0, OWN, id="of its family"),
        pytest.param([EUROPEAN], 100 / 6, INNOVIRIS, id="a family of all"),
    ],
)
def test_share(targets: list[str], percent: float, whole: str, tiny_base: KnowledgeBase) -> None:
    """A share is a percentage of the family that was named, else of all."""
    answer = computed(asked(Operation.SHARE, *targets), tiny_base)
    assert answer.value == pytest.approx(percent)
    assert subjects(answer) == [targets[0], whole]


def test_share_of_itself(tiny_base: KnowledgeBase) -> None:
    """All is no share of all."""
    not_known(asked(Operation.SHARE, INNOVIRIS), tiny_base)


def test_success_rate(tiny_base: KnowledgeBase) -> None:
    """Funded of handled, in percent."""
    answer = computed(asked(Operation.SUCCESS_RATE), tiny_base)
    assert (answer.value, values(answer)) == (80.0, [40, 50])


def test_not_funded(tiny_base: KnowledgeBase) -> None:
    """Handled less funded."""
    assert computed(asked(Operation.NOT_FUNDED), tiny_base).value == 10


def test_no_success_rate(tiny_base: KnowledgeBase) -> None:
    """Without a number of applications there is no rate; what is known is offered."""
    answer = not_known(asked(Operation.SUCCESS_RATE, "zonnedak"), tiny_base)
    assert answer.topic == Operation.SUCCESS_RATE
    assert [one.figure.value for one in answer.near] == [4]


def test_a_rate_is_of_one_year(tiny_folder: Path) -> None:
    """The funded of one year are not divided by the handled of another."""
    added = "- {measure: projects, year: 2022, value: 2}\n  - {measure: applications, year: 2023, value: 8}"
    tiny.edit(tiny_folder / "programmes/zonnedak.yaml", "not_in_report: [applications]\n", "")
    tiny.edit(
        tiny_folder / "programmes/zonnedak.yaml",
        "- {measure: max_support",
        f"{added}\n  - {{measure: max_support",
    )
    base = load(tiny_folder)
    assert computed(asked(Operation.SUCCESS_RATE, "zonnedak"), base).value == 50
    assert not_known(asked(Operation.SUCCESS_RATE, "zonnedak", year=2022), base).topic == "success_rate"


def test_growth(tiny_base: KnowledgeBase) -> None:
    """The later year less the earlier, the later first."""
    answer = computed(asked(Operation.GROWTH, "zonnedak"), tiny_base)
    assert (answer.value, values(answer)) == (200_000, [1_000_000, 800_000])


def test_no_growth(tiny_base: KnowledgeBase) -> None:
    """One year makes no growth; text and chart of one year are not two."""
    answer = not_known(asked(Operation.GROWTH, "stadstuin"), tiny_base)
    assert (answer.topic, answer.near[0].figure.value) == (Operation.GROWTH, 500_000)


def test_compare(tiny_base: KnowledgeBase) -> None:
    """Two subjects side by side, in the order asked, with the first less the second."""
    answer = compute(asked(Operation.COMPARE, "stadstuin", "zonnedak"), tiny_base)
    assert isinstance(answer, Compared)
    assert (values(answer), answer.difference, answer.lacking) == ([500_000, 1_000_000], -500_000, ())


def test_compare_with_something_missing(tiny_base: KnowledgeBase) -> None:
    """What lacks the figure is named, and no difference is given."""
    answer = compute(asked(Operation.COMPARE, "zonnedak", "stille-hulp"), tiny_base)
    assert isinstance(answer, Compared)
    assert (subjects(answer), answer.lacking, answer.difference) == (["zonnedak"], ("stille-hulp",), None)


def test_a_company_has_no_figure_to_compare(tiny_base: KnowledgeBase) -> None:
    """What is no programme is named as lacking the figure, and no exception."""
    answer = compute(asked(Operation.COMPARE, "zonnedak", "helios"), tiny_base)
    assert isinstance(answer, Compared)
    assert answer.lacking == ("helios",)
    assert not_known(asked(Operation.AVERAGE, "helios"), tiny_base).subject == "helios"


def test_compare_of_three(tiny_base: KnowledgeBase) -> None:
    """Three are shown without a difference."""
    answer = compute(asked(Operation.COMPARE, "zonnedak", "stadstuin", "watermolen"), tiny_base)
    assert isinstance(answer, Compared)
    assert (len(answer.operands), answer.difference) == (3, None)


@pytest.mark.parametrize(
    ("operation", "order"),
    [
        pytest.param(Operation.HIGHEST, ["zonnedak", "watermolen", "europabrug"], id="highest"),
        pytest.param(Operation.LOWEST, ["europabrug", "stadstuin", "watermolen"], id="lowest"),
    ],
)
def test_ranking(operation: Operation, order: list[str], tiny_base: KnowledgeBase) -> None:
    """Three programmes by their amount of the report's year; equals by their id."""
    answer = ranked(asked(operation), tiny_base)
    assert (subjects(answer), answer.of, answer.scope) == (order, 4, None)


def test_ranking_in_a_family(tiny_base: KnowledgeBase) -> None:
    """A family that is named limits the ranking."""
    answer = ranked(asked(Operation.LOWEST, OWN), tiny_base)
    assert (subjects(answer), answer.scope) == (["stadstuin", "watermolen", "zonnedak"], OWN)


def test_top_of_a_number(tiny_base: KnowledgeBase) -> None:
    """As many are given as were asked."""
    assert subjects(ranked(asked(Operation.HIGHEST, top=1), tiny_base)) == ["zonnedak"]


def test_ranking_of_a_year(tiny_base: KnowledgeBase) -> None:
    """Another year ranks what is known of that year, and nothing else."""
    assert subjects(ranked(asked(Operation.HIGHEST, year=2022), tiny_base)) == ["zonnedak"]
    answer = not_known(asked(Operation.HIGHEST, year=2019), tiny_base)
    assert (answer.topic, answer.year) == (Unknown.YEAR, 2019)


def test_rank_of_one(tiny_base: KnowledgeBase) -> None:
    """A programme's place comes with its own figure first, then the best."""
    answer = ranked(asked(Operation.RANK, "watermolen"), tiny_base)
    assert (answer.place, answer.of) == (2, 4)
    assert subjects(answer) == ["watermolen", "zonnedak", "watermolen", "europabrug"]


def test_no_rank(tiny_base: KnowledgeBase) -> None:
    """What has no figure has no place."""
    assert not_known(asked(Operation.RANK, "stille-hulp"), tiny_base).subject == "stille-hulp"


@pytest.mark.parametrize(
    ("operation", "amount", "kept"),
    [
        pytest.param(Operation.MORE_THAN, 500_000, ["zonnedak", "watermolen"], id="more than"),
        pytest.param(Operation.LESS_THAN, 900_000, ["europabrug", "stadstuin"], id="less than"),
        pytest.param(Operation.AT_LEAST, 1_000_000, ["zonnedak"], id="at least"),
        pytest.param(Operation.AT_MOST, 500_000, ["europabrug", "stadstuin"], id="at most"),
        pytest.param(Operation.EXACTLY, 500_000, ["europabrug", "stadstuin"], id="exactly"),
        pytest.param(Operation.MORE_THAN, 5_000_000, [], id="none"),
    ],
)
def test_threshold(operation: Operation, amount: float, kept: list[str], tiny_base: KnowledgeBase) -> None:
    """All beyond the amount, and the amount itself only where it says so."""
    answer = ranked(asked(operation, amount=amount), tiny_base)
    assert (sorted(subjects(answer)), answer.of) == (sorted(kept), len(kept))
    assert answer.operation is operation


def test_figures_without_a_year_hold_for_the_report(tiny_base: KnowledgeBase) -> None:
    """A maximum that the report gives without a year can be ranked and compared, but not for another year."""
    highest = asked(Operation.HIGHEST, measure=Measure.MAX_SUPPORT)
    assert values(ranked(highest, tiny_base)) == [10_000]
    assert not_known(highest.but(year=2022), tiny_base).topic == Unknown.YEAR


def test_ranking_of_what_nobody_has(tiny_base: KnowledgeBase) -> None:
    """A measure without any figure is not known, and no year is blamed for it."""
    answer = not_known(asked(Operation.HIGHEST, measure=Measure.BENEFICIARIES), tiny_base)
    assert (answer.topic, answer.year) == (Unknown.MEASURE, None)


def test_number_of_projects(tiny_base: KnowledgeBase) -> None:
    """The measure that was asked is the one that is ranked."""
    answer = ranked(asked(Operation.HIGHEST, measure=Measure.PROJECTS), tiny_base)
    assert values(answer) == [10, 4, 1]


@pytest.mark.parametrize(
    "operation",
    [Operation.TOTAL, Operation.AVERAGE, Operation.SHARE, Operation.COMPARE, Operation.SUCCESS_RATE],
)
def test_another_year_is_not_answered_with_this(operation: Operation, tiny_base: KnowledgeBase) -> None:
    """A calculation about a year that the report lacks is not known, whatever is known of other years."""
    question = asked(operation, "watermolen", "zonnedak", year=2019)
    assert isinstance(compute(question, tiny_base), NotKnown)


def test_between(tiny_base: KnowledgeBase) -> None:
    """Both bounds lie within."""
    answer = ranked(asked(Operation.BETWEEN, amount=500_000, upper=1_000_000), tiny_base)
    assert set(values(answer)) >= {500_000, 1_000_000}
    assert all(500_000 <= value <= 1_000_000 for value in values(answer))


def test_remainder(tiny_base: KnowledgeBase) -> None:
    """The whole without its parts, which come along."""
    answer = computed(asked(Operation.REMAINDER, OWN, "zonnedak", "stadstuin"), tiny_base)
    assert (answer.value, values(answer)) == (1_000_000, [2_500_000, 1_000_000, 500_000])


def test_remainder_without_a_part_that_is_not_known(tiny_base: KnowledgeBase) -> None:
    """What is left is not known when an amount is not."""
    assert not_known(asked(Operation.REMAINDER, INNOVIRIS, "stille-hulp"), tiny_base).subject == "stille-hulp"


@pytest.mark.parametrize(
    ("operation", "place", "own", "rank"),
    [
        pytest.param(Operation.RANK, 2, "watermolen", 2, id="from the highest"),
        pytest.param(Operation.RANK, -2, "europabrug", 3, id="from the last"),
        pytest.param(Operation.LOWEST, 2, "stadstuin", 3, id="from the lowest"),
    ],
)
def test_who_stands_at_a_place(operation: Operation, place: int, own: str, rank: int, tiny_base: KnowledgeBase) -> None:
    """Whoever stands there comes first, with the place counted from the highest."""
    answer = ranked(asked(operation, places=(place,)), tiny_base)
    assert (subjects(answer)[0], answer.place) == (own, rank)


def test_a_place_that_nobody_has(tiny_base: KnowledgeBase) -> None:
    """Beyond the last there is nobody."""
    assert not_known(asked(Operation.RANK, places=(20,)), tiny_base).subject == INNOVIRIS


def test_the_difference_between_places(tiny_base: KnowledgeBase) -> None:
    """The first and the last are looked up, and compared."""
    answer = compute(asked(Operation.COMPARE, places=(1, -1)), tiny_base)
    assert isinstance(answer, Compared)
    assert answer.difference == max(values(answer)) - min(values(answer)) > 0


def test_families_are_ranked(tiny_base: KnowledgeBase) -> None:
    """Several families are ranked themselves, not their programmes."""
    assert subjects(ranked(asked(Operation.LOWEST, OWN, EUROPEAN), tiny_base)) == [EUROPEAN, OWN]


@pytest.mark.parametrize(("operation", "value"), [(Operation.SHARE, 75.0), (Operation.REMAINDER, 1.0)])
def test_a_count_is_part_of_a_figure(operation: Operation, value: float, tiny_folder: Path) -> None:
    """A fact that is part of a figure has a share in it, and leaves a rest."""
    tiny.edit(tiny_folder / "programmes/zonnedak.yaml", "    value: 3\n", "    value: 3\n    part_of: projects\n")
    found = compute(asked(operation, "zonnedak", topics=("zonnedak/jury",)), load(tiny_folder))
    assert isinstance(found, Portion)
    assert found.value == value
