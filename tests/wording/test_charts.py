"""What charts show and say."""

import pytest

from bot.conversation import Conversation
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.model import Language, Measure, Picture
from bot.wording.charts import chart
from bot.wording.phrases import Phrases


def test_years_of_the_tiny_base(tiny_base: KnowledgeBase) -> None:
    """Both years of a programme that has both, oldest first; the figures stand in the caption in full."""
    made = chart(Picture.YEARS, Phrases(tiny_base, Language.NL))
    assert [(bar.group, bar.label, bar.shown) for bar in made.bars] == [
        ("Zonnedak", "2022", "0,80"),
        ("Zonnedak", "2023", "1,00"),
    ]
    assert "Zonnedak 2022: **800.000\u00a0euro**" in made.caption
    assert made.title == "Zonnedak: toegekend bedrag in 2022 en 2023"


def test_families_are_ordered(tiny_base: KnowledgeBase) -> None:
    """The highest first."""
    made = chart(Picture.FAMILIES, Phrases(tiny_base, Language.FR))
    assert [bar.value for bar in made.bars] == [2_500_000, 500_000]
    assert made.unit == "en millions d'euros"


@pytest.mark.parametrize("language", Language)
def test_every_budget_is_drawn(real_conversation: Conversation, language: Language) -> None:
    """Each programme with an amount of the report's year, by family, with its value; what has none is left out."""
    base = real_conversation.base
    made = real_conversation.chart(Picture.BUDGETS, language)
    amounts = [base.figure(key, Measure.FUNDING, base.document.year) for key in base.programmes]
    assert sorted(bar.value for bar in made.bars) == sorted(float(one.value) for one in amounts if one)
    lacking = len(base.programmes) - len(made.bars)
    assert f" {lacking} programm" in made.caption
    groups = [bar.group for bar in made.bars]
    assert list(dict.fromkeys(groups)) == [family.name[language] for family in base.families.values()]
    assert groups == sorted(groups, key=list(dict.fromkeys(groups)).index)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("picture", Picture)
def test_captions_fit(real_conversation: Conversation, picture: Picture, language: Language) -> None:
    """No caption is longer than Telegram takes, and each tells figures and the source."""
    made = real_conversation.chart(picture, language)
    assert len(made.caption) <= 1024
    assert "euro" in made.caption
    assert made.caption.endswith(made.source)
