"""Calculations over the shipped knowledge: however they are asked for."""

import pytest

from bot.conversation import Conversation
from bot.wording.reply import Outcome

# What is typed, and what the reply must hold; an operation each, in both languages.
ASKED: dict[str, tuple[str, str]] = {
    "sum-with-a-verb-taken-apart": ("tel CoopCity en FARI eens op", "1.592.572 euro"),
    "sum-in-a-word-for-money": ("wat is het totaalbedrag van CoopCity en FARI?", "1.592.572 euro"),
    "difference-with-a-verb-taken-apart": ("trek CoopCity van FARI af", "1.212.508 euro"),
    "difference-of-two-places": ("écart entre le plus gros et le plus petit programme ?", "15 698 965 euros"),
    "difference-of-two-numbered-places": ("hoeveel zit er tussen nummer 2 en nummer 3?", "498.002 euro"),
    "times-as-much": ("hoeveel maal groter zijn de eigen programma's dan de Europese?", "6,8 keer"),
    "a-place": ("quel programme arrive troisième en budget ?", "Prospective Research"),
    "a-place-in-a-family": ("welk Europees programma staat tweede qua budget?", "IPCEI Batteries"),
    "a-place-from-below": ("welk programma staat voorlaatst qua budget?", "Proof of Business"),
    "families-ranked": ("welke familie kreeg het meeste geld?", "1. Innoviris-programma's: 33.719.000 euro"),
    "families-summed": ("tel de vier grote blokken op", "46.405.000 euro"),
    "how-many-above": ("combien de programmes ont reçu plus de 2 millions ?", "en 2023 : 4."),
    "at-least": ("welke programma's kregen minstens 1,5 miljoen?", "1.500.000 euro"),
    "at-most": ("quels programmes ont reçu au maximum 132.703 euros ?", "Proof of Business"),
    "between": ("welke budgetten lagen tussen 1 en 1,1 miljoen?", "Driving Urban Transitions"),
    "exactly": ("quel programme n'a eu qu'un seul projet ?", "Co-Creation"),
    "above-a-round-number": ("welke Europese programma's zitten boven het miljoen?", "1.058.775 euro"),
    "without": ("hoeveel is het totaal zonder STEM?", "43.993.384 euro"),
    "without-in-a-family": ("programmes Innoviris sans R&D Projects, combien ?", "17 897 169 euros"),
    "what-is-left": ("que reste-t-il du total si on enlève STEM ?", "43 993 384 euros"),
    "total-less-one": ("het totaal min STEM", "43.993.384 euro"),
    "per-cent-of": ("hoeveel is 10 procent van het budget van STEM?", "241.187 euro"),
    "a-half-of": ("la moitié du budget de STEM, ça fait combien ?", "1 205 936 euros"),
    "per-cent-of-the-total": ("hoeveel is 5 % van het totaal?", "2.320.263 euro"),
    "both-years-of-one": ("FARI a reçu de l'argent deux fois. Ensemble, les deux font combien ?", "6 529 078 euros"),
    "the-year-before-another": ("welk bedrag kreeg PYSI het jaar voor 2023?", "660.784 euro"),
    "a-family-with-examples": ("totaal voor wetenschapspromotie, dus festival en scholen en zo?", "4.197.000 euro"),
    "the-sum-of-some-projects": ("Joint R&D, quatre projets, ça représente quelle somme ensemble ?", "3 284 602 euros"),
    "a-count-for-each": ("combien de visiteurs par stand à I Love Science ?", "283 visiteurs"),
    "the-most-for-all": ("si tous les 25 chèques innovation avaient le maximum, ça ferait combien ?", "250 000 euros"),
    "a-prize-for-all": ("als elke laureaat van de ISA 500.000 euro krijgt, hoeveel in totaal?", "1.500.000 euro"),
    "below-the-most": ("gemiddeld bedrag per wetenschapscheque, hoeveel onder het maximum?", "1.928 euro"),
    "share-of-a-count": ("hoeveel procent van de belangstellenden voor de tweede DUT-oproep was Brussels?", "9,3 %"),
    "share-of-regions": ("quelle part des régions comparées au scoreboard sont Innovation Leaders ?", "36 sur 239"),
    "rest-of-a-count": ("hoeveel erkende centra hadden de Innovation Vouchers zonder de nieuwe?", "108"),
    "not-a-quarter-of-an-hour": ("c'est quoi la ville du quart d'heure pour DUT ?", "quart d'heure"),
    "an-amount-to-be-checked": ("ik las 15 miljoen voor R&D Projects, klopt dat?", "15.821.831 euro"),
    "an-amount-behind-a-name": ("klopt het dat FARI 1,4 miljoen kreeg?", "1.402.540 euro"),
    "the-total-to-be-checked": ("46,4 millions octroyés par Innoviris en 2023, c'est exact ?", "46 405 255 euros"),
    "a-count-of-the-largest": ("hoeveel projecten telt het grootste programma?", "27 projecten via R&D Projects"),
    "a-count-of-the-smallest": ("combien de chèques dans le plus petit programme ?", "40 chèques scientifiques"),
    "a-count-between-two-years": ("différence de visiteurs entre 2022 et 2023 ?", "2 000 visiteurs de plus"),
    "more-between-two-years": ("combien en plus entre 2022 et 2023 pour PYSI ?", "711 030 euros de plus"),
    "not-half-a-million": ("een half miljoen per starter bij de ISA, klopt dat?", "500.000 euro"),
}

RESTRICTED: dict[str, tuple[str, str]] = {
    "a-field": ("hoeveel STEM-projecten waren er over robotica?", "56 projecten"),
    "an-organisation": ("parmi les quatre doctorats d'Applied PhD, combien sont à l'ULB ?", "4 doctorats"),
    "an-organisation-of-a-project": ("hoeveel van het geld van ArchiSols is voor het Rijksarchief?", "1.257.069 euro"),
    "one-kind-of-several": ("hoeveel R&D Projects gingen naar kmo's?", "27 projecten"),
}
UNTOLD: dict[str, tuple[str, str]] = {
    "who-did-not-win": ("wie waren de verliezers van de ISA?", "Lileo"),
    "which-were-refused": ("quels candidats de l'ISA n'ont rien eu ?", "Lileo"),
}
WHOLE: dict[str, tuple[str, str]] = {
    "whom-it-is-for": ("hoeveel kmo's kregen een innovation voucher?", "25 kmo's"),
    "whoever-has-it-all": ("combien Solvay a reçu via IPCEI Batteries ?", "1 499 838 euros"),
    "said-of-oneself": ("Ik werk aan de ULB. Hoeveel kreeg Applied PhD?", "1.550.614 euro"),
}


@pytest.mark.parametrize(("message", "held"), [pytest.param(*one, id=name) for name, one in ASKED.items()])
def test_a_calculation_is_understood(message: str, held: str, real_conversation: Conversation) -> None:
    """What is asked for is calculated, however it is said."""
    reply, _ = real_conversation.respond(message)
    assert held in " ".join(reply.text.split()), reply.text


@pytest.mark.parametrize(("message", "near"), [pytest.param(*one, id=name) for name, one in RESTRICTED.items()])
def test_the_whole_is_no_answer_for_a_part(message: str, near: str, real_conversation: Conversation) -> None:
    """A part that the report does not give is not known; the whole comes along as what is."""
    reply, _ = real_conversation.respond(message)
    assert reply.outcome == Outcome.UNKNOWN
    assert near in " ".join(reply.text.split()), reply.text


@pytest.mark.parametrize(("message", "near"), [pytest.param(*one, id=name) for name, one in UNTOLD.items()])
def test_who_got_nothing_is_not_known(message: str, near: str, real_conversation: Conversation) -> None:
    """Who is asked and not how many: the report names only those who won."""
    reply, _ = real_conversation.respond(message)
    assert reply.outcome == Outcome.UNKNOWN
    assert near in reply.text


@pytest.mark.parametrize(("message", "held"), [pytest.param(*one, id=name) for name, one in WHOLE.items()])
def test_what_restricts_nothing_gets_the_whole(message: str, held: str, real_conversation: Conversation) -> None:
    """Whom a programme is for, or who has all of it, is no part."""
    reply, _ = real_conversation.respond(message)
    assert reply.outcome == Outcome.ANSWERED
    assert held in " ".join(reply.text.split()), reply.text
