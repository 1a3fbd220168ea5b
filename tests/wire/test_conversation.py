"""A whole conversation in each language: the bot as its own process, played through the fake Bot API."""

from dataclasses import dataclass
from typing import Any

import pytest

from tests.wire.player import ALI, AN, EVE, GROUP, FakeApi, Player, labels

pytestmark = pytest.mark.usefixtures("bot")


@dataclass(frozen=True)
class Script:
    """What somebody says in one language, and the words that must come back."""

    user: dict[str, Any]
    other: str  # the button for the other language
    greeting: str
    question: tuple[str, str]
    follow_up: tuple[str, str]
    card: tuple[str, str, str]  # the question, its answer, the same in the other language
    chart: tuple[str, str]
    command: tuple[str, str]  # a wrong one, and the right one
    programmes: tuple[str, str, str, str]  # the command, a family, a programme, the way back
    pages: tuple[str, str]  # the question, the button to the second page
    choose: str
    forget: str
    group: tuple[str, str]
    correction: tuple[str, str, str]  # first, then, what the answer becomes


DUTCH = Script(
    user=AN,
    other="Français",
    greeting="Dag!",
    question=("hoeveel geld ging er naar pysi in 2023?", "1.371.814"),
    follow_up=("en hoeveel projecten?", "15"),
    card=("wat is patents?", "Patents (octrooien)", "Patents (brevets)"),
    chart=("toon een grafiek van de budgetten", "Bedrag per programma"),
    command=("/programmaas", "/programmas"),
    programmes=("/programmas", "Europese programma's (5)", "Eurostars", "« Europese programma's"),
    pages=("alle programma's", "Volgende (2/2) ›"),
    choose="/kies",
    forget="/vergeet",
    group=("/vraag hoeveel projecten had pysi in 2023?", "15"),
    correction=("montant pisi 2022?", "budget pysi 2023?", "1.371.814"),
)
FRENCH = Script(
    user=ALI,
    other="Nederlands",
    greeting="Bonjour !",
    question=("combien d'argent pour pysi en 2023 ?", "1 371 814"),
    follow_up=("et combien de projets ?", "15"),
    card=("c'est quoi patents ?", "Patents (brevets)", "Patents (octrooien)"),
    chart=("montre-moi un graphique des budgets", "Montant par programme"),
    command=("/programes", "/programmes"),
    programmes=("/programmes", "Programmes européens (5)", "Eurostars", "« Programmes européens"),
    pages=("tous les programmes", "Suivant (2/2) ›"),
    choose="/choisir",
    forget="/oubliemoi",
    group=("/question combien de projets pour pysi en 2023 ?", "15"),
    correction=("budget pisi 2022 ?", "montant pysi 2023 ?", "1 371 814"),
)
SCRIPTS = pytest.mark.parametrize("script", [DUTCH, FRENCH], ids=["nl", "fr"])


def plain(message: dict[str, Any]) -> str:
    """What is read, with plain spaces."""
    return str(message.get("text") or message.get("caption")).replace("\u202f", " ").replace("\u00a0", " ")


def offered(message: dict[str, Any]) -> list[str]:
    """The labels under a message, with plain spaces."""
    return [label.replace("\u00a0", " ") for label in labels(message)]


@SCRIPTS
def test_a_whole_conversation(api: FakeApi, script: Script) -> None:
    """Start, question, follow-up, tap, other language, programmes, pages, advice, forgetting: each as expected."""
    person = Player(api, script.user)
    started = person.say("/start")
    assert plain(started).startswith(script.greeting)
    assert len(labels(started)) == 4
    assert script.question[1] in plain(person.say(script.question[0]))
    answer = person.say(script.follow_up[0])
    assert script.follow_up[1] in plain(answer)
    tapped = person.tap(answer, labels(answer)[0])
    assert tapped["message_id"] == answer["message_id"]

    card = person.say(script.card[0])
    assert script.card[1] in plain(card)
    switched = person.tap(card, script.other)
    assert switched["message_id"] == card["message_id"]
    assert script.card[2] in plain(switched)
    back = person.tap(switched, next(one for one in labels(switched) if one in ("Français", "Nederlands")))
    assert plain(back) == plain(card)
    voted = person.tap(back, next(label for label in labels(back) if label.startswith("👍")))
    assert len(labels(voted)) == len(labels(back)) - 2

    assert script.command[1] in plain(person.say(script.command[0]))
    families = person.say(script.programmes[0])
    family = person.tap(families, script.programmes[1])
    programme = person.tap(family, script.programmes[2])
    assert plain(programme).startswith("Eurostars")
    assert offered(person.tap(programme, script.programmes[3])) == offered(family)

    first = person.say(script.pages[0])
    assert plain(person.tap(first, script.pages[1])) != plain(first)
    need = person.say(script.choose)
    assert plain(person.tap(need, labels(need)[0]))
    for command in ("/help", "/settings", "/privacy", "/top", "/budget patents", script.forget):
        assert plain(person.say(command))


@SCRIPTS
def test_pictures(api: FakeApi, script: Script) -> None:
    """A chart is uploaded once, and known by its file_id from then on; its caption says figures in words."""
    person = Player(api, script.user)
    since = api.mark()
    shown = person.say(script.chart[0])
    assert plain(shown).startswith(script.chart[1])
    again = person.say(script.chart[0])
    assert again["photo"][0]["file_id"] == shown["photo"][0]["file_id"]
    uploads = [call["parameters"]["photo"] for call in api.calls(since) if call["method"] == "sendPhoto"]
    assert uploads == [uploads[0], shown["photo"][0]["file_id"]]
    assert uploads[0].endswith(" bytes")


@SCRIPTS
def test_inline(api: FakeApi, script: Script) -> None:
    """Finished cards in any chat; a card that was sent so changes in place when its button is pressed."""
    person = Player(api, script.user)
    assert len(person.inline("")["results"]) == 5
    found = person.inline(script.question[0])
    assert script.question[1] in found["results"][0]["input_message_content"]["message_text"].replace("\u202f", " ")
    since = api.mark()
    query = api.control("inline", user=script.user, query=script.card[0])
    result = api.wait_for("answerInlineQuery", since=since, inline_query_id=query)["parameters"]["results"][0]
    sent = api.control("choose", user=script.user, query_id=query, result_id=result["id"])
    api.control("tap", user=script.user, label=script.other, inline=sent)
    api.wait_for("editMessageText", since=since, inline_message_id=sent)
    assert script.card[2] in api.state()["inline_messages"][sent]["text"].replace("\u00a0", " ")


@SCRIPTS
def test_in_a_group(api: FakeApi, script: Script) -> None:
    """Greeted when added; answers a command and a reply to itself, and nothing else."""
    member = Player(api, script.user, GROUP | {"id": GROUP["id"] - script.user["id"]})
    since = api.mark()
    api.control("join", user=member.user, chat=member.chat)
    assert script.group[0].split()[0] in member.reply(since)["text"]
    answer = member.say(script.group[0])
    assert script.group[1] in plain(answer)
    assert not [label for label in labels(answer) if label.startswith("👍")]
    since = api.mark()
    api.control("say", user=EVE, chat=member.chat, text="dag allemaal")
    reply = member.say(script.follow_up[0], reply_to=answer["message_id"])
    assert reply["reply_to_message"]["text"] == script.follow_up[0]
    assert len([call for call in api.calls(since) if call["method"] == "sendMessage"]) == 1


@SCRIPTS
def test_corrected_question(api: FakeApi, script: Script) -> None:
    """The answer to a corrected question takes the place of the first one."""
    person = Player(api, script.user)
    answer = person.say(script.correction[0])
    corrected = person.correct(script.correction[1])
    assert corrected["message_id"] == answer["message_id"]
    assert script.correction[2] in plain(corrected)


@SCRIPTS
@pytest.mark.parametrize(
    "content",
    [
        {"photo": [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]},
        {"voice": {"file_id": "a", "file_unique_id": "b", "duration": 1}},
        {"location": {"latitude": 50.8, "longitude": 4.4}},
        {"text": "<b>&\u202e\x00 \U0001f3b2"},
        {"text": "a" * 4096},
    ],
    ids=["photo", "voice", "location", "hostile", "long"],
)
def test_anything_else(api: FakeApi, script: Script, content: dict[str, Any]) -> None:
    """Whatever is sent, one message comes back."""
    assert Player(api, script.user).send(**content)["text"]


def test_links(api: FakeApi) -> None:
    """A link opens a card, in its language, for whoever follows it."""
    newcomer = Player(api, EVE)
    assert plain(newcomer.say("/start fr_p_patents")).startswith("Patents (brevets)")
    assert labels(newcomer.say("/start kies"))


def test_other_languages(api: FakeApi) -> None:
    """Whose language the bot does not speak is greeted in both, and chooses with one tap."""
    stranger = Player(api, EVE | {"id": 10})
    greeted = stranger.say("/start")
    assert labels(greeted) == ["Nederlands", "Français"]
    assert plain(stranger.tap(greeted, "Français")).startswith("Bonjour")


def test_double_tap(api: FakeApi) -> None:
    """Two presses at once: both are answered, nothing is sent twice."""
    person = Player(api, AN | {"id": 11})
    answer = person.say("wat is pysi?")
    since = api.mark()
    place = {"chat_id": person.chat["id"], "message_id": answer["message_id"], "label": labels(answer)[0]}
    queries = [api.control("tap", user=person.user, **place) for _ in range(2)]
    for query in queries:
        api.wait_for("answerCallbackQuery", since=since, callback_query_id=query)
    api.wait_for("editMessageText", since=since, count=2)
    assert not [call for call in api.calls(since) if call["method"] == "sendMessage"]


def test_refused_messages(api: FakeApi) -> None:
    """Who blocks the bot, a message that is gone: the bot goes on."""
    rude = Player(api, EVE | {"id": 12})
    answer = rude.say("wat is pysi?")
    api.control("block", user_id=12)
    since = api.mark()
    api.control("say", user=rude.user, chat=rude.chat, text="wat is patents?")
    assert api.wait_for("sendMessage", since=since, chat_id=12)["refused"].startswith("Forbidden")
    assert answer["text"]
    assert Player(api, AN).say("wat is pysi?")["text"]


def test_what_telegram_shows(api: FakeApi) -> None:
    """Commands in Dutch, in French and for all others, in groups fewer; descriptions in each language."""
    settings = {(what, "group" in scope, language): value for what, scope, language, value in api.state()["settings"]}
    names = {
        (group, language): [one["command"] for one in settings["MyCommands", group, language]]
        for group in (False, True)
        for language in ("", "nl", "fr")
    }
    assert "programmas" in names[False, "nl"]
    assert "programmes" not in names[False, "nl"]
    assert {"programmes", "oubliemoi"} <= set(names[False, "fr"])
    assert set(names[False, ""]) == set(names[False, "nl"]) | set(names[False, "fr"])
    assert set(names[True, "nl"]) < set(names[False, "nl"])
    for what in ("MyDescription", "MyShortDescription"):
        assert len({settings[what, False, language] for language in ("", "nl", "fr")}) == 3


def test_every_press_and_query_is_answered(api: FakeApi) -> None:
    """After all that: nobody waits."""
    assert api.state()["waiting"] == []
