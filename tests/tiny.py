"""A tiny knowledge base: two families, five invented programmes; the interface and the buttons are the real ones."""

import shutil
from pathlib import Path

from bot.knowledge.model import Operation, Vocabulary
from bot.settings import SHIPPED_KNOWLEDGE

REPORT = """\
document:
  title: {nl: Proefverslag 2023, fr: Rapport d'essai 2023}
  year: 2023
  address: steun.example

innoviris:
  name: {nl: Innoviris, fr: Innoviris}
  called: {nl: Innoviris, fr: Innoviris}
  aliases: {nl: [alles samen], fr: [tout ensemble]}
  summary: {nl: Geeft steun., fr: Donne des aides.}
  figures:
    - {measure: funding, year: 2023, value: 3000000, unit: EUR, printed: "3.000.000"}
    - {measure: projects, year: 2023, value: 40}
    - {measure: applications, year: 2023, value: 50}

scoreboard:
  name: {nl: het scorebord, fr: le tableau de bord}
  called: {nl: het scorebord, fr: le tableau de bord}
  aliases: {any: [scoreboard]}
  summary: {nl: Meet innovatie., fr: "Mesure l'innovation."}
  facts:
    - id: growth
      value: 14.2
      unit: "%"
      printed: "14,2%"
      asks: {nl: [vooruitgang], fr: [progression]}
      text: {nl: "Brussel ging **{value}** vooruit.", fr: "Bruxelles a progressé de **{value}**."}

families:
  - id: innoviris-programmes
    name: {nl: Eigen programma's, fr: Programmes propres}
    called: {nl: de eigen programma's, fr: les programmes propres}
    aliases: {nl: [eigen steun], fr: [aides propres]}
    summary: {nl: Voor Brussel., fr: Pour Bruxelles.}
    figures:
      - {measure: funding, year: 2023, value: 2500000, unit: EUR, printed: "2 500k", source: chart}
  - id: european-programmes
    name: {nl: Europese programma's, fr: Programmes européens}
    called: {nl: de Europese programma's, fr: les programmes européens}
    aliases: {nl: [Europese steun], fr: [aides européennes]}
    summary: {nl: Met Europa., fr: "Avec l'Europe."}
    figures:
      - {measure: funding, year: 2023, value: 500000, unit: EUR, printed: "500k", source: chart}
"""

ORGANISATIONS = """\
helios:
  name: {nl: Helios, fr: Helios}
  kind: company
stadslabo:
  name: {nl: het Stadslabo, fr: le Labo urbain}
  aliases: {nl: [stadslabo], fr: [labo urbain]}
  kind: research
"""

ZONNEDAK = """\
name: {nl: Zonnedak (ZON), fr: Toit solaire (ZON)}
called: {nl: Zonnedak, fr: Toit solaire}
family: innoviris-programmes
aliases: {any: [ZON], nl: [zonnepanelencheque], fr: [chèque solaire]}
summary:
  nl: Steun voor wie een dak met zonnecellen uitrust.
  fr: Une aide à qui équipe un toit de cellules solaires.
audience: {nl: Het verslag noemt kmo's., fr: Le rapport cite les PME.}
stage: {nl: Vlak voor de bouw., fr: Juste avant la construction.}
figures:
  - {measure: funding, year: 2023, value: 1000000, unit: EUR, printed: "1.000.000 euro"}
  - {measure: funding, year: 2022, value: 800000, unit: EUR, printed: "800.000 euro"}
  - {measure: projects, year: 2023, value: 4, printed: vier projecten}
  - {measure: max_support, value: 10000, unit: EUR, printed: "10.000 euro",
     noun: {nl: {one: dak, other: daken}, fr: {one: toit, other: toits}}}
  - {measure: support_rate, value: 50, unit: "%", printed: "50%"}
facts:
  - id: jury
    value: 3
    asks: {nl: [jury, juryleden], fr: [jury, membres du jury, qui juge]}
    text:
      nl: "De jury telt **{value} leden**; ze stemmen."
      fr: "Le jury compte **{value} membres** ; ils votent."
  - id: insurer
    absent: true
    asks: {nl: [verzekeraar], fr: [assureur]}
    text: {nl: "Wie de daken verzekert, staat er niet in.", fr: "Le rapport ne dit pas qui assure les toits."}
projects:
  - name: Lichthuis
    about: {nl: bouwt een huis dat zichzelf verlicht, fr: "construit une maison qui s'éclaire elle-même"}
    words: {nl: [lampen], fr: [lampes]}
    holder: helios
    partners: [stadslabo]
    figures:
      - {measure: funding, value: 250000, unit: EUR, printed: "250.000 euro"}
  - name: Zonnewende
people:
  - name: An Zonneveld
    role: {nl: CEO van Helios, fr: CEO de Helios}
    organisation: helios
fit:
  gives: {nl: geld voor zonnecellen, fr: "de l'argent pour des cellules solaires"}
  askers: {stated: [sme], implied: [starter]}
  needs: {prototype: 3, market: 1}
  themes: {energy: 3}
not_in_report: [applications]
"""

STADSTUIN = """\
name: {nl: Stadstuin, fr: Jardin urbain}
called: {nl: Stadstuin, fr: Jardin urbain}
family: innoviris-programmes
aliases: {nl: [moestuinsteun], fr: [aide potager]}
summary: {nl: Steun voor groenten op het dak., fr: Une aide aux légumes sur le toit.}
audience: {nl: Het verslag noemt verenigingen., fr: Le rapport cite les associations.}
figures:
  - {measure: funding, year: 2023, value: 500000, unit: EUR, printed: "500.000 euro"}
  - measure: funding
    year: 2023
    value: 600000
    unit: EUR
    printed: "600k"
    source: chart
    note: {nl: De grafiek telt de serres mee., fr: Le graphique compte aussi les serres.}
  - {measure: projects, year: 2023, value: 10, qualifier: about, printed: een tiental projecten}
  - {measure: visitors, year: 2023, value: 1200, qualifier: over}
projects:
  - name: Tomatenlift
    about: {nl: kweekt tomaten in oude liften, fr: cultive des tomates dans de vieux ascenseurs}
fit:
  gives: {nl: geld voor groenten, fr: "de l'argent pour des légumes"}
  askers: {stated: [nonprofit], implied: []}
  needs: {prototype: 1, market: 2}
  themes: {food: 3}
"""

WATERMOLEN = """\
name: {nl: Watermolen, fr: Moulin à eau}
called: {nl: Watermolen, fr: Moulin à eau}
family: innoviris-programmes
aliases: {nl: [molensteun], fr: [aide moulin]}
summary: {nl: Steun voor stroom uit de Zenne., fr: Une aide au courant tiré de la Senne.}
audience: {nl: Het verslag noemt niemand., fr: Le rapport ne cite personne.}
figures:
  - {measure: funding, year: 2023, value: 900000, unit: EUR, printed: "900.000 euro"}
  - {measure: projects, year: 2023, value: 1}
fit:
  gives: {nl: geld voor een molen, fr: "de l'argent pour un moulin"}
  askers: {stated: [], implied: [sme]}
  needs: {market: 3}
  themes: {energy: 2, water: 3}
"""

EUROPABRUG = """\
name: {nl: Europabrug, fr: Pont européen}
called: {nl: Europabrug, fr: Pont européen}
family: european-programmes
aliases: {nl: [brugsteun], fr: [aide pont]}
summary: {nl: Steun voor wie over de grens werkt., fr: Une aide à qui travaille par-delà la frontière.}
audience: {nl: Het verslag noemt grote bedrijven., fr: Le rapport cite les grandes entreprises.}
figures:
  - {measure: funding, year: 2023, value: 500000, unit: EUR, years: 2, printed: "500.000 euro"}
partners: [stadslabo]
fit:
  gives: {nl: geld voor een brug, fr: "de l'argent pour un pont"}
  askers: {stated: [large_company], implied: []}
  needs: {international_partner: 3}
"""

STILLE_HULP = """\
name: {nl: Stille hulp, fr: Aide discrète}
called: {nl: Stille hulp, fr: Aide discrète}
family: european-programmes
aliases: {}
summary: {nl: "Daarover zegt het verslag weinig.", fr: "Le rapport en dit peu."}
audience: {nl: Het verslag noemt niemand., fr: Le rapport ne cite personne.}
fit: null
"""

NL = """\
function: [de, het, een, en, ik, u, is, er, in, van, voor, naar, dat, wat, hoe, wie, waar, wanneer, bij,
  ging, had, heeft, wil, zoek]
question_words: {when: [wanneer], where: [waar], why: [waarom]}
skip: [graag]
ordinals: {eerste: 1, tweede: 2}
programmes: [programma]
among: [daarvan]
following: [volgende]
these: [dat]
things: [project]
shorthand: {hvl: hoeveel}
numbers: {twee: 2, drie: 3}
multipliers: {miljoen: 1000000}
months: {januari: 1}
quantity: [hoeveel, aantal]
measures:
  funding: [bedrag, geld, budget]
  projects: [project, projecten]
  applications: [aanvraag, aanvragen]
  beneficiaries: [begunstigde]
  max_support: [maximum, maximaal]
  support_rate: [steunpercentage]
  visitors: [bezoeker]
  names: [welke projecten]
  partners: [partner]
  people: [wie leidt]
  audience: [voor wie]
  description: [wat is]
  source: [bron]
  stage: [fase]
operations:
  total: [samen]
  average: [gemiddeld]
  share: [aandeel]
  highest: [meeste]
  lowest: [minste]
  rank: [hoeveelste]
  difference: [verschil]
  growth: [stijging]
  compare: [vergelijk]
  more_than: [meer dan]
  less_than: [minder dan]
  success_rate: [slaagkans]
  not_funded: [niet gefinancierd]
  list: [welke]
  count: ["hoeveel programma's"]
exclusion: [zonder]
correction: [ik bedoel]
another: [en voor]
previous_year: [vorig jaar]
this_year: [dit jaar]
next_year: [volgend jaar]
chat:
  greeting: [hallo]
  thanks: [bedankt]
  goodbye: [tot ziens]
  help: [help]
  identity: [wie ben je]
  feelings: [alles goed]
  praise: [goed gedaan]
  insult: [domme bot]
  "yes": [ja]
  "no": [nee]
  unsure: [weet ik niet]
  stop: [stop]
  back: [terug]
  restart: [begin opnieuw]
  joke: [mop]
  to_nl: [in het nederlands]
  to_fr: [in het frans]
  to_other: [in het engels]
unknowns:
  deadline: {label: de uiterste datum, phrases: [deadline]}
  other_funders: {label: andere instellingen, phrases: [VLAIO]}
"""

FR = """\
function: [le, la, les, l, un, une, des, de, d, du, et, je, vous, est, il, y, a, en, dans, pour, que, qui,
  quoi, comment, quand, chez]
question_words: {when: [quand], where: [où], why: [pourquoi]}
skip: [volontiers]
ordinals: {premier: 1, deuxième: 2}
programmes: [programme]
among: [parmi]
following: [suivant]
these: [ce]
things: [projet]
shorthand: {cb: combien}
numbers: {deux: 2, trois: 3}
multipliers: {million: 1000000}
months: {janvier: 1}
quantity: [combien, nombre]
measures:
  funding: [montant, argent]
  projects: [projet]
  applications: [demande]
  beneficiaries: [bénéficiaire]
  max_support: [plafond]
  support_rate: [taux de soutien]
  visitors: [visiteur]
  names: [quels projets]
  partners: [partenaire]
  people: [qui dirige]
  audience: [pour qui]
  description: [c'est quoi]
  source: [la source]
  stage: [phase]
operations:
  total: [ensemble]
  average: [en moyenne]
  share: [la part]
  highest: [le plus]
  lowest: [le moins]
  rank: [quel rang]
  difference: [différence]
  growth: [hausse]
  compare: [comparer]
  more_than: [plus de]
  less_than: [moins de]
  success_rate: [taux de réussite]
  not_funded: [non financés]
  list: [quels]
  count: [combien de programmes]
exclusion: [sans]
correction: [je veux dire]
another: [et pour]
previous_year: [l'an dernier]
this_year: [cette année]
next_year: [l'an prochain]
chat:
  greeting: [bonjour]
  thanks: [merci]
  goodbye: [au revoir]
  help: [aide-moi]
  identity: [qui es-tu]
  feelings: [ça va]
  praise: [bravo]
  insult: [idiot]
  "yes": [oui]
  "no": [non]
  unsure: [aucune idée]
  stop: [arrête]
  back: [retour]
  restart: [recommence]
  joke: [blague]
  to_nl: [en néerlandais]
  to_fr: [en français]
  to_other: [en anglais]
unknowns:
  deadline: {label: la date limite, phrases: [date limite]}
  other_funders: {label: "d'autres organismes", phrases: [VLAIO]}
"""

NL_PROFILE = """\
askers:
  sme: {label: een kmo, phrases: [kmo, bakkerij]}
  starter: {label: een starter, phrases: [starter]}
  nonprofit: {label: een vzw, phrases: [vzw]}
  large_company: {label: een groot bedrijf, phrases: [groot bedrijf]}
needs:
  prototype: {label: een prototype, phrases: [prototype]}
  market: {label: een markt, phrases: [markt, klanten]}
  international_partner: {label: een partner in het buitenland, phrases: [buitenland]}
themes:
  energy: {label: energie, phrases: [energie, stroom]}
  food: {label: voeding, phrases: [voeding]}
  water: {label: water, phrases: [water]}
first_person: [ik heb, wij]
seeking: [steun, bestaat er]
size: {sme: [kleine zaak]}
staff: [werknemers]
"""

FR_PROFILE = """\
askers:
  sme: {label: une PME, phrases: [PME, boulangerie]}
  starter: {label: une start-up, phrases: [start-up]}
  nonprofit: {label: une asbl, phrases: [asbl]}
  large_company: {label: une grande entreprise, phrases: [grande entreprise]}
needs:
  prototype: {label: un prototype, phrases: [maquette]}
  market: {label: un marché, phrases: [marché, clients]}
  international_partner: {label: "un partenaire à l'étranger", phrases: [étranger]}
themes:
  energy: {label: énergie, phrases: [énergie, courant]}
  food: {label: alimentation, phrases: [alimentation]}
  water: {label: eau, phrases: [rivière]}
first_person: ["j'ai", nous]
seeking: [soutien, existe-t-il]
size: {sme: [petite affaire]}
staff: [travailleurs]
"""

FILES = {
    "report.yaml": REPORT,
    "organisations.yaml": ORGANISATIONS,
    "programmes/europabrug.yaml": EUROPABRUG,
    "programmes/stadstuin.yaml": STADSTUIN,
    "programmes/stille-hulp.yaml": STILLE_HULP,
    "programmes/watermolen.yaml": WATERMOLEN,
    "programmes/zonnedak.yaml": ZONNEDAK,
    "words/nl.yaml": NL,
    "words/fr.yaml": FR,
    "words/nl-profile.yaml": NL_PROFILE,
    "words/fr-profile.yaml": FR_PROFILE,
}


def write(folder: Path) -> Path:
    """Write the tiny knowledge into `folder`, with the real interface and buttons; return the folder."""
    for name, text in FILES.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(_completed(name, text), encoding="utf-8")
    shutil.copytree(SHIPPED_KNOWLEDGE / "interface", folder / "interface")
    shutil.copy(SHIPPED_KNOWLEDGE / "choices.yaml", folder / "choices.yaml")
    return folder


def _completed(name: str, text: str) -> str:
    """`text` with the word lists that a vocabulary must have and that no test is about, left empty."""
    if name not in {"words/nl.yaml", "words/fr.yaml"}:
        return text
    operations = (key for key in Operation if f"\n  {key}: " not in text)
    text = text.replace("operations:\n", "operations:\n" + "".join(f"  {key}: []\n" for key in operations))
    required = (key for key, field in Vocabulary.model_fields.items() if field.is_required())
    return text + "".join(f"{key}: []\n" for key in required if f"\n{key}:" not in f"\n{text}")


def line_of(file: Path, text: str) -> int:
    """The number of the one line of `file` that holds `text`."""
    (number,) = (n for n, line in enumerate(file.read_text("utf-8").splitlines(), 1) if text in line)
    return number


def edit(file: Path, old: str, new: str) -> None:
    """Replace `old`, which stands in `file` once."""
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands in {file.name} {text.count(old)} times"
    file.write_text(text.replace(old, new), encoding="utf-8")
