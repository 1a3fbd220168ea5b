"""One YAML file, and where each field of it stands."""

from pathlib import Path

import pytest
from pydantic import BaseModel, ConfigDict

from bot.knowledge.source import dotted, read


class Entry(BaseModel):
    """A field and a list, for the tests."""

    model_config = ConfigDict(strict=True, extra="forbid")

    name: str
    sizes: list[int] = []


def problems_of(text: str | bytes, folder: Path) -> list[str]:
    """What is wrong with a file that holds `text`, when it is read as an `Entry`."""
    file = folder / "a.yaml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    source = read(file, folder)
    source.read_as(Entry)
    return [str(problem) for problem in source.problems]


def test_a_right_file_is_read(tmp_path: Path) -> None:
    """A file without mistakes gives its entry and no problem."""
    (tmp_path / "a.yaml").write_text("name: één\nsizes: [1, 2]\n", encoding="utf-8")
    source = read(tmp_path / "a.yaml", tmp_path)
    assert source.read_as(Entry) == Entry(name="één", sizes=[1, 2])
    assert source.problems == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param("", "a.yaml:1: -: is empty", id="empty"),
        pytest.param("# niets\n", "a.yaml:1: -: is empty", id="only a comment"),
        pytest.param("name: a\nsizes: []\nname: b\n", "a.yaml:3: name: stands twice", id="doubled key"),
        pytest.param("name: a\nsize: 1\n", "a.yaml:2: size: is not a known key", id="unknown key"),
        pytest.param("sizes: []\n", "a.yaml:1: name: is missing", id="missing key"),
        pytest.param("name: no\n", "a.yaml:1: name: input should be a valid string", id="no is false"),
        pytest.param(
            "name: a\nsizes:\n  - 1\n  - b\n",
            "a.yaml:4: sizes[1]: input should be a valid integer",
            id="place in a list",
        ),
        pytest.param("- a\n", "a.yaml:1: -: input should be a valid dictionary or instance of Entry", id="a list"),
        pytest.param("name: a\n? [b]\n: 1\n", "a.yaml:2: -: has a list or mapping as a key", id="key that is a list"),
        pytest.param("name: &a [*a]\n", "a.yaml:1: -: refers to itself or is nested too deeply", id="refers to itself"),
        pytest.param(
            "name: 2023-02-30\n",
            "a.yaml:1: name: is not a value: day is out of range for month",
            id="a day that does not exist",
        ),
    ],
)
def test_a_mistake_is_told_with_its_line(text: str, problem: str, tmp_path: Path) -> None:
    """Each mistake is one line: file, line, field and what is wrong."""
    assert problems_of(text, tmp_path) == [problem]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        pytest.param(b"name: a\n\t- b\n", "a.yaml:2: -: is not YAML: ", id="tab"),
        pytest.param(b"name: a\n---\nname: b\n", "a.yaml:2: -: is not YAML: ", id="two documents"),
        pytest.param(b"name: [a\n", "a.yaml:2: -: is not YAML: ", id="list that does not end"),
        pytest.param(b"name: \xff\n", "a.yaml:1: -: can't be read: 'utf-8' codec", id="not UTF-8"),
        pytest.param(b"name: \0\n", "a.yaml:1: -: can't be read: unacceptable character", id="control character"),
        pytest.param(
            b"name: !!python/object:os.system a\n",
            "a.yaml:1: -: is not YAML: could not determine",
            id="Python object",
        ),
    ],
)
def test_an_unreadable_file_is_one_line(text: bytes, start: str, tmp_path: Path) -> None:
    """What can't be read is told in one line, whatever the YAML library says of it."""
    (problem,) = problems_of(text, tmp_path)
    assert problem.startswith(start)
    assert "\n" not in problem


@pytest.mark.parametrize("name", ["absent.yaml", "."], ids=["absent", "a folder"])
def test_a_file_that_can_not_be_opened(name: str, tmp_path: Path) -> None:
    """An absent file, or a folder in its place, is a problem and no exception."""
    (problem,) = read(tmp_path / name, tmp_path).problems
    assert problem.what.startswith("can't be read: ")


def test_every_mistake_is_told(tmp_path: Path) -> None:
    """Two mistakes are two problems: nobody has to repair and run again for each."""
    assert len(problems_of("size: 1\nsizes: [a]\nname: b\n", tmp_path)) == 2


def test_a_problem_stands_on_the_line_of_the_nearest_parent(tmp_path: Path) -> None:
    """A field that is not in the file is reported where its parent stands."""
    (tmp_path / "a.yaml").write_text("name: a\nsizes:\n  - 1\n", encoding="utf-8")
    source = read(tmp_path / "a.yaml", tmp_path)
    assert source.problem(("sizes", 0, "value"), "is missing").line == 3
    assert source.problem(("sizes", 7), "is missing").line == 2
    assert source.problem(("other",), "is missing").line == 1


@pytest.mark.parametrize(
    ("place", "written"),
    [
        pytest.param((), "-", id="whole file"),
        pytest.param(("name", "nl"), "name.nl", id="key of a key"),
        pytest.param(("figures", 0, "value"), "figures[0].value", id="key of a list's entry"),
    ],
)
def test_places_are_written_as_people_write_them(place: tuple[str | int, ...], written: str) -> None:
    """A place reads `figures[0].value`."""
    assert dotted(place) == written
