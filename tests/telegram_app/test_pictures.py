"""Charts as photos."""

import asyncio
import json
import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import asdict

import pytest
import pytest_asyncio

from bot.conversation import Conversation
from bot.knowledge.model import Language, Picture
from bot.settings import Settings
from bot.storage.memory import MemoryStore
from bot.telegram_app.application import BotApplication, build_application
from bot.telegram_app.pictures import DrawingError, drawn
from bot.wording.charts import Chart
from tests.telegram_app.double import EN_USER, FR_USER, GROUP, Recorder, feed, message, tap
from tests.wire.checks import png_size

PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + (90).to_bytes(4) + (90).to_bytes(4)


class Draughtsman:
    """Draws the same dot each time, or fails."""

    def __init__(self) -> None:
        self.drew: list[tuple[Picture, Language]] = []
        self.fails = False

    async def __call__(self, chart: Chart) -> bytes:
        """Note what is drawn; let others run meanwhile."""
        if self.fails:
            raise DrawingError("no ink")
        self.drew.append((chart.picture, chart.language))
        await asyncio.sleep(0)
        return PNG


@pytest.fixture
def draw() -> Draughtsman:
    """Make a draughtsman."""
    return Draughtsman()


@pytest_asyncio.fixture
async def bot(
    real_conversation: Conversation, settings: Settings, recorder: Recorder, draw: Draughtsman
) -> AsyncIterator[BotApplication]:
    """Yield the application, started, with the shipped knowledge."""
    async with build_application(real_conversation, MemoryStore(), settings, recorder, draw=draw) as built:
        yield built


def photos(recorder: Recorder) -> list[object]:
    """What was sent as photos: a file_id, or nothing for an upload."""
    return [call.parameters.get("photo") for call in recorder.calls if call.method == "sendPhoto"]


async def test_uploaded_once_a_language(bot: BotApplication, recorder: Recorder, draw: Draughtsman) -> None:
    """However one asks, each chart is drawn once a language and then known by its file_id."""
    await feed(
        bot,
        message("/grafiek"),
        message("toon een grafiek van de budgetten"),
        message("/graphique", user=FR_USER),
        message("/vraag grafiek", chat=GROUP),
        tap("~1|h|nl|budgets"),
    )
    assert draw.drew == [(Picture.BUDGETS, Language.NL), (Picture.BUDGETS, Language.FR)]
    assert [isinstance(photo, str) for photo in photos(recorder)] == [False, True, False, True, True]


async def test_asked_by_two_at_once(bot: BotApplication, recorder: Recorder, draw: Draughtsman) -> None:
    """The second waits for the first one's drawing."""
    await asyncio.gather(feed(bot, message("/grafiek families")), feed(bot, message("/grafiek families")))
    assert draw.drew == [(Picture.FAMILIES, Language.NL)]
    assert len(photos(recorder)) == 2


async def test_buttons_lead_to_the_other_charts(bot: BotApplication, recorder: Recorder, draw: Draughtsman) -> None:
    """Under a chart: the two others, and the same in the other language."""
    await feed(bot, message("/grafiek families"))
    call = next(call for call in recorder.calls if call.method == "sendPhoto")
    for row in call.buttons:
        for _, data in row:
            await feed(bot, tap(data))
    assert draw.drew[1:] == [
        (Picture.BUDGETS, Language.NL),
        (Picture.YEARS, Language.NL),
        (Picture.FAMILIES, Language.FR),
    ]


async def test_words_when_it_cannot_be_drawn(bot: BotApplication, recorder: Recorder, draw: Draughtsman) -> None:
    """The figures come all the same."""
    draw.fails = True
    await feed(bot, message("/grafiek pysi"))
    assert "1.371.814" in recorder.last.text


async def test_file_id_that_holds_no_more(bot: BotApplication, recorder: Recorder, draw: Draughtsman) -> None:
    """It is drawn and uploaded anew."""
    await feed(bot, message("/grafiek"))
    recorder.refusals["sendPhoto"] = (400, "Bad Request: wrong file identifier/HTTP URL specified")
    await feed(bot, message("/grafiek"))
    assert len(draw.drew) == 2


async def test_french_word_from_elsewhere(bot: BotApplication, recorder: Recorder) -> None:
    """Whose language is not known gets the chart in the language of the words."""
    await feed(bot, message("un graphique des familles", user=EN_USER))
    call = next(call for call in recorder.calls if call.method == "sendPhoto")
    assert call.parameters["caption"].startswith("<b>Montant par famille")


async def test_a_real_drawing(real_conversation: Conversation) -> None:
    """A PNG as wide as a telephone, of a shape that Telegram accepts, drawn in a process of its own."""
    width, height = png_size(await drawn(real_conversation.chart(Picture.BUDGETS, Language.NL)))
    assert width == 1080
    assert width < height < 3 * width


async def test_a_drawing_that_fails(real_conversation: Conversation) -> None:
    """What the process says of its end is told."""
    made = real_conversation.chart(Picture.FAMILIES, Language.NL)
    with pytest.raises(DrawingError, match=r"families: .*NoneType"):
        await drawn(Chart(**{**vars(made), "title": None}))


def test_the_bot_does_not_load_matplotlib() -> None:
    """Its half second and its memory are the drawing process's."""
    code = "import sys, bot.telegram_app.application; sys.exit('matplotlib' in sys.modules or 'numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_every_label_fits(real_conversation: Conversation) -> None:
    """All that is drawn can be written as JSON, and no label needs more than two lines."""
    for language in Language:
        for picture in Picture:
            made = real_conversation.chart(picture, language)
            assert json.loads(json.dumps(asdict(made)))["title"] == made.title
            assert all(len(bar.label) <= 48 for bar in made.bars)
