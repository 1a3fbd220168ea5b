"""Calculations in words, with their operands."""

from collections.abc import Iterable, Mapping
from functools import reduce

from bot.answering.answer import Averages, Compared, Computed, Included, Operand, Portion, Ranked
from bot.knowledge.base import INNOVIRIS
from bot.knowledge.model import Fact, Figure, Measure, Operation
from bot.wording.numbers import number
from bot.wording.phrases import Phrases, capital

ROUNDING = 1000  # a chart value nearer to the text's than this is only its rounding
FEW_TIMES, MANY_TIMES = 1.5, 100  # "x keer zoveel" is said between these


def lines(answer: Computed | Averages | Ranked | Compared | Included | Portion, say: Phrases) -> Iterable[str]:
    """The lines of a calculation's reply."""
    if isinstance(answer, Ranked):
        yield from _ranked(answer, say)
    elif isinstance(answer, Compared):
        yield from _compared(answer, say)
    elif isinstance(answer, Averages):
        yield from _averages(answer, say)
    elif isinstance(answer, Portion):
        yield from _portion(answer, say)
    elif isinstance(answer, Included):
        yield from _included(answer, say)
    else:
        yield from _computed(answer, say)
    yield say("source_report" if _is_printed(answer) else "own_calculation", year=say.base.document.year)


def _is_printed(answer: Computed | Averages | Ranked | Compared | Included | Portion) -> bool:
    """Whether nothing had to be calculated: no difference, an average of one."""
    if isinstance(answer, Computed):
        return answer.operation is Operation.AVERAGE and answer.operands[1].figure.value == 1
    return isinstance(answer, Included) or (isinstance(answer, Compared) and answer.difference is None)


def _computed(answer: Computed, say: Phrases) -> Iterable[str]:
    first = answer.operands[0]
    match answer.operation:
        case Operation.TOTAL:
            terms = _sum(answer.operands, answer, say)
            yield say("total", value=say.measured(answer.value, first), terms=terms)
        case Operation.AVERAGE:
            yield _average(answer, say)
            for most in answer.operands[2:]:
                below = say.amount(most.figure.value - answer.value)
                yield say("average_below", value=below, most=say.value(most.figure))
        case Operation.FULL:
            yield from _full(answer, say)
        case Operation.PER_YEAR:
            yield _mean(answer, say) if len(answer.operands) > 1 else _per_year(first, answer.value, say)
        case Operation.SHARE:
            yield _share(answer, say)
        case Operation.PART:
            yield _part(first, answer.value, say)
        case Operation.REMAINDER:
            yield _remainder(answer, say)
        case Operation.GROWTH:
            yield _growth(answer, say)
        case _:
            yield from _rate(answer, say)
    for one in answer.operands:
        if one.figure.note and answer.operation in {
            Operation.TOTAL,
            Operation.SHARE,
            Operation.REMAINDER,
            Operation.PER_YEAR,
        }:
            yield say("noted", name=say.short(one.subject), note=one.figure.note[say.language])


def _included(answer: Included, say: Phrases) -> Iterable[str]:
    part = answer.part
    yield say(
        "included_yes" if answer.inside else "included_no",
        name=say.called(part.subject),
        value=say.value(part.figure),
        own_year=part.figure.year,
        whole=say.value(answer.whole.figure),
        year=answer.whole.figure.year,
    )
    if part.figure.note:
        yield part.figure.note[say.language]


def _portion(answer: Portion, say: Phrases) -> Iterable[str]:
    if isinstance(answer.whole, Figure) and answer.operation is Operation.AVERAGE:
        value = say.measured(round(answer.value), Operand(answer.subject, answer.whole))
        whole = say.value(answer.whole)
        yield say("portion_each", value=value, whole=whole, part=number(answer.count, say.language))
        yield say.fact(answer.part)
        return
    share = answer.operation is Operation.SHARE
    yield say(
        "portion_share" if share else "portion_rest",
        value=say.percent(answer.value) if share else number(answer.value, say.language),
        part=number(answer.count, say.language),
        whole=number(answer.among, say.language),
    )
    yield say.fact(answer.part)
    if isinstance(answer.whole, Fact):
        yield say.fact(answer.whole)


def _averages(answer: Averages, say: Phrases) -> Iterable[str]:
    years = {average.operands[0].figure.year for average in answer.averages}
    for average in answer.averages:
        said = _average(average, say)
        year = average.operands[0].figure.year
        yield say("of_year", year=year, said=said[0].lower() + said[1:]) if len(years) > 1 else said
    if len(answer.averages) == 2:
        first, second = answer.averages
        value = say.amount(abs(first.value - second.value))
        if len(years) > 1:
            yield say("averages_up" if second.value > first.value else "averages_down", value=value)
        else:
            yield say("compared_difference", value=value)
            yield from _times({one.operands[0].subject: one.value for one in answer.averages}, say)


def _average(answer: Computed, say: Phrases) -> str:
    funding, counted, *_ = answer.operands
    amount = say.amount(answer.value)
    if counted.figure.value == 1:
        key = "average_one"
    else:
        key = "average_own" if funding.subject == INNOVIRIS or say.is_named(counted) else "average"
        amount = amount if answer.value == round(answer.value) else say("about", value=amount)
    return say(
        key,
        value=amount,
        noun=say.noun(counted.figure, one=True),
        name=say.called(funding.subject),
        funding=say.value(funding.figure),
        count=say.value(counted.figure),
    )


def _full(answer: Computed, say: Phrases) -> Iterable[str]:
    most, counted, funding = answer.operands
    yield say("full", value=say.amount(answer.value), count=say.value(counted.figure), most=say.value(most.figure))
    if less := answer.value - funding.figure.value:
        yield say("full_less", value=say.amount(abs(less)), funding=say.value(funding.figure))


def _mean(answer: Computed, say: Phrases) -> str:
    amount = say.amount(answer.value)
    return say(
        "mean",
        value=amount if answer.value == round(answer.value) else say("about", value=amount),
        name=say.called(answer.operands[0].subject),
        terms=_sum(answer.operands, answer, say),
        count=len(answer.operands),
    )


def _per_year(funding: Operand, value: float, say: Phrases) -> str:
    amount = say.amount(value)
    return say(
        "per_year",
        value=amount if value == round(value) else capital(say("about", value=amount)),
        name=say.called(funding.subject),
        funding=say.value(funding.figure),
        years=funding.figure.years,
    )


def _part(whole: Operand, value: float, say: Phrases) -> str:
    return say(
        "part",
        percent=say.percent(100 * value / whole.figure.value),
        value=say.amount(value),
        name=say.called(whole.subject),
        whole=say.value(whole.figure),
    )


def _remainder(answer: Computed, say: Phrases) -> str:
    whole, *parts = answer.operands
    return say(
        "remainder",
        value=say.measured(answer.value, whole),
        names=say.joined([say.called(one.subject) for one in parts]),
        name=say.called(whole.subject),
        whole=say.value(whole.figure),
        terms=_sum(parts, answer, say),
    )


def _share(answer: Computed, say: Phrases) -> str:
    *parts, whole = answer.operands
    part = parts[0]
    if len(parts) > 1:
        return say(
            "share_several",
            value=say.percent(answer.value, fixed=True),
            terms=_sum(parts, answer, say),
            whole_value=say.value(whole.figure),
        )
    key = "share_total" if whole.subject == INNOVIRIS else "share_family"
    return say(
        key if answer.measure is Measure.FUNDING else "share_count",
        value=say.percent(answer.value, fixed=True),
        part=say.called(part.subject),
        whole=say.called(whole.subject),
        year=part.figure.year or say.base.document.year,
        part_value=say.value(part.figure),
        whole_value=say.value(whole.figure),
    )


def _sum(operands: Iterable[Operand], answer: Computed, say: Phrases) -> str:
    terms = [_term(one, answer, say) for one in operands]
    return reduce(lambda first, second: say("plus", first=first, second=second), terms)


def _term(one: Operand, answer: Computed, say: Phrases) -> str:
    same = len({operand.subject for operand in answer.operands}) == 1
    key = "term_year" if same else "term"
    return say(key, value=say.value(one.figure), name=say.short(one.subject), year=one.figure.year)


def _growth(answer: Computed, say: Phrases) -> str:
    later, earlier = answer.operands
    percent = 100 * answer.value / earlier.figure.value
    sign = "+" if percent > 0 else "−"
    return say(
        "growth_up" if answer.value >= 0 else "growth_down",
        value=say.measured(abs(answer.value), later),
        percent=f"{sign}{say.percent(abs(percent))}",
        name=say.called(later.subject),
        earlier=earlier.figure.year,
        later=later.figure.year,
        earlier_value=say.value(earlier.figure),
        later_value=say.value(later.figure),
    )


def _rate(answer: Computed, say: Phrases) -> Iterable[str]:
    funded, handled = answer.operands
    rest = answer.operation is Operation.NOT_FUNDED
    key = f"{answer.operation}_own" if funded.subject == INNOVIRIS else str(answer.operation)
    yield say(
        key,
        funded=number(funded.figure.value, say.language),
        handled=say.value(handled.figure),
        name=say.called(funded.subject),
        value=number(answer.value, say.language) if rest else say.percent(answer.value),
    )
    if say.has(f"{key}_caveat"):
        yield say(f"{key}_caveat")


def _ranked(answer: Ranked, say: Phrases) -> Iterable[str]:
    year = next((one.figure.year for one in answer.operands if one.figure.year), say.base.document.year)
    measure = say.measure(answer.measure)
    scope = say("ranked_scope", name=say.called(answer.scope)) if answer.scope else ""
    if answer.excluded:
        scope += say("ranked_without", names=say.joined([say.called(key) for key in answer.excluded]))
    shown = answer.operands
    if answer.place is not None:
        own = answer.operands[0]
        name, value = say.called(own.subject), say.value(own.figure)
        yield say(
            "ranked_place",
            name=name,
            place=answer.place,
            of=answer.of,
            measure=measure,
            year=year,
            value=value,
        )
        shown = shown[1:]
    elif not shown:
        yield say("ranked_none", year=year)
    else:
        key = f"ranked_{answer.operation}"
        key = f"{key}_funding" if answer.measure is Measure.FUNDING else key
        yield say(key, year=year, measure=measure, scope=scope, **_bounds(answer, say))
    for place, one in enumerate(shown, 1):
        yield say("ranked_item", place=place, name=say.title(one.subject), value=say.value(one.figure))
    yield say("ranked_caveat")


def _bounds(answer: Ranked, say: Phrases) -> dict[str, str | int]:
    """The bounds of a threshold as they are written, and how many lie within them."""
    written = say.amount if answer.measure is Measure.FUNDING else lambda value: number(value, say.language)
    bounds = {"amount": answer.amount, "upper": answer.upper}
    return {"of": answer.of} | {key: written(value) for key, value in bounds.items() if value is not None}


def _compared(answer: Compared, say: Phrases) -> Iterable[str]:
    values = {one.subject: say.value(one.figure) for one in answer.operands}
    for subject in answer.told:
        summary = say.base.subjects[subject].summary[say.language]
        yield say("described", name=say.title(subject), summary=summary)
    if answer.told and values:
        yield capital(say("compared_measure", measure=say.measure(answer.measure)))
    for subject, value in values.items():
        yield say("compared_item", name=say.title(subject), value=value)
    for subject in answer.lacking if values else ():
        yield say("compared_lacking", name=say.called(subject))
    if answer.difference:
        yield say("compared_difference", value=say.measured(abs(answer.difference), answer.operands[0]))
        yield from _times({one.subject: one.figure.value for one in answer.operands}, say)


def _times(values: Mapping[str, float], say: Phrases) -> Iterable[str]:
    """How many times the one is of the other, where that says something."""
    (more, highest), (less, lowest) = sorted(values.items(), key=lambda item: -item[1])
    if lowest and FEW_TIMES <= highest / lowest < MANY_TIMES:
        times = number(highest / lowest, say.language, 1)
        yield say("compared_times", name=say.called(more), other=say.called(less), times=times)
