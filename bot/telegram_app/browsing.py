"""The programmes to leaf through: families, the programmes of one, a card each; all in one message that changes."""

from dataclasses import replace

from bot.conversation import Conversation
from bot.knowledge.model import Language
from bot.telegram_app.actions import Kind, encode
from bot.understanding.question import Intent, Question
from bot.wording import options
from bot.wording.phrases import Phrases
from bot.wording.reply import Option, Outcome, Reply

A_PAGE = 8  # programmes


class Browser:
    """Makes the pages."""

    def __init__(self, conversation: Conversation) -> None:
        self._conversation = conversation

    def families(self, language: Language) -> Reply:
        """The first page: a button for each family."""
        say = Phrases(self._conversation.base, language)
        buttons = tuple(
            Option(
                say("telegram_family", name=say.title(key), count=len(say.base.members(key))),
                encode(Kind.FAMILY, language, key, 0),
            )
            for key in say.base.families
        )
        return Reply(Outcome.CHAT, language, say("telegram_families", count=len(say.base.programmes)), (), buttons)

    def family(self, language: Language, key: str, page: int) -> Reply:
        """A page of a family: a button for each programme, and ways on and back; all families for an unknown one."""
        say = Phrases(self._conversation.base, language)
        members = say.base.members(key)
        if not members:
            return self.families(language)
        pages = -(-len(members) // A_PAGE)
        page = min(max(page, 0), pages - 1)
        shown = members[page * A_PAGE : (page + 1) * A_PAGE]
        buttons = [Option(say.short(one), encode(Kind.CARD, language, one)) for one in shown]
        for name, other in (("telegram_previous", page - 1), ("telegram_next", page + 1)):
            if 0 <= other < pages:
                buttons.append(
                    Option(say(name, page=other + 1, pages=pages), encode(Kind.FAMILY, language, key, other))
                )
        buttons.append(Option(say("telegram_all_families"), encode(Kind.FAMILIES, language)))
        summary = say.base.families[key].summary[language]
        return Reply(Outcome.CHAT, language, say("described", name=say.title(key), summary=summary), (), tuple(buttons))

    def back(self, reply: Reply, programme: str) -> Reply:
        """The card of a programme with the way back to its family."""
        say = Phrases(self._conversation.base, reply.language)
        members = say.base.members(say.base.programmes[programme].family)
        family, page = say.base.programmes[programme].family, members.index(programme) // A_PAGE
        way = Option(say("telegram_back", name=say.title(family)), encode(Kind.FAMILY, reply.language, family, page))
        return replace(reply, options=(*reply.options, way))

    def card(self, language: Language, programme: str) -> str:
        """What the conversation is asked for a programme's card; empty for an unknown one."""
        if programme not in self._conversation.base.programmes:
            return ""
        return options.encode(Question(Intent.DESCRIBE, language, targets=(programme,)))
