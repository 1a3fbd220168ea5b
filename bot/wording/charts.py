"""What a chart shows, in the words of one language: title, bars, and a caption that says the figures."""

from dataclasses import dataclass

from bot.knowledge.model import Figure, Language, Measure, Picture
from bot.wording.numbers import number
from bot.wording.phrases import Phrases

MILLION = 1_000_000
IN_CAPTION = 5  # bars that a caption tells; the rest stands in the picture


@dataclass(frozen=True)
class Bar:
    """One bar; those with the same `group` stand together."""

    group: str
    label: str
    value: float  # euro
    shown: str  # in the chart's unit


@dataclass(frozen=True)
class Chart:
    """All that is drawn, and the text that goes with it."""

    picture: Picture
    language: Language
    title: str
    unit: str
    source: str
    bars: tuple[Bar, ...]
    caption: str


def chart(picture: Picture, say: Phrases) -> Chart:
    """The chart `picture` in the language of `say`."""
    year = say.base.document.year
    bars = {Picture.BUDGETS: _budgets, Picture.FAMILIES: _families, Picture.YEARS: _years}[picture](say)
    title = say(f"chart_{picture}", year=year, before=year - 1, names=say.joined(_groups(bars)))
    told = sorted(bars, key=lambda bar: -bar.value)[:IN_CAPTION] if picture is Picture.BUDGETS else bars
    lines = [say("chart_line", name=_name(bar, picture), value=say.amount(bar.value)) for bar in told]
    rest = len(bars) - len(told)
    more = [say("chart_more", count=rest)] if rest else []
    if picture is Picture.BUDGETS:
        lacking = len(say.base.programmes) - len(bars)
        more += [say("chart_lacking", count=lacking, year=year)] if lacking else []
        more.append(say("chart_text_first"))
    source = say("source_report", year=year)
    caption = "\n".join((f"**{title}**", *lines, *more, source))
    return Chart(picture, say.language, title, say("chart_unit"), source, tuple(bars), caption)


def _name(bar: Bar, picture: Picture) -> str:
    return f"{bar.group} {bar.label}" if picture is Picture.YEARS else bar.label


def _groups(bars: list[Bar]) -> list[str]:
    return list(dict.fromkeys(bar.group for bar in bars))


def _bar(group: str, label: str, figure: Figure, say: Phrases) -> Bar:
    return Bar(group, label, float(figure.value), number(figure.value / MILLION, say.language, 2, fixed=True))


def _budgets(say: Phrases) -> list[Bar]:
    """Every programme with an amount, by family, highest first."""
    bars = []
    for family in say.base.families:
        own = [
            _bar(say.title(family), say.short(key), figure, say)
            for key in say.base.members(family)
            if (figure := say.base.figure(key, Measure.FUNDING, say.base.document.year))
        ]
        bars += sorted(own, key=lambda bar: -bar.value)
    return bars


def _families(say: Phrases) -> list[Bar]:
    found = [(key, say.base.figure(key, Measure.FUNDING, say.base.document.year)) for key in say.base.families]
    bars = [_bar("", say.title(key), figure, say) for key, figure in found if figure]
    return sorted(bars, key=lambda bar: -bar.value)


def _years(say: Phrases) -> list[Bar]:
    """The programmes of which the report gives an amount for its own year and for the one before."""
    year = say.base.document.year
    bars = []
    for key in say.base.programmes:
        figures = [say.base.figure(key, Measure.FUNDING, one) for one in (year - 1, year)]
        if all(figures):
            bars += [_bar(say.called(key), str(figure.year), figure, say) for figure in figures if figure]
    return bars
