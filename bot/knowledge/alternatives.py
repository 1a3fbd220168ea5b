"""Phrases with alternatives, "(valider|étudier) (la demande|le potentiel)", written out one by one."""

import re
from collections.abc import Iterable, Iterator
from itertools import product

from pydantic_core import PydanticCustomError

MARK = re.compile(r"[()|]")
BRACKETS = re.compile(r"\(([^()]+)\)")


def written_out(phrases: Iterable[str]) -> tuple[str, ...]:
    """Every phrase that `phrases` stand for; raises `PydanticCustomError` where brackets are not paired."""
    return tuple(one for phrase in phrases for one in (_ways(phrase) if MARK.search(phrase) else (phrase,)))


def _ways(phrase: str) -> Iterator[str]:
    *parts, last = BRACKETS.split(phrase)
    outside, choices = [*parts[::2], last], [[one.strip() for one in part.split("|")] for part in parts[1::2]]
    if any(map(MARK.search, outside)) or not all(map(all, choices)):
        raise PydanticCustomError("alternatives", "{phrase} is not written as (this|that)", {"phrase": repr(phrase)})
    for chosen in product(*choices):
        yield "".join(f"{before}{choice}" for before, choice in zip(outside, chosen, strict=False)) + last
