"""What a chat is about once a question has been answered."""

from dataclasses import replace

from bot.answering.answer import Answer, AskStep, AspectOf, Choice, Listed, ProjectTold, Ranked, Recommended, Supposed
from bot.dialogue import ADVISING
from bot.knowledge.base import INNOVIRIS
from bot.understanding.question import Context, Intent, Profile, Question

FORGETFUL = frozenset({Intent.CHAT, Intent.CLARIFY})  # what leaves the chat's context as it was
ENDING = ("stop",)  # the small talk that ends the advice


def following(context: Context, question: Question, answered: Answer) -> Context:
    """What the chat is about after this answer."""
    if question.intent is Intent.CHAT and question.topics == ENDING:
        return replace(context, step=None, trail=(), asides=0, profile=Profile())
    if question.intent in FORGETFUL or isinstance(answered, Choice):
        return replace(context, asides=context.asides + 1) if context.step else context
    targets, earlier = (question.thing,) if question.thing else question.targets, context.earlier
    offered = _offered(answered)
    if isinstance(answered, ProjectTold):
        targets = (answered.project,)
    elif offered and not isinstance(answered, AspectOf | Listed):
        targets, earlier = offered[:1], offered[1:]
    targets = tuple(target for target in targets if target != INNOVIRIS)
    after = Context(
        targets=targets or context.targets,
        measure=question.measure or context.measure,
        aspect=question.aspect,
        operation=question.operation,
        year=question.year or context.year,
        intent=question.intent,
        profile=context.profile,
        topics=question.topics if question.intent is Intent.FACT else (),
        earlier=_earlier(context, targets, earlier),
        offered=offered or context.offered,
    )
    return _advised(context, after, question, answered)


def _advised(context: Context, after: Context, question: Question, answered: Answer) -> Context:
    """The same with where the advice stands: what it asks now, or what it asked before something else came up."""
    match answered:
        case AskStep(slot):
            return replace(after, profile=question.profile, step=slot, trail=question.trail)
        case Recommended():
            return replace(after, profile=question.profile, trail=question.trail)
    if question.intent in ADVISING:
        return replace(after, trail=context.trail)
    return replace(after, step=context.step, trail=context.trail if context.step else (), asides=context.asides + 1)


def _offered(answered: Answer) -> tuple[str, ...]:
    """The programmes or projects that were listed."""
    if isinstance(answered, AspectOf | Listed):
        return answered.listed
    if isinstance(answered, Recommended | Supposed):
        return tuple(suggestion.programme for suggestion in answered.suggestions)
    if isinstance(answered, Ranked) and answered.place is None:
        return tuple(one.subject for one in answered.operands)
    return ()


def _earlier(context: Context, targets: tuple[str, ...], earlier: tuple[str, ...]) -> tuple[str, ...]:
    """What the chat was about before `targets`."""
    if earlier != context.earlier or not targets or targets == context.targets:
        return earlier
    return context.targets
