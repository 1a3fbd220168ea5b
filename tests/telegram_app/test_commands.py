"""The commands, browsing, cards, votes, links and groups, with the shipped knowledge behind a real application."""

import re
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from telegram import Update

from bot.conversation import Conversation
from bot.knowledge.model import Language
from bot.settings import Settings
from bot.storage.memory import MemoryStore
from bot.telegram_app.application import BotApplication, build_application
from bot.telegram_app.votes import MemoryVotes
from tests.telegram_app.double import BOT, EN_USER, FR_USER, GROUP, NL_USER, Recorder, feed, message, tap

USERS = pytest.mark.parametrize(
    ("user", "language"), [(NL_USER, Language.NL), (FR_USER, Language.FR)], ids=["nl", "fr"]
)


@pytest.fixture
def votes() -> MemoryVotes:
    """Make the place where votes are counted."""
    return MemoryVotes()


@pytest_asyncio.fixture
async def bot(
    real_conversation: Conversation, settings: Settings, recorder: Recorder, store: MemoryStore, votes: MemoryVotes
) -> AsyncIterator[BotApplication]:
    """Yield the application, started, with the shipped knowledge."""
    built = build_application(real_conversation, store, settings, recorder, votes=votes)
    async with built:
        yield built


def pressed(recorder: Recorder, label: str, **more: Any) -> dict[str, Any]:
    """Make a press on the button with this label under what was read last."""
    data = {one: data for row in recorder.last.buttons for one, data in row}
    return tap(data[label], **more)


@USERS
async def test_the_other_language_is_one_tap_away(
    bot: BotApplication, recorder: Recorder, user: dict[str, Any], language: Language
) -> None:
    """The greeting changes in place, and the chat goes on in the new language."""
    await feed(bot, message("/start", user=user))
    other = {"nl": "Français", "fr": "Nederlands"}[language]
    greeted = recorder.last.text
    await feed(bot, pressed(recorder, other, user=user))
    assert recorder.edits[-1].text not in ("", greeted)
    await feed(bot, message("PYSI", user=user))
    assert ("Bron: " in recorder.last.text) == (language is Language.FR)


@USERS
async def test_browsing(bot: BotApplication, recorder: Recorder, user: dict[str, Any], language: Language) -> None:
    """Families, a family on two pages, a card, and back to the page it came from: all in one message."""
    await feed(bot, message(f"/{'programmas' if language is Language.NL else 'programmes'}", user=user))
    assert len(recorder.last.labels) == 4
    await feed(bot, pressed(recorder, recorder.last.labels[0], user=user))
    assert len(recorder.last.labels) == 8 + 2
    await feed(bot, pressed(recorder, recorder.last.labels[-2], user=user))
    page = recorder.last
    assert page.labels[-2].startswith("‹")
    await feed(bot, pressed(recorder, "Spin-Off", user=user))
    assert recorder.last.text.startswith("<b>Spin-Off</b>")
    back = next(label for label in recorder.last.labels if label.startswith("«"))
    await feed(bot, pressed(recorder, back, user=user))
    assert recorder.last.buttons == page.buttons
    await feed(bot, pressed(recorder, recorder.last.labels[-1], user=user))
    assert len(recorder.last.labels) == 4
    assert len(recorder.sent) == 1


async def test_every_programme_can_be_reached(
    bot: BotApplication, recorder: Recorder, real_conversation: Conversation
) -> None:
    """Leafing through all pages of all families shows each programme once, and each has its card."""
    seen: list[str] = []
    for number in range(4):
        await feed(bot, message("/programmas"), pressed_nth(recorder, number))
        while True:
            buttons = [one for row in recorder.last.buttons for one in row]
            seen += [data for _, data in buttons if data.startswith("~1|c|")]
            onward = [data for label, data in buttons if label.endswith("›")]
            if not onward:
                break
            await feed(bot, tap(onward[0]))
    assert sorted(data.split("|")[-1] for data in seen) == sorted(real_conversation.base.programmes)
    for data in seen:
        await feed(bot, tap(data))
        assert recorder.last.labels[-1] == "👎 Fout"


def pressed_nth(recorder: Recorder, number: int) -> dict[str, Any]:
    """Make a press on the button of a family, whose data does not depend on what is shown."""
    families = ("innoviris-programmes", "european-programmes", "ecosystem-services", "science-promotion")
    assert recorder is not None
    return tap(f"~1|f|nl|{families[number]}|0")


@USERS
async def test_a_card_in_the_other_language(
    bot: BotApplication, recorder: Recorder, user: dict[str, Any], language: Language
) -> None:
    """The same card, re-rendered in place, and back again."""
    await feed(bot, message("PYSI budget 2023", user=user))
    first = recorder.last
    own, other = ("Nederlands", "Français") if language is Language.NL else ("Français", "Nederlands")
    await feed(bot, pressed(recorder, other, user=user))
    assert recorder.edits[-1].text != first.text
    await feed(bot, pressed(recorder, own, user=user))
    assert (recorder.last.text, recorder.last.buttons) == (first.text, first.buttons)


async def test_advice_in_the_other_language(bot: BotApplication, recorder: Recorder) -> None:
    """The same programmes, in place; when what was said is forgotten, the advice begins anew."""
    await feed(bot, message("ik ben een kmo en wil een prototype maken"))
    names = recorder.last.labels[:3]
    press = pressed(recorder, "Français")
    await feed(bot, press)
    assert recorder.edits[-1].text.startswith("Vous cherchez")
    assert [name.split(" (")[0] for name in recorder.last.labels[:3]] == [name.split(" (")[0] for name in names]
    await feed(bot, pressed(recorder, "Nederlands"))
    assert recorder.last.labels[:3] == names
    await feed(bot, message("/vergeet"), press)
    assert recorder.last.text.startswith("Pour quoi voulez-vous de l'aide")


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("/budget pysi", "1.371.814"),
        ("/budget", "46.405.255"),
        ("/budget xyzzy", "Dat vind ik niet"),
        ("/top", "R&amp;D Projects"),
        ("/kies", "Waarbij kunt u hulp gebruiken?"),
        ("/settings", "Taal: <b>Nederlands</b>"),
        ("/privacy", "/vergeet"),
        ("/help", "/programmas – "),
        ("/programas", "/programmas?"),
        ("/graphiqu", "/graphique?"),
        ("/prijs", "Dat commando ken ik niet."),
        ("/start p_patents", "<b>Patents (octrooien)</b>"),
        ("/start fr_p_patents", "<b>Patents (brevets)</b>"),
        ("/start kies", "Waarbij kunt u hulp gebruiken?"),
        ("/start choisir", "Pour quoi voulez-vous de l'aide"),
        ("/start p_nothing", "Dag!"),
        ("/start ../../etc", "Dag!"),
    ],
)
async def test_commands(bot: BotApplication, recorder: Recorder, command: str, words: str) -> None:
    """Each command answers with what it is for, in the language of the chat."""
    await feed(bot, message(command))
    assert words in recorder.last.text
    assert len(recorder.sent) == 1


async def test_french_command_speaks_french(bot: BotApplication, recorder: Recorder) -> None:
    """Whose language is not known is answered in that of the command."""
    await feed(bot, message("/programmes", user=EN_USER))
    assert "programmes et initiatives" in recorder.last.text


async def test_forget(bot: BotApplication, recorder: Recorder, store: MemoryStore) -> None:
    """Nothing is left in the store, and the bot says so."""
    await feed(bot, message("PYSI budget"), message("/vergeet"))
    assert recorder.last.text.startswith("Gewist")
    assert await store.get(70, NL_USER["id"]) is None


async def test_long_reply_is_paged(bot: BotApplication, recorder: Recorder) -> None:
    """A long list is one message whose pages are turned in place; nothing is lost, each page tells the source."""
    await feed(bot, message("alle programma's"))
    (first,) = recorder.sent
    assert not [label for label in first.labels if "(0/" in label or "‹" in label]
    await feed(bot, pressed(recorder, "Volgende (2/2) ›"))
    second = recorder.edits[-1]
    assert not [label for label in second.labels if "›" in label]
    assert len(first.text) < 1000
    assert "CanSat" in second.text
    assert "CanSat" not in first.text
    assert first.text.splitlines()[-1] == second.text.splitlines()[-1]
    await feed(bot, pressed(recorder, "‹ Vorige (1/2)"))
    assert recorder.last.text == first.text
    await feed(bot, tap("~1|p|99|1|list|nl|"))
    assert recorder.last.text == second.text


async def test_vote_counts_once(bot: BotApplication, recorder: Recorder, votes: MemoryVotes) -> None:
    """A double tap counts once; thanks are brief, and the buttons go."""
    await feed(bot, message("PYSI budget 2023"))
    press = pressed(recorder, "👍 Juist")
    press["callback_query"]["message"]["reply_markup"] = {
        "inline_keyboard": [[{"text": "👍 Juist", "callback_data": "~1|v|up"}, {"text": "Meer", "callback_data": "x"}]]
    }
    await feed(bot, press, press)
    assert votes.counted == {("1|figure|nl|prove-your-social-innovation|funding|2023", True): 1}
    assert next(call.parameters.get("text") for call in recorder.calls if call.method == "answerCallbackQuery")
    (kept,) = {str(call.buttons) for call in recorder.calls if call.method == "editMessageReplyMarkup"}
    assert kept == "[[('Meer', 'x')]]"


@pytest.mark.parametrize(
    "data", ["~", "~1", "~1|x|nl", "~1|l|de", "~1|h|nl|cats", "~1|p|many|1|list|nl|", "~0|b|nl", "~1|p|7|x"]
)
async def test_old_button_of_the_front(
    bot: BotApplication, recorder: Recorder, data: str, caplog: pytest.LogCaptureFixture
) -> None:
    """A button that this version never made gets the help text, and no error is logged."""
    await feed(bot, tap(data))
    assert "activiteitenverslag" in recorder.last.text
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


async def test_corrected_question_corrects_its_answer(bot: BotApplication, recorder: Recorder) -> None:
    """The answer that stands there changes; one that can't be found is sent anew, quoting."""
    asked = message("PYSI budget 2022")
    corrected = {"update_id": 1, "edited_message": asked["message"] | {"text": "PYSI budget 2023", "edit_date": 2}}
    await feed(bot, asked, corrected)
    assert len(recorder.sent) == 1
    assert "1.371.814" in recorder.edits[-1].text
    recorder.refusals["editMessageText"] = (400, "Bad Request: message to edit not found")
    await feed(bot, corrected)
    assert "reply_parameters" in recorder.sent[-1].parameters


async def test_share_leads_to_the_card(bot: BotApplication, recorder: Recorder) -> None:
    """The link that a card shares opens that card in that language."""
    await feed(bot, message("c'est quoi PYSI ?", user=FR_USER))
    (url,) = [data for row in recorder.last.buttons for _, data in row if data.startswith("https://t.me/share/url?")]
    found = re.search(r"InnovirisBot%3Fstart%3D([\w-]+)", url)
    assert found is not None
    card = recorder.last.text
    await feed(bot, message(f"/start {found[1]}"))
    assert recorder.last.text == card


@pytest.mark.parametrize(
    ("user", "words"), [(NL_USER, ["/vraag"]), (FR_USER, ["/question"]), (EN_USER, ["/vraag", "/question"])]
)
async def test_added_to_a_group(
    bot: BotApplication, recorder: Recorder, user: dict[str, Any], words: list[str]
) -> None:
    """A short greeting that says how to ask, once, in the language of whoever added it."""
    member = {status: {"status": status, "user": BOT} for status in ("left", "member")}
    change = {
        "chat": GROUP,
        "from": user,
        "date": 1,
        "old_chat_member": member["left"],
        "new_chat_member": member["member"],
    }
    await feed(bot, {"update_id": 1, "my_chat_member": change}, message(chat=GROUP, user=user, new_chat_members=[BOT]))
    (call,) = recorder.sent
    assert all(word in call.text for word in words)


async def test_changed_in_a_group(bot: BotApplication, recorder: Recorder) -> None:
    """Who is in the group already does not greet again."""
    member = {"status": "member", "user": BOT}
    change = {"chat": GROUP, "from": NL_USER, "date": 1, "old_chat_member": member, "new_chat_member": member}
    await feed(bot, {"update_id": 1, "my_chat_member": change})
    assert recorder.sent == []


async def test_removed_from_a_group(bot: BotApplication, recorder: Recorder) -> None:
    """No word to a group that the bot is no longer in, nor to who blocked it."""
    old, new = ({"status": "member", "user": BOT}, {"status": "left", "user": BOT})
    for chat in (GROUP, {"id": 70, "type": "private"}):
        change = {"chat": chat, "from": NL_USER, "date": 1, "old_chat_member": old, "new_chat_member": new}
        await feed(bot, {"update_id": 1, "my_chat_member": change})
    assert recorder.sent == []


async def test_short_in_a_group(bot: BotApplication, recorder: Recorder) -> None:
    """In a group an answer has no buttons about itself."""
    await feed(bot, message("/vraag PYSI budget", chat=GROUP))
    assert "1.371.814" in recorder.last.text
    assert not {"Français", "👍 Juist"} & set(recorder.last.labels)


async def test_pages_turn_in_place_in_a_group(bot: BotApplication, recorder: Recorder) -> None:
    """A page is turned in the message itself; what a button asks is answered with a new one."""
    await feed(bot, message("/vraag alle programma's", chat=GROUP))
    await feed(bot, pressed(recorder, next(label for label in recorder.last.labels if label.endswith("›")), chat=GROUP))
    assert (len(recorder.sent), len(recorder.edits)) == (1, 1)
    await feed(bot, tap("1|describe|nl|patents", chat=GROUP))
    assert (len(recorder.sent), len(recorder.edits)) == (2, 1)


def inline(words: str, user: dict[str, Any] = NL_USER) -> dict[str, Any]:
    """Make an update with an inline query."""
    return {"update_id": 1, "inline_query": {"id": "1", "from": user, "query": words, "offset": ""}}


def results(recorder: Recorder) -> list[dict[str, Any]]:
    """What the last inline query was answered with."""
    call = [call for call in recorder.calls if call.method == "answerInlineQuery"][-1]
    assert call.parameters["is_personal"] is True
    found: list[dict[str, Any]] = call.parameters["results"]
    return found


@USERS
async def test_inline(bot: BotApplication, recorder: Recorder, user: dict[str, Any], language: Language) -> None:
    """At most five finished cards, the answer first, in the language of who asks."""
    await feed(bot, inline("pysi budget 2023", user))
    found = results(recorder)
    assert 1 < len(found) <= 5
    content = found[0]["input_message_content"]
    assert content["parse_mode"] == "HTML"
    assert ("1.371.814" in content["message_text"]) == (language is Language.NL)
    assert len({one["id"] for one in found}) == len(found)


async def test_inline_without_words(bot: BotApplication, recorder: Recorder) -> None:
    """Nothing typed yet: what is most asked, five of it."""
    await feed(bot, inline(""))
    assert len(results(recorder)) == 5


async def test_inline_that_says_nothing(bot: BotApplication, recorder: Recorder) -> None:
    """Words that mean nothing get an empty list, and the way to the bot."""
    await feed(bot, inline("xyzzy qwerty"))
    assert results(recorder) == []


async def test_tap_under_an_inline_message(bot: BotApplication, recorder: Recorder) -> None:
    """A message sent through the bot changes in place, though the bot is not in that chat."""
    query = {"id": "1", "from": FR_USER, "chat_instance": "1", "inline_message_id": "abc"}
    await feed(bot, {"update_id": 1, "callback_query": query | {"data": "1|describe|fr|patents"}})
    assert recorder.edits[-1].parameters["inline_message_id"] == "abc"
    assert "brevets" in recorder.edits[-1].text
    await feed(bot, {"update_id": 2, "callback_query": query | {"data": "~1|v|up"}})
    assert recorder.calls[-1].method == "answerCallbackQuery"


def test_updates_of_every_handler_are_asked_for() -> None:
    """What has a handler is fetched."""
    from bot.telegram_app.application import ALLOWED_UPDATES  # noqa: PLC0415

    assert {Update.INLINE_QUERY, Update.MY_CHAT_MEMBER, Update.EDITED_MESSAGE} <= set(ALLOWED_UPDATES)
