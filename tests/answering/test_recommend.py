"""Which programmes fit a profile."""

from dataclasses import replace

import pytest

from bot.answering.answer import AskStep, Recommended, Suggestion
from bot.answering.recommend import recommend as recommend_for
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.model import Asker, Language, Need, Theme
from bot.understanding.question import Intent, Profile, Question


def recommend(profile: Profile, base: KnowledgeBase) -> Recommended | AskStep:
    """What a message that tells `profile` is answered with."""
    return recommend_for(Question(Intent.RECOMMEND, Language.NL, profile=profile), base)


def proposed(profile: Profile, base: KnowledgeBase) -> tuple[Suggestion, ...]:
    """What is recommended for `profile`."""
    answer = recommend(profile, base)
    assert isinstance(answer, Recommended), answer
    return answer.suggestions


def names(profile: Profile, base: KnowledgeBase) -> list[str]:
    """The programmes recommended for `profile`, best first."""
    return [suggestion.programme for suggestion in proposed(profile, base)]


def test_the_programme_that_serves_the_need_best_comes_first(tiny_base: KnowledgeBase) -> None:
    """The weight that a programme gives a need decides the order."""
    assert names(Profile(needs=((Need.MARKET, 1.0),)), tiny_base) == ["watermolen", "stadstuin", "zonnedak"]


def test_a_theme_decides_between_equals(tiny_base: KnowledgeBase) -> None:
    """The field of a plan tips the balance."""
    profile = Profile(needs=((Need.MARKET, 1.0),), themes=((Theme.FOOD, 1.0),))
    assert names(profile, tiny_base)[0] == "stadstuin"


def test_plans_of_others_in_the_same_words_tip_the_balance(tiny_base: KnowledgeBase) -> None:
    """What others told in such words leans to their programme; alone it proposes one that nothing else speaks for."""
    alike = (("zonnedak", 1.0), ("stille-hulp", 1.0))
    assert names(Profile(needs=((Need.MARKET, 1.0),), alike=alike), tiny_base)[0] == "zonnedak"
    doctor = Profile(needs=((Need.DOCTORATE, 1.0),))
    assert names(replace(doctor, alike=alike), tiny_base) == ["zonnedak"]
    assert names(replace(doctor, alike=(("zonnedak", 0.3),)), tiny_base) == []


@pytest.mark.parametrize(
    ("asker", "stated"),
    [pytest.param(Asker.SME, True, id="stated"), pytest.param(Asker.STARTER, False, id="implied")],
)
def test_whom_it_is_for_is_told_with_its_ground(asker: Asker, stated: bool, tiny_base: KnowledgeBase) -> None:
    """It is told whether the report itself names this kind of asker, or only its examples do."""
    best = proposed(Profile(askers=(asker,), needs=((Need.PROTOTYPE, 1.0),)), tiny_base)[0]
    assert (best.programme, best.asker, best.stated) == ("zonnedak", asker, stated)


def test_another_kind_of_asker_counts_against(tiny_base: KnowledgeBase) -> None:
    """A programme for associations is not the first for a large company."""
    profile = Profile(askers=(Asker.NONPROFIT,), needs=((Need.MARKET, 1.0),))
    assert names(profile, tiny_base)[0] == "stadstuin"


def test_the_reasons_come_along(tiny_base: KnowledgeBase) -> None:
    """A suggestion holds only the needs and themes that it serves."""
    profile = Profile(needs=((Need.MARKET, 1.0), (Need.INTERNATIONAL_PARTNER, 0.5)), themes=((Theme.WATER, 1.0),))
    best = proposed(profile, tiny_base)[0]
    assert (best.programme, best.needs, best.themes) == ("watermolen", (Need.MARKET,), (Theme.WATER,))


def test_what_is_not_wanted_is_not_proposed(tiny_base: KnowledgeBase) -> None:
    """A programme that the asker excludes stays out."""
    profile = Profile(needs=((Need.MARKET, 1.0),), excluded=("watermolen",))
    assert "watermolen" not in names(profile, tiny_base)


def test_no_more_than_three(tiny_base: KnowledgeBase) -> None:
    """More than three is no advice."""
    everything = tuple((need, 1.0) for need in (Need.MARKET, Need.PROTOTYPE, Need.INTERNATIONAL_PARTNER))
    assert len(names(Profile(needs=everything), tiny_base)) == 3


def test_without_a_plan_it_asks(tiny_base: KnowledgeBase) -> None:
    """Nothing said: a step of the dialogue, with choices that lead to a programme."""
    step = recommend(Profile(), tiny_base)
    assert isinstance(step, AskStep)
    assert len(step.choices) >= 2


def test_a_need_that_nobody_serves(tiny_base: KnowledgeBase) -> None:
    """A need without a programme gives no arbitrary programme."""
    found = recommend(Profile(needs=((Need.DOCTORATE, 1.0),)), tiny_base)
    assert isinstance(found, Recommended)
    assert found.suggestions == ()


def test_programmes_without_fit_are_never_proposed(tiny_base: KnowledgeBase) -> None:
    """`fit: null` keeps a programme out of all advice, even when its words resemble the message."""
    profile = Profile(needs=((Need.MARKET, 1.0),), resembling=(("stille-hulp", 1.0),))
    assert "stille-hulp" not in names(profile, tiny_base)
