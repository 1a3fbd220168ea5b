"""The errors that the project raises.

BotError
├── SettingsError     an environment variable is missing or malformed
├── StorageError      the database of chats can't be reached, or refuses
└── KnowledgeError    the knowledge folder can't be used; carries every problem found
"""

from dataclasses import dataclass


class BotError(Exception):
    """Something that an operator has to mend; its message is one clear line."""


class SettingsError(BotError):
    """A setting is missing or malformed."""


class StorageError(BotError):
    """The database of chats can't be reached, or refuses."""


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong in the knowledge: where, and what."""

    file: str
    line: int
    field: str
    what: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.field}: {self.what}"


class KnowledgeError(BotError):
    """The knowledge folder can't be used."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(problems)
        count = len(problems)
        more = f" (and {count - 1} more; python -m bot check lists them)" if count > 1 else ""
        super().__init__(f"{self.problems[0]}{more}")
