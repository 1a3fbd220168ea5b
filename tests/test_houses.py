"""The rules of the house that hold for the whole project."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from bot.__main__ import build_parser
from bot.settings import Settings

ROOT = Path(__file__).parent.parent
BOT = ROOT / "bot"
FRONTS = (BOT / "__main__.py", BOT / "terminal.py", *(BOT / "telegram_app").rglob("*.py"))
PLACEHOLDER = re.compile(r"\{(\w*)\}")


def phrases(language: str) -> dict[str, str]:
    """Read what the fronts say in `language`."""
    file = ROOT / "knowledge" / "interface" / f"{language}-fronts.yaml"
    read: dict[str, str] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return read


def readme_commands() -> list[str]:
    """Find the commands in the blocks of code of the README."""
    blocks = re.findall(r"```\w*\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    lines = (line.strip().removeprefix("$ ") for block in blocks for line in block.splitlines())
    return [line for line in lines if re.match(r"make\b|(\S*/)?python3? -m bot\b", line)]


def test_rooms_import_in_their_order() -> None:
    """The contracts in pyproject.toml hold: the order of the rooms, one room each for some libraries."""
    tool = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([tool, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_env_example_has_every_setting_and_no_other() -> None:
    """Whoever copies `.env.example` sees all there is to set."""
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    names = [line.partition("=")[0] for line in lines if line and not line.startswith("#")]
    assert names == [name.upper() for name in Settings.model_fields]


def test_env_example_sets_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Copied as it is, it changes nothing."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    assert Settings(_env_file=ROOT / ".env.example") == Settings(_env_file=None)


def test_readme_commands_exist() -> None:
    """Every command that the README shows is one that the bot or the Makefile knows."""
    commands = readme_commands()
    assert commands
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^(\w+):", makefile, re.MULTILINE))
    for command in commands:
        words = shlex.split(re.split(r"\s[|<>#]", command)[0])
        if words[0] == "make":
            assert set(words[1:]) <= targets, command
        else:
            build_parser().parse_args(words[3:])


def test_readme_shows_every_command() -> None:
    """The README tells of all that `python -m bot` can do."""
    shown = {word for command in readme_commands() for word in shlex.split(command, comments=True)}
    assert {"ask", "chat", "check", "--why", "--json", "--jsonl", "run", "test"} <= shown


def test_phrases_of_the_fronts_exist_in_both_languages() -> None:
    """The same keys, the same placeholders."""
    dutch, french = phrases("nl"), phrases("fr")
    assert dutch.keys() == french.keys()
    for key, text in dutch.items():
        assert sorted(PLACEHOLDER.findall(text)) == sorted(PLACEHOLDER.findall(french[key])), key


def test_phrases_of_the_fronts_are_said() -> None:
    """No sentence is left that nothing says any more."""
    code = "".join(file.read_text(encoding="utf-8") for file in FRONTS)
    said = {f"language_{language}" for language in ("nl", "fr")} | set(re.findall(r'"(\w+)"', code))
    assert phrases("nl").keys() <= said
