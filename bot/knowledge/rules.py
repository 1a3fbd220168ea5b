"""What must hold between the entries of the knowledge: sums, names, placeholders, printed figures."""

import re
import string
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.errors import Problem
from bot.knowledge.base import slug
from bot.knowledge.model import (
    Asker,
    Aspect,
    Choices,
    Fact,
    Figure,
    Language,
    Measure,
    Need,
    Operation,
    Organisation,
    ProfileVocabulary,
    Programme,
    Report,
    Subject,
    Theme,
    Vocabulary,
)
from bot.knowledge.source import Place, Source

ROUNDING = 1000  # euro: families and their parts are printed in thousands in the charts


@dataclass(frozen=True)
class Folder:
    """The knowledge folder after reading: each entry with its source."""

    report: tuple[Report, Source]
    organisations: tuple[Mapping[str, Organisation], Source]
    programmes: Mapping[str, tuple[Programme, Source]]
    vocabularies: Mapping[Language, tuple[Vocabulary, Source]]
    profiles: Mapping[Language, tuple[ProfileVocabulary, Source]]
    choices: tuple[Choices, Source]
    interface: Mapping[Language, tuple[Mapping[str, str], Mapping[str, Source]]]  # each key with its file
    ranking: Mapping[str, Mapping[str, float]]

    def subjects(self) -> Iterator[tuple[str, Subject, Source, Place]]:
        """Every subject with its id, its source and its place in it."""
        report, source = self.report
        yield "innoviris", report.innoviris, source, ("innoviris",)
        yield "scoreboard", report.scoreboard, source, ("scoreboard",)
        for index, family in enumerate(report.families):
            yield family.id, family, source, ("families", index)
        for key, (programme, file) in self.programmes.items():
            yield key, programme, file, ()


def problems(folder: Folder) -> Iterator[Problem]:
    """Everything in `folder` that breaks a rule."""
    yield from _alias_clashes(folder)
    yield from _organisations_known(folder)
    for _, subject, source, place in folder.subjects():
        yield from _figures(subject, source, place)
        yield from _facts(subject, source, place)
    yield from _sums(folder)
    yield from _vocabularies(folder)
    yield from _choices(folder)
    yield from _interface(folder)


def _alias_clashes(folder: Folder) -> Iterator[Problem]:
    for language in Language:
        owner: dict[str, str] = {}
        for key, subject, source, place in folder.subjects():
            for alias in (subject.name[language], *subject.aliases.of(language)):
                first = owner.setdefault(slug(alias), key)
                if first != key:
                    yield source.problem((*place, "aliases"), f"{alias!r} ({language}) is also {first}")


def _organisations_known(folder: Folder) -> Iterator[Problem]:
    known = folder.organisations[0]
    for _, subject, source, place in folder.subjects():
        used: list[tuple[Place, str | None]] = [(("partners",), one) for one in subject.partners]
        used += [(("people", index), one.organisation) for index, one in enumerate(subject.people)]
        for index, project in enumerate(subject.projects):
            used += [(("projects", index), one) for one in (project.holder, *project.partners)]
        for where, organisation in used:
            if organisation is not None and organisation not in known:
                yield source.problem((*place, *where), f"organisation {organisation!r} is not known")


def _figures(subject: Subject, source: Source, place: Place) -> Iterator[Problem]:
    seen: set[tuple[Measure, int | None, str]] = set()
    for index, figure in enumerate(subject.figures):
        where = (*place, "figures", index)
        yield from _printed(figure, source, where)
        if figure.measure in subject.not_in_report:
            yield source.problem((*place, "not_in_report"), f"{figure.measure} has a figure")
        key = (figure.measure, figure.year, figure.source)
        if key in seen:
            yield source.problem(where, "the same measure, year and source stands twice")
        seen.add(key)
    for number, project in enumerate(subject.projects):
        for index, figure in enumerate(project.figures):
            yield from _printed(figure, source, (*place, "projects", number, "figures", index))


def _printed(entry: Figure | Fact, source: Source, place: Place) -> Iterator[Problem]:
    if entry.printed and entry.value is not None and not _prints(entry.printed, entry.value):
        yield source.problem((*place, "printed"), f"{entry.printed!r} is not {entry.value}")


def _prints(printed: str, value: float) -> bool:
    """Whether the printed form, if it holds digits, holds this value ("598k" = 598000)."""
    values = set()
    for digits, kilo in re.findall(r"(\d[\d.,\s]*)(k\b)?", printed):
        number = re.sub(r"[.\s](?=\d{3}(?!\d))", "", digits.strip(" .,")).replace(",", ".")
        if number.count(".") <= 1:  # the charts of science promotion print "k" behind whole euros (C10)
            values |= {float(number), float(number) * 1000} if kilo else {float(number)}
    return not values or float(value) in values


def _facts(subject: Subject, source: Source, place: Place) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, fact in enumerate(subject.facts):
        where = (*place, "facts", index)
        if fact.id in seen:
            yield source.problem((*where, "id"), f"{fact.id!r} stands twice")
        seen.add(fact.id)
        yield from _printed(fact, source, where)
        yield from _value_placeholder(fact, source, where)
        yield from _whole(fact, subject, source, where)
        for language in Language:
            if not fact.asks.of(language):
                yield source.problem((*where, "asks"), f"has no words in {language}")


def _value_placeholder(fact: Fact, source: Source, place: Place) -> Iterator[Problem]:
    wanted = {"value"} if fact.value is not None else set()
    for language in Language:
        if placeholders(fact.text[language]) != wanted:
            what = "must hold {value}" if wanted else "holds a placeholder, and the fact has no value"
            yield source.problem((*place, "text", language.value), what)


def _whole(fact: Fact, subject: Subject, source: Source, place: Place) -> Iterator[Problem]:
    """What a part is part of counts no less."""
    if fact.part_of is None:
        return
    wholes = [one.value for one in subject.facts if one.id == fact.part_of and one.value is not None]
    wholes += [one.value for one in subject.figures if one.measure == fact.part_of]
    if fact.value is None or not wholes or wholes[0] < fact.value:
        yield source.problem((*place, "part_of"), f"{fact.part_of!r} counts no whole of which this is part")


def _sums(folder: Folder) -> Iterator[Problem]:
    """Programmes sum to their family, families to the total (conflicts C04-C08: the charts' values do)."""
    report, source = folder.report
    year = report.document.year
    total = 0.0
    for index, family in enumerate(report.families):
        printed = _counted(family, year)
        total += printed
        parts = [one for one, _ in folder.programmes.values() if one.family == family.id]
        summed = sum(_counted(one, year) for one in parts)
        if abs(summed - printed) > ROUNDING:
            what = f"is {printed:.0f}, but its programmes sum to {summed:.0f}"
            yield source.problem(("families", index, "figures"), what)
    whole = _counted(report.innoviris, year)
    if abs(total - whole) > ROUNDING:
        what = f"the total is {whole:.0f}, but the families sum to {total:.0f}"
        yield source.problem(("innoviris", "figures"), what)


def _counted(subject: Subject, year: int) -> float:
    """The funding of `year` that counts in the total: the chart's, unless that merely rounds the text's."""
    amounts = {f.source: f.value for f in subject.figures if f.measure is Measure.FUNDING and f.year == year}
    chart = amounts.get("chart", 0)
    text = amounts.get("text", chart)
    return float(text if abs(text - chart) < ROUNDING else chart or text)


def _vocabularies(folder: Folder) -> Iterator[Problem]:
    (dutch, _), (french, source) = (folder.vocabularies[language] for language in Language)
    for key in sorted(set(dutch.unknowns) ^ set(french.unknowns)):
        yield source.problem(("unknowns",), f"{key!r} stands in one language only")
    for vocabulary, file in folder.vocabularies.values():
        for wanted in (*Measure, *Aspect):
            if wanted not in vocabulary.measures:
                yield file.problem(("measures",), f"{wanted} is missing")
        for operation in Operation:
            if operation not in vocabulary.operations:
                yield file.problem(("operations",), f"{operation} is missing")
        for name, keys in vocabulary.shared_names.items():
            for key in set(keys) - set(folder.programmes):
                yield file.problem(("shared_names", name), f"programme {key!r} is not known")


def _choices(folder: Folder) -> Iterator[Problem]:
    """Each asker and each need stands in one group, and each theme has its button: none is out of reach."""
    choices, source = folder.choices
    kinds = [member for group in choices.kinds for member in group.members]
    areas = [member for group in choices.areas for member in group.members]
    ids = [group.id for group in choices.kinds], [group.id for group in choices.areas]
    pairs: tuple[tuple[str, list[str], tuple[str, ...]], ...] = (
        ("kinds", [str(one) for one in kinds], tuple(Asker)),
        ("areas", [str(one) for one in areas], tuple(Need)),
        ("themes", [str(one) for one in choices.themes], tuple(Theme)),
    )
    for place, found, wanted in pairs:
        for key in wanted:
            if found.count(key) != 1:
                yield source.problem((place,), f"{key} stands {found.count(key)} times, not once")
    for place, named in zip(("kinds", "areas"), ids, strict=True):
        for group in sorted({group for group in named if named.count(group) > 1}):
            yield source.problem((place,), f"group {group!r} stands twice")


def _interface(folder: Folder) -> Iterator[Problem]:
    (dutch, nl), (french, fr) = (folder.interface[language] for language in Language)
    for key in sorted(set(dutch) | set(french)):
        if key not in dutch:
            yield fr[key].problem((key,), "is missing in Dutch")
        elif key not in french:
            yield nl[key].problem((key,), "is missing in French")
        elif placeholders(dutch[key]) != placeholders(french[key]):
            yield fr[key].problem((key,), "has other placeholders than in Dutch")
        elif "?" in placeholders(dutch[key]):
            yield nl[key].problem((key,), "has a brace that is not a placeholder")


def placeholders(template: str) -> set[str]:
    """The names in braces; a malformed template has the name `?`."""
    try:
        return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}
    except ValueError:
        return {"?"}
