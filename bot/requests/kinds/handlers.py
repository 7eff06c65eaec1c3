"""Choosing a support kind and asking for it, saying how to be reached, and stepping up.

A step up from one kind to another is only ever an offer: a supporter presses, and nothing
happens until the person presses as well.
"""

from dataclasses import replace
from difflib import get_close_matches

from bot.check_ins.names import CHECK_IN_OPTIONS
from bot.core.context import Context
from bot.core.conversation import Command, Press, Submission
from bot.core.errors import Refused, SubjectGone
from bot.core.routes import PressHandler, Reply, ask, replace_card, say
from bot.core.texts import Words
from bot.programme import current_for, name_of_kind, one_of
from bot.programme.model import DEFAULT_KINDS, FIRST_KIND, OLD_SCREENS, SupportKind
from bot.requests import telling
from bot.requests.contact_inputs import reach_in
from bot.requests.handlers import Wish, ask_for, begin, episode_named, live_request
from bot.requests.hanging import hang_up
from bot.requests.kinds import screens
from bot.requests.kinds.names import ASK, KindSubject, kind_screen
from bot.requests.kinds.screens import NearKinds
from bot.requests.kinds.views import step_up_kinds
from bot.requests.kinds.ways_screens import OTHERS
from bot.requests.model import (
    WITH_CONTACT,
    Reach,
    RequestMode,
    RequestState,
    StepUpOffered,
    SupportRequest,
)
from bot.requests.names import CALL, ESCALATE, REACH
from bot.requests.queries import held_by_code, held_request, is_planned, own_request
from bot.requests.screens import STATUS
from bot.requests.views import kind_of

REACHABLE = (RequestState.OPEN, RequestState.OFFERED, RequestState.CLAIMED)
"""The states in which it still matters how somebody would like to be reached."""
MOST_SUGGESTED = 3
NEAR_WORD = 0.6
"""How alike a mistyped word and a kind's name have to be for it to be suggested."""


async def others(context: Context, press: Press, subject: str) -> Reply:
    """Show everybody else there is to talk with."""
    return replace_card(OTHERS, await _episode(context, subject))


async def show(context: Context, press: Press, subject: str) -> Reply:
    """Show what a kind is, and the ways to it."""
    wanted = KindSubject.of_subject(subject)
    return await _show(context, wanted.kind, wanted.episode)


def show_named(key: str) -> PressHandler:
    """The same for a button whose action names the kind, as older versions drew it."""

    async def handler(context: Context, press: Press, subject: str) -> Reply:
        return await _show(context, key, subject)

    return handler


async def _show(context: Context, key: str, episode: str) -> Reply:
    await _offered(context, key)
    return replace_card(kind_screen(key), await _episode(context, episode))


async def talk(context: Context, command: Command) -> Reply:
    """``talk`` shows the choices, ``talk KIND`` that kind; another word is asked back about."""
    typed = command.words[1:]
    if not typed:
        return say(CHECK_IN_OPTIONS)
    known = await _known_words(context)
    for length in range(len(typed), 0, -1):
        if key := known.get(" ".join(typed[:length])):
            await _offered(context, key)
            asked = await live_request(context, key) if key == FIRST_KIND else None
            return say(STATUS, asked.reference) if asked else say(kind_screen(key))
    # A kind whose name holds the word itself is nearer than one whose name only looks like it.
    near = [each for each in known if typed[0] in each.split()] or [
        *get_close_matches(" ".join(typed), known, n=3, cutoff=NEAR_WORD),
        *get_close_matches(typed[0], known, n=3, cutoff=NEAR_WORD),
    ]
    # Only the kinds that are meant go on from here; what was typed is dropped.
    kinds = list(dict.fromkeys(known[each] for each in near))
    return say(screens.WHICH, str(NearKinds(tuple(kinds[:MOST_SUGGESTED]))))


async def _known_words(context: Context) -> dict[str, str]:
    """Everything that names a kind when it is typed, in every language, with the kind's key."""
    programme, words = await current_for(context.work, context.actor), context.words
    languages = (words, *(words.into(code) for code in words.others()))
    kinds = {**DEFAULT_KINDS, **{kind.key: kind for kind in programme.supports}}
    return {name: key for key, kind in kinds.items() for name in _names(kind, languages)}


def _names(kind: SupportKind, languages: tuple[Words, ...]) -> list[str]:
    spoken = [kind.key, kind.key.replace("_", " "), kind.key.replace("_", "-")]
    for words in languages:
        spoken += [name_of_kind(words, kind), one_of(words, kind)]
        # "a chaplain" is typed as "chaplain".
        spoken += [one_of(words, kind).partition(" ")[2]]
    return [name.casefold() for name in spoken if name]


async def _offered(context: Context, key: str) -> SupportKind:
    """The kind, where people can see it at all. Raises ``Refused``."""
    kind = (await current_for(context.work, context.actor)).support(key)
    if kind is None or not (kind.is_offered or key == FIRST_KIND):
        raise Refused("support_requests.others.none")
    return kind


async def _episode(context: Context, subject: str) -> str:
    episode = await episode_named(context, subject)
    return episode.reference if episode else ""


async def ask_now(context: Context, press: Press, subject: str) -> Reply:
    """Ask for one of a kind: whoever is free first, who writes in this app."""
    return await _ask(context, press, subject, RequestMode.ANY)


async def ask_who_first(context: Context, press: Press, subject: str) -> Reply:
    """Ask to be shown who it is before they see one's name."""
    return await _ask(context, press, subject, RequestMode.WHO_FIRST)


async def _ask(context: Context, press: Press, subject: str, mode: RequestMode) -> Reply:
    wanted = KindSubject.of_subject(subject)
    kind = await _may_ask(context, wanted.kind)
    mode = mode if kind.who_first else RequestMode.ANY
    return await ask_for(context, press, wanted.episode, Wish(kind.key, mode, Reach.APP))


async def ask_opened(context: Context, press: Press, subject: str) -> Reply:
    """Open the dialog with a kind's own number, which also asks to be called back.

    Who has asked already is shown the number alone.
    """
    wanted = KindSubject.of_subject(subject)
    kind = await _may_ask(context, wanted.kind)
    has_line = (await current_for(context.work, context.actor)).line_of(kind.key) is not None
    if has_line and await live_request(context, kind.key) is not None:
        return ask(CALL, kind.key)
    await _may_ask_anew(context, kind.key)
    return ask(ASK, subject)


async def _may_ask(context: Context, key: str) -> SupportKind:
    """The kind that somebody asks for. Raises ``Refused`` if it is not for them."""
    known = (await current_for(context.work, context.actor)).support(key)
    if known is None or known.external:
        raise SubjectGone
    kind = await _offered(context, key)
    if not kind.is_for(context.actor.employment):
        raise Refused("support_requests.ask.not_for_you", name=name_of_kind(context.words, kind))
    return kind


async def _may_ask_anew(context: Context, key: str) -> SupportKind:
    """The same; also raises ``Refused`` if they have asked already."""
    kind = await _may_ask(context, key)
    if await live_request(context, key) is not None:
        raise Refused("support_requests.kind.asked", one=one_of(context.words, kind))
    return kind


async def asked(context: Context, submission: Submission) -> Reply:
    """Ask for one of a kind, and say how to be reached."""
    wanted = KindSubject.of_subject(submission.subject)
    kind = await _may_ask_anew(context, wanted.kind)
    programme = await current_for(context.work, context.actor)
    usual = Reach.ANY if programme.line_of(kind.key) is None else Reach.PHONE
    reach, number = await reach_in(context, submission, usual)
    episode = await episode_named(context, wanted.episode)
    request = await begin(context, episode, Wish(kind.key, reach=reach, number=number))
    await telling.to_requester(context, request, f"asked:{request.reference}")
    if episode is not None:
        older = (screen for screen, key in OLD_SCREENS.items() if key == kind.key)
        present = (CHECK_IN_OPTIONS, OTHERS, kind_screen(kind.key))
        await context.redraw(episode.reference, *present, *older)
    return ask(screens.ASKED, request.reference)


async def reach_opened(context: Context, press: Press, subject: str) -> Reply:
    """Open the dialog in which somebody changes how to be reached."""
    await _reachable(context, subject)
    return ask(REACH, subject)


async def reach_changed(context: Context, submission: Submission) -> Reply:
    """Keep how to be reached; whoever holds the request sees it when they look."""
    request = await _reachable(context, submission.subject)
    reach, number = await reach_in(context, submission)
    await context.work.vault.seal(request.number, number)
    fine = (await kind_of(context, request)).near and screens.FINE in submission.values.get(
        screens.NEAR, ()
    )
    request = await context.work.save(replace(request, reach=reach, there_too=fine))
    # Where each who may take it has a card of their own, some more may now.
    await hang_up(context, request)
    return ask(screens.KEPT, request.reference)


async def _reachable(context: Context, subject: str) -> SupportRequest:
    request = await own_request(context, subject)
    if request.state not in REACHABLE:
        raise SubjectGone
    return request


async def escalate_opened(context: Context, press: Press, subject: str) -> Reply:
    """Open the dialog that says what the offer is."""
    request = await _in_touch(context, subject)
    return ask(ESCALATE, request.reference)


async def escalate_typed(context: Context, command: Command) -> Reply:
    """The same, typed with a code."""
    request = await held_by_code(context, command.words[1:])
    return ask(ESCALATE, (await _in_touch(context, request.reference)).reference)


async def escalated(context: Context, submission: Submission) -> Reply:
    """Send the offer, once a round; the talk goes on as it is."""
    request = await _in_touch(context, submission.subject)
    key = f"step-up:{request.this_round}"
    if not await is_planned(context.work, request, key):
        context.tell(StepUpOffered())
    await telling.to_requester(context, request, key, screens.STEP_UP)
    return ask(screens.SENT, request.reference)


async def _in_touch(context: Context, subject: str) -> SupportRequest:
    request = await held_request(context, subject)
    if request.state not in WITH_CONTACT:
        raise SubjectGone
    if not await step_up_kinds(context, request):
        raise Refused("support_requests.others.none")
    return request


async def enough(context: Context, press: Press, subject: str) -> Reply:
    """Leave the offer; nobody is told."""
    return replace_card(screens.ENOUGH, subject)
