"""A knowledge base of any size: the shipped one and so many invented programmes, the same ones every time."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

from bot.knowledge.base import KnowledgeBase
from bot.knowledge.model import Asker, Entry, Id, Language, Need, Phrases, Programme, Text, Theme, Words
from bot.knowledge.source import read

HERE = Path(__file__).parent
SEED = 2023
MOST_FUNDING, MOST_COUNTED = 5_000_000, 40


class Form(Entry):
    """One way in which programmes are named."""

    name: Text
    aliases: Words


class Asked(Entry):
    """A fact with another value for each programme."""

    id: Id
    asks: Words
    text: Text


class Stock(Entry):
    """benchmarks/names.yaml."""

    forms: dict[str, Form]
    summary: Text
    audience: Text
    facts: list[Asked]
    kinds: list[Text]
    fields: list[Text]
    places: list[Text]
    syllables: list[Phrases]


@dataclass(frozen=True)
class Parts:
    """What one programme's names are made of."""

    kind: Text
    field: Text
    place: Text
    coined: str
    code: str

    def fill(self, template: str, language: Language) -> str:
        """The template with the parts as `language` calls them."""
        named = {name: getattr(self, name)[language] for name in ("kind", "field", "place")}
        written = template.format(**named, coined=self.coined, code=self.code)
        return written[0].upper() + written[1:]

    def text(self, template: Text) -> dict[str, str]:
        """The template in both languages."""
        return {language.value: self.fill(template[language], language) for language in Language}

    def words(self, templates: Words) -> dict[str, list[str]]:
        """The templates of each language, and those that hold in both."""
        nl, fr = Language.NL, Language.FR
        listed = (("any", templates.any, nl), ("nl", templates.nl, nl), ("fr", templates.fr, fr))
        return {key: [self.fill(one, language) for one in phrases] for key, phrases, language in listed}


def enlarged(base: KnowledgeBase, size: int) -> KnowledgeBase:
    """`base` with invented programmes until it has `size` subjects; raises ValueError when the names run out."""
    source = read(HERE / "names.yaml", HERE)
    stock = source.read_as(Stock)
    assert stock is not None, source.problems
    chance = random.Random(SEED)
    more = max(0, size - len(base.subjects))
    invented = {f"invented-{number}": one for number, one in enumerate(_programmes(stock, more, chance))}
    return replace(base, programmes={**base.programmes, **invented})


def _programmes(stock: Stock, count: int, chance: random.Random) -> Iterator[Programme]:
    for number, parts in enumerate(_parts(stock, count, chance)):
        form = stock.forms["coined" if number % 2 else "described"]
        yield _programme(stock, form, parts, chance)


def _parts(stock: Stock, count: int, chance: random.Random) -> Iterator[Parts]:
    """The parts of `count` names: every second pair shares its description, or its coined name, with no other."""
    half = (count + 1) // 2
    described = chance.sample(list(product(stock.kinds, stock.fields, stock.places)), half)
    coined = chance.sample(sorted({"".join(syllables) for syllables in product(*stock.syllables)}), half)
    for number in range(count):
        kind, field, place = described[number // 2]
        code = f"{kind.nl[0]}{field.nl[0]}{place.nl[0]}{number}".upper()
        yield Parts(kind, field, place, coined[number // 2], code)


def _programme(stock: Stock, form: Form, parts: Parts, chance: random.Random) -> Programme:
    fact = chance.choice(stock.facts)
    name = parts.text(form.name)
    funding = chance.randrange(10_000, MOST_FUNDING)
    return Programme.model_validate(
        {
            "name": name,
            "called": name,
            "aliases": parts.words(form.aliases),
            "family": "innoviris-programmes",
            "summary": parts.text(stock.summary),
            "audience": parts.text(stock.audience),
            "figures": [
                {"measure": "funding", "year": 2023, "value": funding, "unit": "EUR"},
                {"measure": "funding", "year": 2022, "value": funding // 2, "unit": "EUR"},
                {"measure": "projects", "year": 2023, "value": chance.randrange(1, MOST_COUNTED)},
            ],
            "facts": [
                {**fact.model_dump(), "value": chance.randrange(1, MOST_COUNTED)},
            ],
            "fit": {
                "gives": parts.text(stock.summary),
                "askers": {"stated": [chance.choice(list(Asker))], "implied": [chance.choice(list(Asker))]},
                "needs": {chance.choice(list(Need)): 3},
                "themes": {chance.choice(list(Theme)): 2},
            },
        }
    )
