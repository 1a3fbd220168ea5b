"""The one door, over the shipped knowledge: dialogues, state, buttons, and whatever people type."""

import json
from dataclasses import replace

import pytest

from bot.conversation import CONTEXT_SECONDS, Conversation, State
from bot.knowledge.loader import load
from bot.knowledge.model import Asker, Aspect, Language, Measure, Need, Operation, Theme
from bot.settings import SHIPPED_KNOWLEDGE
from bot.understanding.question import Context, Intent, Profile
from bot.wording.reply import Option, Outcome, Reply

LONGEST = 4096  # characters of a Telegram message
PYSI = "prove-your-social-innovation"

# What is typed, how it ends, and what the reply says: one chat of ten turns in each language.
DUTCH = [
    ("hallo", Outcome.CHAT, "Dag!"),
    ("wat is PYSI?", Outcome.ANSWERED, "Prove Your Social Innovation"),
    ("hoeveel geld ging daarnaartoe?", Outcome.ANSWERED, "1.371.814 euro"),
    ("en in 2022?", Outcome.ANSWERED, "660.784 euro"),
    ("en in 2019?", Outcome.UNKNOWN, "2019"),
    ("hoeveel geld ging er naar de octrooien?", Outcome.ANSWERED, "522.300 euro"),
    ("en naar R&D Projects?", Outcome.ANSWERED, "15.821.831 euro"),
    ("wie maakt bier van brood?", Outcome.ANSWERED, "Bread Beer Project"),
    ("wat is de deadline?", Outcome.UNKNOWN, "innoviris.brussels"),
    ("bedankt!", Outcome.CHAT, "Graag gedaan"),
]
FRENCH = [
    ("bonjour", Outcome.CHAT, "Bonjour"),
    ("combien d'argent pour les innovation vouchers en 2023 ?", Outcome.ANSWERED, "210 240 euros"),
    ("et pour les brevets ?", Outcome.ANSWERED, "522 300 euros"),
    ("quelle part des frais est couverte pour les brevets ?", Outcome.ANSWERED, "50 %"),
    ("combien de visiteurs au I Love Science Festival ?", Outcome.ANSWERED, "plus de 17 000 visiteurs"),
    ("et en 2022 ?", Outcome.ANSWERED, "15 000 visiteurs"),
    ("combien de dossiers Innoviris a-t-elle financés ?", Outcome.ANSWERED, "358"),
    ("qui fait de la bière avec du pain ?", Outcome.ANSWERED, "Bread Beer Project"),
    ("combien a donné la VLAIO ?", Outcome.UNKNOWN, "innoviris.brussels"),
    ("merci", Outcome.CHAT, "plaisir"),
]


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        """Seconds since the epoch."""
        return self.now


@pytest.fixture(scope="module")
def clock() -> Clock:
    """The clock of the conversation."""
    return Clock()


@pytest.fixture(scope="module")
def conversation(clock: Clock) -> Conversation:
    """The shipped knowledge, with a clock that stands still."""
    return Conversation(load(SHIPPED_KNOWLEDGE), clock)


def plain(reply: Reply) -> str:
    """What the user reads, with every space an ordinary one."""
    return reply.text.replace("\u00a0", " ").replace("\u202f", " ")


# -- dialogues -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dialogue", "language"), [(DUTCH, Language.NL), (FRENCH, Language.FR)], ids=["Dutch", "French"]
)
def test_a_dialogue(dialogue: list[tuple[str, Outcome, str]], language: Language, conversation: Conversation) -> None:
    """Ten turns, some of which leave out what they are about: each with its figure, in one language."""
    state: State | None = None
    said = []
    for typed, _, _ in dialogue:
        reply, state = conversation.respond(typed, state)
        said.append((typed, reply.outcome, plain(reply), reply.language))
    wrong = [
        turn
        for turn, (_, outcome, wanted) in zip(said, dialogue, strict=True)
        if turn[1] is not outcome or wanted not in turn[2] or turn[3] is not language
    ]
    assert wrong == []


def test_the_same_question_gets_the_same_answer(conversation: Conversation) -> None:
    """Nothing but the text and the state counts, and the state that was given stays as it was."""
    _, before = conversation.respond("wat is PYSI?")
    first = conversation.respond("en in 2022?", before)
    conversation.respond("combien pour les brevets ?")
    assert conversation.respond("en in 2022?", before) == first


def test_two_languages_in_one_chat(conversation: Conversation) -> None:
    """Who changes language is answered in the new one, about the same subject."""
    _, state = conversation.respond("hoeveel geld ging er naar PYSI?")
    reply, _ = conversation.respond("et combien de projets ont été financés ?", state)
    assert (reply.language, reply.programmes) == (Language.FR, (PYSI,))
    assert "15" in reply.text


@pytest.mark.parametrize(
    ("typed", "language"),
    [("kan het in het Nederlands?", Language.NL), ("en français s'il vous plaît", Language.FR)],
    ids=["to Dutch", "to French"],
)
def test_the_other_language_is_asked_for(typed: str, language: Language, conversation: Conversation) -> None:
    """Asked for the other language, the bot changes to it and stays with it."""
    reply, state = conversation.respond(typed, State().with_language(language.other))
    assert (reply.outcome, reply.language, state.language) == (Outcome.CHAT, language, language)
    assert conversation.respond("PYSI", state)[0].language is language


# -- state ---------------------------------------------------------------------------------------------

FULL = State(
    language=Language.FR,
    context=Context(
        targets=("patents",),
        measure=Measure.FUNDING,
        aspect=Aspect.NAMES,
        operation=Operation.SHARE,
        year=2022,
        intent=Intent.RECOMMEND,
        profile=Profile(
            askers=(Asker.SME,),
            needs=((Need.MARKET, 1.0), (Need.PROTOTYPE, 0.6)),
            themes=((Theme.FOOD, 0.5),),
            resembling=(("patents", 0.25),),
            alike=(("spin-off", 0.5),),
            named=("patents",),
            excluded=("stem",),
        ),
        earlier=("spin-off",),
    ),
    options=(Option("Qui ?", "1|describe|fr|patents"),),
    at=12.5,
)


@pytest.mark.parametrize("state", [State(), FULL], ids=["empty", "full"])
def test_state_survives_json(state: State) -> None:
    """What is written is read back, whatever is in it."""
    assert State.from_json(state.to_json()) == state


def test_state_after_a_chat_survives_json(conversation: Conversation) -> None:
    """A chat goes on from what was stored as it would from what was in memory."""
    state: State | None = None
    for typed in ("ik heb een bakkerij en zoek steun voor een prototype", "hoeveel geld ging er naar PYSI?"):
        _, state = conversation.respond(typed, state)
        assert State.from_json(state.to_json()) == state


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("{", id="not JSON"),
        pytest.param("[]", id="a list"),
        pytest.param("null", id="null"),
        pytest.param("7", id="a number"),
        pytest.param("{}", id="no version"),
        pytest.param(json.dumps({**json.loads(FULL.to_json()), "version": 99}), id="another version"),
        pytest.param(json.dumps({**json.loads(FULL.to_json()), "language": "de"}), id="another language"),
        pytest.param(json.dumps({**json.loads(FULL.to_json()), "at": "soon"}), id="no time"),
        pytest.param(json.dumps({**json.loads(FULL.to_json()), "context": []}), id="no context"),
        pytest.param(json.dumps({**json.loads(FULL.to_json()), "options": [{"label": "a"}]}), id="half an option"),
    ],
)
def test_what_is_no_state_is_refused(text: str) -> None:
    """Anything that was not written by this version is a ValueError, which a store knows what to do with."""
    with pytest.raises(ValueError, match=r".*"):
        State.from_json(text)


@pytest.mark.parametrize(
    ("seconds", "remembered"),
    [(CONTEXT_SECONDS, True), (CONTEXT_SECONDS + 1, False)],
    ids=["before", "after"],
)
def test_the_context_expires(seconds: float, remembered: bool, conversation: Conversation, clock: Clock) -> None:
    """After ten minutes "en in 2022?" is about nothing; before, it is about what was said."""
    _, state = conversation.respond("combien d'argent pour PYSI ?")
    begun = clock.now
    clock.now += seconds
    try:
        reply, after = conversation.respond("et en 2022 ?", state)
    finally:
        clock.now = begun
    assert (reply.programmes == (PYSI,)) is remembered
    assert ("660 784" in plain(reply)) is remembered
    assert after.language is Language.FR


# -- buttons -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        "wat is PYSI?",
        "hoeveel geld ging er naar de octrooien?",
        "combien pour les brevets ?",
        "bonjour",
        "help",
    ],
)
def test_a_tap_is_the_same_as_its_label_or_number(typed: str, conversation: Conversation) -> None:
    """A button that is tapped, its label typed in any case, and its number: one answer, one state."""
    reply, state = conversation.respond(typed)
    assert reply.options
    for number, option in enumerate(reply.options, 1):
        tapped = conversation.tap(option.data, state)
        assert conversation.respond(option.label, state) == tapped
        assert conversation.respond(f"  {option.label.upper()} ", state) == tapped
        assert conversation.respond(str(number), state) == tapped


def test_a_label_means_the_same_without_its_button(conversation: Conversation) -> None:
    """A label that is typed in a chat that does not show it is still about that programme."""
    reply, _ = conversation.respond("wat is PYSI?")
    for option in reply.options:
        typed, _ = conversation.respond(option.label)
        assert typed.programmes[:1] == (PYSI,), option.label


@pytest.mark.parametrize(
    "data",
    [
        "",
        "x",
        "0|describe|nl|patents",
        "1|describe|nl|gone",
        "1|figure|nl|patents|gone|",
        "1|figure|nl|project:harpo|",
        "\x00" * 64,
    ],
)
@pytest.mark.parametrize("language", Language)
def test_an_old_button_gives_help(data: str, language: Language, conversation: Conversation) -> None:
    """A button that this version never made is answered with the help, in the chat's language."""
    reply, _ = conversation.tap(data, State().with_language(language))
    assert (reply.outcome, reply.language) == (Outcome.CHAT, language)
    assert reply == conversation.tap(f"1|chat|{language}|help")[0]


@pytest.mark.parametrize("intent", ["describe", "aspect", "figure", "list", "chat", "recommend"])
def test_any_data_of_a_button_is_answered(intent: str, conversation: Conversation) -> None:
    """Buttons put together by somebody else are answered too, or get the help; none is an exception."""
    targets = ["patents", "innoviris", "scoreboard", "stem", "project:harpo", "ulb", "person:karen-boers", ""]
    rest = ["", *Measure, *Aspect, "help", "nonsense", "sme"]
    for target in (*targets, *Need):
        for second in rest:
            reply, _ = conversation.tap(f"1|{intent}|nl|{target}|{second}")
            assert reply.text.strip()


# -- whatever people type ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("", id="nothing"),
        pytest.param("   \n\t", id="spaces"),
        pytest.param("😀🍞🎉", id="emoji"),
        pytest.param("\u200b\u200d\ufeff", id="zero width"),
        pytest.param("\x00\x07\x1b[2J", id="control characters"),
        pytest.param("\ud83d", id="half a character"),
        pytest.param("?" * 5000, id="question marks"),
        pytest.param("hoeveel " * 20_000, id="very long"),
        pytest.param("a" * 100_000, id="one long word"),
        pytest.param("{value} {0} %s **vet**", id="placeholders"),
    ],
)
def test_odd_input_gets_a_short_reply(typed: str, conversation: Conversation) -> None:
    """Whatever arrives, a polite short reply goes back."""
    reply, state = conversation.respond(typed, replace(FULL, at=1_000_000.0))
    assert 0 < len(reply.text) < LONGEST
    assert State.from_json(state.to_json()) == state


def test_why_is_told_for_any_question(conversation: Conversation) -> None:
    """`explain` tells the language, the words, what they mean and the question."""
    why = conversation.explain("montnt pysi 2022")
    assert "montnt → montant" in why
    assert "subject prove-your-social-innovation (1.00)" in why
    assert "year=2022" in why


@pytest.mark.parametrize("before", ["wie is Karen Boers?", "wat doet WONDERWALLS?", "wat doet de VUB?", "en samen?"])
def test_growth_is_of_what_is_named(before: str, conversation: Conversation) -> None:
    """Whoever or whatever the chat was about: it has no figures to compare with."""
    _, state = conversation.respond(before)
    reply, _ = conversation.respond("met hoeveel is het budget van PYSI gestegen?", state)
    assert "711.030" in reply.text


FOLLOW_UPS = {
    "a sum that grows": (["budget van PYSI", "tel daar de octrooien bij", "en STEM erbij"], "4.305.985 euro"),
    "the share of a sum": (["PYSI en de octrooien samen", "hoeveel procent van het totaal is dat"], "4,1 %"),
    "the calculation goes on": (["quelle part du budget pour PYSI ?", "et pour STEM ?"], "5,2 %"),
    "per year": (["quel montant pour Brussels Studies ?", "et par an ?"], "237 777 euros par an"),
    "funded of handled": (["hoeveel dossiers werden behandeld?", "en gefinancierd?"], "358 dossiers"),
    "the year of what was told": (["hoeveel kreeg sustAIn.brussels?", "in welk jaar was dat?"], "2022"),
    "a year in two digits": (["hoeveel bezoekers had het I Love Science Festival?", "en in 22?"], "15.000 bezoekers"),
    "growth of what has no whole": (
        ["hoeveel bezoekers had het I Love Science Festival?", "hoeveel procent is dat meer?"],
        "+13,3 %",
    ),
    "whoever gives the money": (["wat is STEM?", "hoeveel gaf Innoviris daaraan?"], "2.411.871 euro"),
    "that programme": (["wat is het Bread Beer Project?", "hoeveel ging naar dat programma?"], "132.703 euro"),
    "the other one": (["wat doet WONDERWALLS?", "en het andere project?"], "Alpaflow"),
    "each on average": (["gemiddeld bedrag per project: Applied PhD of Brains for Brussels?"], "237.008 euro"),
    "per visitor": (["combien coûte le festival I Love Science par visiteur ?"], "51 euros par visiteur"),
    "by its place": (["qui a gagné l'ISA ?", "que fait la deuxième ?"], "Sentometrics"),
    "by its place from the end": (["qui a gagné l'ISA ?", "et combien pour la dernière ?"], "500 000 euros"),
    "of a family, by its place": (["welke Europese programma's zijn er?", "budget van de tweede?"], "1.499.838"),
    "an example of it": (["een voorbeeld van Co-Creation?", "wie werkt daaraan mee?"], "ULB"),
    "of two, by number": (
        ["budget van Joint R&D", "en R&D Projects?", "welk van de twee had de meeste projecten?"],
        "27",
    ),
    "described, not named": (["welk project maakt een borstkolf die met de smartphone verbindt?"], "Lileo"),
}


@pytest.mark.parametrize(("turns", "wanted"), FOLLOW_UPS.values(), ids=FOLLOW_UPS)
def test_a_follow_up(turns: list[str], wanted: str, conversation: Conversation) -> None:
    """What a message leaves out comes from what was said before."""
    state: State | None = None
    for typed in turns:
        reply, state = conversation.respond(typed, state)
    assert wanted in plain(reply)


def test_a_name_of_several_programmes_asks_which(conversation: Conversation) -> None:
    """Unless another word of the message, or the chat so far, tells it."""
    reply, _ = conversation.respond("bedrag van de cheque")
    assert reply.outcome is Outcome.CLARIFY
    reply, state = conversation.respond("bedrag van de cheque voor een school")
    assert reply.programmes[:1] == ("science-vouchers",)
    reply, _ = conversation.respond("en hoeveel is een cheque maximaal?", state)
    assert "5.000" in plain(reply)


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("hoeveel projecten kregen geld bij de tweede DUT-oproep?", id="another call"),
        pytest.param("hoeveel teams deden mee aan CanSat 2023-2024?", id="another edition"),
        pytest.param("hoeveel verdient Karen Boers?", id="what a person earns"),
    ],
)
def test_what_is_beside_it_is_not_the_answer(typed: str, conversation: Conversation) -> None:
    """A figure of the first call, of the last edition or of the programme is not what was asked."""
    reply, _ = conversation.respond(typed)
    assert reply.outcome is Outcome.UNKNOWN


@pytest.mark.parametrize(("typed", "place"), [("de tweede", 1), ("en de derde?", 2), ("2", 1)])
def test_what_was_offered_is_found_by_its_place(typed: str, place: int, conversation: Conversation) -> None:
    """Also after another question about the first."""
    advice, state = conversation.respond("ik heb een bakkerij en wil iets doen met oud brood")
    reply, _ = conversation.respond(typed, state)
    assert reply.programmes[0] == advice.programmes[place]
    if not typed.isdigit():
        _, state = conversation.respond("en hoeveel kan ik krijgen?", state)
        reply, _ = conversation.respond(typed, state)
        assert reply.programmes[0] == advice.programmes[place]


POLITE = [
    pytest.param("Goedendag, totaal 2023", "46.405.255", id="a greeting"),
    pytest.param("wat was het grootste programma van 2023? Alvast bedankt!", "R&D Projects", id="thanks in advance"),
    pytest.param("Bonjour, total 2023", "46 405 255", id="a French greeting"),
    pytest.param("Wie kan een aanvraag indienen voor PYSI?", "sociale", id="who may apply"),
    pytest.param("Mpact bij DUT?", "Eurocities", id="an organisation beside a programme"),
    pytest.param("Prospective Research: 2026?", "2026", id="a year beside a name"),
    pytest.param("welke landen bij DUT?", "somt de 27", id="which, where they are only counted"),
    pytest.param("partners van CoopCity", "CoopCity", id="an aspect that only a fact tells"),
]


@pytest.mark.parametrize(("text", "told"), POLITE)
def test_nothing_else_is_taken_for_the_question(text: str, told: str, real_conversation: Conversation) -> None:
    """Neither a courtesy nor the words around it take a question's place."""
    assert told in real_conversation.respond(text)[0].text


OF_ANOTHER_YEAR = [
    pytest.param("Hoeveel ging er samen naar STEM en de wetenschapscheques in 2019?", id="a sum"),
    pytest.param("isa totale prijzenpot alle winnaars samen in 2019", id="the sum of the years of one"),
    pytest.param("hoeveel kreeg archisols in 2019", id="a project"),
    pytest.param("welk programma kreeg het meest in 2019", id="a ranking"),
]


@pytest.mark.parametrize("text", OF_ANOTHER_YEAR)
def test_another_year_is_not_known(text: str, real_conversation: Conversation) -> None:
    """No figure of 2023 stands for one of 2019."""
    reply, _ = real_conversation.respond(text)
    assert (reply.outcome, "2019" in reply.text) == (Outcome.UNKNOWN, True)


def test_a_ranking_says_its_year(real_conversation: Conversation) -> None:
    """What is ranked in 2022 stands under 2022."""
    reply, _ = real_conversation.respond("welk programma kreeg het allermeest in 2022?")
    assert "2022" in reply.text.splitlines()[0]
