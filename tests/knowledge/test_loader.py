"""The knowledge folder as a whole."""

import re
from pathlib import Path

import pytest

from bot.errors import KnowledgeError
from bot.knowledge.check import check
from bot.knowledge.loader import examine, load
from bot.knowledge.model import Language
from tests import tiny

FORM = re.compile(r"[\w/.-]+\.yaml:[1-9]\d*: \S+: .+")


def test_a_right_folder_loads(tiny_folder: Path) -> None:
    """Without mistakes there is a base, and nothing to report."""
    assert check(tiny_folder) == []
    base = load(tiny_folder)
    assert sorted(base.programmes) == ["europabrug", "stadstuin", "stille-hulp", "watermolen", "zonnedak"]
    assert list(base.families) == ["innoviris-programmes", "european-programmes"]
    assert base.document.year == 2023


def test_what_is_loaded_does_not_change(tiny_folder: Path) -> None:
    """The base and its entries are frozen."""
    programme = load(tiny_folder).programmes["zonnedak"]
    with pytest.raises(ValueError, match="frozen"):
        setattr(programme, "summary", programme.name)  # noqa: B010  (mypy knows it too)


@pytest.mark.parametrize("file", sorted(tiny.FILES))
def test_an_empty_file_is_a_problem(file: str, tiny_folder: Path) -> None:
    """Any file of the knowledge that was emptied is named, whichever it is."""
    (tiny_folder / file).write_text("", encoding="utf-8")
    assert [str(problem) for problem in check(tiny_folder)] == [f"{file}:1: -: is empty"]


@pytest.mark.parametrize("file", sorted(name for name in tiny.FILES if not name.startswith("programmes/")))
def test_an_absent_file_is_a_problem(file: str, tiny_folder: Path) -> None:
    """Any file without which the bot can't work is named when it is gone."""
    (tiny_folder / file).unlink()
    (problem,) = check(tiny_folder)
    assert str(problem).startswith(f"{file}:1: -: can't be read: ")


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        pytest.param(
            "programmes/zonnedak.yaml",
            "stage: {nl",
            "family: x\nstage: {nl",
            "family: stands twice",
            id="doubled key",
        ),
        pytest.param(
            "programmes/zonnedak.yaml",
            "stage: {nl",
            "sponsor: x\nstage: {nl",
            "sponsor: is not a known key",
            id="unknown key",
        ),
        pytest.param(
            "programmes/zonnedak.yaml",
            "called: {nl: Zonnedak, fr: Toit solaire}",
            "called: {nl: Zonnedak}",
            "called.fr: is missing",
            id="French is missing",
        ),
        pytest.param(
            "programmes/zonnedak.yaml",
            "called: {nl: Zonnedak, fr: Toit solaire}",
            "called: {fr: Toit solaire}",
            "called.nl: is missing",
            id="Dutch is missing",
        ),
        pytest.param(
            "programmes/zonnedak.yaml",
            "called: {nl: Zonnedak, fr",
            'called: {nl: " ", fr',
            "called.nl: string should have at least 1 character",
            id="empty text",
        ),
        pytest.param(
            "programmes/zonnedak.yaml",
            "family: innoviris-programmes",
            "family: andere",
            "family: input should be 'innoviris-programmes', 'european-programmes', 'ecosystem-services' or "
            "'science-promotion'",
            id="unknown family",
        ),
        pytest.param(
            "programmes/zonnedak.yaml",
            "prototype: 3, market: 1",
            "prototype: 4, market: 1",
            "fit.needs.prototype: input should be less than or equal to 3",
            id="weight out of range",
        ),
        pytest.param(
            "programmes/watermolen.yaml",
            "value: 1}",
            "value: .nan}",
            "figures[1].value.float: input should be a finite number",
            id="not a number",
        ),
        pytest.param(
            "organisations.yaml",
            "kind: company",
            "kind: firm",
            "helios.kind: input should be",
            id="unknown kind",
        ),
        pytest.param("words/nl.yaml", "skip: [graag]", "skipp: [graag]", "skip: is missing", id="word list is missing"),
        pytest.param(
            "words/nl.yaml",
            "skip: [graag]",
            "skip: [(graag]",
            "skip: '(graag' is not written as (this|that)",
            id="alternatives without an end",
        ),
    ],
)
def test_a_broken_entry_is_a_problem(file: str, old: str, new: str, problem: str, tiny_folder: Path) -> None:
    """Each mistake in a file is told as `file:line: field: what`, and the knowledge is not used."""
    tiny.edit(tiny_folder / file, old, new)
    base, problems = examine(tiny_folder)
    assert base is None
    told = [str(problem) for problem in problems]
    assert any(re.match(rf"{file}:\d+: {re.escape(problem)}", line) for line in told), told
    assert all(FORM.fullmatch(line) for line in told)


def test_the_line_is_that_of_the_mistake(tiny_folder: Path) -> None:
    """An editor that jumps to the line stands on what has to be mended."""
    file = tiny_folder / "programmes/zonnedak.yaml"
    tiny.edit(file, "- name: Zonnewende", "- name: Zonnewende\n    colour: geel")
    (problem,) = check(tiny_folder)
    assert problem.line == tiny.line_of(file, "colour: geel")


def test_problems_of_all_files_are_told(tiny_folder: Path) -> None:
    """Mistakes in two files are both told at once, in the order of the files."""
    (tiny_folder / "words/fr.yaml").write_text("function: [", encoding="utf-8")
    (tiny_folder / "organisations.yaml").write_text("", encoding="utf-8")
    assert [problem.file for problem in check(tiny_folder)] == ["organisations.yaml", "words/fr.yaml"]


def test_the_error_counts_the_problems(tiny_folder: Path) -> None:
    """What stops the bot is one line: the first problem, and how many more there are."""
    (tiny_folder / "words/fr.yaml").unlink()
    (tiny_folder / "organisations.yaml").write_text("", encoding="utf-8")
    with pytest.raises(KnowledgeError) as caught:
        load(tiny_folder)
    assert str(caught.value) == ("organisations.yaml:1: -: is empty (and 1 more; python -m bot check lists them)")


@pytest.mark.parametrize("kind", ["absent", "file"])
def test_a_folder_that_is_none(kind: str, tmp_path: Path) -> None:
    """A path that is no folder is a problem that names the path."""
    path = tmp_path / "nowhere"
    if kind == "file":
        path.write_text("x", encoding="utf-8")
    assert [str(p) for p in check(path)] == [f"{path}:1: -: is not a folder with knowledge files"]


def test_a_folder_without_programmes(tiny_folder: Path) -> None:
    """A knowledge folder without any programme is refused."""
    for file in (tiny_folder / "programmes").iterdir():
        file.unlink()
    assert "programmes:1: -: holds no programme" in map(str, check(tiny_folder))


def test_interface_files_count_as_one(tiny_folder: Path) -> None:
    """The sentences of a language may stand in several files."""
    (tiny_folder / "interface/nl-more.yaml").write_text("extra: Meer.\n", encoding="utf-8")
    (tiny_folder / "interface/fr-more.yaml").write_text("extra: Plus.\n", encoding="utf-8")
    assert load(tiny_folder).interface[Language.FR]["extra"] == "Plus."


def test_a_sentence_stands_in_one_interface_file(tiny_folder: Path) -> None:
    """The same key in two files of a language is a problem: one would silently win."""
    (tiny_folder / "interface/nl-more.yaml").write_text("source: Meer.\n", encoding="utf-8")
    problems = [str(problem) for problem in check(tiny_folder)]
    assert problems == ["interface/nl.yaml:4: source: stands in another interface file too"]


def test_no_interface_at_all(tiny_folder: Path) -> None:
    """Without a language's sentences the bot does not start."""
    for file in (tiny_folder / "interface").glob("fr*"):
        file.unlink()
    assert [str(problem) for problem in check(tiny_folder)] == ["interface/fr.yaml:1: -: is missing"]


def test_weights_that_are_no_numbers_are_refused(tiny_folder: Path) -> None:
    """The file may be absent; what stands in it must be a number for each feature."""
    assert load(tiny_folder).ranking == {}
    (tiny_folder / "ranking.json").write_text('{"always": {"coverage": "much"}}', encoding="utf-8")
    with pytest.raises(KnowledgeError) as caught:
        load(tiny_folder)
    assert [problem.file for problem in caught.value.problems] == ["ranking.json"]
