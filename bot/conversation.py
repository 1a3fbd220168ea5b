"""The one door: a message and the chat's state → a reply and the new state. Pure; every front calls it."""

import gc
import json
import re
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from bot import dialogue
from bot.answering.answer import Answer, Suggestion, Verdict
from bot.answering.answering import answer
from bot.answering.recommend import ranked
from bot.context import following
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.loader import load
from bot.knowledge.model import Asker, Aspect, Language, Measure, Need, Operation, Picture, Theme
from bot.understanding.gaps import Gaps
from bot.understanding.parser import Parser
from bot.understanding.pictures import PictureReader
from bot.understanding.proposals import Measured
from bot.understanding.question import Context, Intent, Profile, Question, Slot, Step
from bot.understanding.reading import Reader, Reading
from bot.understanding.text import fold
from bot.wording.charts import Chart, chart
from bot.wording.options import decode
from bot.wording.phrases import Phrases
from bot.wording.reply import Option, Outcome, Reply
from bot.wording.writer import Writer

VERSION = 3
LONGEST_LABEL = 300  # characters of what can be typed in the place of a tap
CONTEXT_SECONDS = 600  # after ten minutes a chat starts anew; the language stays


NOTHING = Context()  # what a new chat is about


@dataclass(frozen=True)
class State:
    """What is remembered of a chat: small, versioned, and expiring."""

    language: Language | None = None
    context: Context = NOTHING
    options: tuple[Option, ...] = ()
    at: float = 0.0  # seconds since the epoch

    def with_language(self, language: Language) -> "State":
        """The same chat in another language."""
        return replace(self, language=language)

    def current(self, now: float) -> "State":
        """The state as it counts now: without context once that has expired."""
        return self if now - self.at <= CONTEXT_SECONDS else State(language=self.language, at=now)

    def to_json(self) -> str:
        """A versioned JSON value."""
        return json.dumps({"version": VERSION, **asdict(self)}, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "State":
        """The state that `to_json` wrote; raises ValueError for anything else."""
        try:
            data = json.loads(text)
            if data.pop("version") != VERSION:
                raise ValueError("another version")
            return cls(
                language=Language(data["language"]) if data["language"] else None,
                context=_context(data["context"]),
                options=tuple(Option(**option) for option in data["options"]),
                at=float(data["at"]),
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"not a chat's state: {error}") from error


def _context(data: dict[str, Any]) -> Context:
    return Context(
        targets=tuple(data["targets"]),
        measure=Measure(data["measure"]) if data["measure"] else None,
        aspect=Aspect(data["aspect"]) if data["aspect"] else None,
        operation=Operation(data["operation"]) if data["operation"] else None,
        year=data["year"],
        intent=Intent(data["intent"]) if data["intent"] else None,
        profile=_profile(data["profile"]),
        topics=tuple(data["topics"]),
        earlier=tuple(data["earlier"]),
        offered=tuple(data["offered"]),
        scope=data.get("scope"),
        amount=data.get("amount"),
        step=Slot(data["step"]) if data["step"] else None,
        trail=tuple(Step(Slot(one["slot"]), _profile(one["profile"])) for one in data["trail"]),
        asides=int(data["asides"]),
    )


def _profile(data: dict[str, Any]) -> Profile:
    return Profile(
        askers=tuple(Asker(one) for one in data["askers"]),
        needs=tuple((Need(one), float(weight)) for one, weight in data["needs"]),
        themes=tuple((Theme(one), float(weight)) for one, weight in data["themes"]),
        resembling=tuple((str(one), float(weight)) for one, weight in data["resembling"]),
        named=tuple(data["named"]),
        excluded=tuple(data["excluded"]),
        denied=tuple(Asker(one) for one in data["denied"]),
        leaning=tuple((Need(one), float(weight)) for one, weight in data["leaning"]),
        alike=tuple((str(one), float(weight)) for one, weight in data.get("alike", ())),
    )


class Conversation:
    """Answers messages from one knowledge base."""

    def __init__(self, base: KnowledgeBase, clock: Callable[[], float] = time.time) -> None:
        self.base = base
        self._clock = clock
        self._reader = Reader(base)
        self._parser = Parser(base, self._reader)
        self._pictures = PictureReader(base)
        facts = {f"{key}/{fact.id}" for key, subject in base.subjects.items() for fact in subject.facts}
        self._known = facts.union(base.subjects, base.projects, base.people, base.organisations)
        self._writers = {language: Writer(base, language) for language in Language}
        self._phrases = {language: Phrases(base, language) for language in Language}

    def respond(self, text: str, state: State | None = None) -> tuple[Reply, State]:
        """Answer `text` in the chat that `state` describes."""
        now = self._clock()
        state = (state or State()).current(now)
        if (tapped := self._option(text, state)) is not None:
            return self.tap(tapped.data, state)
        reading = self._read(text, state)
        questions = self._parser.questions(reading, state.context)
        if len(questions) > 1:
            questions = list(dict.fromkeys(questions))
        if len(questions) == 1:
            scene = self._parser.scene(reading, state.context) if state.context.step else None
            questions = [dialogue.move(questions[0], state.context, self.base, scene)]
        reply, after = self._reply(questions, state, now)
        uncertain = not reading.certain and reply.outcome is not Outcome.CHAT
        return reply, replace(after, language=state.language) if uncertain else after

    def tap(self, data: str, state: State | None = None) -> tuple[Reply, State]:
        """Answer a button; one that this version never made gets the help text."""
        now = self._clock()
        state = (state or State()).current(now)
        question = decode(data)
        if question is None or not self._answerable(question):
            language = state.language or Language.NL
            question = Question(Intent.CHAT, language, topics=("help",))
        return self._reply([dialogue.move(question, state.context, self.base)], state, now)

    def choose(self, language: Language, state: State | None = None) -> tuple[Reply, State]:
        """Begin the advice, whatever the chat was about."""
        now = self._clock()
        state = State(language) if state is None else replace(state.current(now), context=NOTHING)
        return self._reply([dialogue.begin(language)], state, now)

    def advise(self, language: Language, state: State | None = None) -> tuple[Reply, State]:
        """Advise once more on what the asker has said, in `language`; begin the advice when that is forgotten."""
        now = self._clock()
        state = (state or State()).current(now)
        if not state.context.profile:
            return self.choose(language, state)
        return self._reply([Question(Intent.RECOMMEND, language, profile=state.context.profile)], state, now)

    def measured(self, text: str, state: State) -> tuple[Measured, list[Reply]] | None:
        """What `text` may ask, with each reply; None for a tap, a step of the advice or two questions."""
        now = self._clock()
        state = state.current(now)
        reading = self._read(text, state)
        if self._option(text, state) or state.context.step or len(self._parser.questions(reading, state.context)) > 1:
            return None
        found = self._parser.measured(reading, state.context)
        return found, [self._reply([question], state, now)[0] for question in found.questions]

    def greet(self, language: Language) -> Reply:
        """The first words of a chat."""
        return self._writers[language].greet()

    def phrase(self, key: str, language: Language, **values: object) -> str:
        """A sentence of the interface, for the fronts."""
        return self._phrases[language](key, **values)

    def picture_asked(self, text: str) -> tuple[Picture, Language] | None:
        """The chart that `text` asks for, and in which language; None when it asks something else."""
        return self._pictures.asked(text)

    def chart(self, picture: Picture, language: Language) -> Chart:
        """What a chart shows, for the fronts that can."""
        return chart(picture, self._phrases[language])

    @cached_property
    def gaps(self) -> Gaps:
        """Reads questions that went unanswered."""
        return Gaps(self.base, self._reader)

    def explain(self, text: str, state: State | None = None) -> str:
        """How `text` is understood: tokens, mentions with scores, what stays unexplained, the question."""
        state = (state or State()).current(self._clock())
        reading = self._read(text, state)
        lines = [
            f"language   {reading.language}{'' if reading.certain else ' (not certain)'}",
            f"words      {' '.join(token.text for token in reading.tokens)}",
        ]
        lines += [f"corrected  {typed} → {meant}" for typed, meant in reading.corrected.items()]
        for mention in reading.mentions:
            span = " ".join(token.text for token in reading.tokens[mention.start : mention.end])
            lines.append(f"mention    {span!r}: {mention.kind} {mention.id} ({mention.score:.2f})")
        unexplained = " ".join(reading.tokens[number].text for number in sorted(reading.open))
        lines.append(f"open       {unexplained or '-'}")
        for hit in self._parser.hits(reading)[:3]:
            lines.append(f"resembles  {hit.document.sort} {hit.document.id} ({hit.score:.2f})")
        for score, question in self._parser.scored(reading, state.context)[:4]:
            lines.append(f"proposal   {score:.1f} {_brief(question)}")
        questions = self._parser.questions(reading, state.context)
        lines += [f"question   {_brief(question)}" for question in questions]
        profiles = [question.profile for question in questions if question.intent is Intent.RECOMMEND]
        lines += [_judged(one) for profile in profiles for one in ranked(profile, self.base)]
        return "\n".join(lines)

    def _answerable(self, question: Question) -> bool:
        """Whether all that a button names is still known."""
        facts = question.topics if question.intent is Intent.FACT else ()
        return all(one in self._known for one in (*question.targets, *facts))

    def _read(self, text: str, state: State) -> Reading:
        return self._reader.read(text, spoken=state.language)

    def _option(self, text: str, state: State) -> Option | None:
        if len(text) > LONGEST_LABEL or not state.options:
            return None
        typed = _plain(text)
        if re.fullmatch(r"[1-9]\d?", typed) and int(typed) <= len(state.options):
            return state.options[int(typed) - 1]
        named = (option for option in state.options if typed in {_plain(option.label), _plain(option.short or "?")})
        return next(named, None)

    def _answer(self, question: Question) -> tuple[Reply, Answer]:
        answered = answer(question, self.base)
        return replace(self._writers[question.language].write(answered), asked=question), answered

    def _reply(self, questions: list[Question], state: State, now: float) -> tuple[Reply, State]:
        """The answer to the questions of a message, then the step of the advice that waited, and the new state."""
        replies = [self._answer(question) for question in questions]
        reply = replies[0][0] if len(replies) == 1 else _both([one for one, _ in replies])
        context = following(state.context, questions[-1], replies[-1][1], self.base)
        if (step := dialogue.resumed(questions[-1], state.context)) is not None:
            asked, _ = self._answer(step)
            reply = replace(reply, markup=f"{reply.markup}\n\n{asked.markup}", options=asked.options, asked=None)
        elif questions[-1].intent not in dialogue.ADVISING and (context.step or context.trail):
            context = replace(context, step=None, trail=())
        return reply, State(reply.language, context, reply.options, now)


def _plain(typed: str) -> str:
    return fold(typed).strip(" ?!.")


def _brief(question: Question) -> str:
    """The fields of a question that say something."""
    blank = Question(question.intent, question.language)
    told = {
        name: value
        for name, value in vars(question).items()
        if value != getattr(blank, name) and name not in {"intent", "language", "words", "profile"}
    }
    fields = ", ".join(f"{name}={value}" for name, value in told.items())
    return f"{question.intent}: {fields}" if fields else str(question.intent)


def _judged(one: Suggestion) -> str:
    """A programme with its score, and each reason with what it is worth."""
    reasons = (
        f"{reason.criterion} {reason.verdict} {reason.worth:+.1f} {' '.join(reason.told)}".strip()
        for reason in one.reasons
        if reason.verdict is not Verdict.UNKNOWN or reason.worth
    )
    return f"fit        {one.programme} {one.score:.1f}: {', '.join(reasons)}"


def _both(replies: list[Reply]) -> Reply:
    """Several answers to one message as one reply."""
    order = (Outcome.ANSWERED, Outcome.CLARIFY, Outcome.UNKNOWN, Outcome.CHAT)
    return Reply(
        outcome=min((reply.outcome for reply in replies), key=order.index),
        language=replies[0].language,
        markup="\n\n".join(reply.markup for reply in replies),
        programmes=tuple(dict.fromkeys(key for reply in replies for key in reply.programmes)),
        options=tuple(option for reply in replies for option in reply.options)[:4],
    )


def open_conversation(folder: Path) -> Conversation:
    """A conversation over the knowledge in `folder`; raises `KnowledgeError`."""
    gc.disable()  # nothing of what is read becomes garbage: looking for it takes a fifth of the time
    try:
        return Conversation(load(folder))
    finally:
        gc.freeze()
        gc.enable()
