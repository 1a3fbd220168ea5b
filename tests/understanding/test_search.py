"""Facts, projects and programmes found by the words of their content."""

import pytest

from bot.knowledge.base import KnowledgeBase
from bot.knowledge.model import Language
from bot.understanding.search import ContentIndex, Sort, margin
from bot.understanding.text import stem, words

NL, FR = Language.NL, Language.FR
EMPTY = frozenset({"een", "in", "het", "de", "une", "dans", "la"})


@pytest.fixture(scope="module")
def indexes(tiny_base: KnowledgeBase) -> dict[Language, ContentIndex]:
    """The index of each language."""
    return {language: ContentIndex(tiny_base, language, EMPTY) for language in Language}


def keys(message: str, language: Language) -> dict[int, tuple[str, ...]]:
    """The stems of the message's words, by their number."""
    return {number: (stem(word, language),) for number, word in enumerate(words(message))}


@pytest.mark.parametrize(
    ("language", "message", "sort", "key"),
    [
        pytest.param(NL, "tomaten in liften", Sort.PROJECT, "project:tomatenlift", id="project by its text"),
        pytest.param(FR, "tomate ascenseur", Sort.PROJECT, "project:tomatenlift", id="in French"),
        pytest.param(NL, "lampen", Sort.PROJECT, "project:lichthuis", id="project by what people ask"),
        pytest.param(NL, "juryleden", Sort.FACT, "zonnedak/jury", id="fact"),
        pytest.param(FR, "cellules solaires", Sort.PROGRAMME, "zonnedak", id="programme by its summary"),
        pytest.param(NL, "ceo", Sort.PERSON, "person:an-zonneveld", id="person by the role"),
    ],
)
def test_content_is_found(
    language: Language, message: str, sort: Sort, key: str, indexes: dict[Language, ContentIndex]
) -> None:
    """The document whose words are asked for comes first."""
    best = indexes[language].search(keys(message, language))[0]
    assert (best.document.sort, best.document.id) == (sort, key)


def test_words_that_stand_nowhere_find_nothing(indexes: dict[Language, ContentIndex]) -> None:
    """An unknown word and an empty one give no hit."""
    assert indexes[NL].search(keys("raket een", NL)) == []


def test_a_hit_says_what_it_explains(indexes: dict[Language, ContentIndex]) -> None:
    """The tokens of the message that stand in the document, and those of them that people ask with."""
    best = indexes[NL].search(keys("rode lampen verlicht", NL))[0]
    assert (sorted(best.tokens), sorted(best.asked)) == ([1, 2], [1])


def test_search_within(indexes: dict[Language, ContentIndex]) -> None:
    """A search may be limited to some subjects."""
    hits = indexes[NL].search(keys("steun dak groenten", NL), within=["stadstuin"])
    assert {hit.document.subject for hit in hits} == {"stadstuin"}


def test_rare_words_count_most(indexes: dict[Language, ContentIndex]) -> None:
    """A word that stands in one document tells more than one that stands in many."""
    index = indexes[NL]
    assert index.idf(stem("raket", NL)) == index.rarest
    assert index.idf(stem("groenten", NL)) > index.idf(stem("steun", NL))


def test_margin(indexes: dict[Language, ContentIndex]) -> None:
    """The margin is 1 for a subject alone, 0 without hits or with an equal rival."""
    assert margin(indexes[NL].search(keys("tomaten", NL))) == 1
    assert margin([]) == 0
    assert margin(indexes[NL].search(keys("wie", NL))) < 1
