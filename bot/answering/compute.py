"""Calculations over figures; operands always come along."""

from collections.abc import Callable, Mapping
from functools import lru_cache

from bot.answering.answer import Answer, Averages, Compared, Computed, Included, NotKnown, Operand, Portion, Ranked
from bot.knowledge.base import INNOVIRIS, KnowledgeBase
from bot.knowledge.model import Figure, Measure, Operation
from bot.understanding.question import Question, Unknown

TOP = 3  # entries shown when no number was asked
PER = frozenset({Measure.BENEFICIARIES, Measure.VISITORS})  # what money may be divided by besides projects
ABOUT = ("about", "over")  # figures printed as "about" or "more than": not divided
RANKINGS = 64  # kept in order: of each measure by year and family
ONLY_NAMED = frozenset({"ipcei-batteries"})


def compute(question: Question, base: KnowledgeBase) -> Answer:
    """Carry out the operation of `question`; one that has no function of its own ranks."""
    if question.topics:
        return _portion(question, base)
    carried_out = BY_OPERATION.get(question.operation, _ranking)
    return carried_out(question, base)


def operand(base: KnowledgeBase, subject: str, measure: Measure, year: int | None = None) -> Operand | None:
    """The main figure of `subject` as an operand; one without a year holds for the report's.

    None also for projects, people and organisations, which have no figures to calculate with.
    """
    if subject not in base.subjects:
        return None
    figure = base.figure(subject, measure, year)
    if figure is None and year == base.document.year:
        figure = next((one for one in base.figures(subject, measure) if one.year is None), None)
    return None if figure is None else Operand(subject, figure)


def _lacking(question: Question, subject: str, measure: Measure, base: KnowledgeBase) -> NotKnown:
    """Why there is no such figure: that year is not in the report, or the measure is not."""
    near = operand(base, subject, measure)
    topic = Unknown.YEAR if near and question.year else Unknown.MEASURE
    near = near or operand(base, subject, Measure.FUNDING)
    return NotKnown(topic, subject, measure, question.year, (near,) if near else ())


def _measure(question: Question) -> Measure:
    return question.measure or Measure.FUNDING


def _total(question: Question, base: KnowledgeBase) -> Answer:
    measure = _measure(question)
    if len(question.targets) == 1:  # the same subject in several years
        subject = question.targets[0]
        figures = {f.year: f for f in reversed(base.figures(subject, measure))}
        found = [Operand(subject, figure) for _, figure in sorted(figures.items(), key=lambda item: item[0] or 0)]
    else:
        found = []
        for subject in question.targets:
            one = operand(base, subject, measure, question.year)
            if one is None:
                return _lacking(question, subject, measure, base)
            found.append(one)
    if not found:
        return _lacking(question, question.targets[0], measure, base)
    return Computed(Operation.TOTAL, measure, tuple(found), sum(one.figure.value for one in found))


def _averaged(question: Question, base: KnowledgeBase) -> Answer:
    """The average of one subject, or those of several or of several years."""
    several = len(question.targets) > 1 or question.years
    return _averages(question, base) if several else _average(question, base)


def _averages(question: Question, base: KnowledgeBase) -> Answer:
    if question.years:
        found = [_average(question.but(year=year), base) for year in question.years]
    else:
        found = [_average(question.but(targets=(subject,)), base) for subject in question.targets[:3]]
    averages = tuple(one for one in found if isinstance(one, Computed))
    return Averages(averages) if len(averages) == len(found) else next(one for one in found if one not in averages)


def _average(question: Question, base: KnowledgeBase) -> Answer:
    subject = question.targets[0] if question.targets else INNOVIRIS
    per = question.measure if question.measure in PER else Measure.PROJECTS
    funding = operand(base, subject, Measure.FUNDING, question.year)
    number = operand(base, subject, per, question.year)
    if funding is None:
        return _lacking(question, subject, Measure.FUNDING, base)
    exact = number is not None and (number.figure.qualifier not in ABOUT or per is Measure.VISITORS)
    if number is None or not exact or subject in ONLY_NAMED:
        return NotKnown(Unknown.MEASURE, subject, per, question.year, (funding,))
    most = operand(base, subject, Measure.MAX_SUPPORT) if per is Measure.PROJECTS else None
    value = funding.figure.value / number.figure.value
    below = (most,) if most and most.figure.value > value else ()
    return Computed(Operation.AVERAGE, per, (funding, number, *below), value)


def _full(question: Question, base: KnowledgeBase) -> Answer:
    """What it would be if each of those counted got the most, beside what was given."""
    subject = question.targets[0]
    measures = (Measure.MAX_SUPPORT, Measure.PROJECTS, Measure.FUNDING)
    found = [operand(base, subject, one, question.year) for one in measures]
    told = tuple(one for one in found if one)
    if len(told) < len(found):
        return _lacking(question, subject, Measure.MAX_SUPPORT, base)
    return Computed(Operation.FULL, Measure.FUNDING, told, told[0].figure.value * told[1].figure.value)


def _per_year(question: Question, base: KnowledgeBase) -> Answer:
    subject = question.targets[0]
    if question.years:
        found = [one for year in question.years if (one := operand(base, subject, Measure.FUNDING, year))]
        value = sum(one.figure.value for one in found) / len(found)
        return Computed(Operation.PER_YEAR, Measure.FUNDING, tuple(found), value)
    funding = operand(base, subject, Measure.FUNDING, question.year)
    if funding is None or funding.figure.years is None:
        return _lacking(question, subject, Measure.FUNDING, base)
    value = funding.figure.value / funding.figure.years
    return Computed(Operation.PER_YEAR, Measure.FUNDING, (funding,), value)


def _share(question: Question, base: KnowledgeBase) -> Answer:
    measure = _measure(question)
    programmes = [key for key in question.targets if key in base.programmes]
    families = [key for key in question.targets if key in base.families]
    parts = programmes or families or [INNOVIRIS]
    whole = families[0] if programmes and families else INNOVIRIS
    numerators = [one for part in parts if (one := operand(base, part, measure, question.year))]
    denominator = operand(base, whole, measure, question.year)
    if len(numerators) < len(parts) or denominator is None or whole in parts:
        return _lacking(question, parts[0], measure, base)
    if len(numerators) == 1 and numerators[0].figure.year not in {None, denominator.figure.year}:
        return Included(numerators[0], denominator)  # of another year: no part of that total
    value = 100 * sum(one.figure.value for one in numerators) / denominator.figure.value
    return Computed(Operation.SHARE, measure, (*numerators, denominator), value)


def _part(question: Question, base: KnowledgeBase) -> Answer:
    """So many percent of a figure."""
    subject = question.targets[0] if question.targets else INNOVIRIS
    whole = operand(base, subject, Measure.FUNDING, question.year)
    if whole is None or question.amount is None:
        return _lacking(question, subject, Measure.FUNDING, base)
    return Computed(Operation.PART, Measure.FUNDING, (whole,), whole.figure.value * question.amount / 100)


def _remainder(question: Question, base: KnowledgeBase) -> Answer:
    """What is left of the first target's amount without those of the others."""
    found = []
    for subject in question.targets:
        one = operand(base, subject, Measure.FUNDING, question.year)
        if one is None:
            return _lacking(question, subject, Measure.FUNDING, base)
        found.append(one)
    whole, *parts = found
    if other := next((one for one in parts if one.figure.year != whole.figure.year), None):
        return Included(other, whole)  # of another year: no part of that total
    value = whole.figure.value - sum(one.figure.value for one in parts)
    return Computed(Operation.REMAINDER, Measure.FUNDING, tuple(found), value)


def _portion(question: Question, base: KnowledgeBase) -> Answer:
    """The share of a count in the whole that it is part of, the rest of that, or a figure divided by the count."""
    subject, part_id = question.topics[0].split("/")
    facts = {fact.id: fact for fact in base.subjects[subject].facts}
    part = facts[part_id]
    of = question.measure if question.operation is Operation.AVERAGE else part.part_of
    whole = facts.get(of or "") or base.figure(subject, Measure(of or ""), question.year)
    if whole is None:
        return _lacking(question, subject, Measure(of or ""), base)
    assert whole.value is not None and part.value is not None  # the rules see to it
    return Portion(subject, question.operation or Operation.SHARE, part, whole, part.value, whole.value)


def _included(question: Question, base: KnowledgeBase) -> Answer:
    """Whether a subject's amount counts in what Innoviris gave in all."""
    subject = question.targets[0]
    part = operand(base, subject, Measure.FUNDING, question.year)
    whole = operand(base, INNOVIRIS, Measure.FUNDING)
    if part is None or part.figure.year is None or whole is None:
        return _lacking(question, subject, Measure.FUNDING, base)
    return Included(part, whole)


def _rate(question: Question, base: KnowledgeBase) -> Answer:
    subject = question.targets[0] if question.targets else INNOVIRIS
    operation = question.operation or Operation.SUCCESS_RATE
    funded = operand(base, subject, Measure.PROJECTS, question.year)
    handled = operand(base, subject, Measure.APPLICATIONS, funded.figure.year if funded else None)
    exact = handled is not None and handled.figure.qualifier not in ABOUT
    if funded is None or handled is None or not exact:
        near = tuple(one for one in (funded, handled) if one)
        return NotKnown(operation, subject, Measure.APPLICATIONS, question.year, near)
    value = (
        handled.figure.value - funded.figure.value
        if operation is Operation.NOT_FUNDED
        else 100 * funded.figure.value / handled.figure.value
    )
    return Computed(operation, Measure.PROJECTS, (funded, handled), value)


def _growth(question: Question, base: KnowledgeBase) -> Answer:
    subject, measure = question.targets[0], _measure(question)
    by_year: dict[int, Figure] = {}
    for figure in base.figures(subject, measure) if subject in base.subjects else ():
        if figure.year is not None:
            by_year.setdefault(figure.year, figure)
    if len(by_year) < 2:
        near = operand(base, subject, measure)
        return NotKnown(Operation.GROWTH, subject, measure, None, (near,) if near else ())
    later, earlier = sorted(by_year, reverse=True)[:2]
    pair = (Operand(subject, by_year[later]), Operand(subject, by_year[earlier]))
    return Computed(Operation.GROWTH, measure, pair, by_year[later].value - by_year[earlier].value)


def _compare(question: Question, base: KnowledgeBase) -> Answer:
    measure = _measure(question)
    found, lacking = [], []
    targets = question.targets[:3] or _at_places(question, base)
    for subject in targets:
        one = operand(base, subject, measure, question.year)
        found.append(one) if one else lacking.append(subject)
    plain = question.measure is None and question.year in {None, base.document.year}
    told = tuple(key for key in targets if key in base.subjects) if plain else ()
    if not found and not told:
        return _lacking(question, (*targets, INNOVIRIS)[0], measure, base)
    difference = found[0].figure.value - found[1].figure.value if len(found) == 2 and not lacking else None
    return Compared(measure, tuple(found), tuple(lacking), difference, told)


def _ranking(question: Question, base: KnowledgeBase) -> Answer:
    measure, operation = _measure(question), question.operation or Operation.HIGHEST
    families = [key for key in question.targets if key in base.families]
    single = [key for key in question.targets if key in base.programmes]
    scope = families[0] if len(families) == 1 else None
    among = families if len(families) > 1 else single if len(single) > 1 and not scope else ()
    year = question.year or base.document.year
    found = _among(question, base, measure, scope, tuple(among))
    if not found:
        topic = Unknown.YEAR if question.year else Unknown.MEASURE
        return NotKnown(topic, scope or INNOVIRIS, measure, question.year)
    if question.amount is not None and operation in HOLDS:
        return _within(question, measure, scope, found, question.amount)
    if question.places:
        return _at_place(question, measure, scope, found)
    if single and operation is Operation.RANK:
        some = among or question.excluded
        places = _numbered(found) if some else _places(base, measure, year, scope)
        place = places.get(single[0])
        if place is None:
            return _lacking(question, single[0], measure, base)
        return Ranked(operation, measure, scope, (found[place - 1], *found[:TOP]), place, len(found))
    count = question.top or (len(among) if families else TOP) or TOP
    return Ranked(operation, measure, scope, found[:count], None, len(found), excluded=question.excluded)


def _among(
    question: Question, base: KnowledgeBase, measure: Measure, scope: str | None, among: tuple[str, ...]
) -> tuple[Operand, ...]:
    """Those that are ranked, in order: the members of a family or all programmes, or just `among`; none excluded."""
    lowest = question.operation is Operation.LOWEST
    year = question.year or base.document.year
    pool = among if set(among) & base.families.keys() else base.members(scope) if scope else tuple(base.programmes)
    found = _ordered(base, measure, year, pool, lowest)
    return tuple(one for one in found if (not among or one.subject in among) and one.subject not in question.excluded)


def _at_place(question: Question, measure: Measure, scope: str | None, found: tuple[Operand, ...]) -> Answer:
    """Who stands at the place asked; from below when the lowest are ranked."""
    asked = question.places[0]
    number = asked if asked > 0 else len(found) + 1 + asked
    if not 1 <= number <= len(found):
        return NotKnown(Unknown.MEASURE, scope or INNOVIRIS, measure, question.year)
    highest = found[::-1] if question.operation is Operation.LOWEST else found
    one = found[number - 1]
    place = highest.index(one) + 1
    return Ranked(Operation.RANK, measure, scope, (one, *highest[:TOP]), place, len(found))


def _at_places(question: Question, base: KnowledgeBase) -> tuple[str, ...]:
    """The programmes at the places between which is compared; a place beyond the last is that of none."""
    found = _ordered(base, _measure(question), question.year or base.document.year, tuple(base.programmes), False)
    numbers = [place - 1 if place > 0 else place for place in question.places]
    return tuple(found[n].subject for n in numbers if -len(found) <= n < len(found))


@lru_cache(maxsize=RANKINGS)
def _ordered(
    base: KnowledgeBase, measure: Measure, year: int, pool: tuple[str, ...], lowest: bool
) -> tuple[Operand, ...]:
    """Those of `pool` that have the figure: highest or lowest first, equals by their ids."""
    found = [one for key in pool if (one := operand(base, key, measure, year)) is not None]
    sign = 1 if lowest else -1
    return tuple(sorted(found, key=lambda one: (sign * one.figure.value, one.subject)))


@lru_cache(maxsize=RANKINGS)
def _places(base: KnowledgeBase, measure: Measure, year: int, family: str | None) -> Mapping[str, int]:
    """The place of each programme, the highest first; 1 and up."""
    pool = base.members(family) if family else tuple(base.programmes)
    return _numbered(_ordered(base, measure, year, pool, lowest=False))


def _numbered(ordered: tuple[Operand, ...]) -> dict[str, int]:
    return {one.subject: place for place, one in enumerate(ordered, 1)}


HOLDS: Mapping[Operation | None, Callable[[float, float, float], bool]] = {
    Operation.LESS_THAN: lambda value, bound, _: value < bound,
    Operation.AT_LEAST: lambda value, bound, _: value >= bound,
    Operation.AT_MOST: lambda value, bound, _: value <= bound,
    Operation.EXACTLY: lambda value, bound, _: value == bound,
    Operation.BETWEEN: lambda value, bound, upper: bound <= value <= upper,
    Operation.MORE_THAN: lambda value, bound, _: value > bound,
}  # whether a value lies within the bounds of a threshold


def _within(
    question: Question, measure: Measure, scope: str | None, found: tuple[Operand, ...], amount: float
) -> Ranked:
    """Those whose figure lies within the bounds asked."""
    operation, upper = question.operation or Operation.MORE_THAN, question.upper
    holds = HOLDS[operation]
    kept = tuple(one for one in found if holds(one.figure.value, amount, amount if upper is None else upper))
    return Ranked(operation, measure, scope, kept, None, len(kept), amount, upper, question.excluded)


BY_OPERATION: Mapping[Operation | None, Callable[[Question, KnowledgeBase], Answer]] = {
    Operation.TOTAL: _total,
    Operation.ADD: _total,
    Operation.AVERAGE: _averaged,
    Operation.PER_YEAR: _per_year,
    Operation.SHARE: _share,
    Operation.PART: _part,
    Operation.FULL: _full,
    Operation.REMAINDER: _remainder,
    Operation.INCLUDED: _included,
    Operation.SUCCESS_RATE: _rate,
    Operation.NOT_FUNDED: _rate,
    Operation.GROWTH: _growth,
    Operation.DIFFERENCE: _compare,
    Operation.COMPARE: _compare,
}
