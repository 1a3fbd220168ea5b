"""What a chat is about once a question has been answered."""

from dataclasses import replace

from bot.answering.answer import (
    Answer,
    AskStep,
    AspectOf,
    Choice,
    Compared,
    FigureOf,
    Listed,
    ProjectTold,
    Ranked,
    Recommended,
    Supposed,
    Told,
)
from bot.dialogue import ADVISING
from bot.knowledge.base import INNOVIRIS, KnowledgeBase
from bot.knowledge.model import Measure
from bot.understanding.evidence import EXTREMES
from bot.understanding.question import Context, Intent, Profile, Question, Slot, Step

FORGETFUL = frozenset({Intent.CHAT, Intent.CLARIFY})  # what leaves the chat's context as it was
ENDING, RESTARTING = ("stop",), ("restart",)  # the small talk that ends the advice, or the chat so far


BESIDE = AspectOf | Compared | FigureOf | Listed | Told  # what lists others without being about the first of them


def following(context: Context, question: Question, answered: Answer, base: KnowledgeBase) -> Context:
    """What the chat is about after this answer."""
    if question.intent is Intent.CHAT and question.topics == RESTARTING:
        return Context()
    if question.intent is Intent.CHAT and question.topics == ENDING:
        return replace(context, step=None, trail=(), asides=0, profile=Profile())
    if isinstance(answered, Choice):
        measure = question.measure or context.measure
        return replace(context, intent=Intent.CLARIFY, offered=answered.targets, measure=measure)
    if question.intent in FORGETFUL:
        return replace(context, asides=context.asides + 1) if context.step else context
    targets, earlier = (question.thing,) if question.thing else question.targets, context.earlier
    offered = _offered(answered, base)
    if isinstance(answered, ProjectTold):
        targets = (answered.project,)
    elif offered and not isinstance(answered, BESIDE):
        targets = offered[:1]
        earlier = _ranked_before(context, question, offered) if isinstance(answered, Ranked) else earlier
    targets = tuple(target for target in targets if target != INNOVIRIS)
    if (
        isinstance(answered, Told)
        and len(offered) == 1
        and (not targets or _is_described(offered[0], context, question, base))
    ):
        targets = offered  # a fact of the whole report about one programme, or of a programme about one project
    step, trail, asides = _advised(context, question, answered)
    told = isinstance(answered, AskStep | Recommended)
    kept = not offered or (isinstance(answered, Compared) and set(offered) <= set(context.offered))
    return Context(
        targets=targets or context.targets,
        measure=question.measure or context.measure,
        aspect=question.aspect,
        operation=question.operation,
        year=question.year or (None if question.intent is Intent.COMPUTE else context.year),
        intent=question.intent,
        profile=question.profile if told else context.profile,
        topics=question.topics if question.intent is Intent.FACT else (),
        earlier=_earlier(context, targets, earlier),
        offered=context.offered if kept else offered,
        step=step,
        trail=trail,
        asides=asides,
        amount=answered.amount if isinstance(answered, Ranked) else None,
        scope=answered.scope if isinstance(answered, Ranked) else _scope(context, targets),
    )


def _is_described(told: str, context: Context, question: Question, base: KnowledgeBase) -> bool:
    """Whether the chat came to a programme by what its project `told` does, not by the programme's name."""
    spoken = (*question.profile.named, *context.targets)
    return told in base.projects and question.targets[0] in base.programmes and question.targets[0] not in spoken


def _advised(context: Context, question: Question, answered: Answer) -> tuple[Slot | None, tuple[Step, ...], int]:
    """Where the advice stands, what led there, and the questions since: what it asks now, or asked before these."""
    match answered:
        case AskStep(slot):
            return slot, question.trail, 0
        case Recommended():
            return None, question.trail, 0
    if question.intent in ADVISING:
        return None, context.trail, 0
    return context.step, context.trail if context.step else (), context.asides + 1


def _offered(answered: Answer, base: KnowledgeBase) -> tuple[str, ...]:
    """The programmes or projects that were listed, named, or told side by side."""
    if isinstance(answered, Told):
        return tuple(dict.fromkeys(key for fact in answered.facts for key in base.named_in(fact, answered.subject)))
    if isinstance(answered, FigureOf):
        return base.projects_of(answered.subject) if answered.figure.measure is Measure.PROJECTS else ()
    if isinstance(answered, AspectOf | Listed):
        return answered.listed
    if isinstance(answered, Recommended | Supposed):
        return tuple(suggestion.programme for suggestion in answered.suggestions)
    if isinstance(answered, Compared):
        return answered.told or (*(one.subject for one in answered.operands), *answered.lacking)
    if isinstance(answered, Ranked) and answered.place is None:
        return tuple(one.subject for one in answered.operands)
    return ()


def _ranked_before(context: Context, question: Question, offered: tuple[str, ...]) -> tuple[str, ...]:
    """Those behind the first; behind the least, the most that was told just before: "het verschil tussen die twee?"."""
    both = {context.operation, question.operation} == EXTREMES
    return context.targets if both else offered[1:]


def _scope(context: Context, targets: tuple[str, ...]) -> str | None:
    """The family that was ranked, while the chat is about one of those ranked."""
    return context.scope if set(targets) <= set(context.offered) else None


def _earlier(context: Context, targets: tuple[str, ...], earlier: tuple[str, ...]) -> tuple[str, ...]:
    """What the chat was about before `targets`."""
    if earlier != context.earlier or not targets or targets == context.targets:
        return earlier
    return context.targets
