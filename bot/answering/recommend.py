"""Which programmes fit a profile best, and why; which do not, and what a change would bring."""

from collections.abc import Callable

from bot.answering.answer import AskStep, Criterion, Explained, Recommended, Suggestion, Supposed, Verdict
from bot.answering.criteria import ALIKE, OF_OTHERS, THEME_WORTH, judge, kinds_of
from bot.answering.steps import next_step
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.model import Fit
from bot.understanding.question import Intent, Profile, Question, Slot

MOST = 3  # programmes proposed
TOLD = (Criterion.NEED, Criterion.THEME, Criterion.NAME)
OWN_FIELD = 0.9 * THEME_WORTH[3]  # what a field is worth to a programme that is there for it


def advise(question: Question, base: KnowledgeBase) -> Recommended | AskStep | Explained | Supposed:
    """What to advise; a choice by itself, without the chat that it was made in, is all that is known."""
    match question.intent:
        case Intent.EXPLAIN:
            return explain(question, base)
        case Intent.SUPPOSE:
            return suppose(question, base)
        case _:
            return recommend(question, base)


def recommend(question: Question, base: KnowledgeBase) -> Recommended | AskStep:
    """The best fits for the profile; a step of the dialogue when it tells too little."""
    profile, asked = question.profile, tuple(step.slot for step in question.trail)
    found = ranked(profile, base)
    told = _settled(profile, asked) if question.guided else found and _enough(profile, found)
    if not (told or question.guided) and profile.themes and _to_visit(profile, base):
        return Recommended((), profile, _to_visit(profile, base))
    return (not told and next_step(profile, asked, base)) or _proposed(profile, found, base)


def ranked(profile: Profile, base: KnowledgeBase) -> tuple[Suggestion, ...]:
    """Every programme that something speaks for, best first; equals in the order of their ids."""
    speaks = _speaking_for(profile)
    judged = (
        judge(key, programme.fit, profile)
        for key, programme in base.programmes.items()
        if programme.fit and key not in profile.excluded and speaks(key, programme.fit)
    )
    scored = sorted((-one.score, one.programme, one) for one in judged)
    return tuple(one for score, _, one in scored if score < 0)


def _speaking_for(profile: Profile) -> Callable[[str, Fit], bool]:
    """Whether anything but the kind of asker speaks for a programme; or that, when nothing else was told."""
    needs = {need for need, _ in profile.needs}
    themes = {theme for theme, _ in profile.themes}
    named = {*profile.named, *(key for key, resembling in profile.resembling if resembling >= ALIKE)}
    named |= {key for key, alike in profile.alike if alike >= OF_OTHERS}
    askers = set() if needs or themes or profile.named else set(profile.askers)

    def speaks(key: str, fit: Fit) -> bool:
        if key in named or not needs.isdisjoint(fit.needs) or not themes.isdisjoint(fit.themes):
            return True
        return bool(askers) and not askers.isdisjoint(kinds_of(fit))

    return speaks


def explain(question: Question, base: KnowledgeBase) -> Explained:
    """Why the programme is proposed for the profile, or why it is not."""
    key, profile = question.targets[0], question.profile
    best = [one.programme for one in _best(ranked(profile, base))]
    fit = base.programmes[key].fit
    assert fit is not None
    place = best.index(key) + 1 if key in best else 0
    return Explained(judge(key, fit, profile), profile, place, best[0] if best else None, question.doubted)


def suppose(question: Question, base: KnowledgeBase) -> Supposed:
    """What another profile would be proposed, against the one before."""
    now, then = (_best(ranked(profile, base)) for profile in (question.before, question.profile))
    before, after = ({one.programme for one in found} for found in (now, then))
    won = tuple(one.programme for one in then if one.programme not in before)
    gone = [(key, base.programmes[key].fit) for key in (one.programme for one in now) if key not in after]
    lost = tuple(judge(key, fit, question.profile) for key, fit in gone if fit)
    return Supposed(_changed(question.before, question.profile), then, won, lost)


def _changed(before: Profile, after: Profile) -> Profile:
    return Profile(
        after.askers if after.askers != before.askers else (),
        after.needs if after.needs != before.needs else (),
        after.themes if after.themes != before.themes else (),
    )


def _enough(profile: Profile, found: tuple[Suggestion, ...]) -> bool:
    """Whether a plan was told, and not only who asks; a field is one when a programme is there for it."""
    return bool(profile.wanted or profile.named) or any(
        one.reason(Criterion.WORDS).verdict is Verdict.YES or one.reason(Criterion.THEME).worth >= OWN_FIELD
        for one in found
    )


def _to_visit(profile: Profile, base: KnowledgeBase) -> tuple[str, ...]:
    """What there is for askers for whom the report describes nothing to apply for."""
    groups = [one for one in base.choices.kinds if one.instead and set(profile.askers) & set(one.members)]
    return tuple(key for group in groups for key in group.instead if key in base.programmes)


def _settled(profile: Profile, asked: tuple[Slot, ...]) -> bool:
    """Whether the dialogue knows what for, and who or at least that it asked."""
    return bool(profile.wanted) and (bool(profile.askers) or Slot.KIND in asked)


def _best(found: tuple[Suggestion, ...]) -> tuple[Suggestion, ...]:
    """Those proposed: where the first serves what was told, none that only uses the same words."""
    serving = (one for one in found if any(one.reason(kind).verdict is Verdict.YES for kind in TOLD))
    return tuple(serving if found and found[0].needs else found)[:MOST]


def _proposed(profile: Profile, found: tuple[Suggestion, ...], base: KnowledgeBase) -> Recommended:
    """The best; when none is for such an asker, or none serves the need, also what there is for such an asker."""
    best = _best(found)
    if any(not one.blocked for one in best):
        return Recommended(best, profile)
    alone = Profile(askers=profile.askers, excluded=profile.excluded)
    others = _to_visit(profile, base) or tuple(one.programme for one in ranked(alone, base) if not one.blocked)
    instead = tuple(key for key in others if key not in {one.programme for one in best})
    return Recommended(best, profile, instead[:MOST] if profile.askers else ())
