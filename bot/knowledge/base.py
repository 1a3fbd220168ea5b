"""The knowledge base: everything that the bot knows, frozen, with its names resolved."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from bot.knowledge.model import (
    Choices,
    Fact,
    Family,
    Figure,
    Language,
    Measure,
    Organisation,
    Person,
    ProfileVocabulary,
    Programme,
    Project,
    SourceDocument,
    Subject,
    Vocabulary,
)

INNOVIRIS = "innoviris"
SCOREBOARD = "scoreboard"
ACRONYM = re.compile(r"[A-Z]{3,}")  # DUT, IPCEI; not R&D
WORD = re.compile(r"\w+")


def slug(name: str) -> str:
    """`Bread Beer Project` → `bread-beer-project`."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


@dataclass(frozen=True)
class Appearance:
    """A project as it stands in one programme."""

    programme: str
    project: Project


@dataclass(frozen=True)
class Role:
    """A person as they stand under one subject."""

    subject: str
    person: Person


@dataclass(frozen=True, eq=False)
class KnowledgeBase:
    """What the knowledge folder says, equal only to itself.

    Ids are file names, or a kind and a slug (`project:harpo`).
    """

    document: SourceDocument
    programmes: Mapping[str, Programme]
    families: Mapping[str, Family]
    innoviris: Subject
    scoreboard: Subject
    organisations: Mapping[str, Organisation]
    vocabularies: Mapping[Language, Vocabulary]
    profiles: Mapping[Language, ProfileVocabulary]
    choices: Choices
    interface: Mapping[Language, Mapping[str, str]]
    ranking: Mapping[str, Mapping[str, float]]  # what features weigh, by circumstance; empty: the steps alone decide

    @cached_property
    def subjects(self) -> Mapping[str, Subject]:
        """All that has figures and facts of its own: programmes, families, Innoviris, scoreboard."""
        whole = {INNOVIRIS: self.innoviris, SCOREBOARD: self.scoreboard}
        return {**whole, **self.families, **self.programmes}

    @cached_property
    def projects(self) -> Mapping[str, tuple[Appearance, ...]]:
        """Named projects by `project:<slug>`; one may appear in several programmes."""
        found: dict[str, tuple[Appearance, ...]] = {}
        for programme_id, programme in self.programmes.items():
            for project in programme.projects:
                key = f"project:{slug(project.name)}"
                found[key] = (*found.get(key, ()), Appearance(programme_id, project))
        return found

    @cached_property
    def people(self) -> Mapping[str, tuple[Role, ...]]:
        """Named people by `person:<slug>`."""
        found: dict[str, tuple[Role, ...]] = {}
        for subject_id, subject in self.subjects.items():
            for person in subject.people:
                key = f"person:{slug(person.name)}"
                found[key] = (*found.get(key, ()), Role(subject_id, person))
        return found

    @cached_property
    def ties(self) -> Mapping[str, tuple[str, ...]]:
        """For each organisation the programmes and projects that name it, holders first."""
        found: dict[str, list[str]] = {key: [] for key in self.organisations}

        def tie(organisation: str | None, target: str) -> None:
            if organisation is not None and target not in found[organisation]:
                found[organisation].append(target)

        for key, appearances in self.projects.items():
            for appearance in appearances:
                tie(appearance.project.holder, key)
        for key, appearances in self.projects.items():
            for appearance in appearances:
                for partner in appearance.project.partners:
                    tie(partner, key)
        for programme_id, programme in self.programmes.items():
            for partner in programme.partners:
                tie(partner, programme_id)
        for key, roles in self.people.items():
            for role in roles:
                tie(role.person.organisation, key)
        return {key: tuple(targets) for key, targets in found.items()}

    def projects_of(self, subject: str) -> tuple[str, ...]:
        """The ids of the projects that the report names under `subject`, in its order."""
        return tuple(f"project:{slug(project.name)}" for project in self.subjects[subject].projects)

    def projects_of_person(self, person: str) -> tuple[str, ...]:
        """The projects that are named after a person's organisation, or in what the person is."""
        roles = [role.person for role in self.people[person]]
        tied = [key for one in roles if one.organisation for key in self.ties[one.organisation] if key in self.projects]
        said = [key for one in roles for key in self._said_in(one.role[Language.NL])]
        return tuple(dict.fromkeys(key for key in (*tied, *said) if key in self.projects))

    def named_in(self, fact: Fact, subject: str) -> tuple[str, ...]:
        """The projects that a fact of `subject` names, in its order; the other programmes where it names none."""
        found = list(self._said_in(fact.text.nl))
        projects = [key for key in found if key in self.projects]
        return tuple(dict.fromkeys(key for key in projects or found if key != subject))

    @cached_property
    def _by_name(self) -> Mapping[str, str]:
        """The projects and programmes by their names, and programmes by their acronyms too."""
        projects = {found[0].project.name: key for key, found in self.projects.items()}
        programmes = {one.name[Language.NL].split(" (")[0]: key for key, one in self.programmes.items()}
        acronyms = {
            alias: key for key, one in self.programmes.items() for alias in one.aliases.any if ACRONYM.fullmatch(alias)
        }
        return acronyms | programmes | projects

    @cached_property
    def _longest_name(self) -> int:
        return max((len(WORD.findall(name)) for name in self._by_name), default=0)

    def _said_in(self, text: str) -> Iterator[str]:
        """The projects and programmes that `text` names, at each place by the longest name."""
        words, told = [hit.span() for hit in WORD.finditer(text)], 0
        for number, (start, _) in enumerate(words):
            ends = [end for _, end in words[number : number + self._longest_name]] if start >= told else []
            for end in reversed(ends):
                if key := self._by_name.get(text[start:end]):
                    yield key
                    told = end
                    break

    def faces(self, target: str) -> tuple[str, ...]:
        """The people that the report names at a project or organisation."""
        projects = self.projects.get(target, ())
        holders = {target, *(one.project.holder for one in projects if one.project.holder)}
        names = {self.organisations[key].name.nl for key in holders if key in self.organisations}
        names |= {appearance.project.name for appearance in projects}
        return tuple(
            key
            for key, roles in self.people.items()
            if any(
                one.person.organisation in holders or any(name in one.person.role.nl for name in names) for one in roles
            )
        )

    def members(self, family: str) -> tuple[str, ...]:
        """The ids of the programmes in `family`, in the order of their files."""
        return tuple(key for key, programme in self.programmes.items() if programme.family == family)

    @cached_property
    def owners(self) -> Mapping[Measure, tuple[str, ...]]:
        """The subjects that have a figure for each measure."""
        return {one: tuple(key for key in self.subjects if self.figures(key, one)) for one in Measure}

    def figures(self, subject: str, measure: Measure) -> tuple[Figure, ...]:
        """The figures of `subject` for `measure`; latest year first, the text before the chart."""
        return self._figures.get((subject, measure), ())

    @cached_property
    def _figures(self) -> Mapping[tuple[str, Measure], tuple[Figure, ...]]:
        found: dict[tuple[str, Measure], tuple[Figure, ...]] = {}
        for key, subject in self.subjects.items():
            for figure in sorted(subject.figures, key=lambda one: (-(one.year or 0), one.source == "chart")):
                found[key, figure.measure] = (*found.get((key, figure.measure), ()), figure)
        return found

    def figure(self, subject: str, measure: Measure, year: int | None = None) -> Figure | None:
        """The main figure: that of `year`, or the latest; the text's rather than the chart's."""
        for figure in self.figures(subject, measure):
            if year is None or figure.year == year:
                return figure
        return None
