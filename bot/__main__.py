"""python -m bot: reads the environment and the command line, and starts what they ask for."""

import argparse
import io
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bot.conversation import Conversation, State, open_conversation
from bot.errors import BotError, KnowledgeError
from bot.knowledge.check import check
from bot.knowledge.loader import RANKING
from bot.knowledge.model import Language
from bot.settings import Settings, load_settings
from bot.telegram_app import logs
from bot.terminal import ask_jsonl, chat, json_line, printable, reply_json, typed_lines

# Telegram and rich are imported where they are used: without them `ask` starts in half the time.

DONE, PROBLEMS, MISUSED, INTERRUPTED = 0, 1, 2, 130

Command = Callable[[argparse.Namespace, Settings], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that `arguments` name; return the exit code."""
    _tolerate_any_text()
    parser = build_parser()
    options = parser.parse_args(arguments)
    if options.command is ask:
        _refuse_mixed(parser, options)
    try:
        settings = load_settings()
        logs.configure(settings.log_level)
        command: Command = options.command
        code = command(options, settings)
        sys.stdout.flush()
        return code
    except KnowledgeError as error:
        print(*error.problems, sep="\n", file=sys.stderr)
    except BotError as error:
        print(error, file=sys.stderr)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # whoever read our output has had enough (`| head`)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    return MISUSED


def build_parser() -> argparse.ArgumentParser:
    """Describe the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m bot",
        description="Answers questions about Innoviris' 2023 activity report, in Dutch and French.",
        epilog="Without a command: the bot in Telegram when TELEGRAM_BOT_TOKEN is set, else a chat here.",
    )
    parser.set_defaults(command=run, lang=None)
    commands = parser.add_subparsers(title="commands", metavar="command")
    language = argparse.ArgumentParser(add_help=False)
    language.add_argument("--lang", type=Language, metavar="nl|fr", help="the language to begin in")

    asking = commands.add_parser("ask", parents=[language], help="answer one question, or JSON lines")
    asking.add_argument("question", nargs="*", help="what is asked")
    asking.add_argument("--why", action="store_true", help="also show how the question was understood")
    asking.add_argument("--json", action="store_true", help="print the reply as JSON")
    asking.add_argument("--jsonl", action="store_true", help="read chats from stdin, one JSON object a line")
    asking.set_defaults(command=ask)

    chatting = commands.add_parser("chat", parents=[language], help="chat in this terminal")
    chatting.set_defaults(command=run_chat)
    evaluating = commands.add_parser("evaluate", help="run questions with known answers and count what is right")
    evaluating.add_argument("files", nargs="*", type=Path, help="YAML files of chats (default: tests/questions)")
    evaluating.add_argument("--half", choices=("seen", "unseen", "all"), default="all", help="which half (all)")
    evaluating.add_argument("--show", action="store_true", help="list the misses of the half that may be seen")
    evaluating.add_argument("--typos", action="store_true", help="misspell 30 %% of the longer words, always alike")
    evaluating.add_argument("--json", action="store_true", help="print the figures as JSON")
    evaluating.set_defaults(command=run_evaluate)
    training = commands.add_parser("train", help="learn from the seen half how to choose among answers")
    training.add_argument("files", nargs="*", type=Path, help="YAML files of chats (default: tests/questions)")
    training.set_defaults(command=run_train)
    unhooking = commands.add_parser("unhook", help="remove the bot's webhook, so that it can poll")
    unhooking.set_defaults(command=run_unhook)
    missing = commands.add_parser("gaps", help="list the questions that went unanswered, where GAPS=on counts them")
    missing.set_defaults(command=run_gaps)
    checking = commands.add_parser("check", help="show every problem in the knowledge folder")
    checking.set_defaults(command=run_check)
    return parser


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Run the bot in Telegram when there is a token, else in this terminal."""
    if settings.telegram_bot_token is None:
        return _chat_here(options, settings, with_token_hint=True)
    from bot.telegram_app.delivery import running  # noqa: PLC0415

    running.run(running.assembled(open_conversation(settings.knowledge_dir), settings))
    return DONE


def run_unhook(_: argparse.Namespace, settings: Settings) -> int:
    """Remove the webhook, so that the bot can poll."""
    from bot.telegram_app.delivery import running  # noqa: PLC0415

    running.unhook(running.assembled(open_conversation(settings.knowledge_dir), settings))
    return DONE


def run_gaps(_: argparse.Namespace, settings: Settings) -> int:
    """List the questions that went unanswered, as chats for tests/questions."""
    from bot.evaluation import gaps  # noqa: PLC0415
    from bot.storage.opening import open_storage  # noqa: PLC0415

    found = gaps.kept(open_storage(settings))
    grouped = open_conversation(settings.knowledge_dir).gaps.grouped(found)
    print(*map(printable, gaps.listed(grouped)), sep="\n")
    return DONE


def run_chat(options: argparse.Namespace, settings: Settings) -> int:
    """Chat in this terminal."""
    return _chat_here(options, settings, with_token_hint=False)


def run_check(_: argparse.Namespace, settings: Settings) -> int:
    """Print all problems of the knowledge, one a line."""
    problems = check(settings.knowledge_dir)
    for problem in problems:
        print(problem)
    if not problems:
        print(f"{settings.knowledge_dir}: no problems")
    return PROBLEMS if problems else DONE


def run_train(options: argparse.Namespace, settings: Settings) -> int:
    """Learn the weights of the ranking, and write them into the knowledge folder."""
    from bot.evaluation import evaluate, training  # noqa: PLC0415

    conversation = open_conversation(settings.knowledge_dir)
    chats = [chat for chat in evaluate.corpus(options.files) if not chat.unseen]
    found = list(training.examples(conversation, chats))
    file = settings.knowledge_dir / RANKING
    training.write(training.learnt(found), file)
    print(f"{file}: learnt from {len(found)} messages")
    return DONE


def run_evaluate(options: argparse.Namespace, settings: Settings) -> int:
    """Run the question corpus; the unseen half shows figures only."""
    from bot.evaluation import evaluate, report  # noqa: PLC0415

    conversation = open_conversation(settings.knowledge_dir)
    chats = evaluate.corpus(options.files)
    chats = evaluate.misspelt(chats) if options.typos else chats
    halves = ("seen", "unseen") if options.half == "all" else (options.half,)
    found = {
        half: evaluate.evaluate(conversation, [chat for chat in chats if chat.unseen == (half == "unseen")])
        for half in halves
    }
    if options.json:
        print(json_line({half: report.as_json(tallies) for half, tallies in found.items()}))
        return DONE
    for half, tallies in found.items():
        print(*map(printable, report.table(half, tallies)), sep="\n")
        if options.show and half == "seen":
            print(*map(printable, report.misses(tallies)), sep="\n")
    return DONE


def ask(options: argparse.Namespace, settings: Settings) -> int:
    """Answer one question from the command line, or many from standard input."""
    conversation = open_conversation(settings.knowledge_dir)
    if options.jsonl:
        ask_jsonl(conversation, sys.stdin, sys.stdout)
        return DONE
    state = State().with_language(options.lang) if options.lang else None
    question = " ".join(options.question)
    reply, _ = conversation.respond(question, state)
    why = conversation.explain(question, state) if options.why else None
    if options.json:
        print(json_line(reply_json(reply) | ({"why": why} if why else {})))
        return DONE
    print(printable("\n".join((reply.text, *(f"- {option.label}" for option in reply.options)))))
    if why:
        print(f"\n{printable(why)}")
    return DONE


def _chat_here(options: argparse.Namespace, settings: Settings, *, with_token_hint: bool) -> int:
    from rich.console import Console  # noqa: PLC0415

    conversation: Conversation = open_conversation(settings.knowledge_dir)
    language = options.lang or language_of(os.environ)
    console = Console(highlight=False)
    if with_token_hint:
        console.print(conversation.phrase("terminal_token", language), markup=False, soft_wrap=True)
        console.print()
    chat(conversation, language, console, typed_lines(sys.stdin, console))
    return DONE


def language_of(environment: Mapping[str, str]) -> Language:
    """Tell the language of the terminal, when it is one that the bot speaks; else Dutch."""
    names = (environment.get(variable, "") for variable in ("LC_ALL", "LC_MESSAGES", "LANG"))
    code = next((name for name in names if name), "")[:2].lower()
    return Language(code) if code in list(Language) else Language.NL


def _refuse_mixed(parser: argparse.ArgumentParser, options: argparse.Namespace) -> None:
    """End with a usage message when `ask` has nothing to answer, or two things."""
    if not options.jsonl and not options.question:
        parser.error('ask: a question is missing; try: ask "hoeveel projecten had PYSI?"')
    if options.jsonl and (options.question or options.why or options.json or options.lang):
        parser.error("ask: --jsonl takes its questions from standard input, and no other option")


def _tolerate_any_text() -> None:
    """Read and write UTF-8 in any locale; bytes that are none must not end the bot."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    sys.exit(main())
