"""The kinds of values that the Bot API takes: each checks one and returns it decoded, or says what is wrong with it."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

Check: TypeAlias = Callable[[Any], Any]
Fields: TypeAlias = Mapping[str, Check]


class InvalidCallError(ValueError):
    """The call breaks a rule of the Bot API."""


class Required:
    """Marks a parameter that can't be left out."""

    def __init__(self, check: Check) -> None:
        self.check = check

    def __call__(self, value: Any) -> Any:
        """Check as if it stood alone."""
        return self.check(value)


def decoded(value: Any) -> Any:
    """A nested value, which a form holds as JSON."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError as error:
        raise InvalidCallError("is not JSON") from error


def integer(low: int = -(2**53), high: int = 2**53) -> Check:
    """A whole number from `low` to `high`."""

    def check(value: Any) -> int:
        if isinstance(value, bool) or not re.fullmatch(r"-?\d+", str(value)):
            raise InvalidCallError(f"{value!r} is not an integer")
        if not low <= int(value) <= high:
            raise InvalidCallError(f"{value} is not in {low}..{high}")
        return int(value)

    return check


def boolean(value: Any) -> bool:
    """True or false."""
    if value not in (True, False, "true", "false"):
        raise InvalidCallError(f"{value!r} is not a boolean")
    return value in (True, "true")


def text(low: int = 0, high: int = 2**20, pattern: str | None = None) -> Check:
    """A text of `low` to `high` characters."""

    def check(value: Any) -> str:
        if not isinstance(value, str):
            raise InvalidCallError(f"{value!r} is not a text")
        if not low <= len(value) <= high:
            raise InvalidCallError(f"has {len(value)} characters, not {low}..{high}")
        if pattern and not re.fullmatch(pattern, value):
            raise InvalidCallError(f"{value!r} does not look like {pattern}")
        return value

    return check


def in_bytes(low: int, high: int) -> Check:
    """A text of `low` to `high` bytes."""

    def check(value: Any) -> str:
        if not isinstance(value, str) or not low <= len(value.encode()) <= high:
            raise InvalidCallError(f"{value!r} is not a text of {low}..{high} bytes")
        return value

    return check


def one_of(*values: str) -> Check:
    """One of these words."""

    def check(value: Any) -> str:
        if value not in values:
            raise InvalidCallError(f"{value!r} is not one of {', '.join(values)}")
        return str(value)

    return check


def array(of: Check, low: int = 0, high: int = 2**20) -> Check:
    """A list of `low` to `high` elements."""

    def check(value: Any) -> list[Any]:
        value = decoded(value)
        if not isinstance(value, list) or not low <= len(value) <= high:
            raise InvalidCallError(f"is not a list of {low}..{high}")
        return [of(one) for one in value]

    return check


def record(fields: Fields) -> Check:
    """An object with these fields and no other."""

    def check(value: Any) -> dict[str, Any]:
        value = decoded(value)
        if not isinstance(value, dict):
            raise InvalidCallError(f"{value!r} is not an object")
        return each(value, fields)

    return check


def each(values: Mapping[str, Any], fields: Fields) -> dict[str, Any]:
    """Check every field; raises `InvalidCallError` with all that is wrong."""
    wrong = [f"{name}: is unknown" for name in values if name not in fields]
    wrong += [f"{name}: is missing" for name, one in fields.items() if isinstance(one, Required) and name not in values]
    found: dict[str, Any] = {}
    for name, value in values.items():
        try:
            found[name] = fields[name](value) if name in fields else value
        except InvalidCallError as error:
            wrong.append(f"{name}: {error}")
    if wrong:
        raise InvalidCallError("; ".join(wrong))
    return found
