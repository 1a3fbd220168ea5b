"""Calculations in words, with their operands."""

from collections.abc import Iterable
from functools import reduce

from bot.answering.answer import Compared, Computed, Operand, Ranked
from bot.knowledge.model import Operation
from bot.wording.numbers import number
from bot.wording.phrases import Phrases

ROUNDING = 1000  # a chart value nearer to the text's than this is only its rounding
FEW_TIMES, MANY_TIMES = 1.5, 100  # "x keer zoveel" is said between these


def lines(answer: Computed | Ranked | Compared, say: Phrases) -> Iterable[str]:
    """The lines of a calculation's reply."""
    if isinstance(answer, Ranked):
        yield from _ranked(answer, say)
    elif isinstance(answer, Compared):
        yield from _compared(answer, say)
    else:
        yield from _computed(answer, say)
    yield say("own_calculation", year=say.base.document.year)


def _computed(answer: Computed, say: Phrases) -> Iterable[str]:
    first, *others = answer.operands
    name = say.called(first.subject)
    match answer.operation:
        case Operation.TOTAL:
            terms = reduce(
                lambda first, second: say("plus", first=first, second=second),
                [_term(one, answer, say) for one in answer.operands],
            )
            yield say("total", value=say.measured(answer.value, first), terms=terms)
        case Operation.AVERAGE:
            noun = say.noun(others[0].figure, one=True)
            funding, count = say.value(first.figure), say.value(others[0].figure)
            amount = say.amount(answer.value)
            yield say("average", value=amount, noun=noun, name=name, funding=funding, count=count)
        case Operation.SHARE:
            whole = say("whole_total") if others[0].subject == "innoviris" else say.called(others[0].subject)
            yield say(
                "share",
                value=say.percent(answer.value),
                whole=whole,
                part=name,
                part_value=say.value(first.figure),
                whole_value=say.value(others[0].figure),
            )
        case Operation.GROWTH:
            yield _growth(answer, say)
        case _:
            yield from _rate(answer, say)
    for one in answer.operands:
        if one.figure.note and answer.operation in {Operation.TOTAL, Operation.SHARE}:
            yield one.figure.note[say.language]


def _term(one: Operand, answer: Computed, say: Phrases) -> str:
    same = len({operand.subject for operand in answer.operands}) == 1
    key = "term_year" if same else "term"
    return say(key, value=say.value(one.figure), name=say.called(one.subject), year=one.figure.year)


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
    name = say.called(funded.subject)
    if answer.operation is Operation.NOT_FUNDED:
        value = number(answer.value, say.language)
        numbers = {"funded": number(funded.figure.value, say.language), "handled": say.value(handled.figure)}
        yield say("not_funded", value=value, name=name, **numbers)
        yield say("not_funded_caveat")
    else:
        yield say(
            "success_rate",
            funded=number(funded.figure.value, say.language),
            handled=say.value(handled.figure),
            name=name,
            value=say.percent(answer.value),
        )
        yield say("success_rate_caveat")


def _ranked(answer: Ranked, say: Phrases) -> Iterable[str]:
    year, measure = say.base.document.year, say.measure(answer.measure)
    scope = say("ranked_scope", name=say.called(answer.scope)) if answer.scope else ""
    shown = answer.operands
    if answer.place is not None:
        own = answer.operands[0]
        name, value = say.title(own.subject), say.value(own.figure)
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
        amount = say.amount(answer.amount) if answer.amount is not None else ""
        yield say(f"ranked_{answer.operation}", year=year, measure=measure, scope=scope, amount=amount)
    for place, one in enumerate(shown, 1):
        yield say("ranked_item", place=place, name=say.title(one.subject), value=say.value(one.figure))
    yield say("ranked_caveat")


def _compared(answer: Compared, say: Phrases) -> Iterable[str]:
    values = {one.subject: say.value(one.figure) for one in answer.operands}
    for subject in answer.told:
        summary = say.base.subjects[subject].summary[say.language]
        yield say("described", name=say.title(subject), summary=summary)
    if answer.told and values:
        yield f"{say.measure(answer.measure).capitalize()}:"
    for subject, value in values.items():
        yield say("compared_item", name=say.title(subject), value=value)
    for subject in answer.lacking if values else ():
        yield say("compared_lacking", name=say.called(subject))
    if answer.difference:
        first, second = answer.operands
        yield say("compared_difference", value=say.measured(abs(answer.difference), first))
        more, less = sorted((first.figure.value, second.figure.value), reverse=True)
        if less and FEW_TIMES <= more / less < MANY_TIMES:
            yield say("compared_times", times=number(more / less, say.language, 1))
