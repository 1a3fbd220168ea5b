"""Telegram's HTML: what a text says once its tags are read, or why it is refused."""

import html
import re
from dataclasses import dataclass
from typing import Any

TAGS = {
    "b",
    "strong",
    "i",
    "em",
    "u",
    "ins",
    "s",
    "strike",
    "del",
    "code",
    "pre",
    "blockquote",
    "tg-spoiler",
    "a",
    "span",
}
ATTRIBUTES = {"a": r' href="[^"]+"', "span": r' class="tg-spoiler"', "blockquote": r"( expandable)?"}
NAMED = {"lt", "gt", "amp", "quot"}
PIECE = re.compile(r"<(/?)([a-zA-Z-]*)([^<>]*)>|&(#?\w+);|([<&])|([^<&]+)")


@dataclass(frozen=True)
class Parsed:
    """A text after parsing: what is read, and which stretches a tag holds."""

    text: str
    entities: tuple[tuple[str, int, int], ...]


class MarkupError(ValueError):
    """Telegram can't parse the entities."""


def parse(text: str) -> Parsed:
    """Read Telegram's HTML; raises `MarkupError`."""
    plain, stack, entities = "", list[tuple[str, int]](), list[tuple[str, int, int]]()
    for piece in PIECE.finditer(text):
        closing, tag, rest, entity, bare, words = piece.groups()
        if words is not None:
            plain += words
        elif bare is not None or (entity and not entity.startswith("#") and entity not in NAMED):
            raise MarkupError(f"{bare or entity!r} at {piece.start()} is not escaped")
        elif entity:
            plain += html.unescape(f"&{entity};")
        elif closing:
            if not stack or stack[-1][0] != tag or rest:
                raise MarkupError(f"</{tag}{rest}> at {piece.start()} closes nothing")
            entities.append((*stack.pop(), len(plain)))
        else:
            _opens(tag, rest, piece.start())
            stack.append((tag, len(plain)))
    if stack:
        raise MarkupError(f"<{stack[-1][0]}> is not closed")
    return Parsed(plain, tuple(entities))


def _opens(tag: str, rest: str, at: int) -> None:
    if tag not in TAGS:
        raise MarkupError(f"<{tag}> at {at} is not supported")
    if not re.fullmatch(ATTRIBUTES.get(tag, ""), rest):
        raise MarkupError(f"<{tag}{rest}> at {at} has an attribute that is not supported")


def read(text: Any, parse_mode: Any) -> Parsed:
    """The text that a user reads; raises `MarkupError`."""
    if parse_mode not in (None, "HTML"):
        raise MarkupError(f"parse_mode {parse_mode!r} is not used here")
    return parse(str(text)) if parse_mode else Parsed(str(text), ())
