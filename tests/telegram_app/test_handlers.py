"""What comes back for each kind of update, through a real application."""

import logging
import re
from typing import Any

import pytest
from telegram import CallbackQuery, Chat, InaccessibleMessage, Update, User

from bot.conversation import State
from bot.knowledge.model import Language
from bot.storage.memory import MemoryStore
from bot.telegram_app.application import BotApplication
from tests.telegram_app.double import (
    BOT,
    EN_USER,
    FR_USER,
    GROUP,
    NL_USER,
    PRIVATE,
    Recorder,
    feed,
    message,
    tap,
)

BOTS_MESSAGE = {"message_id": 1, "date": 1, "chat": GROUP, "from": BOT, "text": "vorig antwoord"}
OTHERS_MESSAGE = BOTS_MESSAGE | {"from": FR_USER}


async def test_start_greets_with_examples(application: BotApplication, recorder: Recorder) -> None:
    """/start: the greeting in the language of the client, questions to tap, the way to the other language."""
    await feed(application, message("/start"))
    assert recorder.last.text.startswith("<b>greeting</b> nl")
    assert recorder.last.labels == ["hoeveel projecten?", "wie ben je?", "Français"]


@pytest.mark.parametrize(
    ("user", "languages"), [(NL_USER, ["nl"]), (FR_USER, ["fr"]), (EN_USER, ["nl", "fr"])], ids=["nl", "fr-BE", "en"]
)
async def test_start_follows_the_client(
    application: BotApplication, recorder: Recorder, user: dict[str, Any], languages: list[str]
) -> None:
    """Nobody is asked for a language that their Telegram tells; others are greeted in both, and may choose."""
    await feed(application, message("/start", user=user))
    assert re.findall(r"</b> (\w+)", recorder.last.text) == languages
    if len(languages) > 1:
        assert recorder.last.labels == ["Nederlands", "Français"]


async def test_start_forgets_the_context(application: BotApplication, recorder: Recorder, store: MemoryStore) -> None:
    """A new start keeps the language and nothing else."""
    await store.put(PRIVATE["id"], NL_USER["id"], State().with_language(Language.FR))
    await feed(application, message("/start"))
    assert recorder.last.text.startswith("<b>greeting</b> fr")
    state = await store.get(PRIVATE["id"], NL_USER["id"])
    assert state is not None
    assert (state.language, state.context) == (Language.FR, State().context)


async def test_help_tells_how_to_ask(application: BotApplication, recorder: Recorder) -> None:
    """/help names the commands of the user's language and offers examples."""
    await feed(application, message("/help", user=FR_USER))
    assert "/langue" in recorder.last.text
    assert recorder.last.buttons


async def test_text_is_answered(application: BotApplication, recorder: Recorder) -> None:
    """A question in a private chat gets the reply as HTML, without a preview of links, quoting nothing."""
    await feed(application, message("hoeveel <projecten>?"))
    (call,) = recorder.sent
    assert call.text == "<b>hoeveel &lt;projecten&gt;?</b> &amp; &lt;nl&gt;"
    assert call.parameters["link_preview_options"] == {"is_disabled": True}
    assert "reply_parameters" not in call.parameters


async def test_language_follows_what_is_typed(application: BotApplication, recorder: Recorder) -> None:
    """The state of one message is there for the next."""
    await feed(application, message("combien"), message("pysi"))
    assert recorder.last.text == "<b>pysi</b> &amp; &lt;fr&gt;"


async def test_long_reply_comes_in_parts(application: BotApplication, recorder: Recorder) -> None:
    """Ten thousand characters arrive as messages that Telegram accepts, in order, nothing lost."""
    await feed(application, message("lang"))
    assert len(recorder.sent) == 3
    assert sum(call.text.count("regel &amp; regel") for call in recorder.sent) == 600


async def test_corrected_text_is_answered_again(application: BotApplication, recorder: Recorder) -> None:
    """The new answer quotes the message that was corrected."""
    await feed(application, message("pisy"), message("pysi", kind="edited_message"))
    assert recorder.last.text.startswith("<b>pysi</b>")
    assert "reply_parameters" in recorder.last.parameters


async def test_corrected_command_runs(application: BotApplication, recorder: Recorder) -> None:
    """Who mends a typo in a command gets what they wanted."""
    await feed(application, message("/halp"), message("/help", kind="edited_message"))
    assert "/taal" in recorder.last.text


async def test_options_become_buttons(application: BotApplication, recorder: Recorder) -> None:
    """Each option is a button with its data."""
    await feed(application, message("welke"))
    assert recorder.last.buttons == [[("R&D <Projects>", "p:rd"), ("Joint R&D", "p:joint")]]


async def test_tap_edits_the_message(application: BotApplication, recorder: Recorder) -> None:
    """The press is answered first; then the answer takes the place of the question."""
    await feed(application, tap("p:rd"))
    assert [call.method for call in recorder.calls[-2:]] == ["answerCallbackQuery", "editMessageText"]
    assert recorder.last.text.startswith("<b>tap p:rd</b>")


@pytest.mark.parametrize("reason", ["message to edit not found", "message can't be edited"])
async def test_tap_on_what_cannot_be_edited(application: BotApplication, recorder: Recorder, reason: str) -> None:
    """When the message can't be edited, the answer is a new one."""
    recorder.refusals["editMessageText"] = (400, f"Bad Request: {reason}")
    await feed(application, tap("p:rd"))
    assert [call.text[:8] for call in recorder.sent] == ["<b>tap p"]


async def test_second_tap_says_nothing_new(application: BotApplication, recorder: Recorder) -> None:
    """An edit that changes nothing is no failure and no second message."""
    recorder.refusals["editMessageText"] = (
        400,
        "Bad Request: message is not modified",
    )
    await feed(application, tap("p:rd"))
    assert recorder.sent == []


async def test_tap_too_old_to_acknowledge(application: BotApplication, recorder: Recorder) -> None:
    """A press that waited while the bot was away is answered all the same."""
    recorder.refusals["answerCallbackQuery"] = (
        400,
        "Bad Request: query is too old",
    )
    await feed(application, tap("p:rd"))
    assert recorder.last.text.startswith("<b>tap p:rd</b>")


async def test_tap_under_an_inaccessible_message(application: BotApplication, recorder: Recorder) -> None:
    """A message that Telegram no longer shows to bots: the answer is a new one."""
    query = CallbackQuery("1", User(7, "An", False), "1", InaccessibleMessage(Chat(70, "private"), 5), "p:rd")
    query.set_bot(application.bot)
    await application.process_update(Update(1, callback_query=query))
    assert recorder.sent[-1].parameters["chat_id"] == PRIVATE["id"]


async def test_tap_in_a_group_leaves_the_message(application: BotApplication, recorder: Recorder) -> None:
    """The message with the button may be somebody else's answer."""
    await feed(application, tap("p:rd", chat=GROUP))
    assert (len(recorder.edits), len(recorder.sent)) == (0, 1)


@pytest.mark.parametrize("command", ["/taal fr", "/langue FR", "/taal@InnovirisBot fr"])
async def test_language_by_argument(
    application: BotApplication, recorder: Recorder, store: MemoryStore, command: str
) -> None:
    """The language named is used from then on."""
    await feed(application, message(command))
    assert "français" in recorder.last.text
    state = await store.get(PRIVATE["id"], NL_USER["id"])
    assert state is not None
    assert state.language is Language.FR


@pytest.mark.parametrize("command", ["/taal", "/langue de"])
async def test_language_by_button(application: BotApplication, recorder: Recorder, command: str) -> None:
    """Without a known argument two buttons are shown; a tap switches, and says so in the new language."""
    await feed(application, message(command))
    ((_, (label, data)),) = recorder.last.buttons
    assert label == "Français"
    await feed(application, tap(data))
    assert "français" in recorder.edits[-1].text
    await feed(application, message("pysi"))
    assert "&lt;fr&gt;" in recorder.last.text


async def test_unknown_command(application: BotApplication, recorder: Recorder) -> None:
    """A command that does not exist points to /help."""
    await feed(application, message("/prijs"))
    assert "/help" in recorder.last.text


@pytest.mark.parametrize(
    "content",
    [
        {"photo": [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]},
        {"voice": {"file_id": "a", "file_unique_id": "b", "duration": 1}},
        {"location": {"latitude": 50.8, "longitude": 4.4}},
        {"dice": {"emoji": "🎲", "value": 3}},
    ],
    ids=lambda content: str(next(iter(content))),
)
async def test_not_text(application: BotApplication, recorder: Recorder, content: dict[str, Any]) -> None:
    """Anything but text gets one line that says what the bot reads."""
    await feed(application, message(**content))
    (call,) = recorder.sent
    assert "tekst" in call.text


@pytest.mark.parametrize(
    "update",
    [
        message(kind="edited_message", location={"latitude": 50.8, "longitude": 4.4}),
        message(pinned_message=BOTS_MESSAGE),
        message(new_chat_members=[BOT], chat=GROUP),
        message("dag allemaal", chat=GROUP),
        message("/weer", chat=GROUP),
        message("/start@WeerBot", chat=GROUP),
        message("wat denkt @WeerBot", chat=GROUP),
        message("wat denkt @InnovirisBot2", chat=GROUP),
        message("en jij?", chat=GROUP, reply_to_message=OTHERS_MESSAGE),
        message(chat=GROUP, dice={"emoji": "🎲", "value": 3}),
        message("hallo", kind="channel_post", chat={"id": -5, "type": "channel", "title": "k"}),
    ],
    ids=[
        "live location",
        "pinned",
        "joined",
        "talk",
        "unknown command",
        "command of another bot",
        "mention of another",
        "mention of a longer name",
        "reply to another",
        "dice",
        "channel",
    ],
)
async def test_silent(application: BotApplication, recorder: Recorder, update: dict[str, Any]) -> None:
    """What is not meant for the bot gets no answer."""
    await feed(application, update)
    assert recorder.sent == []


@pytest.mark.parametrize(
    ("text", "fields", "asked"),
    [
        ("@innovirisbot montant pysi", {}, "montant pysi"),
        ("montant pysi @InnovirisBot", {}, "montant pysi"),
        ("@InnovirisBot @InnovirisBot2 montant", {}, "@InnovirisBot2 montant"),
        ("montant pysi", {"reply_to_message": BOTS_MESSAGE}, "montant pysi"),
        ("/vraag montant pysi", {}, "montant pysi"),
        ("/question@InnovirisBot\nmontant pysi", {}, "montant pysi"),
    ],
    ids=["mention", "mention at the end", "mention of two", "reply", "command", "command with name"],
)
async def test_asked_in_a_group(
    application: BotApplication, recorder: Recorder, text: str, fields: dict[str, Any], asked: str
) -> None:
    """A question to the bot is answered, quoting it, without the bot's own name in it."""
    await feed(application, message(text, chat=GROUP, **fields))
    assert recorder.last.text.startswith(f"<b>{asked}</b>")
    assert "reply_parameters" in recorder.last.parameters


@pytest.mark.parametrize(
    ("update", "words"),
    [
        (message("/vraag", chat=GROUP), "/vraag "),
        (message("/prijs@InnovirisBot", chat=GROUP), "/help"),
        (message(chat=GROUP, dice={"emoji": "🎲", "value": 3}, reply_to_message=BOTS_MESSAGE), "tekst"),
    ],
    ids=["question without words", "unknown command with name", "not text"],
)
async def test_told_in_a_group(
    application: BotApplication, recorder: Recorder, update: dict[str, Any], words: str
) -> None:
    """What is plainly meant for the bot gets a word in a group too."""
    await feed(application, update)
    assert words in recorder.last.text


async def test_two_people_in_a_group(application: BotApplication, recorder: Recorder) -> None:
    """One's language is not the other's."""
    await feed(application, message("/vraag combien", chat=GROUP), message("/vraag pysi", chat=GROUP, user=EN_USER))
    assert "&lt;None&gt;" in recorder.last.text


async def test_failure_is_logged_and_told(
    application: BotApplication, recorder: Recorder, caplog: pytest.LogCaptureFixture
) -> None:
    """The operator gets the traceback without what was typed, the user one polite line in their language."""
    await feed(application, message("boom", user=FR_USER))
    assert "excuser" in recorder.last.text
    assert "RuntimeError" in caplog.text
    (record,) = [record for record in caplog.records if record.name.startswith("bot.")]
    assert record.levelno == logging.ERROR
    assert "Ali" not in caplog.text


async def test_failure_that_cannot_be_told(
    application: BotApplication, recorder: Recorder, caplog: pytest.LogCaptureFixture
) -> None:
    """When the word of a failure fails too, that is logged, and nothing else breaks."""
    recorder.refusals["sendMessage"] = (500, "Internal Server Error")
    await feed(application, message("pysi"))
    assert "nor could the user be told" in caplog.text


async def test_who_has_blocked_the_bot(
    application: BotApplication, recorder: Recorder, caplog: pytest.LogCaptureFixture
) -> None:
    """Gets nothing, and is no error."""
    recorder.refusals["sendMessage"] = (403, "Forbidden: bot was blocked by the user")
    await feed(application, message("pysi"))
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


async def test_lone_surrogates(application: BotApplication, recorder: Recorder) -> None:
    """Half a character in a question is answered, not a failure."""
    await feed(application, message("a\ud800b"))
    assert recorder.last.text.startswith("<b>a?b</b>")
