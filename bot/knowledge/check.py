"""`python -m bot check`: everything that is wrong with a knowledge folder."""

from pathlib import Path

from bot.errors import Problem
from bot.knowledge.loader import examine


def check(folder: Path) -> list[Problem]:
    """All problems of `folder`, in the order of files and lines; empty when it can be used."""
    return sorted(examine(folder)[1])
