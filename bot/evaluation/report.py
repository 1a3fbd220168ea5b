"""What an evaluation found, as a table for people and as JSON."""

from collections.abc import Iterator

from bot.evaluation.evaluate import Miss, Tally, confusions

Tallies = dict[tuple[str, str], Tally]
SHOWN = 12  # confusions listed


def table(title: str, tallies: Tallies) -> Iterator[str]:
    """A line a language and kind, then the totals."""
    yield f"{title}"
    for (language, kind), tally in tallies.items():
        yield (
            f"  {language:3} {kind:10} {tally.right:4}/{tally.chats:<4} {tally.share:6.1%}"
            f"  wrong but confident {tally.confident}, clarified {tally.clarified}, language {tally.language}"
        )
    for language in ("nl", "fr", "any"):
        parts = [tally for (one, _), tally in tallies.items() if one == language]
        if parts:
            chats, right = sum(one.chats for one in parts), sum(one.right for one in parts)
            turns, confident = sum(one.turns for one in parts), sum(one.confident for one in parts)
            share = f"wrong but confident {confident / turns:.1%} of turns"
            yield f"  {language:3} all        {right:4}/{chats:<4} {right / chats:6.1%}  {share}"


def misses(tallies: Tallies) -> Iterator[str]:
    """Every miss, the confident ones first."""
    found = [miss for tally in tallies.values() for miss in tally.misses]
    for miss in sorted(found, key=lambda one: (not one.confident, one.chat.id)):
        yield _line(miss)
    for (wanted, given), count in confusions(tallies).most_common(SHOWN):
        yield f"  {given} took {count} of {wanted}"


def _line(miss: Miss) -> str:
    mark = "!" if miss.confident else " "
    first = miss.reply.text.split("\n")[0][:100]
    why = "; ".join(miss.why)[:120]
    return f"{mark} {miss.chat.id}: {miss.turn.say[:100]!r} → {miss.reply.outcome}: {first!r} ({why})"


def as_json(tallies: Tallies) -> dict[str, dict[str, int | float]]:
    """The figures alone."""
    return {
        f"{language}/{kind}": {
            "chats": tally.chats,
            "right": tally.right,
            "share": round(tally.share, 4),
            "turns": tally.turns,
            "confident": tally.confident,
            "clarified": tally.clarified,
            "language": tally.language,
        }
        for (language, kind), tally in tallies.items()
    }
