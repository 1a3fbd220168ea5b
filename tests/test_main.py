"""The command line."""

import asyncio
import io
import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import bot.__main__ as command_line
from bot.__main__ import language_of, main
from bot.errors import KnowledgeError, Problem
from bot.knowledge.model import Language
from bot.settings import Settings, load_settings
from bot.storage.opening import open_storage
from tests.fake_conversation import FakeConversation

ROOT = Path(__file__).parent.parent


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Start without settings and without `.env`, and leave logging as it was."""
    monkeypatch.chdir(tmp_path)
    for name in (*Settings.model_fields, "lc_all", "lc_messages", "lang"):
        monkeypatch.delenv(name.upper(), raising=False)
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the commands talk to the fake conversation: `main` is where everything real is put together."""
    monkeypatch.setattr(command_line, "open_conversation", lambda _: FakeConversation())


@pytest.mark.usefixtures("fake")
def test_without_token_it_chats(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """No command, no token: one line on how to get one, then a chat that ends with its input."""
    monkeypatch.setattr(sys, "stdin", io.StringIO("pysi\n"))
    assert main([]) == 0
    first, *rest = capsys.readouterr().out.splitlines()
    assert "@BotFather" in first
    assert "pysi & <nl>" in rest


@pytest.mark.usefixtures("fake")
def test_chat_in_french(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """`chat --lang fr` begins in French, without a word on tokens."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    assert main(["chat", "--lang", "fr"]) == 0
    assert capsys.readouterr().out.startswith("greeting fr\n")


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, Language.NL),
        ({"LANG": "fr_BE.UTF-8"}, Language.FR),
        ({"LANG": "fr_BE.UTF-8", "LC_ALL": "C"}, Language.NL),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "fr_FR"}, Language.FR),
    ],
    ids=["none", "LANG", "LC_ALL first", "LC_MESSAGES before LANG"],
)
def test_language_of_the_terminal(environment: dict[str, str], language: Language) -> None:
    """The locale decides in which language the chat begins."""
    assert language_of(environment) is language


@pytest.mark.usefixtures("fake")
def test_ask_prints_the_reply_and_its_options(capsys: pytest.CaptureFixture[str]) -> None:
    """Text without mark-up, then what could be chosen."""
    assert main(["ask", "welke"]) == 0
    assert capsys.readouterr().out == "Welke bedoelt u?\n- R&D <Projects>\n- Joint R&D\n"


@pytest.mark.usefixtures("fake")
def test_ask_joins_words(capsys: pytest.CaptureFixture[str]) -> None:
    """Quotes around the question may be left out."""
    assert main(["ask", "montant", "pysi", "--lang", "fr"]) == 0
    assert capsys.readouterr().out == "montant pysi & <fr>\n"


@pytest.mark.usefixtures("fake")
def test_ask_why(capsys: pytest.CaptureFixture[str]) -> None:
    """`--why` adds how the question was understood."""
    assert main(["ask", "--why", "pysi", "--lang", "nl"]) == 0
    assert capsys.readouterr().out.endswith("\n\nexplained pysi nl\n")


@pytest.mark.usefixtures("fake")
def test_ask_json(capsys: pytest.CaptureFixture[str]) -> None:
    """`--json` prints the reply as in the contract; half a character does no harm."""
    assert main(["ask", "--json", "--why", "a\udcff"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed.keys() == {"outcome", "language", "text", "programmes", "options", "why"}


@pytest.mark.usefixtures("fake")
def test_ask_jsonl(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """`--jsonl` reads chats from standard input."""
    monkeypatch.setattr(sys, "stdin", io.StringIO('{"id": 1, "turns": ["pysi"]}\n'))
    assert main(["ask", "--jsonl"]) == 0
    assert json.loads(capsys.readouterr().out)["replies"][0]["outcome"] == "answered"


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask"],
        ["ask", "--jsonl", "pysi"],
        ["ask", "--jsonl", "--why"],
        ["ask", "x", "--lang", "de"],
        ["zoek"],
    ],
    ids=["nothing", "both", "jsonl and why", "other language", "other command"],
)
def test_misuse(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """What can't be meant is refused with exit code 2 and a line of help."""
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "usage: python -m bot" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["ask", "pysi"], ["chat"]], ids=["run", "ask", "chat"])
def test_knowledge_that_does_not_load(
    arguments: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each problem is a line on stderr with file and field; exit code 2."""
    problems = [
        Problem("programmes/a.yaml", 3, "name", "is missing"),
        Problem("report.yaml", 1, "-", "is empty"),
    ]

    def refuse(_: Path) -> FakeConversation:
        raise KnowledgeError(problems)

    monkeypatch.setattr(command_line, "open_conversation", refuse)
    assert main(arguments) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err == "programmes/a.yaml:3: name: is missing\nreport.yaml:1: -: is empty\n"


def test_malformed_token(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """One line that names the variable; exit code 2."""
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "1:x")
    assert main([]) == 2
    assert capsys.readouterr().err.startswith("TELEGRAM_BOT_TOKEN: ")


def test_check_of_a_folder_without_knowledge(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """`check` prints problems as `file:line: field: what` and exits with 1."""
    monkeypatch.setenv("KNOWLEDGE_DIR", str(tmp_path))
    assert main(["check"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines
    assert all(line.count(":") >= 3 for line in lines)


def test_gaps(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What was kept is listed; of an empty storage nothing, and of one that can't be read one line and exit code 2."""
    monkeypatch.setenv("STATE_URL", f"sqlite:///{tmp_path}/data/bot.sqlite")
    assert (main(["gaps"]), capsys.readouterr().out.strip()) == (0, "")

    async def keep() -> None:
        storage = open_storage(load_settings())
        await storage.keep_gap(Language.NL, "deadline pysi")
        await storage.close()

    asyncio.run(keep())
    assert main(["gaps"]) == 0
    assert 'say: "deadline pysi"' in capsys.readouterr().out
    monkeypatch.setenv("STATE_URL", "sqlite:////dev/null/bot.sqlite")
    monkeypatch.setenv("STATE_KEY", "x" * 32)
    assert main(["gaps"]) == 2
    assert "/dev/null" in capsys.readouterr().err


def test_check_without_problems(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing wrong: it says so and exits with 0."""
    monkeypatch.setattr(command_line, "check", lambda _: [])
    assert main(["check"]) == 0
    assert "no problems" in capsys.readouterr().out


def run(*arguments: str, given: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run `python -m bot` the way a shell does."""
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        input=given,
        capture_output=True,
        check=False,
        cwd=ROOT,
        timeout=60,
        env={**os.environ, "TELEGRAM_BOT_TOKEN": "", "LC_ALL": "C", **environment},
    )


@pytest.mark.usefixtures("real_conversation")
@pytest.mark.parametrize(
    "given",
    [b"", b"hoeveel projecten had PYSI?\n1\n/fr\ncombien ?\n/quit\n", b"\xff\xfe\x00\n\n" + b"a" * 100_000],
    ids=["nothing", "a chat", "not text"],
)
def test_process_chats_with_a_pipe(given: bytes) -> None:
    """The real bot ends at the end of its input with 0 and nothing on stderr, whatever the locale."""
    done = run(given=given)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"@BotFather" in done.stdout


@pytest.mark.usefixtures("real_conversation")
def test_process_answers_json_lines() -> None:
    """The real bot answers bad input line by line."""
    lines = [
        b'{"id": 1, "turns": ["hoeveel projecten had PYSI?", "", "\\ud83d", "\\u0000\\u200b"]}',
        b"\xff",
        json.dumps({"id": 3, "turns": ["combien de projets " * 6000]}).encode(),
    ]
    done = run("ask", "--jsonl", given=b"\n".join(lines))
    assert (done.returncode, done.stderr) == (0, b"")
    first, second, third = map(json.loads, done.stdout.decode("utf-8").splitlines())
    assert len(first["replies"]) == 4
    assert all(reply["text"].strip() for reply in first["replies"] + third["replies"])
    assert second.keys() == {"id", "error"}


@pytest.mark.usefixtures("real_conversation")
def test_process_whose_reader_leaves() -> None:
    """`| head` is no failure."""
    script = f'yes \'{{"id": 1, "turns": []}}\' | {sys.executable} -m bot ask --jsonl | head -1'
    done = subprocess.run(
        ["sh", "-c", script], capture_output=True, check=False, cwd=ROOT, timeout=60, env={**os.environ}
    )
    assert done.stderr == b""
    assert json.loads(done.stdout) == {"id": 1, "replies": []}


@pytest.mark.parametrize("folder", ["/nowhere", __file__], ids=["missing", "a file"])
def test_process_without_knowledge(folder: str) -> None:
    """A folder that can't be read is one line on stderr, exit code 2."""
    done = run("ask", "pysi", KNOWLEDGE_DIR=folder)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert b"Traceback" not in done.stderr
