"""One message, read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.model import Language
from bot.understanding.concepts import Kind
from bot.understanding.reading import Reader

NL, FR = Language.NL, Language.FR


def found(reader: Reader, message: str) -> set[tuple[str, str]]:
    """What the message mentions."""
    return {(str(mention.kind), mention.id) for mention in reader.read(message).mentions}


@pytest.mark.parametrize(
    ("message", "language", "certain"),
    [
        pytest.param("hoeveel geld ging naar zonnedak?", NL, True, id="Dutch"),
        pytest.param("combien d'argent pour moulin à eau ?", FR, True, id="French"),
        pytest.param("ZON", NL, False, id="a name of both languages tells nothing"),
        pytest.param("hoeveel geld voor Toit solaire", NL, True, id="Dutch with a French name"),
    ],
)
def test_language(message: str, language: Language, certain: bool, tiny_reader: Reader) -> None:
    """The words around the names tell the language."""
    reading = tiny_reader.read(message)
    assert (reading.language, reading.certain) == (language, certain)


def test_the_language_of_the_chat(tiny_reader: Reader) -> None:
    """A message that does not tell is in the language spoken so far; a settled one wins from the words."""
    assert tiny_reader.read("2022", spoken=FR).language is FR
    assert tiny_reader.read("hoeveel geld", forced=FR).language is FR


@pytest.mark.parametrize(
    ("message", "mentions"),
    [
        pytest.param(
            "hoeveel geld ging naar zonnedak",
            {("quantity", "quantity"), ("measure", "funding"), ("subject", "zonnedak")},
            id="figure",
        ),
        pytest.param(
            "bedrag zonnedak en watermolen",
            {("measure", "funding"), ("subject", "zonnedak"), ("subject", "watermolen")},
            id="two names",
        ),
        pytest.param(
            "geld voor jardin urbain",
            {("measure", "funding"), ("subject", "stadstuin")},
            id="name of the other language",
        ),
        pytest.param("zonnnedak bedrg", {("measure", "funding"), ("subject", "zonnedak")}, id="typos"),
        pytest.param(
            "projecten zonder zonnedak",
            {("measure", "projects"), ("exclusion", "exclusion"), ("subject", "zonnedak")},
            id="exclusion",
        ),
    ],
)
def test_mentions(message: str, mentions: set[tuple[str, str]], tiny_reader: Reader) -> None:
    """All that a message mentions is found, and nothing else."""
    assert found(tiny_reader, message) == mentions


def test_the_longest_name_is_meant(tiny_reader: Reader) -> None:
    """A word inside a longer name does not count on its own."""
    reading = tiny_reader.read("combien pour le moulin à eau")
    assert [mention.id for mention in reading.of(Kind.SUBJECT)] == ["watermolen"]


def test_corrections_are_shown_and_less_sure(tiny_reader: Reader) -> None:
    """What was corrected is told, and its score is under 1."""
    reading = tiny_reader.read("bedrag zonnnedak")
    assert reading.corrected == {"zonnnedak": "zonnedak"}
    (mention,) = reading.of(Kind.SUBJECT)
    assert mention.score < 1


@pytest.mark.parametrize(
    ("message", "years", "amounts"),
    [
        pytest.param("bedrag in 2022", (2022,), (), id="year"),
        pytest.param("2022 of 2023 of 2022", (2022, 2023), (), id="each year once"),
        pytest.param("meer dan 500.000", (), (500_000,), id="amount"),
        pytest.param("meer dan 2,5 miljoen", (), (2_500_000,), id="millions"),
        pytest.param("meer dan 2023 euro in 2023", (2023,), (), id="a year is no amount"),
    ],
)
def test_numbers(message: str, years: tuple[int, ...], amounts: tuple[float, ...], tiny_reader: Reader) -> None:
    """Years and amounts are told apart."""
    reading = tiny_reader.read(message)
    assert (reading.years, reading.amounts) == (years, amounts)


def test_what_is_not_explained_stays_open(tiny_reader: Reader) -> None:
    """Words that mean nothing to the bot are kept: they count against every answer."""
    reading = tiny_reader.read("hoeveel raketten van zonnedak")
    assert [reading.tokens[number].text for number in reading.open] == ["raketten"]


@pytest.mark.parametrize(
    "message", ["", "   ", "😀", "\u200b", "?!"], ids=["empty", "spaces", "emoji", "zero width", "marks"]
)
def test_nothing_to_read(message: str, tiny_reader: Reader) -> None:
    """A message without words is read as nothing."""
    reading = tiny_reader.read(message)
    assert (reading.tokens, reading.mentions) == ((), ())


@given(message=st.text(max_size=200))
def test_any_message_can_be_read(message: str, tiny_reader: Reader) -> None:
    """No text is an exception, every mention lies within the message and is 0-1 sure."""
    reading = tiny_reader.read(message)
    for mention in reading.mentions:
        assert 0 <= mention.start < mention.end <= len(reading.tokens)
        assert 0 < mention.score <= 1
