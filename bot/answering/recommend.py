"""Which programmes fit a profile best, and why."""

from bot.answering.answer import AskNeed, Recommended, Suggestion
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.model import Asker, Fit, Need
from bot.understanding.question import Profile

MOST = 3  # programmes proposed
# What a programme's own weight (1-3) for a need or theme is worth.
NEED_WORTH = {1: 0.8, 2: 1.8, 3: 3.0}
THEME_WORTH = {1: 0.4, 2: 0.9, 3: 1.5}
NAMED_WORTH = 2.5
RESEMBLANCE = 2.0  # a programme whose own texts hold all of the message's words
ALIKE = 0.35  # resemblance from which a programme is proposed without a need or theme that it serves
STATED, IMPLIED, OTHER = (
    1.5,
    0.8,
    -2.0,
)  # the kind of asker: stated in the report, only in its examples, neither
COMMON_NEEDS = (Need.EXPERTISE, Need.DEVELOPMENT, Need.MARKET, Need.SOCIAL_INNOVATION)


def recommend(profile: Profile, base: KnowledgeBase) -> Recommended | AskNeed:
    """The best fits for `profile`; a question back when it holds neither need nor theme."""
    suggestions = [
        suggestion
        for key, programme in base.programmes.items()
        if programme.fit and key not in profile.excluded
        if (suggestion := _suggest(key, programme.fit, profile)) is not None
    ]
    suggestions.sort(key=lambda one: (-one.score, one.programme))
    best = tuple(suggestions[:MOST])
    told = profile.needs or profile.themes or profile.named
    if not best or not (told or any(resembling >= ALIKE for _, resembling in profile.resembling)):
        return AskNeed(_needs_of(profile.askers, base), profile.askers[0] if profile.askers else None)
    return Recommended(best)


def _suggest(key: str, fit: Fit, profile: Profile) -> Suggestion | None:
    needs = [need for need, _ in profile.needs if need in fit.needs]
    themes = [theme for theme, _ in profile.themes if theme in fit.themes]
    score = sum(NEED_WORTH[fit.needs[need]] * said for need, said in profile.needs if need in fit.needs)
    score += sum(THEME_WORTH[fit.themes[theme]] * said for theme, said in profile.themes if theme in fit.themes)
    score += NAMED_WORTH * (key in profile.named)
    resembling = dict(profile.resembling).get(key, 0.0)
    if score <= 0 and resembling < ALIKE:
        return None
    score += RESEMBLANCE * resembling
    asker, worth = _asker(fit, profile.askers)
    if score + worth <= 0:
        return None
    stated = asker in fit.askers.stated
    return Suggestion(key, score + worth, tuple(needs), tuple(themes), asker, stated)


def _asker(fit: Fit, askers: tuple[Asker, ...]) -> tuple[Asker | None, float]:
    """The kind of asker that fits best, and what it is worth; unknown never excludes."""
    for listed, worth in ((fit.askers.stated, STATED), (fit.askers.implied, IMPLIED)):
        for asker in askers:
            if asker in listed:
                return asker, worth
    return None, OTHER if askers else 0.0


def _needs_of(askers: tuple[Asker, ...], base: KnowledgeBase) -> tuple[Need, ...]:
    """The needs, at most four, for which programmes for this kind of asker are the first choice."""
    found: dict[Need, None] = {}
    for programme in base.programmes.values():
        fit = programme.fit
        if fit and any(asker in (*fit.askers.stated, *fit.askers.implied) for asker in askers):
            found |= {need: None for need, weight in fit.needs.items() if weight == max(NEED_WORTH)}
    return tuple(found)[:4] or COMMON_NEEDS
