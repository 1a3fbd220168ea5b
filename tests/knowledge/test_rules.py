"""What must hold between the entries of the knowledge."""

import re
from pathlib import Path

import pytest

from bot.knowledge.check import check
from bot.knowledge.rules import placeholders
from tests import tiny

ZONNEDAK = "programmes/zonnedak.yaml"
STADSTUIN = "programmes/stadstuin.yaml"
MOLEN = "programmes/watermolen.yaml"
FRENCH = "interface/fr.yaml"
CHOICES = "choices.yaml"


def told(folder: Path) -> list[str]:
    """The problems of `folder` without their line."""
    return [f"{one.file}: {one.field}: {one.what}" for one in check(folder)]


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        pytest.param(
            MOLEN,
            "{nl: [molensteun]",
            "{nl: [Zonnepanelencheque]",
            f"{ZONNEDAK}: aliases: 'zonnepanelencheque' (nl) is also watermolen",
            id="alias of two programmes",
        ),
        pytest.param(
            ZONNEDAK,
            "    value: 3\n",
            "    value: 3\n    part_of: applications\n",
            f"{ZONNEDAK}: facts[0].part_of: 'applications' counts no whole of which this is part",
            id="part of nothing",
        ),
        pytest.param(
            CHOICES,
            "      sme: {nl: Kmo, fr: PME}\n",
            "",
            f"{CHOICES}: kinds: sme stands 0 times, not once",
            id="kind of asker without a button",
        ),
        pytest.param(
            CHOICES,
            "      market: {nl:",
            "      protection: {nl: Ook hier, fr: Ici aussi}\n      market: {nl:",
            f"{CHOICES}: areas: protection stands 2 times, not once",
            id="need on two buttons",
        ),
        pytest.param(
            CHOICES,
            "  - id: public\n",
            "  - id: person\n",
            f"{CHOICES}: kinds: group 'person' stands twice",
            id="group of buttons twice",
        ),
        pytest.param(
            MOLEN,
            "fr: [aide moulin]",
            "fr: [toit-solaire zon]",
            f"{ZONNEDAK}: aliases: 'Toit solaire (ZON)' (fr) is also watermolen",
            id="alias that is another's name",
        ),
        pytest.param(
            "words/nl.yaml",
            "ordinals:",
            "shared_names: {steun: [watermolen, windmolen]}\nordinals:",
            "words/nl.yaml: shared_names.steun: programme 'windmolen' is not known",
            id="shared name of an unknown programme",
        ),
        pytest.param(
            ZONNEDAK,
            "partners: [stadslabo]",
            "partners: [stadsdienst]",
            f"{ZONNEDAK}: projects[0]: organisation 'stadsdienst' is not known",
            id="unknown partner",
        ),
        pytest.param(
            "programmes/europabrug.yaml",
            "partners: [stadslabo]",
            "partners: [stadsdienst]",
            "programmes/europabrug.yaml: partners: organisation 'stadsdienst' is not known",
            id="unknown partner of a programme",
        ),
        pytest.param(
            ZONNEDAK,
            "holder: helios",
            "holder: selene",
            f"{ZONNEDAK}: projects[0]: organisation 'selene' is not known",
            id="unknown holder",
        ),
        pytest.param(
            ZONNEDAK,
            "organisation: helios",
            "organisation: selene",
            f"{ZONNEDAK}: people[0]: organisation 'selene' is not known",
            id="unknown employer",
        ),
        pytest.param(
            ZONNEDAK,
            'value: 1000000, unit: EUR, printed: "1.000.000 euro"',
            "value: 1100000, unit: EUR",
            "report.yaml: families[0].figures: is 2500000, but its programmes sum to 2600000",
            id="programmes do not sum to their family",
        ),
        pytest.param(
            "report.yaml",
            'value: 3000000, unit: EUR, printed: "3.000.000"',
            "value: 3100000, unit: EUR",
            "report.yaml: innoviris.figures: the total is 3100000, but the families sum to 3000000",
            id="families do not sum to the total",
        ),
        pytest.param(
            STADSTUIN,
            'printed: "600k"',
            'printed: "610k"',
            f"{STADSTUIN}: figures[1].printed: '610k' is not 600000",
            id="printed figure differs",
        ),
        pytest.param(
            ZONNEDAK,
            'printed: "250.000 euro"',
            'printed: "205.000 euro"',
            f"{ZONNEDAK}: projects[0].figures[0].printed: '205.000 euro' is not 250000",
            id="printed figure of a project differs",
        ),
        pytest.param(
            "report.yaml",
            'printed: "14,2%"',
            'printed: "14,3%"',
            "report.yaml: scoreboard.facts[0].printed: '14,3%' is not 14.2",
            id="printed figure of a fact differs",
        ),
        pytest.param(
            ZONNEDAK,
            "measure: support_rate, value: 50",
            "measure: max_support, value: 50",
            f"{ZONNEDAK}: figures[4]: the same measure, year and source stands twice",
            id="figure stands twice",
        ),
        pytest.param(
            ZONNEDAK,
            "not_in_report: [applications]",
            "not_in_report: [projects]",
            f"{ZONNEDAK}: not_in_report: projects has a figure",
            id="figure that the report is said to lack",
        ),
        pytest.param(
            ZONNEDAK,
            "- id: insurer",
            "- id: jury",
            f"{ZONNEDAK}: facts[1].id: 'jury' stands twice",
            id="two facts with one id",
        ),
        pytest.param(
            ZONNEDAK,
            "**{value} membres**",
            "**trois membres**",
            f"{ZONNEDAK}: facts[0].text.fr: must hold {{value}}",
            id="value missing in one language",
        ),
        pytest.param(
            ZONNEDAK,
            "Wie de daken verzekert",
            "Wie {value} verzekert",
            f"{ZONNEDAK}: facts[1].text.nl: holds a placeholder, and the fact has no value",
            id="placeholder without a value",
        ),
        pytest.param(
            ZONNEDAK,
            "Wie de daken verzekert",
            "Wie { verzekert",
            f"{ZONNEDAK}: facts[1].text.nl: holds a placeholder, and the fact has no value",
            id="lone brace",
        ),
        pytest.param(
            ZONNEDAK,
            "{nl: [verzekeraar], fr: [assureur]}",
            "{nl: [verzekeraar]}",
            f"{ZONNEDAK}: facts[1].asks: has no words in fr",
            id="fact that nobody can ask for in French",
        ),
        pytest.param(
            "words/fr.yaml",
            "  visitors: [visiteur]\n",
            "",
            "words/fr.yaml: measures: visitors is missing",
            id="measure without words",
        ),
        pytest.param(
            "words/nl.yaml",
            "  stage: [fase]\n",
            "",
            "words/nl.yaml: measures: stage is missing",
            id="aspect without words",
        ),
        pytest.param(
            "words/nl.yaml",
            "  rank: [hoeveelste]\n",
            "",
            "words/nl.yaml: operations: rank is missing",
            id="operation without words",
        ),
        pytest.param(
            "words/nl.yaml",
            "  deadline: {label",
            "  closing: {label",
            "words/fr.yaml: unknowns: 'closing' stands in one language only",
            id="known unknown of one language",
        ),
        pytest.param(
            FRENCH,
            'names_and: "{first} et {last}"',
            "",
            "interface/nl.yaml: names_and: is missing in French",
            id="sentence missing in French",
        ),
        pytest.param(
            "interface/nl.yaml",
            'names_and: "{first} en {last}"',
            "",
            f"{FRENCH}: names_and: is missing in Dutch",
            id="sentence missing in Dutch",
        ),
        pytest.param(
            FRENCH,
            'names_and: "{first} et {last}"',
            'names_and: "{first} et {dernier}"',
            f"{FRENCH}: names_and: has other placeholders than in Dutch",
            id="other placeholder",
        ),
    ],
)
def test_a_broken_rule_is_told(file: str, old: str, new: str, problem: str, tiny_folder: Path) -> None:
    """Each rule, broken, gives the one problem that says where and what."""
    tiny.edit(tiny_folder / file, old, new)
    assert problem in told(tiny_folder)
    consequences = [one for one in told(tiny_folder) if one != problem]
    assert all(re.search(r"'deadline' stands in one language|sum to", one) for one in consequences), consequences


def test_a_brace_that_is_no_placeholder(tiny_folder: Path) -> None:
    """A lone brace is found even when both languages have it: filling in the sentence would fail."""
    for file in ("interface/nl.yaml", FRENCH):
        with (tiny_folder / file).open("a", encoding="utf-8") as opened:
            opened.write('\nextra: "{open"\n')
    assert told(tiny_folder) == ["interface/nl.yaml: extra: has a brace that is not a placeholder"]


def test_a_problem_of_a_rule_has_its_line(tiny_folder: Path) -> None:
    """The line is that of the field which breaks the rule."""
    file = tiny_folder / FRENCH
    tiny.edit(file, 'names_and: "{first} et {last}"', 'names_and: "{first}"')
    (problem,) = check(tiny_folder)
    assert problem.line == tiny.line_of(file, "names_and:")


@pytest.mark.parametrize(
    ("printed", "right"),
    [
        ("1.000.000 euro", True),
        ("1 000 000", True),
        ("1.000k", True),
        ("één miljoen", True),
        ("1.000.000 euro voor 4 daken", True),
        ("100.000 euro", False),
        ("1.000.001", False),
    ],
)
def test_the_printed_form_holds_the_value(printed: str, right: bool, tiny_folder: Path) -> None:
    """Separators, thousands and words are all ways to print a figure; other digits are another figure."""
    tiny.edit(tiny_folder / ZONNEDAK, '"1.000.000 euro"', f'"{printed}"')
    assert (told(tiny_folder) == []) is right


@pytest.mark.parametrize(("value", "reconciles"), [(600_900, True), (601_100, False)], ids=["within", "beyond"])
def test_sums_allow_for_rounding(value: int, reconciles: bool, tiny_folder: Path) -> None:
    """The charts print thousands, so a sum may be off by one of them and no more."""
    tiny.edit(tiny_folder / STADSTUIN, 'value: 600000\n    unit: EUR\n    printed: "600k"', f"value: {value}")
    assert (told(tiny_folder) == []) is reconciles


@pytest.mark.parametrize(
    ("template", "names"),
    [
        ("geen", set()),
        ("{value} van {name}", {"value", "name"}),
        ("{value} en {value}", {"value"}),
        ("{open", {"?"}),
    ],
)
def test_placeholders(template: str, names: set[str]) -> None:
    """The names in braces, each once."""
    assert placeholders(template) == names
