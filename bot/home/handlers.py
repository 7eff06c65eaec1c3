"""Handlers of the menu's commands and buttons."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from bot.check_ins.names import CHECK_IN_OPTIONS, STOPPED
from bot.core.commands import (
    ADMIN,
    ADMIN_PAGES,
    FIRST_STEPS,
    FREE_TEXT,
    NOES,
    NOTES_AND_DATA,
    SUPPORT,
    SUPPORT_PAGES,
    HelpLine,
    HelpPage,
    Listing,
    page_of,
)
from bot.core.context import Context
from bot.core.conversation import Command, Press
from bot.core.errors import SubjectGone
from bot.core.names import CRISIS_SHOW, Screen
from bot.core.people import PlatformAccount, Role
from bot.core.routes import OnCommand, OnPress, Reply, Route, answers, replace_card, say
from bot.drills.names import HOME_MENU
from bot.duty.names import SUPPORTERS_DUTY
from bot.follow_ups import decline
from bot.home import names, screens
from bot.home.emergency_screens import CRISIS, URGENT
from bot.programme.names import PROGRAMME_DOCTOR
from bot.referrals.names import HOME_TALK, OPEN_HOME_MORE
from bot.requests.names import REQUEST_MINE, REQUEST_OVERVIEW, REQUEST_QUEUE, REQUEST_URGENT
from bot.supporters.names import HOME_DUTY


def _help(screen: Screen, pages: Sequence[HelpPage]) -> Callable[..., Awaitable[Reply]]:
    """Return the handler of ``help [topic]``, or of a press whose subject is the topic."""

    async def handler(context: Context, incoming: Command | Press, subject: str = "") -> Reply:
        if isinstance(incoming, Command):
            subject = "".join(incoming.words[1:2])
        return say(screen, page_of(pages, subject).topic)

    return handler


async def prefer(context: Context, press: Press, platform: str) -> Reply:
    """Send notes on this platform from now on; the person must have an account there."""
    found = await context.work.of(PlatformAccount).count(
        PlatformAccount.person.is_(context.actor.reference), PlatformAccount.platform.is_(platform)
    )
    if not found:
        raise SubjectGone
    # The screen is drawn for ``context.person``, so the change must be in it.
    context.person = await context.work.save(replace(context.actor, prefers=platform))
    return replace_card(screens.SETTINGS)


async def read(context: Context, press: Press, language: str) -> Reply:
    """Show this language from now on, whatever the hospital or an app says."""
    if language not in context.words.others():
        raise SubjectGone
    chosen = replace(context.actor, locale=language, locale_chosen=True)
    context.person = await context.work.save(chosen)
    context.words = context.words.into(language)
    return replace_card(screens.SETTINGS)


async def typed_no(context: Context, command: Command) -> Reply:
    """Do what "No thanks" does; a sentence that only begins with "no" is no answer."""
    if " ".join(command.words) not in NOES:
        return say(screens.FREE_TEXT)
    await decline(context)
    return say(STOPPED)


ROUTES: tuple[Route, ...] = (
    *(OnCommand(f"{SUPPORT} {words}", typed_no, help=None) for words in NOES),
    OnCommand(SUPPORT, answers(say(HOME_MENU)), reads_only=True, help=None),
    OnCommand(
        "support now",
        answers(say(screens.NOW)),
        reads_only=True,
        help=HelpLine(FIRST_STEPS, 10, "home.help.now"),
        listing=Listing(40, "home.listed.now", in_channels=True),
    ),
    OnCommand(
        "support help",
        _help(screens.HELP, SUPPORT_PAGES),
        without_storage=True,
        help=None,
        listing=Listing(120, "home.listed.help", in_channels=True),
    ),
    OnCommand(
        "support crisis",
        answers(say(CRISIS)),
        without_storage=True,
        help=HelpLine(FIRST_STEPS, 50, "home.help.crisis"),
        listing=Listing(50, "home.listed.crisis", in_channels=True),
    ),
    OnCommand(
        "support urgent",
        answers(say(URGENT)),
        without_storage=True,
        help=HelpLine(FIRST_STEPS, 60, "home.help.urgent"),
        listing=Listing(130, "home.listed.urgent"),
    ),
    OnCommand(
        "support settings",
        answers(say(screens.SETTINGS)),
        reads_only=True,
        help=HelpLine(NOTES_AND_DATA, 40, "home.help.settings"),
        listing=Listing(140, "home.listed.settings"),
    ),
    # Adapters send free text without its words, so that nothing typed gets here.
    OnCommand(FREE_TEXT, answers(say(screens.FREE_TEXT)), without_storage=True, help=None),
    OnCommand(ADMIN, answers(say(screens.ADMIN_MENU)), reads_only=True, help=None),
    OnCommand(
        "support-admin help",
        _help(screens.ADMIN_HELP, ADMIN_PAGES),
        without_storage=True,
        help=None,
    ),
    OnPress(REQUEST_URGENT, answers(say(URGENT)), without_storage=True),
    OnPress(CRISIS_SHOW, answers(say(CRISIS)), without_storage=True),
    OnPress(HOME_TALK, answers(say(CHECK_IN_OPTIONS)), reads_only=True),
    OnPress(names.HOME_DOCTOR, answers(say(PROGRAMME_DOCTOR)), Role.COORDINATOR, reads_only=True),
    OnPress(OPEN_HOME_MORE, answers(say(screens.MORE)), reads_only=True),
    OnPress(screens.HELP.action, _help(screens.HELP, SUPPORT_PAGES), without_storage=True),
    OnPress(
        screens.ADMIN_HELP.action, _help(screens.ADMIN_HELP, ADMIN_PAGES), without_storage=True
    ),
    # Buttons on cards that were posted before help had pages.
    OnPress(
        names.OPEN_HOME_HELP_SUPPORTERS,
        answers(say(screens.HELP, "supporters")),
        without_storage=True,
    ),
    OnPress(
        names.HOME_ADMIN_SETUP_HELP, answers(say(screens.ADMIN_HELP, "setup")), without_storage=True
    ),
    OnPress(names.OPEN_HOME_SETTINGS, answers(say(screens.SETTINGS)), reads_only=True),
    OnPress(
        names.OPEN_HOME_SUPPORTER, answers(say(screens.SUPPORTER)), Role.SUPPORTER, reads_only=True
    ),
    OnPress(names.HOME_QUEUE, answers(say(REQUEST_QUEUE)), Role.SUPPORTER, reads_only=True),
    OnPress(names.HOME_MINE, answers(say(REQUEST_MINE)), Role.SUPPORTER, reads_only=True),
    OnPress(HOME_DUTY, answers(say(SUPPORTERS_DUTY)), Role.SUPPORTER, reads_only=True),
    OnPress(names.HOME_OPEN, answers(say(REQUEST_OVERVIEW)), Role.COORDINATOR, reads_only=True),
    OnPress(names.HOME_PREFER, prefer),
    OnPress(names.HOME_READ, read),
)
