"""Writes each kind of answer as a reply: the figure or the names first, then a line or two, then the source."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import reduce

from bot.answering.answer import (
    Answer,
    AskStep,
    AspectOf,
    Averages,
    Choice,
    Compared,
    Computed,
    Described,
    Explained,
    FigureOf,
    FigureOfProject,
    Included,
    Listed,
    NotKnown,
    Operand,
    OrganisationTold,
    PersonTold,
    Portion,
    ProjectTold,
    Ranked,
    Recommended,
    SmallTalk,
    Supposed,
    Told,
)
from bot.knowledge.base import INNOVIRIS, KnowledgeBase
from bot.knowledge.model import Aspect, Figure, Language, Measure, Operation
from bot.understanding.question import Intent, Question
from bot.wording import advice, calculations, unknowns
from bot.wording.options import encode
from bot.wording.phrases import Phrases, capital, typeset
from bot.wording.reply import Option, Outcome, Reply

MOST_OPTIONS = 4


class Writer:
    """Writes replies in one language."""

    def __init__(self, base: KnowledgeBase, language: Language) -> None:
        self._base = base
        self._language = language
        self._say = Phrases(base, language)

    def write(self, answer: Answer) -> Reply:
        """The reply for `answer`."""
        reply = self._written(answer)
        markup = typeset(reply.markup, self._language)
        return reply if markup == reply.markup else replace(reply, markup=markup)

    def _written(self, answer: Answer) -> Reply:
        match answer:
            case FigureOf() | FigureOfProject():
                return self._figure(answer)
            case Averages(averages):
                lines = calculations.lines(answer, self._say)
                return self._answered(lines, [one.operands[0].subject for one in averages])
            case Portion() | Included():
                return self._answered(calculations.lines(answer, self._say), [answer.subject])
            case Computed() | Ranked() | Compared():
                lines = calculations.lines(answer, self._say)
                told = answer.told if isinstance(answer, Compared) else ()
                subjects = told or [one.subject for one in answer.operands]
                cards = self._cards(subjects) if isinstance(answer, Ranked) and answer.place is None else ()
                return self._answered(lines, subjects, cards)
            case Told():
                return self._told(answer)
            case Described() | ProjectTold() | PersonTold() | OrganisationTold() | AspectOf() | Listed():
                return self._described(answer)
            case Recommended() | AskStep() | Explained() | Supposed():
                return self._advice(answer)
            case Choice(targets):
                return self._choice(targets)
            case NotKnown():
                return self._unknown(answer)
            case SmallTalk(topic):
                return self._chat(topic)

    def greet(self) -> Reply:
        """The first words, with example questions as buttons."""
        return self._chat("greeting")

    # -- figures -----------------------------------------------------------------------------------

    def _figure(self, answer: FigureOf | FigureOfProject) -> Reply:
        say, figure = self._say, answer.figure
        if isinstance(answer, FigureOfProject):
            key = answer.appearance.programme
            project = capital(say.quoted(answer.project))
            year = figure.year or self._base.document.year
            first = say("figure_project", value=say.value(figure), project=project, name=say.called(key), year=year)
            return self._answered([first, *self._note(figure), say.source(key)], [key])
        first = self.figure_sentence(answer.subject, figure)
        rest = [self._other(answer.subject, figure, other) for other in answer.others]
        if figure.measure is Measure.PROJECTS and self._base.subjects[answer.subject].projects:
            rest.append(self._names(answer.subject, "{}"))
        lines = [first, *self._note(figure), *(line for line in rest if line), say.source(answer.subject)]
        return self._answered(lines, [answer.subject], self._more(answer.subject, figure.measure))

    def figure_sentence(self, subject: str, figure: Figure) -> str:
        """The sentence that says `figure` of `subject`."""
        say = self._say
        key = f"figure_{figure.measure}"
        own, named = f"{key}_own", f"{key}_named"
        if figure.measure is Measure.MAX_SUPPORT and figure.year:
            key += "_year"
        elif figure.year is None and figure.measure not in {Measure.MAX_SUPPORT, Measure.SUPPORT_RATE}:
            key = "figure_without_year"
        elif subject == INNOVIRIS and say.has(own):
            key = own
        elif say.has(named) and say.is_named(Operand(subject, figure)):
            key = named
        return say(
            key,
            value=say.value(figure),
            name=say.called(subject),
            opening=say.opening(subject),
            noun=say.noun(figure, one=True) if figure.measure is Measure.MAX_SUPPORT else "",
            year=figure.year,
        )

    def _other(self, subject: str, main: Figure, other: Figure) -> str:
        """What to add of another measure, the chart or another year; nothing when it only rounds."""
        if other.measure is not main.measure:
            return self.figure_sentence(subject, other)
        if other.year == main.year:
            if abs(other.value - main.value) < calculations.ROUNDING:
                return ""
            gap = self._say.amount(abs(other.value - main.value))
            return " ".join([self._say("in_chart", value=self._say.value(other), gap=gap), *self._note(other)])
        if other.source == "chart":
            return ""
        said = self._say("in_year", year=other.year, value=self._say.value(other))
        return " ".join([said, *self._note(other)])

    def _note(self, figure: Figure) -> list[str]:
        return [figure.note[self._language]] if figure.note else []

    def _told(self, answer: Told) -> Reply:
        lines = [self._say.fact(fact) for fact in answer.facts]
        reply = self._answered([*lines, self._say.source(answer.subject)], [answer.subject])
        if not all(fact.absent for fact in answer.facts):
            return reply
        office = self._say("unknown_ask_office", address=self._base.document.address)
        return replace(reply, outcome=Outcome.UNKNOWN, markup="\n".join([*lines, office]))

    # -- descriptions ------------------------------------------------------------------------------

    def _described(self, answer: Described | ProjectTold | PersonTold | OrganisationTold | AspectOf | Listed) -> Reply:
        match answer:
            case Described():
                return self._subject(answer)
            case ProjectTold():
                return self._project(answer)
            case PersonTold():
                return self._person(answer)
            case OrganisationTold():
                return self._organisation(answer)
            case AspectOf():
                return self._aspect(answer)
            case Listed():
                return self._listed(answer)

    def _subject(self, answer: Described) -> Reply:
        say, subject = self._say, self._base.subjects[answer.subject]
        lines = [say("described", name=subject.name[self._language], summary=subject.summary[self._language])]
        if subject.audience:
            lines.append(subject.audience[self._language])
        if answer.figures:
            lines.append(capital(say("described_figures", figures=self._in_short(answer))))
        lines.append(say.source(answer.subject))
        return self._answered(lines, [answer.subject], self._more(answer.subject, None))

    def _in_short(self, answer: Described) -> str:
        """The figures in short: those of a year together, then those without one."""
        by_year: dict[int, list[str]] = {}
        undated: list[str] = []
        for figure in sorted(
            answer.figures, key=lambda one: one.measure in {Measure.MAX_SUPPORT, Measure.SUPPORT_RATE}
        ):
            cards = undated if figure.year is None else by_year.setdefault(figure.year, [])
            cards.append(self._card(answer.subject, figure))
        say = self._say
        dated = [say("card_year", year=year, figures=say.joined(cards)) for year, cards in by_year.items()]
        parts = [*dated, say.joined(undated)] if undated else dated
        return reduce(lambda first, second: say("card_then", first=first, second=second), parts)

    def _card(self, subject: str, figure: Figure) -> str:
        value = f"**{self._say.value(figure)}**"
        match figure.measure:
            case Measure.MAX_SUPPORT:
                key = "card_max_support_year" if figure.year else "card_max_support"
                return self._say(key, value=value, noun=self._say.noun(figure, one=True))
            case Measure.PROJECTS if subject == INNOVIRIS:
                return self._say("card_projects_own", value=value)
            case Measure.SUPPORT_RATE:
                return self._say("card_support_rate", value=value)
        return value

    def _project(self, answer: ProjectTold) -> Reply:
        say = self._say
        lines: list[str] = []
        for appearance in answer.appearances:
            project = appearance.project
            about = project.about[self._language] if project.about else ""
            if about:
                lines.append(say("project", project=say.quoted(answer.project), about=about))
            elif not lines:
                lines.append(say("project_plain", project=say.quoted(answer.project)))
            details = []
            if project.holder and say.title(project.holder).lower() != project.name.lower():
                details.append(say("project_holder", name=say.title(project.holder)))
            if project.partners:
                names = say.joined([say.title(partner) for partner in project.partners])
                key = "project_partner" if len(project.partners) == 1 else "project_partners"
                details.append(say(key, names=names, count=len(project.partners)))
            amounts = " + ".join(say.value(figure) for figure in project.figures)
            key = "project_programme_amount" if amounts else "project_programme"
            years = [figure.year for figure in project.figures if figure.year] or [self._base.document.year]
            details.append(say(key, name=say.called(appearance.programme), value=amounts, year=years[0]))
            if project.note:
                details.append(project.note[self._language])
            lines.append(" ".join(details))
        programmes = [appearance.programme for appearance in answer.appearances]
        return self._answered([*lines, say.source(programmes[0])], programmes)

    def _person(self, answer: PersonTold) -> Reply:
        say, language = self._say, self._language
        person = answer.roles[0].person
        lines = [say("person", person=person.name, role=person.role[language])]
        said = [role.person.said[language] for role in answer.roles if role.person.said]
        if said:
            lines.append(say("person_said", name=person.name, said=" ".join(said)))
        subjects = [role.subject for role in answer.roles]
        return self._answered([*lines, say.source(subjects[0])], subjects)

    def _organisation(self, answer: OrganisationTold) -> Reply:
        say = self._say
        name = say.title(answer.organisation)
        if not answer.ties:
            return self._answered([say("organisation_untied", name=name)], [])
        ties = [self._tie(tie) for tie in answer.ties]
        programmes = [p for tie in answer.ties for p in self._programmes_of(tie)]
        first = say("organisation", name=name, ties=say.joined(ties))
        return self._answered([first, say.source(programmes[0])], programmes)

    def _tie(self, tie: str) -> str:
        if tie in self._base.projects:
            programme = self._base.projects[tie][0].programme
            return f"**{self._say.quoted(tie)}** ({self._say.short(programme)})"
        return f"**{self._say.short(tie)}**"

    def _programmes_of(self, tie: str) -> list[str]:
        if tie in self._base.projects:
            return [appearance.programme for appearance in self._base.projects[tie]]
        if tie in self._base.people:
            return [role.subject for role in self._base.people[tie]]
        return [tie]

    def _aspect(self, answer: AspectOf) -> Reply:
        lines = [*self._aspect_lines(answer), self._say.source(answer.subject)]
        return self._answered(lines, [answer.subject], self._more(answer.subject, answer.aspect))

    def _aspect_lines(self, answer: AspectOf) -> Iterable[str]:
        say, subject = self._say, self._base.subjects[answer.subject]
        name = say.called(answer.subject)
        match answer.aspect:
            case Aspect.NAMES:
                yield self._names(answer.subject, "**{}**")
            case Aspect.PARTNERS:
                owned = [one for p in subject.projects for one in (p.holder, *p.partners) if one]
                partners = dict.fromkeys([*subject.partners, *owned])
                names = [f"**{say.title(one)}**" for one in partners]
                yield say("aspect_partners", name=name, names=say.joined(names))
            case Aspect.PEOPLE:
                for person in subject.people:
                    yield say("person", person=person.name, role=person.role[self._language])
            case Aspect.AUDIENCE if subject.audience:
                yield subject.audience[self._language]
            case Aspect.STAGE if subject.stage:
                yield subject.stage[self._language]
            case _:
                year, section = self._base.document.year, say.section(answer.subject)
                yield say("aspect_source", name=name, year=year, section=section)

    def _names(self, subject: str, form: str) -> str:
        """The projects that the report names, and how many they are; each name in `form`."""
        say = self._say
        names = [form.format(say.in_quotes(project.name)) for project in self._base.subjects[subject].projects]
        key = "aspect_name" if len(names) == 1 else "aspect_names"
        return say(key, name=say.called(subject), names=say.joined(names), count=len(names))

    def _listed(self, answer: Listed) -> Reply:
        say, base = self._say, self._base
        families = answer.families or tuple(base.families)
        members = [key for family in families for key in base.members(family)]
        lines = []
        if not answer.families:
            lines.append(say("listed_all", count=len(members)))
        for family in families:
            names = say.joined([say.title(key) for key in base.members(family)])
            if answer.families:
                count = len(base.members(family))
                lines.append(say("listed_family", count=count, name=say.called(family), names=names))
            else:
                lines.append(say("listed_group", name=say.title(family), names=names))
        return self._answered([*lines, say.source(INNOVIRIS)], members)

    # -- advice ------------------------------------------------------------------------------------

    def _advice(self, answer: Recommended | AskStep | Explained | Supposed) -> Reply:
        match answer:
            case AskStep():
                text, options = advice.step(answer, self._say)
                return Reply(Outcome.CLARIFY, self._language, text, options=options)
            case Explained(suggestion):
                key = suggestion.programme
                return self._answered(advice.explained(answer, self._say), [key], self._cards([key]))
            case Recommended(suggestions):
                lines = advice.recommended(answer, self._say)
                found = [*(one.programme for one in suggestions), *answer.instead]
            case Supposed(_, suggestions):
                lines = advice.supposed(answer, self._say)
                found = [one.programme for one in suggestions]
        return self._answered(lines, found, self._cards(found) or self._examples()[1:])

    def _cards(self, subjects: Sequence[str]) -> tuple[Option, ...]:
        """A button for each of `subjects`, in their order, that tells what it is."""
        return tuple(
            Option(self._say.title(key), encode(Question(Intent.DESCRIBE, self._language, targets=(key,))))
            for key in subjects[:MOST_OPTIONS]
        )

    def _choice(self, targets: tuple[str, ...]) -> Reply:
        say = self._say
        names = say.joined([f"**{say.title(target)}**" for target in targets], "names_or")
        options = tuple(
            Option(say.title(target), encode(Question(Intent.DESCRIBE, self._language, targets=(target,))))
            for target in targets[:MOST_OPTIONS]
        )
        return Reply(Outcome.CLARIFY, self._language, say("choice", names=names), targets, options)

    # -- the rest ----------------------------------------------------------------------------------

    def _unknown(self, answer: NotKnown) -> Reply:
        lines = unknowns.lines(answer, self._say)
        programmes = self._known_programmes([answer.subject] if answer.subject else [])
        return Reply(Outcome.UNKNOWN, self._language, "\n".join(lines), programmes)

    def _chat(self, topic: str) -> Reply:
        say, document = self._say, self._base.document
        text = say(f"chat_{topic}", year=document.year, address=document.address)
        language = {"to_nl": Language.NL, "to_fr": Language.FR}.get(topic, self._language)
        return Reply(Outcome.CHAT, language, text, options=self._examples() if topic in {"greeting", "help"} else ())

    def _examples(self) -> tuple[Option, ...]:
        say, language = self._say, self._language
        figure = Question(Intent.FIGURE, language, targets=("r-d-projects",), measure=Measure.FUNDING)
        return (
            Option(say("example_funding"), encode(figure)),
            Option(say("option_recommend"), encode(Question(Intent.RECOMMEND, language))),
            Option(say("option_list"), encode(Question(Intent.LIST, language))),
        )

    def _more(self, subject: str, shown: Measure | Aspect | None) -> tuple[Option, ...]:
        """What the facts can answer next about a programme."""
        programme = self._base.programmes.get(subject)
        if programme is None:
            return ()
        asked: list[tuple[str, Question]] = []
        blank = Question(Intent.FIGURE, self._language, targets=(subject,))
        for measure in (Measure.FUNDING, Measure.PROJECTS):
            if measure is not shown and self._base.figure(subject, measure):
                asked.append((str(measure), blank.but(measure=measure)))
        if programme.projects and shown is not Aspect.NAMES:
            asked.append(("names", blank.but(intent=Intent.ASPECT, aspect=Aspect.NAMES)))
        if shown is not Aspect.AUDIENCE and shown is not None:
            asked.append(("audience", blank.but(intent=Intent.ASPECT, aspect=Aspect.AUDIENCE)))
        if shown in {None, Measure.FUNDING} and self._base.figure(subject, Measure.FUNDING):
            ranked = Question(Intent.COMPUTE, self._language, (subject,), Measure.FUNDING, operation=Operation.RANK)
            asked.append(("rank", ranked))
        name = self._say.short(subject)
        return tuple(
            Option(self._say(f"option_{key}", name=name), encode(question), self._say(f"button_{key}"))
            for key, question in asked[:MOST_OPTIONS]
        )

    def _answered(self, lines: Iterable[str], subjects: Iterable[str], options: tuple[Option, ...] = ()) -> Reply:
        text = "\n".join(line for line in lines if line)
        return Reply(Outcome.ANSWERED, self._language, text, self._known_programmes(subjects), options)

    def _known_programmes(self, subjects: Iterable[str]) -> tuple[str, ...]:
        """The programmes among `subjects`, each once; a project or organisation stands for its programmes."""
        found: dict[str, None] = {}
        for subject in subjects:
            tied = self._base.ties.get(subject, ())
            for key in (subject, *(p for tie in (subject, *tied) for p in self._programmes_of(tie))):
                if key in self._base.programmes:
                    found[key] = None
        return tuple(found)
