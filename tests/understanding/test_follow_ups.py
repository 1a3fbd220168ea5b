"""Follow-ups over the shipped knowledge: what the chat was about fills in what they leave out."""

import pytest

from bot.conversation import Conversation, State

Chat = tuple[tuple[str, str], ...]  # what is typed, and what the reply must hold

AMONG: dict[str, Chat] = {
    "the-most-of-those-ranked": (
        ("wat zijn de drie grootste programma's?", "1. R&D Projects"),
        ("welke daarvan heeft de meeste projecten?", "1. R&D Projects: 27 projecten"),
    ),
    "another-measure-of-those-ranked": (
        ("quels sont les trois plus gros budgets ?", "1. R&D Projects"),
        ("lequel a eu le plus de projets ?", "1. R&D Projects : 27 projets"),
    ),
    "the-same-measure-of-those-compared": (
        ("vergelijk het budget van R&D Projects en STEM", "Verschil"),
        ("welke is de grootste?", "Verschil: 13.409.960 euro"),
    ),
    "the-average-of-those-averaged": (
        ("le montant moyen par projet pour PYSI ?", "91 454 euros"),
        ("et STEM ?", "43 069 euros"),
        ("lequel des deux est le plus élevé ?", "Différence : 48 385 euros"),
    ),
    "not-of-laureates": (
        ("qui sont les lauréats de l'ISA ?", "Lileo"),
        ("lequel a reçu le plus ?", "Je ne trouve pas cela"),
    ),
    "the-same-measure-of-all": (
        ("wat zijn de drie grootste programma's?", "1. R&D Projects"),
        ("en wie kreeg het minst?", "1. Wetenschapscheques"),
    ),
    "three-that-are-named": (("PYSI, STEM en Spin-Off: welke kreeg het meest?", "1. STEM"),),
    "the-two-that-were-compared": (
        ("vergelijk het budget van R&D Projects en STEM", "Verschil"),
        ("welke heeft de meeste projecten?", "56 projecten"),
    ),
    "the-least-of-the-family-that-was-ranked": (
        ("wie kreeg het meest bij de Europese programma's?", "1. Key Digital Technologies"),
        ("en het minst?", "1. Driving Urban Transitions"),
    ),
}
REMAINDERS: dict[str, Chat] = {
    "a-ranking": (
        ("quels programmes ont reçu le plus ?", "1. R&D Projects"),
        ("et sans R&D Projects ?", "1. Joint R&D"),
    ),
    "the-ranking-of-a-family": (
        ("wie kreeg het meest bij de Europese programma's?", "1. Key Digital Technologies"),
        ("en zonder Key Digital Technologies?", "1. IPCEI Batteries"),
    ),
    "the-total": (
        ("hoeveel kende Innoviris toe in 2023?", "46.405.255 euro"),
        ("en zonder R&D Projects?", "30.583.424 euro"),
    ),
    "a-family": (
        ("combien pour la promotion des sciences ?", "4 197 000 euros"),
        ("et sans le roadshow ?", "3 397 000 euros"),
    ),
    "a-sum": (
        ("Spin-Off en PYSI en STEM, hoeveel samen?", "4.732.923 euro"),
        ("en zonder STEM?", "2.321.052 euro"),
    ),
    "those-above-an-amount": (
        ("quels programmes dépassent 2 millions ?", "1. R&D Projects"),
        ("et sans R&D Projects ?", "1. Joint R&D"),
    ),
    "those-above-another-amount": (
        ("welke programma's kregen meer dan 2 miljoen?", "Prospective Research"),
        ("en 3 miljoen?", "2. Joint R&D (gezamenlijke R&D-projecten): 3.284.602 euro\nAlleen"),
    ),
    "a-sum-of-two": (
        ("Spin-Off en PYSI, hoeveel samen?", "2.321.052 euro"),
        ("en zonder PYSI?", "949.238 euro"),
    ),
}
SUMS: dict[str, Chat] = {
    "one-more-and-another": (
        ("budget de Spin-Off pour 2023 ?", "949 238 euros"),
        ("ajoute Proof of Concept", "1 917 998 euros"),
        ("et Applied PhD", "3 468 612 euros"),
    ),
    "the-share-of-both": (
        ("budget de Patents ?", "522 300 euros"),
        ("et d'Innovation Vouchers ?", "210 240 euros"),
        ("et ensemble, ça fait quel pourcentage du total ?", "1,6 %"),
    ),
    "by-their-places": (
        ("welke drie programma's kregen het meest?", "1. R&D Projects"),
        ("verschil tussen de eerste en de tweede?", "12.537.229 euro"),
        ("en de eerste en de derde samen?", "18.608.431 euro"),
    ),
    "the-share-of-a-sum": (
        ("Spin-Off en PYSI, hoeveel samen?", "2.321.052 euro"),
        ("hoeveel procent van het totaal van Innoviris is dat?", "5,0 %"),
    ),
}

FAMILIES: dict[str, Chat] = {
    "which-they-are": (
        ("combien pour les programmes européens ?", "4 937 000 euros"),
        ("lesquels ?", "le rapport en présente 5"),
        ("lequel a reçu le plus ?", "1. Key Digital Technologies"),
    ),
    "how-it-is-divided": (
        ("combien pour la promotion des sciences ?", "4 197 000 euros"),
        ("comment ça se répartit ?", "4. Chèques"),
    ),
}
COMPARED: dict[str, Chat] = {
    "the-measure-of-the-chat": (
        ("combien de projets pour R&D Projects ?", "27 projets"),
        ("c'est plus que STEM ?", "Différence : 29 projets"),
    ),
    "money": (("combien pour PYSI ?", "1 371 814 euros"), ("c'est plus que Spin-Off ?", "(PYSI) : 1 371 814 euros")),
    "with-another-year": (
        ("hoeveel projecten had PYSI in 2023?", "15 projecten"),
        ("is dat meer dan in 2022?", "+114,3 %"),
        ("hoeveel procent?", "+114,3 %"),
    ),
    "averages": (
        ("le montant moyen par projet chez Brains for Brussels ?", "624 662 euros"),
        ("c'est plus ou moins que pour Applied PhD en moyenne ?", "Différence"),
    ),
}
LISTED: dict[str, Chat] = {
    "those-that-a-fact-names": (
        ("combien d'entreprises pour les brevets ?", "6 entreprises"),
        ("lesquelles ?", "AHOOGA"),
        ("la première fait quoi ?", "VoxelSensors"),
    ),
    "those-told-beside-a-number": (
        ("hoeveel projecten waren er bij Joint R&D?", "4 projecten"),
        ("wie doet het laatste?", "BE.MAINTENANCE"),
        ("en het totaal toegekende bedrag?", "3.284.602 euro"),
    ),
    "the-other-of-two": (
        ("hoeveel spin-offs zijn er opgericht in februari 2023?", "GENKO"),
        ("van welke universiteit is GENKO?", "UCLouvain"),
        ("en de andere?", "Vrije Universiteit"),
    ),
    "the-next": (
        ("quel programme a reçu le plus d'argent ?", "1. R&D Projects"),
        ("et juste derrière ?", "Joint R&D (projets"),
        ("et ensuite ?", "2 786 600 euros pour Prospective Research"),
    ),
    "not-a-second-call": (
        ("combien de projets DUT ?", "DREAMS"),
        ("et le deuxième appel, combien d'intéressés ?", "183"),
    ),
    "the-last-that-was-cited": (
        ("qui a gagné l'innovative starters award ?", "Wanit"),
        ("la dernière boîte que tu as citée, elle fabrique quoi ?", "préchauffe"),
    ),
    "of-the-family-that-was-ranked": (
        ("wie kreeg het meest bij de Europese programma's?", "1. Key Digital Technologies"),
        ("en de tweede?", "IPCEI"),
        ("en het minst?", "1. Driving Urban Transitions"),
    ),
    "of-two-years": (
        ("hoeveel bezoekers had het I Love Science Festival?", "17.000"),
        ("en het jaar daarvoor?", "15.000"),
        ("verschil?", "2.000 bezoekers meer"),
    ),
    "of-two-programmes": (
        ("budget van Co-Creation?", "1.257.069 euro"),
        ("en PYSI?", "1.371.814 euro"),
        ("verschil?", "114.745 euro"),
    ),
    "that-project": (
        ("welk project steunt Co-Creation?", "ArchiSols"),
        ("hoeveel ging er naar dat project?", "ArchiSols kreeg in 2023 1.257.069 euro"),
    ),
    "that-project-not-its-programme": (
        ("vertel eens over ATLAS", "ATLAS"),
        ("wat is het budget van dat project?", "Hoeveel ATLAS precies kreeg"),
    ),
    "the-other-programme": (
        ("hoeveel projecten had STEM?", "56 projecten"),
        ("en PYSI?", "15 projecten"),
        ("hoeveel geld kreeg de andere?", "2.411.871 euro"),
    ),
    "how-many-others": (
        ("hoeveel kreeg Small Foot?", "1.499.838 euro"),
        ("en met hoeveel andere landen is dat?", "6 andere lidstaten"),
    ),
    "all-together": (
        ("welke projecten zijn er gesteund via DUT?", "DREAMS"),
        ("wie zit er achter het eerste?", "Mpact"),
        ("en het laatste?", "EGEB"),
        ("hoeveel kregen ze samen?", "Naar DUT ging in 2023 1.058.775 euro"),
    ),
    "the-total-amount": (
        ("quels sont les projets DUT ?", "DREAMS"),
        ("et le premier ?", "Mpact"),
        ("le montant total ?", "Innoviris a octroyé 1 058 775 euros pour DUT"),
    ),
    "the-same-of-another": (
        ("combien a reçu Wanit ?", "500 000 euros"),
        ("et Alpaflow ?", "Le montant exact reçu par Alpaflow"),
    ),
    "the-programme-of-it": (
        ("combien pour le projet ULI4SUM ?", "Le montant exact reçu par ULI4SUM"),
        ("et le programme complet alors ?", "1 550 614 euros"),
    ),
    "what-they-make": (
        ("un exemple pour Circular Innovation ?", "Sonian Wood Coop"),
        ("ils fabriquent quoi ?", "Sonian Wood Coop fabrique"),
    ),
    "what-those-people-do": (
        ("in welke programma's komt Melimpus voor?", "Melimpus"),
        ("wat doen die mensen?", "virtual reality"),
    ),
    "each-of-them": (
        ("budget van Applied PhD?", "1.550.614 euro"),
        ("da's hoeveel per doctoraat?", "387.654 euro"),
    ),
    "who-works-on-it": (
        ("budget van FARI in 2023?", "1.402.540 euro"),
        ("hoeveel mensen werken daar aan?", "ongeveer 15"),
    ),
    "the-programme-that-a-fact-is-about": (
        ("le futur centre des sciences sera où ?", "Molenbeek"),
        ("qui finance ça ?", "FEDER"),
    ),
    "the-one-for-schools": (
        ("je voudrais le budget des chèques", "Que voulez-vous dire"),
        ("ceux pour les écoles", "122 866 euros"),
    ),
    "the-same-for-schools": (
        ("hoeveel is een innovation voucher maximaal?", "10.000 euro"),
        ("en voor een school, hoeveel is dat dan max?", "5.000 euro per school"),
    ),
    "part-of-a-name-that-was-listed": (
        ("ok welke programma's heb je van europa", "Key Digital Technologies"),
        ("hoeveel kreeg de eerste?", "1.058.775 euro"),
        ("en key digital?", "1.697.285 euro"),
    ),
    "for-as-many-as-got-one": (
        ("l'ISA, c'est bien un million par start-up ?", "500 000 euros"),
        ("ah. et donc pour les trois ?", "1 500 000 euros"),
    ),
    "the-company-of-a-person": (
        ("qui est Johannes Peeters ?", "VoxelSensors"),
        ("sa boîte fait quoi ?", "perception 3D"),
    ),
    "the-company-of-a-founder": (
        ("wie is Christian Bayet?", "Wanit"),
        ("hoeveel kreeg zijn bedrijf?", "Wanit kreeg in 2023 500.000 euro"),
    ),
    "who-a-team-is": (("Ethera, wie zijn dat?", "CanSat"),),
    "more-of-the-two": (
        ("hoeveel kreeg STEM?", "2.411.871 euro"),
        ("en PYSI?", "1.371.814 euro"),
        ("verschil?", "1.040.057 euro"),
        ("en qua projecten?", "Verschil: 41 projecten"),
    ),
    "which-of-the-two": (
        ("hoeveel is er naar octrooien gegaan?", "522.300 euro"),
        ("en naar de spin-offs?", "949.238 euro"),
        ("de twee samen?", "1.471.538 euro"),
        ("en welke van de twee kreeg het meest?", "Verschil: 426.938 euro"),
    ),
    "how-many-of-something-else": (
        ("sustain.brussels a parlé à combien de gens ?", "600"),
        ("et d'organisations ?", "plus de 350"),
    ),
    "the-first-and-the-last": (
        ("wie kreeg het meest bij de diensten aan het ecosysteem?", "1. FARI"),
        ("verschil tussen de eerste en de laatste?", "Verschil: 451.433 euro"),
    ),
    "what-a-person-won": (
        ("c'est qui Christian Bayet ?", "Wanit"),
        ("combien il a gagné pour son prix ?", "500 000 euros"),
    ),
    "at-innoviris": (
        ("wat is de seal of excellence?", "Seal of Excellence"),
        ("wat heb ik daaraan bij innoviris?", "Seal of Excellence"),
    ),
    "not-those-proposed-before": (
        ("ik maak jam van overschotten van de groentenmarkt, is er iets voor mij?", "Circular Innovation"),
        ("hoeveel projecten kregen daar iets?", "6 projecten"),
        ("samen goed voor?", "1.204.529 euro"),
    ),
}
INCLUDED: dict[str, Chat] = {
    "of-another-year": (
        ("hoeveel kreeg PYSI in 2022?", "660.784 euro"),
        ("zit dat in het totaal van 2023?", "Nee: het bedrag voor PYSI, 660.784 euro, is van 2022"),
    ),
    "of-this-year": (
        ("combien pour Spin-Off ?", "949 238 euros"),
        ("c'est compris dans le total ?", "Oui : le montant pour Spin-Off"),
    ),
    "no-share-of-another-year": (
        ("combien pour sustAIn.brussels ?", "2 100 000 euros"),
        ("quelle part du total ?", "Non : le montant pour sustAIn.brussels"),
    ),
}
PARTS: dict[str, Chat] = {
    "of-the-count-just-told": (
        ("hoeveel regio's vergelijkt het scorebord?", "239 regio's"),
        ("hoeveel daarvan zijn leider?", "36 regio's"),
        ("dat is hoeveel procent?", "15,1 %: 36 op 239"),
    ),
    "of-the-total-after-an-average": (
        ("budget moyen par projet de R&D Projects ?", "585 994 euros"),
        ("et ça pèse combien en % ?", "34,1 %"),
    ),
    "of-the-family-of-what-was-told": (
        ("hoeveel kreeg FARI?", "1.402.540 euro"),
        ("hoeveel procent van heel de diensten aan het ecosysteem is dat?", "39,5 %"),
    ),
    "a-family-of-the-total": (
        ("combien pour FARI ?", "1 402 540 euros"),
        ("et quelle part du total va aux services à l'écosystème ?", "7,7 %"),
    ),
    "of-how-many": (("hoeveel dossiers werden er gefinancierd?", "358"), ("op hoeveel?", "560")),
    "of-the-amount-told": (
        ("hoeveel ging er naar Spin-Off?", "949.238 euro"),
        ("hoeveel is 10 % daarvan?", "94.924 euro"),
    ),
    "of-what-is-named": (("combien font 25 % du budget de PYSI ?", "342 954 euros"),),
    "what-one-gets-of-an-amount": (("un brevet à 20.000 euros, je touche combien ?", "50 % des frais"),),
}
YEARS: dict[str, Chat] = {
    "the-same-figure-of-other-years": (
        ("combien d'argent pour PYSI en 2023 ?", "1 371 814 euros"),
        ("et en 2021 ?", "Pour 2021, le rapport ne donne pas ce chiffre"),
        ("et en 2022 alors ?", "660 784 euros"),
    ),
    "a-year-on-average": (("hoeveel kreeg PYSI gemiddeld in 2022 en 2023?", "1.016.299 euro per jaar"),),
    "after-the-sum": (
        ("combien PYSI a reçu en 2022 et 2023 ensemble ?", "2 032 598 euros"),
        ("et la moyenne sur les deux ans ?", "1 016 299 euros par an"),
    ),
    "per-project-each-year": (
        ("lag het gemiddelde bedrag per PYSI-project hoger in 2022 of in 2023?", "2.943 euro minder"),
    ),
    "of-one-year": (("gemiddeld per project bij PYSI in 2022?", "Gemiddeld ongeveer 94.398 euro per project"),),
}
AGAIN: dict[str, Chat] = {
    "the-most-and-the-least": (
        ("welk programma kreeg het meeste geld?", "R&D Projects"),
        ("en het minst?", "Wetenschapscheques"),
        ("verschil tussen die twee?", "15.698.965 euro"),
    ),
    "the-least-of-the-families": (
        ("quelle famille a reçu le plus ?", "33 719 000 euros"),
        ("et la plus petite ?", "1. Services à l'écosystème : 3 552 000 euros"),
        ("l'écart entre les deux ?", "30 167 000 euros"),
    ),
    "the-average-of-a-project-s-programme": (
        ("c'est quoi Coop IT Easy ?", "Coop IT Easy"),
        ("en moyenne un projet reçoit combien ?", "91 454 euros"),
    ),
    "who-leads-another": (
        ("qui est le patron de VoxelSensors ?", "Johannes Peeters"),
        ("et celui de PermaFungi ?", "Julien Jacquet"),
    ),
    "with-whom-another-is": (
        ("wie werkt mee aan FARI?", "deze partners"),
        ("en aan Brains for Brussels?", "deze partners"),
    ),
    "the-other-of-two": (
        ("wat doet het Bread Beer Project?", "brood"),
        ("hoeveel ging er in totaal naar dat programma?", "132.703 euro"),
        ("en wie was de andere?", "therapeuten"),
    ),
    "how-many-of-those-handled": (
        ("hoeveel dossiers zijn er behandeld in 2023?", "560"),
        ("en hoeveel daarvan kregen geld?", "358"),
        ("hoeveel % is dat?", "63,9 %"),
    ),
    "of-how-many": (
        ("combien de projets pour Circular Innovation ?", "6 projets"),
        ("sur combien de demandes ?", "compte environ 10"),
    ),
    "only-what-was-spoken-of-is-added": (
        ("ik maak jam van groenteoverschotten, is er iets voor mij?", "1. Circular Innovation"),
        ("hoeveel projecten kregen daar iets?", "6 projecten"),
        ("samen goed voor?", "1.204.529 euro"),
    ),
    "what-is-wanted-of-the-subject": (
        ("sur quels sujets portaient les 10 notes au Parlement ?", "3 grands thèmes"),
        ("je veux les titres des dix notes", "titres"),
    ),
    "the-most-of-what-was-proposed": (
        ("je suis directeur d'école, un subside pour du codage en classe ?", "Chèques scientifiques"),
        ("jusqu'à combien par école ?", "5 000 euros"),
    ),
    "a-company-that-a-project-is-told-with": (("welk bedrijf helpt farmabedrijven zoals Takeda?", "GENKO"),),
    "all-programmes-and-not-the-names-of-one": (
        ("wat is Patents?", "octrooi"),
        ("alle programma's", "Eurostars"),
    ),
    "a-company-that-a-fact-says-is-not-told": (("quelle boîte est derrière HARPO ?", "quelle entreprise développe"),),
    "two-things-asked-of-a-project": (
        ("tot wanneer loopt ATLAS en wie doet mee?", "Odisee"),
        ("ATLAS, jusqu'à quand et avec quelles universités ?", "Odisee"),
    ),
    "words-that-ask-and-tell-no-fact-by-themselves": (
        ("welk bedrijf brengt de echte en de virtuele wereld samen?", "VoxelSensors"),
    ),
    "the-rate-of-what-was-counted": (
        ("combien de dossiers ont été acceptés ?", "358 dossiers"),
        ("ça fait quel taux ?", "63,9 %"),
    ),
    "another-project-by-what-it-does": (
        ("qui a fait des matériaux avec des champignons ?", "PerMateria"),
        ("et le projet de pain et de bière ?", "Bread Beer Project"),
    ),
    "whether-it-is-for-some-asker": (
        ("wat is de bedoeling van Co-Creation?", "rechtvaardigheid"),
        ("is dat voor burgers?", "Volgens het voorbeeld ook universiteiten"),
    ),
    "a-question-with-a-tag": (
        ("R&D Projects 2023 montant", "15 821 831 euros"),
        ("dans le graphique c'est un autre chiffre, non ?", "15 453k"),
    ),
    "what-a-company-won": (
        ("van welk bedrijf is de draagbare borstkolf?", "Lileo"),
        ("hoeveel hebben ze gewonnen?", "500.000 euro"),
    ),
    "whether-it-is-over": (
        ("hoeveel geld voor de Science Roadshow?", "800.000 euro"),
        ("en is die al geweest?", "2024"),
    ),
    "two-to-compare-rather-than-advice": (
        ("j'aimerais comparer deux programmes", "Choisissez"),
        ("Brains for Brussels et la recherche prospective", "Prospective Research –"),
        ("lequel des deux a le plus gros budget ?", "Différence : 912 615 euros"),
    ),
    "a-question-that-asks-for-assent": (
        ("combien de dossiers avez-vous traités en 2023 ?", "560"),
        ("donc 202 ont été refusés, c'est bien ça ?", "202"),
    ),
}
HONEST: dict[str, Chat] = {
    "a-thing-that-is-not-in-the-report": (
        ("budget pysi", "1.371.814 euro"),
        ("en het budget van de politie?", "Dat vind ik niet"),
    ),
    "nor-in-French": (
        ("combien pour PYSI en 2023 ?", "1 371 814 euros"),
        ("le budget de la police", "Je ne trouve pas cela"),
    ),
    "another-office": (("wie is de CEO van Melimpus?", "Wie daar CEO is, staat niet in het verslag"),),
    "the-office-asked": (("c'est qui le CFO de Melimpus ?", "Sevan Holemans : cofondateur"),),
    "no-partners": (("qui est derrière le projet DISTILL ?", "ne cite aucun partenaire"),),
    "no-place": (("où se trouve le projet ATLAS ?", "ne cite pas de lieu"),),
    "no-date": (("wanneer is Brupower opgericht?", "geen datum of jaar"),),
    "a-date-that-is-told": (("quand se termine ATLAS ?", "de 2023 à 2026"),),
    "all-programmes": (("combien de programmes a Innoviris ?", "31 programmes et initiatives"),),
}


def _named(*groups: dict[str, Chat]) -> list[object]:
    return [pytest.param(chat, id=name) for group in groups for name, chat in group.items()]


def holds(conversation: Conversation, chat: Chat) -> None:
    """Type `chat`; each reply holds what it must."""
    state: State | None = None
    for said, part in chat:
        reply, state = conversation.respond(said, state)
        assert part in reply.text.replace("\N{NARROW NO-BREAK SPACE}", " ").replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("chat", _named(AMONG))
def test_it_ranks_those_that_it_asks_of(chat: Chat, real_conversation: Conversation) -> None:
    """What "welke daarvan" or, by another measure, "lequel" asks is ranked among those just told."""
    holds(real_conversation, chat)


@pytest.mark.parametrize("chat", _named(REMAINDERS))
def test_it_leaves_out_what_is_excluded(chat: Chat, real_conversation: Conversation) -> None:
    """A follow-up that only leaves X out asks for the ranking, sum or amount told last, without X."""
    holds(real_conversation, chat)


@pytest.mark.parametrize("chat", _named(SUMS))
def test_it_goes_on_with_a_sum(chat: Chat, real_conversation: Conversation) -> None:
    """What is named after an addition is added too, and of the sum a share can be asked."""
    holds(real_conversation, chat)


@pytest.mark.parametrize("chat", _named(FAMILIES))
def test_it_goes_into_a_family(chat: Chat, real_conversation: Conversation) -> None:
    """Of a family that was told of it can be asked which programmes it holds, and which got the most."""
    holds(real_conversation, chat)


@pytest.mark.parametrize("chat", _named(COMPARED))
def test_it_compares_with_what_was_told(chat: Chat, real_conversation: Conversation) -> None:
    """Whether it is more than X compares the figure of the chat with that of X, or of another year."""
    holds(real_conversation, chat)


@pytest.mark.parametrize("chat", _named(INCLUDED))
def test_it_says_whether_an_amount_counts_in_the_total(chat: Chat, real_conversation: Conversation) -> None:
    """An amount of another year is no part of the total, nor has it a share in it."""
    holds(real_conversation, chat)


@pytest.mark.parametrize("chat", _named(PARTS))
def test_it_takes_a_percentage(chat: Chat, real_conversation: Conversation) -> None:
    """A part of an amount is calculated, also of a family or of those handled; of an own amount, the share or most."""
    holds(real_conversation, chat)


@pytest.mark.parametrize("chat", _named(AGAIN))
def test_it_goes_on_from_what_was_told(chat: Chat, real_conversation: Conversation) -> None:
    """A follow-up asks the same of another, or more of the same."""
    holds(real_conversation, chat)


@pytest.mark.parametrize("chat", _named(HONEST))
def test_it_says_what_is_not_told(chat: Chat, real_conversation: Conversation) -> None:
    """Another office, a place or a date is not made up from what the report says besides."""
    holds(real_conversation, chat)


@pytest.mark.parametrize("chat", _named(YEARS))
def test_it_goes_over_years(chat: Chat, real_conversation: Conversation) -> None:
    """The average over several years is that of a year; per project it is told for each year; a year asks again."""
    holds(real_conversation, chat)


@pytest.mark.parametrize("chat", _named(LISTED))
def test_it_points_at_what_was_listed(chat: Chat, real_conversation: Conversation) -> None:
    """What an answer listed or named can be asked after by its place, as the others, the next or all together."""
    holds(real_conversation, chat)
