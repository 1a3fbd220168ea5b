"""The sentences of one language, and figures written out in it."""

import re
from collections.abc import Sequence

from bot.answering.answer import Operand
from bot.knowledge.base import INNOVIRIS, SCOREBOARD, KnowledgeBase
from bot.knowledge.model import Fact, Figure, Language, Measure
from bot.wording.numbers import is_one, number

NOBREAK = "\u00a0"
SENTENCE = 6  # words from which a name reads as a sentence
FRENCH_SPACE = re.compile(r" (?=[?!;:»])|(?<=«) ")


def typeset(text: str, language: Language) -> str:
    """`text` with no-break spaces where French wants them, so that no line begins with a question mark."""
    return FRENCH_SPACE.sub(NOBREAK, text) if language is Language.FR else text


def capital(text: str) -> str:
    """`text` with a capital first letter."""
    return text[:1].upper() + text[1:]


class Phrases:
    """Fills the interface's templates for one language."""

    def __init__(self, base: KnowledgeBase, language: Language) -> None:
        self.base = base
        self.language = language
        self._templates = {key: typeset(text, language) for key, text in base.interface[language].items()}

    def __call__(self, key: str, **values: object) -> str:
        """The sentence `key` with its placeholders filled; raises KeyError for an unknown key."""
        return self._templates[key].format(**values)

    def has(self, key: str) -> bool:
        """Whether there is a sentence of its own for `key`."""
        return key in self._templates

    def called(self, target: str) -> str:
        """How the target stands in the middle of a sentence."""
        if target in self.base.subjects:
            return self.base.subjects[target].called[self.language]
        return self.title(target)

    def opening(self, target: str) -> str:
        """The same at the head of a sentence: an article gets its capital, a name stays as it is written."""
        called = self.called(target)
        return called if self.title(target).startswith(called) else capital(called)

    def short(self, target: str) -> str:
        """The target's name without what stands in brackets behind it."""
        return self.title(target).split(" (")[0]

    def quoted(self, target: str) -> str:
        """The target's name, in quotation marks when it reads as a sentence."""
        return self.in_quotes(self.title(target))

    def in_quotes(self, name: str) -> str:
        """`name`, in quotation marks when it reads as a sentence."""
        return self("quoted", name=name) if len(name.split()) >= SENTENCE else name

    def title(self, target: str) -> str:
        """The target's name on its own."""
        base = self.base
        if target in base.subjects:
            return base.subjects[target].name[self.language]
        if target in base.projects:
            return base.projects[target][0].project.name
        if target in base.people:
            return base.people[target][0].person.name
        return base.organisations[target].name[self.language]

    def value(self, figure: Figure) -> str:
        """The figure with its unit or noun: `meer dan 17.000 bezoekers`."""
        text = self._bare(figure)
        return self(figure.qualifier, value=text) if figure.qualifier else text

    def _bare(self, figure: Figure) -> str:
        if figure.unit == "EUR":
            return self.amount(figure.value)
        if figure.unit == "%":
            return self.percent(figure.value)
        return f"{number(figure.value, self.language)}{NOBREAK}{self.noun(figure)}"

    def noun(self, figure: Figure, one: bool | None = None) -> str:
        """What the figure counts, in singular or plural."""
        single = is_one(figure.value, self.language) if one is None else one
        if figure.noun:
            plural = figure.noun[self.language]
            return plural.one if single else plural.other
        return self(f"noun_{figure.measure}_{'one' if single else 'other'}")

    def is_named(self, operand: Operand) -> bool:
        """Whether what is counted has the name of its subject: the vouchers of Science Vouchers."""
        if operand.figure.unit:
            return False
        return self.noun(operand.figure, one=False).casefold() == self.short(operand.subject).casefold()

    def amount(self, value: float) -> str:
        """Euro, rounded to the unit."""
        form = "one" if is_one(value, self.language) else "other"
        return self(f"amount_{form}", number=number(value, self.language)).replace(" ", NOBREAK)

    def percent(self, value: float, *, fixed: bool = False) -> str:
        """A percentage with at most one decimal, or always one when `fixed`."""
        return self("percent", number=number(value, self.language, 1, fixed=fixed)).replace(" ", NOBREAK)

    def fact(self, fact: Fact) -> str:
        """The fact's sentence with its value."""
        if fact.value is None:
            return fact.text[self.language]
        units = {"EUR": self.amount, "%": self.percent}
        written = units[fact.unit](fact.value) if fact.unit else self._plain(fact.value)
        if fact.qualifier:
            written = self(fact.qualifier, value=written)
        return fact.text[self.language].format(value=written)

    def _plain(self, value: float) -> str:
        is_year = isinstance(value, int) and 1900 < value < 2100
        return str(value) if is_year else number(value, self.language, 1)

    def measured(self, value: float, operand: Operand) -> str:
        """A computed value in the unit of `operand`."""
        return self._bare(operand.figure.model_copy(update={"value": value}))

    def joined(self, names: Sequence[str], last: str = "names_and") -> str:
        """`a, b en c`."""
        if len(names) < 2:
            return "".join(names)
        return self(last, first=", ".join(names[:-1]), last=names[-1])

    def source(self, subject: str) -> str:
        """The line that says where it stands."""
        return self("source", year=self.base.document.year, section=self.section(subject))

    def section(self, subject: str) -> str:
        """The part of the report that speaks of `subject`."""
        if subject == SCOREBOARD:
            return self("section_scoreboard")
        programme = self.base.programmes.get(subject)
        if programme is None or subject == INNOVIRIS:
            return self("section_key_figures")
        family = self.base.families[programme.family].name[self.language]
        return self("section_programme", family=family, name=programme.name[self.language])

    def measure(self, measure: Measure) -> str:
        """The measure's name."""
        return self(f"measure_{measure}")
