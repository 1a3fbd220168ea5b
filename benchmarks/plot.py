"""The comparison as a picture."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from benchmarks.compare import BOT, Measured
from benchmarks.sizes import Size

COLOURS = {  # Okabe and Ito: told apart by the colour-blind too
    BOT: "#0072B2",
    "RapidFuzz WRatio": "#E69F00",
    "RapidFuzz token_set_ratio": "#D55E00",
    "bm25s": "#009E73",
    "Tantivy": "#CC79A7",
}
INK = "#222222"


def draw(found: Sequence[Measured], sizes: Sequence[Size], file: Path) -> None:
    """How right against how fast, and how the time grows; written to `file` as PNG."""
    figure = Figure(figsize=(11, 4.4), dpi=120, facecolor="white", layout="constrained")
    FigureCanvasAgg(figure)
    right, growth = figure.subplots(1, 2)
    _right(right, found)
    _growth(growth, sizes)
    figure.savefig(file, format="png")


def _right(axes: Any, found: Sequence[Measured]) -> None:
    for one in found:
        share, colour = one.right["questions"], COLOURS[one.name]
        axes.scatter(one.spread.median, share, s=90, color=colour)
        axes.annotate(
            one.name, (one.spread.median, share), (0, 9), textcoords="offset points", ha="center", color=colour
        )
    axes.set(
        xscale="log", ylim=(0, 1.05), xlabel="ms for one question, median", title="Unseen questions answered right"
    )
    axes.margins(x=0.25)
    axes.yaxis.set_major_formatter(lambda share, _: f"{share:.0%}")
    _plain(axes)


def _growth(axes: Any, sizes: Sequence[Size]) -> None:
    subjects = [size.subjects for size in sizes]
    lines = {BOT: [size.one.median for size in sizes]}
    lines |= {name: [size.rivals[name].median for size in sizes] for name in COLOURS if name != BOT}
    for name, times in lines.items():
        axes.plot(subjects, times, marker="o", color=COLOURS[name], label=name)
    axes.set(
        xscale="log",
        yscale="log",
        xlabel="subjects",
        ylabel="ms, median",
        title="A question about one of so many subjects",
    )
    axes.legend(frameon=False, fontsize=9)
    _plain(axes)


def _plain(axes: Any) -> None:
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(color="#dddddd", linewidth=0.6)
    axes.set_axisbelow(True)
    axes.tick_params(colors=INK)
    for axis in (axes.xaxis, axes.yaxis):
        if axis.get_scale() == "log":
            axis.set_major_formatter(lambda value, _: f"{value:,g}")
