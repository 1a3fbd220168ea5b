"""The recommendation over every profile that the shipped knowledge can meet, and over its own files."""

import itertools

import pytest

from bot.answering.answer import AskStep, Recommended, Verdict
from bot.answering.criteria import judge
from bot.answering.recommend import recommend
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.loader import load
from bot.knowledge.model import Asker, Language, Need, Theme
from bot.settings import SHIPPED_KNOWLEDGE
from bot.understanding.question import Intent, Profile, Question
from bot.wording.writer import Writer


@pytest.fixture(scope="module")
def base() -> KnowledgeBase:
    """The shipped knowledge."""
    return load(SHIPPED_KNOWLEDGE)


def profiles() -> list[Profile]:
    """Every kind of asker, need and field together, each also unknown."""
    return [
        Profile(
            (asker,) if asker else (),
            ((need, 1.0),) if need else (),
            ((theme, 1.0),) if theme else (),
        )
        for asker, need, theme in itertools.product((None, *Asker), (None, *Need), (None, *Theme))
    ]


def asked(profile: Profile) -> Question:
    """The question that a message with this profile asks."""
    return Question(Intent.RECOMMEND, Language.NL, profile=profile)


@pytest.fixture(scope="module")
def advised(base: KnowledgeBase) -> dict[Profile, Recommended | AskStep]:
    """What each profile is answered with."""
    return {profile: recommend(asked(profile), base) for profile in profiles()}


def test_equal_profiles_get_equal_advice(advised: dict[Profile, Recommended | AskStep]) -> None:
    """The same again, from the knowledge loaded anew."""
    again = load(SHIPPED_KNOWLEDGE)
    assert all(recommend(asked(profile), again) == found for profile, found in list(advised.items())[::7])


def test_every_profile_gets_programmes_or_a_reason(advised: dict[Profile, Recommended | AskStep]) -> None:
    """Ranked by score, equals by name; nothing proposed that nothing speaks for; never an empty list without a word."""
    for profile, found in advised.items():
        if isinstance(found, AskStep):
            assert len(found.choices) >= 2, profile
            continue
        assert isinstance(found, Recommended)
        ranks = [(-one.score, one.programme) for one in found.suggestions]
        assert ranks == sorted(ranks)
        assert all(any(reason.verdict is Verdict.YES for reason in one.reasons) for one in found.suggestions)
        assert found.suggestions or found.instead or not profile.askers, profile


def test_every_programme_with_an_audience_is_the_first_choice_of_somebody(
    base: KnowledgeBase, advised: dict[Profile, Recommended | AskStep]
) -> None:
    """No programme stands in the shadow of another for every profile."""
    lists = [found.suggestions for found in advised.values() if isinstance(found, Recommended)]
    firsts = {suggestions[0].programme for suggestions in lists if suggestions}
    assert {key for key, programme in base.programmes.items() if programme.fit} <= firsts


def test_what_is_not_known_never_counts_against(base: KnowledgeBase) -> None:
    """A programme's score for who tells nothing of themself is not below that of the wrong kind of asker."""
    for key, programme in base.programmes.items():
        if programme.fit is None:
            continue
        for need in programme.fit.needs:
            unknown = judge(key, programme.fit, Profile(needs=((need, 1.0),)))
            assert all(reason.worth >= 0 for reason in unknown.reasons)
            for asker in Asker:
                other = judge(key, programme.fit, Profile((asker,), ((need, 1.0),)))
                assert other.score >= unknown.score or other.blocked


def test_a_stated_kind_of_asker_weighs_more_than_an_implied_one(base: KnowledgeBase) -> None:
    """What the report says goes before what its examples suggest, and that before what neither does."""
    for key, programme in base.programmes.items():
        if programme.fit is None:
            continue
        stated, implied = programme.fit.askers.stated, programme.fit.askers.implied
        scores = {asker: judge(key, programme.fit, Profile((asker,))).score for asker in Asker}
        others = [scores[asker] for asker in Asker if asker not in (*stated, *implied)]
        assert all(scores[one] > scores[two] for one in stated for two in implied)
        assert all(scores[one] > other for one in (*stated, *implied) for other in others)


def test_every_reply_can_be_read(base: KnowledgeBase, advised: dict[Profile, Recommended | AskStep]) -> None:
    """Every advice, in one language or the other, fits a message, names year and office, leaves no placeholder."""
    writers = [Writer(base, language) for language in Language]
    for number, found in enumerate(advised.values()):
        reply = writers[number % 2].write(found)
        assert reply.text
        assert "{" not in reply.text
        assert "None" not in reply.text
        assert len(reply.text) < 2500
        if reply.programmes:
            assert "2023" in reply.text
            assert base.document.address in reply.text


def test_what_there_is_instead_exists(base: KnowledgeBase) -> None:
    """The programmes for whom the report has nothing to apply for are programmes."""
    listed = [key for group in base.choices.kinds for key in group.instead]
    assert listed
    assert set(listed) <= set(base.programmes)
