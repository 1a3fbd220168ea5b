"""The chat in a terminal and the JSON lines."""

import io
import json
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from bot.knowledge.model import Language
from bot.terminal import ask_jsonl, chat, printable, styled, typed_lines
from tests.fake_conversation import FakeConversation


def talk(*lines: str, language: Language = Language.NL) -> str:
    """Have a chat of these lines; return what is on the screen."""
    screen = io.StringIO()
    chat(FakeConversation(), language, Console(file=screen, width=80, highlight=False), lines)
    return screen.getvalue()


def ask(*lines: str) -> list[dict[str, Any]]:
    """Send these lines; return the answers."""
    out = io.StringIO()
    ask_jsonl(FakeConversation(), lines, out)
    out.getvalue().encode("utf-8")
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_greets_with_numbered_examples() -> None:
    """The first thing on the screen is the greeting, what to try, and the commands."""
    screen = talk()
    assert screen.startswith("greeting nl\n  1. hoeveel projecten?\n  2. wie ben je?\n")
    assert "/quit" in screen


def test_answers_without_markup() -> None:
    """Bold is no stars, and square brackets stay what they are."""
    assert "[b]pysi[/b] & <nl>" in talk("[b]pysi[/b]")
    assert "**" not in talk("pysi")


@pytest.mark.parametrize("typed", ["2", "2.", " Wie ben je? "], ids=["number", "number with point", "label"])
def test_option_is_chosen(typed: str) -> None:
    """A number or the label stands for the option."""
    assert "tap q:who" in talk(typed)


def test_numbers_belong_to_the_last_reply() -> None:
    """After a reply without options a number is a question again."""
    assert "tap p:rd" in talk("welke", "1")
    assert talk("pysi", "1").endswith("1 & <nl>\n\n")


def test_number_out_of_range_is_a_question() -> None:
    """The third of two options is not chosen."""
    assert "3 & <nl>" in talk("3")


def test_language_follows_and_switches() -> None:
    """What is typed decides, and so do /fr and /nl; the options before it can still be chosen."""
    assert "pysi & <fr>" in talk("combien", "pysi")
    screen = talk("/fr", "pysi", "/NL", "pysi")
    assert "désormais en français" in screen
    assert "pysi & <fr>" in screen
    assert screen.endswith("pysi & <nl>\n\n")
    assert "tap q:who" in talk("/fr", "2")


def test_quit_ends_the_chat() -> None:
    """Nothing after /quit is read."""
    screen = talk("/quit", "pysi", language=Language.FR)
    assert "Au revoir" in screen
    assert "pysi" not in screen


def test_help_and_unknown_commands() -> None:
    """/help explains; another command points to it."""
    assert "/nl, /fr" in talk("/help")
    assert "/help" in talk("/halp").rpartition("\n\n")[0].rpartition("\n\n")[2]


def test_a_defect_does_not_end_the_chat(caplog: pytest.LogCaptureFixture) -> None:
    """The user reads an apology, the operator one line; the next question is answered."""
    screen = talk("boom", "pysi")
    assert "excuses" in screen
    assert "pysi & <nl>" in screen
    assert [record.getMessage() for record in caplog.records] == ["no answer: RuntimeError('boom')"]
    assert "Traceback" not in screen + caplog.text


def test_long_lines_stay_whole_in_a_pipe() -> None:
    """Who searches the output finds a sentence on one line."""
    question = "woord " * 40
    assert question.strip() in talk(question)


@given(st.lists(st.text(max_size=40), max_size=4))
def test_any_text_can_be_typed(lines: list[str]) -> None:
    """Nothing that is typed ends in an exception or steers the terminal."""
    screen = talk(*lines)
    screen.encode("utf-8")
    assert not set(screen) & set(map(chr, (*range(9), *range(11, 32), 127)))


def test_printable() -> None:
    """Escape sequences, bells and half characters are gone; line ends stay."""
    assert printable("a\x1b[2Jb\x07\r\nc\ud800") == "a[2Jb\nc?"


def test_bold_is_styled() -> None:
    """In a terminal, what is marked is bold."""
    spans = styled("een **twee** drie").spans
    assert [(span.start, span.end, span.style) for span in spans] == [(4, 8, "bold")]


def test_piped_lines_are_shown() -> None:
    """A chat from a pipe can be read back, with its questions; a huge one is cut short on the screen only."""
    screen = io.StringIO()
    lines = list(typed_lines(io.StringIO("pysi [b]\n" + "x" * 100_000), Console(file=screen, width=80)))
    assert lines == ["pysi [b]\n", "x" * 100_000]
    assert screen.getvalue().startswith("> pysi [b]\n> xxx")
    assert len(screen.getvalue()) < 300


def test_jsonl_follows_the_contract() -> None:
    """A line in, a line out, with a reply a turn; the second turn knows the first."""
    assert ask('{"id": "a", "turns": ["combien", "welke"]}') == [
        {
            "id": "a",
            "replies": [
                {
                    "outcome": "answered",
                    "language": "fr",
                    "text": "combien & <None>",
                    "programmes": ["rd"],
                    "options": [],
                },
                {
                    "outcome": "clarify",
                    "language": "fr",
                    "text": "Welke bedoelt u?",
                    "programmes": ["rd", "joint"],
                    "options": ["R&D <Projects>", "Joint R&D"],
                },
            ],
        }
    ]


def test_jsonl_lines_are_chats_of_their_own() -> None:
    """What one line says, the next does not know."""
    first, second = ask('{"id": 1, "turns": ["combien"]}', '{"id": 2, "turns": ["pysi"]}')
    assert first["replies"][0]["language"] == "fr"
    assert second["replies"][0]["text"] == "pysi & <None>"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("geen json", None),
        ("", None),
        ("[1]", None),
        ("null", None),
        ("[" * 100_000, None),
        ('{"id": NaN, "turns": []}', None),
        ('{"turns": ["pysi"]}', None),
        ('{"id": {}, "turns": ["pysi"]}', None),
        ('{"id": true, "turns": ["pysi"]}', None),
        ('{"id": "a"}', "a"),
        ('{"id": "a", "turns": "pysi"}', "a"),
        ('{"id": "a", "turns": ["pysi", 3]}', "a"),
        ('{"id": "a", "turns": ["boom"]}', "a"),
    ],
    ids=[
        "not json",
        "empty",
        "list",
        "null",
        "deep",
        "nan",
        "no id",
        "object as id",
        "truth as id",
        "no turns",
        "text as turns",
        "number as turn",
        "defect",
    ],
)
def test_jsonl_line_that_is_not_valid(line: str, name: str | None) -> None:
    """It gets an error with its id when there is one, and the next line is read."""
    bad, good = ask(line, '{"id": "b", "turns": []}')
    assert bad.keys() == {"id", "error"}
    assert bad["id"] == name
    assert good == {"id": "b", "replies": []}


def test_jsonl_surrogates_and_byte_order_mark() -> None:
    """Half characters come back as they were, in output that is UTF-8; a mark at the start is no mistake."""
    (answer,) = ask('\ufeff{"id": "\\ud800", "turns": ["a\\udfff"]}')
    assert answer["id"] == "\ud800"
    assert answer["replies"][0]["text"].startswith("a\udfff")


def test_jsonl_is_flushed_line_by_line() -> None:
    """The answer to a line is there before the next line is read."""
    written = io.BytesIO()
    out = io.TextIOWrapper(written, encoding="utf-8")
    seen: list[int] = []

    def lines() -> Iterable[str]:
        for name in ("1", "2"):
            yield f'{{"id": {name}, "turns": []}}'
            seen.append(written.getvalue().count(b"\n"))

    ask_jsonl(FakeConversation(), lines(), out)
    assert seen == [1, 2]
