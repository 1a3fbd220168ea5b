"""The fronts without Telegram: a chat in a terminal, and JSON lines. `rich` is imported late: it is slow."""

from __future__ import annotations

import contextlib
import json
import logging
import unicodedata
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, TextIO

from bot.conversation import Conversation, State
from bot.knowledge.model import Language
from bot.wording.reply import BOLD, Option, Reply

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

PROMPT = "> "
ECHOED = 200  # characters of a piped line that are shown again; more says nothing to a reader

logger = logging.getLogger(__name__)


def chat(conversation: Conversation, language: Language, console: Console, lines: Iterable[str]) -> None:
    """Talk until `lines` end or /quit is typed."""
    talk = _Talk(conversation, language, console)
    talk.begin()
    for line in lines:
        if not talk.goes_on(line.strip()):
            break


class _Talk:
    """One chat in a terminal."""

    def __init__(self, conversation: Conversation, language: Language, console: Console) -> None:
        self._conversation = conversation
        self._console = console
        self._language = language
        self._state = State().with_language(language)
        self._options: tuple[Option, ...] = ()

    def begin(self) -> None:
        self._show(self._conversation.greet(self._language))
        self._say("terminal_hint")

    def goes_on(self, said: str) -> bool:
        """Answer `said`; False when it ends the chat."""
        match said.casefold():
            case "/quit" | "/exit":
                self._say("terminal_bye")
                return False
            case "/help":
                self._say("terminal_help")
            case "/kies" | "/choisir" as command:
                self._choose(Language.NL if command == "/kies" else Language.FR)
            case "/nl" | "/fr" as command:
                self._language = Language(command[1:])
                self._state = self._state.with_language(self._language)
                self._say("language_changed")
            case command if command.startswith("/"):
                self._say("terminal_unknown_command")
            case _:
                self._answer(said)
        return True

    def _answer(self, said: str) -> None:
        option = _chosen(self._options, said)
        try:
            if option is None:
                reply, self._state = self._conversation.respond(said, self._state)
            else:
                reply, self._state = self._conversation.tap(option.data, self._state)
        except Exception as error:  # a defect of ours must not end the user's chat
            _report(error)
            self._say("failed")
        else:
            self._language = reply.language
            self._show(reply)

    def _choose(self, language: Language) -> None:
        reply, self._state = self._conversation.choose(language, self._state)
        self._language = reply.language
        self._show(reply)

    def _say(self, key: str) -> None:
        markup = self._conversation.phrase(key, self._language)
        self._print(markup)

    def _show(self, reply: Reply) -> None:
        self._options = reply.options
        numbered = (f"  {number}. {option.label}" for number, option in enumerate(reply.options, start=1))
        self._print("\n".join((reply.markup, *numbered)))

    def _print(self, markup: str) -> None:
        """Print with an empty line after it; wrapped for a reader, whole lines for a pipe."""
        self._console.print(styled(markup), soft_wrap=not self._console.is_terminal)
        self._console.print()


def _chosen(options: tuple[Option, ...], said: str) -> Option | None:
    """Find the option that `said` names by its number or its label."""
    for number, option in enumerate(options, start=1):
        if said in (str(number), f"{number}.") or said.casefold() == option.label.casefold():
            return option
    return None


def styled(markup: str) -> Text:
    """Dress `markup` for a terminal: bold where it says so, nothing in it that could steer the terminal."""
    from rich.text import Text  # noqa: PLC0415

    runs = BOLD.split(printable(markup))
    return Text.assemble(*((run, "bold" if index % 2 else "") for index, run in enumerate(runs)))


def printable(text: str) -> str:
    """Return `text` without control characters (line ends stay), with lone surrogates as a question mark."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return "".join(char for char in whole if char == "\n" or unicodedata.category(char) != "Cc")


def typed_lines(stream: TextIO, console: Console) -> Iterator[str]:
    """Yield what is typed after a prompt; piped lines are shown after it, so that the chat can be read."""
    if not stream.isatty():
        for line in stream:
            console.print(PROMPT + printable(line.strip())[:ECHOED], markup=False, soft_wrap=True)
            yield line
        return
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401, PLC0415  (arrow keys and history in input())
    while True:
        try:
            line = input(PROMPT)
        except (EOFError, KeyboardInterrupt):
            console.print()
            return
        yield line


def ask_jsonl(conversation: Conversation, lines_in: Iterable[str], out: TextIO) -> None:
    """Answer each line, a chat of its own, with one line; flushed, so that a caller may wait for it."""
    for line in lines_in:
        out.write(json_line(_answer_line(conversation, line)) + "\n")
        out.flush()


def json_line(value: dict[str, Any]) -> str:
    """Write `value` as JSON on one line that can be printed: a lone surrogate becomes an escape."""
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "backslashreplace").decode("utf-8")


def reply_json(reply: Reply) -> dict[str, Any]:
    """Write `reply` as the contract of `ask --jsonl` has it."""
    return {
        "outcome": reply.outcome,
        "language": reply.language,
        "text": reply.text,
        "programmes": list(reply.programmes),
        "options": [option.label for option in reply.options],
    }


def _answer_line(conversation: Conversation, line: str) -> dict[str, Any]:
    try:
        request = _parsed(line)
    except (ValueError, RecursionError) as error:
        return {"id": None, "error": f"not JSON: {type(error).__name__}: {error}"}
    if not isinstance(request, dict):
        return {"id": None, "error": "not an object with id and turns"}
    name, turns = request.get("id"), request.get("turns")
    if isinstance(name, bool) or not isinstance(name, str | int | float):
        return {"id": None, "error": "id: must be a text or a number"}
    if not isinstance(turns, list) or not all(isinstance(turn, str) for turn in turns):
        return {"id": name, "error": "turns: must be a list of texts"}
    try:
        return {"id": name, "replies": [reply_json(reply) for reply in _replies(conversation, turns)]}
    except Exception as error:  # a defect of ours must not end the whole run
        _report(error)
        return {"id": name, "error": f"internal error: {type(error).__name__}"}


def _parsed(line: str) -> Any:
    return json.loads(line.strip("\ufeff \t\r\n"), parse_constant=_refuse)


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")


def _replies(conversation: Conversation, turns: list[str]) -> Iterator[Reply]:
    state: State | None = None
    for turn in turns:
        reply, state = conversation.respond(turn, state)
        yield reply


def _report(error: Exception) -> None:
    """Log one line for whoever runs the bot, with the traceback when LOG_LEVEL is DEBUG."""
    logger.error("no answer: %r", error, exc_info=logger.isEnabledFor(logging.DEBUG))
