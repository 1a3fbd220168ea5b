"""The one function that answers a question from the knowledge base."""

from bot.answering.answer import (
    Answer,
    AspectOf,
    Choice,
    Described,
    FigureOf,
    FigureOfProject,
    Listed,
    NotKnown,
    Operand,
    OrganisationTold,
    PersonTold,
    ProjectTold,
    SmallTalk,
    Told,
)
from bot.answering.compute import compute
from bot.answering.recommend import advise
from bot.knowledge.base import INNOVIRIS, Appearance, KnowledgeBase
from bot.knowledge.model import Aspect, Fact, Measure, Project
from bot.understanding.question import Intent, Question, Unknown
from bot.understanding.text import fold, words

KEY_FIGURES = (Measure.FUNDING, Measure.PROJECTS, Measure.APPLICATIONS, Measure.BENEFICIARIES)
CARD = (Measure.MAX_SUPPORT, Measure.SUPPORT_RATE, Measure.FUNDING, Measure.PROJECTS)


def answer(question: Question, base: KnowledgeBase) -> Answer:
    """Answer `question`; pure, and the same for the same question."""
    match question.intent:
        case Intent.CHAT:
            return SmallTalk(question.topics[0])
        case Intent.FIGURE:
            return _figure(question, base)
        case Intent.COMPUTE:
            return compute(question, base)
        case Intent.FACT:
            return _facts(question, base)
        case Intent.ASPECT:
            return _aspect(question, base)
        case Intent.DESCRIBE:
            return _describe(question, base)
        case Intent.LIST:
            listed = base.members(question.targets[0]) if len(question.targets) == 1 else ()
            return Listed(question.targets, question.operation == "count", listed)
        case Intent.RECOMMEND | Intent.EXPLAIN | Intent.SUPPOSE | Intent.CHOOSE:
            return advise(question, base)
        case Intent.CLARIFY:
            return Choice(question.targets)
        case Intent.UNKNOWN:
            return _not_known(question, base)


def _figure(question: Question, base: KnowledgeBase) -> Answer:
    target, measure = question.targets[0], question.measure
    assert measure is not None
    if target not in base.subjects:
        return _figure_of_thing(question, target, base)
    figures = base.figures(target, measure)
    if not figures:
        near = [figure for other in CARD if (figure := base.figure(target, other)) is not None]
        operands = tuple(Operand(target, figure) for figure in near[:2])
        return NotKnown(Unknown.MEASURE, target, measure, question.year, operands)
    wanted = [f for f in figures if question.year in (None, f.year) or (f.year is None and _now(question, base))]
    if not wanted:
        return NotKnown(Unknown.YEAR, target, measure, question.year, (Operand(target, figures[0]),))
    main = wanted[0]
    others = tuple(f for f in figures if f is not main and (f.year == main.year or question.year is None))
    if question.bare and (count := base.figure(target, Measure.PROJECTS, main.year)):
        others = (*others, count)
    return FigureOf(target, main, others)


def _not_known(question: Question, base: KnowledgeBase) -> Answer:
    """What the report can't answer; of a figure that it does not split, the whole is near."""
    subject = question.targets[0] if question.targets else None
    if question.topics[0] != Unknown.RESTRICTED:
        return NotKnown(question.topics[0], subject, year=question.year, words=question.words)
    whole = _figure(question, base)
    match whole:
        case FigureOf(subject, figure):
            return NotKnown(Unknown.RESTRICTED, subject, near=(Operand(subject, figure),))
        case FigureOfProject(project, figure=figure):
            return NotKnown(Unknown.RESTRICTED, project, near=(Operand(project, figure),))
    return whole


def _now(question: Question, base: KnowledgeBase) -> bool:
    return question.year in (None, base.document.year)


def _figure_of_thing(question: Question, target: str, base: KnowledgeBase) -> Answer:
    """A project's or organisation's own amount, where the report gives one."""
    tied = [target] if target in base.projects else list(base.ties.get(target, ()))
    projects = [  # of an organisation what it holds itself, not what it is a partner in
        key for key in tied if key == target or any(one.project.holder == target for one in base.projects.get(key, ()))
    ]
    for key in projects:
        for appearance in base.projects.get(key, ()):
            if question.topics and appearance.programme not in question.topics:
                continue
            own = [f for f in appearance.project.figures if question.measure in {f.measure, Measure.FUNDING}]
            for figure in own:
                if question.year in {None, figure.year or base.document.year}:
                    return FigureOfProject(key, appearance, figure)
            if own:
                return NotKnown(Unknown.YEAR, key, own[0].measure, question.year, (Operand(key, own[0]),))
    programme = next((a.programme for key in projects for a in base.projects.get(key, ())), None)
    near = base.figure(programme, Measure.FUNDING) if programme else None
    operands = (Operand(programme, near),) if programme and near else ()
    return NotKnown(Unknown.SHARE_OF_PROJECT, target, question.measure, question.year, operands)


def _facts(question: Question, base: KnowledgeBase) -> Answer:
    by_id = {f"{key}/{fact.id}": fact for key in question.targets for fact in base.subjects[key].facts}
    facts = tuple(by_id[topic] for topic in question.topics)
    subject = question.topics[0].split("/")[0]
    if question.year and not any(_speaks_of(fact, question.year, base) for fact in facts):
        return NotKnown(Unknown.YEAR, subject, year=question.year)
    return Told(subject, facts)


def _speaks_of(fact: Fact, year: int, base: KnowledgeBase) -> bool:
    return year in {base.document.year, fact.year} or str(year) in fact.text.nl


def _aspect(question: Question, base: KnowledgeBase) -> Answer:
    target, aspect = question.targets[0], question.aspect
    assert aspect is not None
    if target not in base.subjects:
        if aspect is Aspect.PEOPLE:
            return _person_of(question, target, base)
        known = target not in base.projects or any(_is_partnered(one.project) for one in _appearances(target, base))
        return _describe(question, base) if known or aspect is not Aspect.PARTNERS else NotKnown(aspect, target)
    if target == INNOVIRIS and aspect is Aspect.PEOPLE:
        return NotKnown(aspect, target)
    if not _now(question, base):
        return NotKnown(Unknown.YEAR, target, year=question.year)
    subject = base.subjects[target]
    held = {
        Aspect.NAMES: subject.projects,
        Aspect.PARTNERS: subject.partners or [one for one in subject.projects if _is_partnered(one)],
        Aspect.PEOPLE: subject.people,
        Aspect.AUDIENCE: subject.audience,
        Aspect.STAGE: subject.stage,
    }
    if question.topics == ("others",):
        return _others(question, target, base)
    if aspect is Aspect.NAMES and len(subject.projects) == 1:
        return _describe(question.but(targets=base.projects_of(target)), base)
    if held.get(aspect, True):
        return AspectOf(target, aspect, base.projects_of(target) if aspect is Aspect.NAMES else ())
    return NotKnown(aspect, target)


def _others(question: Question, target: str, base: KnowledgeBase) -> Answer:
    """The projects besides `question.thing`; not known unless the report names them all."""
    named = base.projects_of(target)
    if not named:
        return NotKnown(Aspect.NAMES, target)
    rest = [key for key in named if key != question.thing]
    if question.thing and len(rest) == 1:
        return _describe(question.but(targets=tuple(rest)), base)
    near = base.figure(target, Measure.PROJECTS)
    complete = question.bare and near is not None and near.value == len(rest)
    if complete or (question.thing and rest):
        return AspectOf(target, Aspect.NAMES, named)
    return NotKnown("others", target, near=(Operand(target, near),) if near else ())


def _is_partnered(project: Project) -> bool:
    """Whether the report says who carries it, or with whom."""
    return bool(project.partners or project.holder)


def _person_of(question: Question, target: str, base: KnowledgeBase) -> Answer:
    """Whoever the report names at a project or organisation; in the office that is asked."""
    if target in base.people:
        return _in_office(question, target, [target], base)
    found = list(base.faces(target))
    return _in_office(question, target, found, base) if found else NotKnown(Aspect.PEOPLE, target)


def _in_office(question: Question, target: str, found: list[str], base: KnowledgeBase) -> Answer:
    """The one of `found` in the office asked; not known when whoever is named has another."""
    offices = {fold(one) for one in base.vocabularies[question.language].offices}
    held = {key: offices & {*words(base.people[key][0].person.role.nl)} for key in found}
    asked = {*question.topics} & offices
    fitting = [key for key in found if asked <= held[key] or not held[key]]
    if not fitting:
        return NotKnown(Unknown.ROLE, target, words=tuple(one.upper() for one in question.topics), person=found[0])
    return PersonTold(fitting[0], base.people[fitting[0]])


def _describe(question: Question, base: KnowledgeBase) -> Answer:
    target = question.targets[0]
    if target in base.projects:
        return ProjectTold(target, _appearances(target, base))
    if target in base.people:
        return PersonTold(target, base.people[target])
    if target in base.organisations:
        return _organisation(target, base)
    measures = KEY_FIGURES if target == INNOVIRIS else CARD
    year = question.year if any(f.year == question.year for f in base.subjects[target].figures) else None
    figures = [figure for measure in measures if (figure := base.figure(target, measure, year)) is not None]
    if question.year and question.year != base.document.year and all(f.year != question.year for f in figures):
        near = tuple(Operand(target, figure) for figure in figures[:1])
        return NotKnown(Unknown.YEAR, target, year=question.year, near=near)
    return Described(target, tuple(figures))


def _appearances(target: str, base: KnowledgeBase) -> tuple[Appearance, ...]:
    """Where a project appears; a company that is named as one, also with the projects that it carries."""
    company = target.removeprefix("project:")
    carried = [
        appearance
        for appearances in base.projects.values()
        for appearance in appearances
        if appearance.project.holder == company and appearance not in base.projects[target]
    ]
    return (*carried, *base.projects[target])


def _organisation(target: str, base: KnowledgeBase) -> Answer:
    ties = tuple(tie for tie in base.ties[target] if tie not in base.people)
    projects = [tie for tie in ties if tie in base.projects]
    if len(projects) == 1 and all(
        base.projects[projects[0]][0].programme == tie for tie in ties if tie not in projects
    ):
        return ProjectTold(projects[0], base.projects[projects[0]])
    told = () if ties else _projects_naming(target, base)
    return ProjectTold(told[0], _appearances(told[0], base)) if told else OrganisationTold(target, ties)


def _projects_naming(organisation: str, base: KnowledgeBase) -> tuple[str, ...]:
    """The projects of which the texts name an organisation that has no part in them: a customer, an example."""
    name = base.organisations[organisation].name.nl
    return tuple(
        key
        for key, appearances in base.projects.items()
        if any(text and name in text.nl for one in appearances for text in (one.project.about, one.project.note))
    )
