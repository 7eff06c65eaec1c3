"""Handles every press: finds its route, runs it once in a unit of work, draws, and answers."""

import logging
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import NoReturn, TypeVar

from bot.core import notices
from bot.core.commands import OPEN_HOME
from bot.core.context import Context, Directory
from bot.core.conversation import (
    Answer,
    Ask,
    Command,
    Incoming,
    Nothing,
    Press,
    Replace,
    Say,
    Submission,
    Workplace,
)
from bot.core.envelopes import opened_card
from bot.core.errors import Conflict, FormRefused, Refused, StorageDown, SubjectGone
from bot.core.identity import Answers, AskPlatform, Identity, NewName
from bot.core.letters import Letter
from bot.core.names import (
    HOME_CLOSED,
    HOME_UNKNOWN_COMMAND,
    OPEN_ENVELOPE,
    PROGRAMME_WHO_ARE_YOU,
    Action,
)
from bot.core.once import once
from bot.core.pictures import Artist, with_pictures
from bot.core.readers import Readers
from bot.core.redraws import hangs_in_channel, note_replaced
from bot.core.routes import (
    OnCommand,
    OnPress,
    OnSubmission,
    Registry,
    Reply,
    Route,
    UnknownCommand,
    answers,
    may_use,
    say,
)
from bot.core.screens import Form, subject_of
from bot.core.seen import Shape
from bot.core.storage import Storage, Work, in_one_work
from bot.core.texts import Wording

T = TypeVar("T")
log = logging.getLogger(__name__)


class NoStorage:
    """Takes the place of the work for screens that need no storage."""

    def __getattr__(self, name: str) -> NoReturn:
        """Raise ``StorageDown`` for every use."""
        raise StorageDown


class Dispatcher:
    """The bot, as adapters see it: ``handle`` is ``conversation.Bot.handle``."""

    def __init__(
        self,
        storage: Storage,
        registry: Registry,
        wording: Wording,
        directory: Directory,
        wake: Callable[[], None],
        workplaces: Mapping[str, Workplace] | None = None,
        artists: Mapping[str, Artist] | None = None,
    ) -> None:
        """Call ``wake`` when the worker may have something to do.

        ``workplaces`` holds, by platform, those that can be asked about their users, and
        ``artists`` what draws the pictures of those that show any.
        """
        self._storage = storage
        self._registry = registry
        self._wording = wording
        self._directory = directory
        self._wake = wake
        self._artists = artists or {}
        self._readers = Readers(wording, storage)
        self._identity = Identity(wording, directory, self._readers, workplaces or {})

    async def handle(self, incoming: Incoming) -> Answer:
        """Do what somebody asked for, once, and return what to show."""
        route = self._registry.find(incoming)
        try:
            try:
                return await self._answer(route, incoming)
            except SubjectGone:
                if not isinstance(incoming, Press):
                    raise
                return await self._answer(_without_subject(route, incoming), incoming)
            except FormRefused as refusal:
                if not isinstance(incoming, Submission):
                    raise
                return await self._refilled(incoming, refusal.faults)
        except Refused as refusal:
            return self._tell(incoming, refusal.key, **refusal.values)
        except SubjectGone:
            return self._tell(incoming, "core.gone")
        except StorageDown:
            log.exception("storage_down")
            return self._inside(incoming) or self._tell(incoming, "core.storage_down")
        except Conflict:
            log.exception("conflict_not_settled")
            return self._tell(incoming, "core.trouble")
        except Exception:
            # A person in need must get a calm card with a number; the log gets the fault.
            log.exception("handler_failed", extra={"route": route.name if route else "unknown"})
            return self._tell(incoming, "core.trouble")

    def _tell(self, incoming: Incoming, key: str, **values: str | int) -> Answer:
        words, lines = self._readers.words(incoming), self._directory.lines()
        text = words(key, **values)
        if isinstance(incoming, Submission):
            return Ask(notices.notice_form(words, lines, text))
        return Say(notices.notice_card(words, lines, text))

    def _inside(self, incoming: Incoming) -> Replace | None:
        """Return what travelled with the button of a closed message, which needs no records."""
        if not isinstance(incoming, Press) or incoming.action != OPEN_ENVELOPE:
            return None
        letter = Letter.of_subject(_pressed(incoming))
        if letter.card is None:
            return None
        return Replace(opened_card(self._readers.words(incoming), letter.reference, letter.card))

    async def _answer(self, route: Route | None, incoming: Incoming) -> Answer:
        if route and route.without_storage:
            words = await self._readers.recall(incoming)
            context = Context(NoStorage(), words, self._directory.lines(), account=incoming.account)
            return await self._draw(context, await _run(route, context, incoming))
        reads_only = route.reads_only if route else True

        async def run(work: Work, answers: Answers) -> Answer:
            context = await self._identity.context(work, incoming, answers)
            context.pressed = _pressed(incoming)
            return await self._handle_in(context, route, incoming)

        answer = await self._in_work(incoming, run, reads_only=reads_only)
        if not reads_only:
            self._wake()
        return await self._with_pictures(incoming, answer)

    async def _with_pictures(self, incoming: Incoming, answer: Answer) -> Answer:
        artist = self._artists.get(incoming.account.platform)
        if artist is None or not isinstance(answer, Say | Replace):
            return answer
        return replace(answer, card=await with_pictures(answer.card, artist))

    async def _in_work(
        self, incoming: Incoming, do: Callable[[Work, Answers], Awaitable[T]], *, reads_only: bool
    ) -> T:
        """Run ``do`` in one work; run it again after each question to the platform."""
        answers = self._identity.answers(incoming.account)
        while True:
            try:
                return await in_one_work(
                    self._storage, lambda work: do(work, answers), reads_only=reads_only
                )
            except AskPlatform as ask:
                await answers.ask(ask.question)
            except NewName:
                join = partial(self._identity.join, account=incoming.account, answers=answers)
                await in_one_work(self._storage, join)

    async def _handle_in(self, context: Context, route: Route | None, incoming: Incoming) -> Answer:
        if route is None:
            return await self._draw(context, self._unrouted(context, incoming))
        if context.former is not None and _may_be_asked(route, incoming):
            return await self._draw(context, say(PROGRAMME_WHO_ARE_YOU))
        if not context.actor.active:
            key = "core.left"
            raise Refused(key)
        if not may_use(route, context.roles):
            key = "core.not_yours"
            raise Refused(key)
        if context.work.reads_only:
            reply = await _run(route, context, incoming)
            return await self._draw(await self._read_by(context, incoming, reply), reply)

        async def handled() -> Reply:
            reply = await _run(route, context, incoming)
            await self._registry.settle(context)
            return reply

        reply, is_first = await once(context, incoming, handled)
        answer = await self._draw(await self._read_by(context, incoming, reply), reply)
        if isinstance(incoming, Press) and isinstance(answer, Replace):
            answer = await note_replaced(context, incoming, reply, answer, is_first=is_first)
        elif isinstance(answer, Replace):
            if not (isinstance(incoming, Command) and incoming.name == OPEN_HOME):
                message = f"{route.name} replaces a card, but nobody pressed one"
                raise TypeError(message)
            # A job that was committed with the opening draws the page, too.
            answer = replace(answer, planned=True)
        # The person may just have chosen another language.
        self._readers.remember(incoming.account, context.actor.locale, context.actor.zone)
        return answer

    def _unrouted(self, context: Context, incoming: Incoming) -> Reply:
        if isinstance(incoming, Command):
            near = self._registry.suggestions(incoming, context.roles)
            return say(HOME_UNKNOWN_COMMAND, str(UnknownCommand(incoming.name, tuple(near))))
        # The button or form is from an older version, and its route no longer exists.
        raise SubjectGone

    async def _refilled(self, incoming: Submission, faults: Mapping[str, str]) -> Answer:
        """Show the form again with the entered values; what the handler wrote was rolled back."""

        async def draw(work: Work, answers: Answers) -> Answer:
            context = await self._identity.context(work, incoming, answers)
            form = await self._registry.forms[incoming.form](context, incoming.subject)
            texts = {name: context.words(key) for name, key in faults.items()}
            filled = form.filled(dict(incoming.values), texts)
            return Ask(_with_nonce(replace(filled, language=context.words.language)))

        return await self._in_work(incoming, draw, reads_only=True)

    async def _read_by(self, context: Context, incoming: Incoming, reply: Reply) -> Context:
        """Return the context of whoever reads the answer: a channel's card is not the actor's."""
        work = context.work
        if not isinstance(incoming, Press) or reply.shape is not Shape.REPLACE:
            return context
        if not await hangs_in_channel(work, incoming):
            return context
        language, zone = await self._directory.language(work), await self._directory.zone(work)
        return Context(work, self._wording.words(language, zone), self._directory.lines())

    async def _draw(self, context: Context, reply: Reply) -> Answer:
        language = context.words.language
        match reply.shape:
            case Shape.SAY | Shape.REPLACE:
                card = await self._registry.screen(reply.screen)(context, reply.subject)
                card = replace(card, language=language)
                return Say(card) if reply.shape is Shape.SAY else Replace(card)
            case Shape.ASK:
                form = await self._registry.forms[reply.screen](context, reply.subject)
                return Ask(_with_nonce(replace(form, language=language)))
            case Shape.NOTHING:
                return Nothing()


def _pressed(incoming: Incoming) -> str:
    """Return the subject of the pressed button."""
    return (subject_of(incoming.value) or "") if isinstance(incoming, Press) else ""


def _may_be_asked(route: Route, incoming: Incoming) -> bool:
    """Whether somebody can be asked who they are instead of what they wanted.

    Not with a form that they filled in, nor where a page is opened, which shows no answer.
    """
    is_page = isinstance(incoming, Command) and incoming.name == OPEN_HOME
    is_answer = isinstance(route, OnPress) and route.says_who
    return not (is_answer or is_page or isinstance(incoming, Submission))


def _without_subject(route: Route | None, press: Press) -> OnPress:
    """Return the route of a press whose subject is gone, or whose own route no longer exists."""
    if isinstance(route, OnPress):
        return route.without_subject()
    closed = answers(say(HOME_CLOSED))
    return OnPress(Action(press.action), closed, gone=closed, reads_only=True)


async def _run(route: Route, context: Context, incoming: Incoming) -> Reply:
    match route, incoming:
        case OnCommand(), Command():
            reply = await route.handler(context, incoming)
        case OnPress(), Press():
            subject = subject_of(incoming.value)
            if subject is None and route.handler is not route.gone:
                raise SubjectGone
            reply = await route.handler(context, incoming, subject or "")
        case OnSubmission(), Submission():
            reply = await route.handler(context, incoming)
        case _:
            message = f"{route.name} does not handle a {type(incoming).__name__}"
            raise TypeError(message)
    if reply.shape is Shape.ASK and not route.reads_only and not isinstance(incoming, Submission):
        message = f"{route.name} opens a form, so it must be reads_only"
        raise TypeError(message)
    return reply


def _with_nonce(form: Form) -> Form:
    return replace(form, nonce=secrets.token_hex(8))
