"""Everything that the README tells of speed, in one run: `python -m benchmarks`.

Prints the tables; with `--write` it puts them into the README, and the picture beside this file. Takes some ten minutes
and the extra `benchmarks`.
"""

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks import compare, sizes, wire
from benchmarks.plot import draw
from bot.conversation import open_conversation
from bot.settings import SHIPPED_KNOWLEDGE
from tests.faults.crowd import Crowd

HERE = Path(__file__).parent
README = HERE.parent / "README.md"
CROWD = Crowd(people=50, questions=20)


def write(tables: dict[str, str], readme: Path) -> None:
    """Put each table between its marks in `readme`."""
    text = readme.read_text(encoding="utf-8")
    for name, table in tables.items():
        before, begin, rest = text.partition(f"<!-- {name} -->\n")
        _, end, after = rest.partition(f"<!-- /{name} -->\n")
        assert begin and end, f"{readme} has no marks for {name}"
        text = f"{before}{begin}{table}\n{end}{after}"
    readme.write_text(text, encoding="utf-8")


def _printed(lines: Iterable[str]) -> str:
    """The table as one text, shown at once: the next one takes minutes."""
    table = "\n".join(lines)
    print(table, end="\n\n", flush=True)
    return table


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure it all, print it, and write it down where that is asked."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--write", action="store_true", help="put the tables into the README, and draw the picture")
    parser.add_argument("--sizes", type=int, nargs="+", default=sizes.SIZES, help="numbers of subjects")
    options = parser.parse_args(arguments)
    tables = {"wire": _printed(wire.table(wire.run(CROWD)))}
    conversation = open_conversation(SHIPPED_KNOWLEDGE)
    compared = compare.run(conversation)
    tables["compared"] = _printed(compare.table(compared))
    grown = [sizes.run(conversation.base, size) for size in options.sizes]
    tables["sizes"] = _printed(sizes.table(grown))
    if options.write:
        write(tables, README)
        draw(compared, grown, HERE / "compared.png")


if __name__ == "__main__":
    main()
