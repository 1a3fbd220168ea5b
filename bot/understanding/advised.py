"""What is asked of advice that was given: why this one, why not that one, and what if."""

from dataclasses import replace

from bot.knowledge.base import KnowledgeBase
from bot.understanding.concepts import Kind
from bot.understanding.question import Intent, Profile, Question
from bot.understanding.scene import Scene, tokens_of

ADVISED = frozenset({Intent.RECOMMEND, Intent.EXPLAIN, Intent.SUPPOSE})
FEW = 5  # words of a message that only adds something
MOST_OTHER = 1  # words besides the name and the "why" that nobody taught the bot


def about_advice(scene: Scene, base: KnowledgeBase) -> Question | None:
    """A question about the advice that the chat holds; None when there is none, or it asks something else."""
    if not scene.context.profile:
        return None
    return _supposed(scene) or _explained(scene, base) or _more(scene)


def _supposed(scene: Scene) -> Question | None:
    """Another profile, only to see: "en als we een vzw waren?"."""
    if not (scene.reading.has(Kind.SUPPOSING) and scene.profile) or scene.plain or scene.named.anything:
        return None
    before, told = scene.context.profile, scene.profile
    if told.askers:
        profile = replace(before, askers=told.askers, resembling=(), alike=(), named=())
    elif told.needs:
        profile = replace(before, needs=told.needs, resembling=(), alike=(), named=())
    else:
        profile = replace(before, themes=told.themes, resembling=(), alike=(), named=())
    changed = (profile.askers, profile.needs, profile.themes) != (before.askers, before.needs, before.themes)
    return scene.question.but(intent=Intent.SUPPOSE, profile=profile, before=before) if changed else None


def _more(scene: Scene) -> Question | None:
    """Right after advice, a few words that only add to the profile: "een prototype", "voor een vzw"."""
    if scene.context.intent not in ADVISED or len(scene.reading.tokens) > FEW or not scene.profile:
        return None
    if scene.plain or scene.named.anything or scene.named.unknowns or scene.words or scene.asking:
        return None
    profile = scene.context.profile.merged(scene.profile)
    return scene.question.but(intent=Intent.RECOMMEND, profile=profile)


def _explained(scene: Scene, base: KnowledgeBase) -> Question | None:
    """Why a programme is proposed or not: the one that is named, or that was proposed first."""
    asked, fitting = scene.reading.has(Kind.QUESTION, "why"), tokens_of(scene.reading, Kind.FITTING)
    if not (asked or fitting) or scene.asking - fitting or scene.named.things:
        return None
    named = [key for key in (*scene.named.subjects, *scene.named.excluded) if key in base.programmes]
    if len(scene.words) > MOST_OTHER or (not named and scene.informative - fitting):
        return None
    targets = tuple(named[:1]) or (scene.context.targets[:1] if asked else ())
    if not targets or targets[0] not in base.programmes or base.programmes[targets[0]].fit is None:
        return None  # what is no support for anybody is described, not weighed
    profile = _without(scene.context.profile, targets[0])
    negation = base.profiles[scene.reading.language].negation
    doubted = not scene.reading.texts.isdisjoint(negation)
    return scene.question.but(intent=Intent.EXPLAIN, targets=targets, profile=profile, doubted=doubted)


def _without(profile: Profile, key: str) -> Profile:
    """The profile as it was told before this question named `key`."""
    return replace(profile, excluded=tuple(one for one in profile.excluded if one != key))
