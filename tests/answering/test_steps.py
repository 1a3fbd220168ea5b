"""The dialogue's next step, over the tiny knowledge."""

import pytest

from bot.answering.steps import chosen, labels, next_step, possible
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.model import Asker, Need, Theme
from bot.understanding.question import GUESSED, Profile, Slot

MARKET = ((Need.MARKET, 1.0),)


def test_what_is_not_known_excludes_nothing(tiny_base: KnowledgeBase) -> None:
    """Every programme with an audience is possible for who tells nothing."""
    assert possible(Profile(), tiny_base) == tuple(key for key, one in tiny_base.programmes.items() if one.fit)


def test_the_wrong_asker_or_need_excludes(tiny_base: KnowledgeBase) -> None:
    """What is told leaves only the programmes that name it."""
    assert set(possible(Profile((Asker.SME,)), tiny_base)) == {"zonnedak", "watermolen"}
    assert possible(Profile((Asker.NONPROFIT,), MARKET), tiny_base) == ("stadstuin",)
    assert possible(Profile((Asker.CITIZEN,)), tiny_base) == ()


def test_a_step_splits_and_offers_only_what_leads_somewhere(tiny_base: KnowledgeBase) -> None:
    """The first step has choices that each leave programmes, and fewer than before."""
    step = next_step(Profile(), (), tiny_base)
    assert step is not None
    assert step.first
    everything = possible(Profile(), tiny_base)
    for choice in step.choices:
        profile = chosen(Profile(), step.slot, choice, tiny_base)
        assert profile is not None
        assert 0 < len(possible(profile, tiny_base)) < len(everything)


def test_few_programmes_need_no_step(tiny_base: KnowledgeBase) -> None:
    """Three or fewer are proposed as they are."""
    assert next_step(Profile((Asker.SME,)), (), tiny_base) is None


def test_no_step_is_asked_twice_nor_after_the_fourth(tiny_base: KnowledgeBase) -> None:
    """A step that was asked, with or without an answer, does not come back."""
    first = next_step(Profile(), (), tiny_base)
    assert first is not None
    second = next_step(Profile(), (first.slot,), tiny_base)
    assert second is None or second.slot is not first.slot
    assert next_step(Profile(), (Slot.KIND, Slot.AREA, Slot.NEED, Slot.THEME), tiny_base) is None


@pytest.mark.parametrize(
    ("slot", "value", "profile"),
    [
        pytest.param(Slot.ASKER, "sme", Profile((Asker.SME,)), id="asker"),
        pytest.param(Slot.KIND, "person", Profile((Asker.CITIZEN,)), id="group of askers"),
        pytest.param(Slot.NEED, "market", Profile(needs=MARKET), id="need"),
        pytest.param(Slot.THEME, "food", Profile(themes=((Theme.FOOD, 1.0),)), id="field"),
    ],
)
def test_a_choice_fills_its_slot(slot: Slot, value: str, profile: Profile, tiny_base: KnowledgeBase) -> None:
    """What was chosen is what the profile then tells."""
    assert chosen(Profile(), slot, value, tiny_base) == profile


def test_a_group_of_needs_is_only_a_guess(tiny_base: KnowledgeBase) -> None:
    """Whoever chooses a group does not yet want each of its needs."""
    profile = chosen(Profile(), Slot.AREA, "idea", tiny_base)
    assert profile is not None
    assert (Need.MARKET, GUESSED) in profile.needs
    assert profile.wanted == ()


def test_a_choice_replaces_what_the_slot_held_and_nothing_else(tiny_base: KnowledgeBase) -> None:
    """Another need: the kind of asker stays."""
    before = Profile((Asker.SME,), ((Need.PROTOTYPE, 1.0),))
    assert chosen(before, Slot.NEED, "market", tiny_base) == Profile((Asker.SME,), MARKET)


@pytest.mark.parametrize("slot", list(Slot))
def test_what_is_no_choice_is_refused(slot: Slot, tiny_base: KnowledgeBase) -> None:
    """A value that no button has changes nothing."""
    assert chosen(Profile(), slot, "geluk", tiny_base) is None
    assert "geluk" not in dict(labels(slot, tiny_base))
