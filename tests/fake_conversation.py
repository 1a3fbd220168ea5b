"""A conversation that knows four texts, for the tests of the fronts."""

from pathlib import Path

import yaml

from bot.conversation import Conversation, State
from bot.knowledge.model import Language, Picture
from bot.wording.reply import Option, Outcome, Reply

INTERFACE = Path(__file__).parent.parent / "knowledge" / "interface"
EXAMPLES = (Option("hoeveel projecten?", "q:projects"), Option("wie ben je?", "q:who"))
CHOICES = (Option("R&D <Projects>", "p:rd"), Option("Joint R&D", "p:joint"))


class FakeConversation(Conversation):
    """Replies with what it got, so that a test sees what reached it."""

    def __init__(self) -> None:
        self._sentences = {
            language: yaml.safe_load((INTERFACE / f"{language}-fronts.yaml").read_text(encoding="utf-8"))
            for language in Language
        }

    def respond(self, text: str, state: State | None = None) -> tuple[Reply, State]:
        """`welke` offers options, `boom` fails, `lang` is long; `combien` is French; the rest is repeated."""
        before = state or State()
        language = Language.FR if text.startswith("combien") else before.language or Language.NL
        after = before.with_language(language)
        if text == "boom":
            raise RuntimeError("boom")
        if text == "welke":
            return Reply(Outcome.CLARIFY, language, "Welke bedoelt u?", ("rd", "joint"), CHOICES), after
        if text == "lang":
            return Reply(Outcome.ANSWERED, language, "**" + "regel & regel\n" * 600 + "**"), after
        return Reply(Outcome.ANSWERED, language, f"**{text}** & <{before.language}>", ("rd",)), after

    def tap(self, data: str, state: State | None = None) -> tuple[Reply, State]:
        """Every button is answered with its data."""
        return self.respond(f"tap {data}", state)

    def greet(self, language: Language) -> Reply:
        """Greet with two examples, that can be tapped."""
        return Reply(Outcome.CHAT, language, f"**greeting** {language}", (), EXAMPLES)

    def picture_asked(self, text: str) -> tuple[Picture, Language] | None:  # noqa: ARG002
        """No text asks for a chart."""
        return None

    def explain(self, text: str, state: State | None = None) -> str:
        """Tell what was asked, and in which language it began."""
        return f"explained {text} {state.language if state else None}"

    def phrase(self, key: str, language: Language, **values: object) -> str:
        """Read the real sentence, so that a key that is missing fails the test."""
        text: str = self._sentences[language][key]
        return text.format(**values)
