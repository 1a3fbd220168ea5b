"""What the knowledge base resolves."""

import pytest

from bot.knowledge.base import KnowledgeBase, slug
from bot.knowledge.model import Measure


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Bread Beer Project", "bread-beer-project"),
        ("Coöp & Zoën", "coop-zoen"),
        ("  R&D (2023) ", "r-d-2023"),
    ],
)
def test_slug(name: str, key: str) -> None:
    """A name becomes an id of plain letters, digits and hyphens."""
    assert slug(name) == key


def test_subjects_are_all_that_has_figures(tiny_base: KnowledgeBase) -> None:
    """Innoviris, the scoreboard, the families and the programmes are found by one look-up."""
    assert list(tiny_base.subjects) == [
        "innoviris",
        "scoreboard",
        "innoviris-programmes",
        "european-programmes",
        "europabrug",
        "stadstuin",
        "stille-hulp",
        "watermolen",
        "zonnedak",
    ]


def test_projects_know_their_programme(tiny_base: KnowledgeBase) -> None:
    """A project is found by the slug of its name, with the programme it stands in."""
    assert set(tiny_base.projects) == {"project:lichthuis", "project:zonnewende", "project:tomatenlift"}
    (appearance,) = tiny_base.projects["project:lichthuis"]
    assert (appearance.programme, appearance.project.holder) == ("zonnedak", "helios")


def test_people_know_their_subject(tiny_base: KnowledgeBase) -> None:
    """A person is found by the slug of the name, with the subject they stand under."""
    (role,) = tiny_base.people["person:an-zonneveld"]
    assert (role.subject, role.person.organisation) == ("zonnedak", "helios")


def test_ties_begin_with_what_is_held(tiny_base: KnowledgeBase) -> None:
    """An organisation leads to its projects, then to programmes and people that name it."""
    assert tiny_base.ties == {
        "helios": ("project:lichthuis", "person:an-zonneveld"),
        "stadslabo": ("project:lichthuis", "europabrug"),
    }


def test_members_of_a_family(tiny_base: KnowledgeBase) -> None:
    """A family's programmes, in the order of their files."""
    assert tiny_base.members("innoviris-programmes") == ("stadstuin", "watermolen", "zonnedak")
    assert tiny_base.members("european-programmes") == ("europabrug", "stille-hulp")


def test_latest_figure_first(tiny_base: KnowledgeBase) -> None:
    """Figures come with the latest year first."""
    figures = tiny_base.figures("zonnedak", Measure.FUNDING)
    assert [(f.year, f.value) for f in figures] == [(2023, 1_000_000), (2022, 800_000)]


def test_text_before_chart(tiny_base: KnowledgeBase) -> None:
    """Where text and chart differ the text's figure is the main one."""
    figures = tiny_base.figures("stadstuin", Measure.FUNDING)
    assert [(f.source, f.value) for f in figures] == [("text", 500_000), ("chart", 600_000)]


@pytest.mark.parametrize(
    ("subject", "measure", "year", "value"),
    [
        pytest.param("zonnedak", Measure.FUNDING, None, 1_000_000, id="latest"),
        pytest.param("zonnedak", Measure.FUNDING, 2022, 800_000, id="of a year"),
        pytest.param("zonnedak", Measure.FUNDING, 2021, None, id="of a year that is not there"),
        pytest.param("zonnedak", Measure.VISITORS, None, None, id="measure that is not there"),
        pytest.param("zonnedak", Measure.MAX_SUPPORT, 2023, None, id="a figure without year is of none"),
    ],
)
def test_figure(subject: str, measure: Measure, year: int | None, value: int | None, tiny_base: KnowledgeBase) -> None:
    """The main figure of a year, or none: never that of another year."""
    figure = tiny_base.figure(subject, measure, year)
    assert (figure and figure.value) == value
