"""Open work, seen before?, handler, reactions, draw, commit, answer: the way of every press."""

import logging
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from dataclasses import replace as altered
from typing import NoReturn

from bot.core import notices
from bot.core.context import Context, Directory, want_redraw
from bot.core.conversation import (
    Address,
    Answer,
    Ask,
    Command,
    Incoming,
    Nothing,
    Press,
    Profile,
    Replace,
    Say,
    Submission,
    Workplace,
)
from bot.core.errors import Conflict, FormRefused, Refused, StorageDown, SubjectGone
from bot.core.names import HOME_UNKNOWN_COMMAND
from bot.core.people import (
    Person,
    add_account,
    add_stranger,
    is_back,
    person_with,
    person_with_email,
)
from bot.core.readers import Readers
from bot.core.routes import (
    OnCommand,
    OnPress,
    OnSubmission,
    Registry,
    Reply,
    Route,
    Shape,
    may_use,
    say,
)
from bot.core.screens import Form, subject_of
from bot.core.seen import Reader, Seen, ShownCard, forget_shown
from bot.core.storage import Storage, Work, in_one_work
from bot.core.texts import Wording

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Met:
    """What the platform says of somebody: who they are, and which channels they are not in."""

    profile: Profile | None = None
    outside: frozenset[str] = frozenset()


STRANGER = Met()


class NoStorage:
    """Stands where the work would be, for screens that need no storage."""

    def __getattr__(self, name: str) -> NoReturn:
        """Whatever is asked of it, there is no database here."""
        raise StorageDown


async def settle(registry: Registry, context: Context) -> None:
    """Run the reactions to what was told, and to what they tell, until nothing is left."""
    while context.facts:
        fact = context.facts.pop(0)
        for reaction in registry.reactions.get(type(fact), ()):
            await reaction.handler(context, fact)


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
    ) -> None:
        """Keep what it works with; ``wake`` tells the worker that something may be due.

        ``workplaces`` by platform, where the platform knows its people.
        """
        self._workplaces = workplaces or {}
        self._storage = storage
        self._registry = registry
        self._wording = wording
        self._directory = directory
        self._wake = wake
        self._readers = Readers(wording, storage)

    async def handle(self, incoming: Incoming) -> Answer:
        """Do what somebody asked for, once, and say what to show. Never raises for a person."""
        route = self._registry.find(incoming)
        try:
            if route and route.without_storage:
                return await self._without_storage(route, incoming)
            reads_only = route.reads_only if route else True
            met = await self._meet(incoming)
            answer = await in_one_work(
                self._storage,
                lambda work: self._turn(work, route, incoming, met),
                reads_only=reads_only,
            )
        except FormRefused as refusal:
            return await self._ask_again(incoming, refusal)
        except Refused as refusal:
            return self._tell(incoming, refusal.key, **refusal.values)
        except SubjectGone:
            return self._tell(incoming, "core.gone")
        except StorageDown:
            log.exception("storage_down")
            return self._tell(incoming, "core.storage_down")
        except Conflict:
            log.exception("conflict_not_settled")
            return self._tell(incoming, "core.trouble")
        except Exception:
            # Whatever it is, a person in need gets a calm card with a number, and we get a line.
            log.exception("handler_failed", extra={"route": route.name if route else "unknown"})
            return self._tell(incoming, "core.trouble")
        if not reads_only:
            self._wake()
        return answer

    def _tell(self, incoming: Incoming, key: str, **values: str | int) -> Answer:
        words, lines = self._readers.words(incoming), self._directory.lines()
        text = words(key, **values)
        if isinstance(incoming, Submission):
            return Ask(notices.notice_form(words, lines, text))
        return Say(notices.notice_card(words, lines, text))

    async def _ask_again(self, incoming: Incoming, refusal: FormRefused) -> Answer:
        if not isinstance(incoming, Submission):
            log.error("form_refused_without_form")
            return self._tell(incoming, "core.trouble")
        try:
            return await in_one_work(
                self._storage,
                lambda work: self._refilled(work, incoming, refusal.faults),
                reads_only=True,
            )
        except SubjectGone:
            return self._tell(incoming, "core.gone")
        except Refused as refused:
            return self._tell(incoming, refused.key, **refused.values)
        except StorageDown:
            return self._tell(incoming, "core.storage_down")
        except Exception:
            log.exception("form_not_drawn_again", extra={"route": incoming.form})
            return self._tell(incoming, "core.trouble")

    async def _without_storage(self, route: Route, incoming: Incoming) -> Answer:
        words = await self._readers.recall(incoming)
        context = Context(NoStorage(), words, self._directory.lines(), account=incoming.account)
        return await self._draw(context, await _run(route, context, incoming))

    async def _meet(self, incoming: Incoming) -> Met:
        """Ask the platform what only it knows, before the work: a work awaits no network."""
        account = incoming.account
        workplace = self._workplaces.get(account.platform)
        if workplace is None:
            return STRANGER

        async def look(work: Work) -> tuple[bool, dict[str, Address]]:
            person = await person_with(work, account)
            keys = await self._directory.private_channels_of(work, person) if person else ()
            found = {
                key: await self._directory.channel(work, key, account.platform) for key in keys
            }
            return person is not None, {key: at for key, at in found.items() if at is not None}

        known, channels = await in_one_work(self._storage, look, reads_only=True)
        if not known:
            return Met(profile=await workplace.look_up(account))
        outside = [
            key
            for key, channel in channels.items()
            if await workplace.is_member(channel, account) is False
        ]
        return Met(outside=frozenset(outside))

    async def _context(self, work: Work, incoming: Incoming, met: Met) -> Context:
        person = await person_with(work, incoming.account)
        if person is None:
            person = await self._stranger(work, incoming, met.profile)
        person = await self._directory.reading_in(work, person, incoming.locale)
        self._readers.remember(incoming.account, person.locale, person.zone)
        return Context(
            outside=met.outside,
            work=work,
            words=self._wording.words(person.locale, person.zone),
            lines=self._directory.lines(person),
            person=person,
            account=incoming.account,
            roles=await self._directory.roles_of(work, person),
        )

    async def _turn(self, work: Work, route: Route | None, incoming: Incoming, met: Met) -> Answer:
        context = await self._context(work, incoming, met)
        if route is None:
            return await self._draw(context, self._lost(context, incoming))
        if not may_use(route, context.roles) or not context.actor.active:
            key = "core.not_yours"
            raise Refused(key)
        if work.reads_only:
            return await self._draw(context, await _run(route, context, incoming))
        answer = await self._once(context, route, incoming)
        # Somebody may just have chosen another language.
        self._readers.remember(incoming.account, context.actor.locale, context.actor.zone)
        return answer

    async def _stranger(self, work: Work, incoming: Incoming, profile: Profile | None) -> Person:
        """Whoever this account belongs to: somebody of the playbook, by e-mail, or a new person."""
        profile = profile or Profile()
        zone = incoming.zone or profile.zone or await self._directory.zone(work)
        locale = incoming.locale or profile.locale or "en"
        known = await person_with_email(work, profile.email) if profile.email else None
        if work.reads_only:
            # Nothing can be written now; whoever goes on to press something is added then.
            return known or Person(reference="", zone=zone, locale=locale)
        if known is not None:
            known = await is_back(work, known)
            await add_account(work, known, incoming.account)
            return known
        person = await add_stranger(work, incoming.account, zone, locale, profile.email)
        for sealed, content in ((person.name, profile.name), (person.phone, profile.phone)):
            if content:
                await work.vault.seal(sealed, content)
        return person

    def _lost(self, context: Context, incoming: Incoming) -> Reply:
        if isinstance(incoming, Command):
            near = self._registry.suggestions(incoming, context.roles)
            return say(HOME_UNKNOWN_COMMAND, "|".join([incoming.name, *near]))
        # A button or form of an older version whose route is gone.
        raise SubjectGone

    async def _once(self, context: Context, route: Route, incoming: Incoming) -> Answer:
        seen = Seen(reference=_delivery_mark(context.work, incoming), at=context.now)
        records = context.work.of(Seen)
        if not await records.add(seen):
            return await self._again(context, incoming, seen.reference)
        reply = await _run(route, context, incoming)
        await settle(self._registry, context)
        answer = await self._draw(context, reply)
        await records.save(
            altered(seen, screen=f"{reply.shape}:{reply.screen}", subject=reply.subject)
        )
        if isinstance(incoming, Press) and isinstance(answer, Replace):
            planned = await _note_replaced(context, incoming, reply)
            return altered(answer, planned=planned)
        return answer

    async def _refilled(self, work: Work, incoming: Submission, faults: dict[str, str]) -> Answer:
        """The same form with what was entered still in it; what the handler wrote is undone."""
        context = await self._context(work, incoming, STRANGER)
        form = await self._registry.forms[incoming.form](context, incoming.subject)
        said = {name: context.words(key) for name, key in faults.items()}
        return Ask(_with_nonce(form.filled(dict(incoming.values), said)))

    async def _again(self, context: Context, incoming: Incoming, mark: str) -> Answer:
        seen = await context.work.of(Seen).get(mark)
        shape, _, screen = (seen.screen if seen else "").partition(":")
        if seen is None or not screen:
            return Nothing()
        if shape == Shape.ASK and not isinstance(incoming, Submission):
            return Nothing()
        return await self._draw(context, Reply(Shape(shape), screen, seen.subject))

    async def _draw(self, context: Context, reply: Reply) -> Answer:
        match reply.shape:
            case Shape.SAY:
                return Say(await self._registry.screen(reply.screen)(context, reply.subject))
            case Shape.REPLACE:
                return Replace(await self._registry.screen(reply.screen)(context, reply.subject))
            case Shape.ASK:
                form = await self._registry.forms[reply.screen](context, reply.subject)
                return Ask(_with_nonce(form))
            case Shape.NOTHING:
                return Nothing()


async def _run(route: Route, context: Context, incoming: Incoming) -> Reply:
    match route, incoming:
        case OnCommand(), Command():
            reply = await route.handler(context, incoming)
        case OnPress(), Press():
            subject = subject_of(incoming.value)
            if subject is None:
                raise SubjectGone
            reply = await route.handler(context, incoming, subject)
        case OnSubmission(), Submission():
            reply = await route.handler(context, incoming)
        case _:
            message = f"{route.name} is no route for a {type(incoming).__name__}"
            raise TypeError(message)
    if reply.shape is Shape.ASK and not route.reads_only and not isinstance(incoming, Submission):
        message = f"{route.name} opens a form, so it must read only"
        raise TypeError(message)
    return reply


def _with_nonce(form: Form) -> Form:
    return altered(form, nonce=secrets.token_hex(8))


def _delivery_mark(work: Work, incoming: Incoming) -> str:
    account, delivery = incoming.account, incoming.delivery
    return work.vault.mark(
        "seen",
        account.platform,
        account.tenant,
        delivery.kind,
        delivery.conversation,
        delivery.id,
    )


def message_mark(work: Work, platform: str, conversation: str, message: str) -> str:
    """The keyed mark by which a shown card is found from the message it hangs in."""
    return work.vault.mark("message", platform, conversation, message)


async def _note_replaced(context: Context, press: Press, reply: Reply) -> bool:
    """Remember which screen the pressed message shows from now on, for later redraws.

    Where the answer cannot carry it, a job redraws the message: whether one does.
    """
    if not press.message:
        return False
    work, planned = context.work, False
    mark = message_mark(work, press.account.platform, press.delivery.conversation, press.message)
    for shown in await work.of(ShownCard).find(ShownCard.mark.is_(mark)):
        there = await work.vault.open(shown.message) is not None
        if press.redrawn_later and there:
            # In the words of who pressed, even if nothing leads to them any more by then.
            reader = Reader(context.actor.locale, context.actor.zone)
            await work.vault.seal(shown.reader, reader)
            changed = await work.of(ShownCard).save(
                altered(shown, screen=reply.screen, subject=reply.subject)
            )
            await want_redraw(work, changed)
            planned = True
        elif not reply.subject:
            # Nothing will redraw it, and no erasure would find it: whose it is goes now.
            await forget_shown(work, shown)
        elif (shown.screen, shown.subject) != (reply.screen, reply.subject):
            await work.of(ShownCard).save(
                altered(shown, screen=reply.screen, subject=reply.subject)
            )
    return planned
