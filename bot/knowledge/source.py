"""Reads one YAML file and remembers on which line each field stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from bot.errors import Problem

# The C loader is some ten times faster and comes with every PyYAML wheel; the other gives the same nodes.
STRING = "tag:yaml.org,2002:str"
FASTEST: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Model = TypeVar("Model", bound=BaseModel)
Place = tuple[str | int, ...]


class Loader(FASTEST):  # type: ignore[misc]
    """Parses YAML; without the search for tags by path, which nobody sets and which takes a third of the time."""

    def descend_resolver(self, current_node: object, current_index: object) -> None:
        """Nothing to look for."""

    def ascend_resolver(self) -> None:
        """Nothing was looked for."""

    def resolve(self, kind: type[Node], value: str, implicit: tuple[bool, bool]) -> str:
        """The tag of a node: what begins as no number, date or yes and no is text, as nearly everything is."""
        if kind is ScalarNode and (not implicit[0] or value[:1] not in self.yaml_implicit_resolvers):
            return STRING
        tag: str = super().resolve(kind, value, implicit)
        return tag


@dataclass
class Source:
    """The content of one YAML file, and where each field of it stands."""

    file: str
    data: Any = None
    lines: dict[Place, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def problem(self, path: Place, what: str) -> Problem:
        """A problem with the field at `path`, on the line of its nearest parent that stands in the file."""
        place = path
        while place and place not in self.lines:
            place = place[:-1]
        return Problem(self.file, self.lines.get(place, 1), dotted(path), what)

    def read_as(self, model: type[Model]) -> Model | None:
        """The content as `model`; None when it does not validate, with the problems noted."""
        if self.problems:
            return None
        try:
            return model.model_validate(self.data)
        except ValidationError as error:
            for item in error.errors(include_url=False, include_context=False):
                path = tuple(part for part in item["loc"] if part != "[key]")
                self.problems.append(self.problem(path, readable(item["type"], item["msg"])))
            return None


def read(path: Path, root: Path) -> Source:
    """Read the YAML file at `path`; what can't be read is a problem, never an exception."""
    source = Source(str(path.relative_to(root)))
    try:
        text = path.read_text(encoding="utf-8")
        loader = Loader(text)
        try:
            node = loader.get_single_node()
            source.data = _value(node, (), source, loader) if node is not None else None
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        source.problems.append(Problem(source.file, line, "-", f"is not YAML: {error.problem}"))
    except (yaml.YAMLError, UnicodeDecodeError, OSError) as error:
        source.problems.append(Problem(source.file, 1, "-", f"can't be read: {' '.join(str(error).split())}"))
    except RecursionError:
        source.problems.append(Problem(source.file, 1, "-", "refers to itself or is nested too deeply"))
    if source.data is None and not source.problems:
        source.problems.append(Problem(source.file, 1, "-", "is empty"))
    return source


def dotted(path: Place) -> str:
    """`figures[0].value`, the way people write a field's place."""
    written = ""
    for part in path:
        written += f"[{part}]" if isinstance(part, int) else f".{part}"
    return written.removeprefix(".") or "-"


def readable(kind: str, message: str) -> str:
    """Pydantic's message in the words of somebody who edits YAML."""
    known: Mapping[str, str] = {"missing": "is missing", "extra_forbidden": "is not a known key"}
    return known.get(kind, message[0].lower() + message[1:])


def _value(node: Node, path: Place, source: Source, loader: Any) -> Any:
    source.lines[path] = node.start_mark.line + 1
    if isinstance(node, ScalarNode):
        return _scalar(node, path, source, loader)
    if isinstance(node, SequenceNode):
        return [
            # a phrase on its list's own line needs no place of its own
            child.value
            if child.tag == STRING and child.start_mark.line == node.start_mark.line
            else _value(child, (*path, index), source, loader)
            for index, child in enumerate(node.value)
        ]
    assert isinstance(node, MappingNode)
    mapping: dict[Any, Any] = {}
    for key_node, child in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, ScalarNode):
            source.problems.append(Problem(source.file, line, dotted(path), "has a list or mapping as a key"))
            continue
        key = _scalar(key_node, path, source, loader)
        place = (*path, key)
        if key in mapping:
            source.problems.append(Problem(source.file, line, dotted(place), "stands twice"))
        mapping[key] = _value(child, place, source, loader)
        source.lines[place] = line
    return mapping


def _scalar(node: ScalarNode, path: Place, source: Source, loader: Any) -> Any:
    """The value of a scalar; what only looks like a date or number ("2023-02-30") is a problem."""
    if node.tag == STRING:
        return node.value
    try:
        return loader.construct_object(node)
    except (ValueError, OverflowError) as error:
        line = node.start_mark.line + 1
        source.problems.append(Problem(source.file, line, dotted(path), f"is not a value: {error}"))
        return None
