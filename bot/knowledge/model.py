"""What stands in the knowledge files, as frozen and strictly validated values."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from bot.knowledge.alternatives import written_out

Line = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:[-_][a-z0-9]+)*$")]


class Language(StrEnum):
    """The languages in which the bot reads and answers."""

    NL = "nl"
    FR = "fr"

    @property
    def other(self) -> "Language":
        """The other of the two."""
        return Language.FR if self is Language.NL else Language.NL


class Measure(StrEnum):
    """A figure that is comparable between subjects, so that one can calculate with it."""

    FUNDING = "funding"
    PROJECTS = "projects"
    APPLICATIONS = "applications"
    BENEFICIARIES = "beneficiaries"
    MAX_SUPPORT = "max_support"
    SUPPORT_RATE = "support_rate"
    VISITORS = "visitors"


class Aspect(StrEnum):
    """What else may be asked about a subject, answered in words."""

    NAMES = "names"
    PARTNERS = "partners"
    PEOPLE = "people"
    AUDIENCE = "audience"
    DESCRIPTION = "description"
    SOURCE = "source"
    STAGE = "stage"


class Operation(StrEnum):
    """What is to be done with figures."""

    TOTAL = "total"
    AVERAGE = "average"
    EACH = "each"
    PER_YEAR = "per_year"
    ADD = "add"
    SHARE = "share"
    PART = "part"
    FULL = "full"
    REMAINDER = "remainder"
    SPLIT = "split"
    INCLUDED = "included"
    HIGHEST = "highest"
    LOWEST = "lowest"
    RANK = "rank"
    DIFFERENCE = "difference"
    GROWTH = "growth"
    COMPARE = "compare"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    BETWEEN = "between"
    EXACTLY = "exactly"
    SUCCESS_RATE = "success_rate"
    NOT_FUNDED = "not_funded"
    LIST = "list"
    COUNT = "count"


class Asker(StrEnum):
    """Kinds of people and organisations that ask for support."""

    STARTER = "starter"
    SME = "sme"
    LARGE_COMPANY = "large_company"
    SELF_EMPLOYED = "self_employed"
    COOPERATIVE = "cooperative"
    NONPROFIT = "nonprofit"
    SCHOOL = "school"
    COLLEGE = "college"
    UNIVERSITY = "university"
    RESEARCH_CENTRE = "research_centre"
    HOSPITAL = "hospital"
    PUBLIC_BODY = "public_body"
    CITIZEN = "citizen"
    RESEARCHER_ABROAD = "researcher_abroad"


class Need(StrEnum):
    """What support is wanted for."""

    EXPERTISE = "expertise"
    FEASIBILITY = "feasibility"
    MARKET = "market"
    PROTOTYPE = "prototype"
    DEVELOPMENT = "development"
    PROTECTION = "protection"
    AWARD = "award"
    CIRCULARITY = "circularity"
    SOCIAL_INNOVATION = "social_innovation"
    COACHING = "coaching"
    RESEARCH_PARTNER = "research_partner"
    DOCTORATE = "doctorate"
    PROOF_FROM_RESEARCH = "proof_from_research"
    SPIN_OFF = "spin_off"
    ATTRACT_RESEARCHER = "attract_researcher"
    POLICY_RESEARCH = "policy_research"
    WITH_CITIZENS = "with_citizens"
    URBAN_EUROPE = "urban_europe"
    INTERNATIONAL_PARTNER = "international_partner"
    EUROPEAN_REJECTED = "european_rejected"
    DIGITAL = "digital"
    AI_PUBLIC = "ai_public"
    SCHOOL_ACTIVITY = "school_activity"
    SCIENCE_OUTREACH = "science_outreach"
    NEIGHBOURHOOD_FESTIVAL = "neighbourhood_festival"
    VISIT = "visit"
    SCIENCE_PLACE = "science_place"
    SPACE_CONTEST = "space_contest"
    READ = "read"
    COLLEGE_RESEARCH = "college_research"


class Theme(StrEnum):
    """The field that a project is in."""

    CIRCULAR = "circular"
    SOCIAL = "social"
    CONSTRUCTION = "construction"
    LOGISTICS = "logistics"
    MOBILITY = "mobility"
    CITY = "city"
    ENERGY = "energy"
    HEALTH = "health"
    DIGITAL = "digital"
    AI = "ai"
    ELECTRONICS = "electronics"
    BATTERIES = "batteries"
    FOOD = "food"
    ENVIRONMENT = "environment"
    EDUCATION = "education"
    SPACE = "space"
    HOUSING = "housing"
    INDUSTRY = "industry"
    WATER = "water"
    CULTURE = "culture"


class Picture(StrEnum):
    """The charts that can be drawn."""

    BUDGETS = "budgets"  # of every programme
    FAMILIES = "families"
    YEARS = "years"  # programmes with figures for the report's year and the one before


# YAML gives strings: the closed lists are looked up, all else is strict.
AskerName = Annotated[Asker, Field(strict=False)]
NeedName = Annotated[Need, Field(strict=False)]
ThemeName = Annotated[Theme, Field(strict=False)]
MeasureName = Annotated[Measure, Field(strict=False)]
AspectName = Annotated[Aspect, Field(strict=False)]
PictureName = Annotated[Picture, Field(strict=False)]
OperationName = Annotated[Operation, Field(strict=False)]
Weight = Annotated[int, Field(ge=1, le=3)]


class Entry(BaseModel):
    """Base of all that is read from YAML: no unknown keys, no coercion, never changed."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", allow_inf_nan=False)


class Text(Entry):
    """The same text in both languages."""

    nl: Line
    fr: Line

    def __getitem__(self, language: Language) -> str:
        return self.nl if language is Language.NL else self.fr


class Words(Entry):
    """Words or phrases; `any` holds in both languages."""

    any: tuple[Line, ...] = Field((), strict=False)
    nl: tuple[Line, ...] = Field((), strict=False)
    fr: tuple[Line, ...] = Field((), strict=False)

    def of(self, language: Language) -> tuple[str, ...]:
        """Those that hold in `language`."""
        return self.any + (self.nl if language is Language.NL else self.fr)


class Plural(Entry):
    """A noun for one and for several."""

    one: Line
    other: Line


class Noun(Entry):
    """What a count counts, in both languages."""

    nl: Plural
    fr: Plural

    def __getitem__(self, language: Language) -> Plural:
        return self.nl if language is Language.NL else self.fr


class Figure(Entry):
    """A printed figure; amounts in euro, rates in percent (0-100), else a count."""

    measure: MeasureName
    year: int | None = Field(None, ge=2000, le=2030)
    value: int | float
    unit: Literal["EUR", "%"] | None = None
    printed: Line | None = None
    source: Literal["text", "chart"] = "text"
    qualifier: Literal["over", "about"] | None = None
    years: int | None = Field(None, ge=2, le=10)  # over how many years the amount is spread, where the report says so
    noun: Noun | None = None  # what a count counts, or per what a maximum holds
    note: Text | None = None


class Fact(Entry):
    """Something else that the report says, and the words that people ask for it with."""

    id: Id
    asks: Words
    text: Text
    absent: bool = False  # the fact is that the report does not say it
    value: int | float | None = None
    unit: Literal["EUR", "%"] | None = None
    year: int | None = None
    qualifier: Literal["over", "about"] | None = None
    printed: Line | None = None
    part_of: Id | None = None  # what counts the whole that this is part of: a fact of the same subject, or a measure


class Person(Entry):
    """Somebody whom the report names."""

    name: Line
    role: Text
    organisation: Id | None = None
    said: Text | None = None


class Project(Entry):
    """A named project, laureate or company."""

    name: Line
    aliases: Words = Words()
    about: Text | None = None
    words: Words = Words()
    holder: Id | None = None
    partners: tuple[Id, ...] = Field((), strict=False)
    figures: tuple[Figure, ...] = Field((), strict=False)
    note: Text | None = None


class Askers(Entry):
    """Whom a programme is for: as the report states, and as only its examples suggest."""

    stated: tuple[AskerName, ...] = Field((), strict=False)
    implied: tuple[AskerName, ...] = Field((), strict=False)


class Fit(Entry):
    """When a programme is worth proposing; weights 1 (possible) to 3 (first choice).

    `plans` are told as people tell them: another plan in the same words leans to the same programme.
    """

    gives: Text
    askers: Askers
    needs: dict[NeedName, Weight]
    themes: dict[ThemeName, Weight] = Field(default_factory=dict)
    plans: Words = Words()


class Subject(Entry):
    """Anything that figures and facts are about."""

    name: Text
    called: Text
    aliases: Words
    summary: Text
    audience: Text | None = None
    stage: Text | None = None
    figures: tuple[Figure, ...] = Field((), strict=False)
    facts: tuple[Fact, ...] = Field((), strict=False)
    projects: tuple[Project, ...] = Field((), strict=False)
    partners: tuple[Id, ...] = Field((), strict=False)
    people: tuple[Person, ...] = Field((), strict=False)
    not_in_report: tuple[Id, ...] = Field((), strict=False)


class Programme(Subject):
    """A programme or initiative: knowledge/programmes/<id>.yaml."""

    family: Literal["innoviris-programmes", "european-programmes", "ecosystem-services", "science-promotion"]
    audience: Text
    fit: Fit | None


class Family(Subject):
    """One of the four groups of programmes."""

    id: Id


class SourceDocument(Entry):
    """The document that everything comes from."""

    title: Text
    year: int
    address: Line


class Report(Entry):
    """knowledge/report.yaml."""

    document: SourceDocument
    innoviris: Subject
    scoreboard: Subject
    families: tuple[Family, ...] = Field(strict=False)


class Organisation(Entry):
    """A partner, holder, customer or funder that the report names."""

    name: Text
    aliases: Words = Words()
    kind: Literal["university", "college", "company", "public", "association", "research", "european", "other"]


Phrases = Annotated[tuple[Line, ...], Field(strict=False), AfterValidator(written_out)]


class Labelled(Entry):
    """A concept with the words for it, and how the bot calls it."""

    label: Line
    phrases: Phrases


class Chat(Entry):
    """Words of small talk."""

    greeting: Phrases
    thanks: Phrases
    goodbye: Phrases
    help: Phrases
    identity: Phrases
    feelings: Phrases
    praise: Phrases
    insult: Phrases
    yes: Phrases
    no: Phrases
    unsure: Phrases
    stop: Phrases
    back: Phrases
    restart: Phrases
    joke: Phrases
    to_nl: Phrases
    to_fr: Phrases
    to_other: Phrases


class PictureWords(Entry):
    """Words that ask for a chart: what it is called, of what it may be, and all that may stand around them."""

    nouns: Phrases
    of: dict[PictureName, Phrases]
    around: Phrases


class Vocabulary(Entry):
    """knowledge/words/<language>.yaml: what people type about figures and facts."""

    function: Phrases
    question_words: dict[Line, Phrases]
    modals: Phrases
    which: Phrases
    others: Phrases
    besides: Phrases = ()
    short_families: dict[str, Id] = {}
    among: Phrases
    following: Phrases
    these: Phrases
    things: Phrases
    percent: Phrases
    offices: Phrases
    programmes: Phrases
    shared_names: dict[Line, list[Id]] = {}
    periods: Phrases
    ordinals: dict[Line, int]
    places: dict[Line, int] = {}
    numbered: Phrases = ()
    shares: dict[Line, int | float] = {}
    families: Phrases = ()
    restricting: Phrases = ()
    of_whole: Phrases = ()
    towards: Phrases = ()
    everyone: Phrases = ()
    conditions: Phrases = ()
    per: Phrases = ()
    plus: Phrases = ()
    minus: Phrases = ()
    separable: dict[Line, OperationName] = {}
    shorthand: dict[Line, Line]
    skip: Phrases
    homographs: Phrases = ()
    numbers: dict[Line, int | float]
    multipliers: dict[Line, int]
    months: dict[Line, int]
    quantity: Phrases
    measures: dict[MeasureName | AspectName, Phrases]
    operations: dict[OperationName, Phrases]
    exclusion: Phrases
    correction: Phrases
    another: Phrases
    previous_year: Phrases
    this_year: Phrases
    next_year: Phrases
    chat: Chat
    pictures: PictureWords | None = None
    unknowns: dict[Id, Labelled]


class ProfileVocabulary(Entry):
    """knowledge/words/<language>-profile.yaml: what people say of themselves and their plans."""

    askers: dict[AskerName, Labelled]
    needs: dict[NeedName, Labelled]
    themes: dict[ThemeName, Labelled]
    first_person: Phrases
    seeking: Phrases
    size: dict[AskerName, Phrases]
    staff: Phrases
    negation: Phrases = ()
    supposing: Phrases = ()
    accompanying: Phrases = ()
    serving: Phrases = ()
    fitting: Phrases = ()
    precedent: Phrases = ()


class AskerGroup(Entry):
    """Kinds of asker on one button, each with its own for the next step."""

    id: Id
    label: Text
    instead: tuple[Id, ...] = Field((), strict=False)  # programmes for whom the report has nothing to apply for
    members: dict[AskerName, Text]


class NeedGroup(Entry):
    """Needs on one button, each with its own for the next step."""

    id: Id
    label: Text
    members: dict[NeedName, Text]


class Choices(Entry):
    """knowledge/choices.yaml: the buttons of the advice dialogue."""

    kinds: tuple[AskerGroup, ...] = Field(strict=False)
    areas: tuple[NeedGroup, ...] = Field(strict=False)
    themes: dict[ThemeName, Text]
