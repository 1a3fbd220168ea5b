"""The advice dialogue over the shipped knowledge, as people tap and type their way through it."""

import random

import pytest

from bot.answering.steps import MOST_STEPS
from bot.conversation import Conversation, State
from bot.knowledge.model import Language, Need
from bot.understanding.question import Slot
from bot.wording.reply import Option, Outcome, Reply

PATHS, LONGEST_PATH = 10_000, 7
SEED = 2023
NOW = 1_000_000.0


@pytest.fixture(scope="module")
def conversation(real_conversation: Conversation) -> Conversation:
    """The shipped knowledge, at a moment that does not pass."""
    return Conversation(real_conversation.base, clock=lambda: NOW)


class Walker:
    """Taps buttons, and remembers where each led; states are numbered as they are reached."""

    def __init__(self, conversation: Conversation) -> None:
        self.conversation = conversation
        self.states: list[State] = []
        self._numbers: dict[State, int] = {}
        self._known: dict[tuple[int, str], tuple[Reply, int]] = {}

    def reach(self, state: State) -> int:
        """The number of `state`."""
        if state not in self._numbers:
            self._numbers[state] = len(self.states)
            self.states.append(state)
        return self._numbers[state]

    def tap(self, at: int, option: Option) -> tuple[Reply, int]:
        """Where `option` leads from the state with this number."""
        if (at, option.data) not in self._known:
            reply, state = self.conversation.tap(option.data, self.states[at])
            self._known[at, option.data] = reply, self.reach(state)
        return self._known[at, option.data]

    def leads_out(self, at: int, taps: int) -> bool:
        """Whether the dialogue can be left from there within so many taps."""
        state = self.states[at]
        if state.context.step is None:
            return True
        return taps > 0 and any(self.leads_out(self.tap(at, option)[1], taps - 1) for option in state.options)


def said(conversation: Conversation, *turns: str) -> list[Reply]:
    """The replies to a chat."""
    state, replies = None, []
    for turn in turns:
        reply, state = conversation.respond(turn, state)
        replies.append(reply)
    return replies


# -- tapping -------------------------------------------------------------------------------------------


def test_ten_thousand_ways_through_it(conversation: Conversation) -> None:
    """Whatever is tapped, there is a reply, and from everywhere a way out within two taps."""
    walker, chance = Walker(conversation), random.Random(SEED)
    starts = [walker.reach(conversation.choose(language)[1]) for language in Language]
    checked: set[int] = set()
    for _ in range(PATHS):
        at = chance.choice(starts)
        for _ in range(chance.randrange(1, LONGEST_PATH)):
            if not walker.states[at].options:
                break
            reply, at = walker.tap(at, chance.choice(walker.states[at].options))
            assert reply.text.strip()
            if at not in checked:
                checked.add(at)
                state = walker.states[at]
                assert walker.leads_out(at, 2), state
                assert State.from_json(state.to_json()) == state
    assert len(checked) > 500


@pytest.mark.parametrize("language", list(Language))
def test_four_taps_are_enough(language: Language, conversation: Conversation) -> None:
    """Every way of choices and "I don't know" ends in advice after at most four taps, with a programme or a reason."""
    _, first = conversation.choose(language)
    open_states, advised = {first}, 0
    for _ in range(MOST_STEPS):
        reached = set()
        for state in open_states:
            for option in state.options:
                if option.data.endswith(("|stop", "|back")):
                    continue
                reply, after = conversation.tap(option.data, state)
                if after.context.step is None:
                    advised += 1
                    assert reply.outcome is Outcome.ANSWERED
                    assert reply.programmes or reply.options
                else:
                    reached.add(after)
        open_states = reached
    assert not open_states
    assert advised > 100


def test_typed_and_tapped_are_the_same(conversation: Conversation) -> None:
    """The words of a button, typed, get the reply of the button, on every step."""
    walker = Walker(conversation)
    todo = [walker.reach(conversation.choose(language)[1]) for language in Language]
    seen = set(todo)
    while todo and len(seen) < 300:
        at = todo.pop()
        for option in walker.states[at].options:
            reply, after = walker.tap(at, option)
            assert conversation.respond(option.label, walker.states[at]) == (reply, walker.states[after])
            if after not in seen and walker.states[after].context.step:
                seen.add(after)
                todo.append(after)


def test_a_button_of_an_earlier_step_takes_that_step_back(conversation: Conversation) -> None:
    """An old button, tapped again, changes what it set; the dialogue goes on from there."""
    _, start = conversation.choose(Language.NL)
    first, _ = conversation.choose(Language.NL)
    idea, growth = first.options[:2]
    _, after_idea = conversation.tap(idea.data, start)
    _, after_growth = conversation.tap(growth.data, after_idea)
    assert after_growth.context.profile == conversation.tap(growth.data, start)[1].context.profile
    assert [step.slot for step in after_growth.context.trail] == [Slot.AREA]


def test_a_button_without_its_chat_still_advises(conversation: Conversation) -> None:
    """A button of a chat that is forgotten counts for what it says."""
    reply, _ = conversation.tap("1|choose|fr|need|protection")
    assert reply.language is Language.FR
    assert reply.outcome in {Outcome.ANSWERED, Outcome.CLARIFY}


@pytest.mark.parametrize("data", ["1|choose|nl|need|geluk", "1|choose|nl|kind|", "1|choose|nl|plan|market"])
def test_a_button_that_was_never_made_is_survived(data: str, conversation: Conversation) -> None:
    """A choice that does not exist leaves the profile as it was."""
    _, state = conversation.tap(data)
    assert not state.context.profile


# -- typing --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("turns", "first"),
    [
        pytest.param(
            ["ik zoek subsidie", "kmo", "ontwikkelen of beschermen", "uitvinding beschermen"], "patents", id="nl"
        ),
        pytest.param(
            ["je cherche un subside", "asbl", "une innovation sociale"], "prove-your-social-innovation", id="fr"
        ),
        pytest.param(["ik zoek subsidie", "weet ik niet", "school", "iets op school"], "science-vouchers", id="unsure"),
        pytest.param(["ik zoek steun", "iets met afval", "we zijn een kmo"], "circular-innovation", id="own-words"),
    ],
)
def test_steps_are_answered_in_words(turns: list[str], first: str, conversation: Conversation) -> None:
    """Each step takes the words of its buttons, or one's own."""
    replies = said(conversation, *turns)
    assert replies[0].outcome is Outcome.CLARIFY
    assert replies[-1].programmes[:1] == (first,)


def test_a_question_in_between_is_answered_and_the_step_resumes(conversation: Conversation) -> None:
    """The answer comes first, then the step again with its buttons; what was told is kept."""
    step, between, after = said(
        conversation, "we zijn een kmo en zoeken steun", "hoeveel projecten had PYSI?", "een idee aftoetsen"
    )
    assert "15 projecten" in between.text.replace("\u00a0", " ")
    assert between.text.endswith(step.text)
    assert between.options == step.options
    assert after.text.startswith("Ik noteer: een kmo.")


def test_a_step_is_let_go_after_two_other_questions(conversation: Conversation) -> None:
    """Whoever asks other things does not hear the step for ever."""
    asks = ["ik zoek subsidie", "hoeveel projecten had PYSI?", "en in 2022?", "hoeveel kreeg R&D Projects?"]
    *_, second, third = said(conversation, *asks)
    assert "Waarbij kunt u hulp gebruiken?" in second.text
    assert "Waarbij kunt u hulp gebruiken?" not in third.text


def test_back_returns_to_the_step_before(conversation: Conversation) -> None:
    """One step back asks that step again, without what was answered to it."""
    first, _, back = said(conversation, "ik zoek subsidie", "een idee aftoetsen", "terug")
    assert back.options[:-1] == first.options[:-1]
    assert not back.text.startswith("Ik noteer")


def test_stop_ends_it(conversation: Conversation) -> None:
    """After stop, what was told is forgotten and no step comes back."""
    turns = ["we zijn een kmo en zoeken steun", "stop", "hoeveel projecten had PYSI?", "ik zoek steun"]
    *_, stopped, between, again = said(conversation, *turns)
    assert stopped.outcome is Outcome.CHAT
    assert "Waarbij kunt u" not in between.text
    assert not again.text.startswith("Ik noteer")
    _, state = conversation.choose(Language.NL)
    for typed in ("kmo", "stop"):
        _, state = conversation.respond(typed, state)
    assert not state.context.profile


@pytest.mark.parametrize(
    ("turns", "step"),
    [
        pytest.param(["ik zoek subsidie", "kmo", "begin opnieuw"], "Waarbij kunt u hulp gebruiken?", id="nl"),
        pytest.param(["je cherche un subside", "asbl", "recommence"], "Pour quoi voulez-vous de l'aide ?", id="fr"),
        pytest.param(["wij zijn een kmo met een uitvinding", "herbegin"], "Waarbij kunt u hulp", id="after advice"),
    ],
)
def test_starting_again_asks_the_first_step(turns: list[str], step: str, conversation: Conversation) -> None:
    """Who starts again gets the first question, and nothing told before counts."""
    *_, again = said(conversation, *turns)
    assert again.text.replace("\u00a0", " ").startswith(step)


def test_starting_again_forgets_what_the_chat_was_about(conversation: Conversation) -> None:
    """Outside the advice too, a follow-up has nothing left to refer to."""
    *_, again, after = said(conversation, "hoeveel projecten had PYSI?", "begin opnieuw", "en in 2022?")
    assert again.outcome is Outcome.CHAT
    assert after.outcome is Outcome.UNKNOWN


@pytest.mark.parametrize(
    "message",
    [
        pytest.param("ik ben kapper", id="nl"),
        pytest.param("ik ben loodgieter, wat kan ik krijgen?", id="nl, with a field"),
        pytest.param("je suis coiffeuse, avez-vous une aide ?", id="fr"),
        pytest.param("chauffeur de taxi, quelles aides ?", id="fr, with a field"),
    ],
)
def test_whom_the_report_does_not_speak_of_is_asked_what_for(message: str, conversation: Conversation) -> None:
    """A trade says little: what it is for decides, and is asked before anything is proposed or refused."""
    (reply,) = said(conversation, message)
    assert reply.outcome is Outcome.CLARIFY
    assert len(reply.options) > 3


# -- after the advice ----------------------------------------------------------------------------------

INVENTION = "wij zijn een kmo en willen onze uitvinding beschermen"


def test_one_thing_can_be_corrected(conversation: Conversation) -> None:
    """Another kind of asker replaces the first; the need stays."""
    before, after = said(conversation, INVENTION, "neen, we zijn een grote onderneming")
    assert before.programmes[0] == "patents"
    assert "een grote onderneming" in after.text
    assert "bescherming van een uitvinding" in after.text


def test_how_much_is_asked_of_the_first(conversation: Conversation) -> None:
    """What one can get is told of the first programme; the second can be asked for."""
    advice, amount, second = said(conversation, INVENTION, "en hoeveel kan ik krijgen?", "en de tweede?")
    assert "50 %" in amount.text.replace("\u00a0", " ")
    assert amount.programmes[:1] == advice.programmes[:1] == ("patents",)
    assert second.programmes[0] == advice.programmes[1]


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        pytest.param(
            ["wij zijn een grote groep en willen een prototype testen", "waarom niet Patents?"],
            "niet van een grote onderneming",
            id="nl",
        ),
        pytest.param(
            ["nous sommes une asbl avec une idée pour des seniors isolés", "pourquoi pas les brevets ?"],
            "mais pas une asbl",
            id="fr",
        ),
        pytest.param([INVENTION, "waarom de eerste?"], "Patents (octrooien) staat in mijn voorstel", id="first"),
        pytest.param([INVENTION, "waarom niet Patents?"], "Toch wel: Patents (octrooien) staat in", id="after all"),
        pytest.param(
            ["nous sommes une PME et voulons protéger notre invention", "pourquoi pas les brevets ?"],
            "Si, justement : Patents",
            id="after all, in French",
        ),
    ],
)
def test_why_and_why_not(turns: list[str], told: str, conversation: Conversation) -> None:
    """The criterion that speaks against a programme, or for it, is named."""
    assert told in said(conversation, *turns)[-1].text.replace("\u00a0", " ")


def test_a_few_words_add_to_the_advice(conversation: Conversation) -> None:
    """Right after advice, a need alone is one more, not a question about the first programme."""
    _, more = said(conversation, INVENTION, "een prototype")
    assert "innovation-vouchers" in more.programmes
    assert "een prototype of proef" in more.text


def test_what_if_tells_what_comes_in(conversation: Conversation) -> None:
    """A programme that only the other kind of asker would be proposed is named."""
    turns = ["wij zijn een ziekenhuis en willen een prototype testen", "en als we een kmo waren?"]
    _, supposed = said(conversation, *turns)
    assert "Dat komt erbij:" in supposed.text


def test_what_if_changes_one_thing_and_keeps_the_rest(conversation: Conversation) -> None:
    """A supposition shows what is lost, and does not change what was told."""
    advice, supposed, again = said(
        conversation, INVENTION, "en als we een vzw waren?", "waarom niet de innovation vouchers?"
    )
    assert advice.programmes[0] == "patents"
    assert supposed.text.startswith("Stel: een vzw of vereniging.")
    assert "valt weg" in supposed.text
    assert "vzw" not in again.text


@pytest.mark.parametrize(
    ("message", "kindly"),
    [
        pytest.param("ik wil een nieuwe keuken, krijg ik subsidie?", "jammer genoeg", id="nl"),
        pytest.param("une aide pour payer mon loyer", "malheureusement", id="fr"),
        pytest.param("ik heb geld nodig om mijn huur te betalen", "jammer genoeg", id="rent"),
        pytest.param("je suis en colère, personne ne m'aide", "Désolé", id="anger"),
    ],
)
def test_private_wishes_and_anger_get_a_kind_word(message: str, kindly: str, conversation: Conversation) -> None:
    """Nobody who wants money for their household, or is angry, gets a programme or a bare refusal."""
    (reply,) = said(conversation, message)
    assert not reply.programmes
    assert kindly in reply.text


def test_what_only_uses_the_same_words_is_not_proposed(conversation: Conversation) -> None:
    """Beside a programme that serves what was told, none stands that serves nothing of it."""
    (reply,) = said(conversation, INVENTION)
    needs = [conversation.base.programmes[key].fit for key in reply.programmes]
    assert all(fit is not None and Need.PROTECTION in fit.needs for fit in needs)


def test_who_fits_nothing_is_told_kindly(conversation: Conversation) -> None:
    """A citizen who wants money for a roof hears what there is; for a holiday, that this is not the place."""
    roof, holiday = said(
        conversation, "ik ben een particulier en wil zonnepanelen op mijn dak", "ik wil geld voor mijn vakantie"
    )
    assert roof.text.startswith("Voor wie als burger alleen iets wil doen")
    assert roof.programmes
    assert holiday.outcome is Outcome.UNKNOWN
    assert "jammer genoeg" in holiday.text
