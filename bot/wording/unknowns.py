"""What is not known, in words: which part, and what is near."""

from collections.abc import Iterable

from bot.answering.answer import NotKnown, Operand
from bot.knowledge.base import INNOVIRIS
from bot.knowledge.model import Aspect, Measure
from bot.understanding.question import Unknown
from bot.wording.phrases import Phrases


def lines(answer: NotKnown, say: Phrases) -> Iterable[str]:
    """The lines of a reply that says what is not in the report."""
    yield _what(answer, say)
    if answer.person:
        person = say.base.people[answer.person][0].person
        named = say("person", person=person.name, role=person.role[say.language])
        yield say("unknown_role_other", person=named.rstrip("."))
    if answer.near:
        yield say("unknown_near", figures=say.joined([_near(one, say) for one in answer.near]))
    if answer.topic not in {Unknown.NOTHING, Unknown.WISH, "off_topic"}:
        yield say("unknown_ask_office", address=say.base.document.address)


def _what(answer: NotKnown, say: Phrases) -> str:
    name = say.called(answer.subject) if answer.subject else say.called("innoviris")
    document = say.base.document
    match answer.topic:
        case Unknown.NOTHING | Unknown.WISH | Unknown.RESTRICTED:
            return say(f"unknown_{answer.topic}")
        case Unknown.YEAR:
            key = "unknown_year_measure" if answer.subject and answer.measure else "unknown_year_subject"
            key = key if answer.subject else "unknown_year"
            return say(key, name=name, report_year=document.year, year=answer.year)
        case Unknown.MEASURE if answer.measure:
            return say(f"unknown_measure_{answer.measure}", name=name)
        case Unknown.SHARE_OF_PROJECT | Unknown.WHEN | Unknown.WHERE:
            return say(f"unknown_{answer.topic}", name=say.quoted(answer.subject) if answer.subject else name)
        case Unknown.ROLE:
            return say("unknown_role", role=" ".join(answer.words))
        case "others":
            names = [say.in_quotes(project.name) for project in say.base.subjects[answer.subject or ""].projects]
            return say("unknown_others", name=name, names=say.joined(names) or "-")
        case Unknown.WORDS | "off_topic":
            return say("unknown_words", year=document.year)
    if answer.topic in {*Aspect, "success_rate", "not_funded", "growth"}:
        return say(f"unknown_{answer.topic}", name=name)
    return say("unknown_label", label=say.base.vocabularies[say.language].unknowns[answer.topic].label)


def _near(one: Operand, say: Phrases) -> str:
    figure = one.figure
    key = "near_figure" if figure.year else "near_figure_plain"
    value = say.value(figure)
    if figure.year and (one.subject == INNOVIRIS or say.is_named(one)):
        key = "near_figure_own" if figure.unit else "near_count"
        if one.subject == INNOVIRIS and figure.measure is Measure.PROJECTS:
            value = say("card_projects_own", value=value)
    name, measure = say.called(one.subject), say.measure(figure.measure)
    return say(key, value=value, name=name, measure=measure, year=figure.year)
