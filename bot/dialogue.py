"""The moves of the advice dialogue: what a message is for the step that waits for an answer. Pure."""

from dataclasses import dataclass, replace

from bot.answering.steps import chosen, labels
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.model import Language
from bot.understanding.question import Context, Intent, Profile, Question, Slot, Step
from bot.understanding.scene import Scene
from bot.understanding.text import stem, words

MOST_ASIDES = 2  # questions in between after which the step is let go
ADVISING = frozenset({Intent.RECOMMEND, Intent.CHOOSE, Intent.EXPLAIN, Intent.SUPPOSE})


@dataclass(frozen=True)
class Label:
    """A choice that was typed; `whole`: with all the words of its button."""

    slot: Slot
    value: str
    whole: bool


def begin(language: Language) -> Question:
    """The first step, whatever the chat was about before."""
    return Question(Intent.RECOMMEND, language, guided=True)


def move(question: Question, context: Context, base: KnowledgeBase, scene: Scene | None = None) -> Question:
    """The question with what the dialogue makes of it; `scene` when it was typed, not tapped."""
    if question.intent is Intent.CHOOSE:
        return _choose(question, context, base)
    if question.intent is Intent.CHAT:
        return _lead(question, context)
    if question.intent is Intent.RECOMMEND and not question.profile:
        return replace(question, guided=True)
    if context.step is None or scene is None:
        return question
    label = _typed(context.step, scene, base)
    if label is not None and (label.whole or not _answers(scene)):
        return _choose(replace(question, topics=(label.slot, label.value)), context, base)
    if _answers(scene) and question.intent not in {Intent.SUPPOSE, Intent.COMPUTE}:
        profile = context.profile.merged(scene.profile)
        trail = (*context.trail, Step(context.step, context.profile))
        return _asking(question, profile, trail, guided=not scene.profile.wanted)
    return question


def resumed(question: Question, context: Context) -> Question | None:
    """The step again, after something else was asked; None when none waits, or it was let go."""
    if context.step is None or question.intent in ADVISING or context.asides >= MOST_ASIDES:
        return None
    if question.intent is Intent.CHAT and question.topics == ("stop",):
        return None
    return _asking(question, context.profile, context.trail, guided=True)


def _choose(question: Question, context: Context, base: KnowledgeBase) -> Question:
    """A choice for a slot: it replaces what was told there; a step before it is taken back."""
    slot, value = Slot(question.topics[0]), question.topics[1]
    profile = chosen(context.profile, slot, value, base) or context.profile
    slots = [step.slot for step in context.trail]
    before = context.trail[: slots.index(slot)] if slot in slots else context.trail
    return _asking(question, profile, (*before, Step(slot, context.profile)), guided=True)


def _lead(question: Question, context: Context) -> Question:
    """Small talk that leads through the dialogue: it is not known, back, once more; anything else stays what it is."""
    topic = question.topics[0]
    if topic == "unsure" and context.step is not None:
        trail = (*context.trail, Step(context.step, context.profile))
        return _asking(question, context.profile, trail, guided=True)
    if topic == "restart" and (context.step is not None or context.profile):
        return begin(question.language)
    if topic == "back" and context.trail:
        last = context.trail[-1]
        return _asking(question, last.profile, context.trail[:-1], guided=True)
    if topic == "back" and context.step is not None:
        return _asking(question, context.profile, (), guided=True)
    return question


def _asking(question: Question, profile: Profile, trail: tuple[Step, ...], *, guided: bool) -> Question:
    return Question(Intent.RECOMMEND, question.language, profile=profile, trail=trail, guided=guided)


def _answers(scene: Scene) -> bool:
    """Whether the message tells of the asker rather than asking something."""
    side_by_side = len(scene.named.subjects) > 1  # to be compared
    return bool(scene.profile) and not scene.plain and not scene.named.things and not side_by_side


def _typed(asked: Slot, scene: Scene, base: KnowledgeBase) -> Label | None:
    """The one choice whose label holds every word that was typed: of the step that was asked, or of another."""
    typed, language = set(scene.stems.values()), scene.reading.language
    if not typed or scene.named.anything or scene.plain:
        return None
    for slot in (asked, *Slot):
        told = [
            (value, {stem(word, language) for word in words(label[language])}) for value, label in labels(slot, base)
        ]
        found = [Label(slot, value, typed == said) for value, said in told if typed <= said]
        if found:
            return found[0] if len(found) == 1 else None
    return None
