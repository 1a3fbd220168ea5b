"""What is left without the programmes that a follow-up leaves out: "en zonder R&D Projects?"."""

from bot.knowledge.base import INNOVIRIS, KnowledgeBase
from bot.knowledge.model import Measure, Operation
from bot.understanding.concepts import NAMES, Kind
from bot.understanding.operands import RANKED, Operands
from bot.understanding.question import Context, Intent, Question
from bot.understanding.scene import Scene, tokens_of


class Remainders:
    """Finds what the chat counted or ranked, less what a message leaves out."""

    def __init__(self, base: KnowledgeBase, operands: Operands) -> None:
        self._base = base
        self._operands = operands

    def question(self, scene: Scene) -> Question | None:
        """The ranking, sum or amount told last, without the programmes that are excluded; None when nothing was."""
        excluded = tuple(key for key in scene.named.excluded if key in self._base.programmes)
        if not excluded or scene.named.anything or scene.named.unknowns or scene.aspects or scene.wish.personal:
            return None
        if scene.informative - tokens_of(scene.reading, Kind.EXCLUSION, *NAMES):
            return None
        context = scene.context
        question = scene.question.but(intent=Intent.COMPUTE, measure=context.measure, year=scene.year or context.year)
        if context.operation in RANKED:
            scope = (context.scope,) if context.scope else ()
            return question.but(operation=context.operation, targets=scope, excluded=excluded, amount=context.amount)
        kept = tuple(key for key in self._operands.together(scene) if key not in excluded)
        if len(kept) == 1:
            return question.but(intent=Intent.FIGURE, targets=kept, measure=context.measure or Measure.FUNDING)
        if kept:
            return question.but(operation=context.operation, targets=kept)
        if context.intent is Intent.FIGURE and (whole := self._whole(context, excluded)):
            return question.but(operation=Operation.REMAINDER, targets=(whole, *excluded))
        return None

    def _whole(self, context: Context, excluded: tuple[str, ...]) -> str | None:
        """What was counted last and holds what is excluded: all of Innoviris, or a family."""
        if not context.targets:
            return INNOVIRIS
        families = {self._base.programmes[key].family for key in excluded}
        return context.targets[0] if {context.targets[0]} == families else None
