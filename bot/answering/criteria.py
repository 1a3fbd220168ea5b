"""A programme held against a profile, criterion by criterion: yes, no or unknown, and what that is worth."""

from bot.answering.answer import Criterion, Reason, Suggestion, Verdict
from bot.knowledge.model import Asker, Fit
from bot.understanding.question import FADED, Profile

# What a programme's own weight (1-3) for a need or theme is worth.
NEED_WORTH = {1: 0.8, 2: 1.8, 3: 3.0}
THEME_WORTH = {1: 0.4, 2: 0.9, 3: 1.5}
FURTHER = 0.5  # what a second field counts against the first: plans touch many by the way
NAMED_WORTH = 2.5
RESEMBLANCE = 2.0  # a programme whose own texts hold all of the message's words
ALIKE = 0.35  # resemblance from which a programme is proposed without a need or theme that it serves
PLANS_WORTH = 4.0  # a programme for which all the words of the message were told before, each of one word
OF_OTHERS = 0.4  # likeness to the plans of others from which a programme is proposed without anything else
# The kind of asker: stated in the report, only in its examples, neither.
STATED, IMPLIED, OTHER = 1.5, 0.8, -2.0


def judge(key: str, fit: Fit, profile: Profile) -> Suggestion:
    """The programme `key` with every reason for and against it."""
    by_name = _name(key, profile), _words(key, profile), _plans(key, profile)
    return Suggestion(key, (_need(fit, profile), _theme(fit, profile), *by_name, _asker(fit, profile)))


def _need(fit: Fit, profile: Profile) -> Reason:
    served = [(need, said) for need, said in profile.needs if need in fit.needs]
    leaning = [(need, said) for need, said in profile.leaning if need in fit.needs]
    worth = sum(NEED_WORTH[fit.needs[need]] * said for need, said in (*served, *leaning))
    wanted = profile.wanted
    now = tuple(need for need, said in served if said > FADED)  # what was said before needs no repeating
    told = now or tuple(need for need, _ in served if need in wanted) if served else wanted
    return Reason(Criterion.NEED, _verdict(bool(served), bool(profile.needs)), worth, told)


def _theme(fit: Fit, profile: Profile) -> Reason:
    served = [(theme, said) for theme, said in profile.themes if theme in fit.themes]
    worths = sorted((THEME_WORTH[fit.themes[theme]] * said for theme, said in served), reverse=True)
    worth = sum(one * FURTHER**place for place, one in enumerate(worths))
    told = tuple(theme for theme, _ in served or profile.themes)
    return Reason(Criterion.THEME, _verdict(bool(served), bool(profile.themes)), worth, told)


def _name(key: str, profile: Profile) -> Reason:
    if key in profile.excluded:
        return Reason(Criterion.NAME, Verdict.NO)
    named = key in profile.named
    return Reason(Criterion.NAME, Verdict.YES if named else Verdict.UNKNOWN, NAMED_WORTH * named)


def _words(key: str, profile: Profile) -> Reason:
    resembling = dict(profile.resembling).get(key, 0.0)
    alike = Verdict.YES if resembling >= ALIKE else Verdict.UNKNOWN
    return Reason(Criterion.WORDS, alike, RESEMBLANCE * resembling)


def _plans(key: str, profile: Profile) -> Reason:
    """Whether others who told their plans in such words were served by it."""
    alike = dict(profile.alike).get(key, 0.0)
    return Reason(Criterion.PLANS, Verdict.YES if alike >= OF_OTHERS else Verdict.UNKNOWN, PLANS_WORTH * alike)


def _asker(fit: Fit, profile: Profile) -> Reason:
    """The kind of asker that fits best; unknown never excludes."""
    for listed, worth, stated in ((fit.askers.stated, STATED, True), (fit.askers.implied, IMPLIED, False)):
        told = tuple(asker for asker in profile.askers if asker in listed)
        if told:
            return Reason(Criterion.ASKER, Verdict.YES, worth, told, stated)
    against = OTHER if profile.askers else 0.0
    return Reason(Criterion.ASKER, _verdict(False, bool(profile.askers)), against, profile.askers)


def _verdict(holds: bool, known: bool) -> Verdict:
    return Verdict.YES if holds else Verdict.NO if known else Verdict.UNKNOWN


def kinds_of(fit: Fit) -> tuple[Asker, ...]:
    """The kinds of asker that the report names or suggests."""
    return (*fit.askers.stated, *fit.askers.implied)
