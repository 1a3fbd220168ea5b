"""The knowledge that comes with the bot: one test per editorial rule."""

import re
from collections.abc import Iterator

import pytest

from bot.conversation import Conversation, State
from bot.knowledge.base import INNOVIRIS, KnowledgeBase
from bot.knowledge.check import check
from bot.knowledge.loader import load
from bot.knowledge.model import Entry, Fact, Figure, Language, Measure, Text
from bot.settings import SHIPPED_KNOWLEDGE
from bot.wording.reply import Outcome

TOTAL = 46_405_255
LONGEST_SUMMARY = 260
# The ids stand in links, buttons and the JSON contract: they never change.
PROGRAMMES = {
    "innoviris-programmes": [
        "applied-phd",
        "brains-for-brussels",
        "circular-innovation",
        "co-creation",
        "feasibility-studies",
        "innovation-vouchers",
        "innovative-starters-award",
        "joint-r-d-projects",
        "patents",
        "proof-of-business",
        "proof-of-concept",
        "prospective-research",
        "prove-your-social-innovation",
        "r-d-projects",
        "spin-off",
    ],
    "european-programmes": [
        "dut",
        "eurostars",
        "ipcei-batteries",
        "key-digital-technologies",
        "seal-of-excellence",
    ],
    "ecosystem-services": [
        "brussels-studies",
        "college-interfaces",
        "coopcity",
        "fari",
        "sustain-brussels",
    ],
    "science-promotion": [
        "cansat",
        "i-love-science-festival",
        "science-promotion-lab",
        "science-roadshow",
        "science-vouchers",
        "stem",
    ],
}
IDS = sorted(key for members in PROGRAMMES.values() for key in members)
# Where text and chart give different amounts: programme → text, chart.
DIFFERING = {
    "r-d-projects": (15_821_831, 15_453_000),
    "joint-r-d-projects": (3_284_602, 3_473_000),
    "dut": (1_058_775, 1_371_000),
    "ipcei-batteries": (1_499_838, 1_869_000),
}


@pytest.fixture(scope="module")
def base() -> KnowledgeBase:
    """The shipped knowledge."""
    return load(SHIPPED_KNOWLEDGE)


def values_in(entry: object, place: str = "") -> Iterator[tuple[str, object]]:
    """Every value under `entry`, with its place."""
    yield place, entry
    if isinstance(entry, Entry):
        for name in type(entry).model_fields:
            yield from values_in(getattr(entry, name), f"{place}.{name}")
    elif isinstance(entry, dict):
        for key, value in entry.items():
            yield from values_in(value, f"{place}.{key}")
    elif isinstance(entry, tuple):
        for index, value in enumerate(entry):
            yield from values_in(value, f"{place}[{index}]")


def texts(base: KnowledgeBase, language: Language) -> Iterator[tuple[str, str]]:
    """Every text in `language` that a user may read, with its place."""
    entries = {**base.subjects, **base.organisations}
    for place, value in values_in({"": entries}):
        if isinstance(value, Text):
            yield place, value[language]
    for key, sentence in base.interface[language].items():
        yield f"interface.{key}", sentence
    profile = base.profiles[language]
    for labelled in ({**profile.askers}, {**profile.needs}, {**profile.themes}):
        for key, one in labelled.items():
            yield f"words.{key}", one.label


def amounts(base: KnowledgeBase, subject: str, measure: Measure) -> dict[tuple[int | None, str], float]:
    """The figures of `subject` by year and by where they stand."""
    return {(figure.year, figure.source): figure.value for figure in base.figures(subject, measure)}


# -- the whole -----------------------------------------------------------------------------------------


def test_there_is_nothing_to_mend() -> None:
    """`python -m bot check` finds no problem."""
    assert check(SHIPPED_KNOWLEDGE) == []


def test_every_programme_is_there(base: KnowledgeBase) -> None:
    """The programmes and initiatives are those of the report, by the ids that never change."""
    assert sorted(base.programmes) == IDS
    assert len(IDS) == 31


@pytest.mark.parametrize("family", PROGRAMMES)
def test_families_are_closed(family: str, base: KnowledgeBase) -> None:
    """Each of the four families has the members that the report gives it, and there is no fifth."""
    assert sorted(base.families) == sorted(PROGRAMMES)
    assert sorted(base.members(family)) == PROGRAMMES[family]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("programme", IDS)
def test_summaries_are_short(programme: str, language: Language, base: KnowledgeBase) -> None:
    """A summary can be read at a glance in a chat."""
    assert len(base.programmes[programme].summary[language]) <= LONGEST_SUMMARY


# -- figures -------------------------------------------------------------------------------------------


def test_the_total(base: KnowledgeBase) -> None:
    """Innoviris granted 46.405.255 euro in 2023."""
    assert amounts(base, INNOVIRIS, Measure.FUNDING) == {(2023, "text"): TOTAL}


def test_families_sum_to_the_total(base: KnowledgeBase) -> None:
    """The four families, printed in thousands, make the total."""
    charts = [amounts(base, family, Measure.FUNDING)[2023, "chart"] for family in PROGRAMMES]
    assert round(TOTAL, -3) == sum(charts)


def test_patents_is_the_sum_of_the_text(base: KnowledgeBase) -> None:
    """Patents got 522.300 euro (C02)."""
    assert amounts(base, "patents", Measure.FUNDING) == {(2023, "text"): 522_300}


def test_598_thousand_is_feasibility_studies_and_proof_of_business(base: KnowledgeBase) -> None:
    """The value printed under Patents is that of two other programmes together, and no one else's (C01)."""

    def says(value: object) -> bool:
        if isinstance(value, Fact | Figure):
            return value.value == 598_000
        return isinstance(value, Text) and re.search(r"\b598\b|598k", value.nl + value.fr) is not None

    holders = {key for key, subject in base.subjects.items() for _, value in values_in(subject) if says(value)}
    assert holders == {"feasibility-studies", "proof-of-business"}


@pytest.mark.parametrize("programme", DIFFERING)
def test_text_and_chart_both_stand(programme: str, base: KnowledgeBase) -> None:
    """Where text and chart differ both are there, the text first, the chart's with a note (C04-C07)."""
    text, chart = base.figures(programme, Measure.FUNDING)
    assert (text.source, chart.source) == ("text", "chart")
    assert (text.value, chart.value) == DIFFERING[programme]
    assert chart.note is not None


def test_elsewhere_the_chart_only_rounds(base: KnowledgeBase) -> None:
    """No other programme has a chart value that differs from its text by more than rounding."""
    for programme in set(IDS) - set(DIFFERING):
        figures = amounts(base, programme, Measure.FUNDING)
        for year, source in figures:
            if source == "chart" and (year, "text") in figures:
                assert abs(figures[year, "chart"] - figures[year, "text"]) < 1000, programme


def test_sustain_brussels_was_funded_in_2022(base: KnowledgeBase) -> None:
    """The 2.100.000 euro of sustAIn.brussels were granted in 2022, and it has no amount of 2023 (C16)."""
    assert amounts(base, "sustain-brussels", Measure.FUNDING) == {(2022, "text"): 2_100_000}


def test_fari_has_two_grants(base: KnowledgeBase) -> None:
    """FARI's launch money of 2021 and its research projects of 2023 are kept apart (C15)."""
    figures = amounts(base, "fari", Measure.FUNDING)
    assert figures[2023, "text"] == 1_402_540
    assert figures[2021, "text"] == 5_126_538
    assert {year for year, _ in figures} == {2021, 2023}


@pytest.mark.parametrize("programme", ["feasibility-studies", "patents", "spin-off"])
def test_names_are_not_counts(programme: str, base: KnowledgeBase) -> None:
    """Where the report only names some projects there is no number to calculate with (C19, C20, C27)."""
    assert base.figures(programme, Measure.PROJECTS) == ()


@pytest.mark.parametrize("programme", ["eurostars", "seal-of-excellence"])
def test_no_amount_is_invented(programme: str, base: KnowledgeBase) -> None:
    """Eurostars and the Seal of Excellence have neither amount nor number (C23)."""
    assert base.programmes[programme].figures == ()


def test_circular_innovation_got_about_ten_applications(base: KnowledgeBase) -> None:
    """About ten is no ten: no rate is calculated with it (C30)."""
    (applications,) = base.figures("circular-innovation", Measure.APPLICATIONS)
    assert (applications.value, applications.qualifier) == (10, "about")


def test_files_are_called_files(base: KnowledgeBase) -> None:
    """The key figures count files, which the report does not call projects (C17)."""
    funded, handled = (base.figure(INNOVIRIS, m) for m in (Measure.PROJECTS, Measure.APPLICATIONS))
    assert funded is not None
    assert handled is not None
    assert (funded.value, handled.value) == (358, 560)
    assert funded.noun is not None
    assert funded.noun[Language.NL].other == "dossiers"


def test_amounts_are_in_euro(base: KnowledgeBase) -> None:
    """An amount has its unit, and nothing but an amount is in euro."""
    money = {Measure.FUNDING, Measure.MAX_SUPPORT}
    for key, subject in base.subjects.items():
        for place, value in values_in(subject, key):
            if isinstance(value, Figure):
                assert (value.unit == "EUR") is (value.measure in money), place


# -- texts ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", Language)
def test_a_value_is_said(language: Language, base: KnowledgeBase) -> None:
    """The text of a fact with a value says that value, once."""
    for key, subject in base.subjects.items():
        for fact in subject.facts:
            if fact.value is not None:
                assert fact.text[language].count("{value}") == 1, f"{key}/{fact.id}"


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("programme", PROGRAMMES["science-promotion"])
def test_science_promotion_is_in_euro(programme: str, language: Language, base: KnowledgeBase) -> None:
    """The chart's "k" behind whole euros is a misprint that is never said (C10)."""
    for place, value in values_in(base.programmes[programme], programme):
        if isinstance(value, Text):
            assert not re.search(r"\d\s?k\b", value[language]), place


@pytest.mark.parametrize("language", Language)
def test_no_double_spaces(language: Language, base: KnowledgeBase) -> None:
    """A text has no doubled space, no space at its ends and no tab."""
    wrong = [place for place, text in texts(base, language) if re.search(r"  |\t|^\s|\s$", text)]
    assert wrong == []


def test_french_has_a_space_before_double_punctuation(base: KnowledgeBase) -> None:
    """French writes a space before ? ! ; : »; that it does not break there is up to the wording."""
    dutch_in_french = {"interface.chat_to_nl", "interface.telegram_switch", "interface.terminal_hint"}
    unspaced = re.compile(r"[^\s\d*?!][?!;»](?:\s|$)|[^\s]:(?:\s|$)|«\S")
    wrong = [place for place, text in texts(base, Language.FR) if unspaced.search(text)]
    assert set(wrong) <= dutch_in_french


def test_dutch_has_no_space_before_punctuation(base: KnowledgeBase) -> None:
    """Dutch writes its punctuation against the word."""
    french_in_dutch = {"interface.chat_to_fr", "interface.chat_to_other", "interface.telegram_switch"}
    french_in_dutch |= {"interface.terminal_hint"}
    wrong = [
        place
        for place, text in texts(base, Language.NL)
        if re.search(r"\s[?!;:,.](?:\s|$)", text) and place not in french_in_dutch
    ]
    assert wrong == []


@pytest.mark.parametrize("language", Language)
def test_bold_is_closed(language: Language, base: KnowledgeBase) -> None:
    """Every `**` has its other half: else the user sees asterisks."""
    wrong = [place for place, text in texts(base, language) if text.count("**") % 2]
    assert wrong == []


# -- names ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("programme", IDS)
def test_every_name_is_understood(
    programme: str, language: Language, base: KnowledgeBase, real_conversation: Conversation
) -> None:
    """Each name and alias, typed alone, is answered with that programme first."""
    one = base.programmes[programme]
    name = one.name[language]
    spoken = State().with_language(language)
    stolen = {}
    for alias in dict.fromkeys((name, name.split(" (")[0], *one.aliases.of(language))):
        reply, _ = real_conversation.respond(alias, spoken)
        if reply.programmes[:1] != (programme,) or reply.outcome is not Outcome.ANSWERED:
            stolen[alias] = (reply.outcome.value, reply.programmes[:3])
    assert stolen == {}


@pytest.mark.parametrize("language", Language)
def test_every_project_is_understood(language: Language, base: KnowledgeBase, real_conversation: Conversation) -> None:
    """Each project's name, typed alone, is answered with its own programme among the first three."""
    spoken = State().with_language(language)
    lost = {}
    for key, appearances in base.projects.items():
        reply, _ = real_conversation.respond(appearances[0].project.name, spoken)
        wanted = {appearance.programme for appearance in appearances}
        if not wanted & set(reply.programmes[:3]):
            lost[key] = (reply.outcome.value, reply.programmes[:3])
    assert lost == {}


@pytest.mark.parametrize("language", Language)
def test_every_person_is_understood(language: Language, base: KnowledgeBase, real_conversation: Conversation) -> None:
    """Each person's name, typed alone, is answered with that person."""
    spoken = State().with_language(language)
    lost = []
    for roles in base.people.values():
        reply, _ = real_conversation.respond(roles[0].person.name, spoken)
        if roles[0].person.name not in reply.text:
            lost.append(roles[0].person.name)
    assert lost == []
