"""Unanswered questions as chats."""

from pathlib import Path

from bot.evaluation.corpus import read_chats
from bot.evaluation.gaps import listed
from bot.knowledge.model import Language
from bot.understanding.gaps import Gap, Group


def test_what_is_listed_can_be_read(tmp_path: Path) -> None:
    """As a file of tests/questions, whatever stands in it."""
    most, other = Gap(Language.NL, 'deadline: "…"', 3), Gap(Language.NL, "en de deadline", 1)
    groups = [Group((most, other), "patents"), Group((Gap(Language.FR, "téléphone", 1),), None)]
    file = tmp_path / "nl-gaps.yaml"
    file.write_text("\n".join(listed(groups)), encoding="utf-8")
    chats = read_chats(file)
    assert [(chat.language, chat.turns[0].say) for chat in chats] == [("nl", most.text), ("fr", "téléphone")]
    assert "# 4×, nearest: patents\n#   also 1×: en de deadline\n" in file.read_text(encoding="utf-8")
