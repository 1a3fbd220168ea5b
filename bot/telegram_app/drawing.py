"""`python -m bot.telegram_app.drawing`: a chart as JSON on standard input → a PNG on standard output.

A process of its own: the bot neither waits for matplotlib nor keeps its memory.
"""

import json
import sys
import textwrap
from io import BytesIO
from itertools import groupby
from typing import Any

WIDTH, DPI = 6.0, 180  # inches, dots an inch: 1080 pixels, the width of a telephone
ROW, HEAD, FOOT = 0.34, 0.42, 0.5  # inches: a bar, a line of the title with what is around it, the source
ROOMY, FEW = 0.5, 8  # inches for a bar while there are only so many
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7")  # Okabe and Ito: told apart by the colour-blind too
INK, PALE = "#222222", "#666666"
LABEL_WIDTH, TITLE_WIDTH = 24, 44  # characters in a line
HEADING = (0.04 - 0.42) / 0.44  # where the title begins, in widths of the bars' part


def draw(chart: dict[str, Any]) -> bytes:
    """Draw horizontal bars, in groups with a heading of their own; the amount stands behind each bar."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415  (slow)
    from matplotlib.figure import Figure  # noqa: PLC0415

    rows = _rows(chart["bars"])
    title = textwrap.fill(chart["title"], TITLE_WIDTH)
    head = HEAD + 0.3 * (1 + title.count("\n"))
    each = ROOMY if len(rows) <= FEW else ROW
    height = head + FOOT + each * sum(1 + 0.5 * row["label"].count("\n") for row in rows)
    figure = Figure(figsize=(WIDTH, height), dpi=DPI, facecolor="white")
    FigureCanvasAgg(figure)
    figure.text(0.04, 1 - 0.18 / height, title, fontsize=15, fontweight="bold", color=INK, va="top")
    figure.text(0.04, 1 - (head - 0.12) / height, chart["unit"], fontsize=11, color=PALE)
    figure.text(0.04, 0.16 / height, chart["source"], fontsize=9, color=PALE)
    axes = figure.add_axes((0.42, FOOT / height, 0.44, 1 - (head + FOOT) / height))
    _bars(axes, rows)
    written = BytesIO()
    figure.savefig(written, format="png")
    return written.getvalue()


def _rows(bars: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The bars with a row before each group for its heading, when it has one."""
    rows: list[dict[str, Any]] = []
    several = len({bar["group"] for bar in bars}) > 1  # one group is what the title says
    for number, (group, members) in enumerate(groupby(bars, key=lambda bar: bar["group"])):
        colour = COLOURS[number % len(COLOURS)]
        if several:
            rows.append({"label": "", "heading": group, "value": 0, "shown": "", "colour": colour})
        for bar in members:
            rows.append({**bar, "label": textwrap.fill(bar["label"], LABEL_WIDTH), "heading": "", "colour": colour})
    return rows


def _bars(axes: Any, rows: list[dict[str, Any]]) -> None:
    at, places = 0.0, []
    for row in rows:
        tall = 1 + 0.5 * row["label"].count("\n")
        places.append(at + tall / 2)
        at += tall
    axes.barh(places, [row["value"] for row in rows], height=0.62, color=[row["colour"] for row in rows])
    axes.set_ylim(at, 0)
    axes.set_axis_off()
    across = axes.get_yaxis_transform()
    for place, row in zip(places, rows, strict=True):
        axes.text(row["value"], place, f" {row['shown']}", fontsize=11, color=INK, va="center")
        axes.text(-0.03, place, row["label"], transform=across, fontsize=11, color=INK, va="center", ha="right")
        axes.text(
            HEADING, place, row["heading"], transform=across, fontsize=12, fontweight="bold", color=INK, va="center"
        )


if __name__ == "__main__":
    sys.stdout.buffer.write(draw(json.load(sys.stdin)))
