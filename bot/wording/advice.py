"""Advice in words: what is proposed and why, what is asked first, why not, and what if."""

from collections.abc import Iterable, Iterator

from bot.answering.answer import AskStep, Criterion, Explained, Recommended, Suggestion, Supposed, Verdict
from bot.answering.criteria import kinds_of
from bot.answering.steps import labels
from bot.knowledge.model import Asker, Fit, Need, Theme
from bot.understanding.question import Intent, Profile, Question
from bot.wording.options import encode
from bot.wording.phrases import Phrases
from bot.wording.reply import Option

MOST_LABELS = 3  # kinds or needs that a sentence names


def recommended(answer: Recommended, say: Phrases) -> Iterator[str]:
    """What is proposed, with the reasons; what there is instead when nothing fits."""
    askers = answer.profile.askers[:1]
    if not (answer.suggestions or answer.profile):
        yield say("recommend_nothing_told")
        return
    if not answer.suggestions:
        key = f"recommend_none_{askers[0] if askers else 'asker'}"
        yield say(key if say.has(key) else "recommend_none", asker=_askers(askers, say))
    else:
        yield from _list(answer.suggestions, say, nearest=answer.nearest and bool(askers))
    if answer.instead:
        names = say.joined([f"**{say.title(key)}**" for key in answer.instead])
        yield say("recommend_instead", asker=_askers(askers, say), names=names)
    yield caveat(say)


def caveat(say: Phrases) -> str:
    """That the report is of one year, and that the office decides."""
    document = say.base.document
    return say("recommend_caveat", year=document.year, address=document.address)


def step(answer: AskStep, say: Phrases) -> tuple[str, tuple[Option, ...]]:
    """The question of a step, and its buttons: the choices, then the ways out."""
    noted = _noted(answer.profile, say)
    lines = [say("step_noted", noted=noted)] if noted else []
    lines += [say(f"step_{answer.slot}"), *([say("step_hint")] if answer.first else [])]
    blank = Question(Intent.CHOOSE, say.language)
    choices = [
        Option(label[say.language], encode(blank.but(topics=(answer.slot, value))))
        for value, label in labels(answer.slot, say.base)
        if value in answer.choices
    ]
    ways = ("unsure", "stop") if answer.first else ("unsure", "back", "stop")
    out = [Option(say(f"option_{way}"), encode(blank.but(intent=Intent.CHAT, topics=(way,)))) for way in ways]
    return " ".join(lines), (*choices, *out)


def explained(answer: Explained, say: Phrases) -> Iterator[str]:
    """Where a programme stands in what is proposed, and what speaks for and against it."""
    one = answer.suggestion
    name = say.title(one.programme)
    place = "explain_place_after_all" if answer.doubted else "explain_place"
    yield say(place, name=name, place=answer.place) if answer.place else say("explain_not", name=name)
    reasons = [*why(one, say), *against(one, say)] if answer.place else against(one, say) or [*why(one, say)]
    yield " ".join(reasons)
    if answer.best and not (answer.place or against(one, say)):
        yield say("explain_better", best=say.title(answer.best))
    if one.reason(Criterion.ASKER).verdict is Verdict.UNKNOWN:
        yield say("explain_asker_unknown")
    yield caveat(say)


def supposed(answer: Supposed, say: Phrases) -> Iterator[str]:
    """What would be proposed, and what is won and lost by it."""
    yield say("suppose_head", told=_noted(answer.changed, say))
    yield from list(_list(answer.suggestions, say, nearest=False))[1:]
    if answer.won:
        yield say("suppose_won", names=say.joined([f"**{say.title(key)}**" for key in answer.won]))
    for one in answer.lost:
        yield say("suppose_lost", name=say.title(one.programme), why=" ".join(against(one, say))).strip()
    if not (answer.won or answer.lost):
        yield say("suppose_same")
    yield caveat(say)


def _list(suggestions: tuple[Suggestion, ...], say: Phrases, *, nearest: bool) -> Iterator[str]:
    shared = {suggestion.needs[:2] for suggestion in suggestions}
    needs = shared.pop() if len(shared) == 1 and len(suggestions) > 1 else ()
    asker = suggestions[0].reason(Criterion.ASKER).told[:1]
    if nearest:
        yield say("recommend_head_nearest", asker=_askers(map(Asker, asker), say))
    else:
        yield say("recommend_head_need", needs=_needs(needs, say)) if needs else say("recommend_head")
    for place, one in enumerate(suggestions, 1):
        fit = _fit(one, say)
        reasons = [*why(one, say, told=bool(needs)), *_not_for(one, say)]
        name, gives = say.title(one.programme), fit.gives[say.language]
        yield say("recommend_item", place=place, name=name, gives=gives, why=" ".join(reasons)).strip()


def why(one: Suggestion, say: Phrases, *, told: bool = False) -> Iterator[str]:
    """What speaks for a programme; the needs only when they are not `told` above."""
    if one.needs:
        if not told:
            yield say("why_need", needs=_needs(one.needs[:2], say))
    elif one.themes:
        yield say("why_theme", themes=_themes(one.themes[:2], say))
    if one.asker:
        yield say("why_stated" if one.stated else "why_implied", asker=_askers((one.asker,), say))


def against(one: Suggestion, say: Phrases) -> list[str]:
    """What speaks against it: whom the report names instead, what it is for instead."""
    fit, said = _fit(one, say), []
    need, theme = one.reason(Criterion.NEED), one.reason(Criterion.THEME)
    if one.reason(Criterion.NAME).verdict is Verdict.NO:
        said.append(say("against_excluded"))
    said += _not_for(one, say)
    if need.verdict is Verdict.NO and need.told:
        most = [key for key, weight in fit.needs.items() if weight == max(fit.needs.values())]
        wanted = _needs(map(Need, need.told[:2]), say)
        said.append(say("against_need", serves=_needs(most[:2], say), needs=wanted))
    if theme.verdict is Verdict.NO and fit.themes:
        said.append(say("against_theme", themes=_themes(list(fit.themes)[:MOST_LABELS], say)))
    return said


def _not_for(one: Suggestion, say: Phrases) -> list[str]:
    """That the report names other kinds of asker."""
    asker = one.reason(Criterion.ASKER)
    if asker.verdict is not Verdict.NO:
        return []
    whom = say.joined([_asker(key, say) for key in kinds_of(_fit(one, say))[:MOST_LABELS]], "names_or")
    return [say("against_asker", whom=whom, asker=_askers(map(Asker, asker.told[:1]), say))]


def _noted(profile: Profile, say: Phrases) -> str:
    """What is known of the asker, in labels."""
    askers = profile.askers[:1] if len(profile.askers) == 1 else ()
    group = [
        one.label[say.language].lower() for one in say.base.choices.kinds if set(one.members) == set(profile.askers)
    ]
    told = [_askers(askers, say)] if askers else group
    told += [_needs(profile.wanted[:2], say)] if profile.wanted else []
    told += [_themes([theme for theme, _ in profile.themes[:2]], say)] if profile.themes else []
    return ", ".join(told)


def _fit(one: Suggestion, say: Phrases) -> Fit:
    fit = say.base.programmes[one.programme].fit
    assert fit is not None
    return fit


def _asker(asker: Asker, say: Phrases) -> str:
    return say.base.profiles[say.language].askers[asker].label


def _askers(askers: Iterable[Asker], say: Phrases) -> str:
    return say.joined([_asker(asker, say) for asker in askers])


def _needs(needs: Iterable[Need], say: Phrases) -> str:
    return say.joined([say.base.profiles[say.language].needs[need].label for need in needs])


def _themes(themes: Iterable[Theme], say: Phrases) -> str:
    return say.joined([say.base.profiles[say.language].themes[theme].label for theme in themes])
