"""Buttons: each holds a whole question, in at most 64 bytes, so that an old one still works."""

from bot.knowledge.model import Asker, Aspect, Chat, Language, Measure, Need, Operation
from bot.understanding.question import Intent, Profile, Question, Slot

VERSION = "1"
BARE = "?"  # behind the year: "hoeveel?" without saying of what
OF_SUBJECTS = {Operation.TOTAL, Operation.GROWTH, Operation.DIFFERENCE, Operation.COMPARE}
LONGEST = 64  # bytes of Telegram's callback_data


def encode(question: Question) -> str:
    """The question as a button's data; raises ValueError when it does not fit."""
    parts = [VERSION, question.intent, question.language]
    year = [str(question.year)] if question.year else []
    match question.intent:
        case Intent.FIGURE:
            when = str(question.year or "") + BARE * question.bare
            parts += [question.targets[0], str(question.measure), when]
        case Intent.ASPECT:
            parts += [question.targets[0], str(question.aspect), *year]
        case Intent.DESCRIBE:
            parts += [question.targets[0], *year]
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
        case Intent.FACT:
            parts += [_together(question.topics), *year]
        case Intent.COMPUTE:
            asked = (question.operation, question.measure, question.year, question.top, question.amount)
            written = ",".join("" if one is None else str(one) for one in asked)
            parts += [written.rstrip(","), ",".join(question.targets)]
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


def again(question: Question) -> str:
    """The data of a button that asks just this once more; empty when none can."""
    asked = _essence(question)
    try:
        data = encode(asked)
    except ValueError:
        return ""
    return data if decode(data) == asked else ""


def _essence(question: Question) -> Question:
    """The question with only the fields that its kind of answer depends on."""
    bare = Question(question.intent, question.language, year=question.year, topics=question.topics)
    targets = question.targets[:1]
    match question.intent:
        case Intent.FIGURE:
            return bare.but(targets=targets, measure=question.measure, bare=question.bare)
        case Intent.ASPECT:
            return bare.but(targets=targets, aspect=question.aspect)
        case Intent.DESCRIBE:
            return bare.but(targets=targets)
        case Intent.FACT:
            return bare.but(targets=_subjects(question.topics))
        case Intent.LIST:
            counting = question.operation if question.operation is Operation.COUNT else None
            return bare.but(targets=question.targets, operation=counting, year=None)
        case Intent.COMPUTE:
            return question.but(words=(), profile=Profile(), bare=False, thing=None, aspect=None)
        case _:
            return question.but(words=())


def _together(topics: tuple[str, ...]) -> str:
    """`a/x,y,b/z` for a/x, a/y and b/z."""
    written, subject = [], ""
    for topic in topics:
        before, subject = subject, topic.split("/")[0]
        written.append(topic.split("/")[1] if subject == before else topic)
    return ",".join(written)


def _apart(written: str) -> tuple[str, ...]:
    """What `_together` put together."""
    topics, subject = list[str](), ""
    for part in written.split(","):
        *named, fact = part.split("/")
        subject = named[0] if named else subject
        if not subject:
            raise ValueError(f"{fact} of nothing")
        topics.append(f"{subject}/{fact}")
    return tuple(topics)


def _subjects(topics: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(topic.split("/")[0] for topic in topics))


def in_language(data: str, language: Language) -> str:
    """What `data` asks, asked in `language`."""
    version, intent, _, *parts = data.split("|")
    return "|".join((version, intent, language, *parts))


def _question(intent: str, language: str, first: str = "", second: str = "", third: str = "") -> Question:
    question = Question(Intent(intent), Language(language))
    match question.intent:
        case Intent.FIGURE:
            year, bare = _year(third.removesuffix(BARE)), third.endswith(BARE)
            return question.but(targets=(first,), measure=Measure(second), year=year, bare=bare)
        case Intent.ASPECT:
            return question.but(targets=(first,), aspect=Aspect(second), year=_year(third))
        case Intent.DESCRIBE:
            return question.but(targets=(first,), year=_year(second))
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
        case Intent.FACT:
            topics = _apart(first)
            return question.but(targets=_subjects(topics), topics=topics, year=_year(second))
        case Intent.COMPUTE:
            return _computation(question, first.split(","), tuple(filter(None, second.split(","))))
    raise ValueError(f"no button asks a {intent} question")


def _year(written: str) -> int | None:
    return int(written) if written else None


def _computation(question: Question, asked: list[str], targets: tuple[str, ...]) -> Question:
    operation, measure, year, top, amount = (*asked, "", "", "", "")[:5]
    if not targets and operation in OF_SUBJECTS:
        raise ValueError(f"{operation} of nothing")
    return question.but(
        targets=targets,
        operation=Operation(operation),
        measure=Measure(measure) if measure else None,
        year=_year(year),
        top=int(top) if top else None,
        amount=float(amount) if amount else None,
    )
