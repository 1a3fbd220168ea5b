"""Marks a reply against what must come back."""

import re
import unicodedata

from bot.evaluation.corpus import Turn
from bot.knowledge.model import Language
from bot.wording.reply import Reply

SHOWN = 3  # programmes of a reply that count


def fold(text: str) -> str:
    """Lower case, no accents, no separators inside numbers, decimals with a comma."""
    text = unicodedata.normalize("NFKD", text).casefold().replace("’", "'")
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = re.sub(r"(?<![\d,])\d{1,3}(?:[.\s]\d{3})+(?!\d)", lambda m: re.sub(r"\D", "", m.group()), text)
    text = re.sub(r"(?<=\d)\.(?=\d)", ",", text)
    return re.sub(r"\s+", " ", text)


def contains(reply: str, wanted: str) -> bool:
    """Whether the folded `reply` holds one of the alternatives; a number only as a whole number."""
    for alternative in wanted.split("|"):
        part = fold(alternative.strip())
        if not part:
            continue
        left = r"(?<![\d,])" if part[0].isdigit() else r"(?<!\w)"
        right = r"(?!\d|,(?!00?\b)\d)" if part[-1].isdigit() else r"(?!\w)" if len(part) <= 3 else ""
        if re.search(left + re.escape(part) + right, reply):
            return True
    return False


def shortcomings(turn: Turn, language: Language | None, reply: Reply) -> list[str]:
    """Why `reply` falls short of what `turn` expects; empty when it is right."""
    text = fold(reply.text)
    why = []
    if turn.outcome and reply.outcome not in turn.outcome:
        why.append(f"outcome {reply.outcome}, not {'/'.join(turn.outcome)}")
    if language and reply.language is not language:
        why.append(f"language {reply.language}")
    why += [f"lacks {wanted}" for wanted in turn.all if not contains(text, wanted)]
    why += [f"has {unwanted}" for unwanted in turn.none if contains(text, unwanted)]
    if turn.programmes and not set(reply.programmes[:SHOWN]) & set(turn.programmes):
        why.append(f"programmes {'/'.join(reply.programmes[:SHOWN]) or 'none'}, not {'/'.join(turn.programmes)}")
    if turn.first and reply.programmes[:1] not in [(one,) for one in turn.first]:
        why.append(f"first {'/'.join(reply.programmes[:1]) or 'none'}, not {'/'.join(turn.first)}")
    return why
