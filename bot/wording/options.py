"""Buttons: each holds a whole question, in at most 64 bytes, so that an old one still works."""

from bot.knowledge.model import Asker, Aspect, Chat, Language, Measure, Need
from bot.understanding.question import Intent, Profile, Question, Slot

VERSION = "1"
LONGEST = 64  # bytes of Telegram's callback_data


def encode(question: Question) -> str:
    """The question as a button's data; raises ValueError when it does not fit."""
    parts = [VERSION, question.intent, question.language]
    match question.intent:
        case Intent.FIGURE:
            parts += [question.targets[0], str(question.measure), str(question.year or "")]
        case Intent.ASPECT:
            parts += [question.targets[0], str(question.aspect)]
        case Intent.DESCRIBE:
            parts += [question.targets[0]]
        case Intent.RECOMMEND:
            profile = question.profile
            need = profile.needs[0][0] if profile.needs else ""
            parts += [need, (*profile.askers, "")[0]]
        case Intent.CHAT:
            parts += [question.topics[0]]
        case Intent.CHOOSE:
            parts += question.topics
        case Intent.LIST:
            parts += ["".join(question.targets[:1])]
        case _:
            raise ValueError(f"a button can't ask a {question.intent} question")
    data = "|".join(parts)
    if len(data.encode()) > LONGEST:
        raise ValueError(f"{data!r} is longer than {LONGEST} bytes")
    return data


def decode(data: str) -> Question | None:
    """The question of a button; None for what this version never made."""
    version, *parts = data.split("|")
    if version != VERSION:
        return None
    try:
        return _question(*parts)
    except (ValueError, TypeError):
        return None


def _question(intent: str, language: str, first: str = "", second: str = "", third: str = "") -> Question:
    question = Question(Intent(intent), Language(language))
    match question.intent:
        case Intent.FIGURE:
            year = int(third) if third else None
            return question.but(targets=(first,), measure=Measure(second), year=year)
        case Intent.ASPECT:
            return question.but(targets=(first,), aspect=Aspect(second))
        case Intent.DESCRIBE:
            return question.but(targets=(first,))
        case Intent.RECOMMEND:
            needs = ((Need(first), 1.0),) if first else ()
            askers = (Asker(second),) if second else ()
            return question.but(profile=Profile(askers=askers, needs=needs))
        case Intent.CHAT if first in Chat.model_fields:
            return question.but(topics=(first,))
        case Intent.CHOOSE if second:
            return question.but(topics=(Slot(first), second))
        case Intent.LIST:
            return question.but(targets=(first,) if first else ())
    raise ValueError(f"no button asks a {intent} question")
