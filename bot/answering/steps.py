"""The dialogue's next step: the one question that splits the programmes that are still possible best."""

from collections.abc import Iterator, Mapping
from typing import TypeVar

from bot.answering.answer import AskStep
from bot.answering.criteria import kinds_of
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.model import Asker, AskerGroup, Fit, Need, NeedGroup, Text, Theme
from bot.understanding.question import GUESSED, Profile, Slot

MOST_STEPS = 4  # taps
MOST_CHOICES = 7  # buttons that a step offers, besides those that lead out of it
FEW = 3  # programmes that need no further step: all of them are proposed

Member = TypeVar("Member", bound=str)
Fits = Mapping[str, Fit]
Choices = dict[str, frozenset[str]]  # what may be chosen, and the programmes that stay possible then


def next_step(profile: Profile, asked: tuple[Slot, ...], base: KnowledgeBase) -> AskStep | None:
    """The step after those `asked`; None when no step tells more."""
    left = _left(profile, base)
    named = any(set(profile.askers) & set(fit.askers.stated) for fit in left.values())
    if len(left) <= FEW and not (named or profile.wanted):  # the report does not speak of such an asker
        left = _left(Profile(needs=profile.needs, excluded=profile.excluded), base)
    if len(asked) >= MOST_STEPS or len(left) <= FEW:
        return None
    steps = [
        (_expected(choices, left), slot, choices)
        for slot, choices in _steps(profile, asked, left, base)
        if slot not in asked and 2 <= len(choices) <= MOST_CHOICES
    ]
    if not steps:
        return None
    _, slot, choices = min(steps, key=lambda one: one[0])
    return AskStep(slot, tuple(choices), profile, first=not asked)


def _left(profile: Profile, base: KnowledgeBase) -> dict[str, Fit]:
    """The programmes that are still possible, with when they fit."""
    fits = {key: base.programmes[key].fit for key in possible(profile, base)}
    return {key: fit for key, fit in fits.items() if fit is not None}


def possible(profile: Profile, base: KnowledgeBase) -> tuple[str, ...]:
    """The programmes that nothing told excludes: not the kind of asker, not the need."""
    return tuple(
        key
        for key, programme in base.programmes.items()
        if programme.fit
        and key not in profile.excluded
        and (not profile.askers or set(profile.askers) & set(kinds_of(programme.fit)))
        and (not profile.needs or {need for need, _ in profile.needs} & set(programme.fit.needs))
    )


def chosen(profile: Profile, slot: Slot, value: str, base: KnowledgeBase) -> Profile | None:
    """The profile with `value` in `slot`; None when there is no such choice."""
    try:
        return _chosen(profile, slot, value, base)
    except (ValueError, KeyError):
        return None


def labels(slot: Slot, base: KnowledgeBase) -> Iterator[tuple[str, Text]]:
    """What can be chosen in a step, each with what its button says."""
    choices = base.choices
    match slot:
        case Slot.KIND:
            yield from ((group.id, group.label) for group in choices.kinds)
        case Slot.AREA:
            yield from ((group.id, group.label) for group in choices.areas)
        case Slot.ASKER:
            yield from (item for group in choices.kinds for item in group.members.items())
        case Slot.NEED:
            yield from (item for group in choices.areas for item in group.members.items())
        case Slot.THEME:
            yield from choices.themes.items()


def _chosen(profile: Profile, slot: Slot, value: str, base: KnowledgeBase) -> Profile:
    askers, needs, themes = profile.askers, profile.needs, profile.themes
    match slot:
        case Slot.KIND:
            askers = tuple({group.id: group for group in base.choices.kinds}[value].members)
        case Slot.ASKER:
            askers = (Asker(value),)
        case Slot.AREA:
            group = {group.id: group for group in base.choices.areas}[value]
            needs = tuple((need, GUESSED) for need in group.members)
        case Slot.NEED:
            needs = ((Need(value), 1.0),)
        case Slot.THEME:
            themes = ((Theme(value), 1.0),)
    return Profile(askers, needs, themes, named=profile.named, excluded=profile.excluded)


def _steps(
    profile: Profile, asked: tuple[Slot, ...], left: Fits, base: KnowledgeBase
) -> Iterator[tuple[Slot, Choices]]:
    """Every step that can be asked, with its choices; the field only of who can't say what for."""
    if not profile.askers:
        yield Slot.KIND, _of_groups(base.choices.kinds, left)
    elif _is_group(profile.askers, base.choices.kinds):
        yield Slot.ASKER, _served({asker: _for_asker(asker, left) for asker in profile.askers})
    if profile.wanted:
        return
    if not profile.needs:
        yield Slot.AREA, _of_groups(base.choices.areas, left)
    offered = [need for group in base.choices.areas for need in group.members]
    guessed = {need for need, _ in profile.needs} or set(offered)
    yield Slot.NEED, _served({need: _for_need(need, left) for need in offered if need in guessed})
    last_resort = {Slot.AREA, Slot.NEED} & set(asked) and (profile.askers or Slot.KIND in asked)
    if last_resort and not (profile.needs or profile.themes):
        themes = _served({one: _for_theme(one, left) for one in base.choices.themes})
        most = sorted(themes.items(), key=lambda item: -len(item[1]))
        yield Slot.THEME, dict(most[:MOST_CHOICES])


def _is_group(askers: tuple[Asker, ...], kinds: tuple[AskerGroup, ...]) -> bool:
    return len(askers) > 1 and any(set(askers) == set(group.members) for group in kinds)


def _of_groups(groups: tuple[AskerGroup, ...] | tuple[NeedGroup, ...], left: Fits) -> Choices:
    found = {}
    for group in groups:
        serving = (_for_asker(one, left) if isinstance(one, Asker) else _for_need(one, left) for one in group.members)
        found[group.id] = frozenset[str]().union(*serving)
    return _served(found)


def _served(choices: Mapping[Member, frozenset[str]]) -> Choices:
    """The choices that leave a programme."""
    return {str(key): programmes for key, programmes in choices.items() if programmes}


def _for_asker(asker: Asker, left: Fits) -> frozenset[str]:
    return frozenset(key for key, fit in left.items() if asker in kinds_of(fit))


def _for_need(need: Need, left: Fits) -> frozenset[str]:
    return frozenset(key for key, fit in left.items() if need in fit.needs)


def _for_theme(theme: Theme, left: Fits) -> frozenset[str]:
    return frozenset(key for key, fit in left.items() if theme in fit.themes)


def _expected(choices: Choices, left: Fits) -> float:
    """How many programmes stay possible after an answer, on average over the programmes that may be meant."""
    total = 0.0
    for key in left:
        sizes = [len(programmes) for programmes in choices.values() if key in programmes]
        total += sum(sizes) / len(sizes) if sizes else len(left)
    return total / len(left)
