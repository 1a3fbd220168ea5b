"""The sentences of one language, and figures written out in it."""

import re
from pathlib import Path

import pytest

import bot.wording
from bot.answering.answer import Operand
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.model import Aspect, Fact, Figure, Language, Measure, Operation, Text, Words
from bot.wording.phrases import Phrases, typeset

NL, FR = Language.NL, Language.FR
NOBREAK, THIN = "\u00a0", "\u202f"
QUOTED = (
    "“Een huis dat zichzelf verlicht: deel 2”",
    f"«{NOBREAK}Een huis dat zichzelf verlicht: deel 2{NOBREAK}»",
)
WORDING = Path(bot.wording.__file__).parent


def figure(measure: Measure, value: float, **fields: object) -> Figure:
    """A figure of 2023."""
    return Figure.model_validate({"measure": measure, "year": 2023, "value": value, **fields})


@pytest.mark.parametrize(
    ("one", "dutch", "french"),
    [
        pytest.param(figure(Measure.FUNDING, 1371814, unit="EUR"), "1.371.814 euro", "1 371 814 euros", id="euro"),
        pytest.param(figure(Measure.FUNDING, 1, unit="EUR"), "1 euro", "1 euro", id="one euro"),
        pytest.param(figure(Measure.SUPPORT_RATE, 50, unit="%"), "50 %", "50 %", id="percent"),
        pytest.param(figure(Measure.PROJECTS, 4), "4 projecten", "4 projets", id="count"),
        pytest.param(figure(Measure.PROJECTS, 1), "1 project", "1 projet", id="one"),
        pytest.param(
            figure(Measure.PROJECTS, 10, qualifier="about"),
            "ongeveer 10 projecten",
            "environ 10 projets",
            id="about",
        ),
        pytest.param(
            figure(Measure.VISITORS, 17000, qualifier="over"),
            "meer dan 17.000 bezoekers",
            "plus de 17 000 visiteurs",
            id="more than",
        ),
        pytest.param(
            figure(
                Measure.PROJECTS,
                3,
                noun={"nl": {"one": "dak", "other": "daken"}, "fr": {"one": "toit", "other": "toits"}},
            ),
            "3 daken",
            "3 toits",
            id="noun of its own",
        ),
    ],
)
def test_a_figure_is_written_with_its_unit(one: Figure, dutch: str, french: str, tiny_base: KnowledgeBase) -> None:
    """A figure never stands bare, and "about" and "more than" stay with it."""
    written = [Phrases(tiny_base, language).value(one) for language in Language]
    assert [re.sub(f"[{NOBREAK}{THIN}]", " ", text) for text in written] == [dutch, french]


@pytest.mark.parametrize("language", Language)
def test_a_number_stays_with_its_noun(language: Language, tiny_base: KnowledgeBase) -> None:
    """Between a number and what it counts no line breaks."""
    for one in (
        figure(Measure.FUNDING, 1000, unit="EUR"),
        figure(Measure.SUPPORT_RATE, 50, unit="%"),
        figure(Measure.PROJECTS, 4),
    ):
        assert " " not in Phrases(tiny_base, language).value(one)


@pytest.mark.parametrize(
    ("value", "fields", "written"),
    [
        pytest.param(1500, {"unit": "EUR"}, "1.500 euro", id="euro"),
        pytest.param(14.2, {"unit": "%"}, "14,2 %", id="percent"),
        pytest.param(2025, {}, "2025", id="a year has no dot"),
        pytest.param(12500, {}, "12.500", id="count"),
        pytest.param(10, {"qualifier": "over"}, "meer dan 10", id="more than"),
    ],
)
def test_a_fact_says_its_value(value: float, fields: dict[str, str], written: str, tiny_base: KnowledgeBase) -> None:
    """{value} in a fact's text becomes the value, written out."""
    text = Text(nl="Het is {value}.", fr="C'est {value}.")
    fact = Fact.model_validate({"id": "a", "asks": Words(), "text": text, "value": value, **fields})
    assert Phrases(tiny_base, NL).fact(fact).replace(NOBREAK, " ") == f"Het is {written}."


@pytest.mark.parametrize(
    ("names", "dutch", "french"),
    [
        ([], "", ""),
        (["a"], "a", "a"),
        (["a", "b"], "a en b", "a et b"),
        (["a", "b", "c"], "a, b en c", "a, b et c"),
    ],
    ids=["none", "one", "two", "three"],
)
def test_joined(names: list[str], dutch: str, french: str, tiny_base: KnowledgeBase) -> None:
    """Names are listed as people do."""
    assert [Phrases(tiny_base, language).joined(names) for language in Language] == [dutch, french]


@pytest.mark.parametrize(
    ("subject", "opening"),
    [("european-programmes", "De Europese programma's"), ("zonnedak", "Zonnedak"), ("project:lichthuis", "Lichthuis")],
)
def test_a_name_at_the_head_of_a_sentence(subject: str, opening: str, tiny_base: KnowledgeBase) -> None:
    """Only an article gets a capital there."""
    assert Phrases(tiny_base, NL).opening(subject) == opening


@pytest.mark.parametrize(
    ("name", "dutch", "french"),
    [
        pytest.param("Lichthuis", "Lichthuis", "Lichthuis", id="name"),
        pytest.param("Een huis dat zichzelf verlicht: deel 2", *QUOTED, id="title that reads as a sentence"),
    ],
)
def test_a_long_title_stands_in_quotes(name: str, dutch: str, french: str, tiny_base: KnowledgeBase) -> None:
    """Without them nobody sees where the title ends."""
    assert [Phrases(tiny_base, language).in_quotes(name) for language in Language] == [dutch, french]


def test_what_is_counted_may_be_the_name(tiny_base: KnowledgeBase) -> None:
    """Programmes that are called after what they hand out are not named twice; amounts are no such thing."""
    noun = {"nl": {"one": "zonnedak", "other": "Zonnedak"}, "fr": {"one": "toit", "other": "toits"}}
    counted = [
        figure(Measure.PROJECTS, 3, noun=noun),
        figure(Measure.PROJECTS, 3),
        figure(Measure.FUNDING, 3, unit="EUR"),
    ]
    say = Phrases(tiny_base, NL)
    assert [say.is_named(Operand("zonnedak", one)) for one in counted] == [True, False, False]


def test_a_name_in_a_sentence_and_on_its_own(tiny_base: KnowledgeBase) -> None:
    """Whatever can be named has a title, and a subject its own form inside a sentence."""
    say = Phrases(tiny_base, FR)
    assert (say.title("zonnedak"), say.called("zonnedak")) == ("Toit solaire (ZON)", "Toit solaire")
    assert [say.called(one) for one in ("project:lichthuis", "person:an-zonneveld", "stadslabo")] == [
        "Lichthuis",
        "An Zonneveld",
        "le Labo urbain",
    ]


@pytest.mark.parametrize(
    ("subject", "section"),
    [
        ("zonnedak", "Eigen programma's, Zonnedak (ZON)"),
        ("innoviris", "kerncijfers"),
        ("european-programmes", "kerncijfers"),
        ("scoreboard", "Innovation Leader"),
    ],
)
def test_source(subject: str, section: str, tiny_base: KnowledgeBase) -> None:
    """The source names the report, its year and the section."""
    said = Phrases(tiny_base, NL).source(subject)
    assert said == f"Bron: activiteitenverslag 2023 van Innoviris, {section}."


def test_a_computed_value_has_the_operands_unit(tiny_base: KnowledgeBase) -> None:
    """The sum of euros is euros; "about" is not carried over."""
    operand = Operand("stadstuin", figure(Measure.PROJECTS, 10, qualifier="about"))
    assert Phrases(tiny_base, NL).measured(12, operand) == f"12{NOBREAK}projecten"


@pytest.mark.parametrize(
    ("text", "set_"),
    [
        ("Combien ?", f"Combien{NOBREAK}?"),
        ("Voici : « oui » ; non !", f"Voici{NOBREAK}: «{NOBREAK}oui{NOBREAK}»{NOBREAK}; non{NOBREAK}!"),
        (f"Déjà{NOBREAK}: fait", f"Déjà{NOBREAK}: fait"),
    ],
    ids=["question mark", "all of them", "already done"],
)
def test_french_is_set_with_no_break_spaces(text: str, set_: str) -> None:
    """No French line begins with a double punctuation mark, however the text was typed."""
    assert typeset(text, FR) == set_


def test_dutch_is_left_as_it_is() -> None:
    """Dutch has no such spaces."""
    assert typeset("Hoeveel ?", NL) == "Hoeveel ?"


def test_every_sentence_that_the_wording_says_exists(tiny_base: KnowledgeBase) -> None:
    """A key that stands in the code, whole or put together, stands in the interface."""
    code = "".join(file.read_text(encoding="utf-8") for file in WORDING.glob("*.py"))
    keys = set(re.findall(r'\bsay\(\s*"(\w+)"', code))
    for measure in Measure:
        keys |= {f"figure_{measure}", f"unknown_measure_{measure}", f"measure_{measure}"}
    keys |= {f"ranked_{name}_funding" for name in ("highest", "lowest", "rank", "more_than", "less_than")}
    keys |= {f"{name}_{kind}" for name in ("success_rate", "not_funded") for kind in ("own", "own_caveat")}
    keys |= {"average", "average_own", "average_one", "share_total", "share_family", "share_count"}
    keys |= {f"noun_{Measure.MAX_SUPPORT}_one", "figure_projects_named", "source_report"}
    counted = (Measure.PROJECTS, Measure.APPLICATIONS, Measure.BENEFICIARIES, Measure.VISITORS)
    keys |= {f"noun_{measure}_{form}" for measure in counted for form in ("one", "other")}
    said = {Aspect.DESCRIPTION, Aspect.SOURCE}  # these two are always known
    keys |= {f"unknown_{aspect}" for aspect in Aspect if aspect not in said}
    ranking = ("highest", "lowest", "rank", "more_than", "less_than", "none", "item", "place", "caveat")
    keys |= {f"ranked_{name}" for name in ranking}
    keys |= {f"unknown_{one}" for one in (Operation.SUCCESS_RATE, Operation.NOT_FUNDED, Operation.GROWTH)}
    keys |= {f"chat_{topic}" for topic in type(tiny_base.vocabularies[NL].chat).model_fields}
    keys |= {f"option_{name}" for name in ("funding", "projects", "names", "audience", "recommend", "list")}
    for language in Language:
        assert keys <= set(tiny_base.interface[language])
