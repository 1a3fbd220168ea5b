"""The knowledge folder → `KnowledgeBase`, or every problem that stands in the way."""

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, FiniteFloat, RootModel, TypeAdapter, ValidationError

from bot.errors import KnowledgeError, Problem
from bot.knowledge import rules
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.model import (
    Choices,
    Id,
    Language,
    Line,
    Organisation,
    ProfileVocabulary,
    Programme,
    Report,
    Vocabulary,
)
from bot.knowledge.source import Source, read

Model = TypeVar("Model", bound=BaseModel)
RANKING = "ranking.json"
WEIGHTS = TypeAdapter(dict[str, dict[str, FiniteFloat]])


class Organisations(RootModel[dict[Id, Organisation]]):
    """knowledge/organisations.yaml."""


class Interface(RootModel[dict[Line, Line]]):
    """knowledge/interface/<language>*.yaml: every sentence that the bot says."""


def load(folder: Path) -> KnowledgeBase:
    """Read `folder`; raise `KnowledgeError` with every problem when it can't be used."""
    base, problems = examine(folder)
    if base is None or problems:
        raise KnowledgeError(problems)
    return base


def examine(folder: Path) -> tuple[KnowledgeBase | None, list[Problem]]:
    """Read `folder`; the base when its files could be read, and all that is wrong."""
    read_folder, found = _read_folder(folder)
    if read_folder is None:
        return None, found
    found += rules.problems(read_folder)
    report = read_folder.report[0]
    base = KnowledgeBase(
        document=report.document,
        programmes={key: programme for key, (programme, _) in read_folder.programmes.items()},
        families={family.id: family for family in report.families},
        innoviris=report.innoviris,
        scoreboard=report.scoreboard,
        organisations=read_folder.organisations[0],
        vocabularies={language: entry[0] for language, entry in read_folder.vocabularies.items()},
        profiles={language: entry[0] for language, entry in read_folder.profiles.items()},
        choices=read_folder.choices[0],
        interface={language: entry[0] for language, entry in read_folder.interface.items()},
        ranking=read_folder.ranking,
    )
    return base, found


def _read_folder(folder: Path) -> tuple[rules.Folder | None, list[Problem]]:
    if not folder.is_dir():
        return None, [Problem(str(folder), 1, "-", "is not a folder with knowledge files")]
    reader = _Reader(folder)
    report = reader.one("report.yaml", Report)
    organisations = reader.one("organisations.yaml", Organisations)
    files = sorted((folder / "programmes").glob("*.yaml"))
    programmes = {file.stem: reader.one(f"programmes/{file.name}", Programme) for file in files}
    words = {language: reader.one(f"words/{language}.yaml", Vocabulary) for language in Language}
    profiles = {language: reader.one(f"words/{language}-profile.yaml", ProfileVocabulary) for language in Language}
    choices = reader.one("choices.yaml", Choices)
    interface = {language: reader.interface(language) for language in Language}
    ranking = reader.ranking()
    if not files:
        reader.problems.append(Problem("programmes", 1, "-", "holds no programme"))
    if reader.problems or report is None or organisations is None or choices is None:
        return None, reader.problems
    return rules.Folder(
        report=report,
        organisations=(organisations[0].root, organisations[1]),
        programmes={key: entry for key, entry in programmes.items() if entry},
        vocabularies={key: entry for key, entry in words.items() if entry},
        profiles={key: entry for key, entry in profiles.items() if entry},
        choices=choices,
        interface=interface,
        ranking=ranking,
    ), []


class _Reader:
    """Reads file after file and gathers what is wrong with them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []

    def one(self, name: str, model: type[Model]) -> tuple[Model, Source] | None:
        source = read(self.folder / name, self.folder)
        entry = source.read_as(model)
        self.problems += source.problems
        return None if entry is None else (entry, source)

    def ranking(self) -> dict[str, dict[str, float]]:
        """The learnt weights; none where there is no such file."""
        file = self.folder / RANKING
        try:
            return WEIGHTS.validate_json(file.read_bytes()) if file.exists() else {}
        except (OSError, ValidationError) as error:
            self.problems.append(Problem(RANKING, 1, "-", f"can't be read: {' '.join(str(error).split())}"))
            return {}

    def interface(self, language: Language) -> tuple[dict[str, str], dict[str, Source]]:
        """The language's interface files together, as if they were one, and the file of each key."""
        merged: dict[str, str] = {}
        sources: dict[str, Source] = {}
        for file in sorted((self.folder / "interface").glob(f"{language}*.yaml")):
            entry = self.one(f"interface/{file.name}", Interface)
            if entry is None:
                continue
            for key, value in entry[0].root.items():
                if key in merged:
                    self.problems.append(entry[1].problem((key,), "stands in another interface file too"))
                merged[key], sources[key] = value, entry[1]
        if not merged and not self.problems:
            self.problems.append(Problem(f"interface/{language}.yaml", 1, "-", "is missing"))
        return merged, sources
