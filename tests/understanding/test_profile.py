"""The profile that a message draws, over the shipped vocabulary."""

import pytest

from bot.conversation import Conversation
from bot.knowledge.model import Asker, Language, Need, Theme
from bot.understanding.profile import Leanings
from bot.understanding.question import Intent, Profile
from bot.wording.reply import Outcome


@pytest.fixture(scope="module")
def leanings() -> Leanings:
    """What three phrases teach."""
    phrases: dict[str, list[str]] = {
        Need.MARKET: ["is er een markt", "klanten zoeken"],
        Need.PROTOTYPE: ["een proef", "markt proef"],
    }
    return Leanings(phrases, Language.NL, {"is", "er", "een"})


def test_a_word_leans_to_the_need_whose_phrases_hold_it_most(leanings: Leanings) -> None:
    """A word of one need tells more than one that another shares."""
    market, customers = leanings.of("markt"), leanings.of("klant")
    assert market[Need.MARKET] > market[Need.PROTOTYPE] > 0
    assert set(customers) == {Need.MARKET}


def test_an_empty_or_unknown_word_leans_to_nothing(leanings: Leanings) -> None:
    """Function words and words of no phrase say nothing."""
    assert not leanings.of("een")
    assert not leanings.of("zeppelin")


def profile_of(message: str, conversation: Conversation) -> Profile:
    """What a chat knows of the asker after `message`."""
    return conversation.respond(message)[1].context.profile


@pytest.mark.parametrize(
    ("message", "askers"),
    [
        pytest.param("wij zijn een kmo", (Asker.SME,), id="plain"),
        pytest.param("ons bedrijf telt 800 werknemers", (Asker.LARGE_COMPANY,), id="by its staff"),
        pytest.param("non, pas une PME, on est une start-up", (Asker.STARTER,), id="not that but this"),
        pytest.param("we zijn een vzw en werken samen met scholen", (Asker.NONPROFIT,), id="with whom"),
        pytest.param("nous sommes une asbl, avec des scientifiques", (Asker.NONPROFIT,), id="with whom, in French"),
        pytest.param("wij zijn een kmo en maken een app voor ziekenhuizen", (Asker.SME,), id="for whom"),
        pytest.param("steun voor onze school", (Asker.SCHOOL,), id="for oneself"),
        pytest.param("notre école veut faire venir un scientifique", (Asker.SCHOOL,), id="who they are, not whom"),
    ],
)
def test_who_asks(message: str, askers: tuple[Asker, ...], real_conversation: Conversation) -> None:
    """The asker is who tells it of themself, not whom they work with or for."""
    assert profile_of(message, real_conversation).askers == askers


def test_a_field_inside_a_phrase_about_something_else_does_not_count(real_conversation: Conversation) -> None:
    """What a word alone would tell is not the plan's field: bicycle tyres are waste."""
    profile = profile_of("nous récupérons de vieux pneus de vélo", real_conversation)
    assert Theme.MOBILITY not in dict(profile.themes)
    assert Theme.MOBILITY in dict(profile_of("nous avons un projet de vélo", real_conversation).themes)


@pytest.mark.parametrize(
    "message",
    [
        pytest.param("kmo, moet snel een test laten doen in een labo. klein budgetje", id="a measure of the plan"),
        pytest.param("onze buurt en een labo willen samen zoeken naar een veerkrachtige wijk", id="together"),
        pytest.param("europees project over de 15-minutenstad, wij zijn een onderzoeksgroep", id="an amount"),
        pytest.param("nous étudions le vieillissement à Bruxelles pour le gouvernement", id="an unknown"),
        pytest.param("développer des semi-conducteurs avec des partenaires européens", id="a noun that is also a name"),
        pytest.param(
            "spin-off medtech avec un plan ambitieux pour percer à l'international", id="a name that tells who"
        ),
        pytest.param("twee kmo's, een in Gent en een in Lyon, samen een product maken", id="of others"),
        pytest.param("wij zijn een labo van de VUB, een firma wil met ons een doctorandus delen", id="an organisation"),
        pytest.param("pour mon école de devoirs, un stage de codage pendant les vacances", id="an internship"),
        pytest.param("een zorgcoöperatie oprichten met de buren, hoe begin ik daaraan", id="how to begin"),
        pytest.param("nous fabriquons des pèse-bébés et voulons mettre au point un modèle neuf", id="a word that asks"),
        pytest.param("we maken een nieuwe sensor en hebben nog werk voor de boeg", id="a name only guessed at"),
    ],
)
def test_what_a_plan_tells_is_not_asked(message: str, real_conversation: Conversation) -> None:
    """Words of a plan that elsewhere ask for a figure or name something unknown lead to advice all the same."""
    reply, state = real_conversation.respond(message)
    assert reply.outcome is Outcome.ANSWERED
    assert state.context.intent is Intent.RECOMMEND


@pytest.mark.parametrize(
    "message",
    [
        pytest.param("centres agréés", id="a key word"),
        pytest.param("la coopérative qui code un outil pour les supermarchés participatifs", id="a project"),
        pytest.param("hoeveel krijgt een kmo voor een test in een labo?", id="how much"),
        pytest.param("bonjour, qui fabrique des drones de livraison à Bruxelles", id="who makes it"),
        pytest.param("comme entrepreneur, quel programme a reçu le plus d'argent", id="the most"),
        pytest.param("on vérifie la proposition de valeur, c'était quel montant en tout ?", id="how much it was"),
    ],
)
def test_what_is_asked_of_the_report_is_no_plan(message: str, real_conversation: Conversation) -> None:
    """Naming who and what for is not enough for advice."""
    assert real_conversation.respond(message)[1].context.intent is not Intent.RECOMMEND


def test_a_researcher_who_starts_a_company_founds_it_on_research(real_conversation: Conversation) -> None:
    """Two things said far apart make a need that neither tells."""
    profile = profile_of("ben postdoc aan de VUB en wil met mijn algoritme een bedrijf beginnen", real_conversation)
    assert profile.needs[0][0] is Need.SPIN_OFF


def test_the_clearest_need_weighs_most(real_conversation: Conversation) -> None:
    """Words that belong to one need alone decide, not the length of the phrase."""
    profile = profile_of("is er wel een markt voor, en wie wil ervoor betalen", real_conversation)
    assert profile.needs[0] == (Need.MARKET, 1.0)


def test_what_words_only_lean_to_is_kept_apart(real_conversation: Conversation) -> None:
    """A need that no phrase tells is a guess: it may rank, but was not told."""
    profile = profile_of("wij zijn een kmo en zoeken iets rond klanten en betalen", real_conversation)
    assert {need for need, _ in profile.leaning}.isdisjoint(profile.wanted)
