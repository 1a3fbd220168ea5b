"""Answers as replies, read as a user reads them."""

import re

import pytest

from bot.answering.answering import answer
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.model import Asker, Aspect, Language, Measure, Need, Operation
from bot.understanding.question import Intent, Profile, Question
from bot.wording.options import decode
from bot.wording.reply import Outcome, Reply
from bot.wording.writer import Writer

NL, FR = Language.NL, Language.FR
SOURCE = "Bron: activiteitenverslag 2023 van Innoviris, Eigen programma's, "
FRENCH_SOURCE = "Source : rapport d'activités 2023 d'Innoviris, Programmes propres, "
KEY_FIGURES = "Bron: activiteitenverslag 2023 van Innoviris, kerncijfers."
CALCULATED = "Eigen berekening met de cijfers uit het activiteitenverslag 2023 van Innoviris."
FRENCH_CALCULATED = "Notre calcul, à partir des chiffres du rapport d'activités 2023 d'Innoviris."
PRINTED = "Bron: activiteitenverslag 2023 van Innoviris."
RANKED = "Alleen programma's waarvoor het verslag een cijfer geeft, tellen mee."
OFFICE = "Innoviris zelf weet meer: steun.example."
FRENCH_OFFICE = "Innoviris vous en dira plus : steun.example."


def asked(intent: Intent, *targets: str, language: Language = NL, **fields: object) -> Question:
    """A question of one kind about `targets`."""
    return Question(intent, language, targets).but(**fields)


def replied(question: Question, base: KnowledgeBase) -> Reply:
    """The reply to `question`."""
    return Writer(base, question.language).write(answer(question, base))


def lines(question: Question, base: KnowledgeBase) -> list[str]:
    """The lines of the reply, with every space an ordinary one."""
    return re.sub("[\u00a0\u202f]", " ", replied(question, base).markup).split("\n")


def figure(subject: str, measure: Measure, language: Language = NL, year: int | None = None) -> Question:
    """The question for a figure."""
    return asked(Intent.FIGURE, subject, language=language, measure=measure, year=year)


def compute(operation: Operation, *targets: str, language: Language = NL, **fields: object) -> Question:
    """The question for a calculation."""
    return asked(Intent.COMPUTE, *targets, language=language, operation=operation, **fields)


FIGURES = [
    pytest.param(
        figure("innoviris", Measure.FUNDING),
        ["Innoviris kende in 2023 **3.000.000 euro** toe.", KEY_FIGURES],
        id="amount of the whole",
    ),
    pytest.param(
        figure("stadstuin", Measure.VISITORS, FR),
        ["Jardin urbain a attiré **plus de 1 200 visiteurs** en 2023.", f"{FRENCH_SOURCE}Jardin urbain."],
        id="visitors",
    ),
    pytest.param(
        figure("zonnedak", Measure.FUNDING),
        [
            "Naar Zonnedak ging in 2023 **1.000.000 euro**.",
            "Voor 2022 vermeldt het verslag 800.000 euro.",
            f"{SOURCE}Zonnedak (ZON).",
        ],
        id="amount with the year before",
    ),
    pytest.param(
        figure("zonnedak", Measure.FUNDING, FR),
        [
            "Innoviris a octroyé **1 000 000 euros** pour Toit solaire en 2023.",
            "Pour 2022, le rapport mentionne 800 000 euros.",
            f"{FRENCH_SOURCE}Toit solaire (ZON).",
        ],
        id="amount in French",
    ),
    pytest.param(
        figure("stadstuin", Measure.FUNDING),
        [
            "Naar Stadstuin ging in 2023 **500.000 euro**.",
            "In de grafiek staat 600.000 euro (verschil: 100.000 euro). De grafiek telt de serres mee.",
            f"{SOURCE}Stadstuin.",
        ],
        id="chart that differs, with its note",
    ),
    pytest.param(
        figure("watermolen", Measure.PROJECTS),
        ["In 2023 steunde Innoviris **1 project** via Watermolen.", f"{SOURCE}Watermolen."],
        id="one",
    ),
    pytest.param(
        figure("zonnedak", Measure.MAX_SUPPORT),
        ["Innoviris geeft via Zonnedak maximaal **10.000 euro** per dak.", f"{SOURCE}Zonnedak (ZON)."],
        id="maximum",
    ),
    pytest.param(
        figure("zonnedak", Measure.SUPPORT_RATE, FR),
        ["Innoviris prend en charge **50 %** des frais via Toit solaire.", f"{FRENCH_SOURCE}Toit solaire (ZON)."],
        id="share of the costs",
    ),
    pytest.param(
        figure("project:lichthuis", Measure.FUNDING),
        ["Lichthuis kreeg in 2023 **250.000 euro** via Zonnedak.", f"{SOURCE}Zonnedak (ZON)."],
        id="amount of a project",
    ),
]
CALCULATIONS = [
    pytest.param(
        compute(Operation.SHARE, "stadstuin"),
        [
            "Naar Stadstuin ging **16,7 %** van alles wat Innoviris in 2023 toekende: 500.000 euro op 3.000.000 euro.",
            CALCULATED,
        ],
        id="share of everything",
    ),
    pytest.param(
        compute(Operation.AVERAGE, "watermolen"),
        ["Via Watermolen telt het verslag maar 1 project, met **900.000 euro**.", PRINTED],
        id="average of one",
    ),
    pytest.param(
        compute(Operation.NOT_FUNDED, "innoviris"),
        [
            "Van de 50 ingediende projecten werden er 40 gefinancierd; **10** niet.",
            "Dat zijn niet noodzakelijk weigeringen: een behandeld dossier kan ook nog lopen of ingetrokken zijn.",
            CALCULATED,
        ],
        id="not funded",
    ),
    pytest.param(
        compute(Operation.TOTAL, "zonnedak", "stadstuin"),
        ["Samen is dat **1.500.000 euro**: 1.000.000 euro (Zonnedak) + 500.000 euro (Stadstuin).", CALCULATED],
        id="total",
    ),
    pytest.param(
        compute(Operation.TOTAL, "zonnedak"),
        [
            "Samen is dat **1.800.000 euro**: 800.000 euro (Zonnedak, 2022) + 1.000.000 euro (Zonnedak, 2023).",
            CALCULATED,
        ],
        id="total of years",
    ),
    pytest.param(
        compute(Operation.AVERAGE, "zonnedak", language=FR),
        [
            "En moyenne, **250 000 euros** par projet via Toit solaire : 1 000 000 euros divisés par 4 projets.",
            FRENCH_CALCULATED,
        ],
        id="average",
    ),
    pytest.param(
        compute(Operation.SHARE, "watermolen", "innoviris-programmes"),
        [
            "Naar Watermolen ging **36,0 %** van het bedrag voor de eigen programma's: 900.000 euro op 2.500.000 euro.",
            CALCULATED,
        ],
        id="share",
    ),
    pytest.param(
        compute(Operation.GROWTH, "zonnedak"),
        [
            "Voor Zonnedak is dat **200.000 euro meer** (+25 %): van 800.000 euro in 2022 naar 1.000.000 euro in 2023.",
            CALCULATED,
        ],
        id="growth",
    ),
    pytest.param(
        compute(Operation.COMPARE, "stadstuin", "zonnedak", measure=Measure.FUNDING),
        [
            "**Stadstuin**: 500.000 euro",
            "**Zonnedak (ZON)**: 1.000.000 euro",
            "Verschil: **500.000 euro**.",
            "Dat is voor Zonnedak 2 keer zoveel als voor Stadstuin.",
            CALCULATED,
        ],
        id="comparison",
    ),
    pytest.param(
        compute(Operation.COMPARE, "stadstuin", "zonnedak"),
        [
            "**Stadstuin** – Steun voor groenten op het dak.",
            "**Zonnedak (ZON)** – Steun voor wie een dak met zonnecellen uitrust.",
            "Toegekend bedrag:",
            "**Stadstuin**: 500.000 euro",
            "**Zonnedak (ZON)**: 1.000.000 euro",
            "Verschil: **500.000 euro**.",
            "Dat is voor Zonnedak 2 keer zoveel als voor Stadstuin.",
            CALCULATED,
        ],
        id="comparison without a measure",
    ),
    pytest.param(
        compute(Operation.HIGHEST),
        [
            "De hoogste bedragen in 2023:",
            "1. **Zonnedak (ZON)**: 1.000.000 euro",
            "2. **Watermolen**: 900.000 euro",
            "3. **Europabrug**: 500.000 euro",
            RANKED,
            CALCULATED,
        ],
        id="ranking",
    ),
    pytest.param(
        compute(Operation.RANK, "watermolen"),
        [
            "Voor Watermolen is dat plaats **2 van 4** (toegekend bedrag, 2023), met 900.000 euro.",
            "1. **Zonnedak (ZON)**: 1.000.000 euro",
            "2. **Watermolen**: 900.000 euro",
            "3. **Europabrug**: 500.000 euro",
            RANKED,
            CALCULATED,
        ],
        id="place",
    ),
    pytest.param(
        compute(Operation.MORE_THAN, amount=900_000.0),
        [
            "Bedragen boven 900.000 euro in 2023: **1**.",
            "1. **Zonnedak (ZON)**: 1.000.000 euro",
            RANKED,
            CALCULATED,
        ],
        id="more than",
    ),
    pytest.param(
        compute(Operation.AT_LEAST, measure=Measure.PROJECTS, amount=10.0),
        [
            "10 of meer in 2023 (aantal gefinancierde projecten): **1**.",
            "1. **Stadstuin**: ongeveer 10 projecten",
            RANKED,
            CALCULATED,
        ],
        id="at least",
    ),
    pytest.param(
        compute(Operation.REMAINDER, "innoviris", "zonnedak"),
        [
            "Zonder Zonnedak is dat **2.000.000 euro**: 3.000.000 euro voor Innoviris, min 1.000.000 euro (Zonnedak).",
            CALCULATED,
        ],
        id="remainder",
    ),
]
DESCRIPTIONS = [
    pytest.param(
        asked(Intent.DESCRIBE, "zonnedak"),
        [
            "**Zonnedak (ZON)** – Steun voor wie een dak met zonnecellen uitrust.",
            "Het verslag noemt kmo's.",
            "In 2023: **1.000.000 euro** en **4 projecten**; maximaal **10.000 euro** per dak "
            "en **50 %** van de kosten.",
            f"{SOURCE}Zonnedak (ZON).",
        ],
        id="programme",
    ),
    pytest.param(
        asked(Intent.DESCRIBE, "project:lichthuis"),
        [
            "**Lichthuis** bouwt een huis dat zichzelf verlicht.",
            "Van: Helios. Partner: het Stadslabo. Gesteund via Zonnedak, in 2023 met **250.000 euro**.",
            f"{SOURCE}Zonnedak (ZON).",
        ],
        id="project with one partner and its amount",
    ),
    pytest.param(
        asked(Intent.DESCRIBE, "project:zonnewende", language=FR),
        [
            "Le rapport cite **Zonnewende**, sans en dire plus.",
            "Soutenu via Toit solaire.",
            f"{FRENCH_SOURCE}Toit solaire (ZON).",
        ],
        id="project of which only the name is known",
    ),
    pytest.param(
        asked(Intent.DESCRIBE, "person:an-zonneveld"),
        ["**An Zonneveld**: CEO van Helios.", f"{SOURCE}Zonnedak (ZON)."],
        id="person",
    ),
    pytest.param(
        asked(Intent.DESCRIBE, "stadslabo"),
        [
            "**het Stadslabo** – Het verslag noemt deze naam bij: **Lichthuis** (Zonnedak) en **Europabrug**.",
            f"{SOURCE}Zonnedak (ZON).",
        ],
        id="organisation",
    ),
    pytest.param(
        asked(Intent.FACT, "zonnedak", language=FR, topics=("zonnedak/jury",)),
        ["Le jury compte **3 membres** ; ils votent.", f"{FRENCH_SOURCE}Toit solaire (ZON)."],
        id="fact",
    ),
    pytest.param(
        asked(Intent.ASPECT, "zonnedak", aspect=Aspect.NAMES),
        ["Bij Zonnedak noemt het verslag 2 namen: **Lichthuis** en **Zonnewende**.", f"{SOURCE}Zonnedak (ZON)."],
        id="names",
    ),
    pytest.param(
        asked(Intent.ASPECT, "zonnedak", language=FR, aspect=Aspect.AUDIENCE),
        ["Le rapport cite les PME.", f"{FRENCH_SOURCE}Toit solaire (ZON)."],
        id="audience",
    ),
    pytest.param(
        asked(Intent.LIST),
        [
            "Het verslag bespreekt **5 programma's en initiatieven**:",
            "**Eigen programma's**: Stadstuin, Watermolen en Zonnedak (ZON).",
            "**Europese programma's**: Europabrug en Stille hulp.",
            KEY_FIGURES,
        ],
        id="list",
    ),
    pytest.param(
        asked(Intent.LIST, "european-programmes"),
        ["Bij de Europese programma's bespreekt het verslag er **2**: Europabrug en Stille hulp.", KEY_FIGURES],
        id="list of a family",
    ),
]


@pytest.mark.parametrize(("question", "expected"), [*FIGURES, *CALCULATIONS, *DESCRIPTIONS])
def test_what_is_known_is_said(question: Question, expected: list[str], tiny_base: KnowledgeBase) -> None:
    """What was asked comes first and in bold, then a line or two, then where it stands."""
    assert lines(question, tiny_base) == expected
    assert replied(question, tiny_base).outcome is Outcome.ANSWERED


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param(
            figure("zonnedak", Measure.FUNDING, year=2019),
            [
                "Voor 2019 geeft het verslag dat cijfer niet.",
                "Wel bekend: 1.000.000 euro voor Zonnedak (toegekend bedrag, 2023).",
                OFFICE,
            ],
            id="year",
        ),
        pytest.param(
            figure("zonnedak", Measure.VISITORS),
            [
                "Het aantal bezoekers bij Zonnedak staat niet in het verslag.",
                "Wel bekend: 10.000 euro voor Zonnedak (maximumbedrag) en 50 % voor Zonnedak (steunpercentage).",
                OFFICE,
            ],
            id="measure",
        ),
        pytest.param(
            figure("project:tomatenlift", Measure.FUNDING),
            [
                "Hoeveel Tomatenlift precies kreeg, staat niet in het verslag.",
                "Wel bekend: 500.000 euro voor Stadstuin (toegekend bedrag, 2023).",
                OFFICE,
            ],
            id="amount of one project",
        ),
        pytest.param(
            asked(Intent.UNKNOWN, "zonnedak", language=FR, topics=("deadline",)),
            ["Le rapport ne dit rien sur la date limite.", FRENCH_OFFICE],
            id="known unknown",
        ),
        pytest.param(
            asked(Intent.FACT, "zonnedak", topics=("zonnedak/insurer",)),
            ["Wie de daken verzekert, staat er niet in.", OFFICE],
            id="fact that is absent",
        ),
    ],
)
def test_what_is_not_known_is_said(question: Question, expected: list[str], tiny_base: KnowledgeBase) -> None:
    """Which part is not known comes first, then what is near, then whom to ask."""
    assert lines(question, tiny_base) == expected
    assert replied(question, tiny_base).outcome is Outcome.UNKNOWN


def test_advice_says_why(tiny_base: KnowledgeBase) -> None:
    """Each proposal has its reason, on what ground the asker is counted in, and the caveat once."""
    profile = Profile(askers=(Asker.STARTER,), needs=((Need.PROTOTYPE, 1.0),))
    assert lines(asked(Intent.RECOMMEND, profile=profile), tiny_base) == [
        "Dit past misschien bij u:",
        "1. **Zonnedak (ZON)**: geld voor zonnecellen. U zoekt een prototype. "
        "Uit het verslag valt af te leiden dat het ook voor een starter kan; met zoveel woorden staat het er niet.",
        "Het verslag gaat over 2023. Wat nu open is en wie in aanmerking komt, beslist Innoviris: steun.example.",
    ]


def test_a_need_that_all_share_is_said_once(tiny_base: KnowledgeBase) -> None:
    """What every proposal meets stands above them, not behind each."""
    profile = Profile(needs=((Need.MARKET, 1.0),))
    first, *others = lines(asked(Intent.RECOMMEND, profile=profile), tiny_base)
    assert first == "U zoekt een markt. Dit past misschien bij u:"
    assert not any("U zoekt" in line for line in others)


def test_advice_names_the_programmes_in_its_order(tiny_base: KnowledgeBase) -> None:
    """The programmes of the reply are those shown, best first."""
    profile = Profile(needs=((Need.MARKET, 1.0),))
    reply = replied(asked(Intent.RECOMMEND, profile=profile), tiny_base)
    assert reply.programmes == ("watermolen", "stadstuin", "zonnedak")


def test_a_choice_offers_each(tiny_base: KnowledgeBase) -> None:
    """Two near subjects: both are named, and each is a button."""
    reply = replied(asked(Intent.CLARIFY, "zonnedak", "stadstuin"), tiny_base)
    assert reply.markup == "Welke bedoelt u: **Zonnedak (ZON)** of **Stadstuin**?"
    assert (reply.outcome, reply.programmes) == (Outcome.CLARIFY, ("zonnedak", "stadstuin"))
    assert [option.label for option in reply.options] == ["Zonnedak (ZON)", "Stadstuin"]


def test_buttons_offer_what_was_not_shown(tiny_base: KnowledgeBase) -> None:
    """Under an amount: the number of projects, the projects, for whom, its place, not the amount again."""
    reply = replied(figure("zonnedak", Measure.FUNDING), tiny_base)
    assert [(option.label, option.short) for option in reply.options] == [
        ("Aantal projecten: Zonnedak", "Aantal"),
        ("Namen: Zonnedak", "Namen"),
        ("Doelgroep: Zonnedak", "Doelgroep"),
        ("Rang van Zonnedak", "Vergelijk"),
    ]


@pytest.mark.parametrize("programme", ["zonnedak", "stadstuin", "watermolen", "europabrug", "stille-hulp"])
@pytest.mark.parametrize("language", Language)
def test_buttons_offer_only_what_can_be_answered(programme: str, language: Language, tiny_base: KnowledgeBase) -> None:
    """Whatever a description's buttons ask is answered."""
    for option in replied(asked(Intent.DESCRIBE, programme, language=language), tiny_base).options:
        question = decode(option.data)
        assert question is not None
        assert replied(question, tiny_base).outcome is Outcome.ANSWERED, option


@pytest.mark.parametrize(("topic", "language"), [("to_nl", NL), ("to_fr", FR)])
def test_the_language_that_is_asked_for(topic: str, language: Language, tiny_base: KnowledgeBase) -> None:
    """Asked for the other language, the reply is in it and says so."""
    question = asked(Intent.CHAT, language=language.other, topics=(topic,))
    assert replied(question, tiny_base).language is language


def test_greeting(tiny_base: KnowledgeBase) -> None:
    """The first words are a greeting with things to try."""
    reply = Writer(tiny_base, FR).greet()
    assert (reply.outcome, reply.language) == (Outcome.CHAT, FR)
    assert reply.markup.startswith("Bonjour\u00a0!")
    assert len(reply.options) == 3


@pytest.mark.parametrize(("question", "_expected"), [*FIGURES, *CALCULATIONS, *DESCRIPTIONS])
def test_french_replies_do_not_break_before_punctuation(
    question: Question, _expected: list[str], tiny_base: KnowledgeBase
) -> None:
    """In every French reply the spaces of double punctuation are no-break ones."""
    markup = replied(question.but(language=FR), tiny_base).markup
    assert not re.search(r" [?!;:»]|« ", markup)
