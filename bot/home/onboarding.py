"""Introduces the app in calm times: one welcome, and an announcement by a coordinator.

A person who knows in advance that a note may come finds it ordinary.
"""

from dataclasses import replace

from bot.check_ins import greeting
from bot.check_ins.names import CHECK_IN_WHAT_WE_KEEP
from bot.core import notices
from bot.core.context import Context
from bot.core.conversation import Press
from bot.core.job_kinds import Deliver, Step
from bot.core.jobs import Job, Recipient, Urgency, schedule
from bot.core.lines import Lines
from bot.core.messages import A_DAY, Message, at_once
from bot.core.names import JobName, Screen
from bot.core.people import Account, name_of
from bot.core.records import TEXT, SealedValue
from bot.core.routes import Reply, replace_card, say
from bot.core.screens import Button, Card, Confirm, Items, Small, Text
from bot.core.seen import ShownCard, forget_shown
from bot.core.storage import Work, new_reference
from bot.core.texts import Words
from bot.home.model import is_announced, note_announced
from bot.home.names import HOME_ANNOUNCE_FIRST, HOME_ANNOUNCEMENT, OPEN_HOME_ANNOUNCE
from bot.privacy.model import PersonForgotten
from bot.privacy.names import PRIVACY_STOP
from bot.programme import channel_recipients, reachable
from bot.programme.model import ANNOUNCEMENTS
from bot.referrals.names import OPEN_HOME_MORE
from bot.requests import live_of

WELCOME = Message("home.welcome", at_once(A_DAY, complete=True))
KEY = "welcome:"
"""Begins the key of a job that posts a welcome."""
ANNOUNCE = Screen("home.announce")
ANNOUNCED = notices.Notice(
    Screen("home.announced"), "home.announce.posted", "home.preview", has_line=False
)
"""Tells the coordinator that the announcement was posted."""
NOWHERE = Screen("home.announce_nowhere")
NOT_ANNOUNCED = Message("home.not_announced", at_once(A_DAY, complete=True))
POSTING = JobName("home.announcing")
"""The kind of job that posts it; its detail is the coordinator who pressed, by reference."""


async def welcome(context: Context) -> None:
    """Welcome a person who opened their home for the first time, unless they wait for a talk."""
    person = context.actor
    if person.welcomed or await live_of(context.work, person.reference):
        return
    context.person = await context.work.save(replace(person, welcomed=True))
    # Whoever opens the app may have a reason to: no row in the clear says that somebody did.
    reader = _reader(context.work, person.reference)
    await context.work.vault.seal(reader, person.reference)
    to = Recipient.sealed(reader)
    await context.post(WELCOME, "", to, f"{KEY}{reader.owner}")


def _reader(work: Work, person: str) -> SealedValue[str]:
    """Where the reader of a person's welcome is sealed, under an owner of its own."""
    return SealedValue(work.vault.blind_index("welcome", person), "person", TEXT)


async def forget_welcome(context: Context, fact: PersonForgotten) -> None:
    """Remove the job and the card of a person's welcome, and who its reader was."""
    work = context.work
    reader = _reader(work, fact.person)
    # The older key, of jobs that an earlier version wrote, names the person.
    keys = (f"{KEY}{reader.owner}", f"{KEY}{fact.person}")
    for job in await work.of(Job).find(Job.key.one_of(keys)):
        shown = await work.of(ShownCard).get(job.reference)
        if shown is not None:
            await forget_shown(work, shown)
        await work.remove(job)
    await work.vault.erase(reader.owner)


def welcome_card(words: Words, lines: Lines, name: str) -> Card:
    """Say what this is, that nothing is asked now, and how to stop it."""
    return Card(
        screen=WELCOME,
        subject="",
        preview=words("home.preview"),
        parts=(
            Text(f"{greeting(words, name)} {words('home.welcome.what')}"),
            Text(words("home.welcome.note")),
            Small(words("home.welcome.private")),
            *notices.with_line(words, lines),
        ),
        buttons=(
            Button(CHECK_IN_WHAT_WE_KEEP, words("home.what_we_keep"), opens_form=True),
            Button(OPEN_HOME_MORE, words("home.more")),
            Button(PRIVACY_STOP, words("home.settings.stop")),
        ),
    )


def announcement_card(words: Words, lines: Lines) -> Card:
    """Draw what everybody reads in an open channel."""
    return Card(
        screen=HOME_ANNOUNCEMENT,
        subject="",
        preview=words("home.announcement.preview"),
        parts=(
            Text(words("home.announcement.what")),
            Text(words("home.announcement.note")),
            Text(words("home.announcement.private")),
            *notices.with_line(words, lines),
        ),
    )


def announce_card(words: Words, lines: Lines) -> Card:
    """Show the coordinator the exact words, with the button that posts them."""
    sure = Confirm(
        words("home.announce.sure_title"),
        words("home.announce.sure"),
        words("home.announce.post"),
        words("home.announce.not_now"),
    )
    parts = (Text(words("home.announce.intro")), *announcement_card(words, lines).parts)
    button = Button(OPEN_HOME_ANNOUNCE, words("home.announce.post"), confirm=sure)
    return Card(ANNOUNCE, "", words("home.preview"), parts, (button,))


def not_announced_card(words: Words) -> Card:
    """Tell the coordinator that it was not posted, and why that may be."""
    parts = (Text(words("home.announce.not_posted")), Text(words("home.announce.invite")))
    again = Button(HOME_ANNOUNCE_FIRST, words("home.announce.again"))
    return Card(NOT_ANNOUNCED, "", words("home.preview"), parts, (again,))


def nowhere_card(words: Words, account: Account) -> Card:
    """Show the playbook lines that name the channel, as the reader's platform writes one."""
    lines = (
        words("setup.line.announcements"),
        words.on(account.platform, "platform.channel", tenant=account.tenant),
    )
    parts = (
        Text(words("home.announce.nowhere")),
        Items(lines),
        Text(words("setup.apply")),
    )
    return Card(NOWHERE, "", words("home.preview"), parts)


async def draw_nowhere(context: Context, subject: str) -> Card:
    """Draw the playbook lines for the platform on which they are read."""
    return nowhere_card(context.words, context.account or Account("", "", ""))


async def announce(context: Context, *_: object) -> Reply:
    """Show the announcement to the coordinator, to be read before it is posted.

    Without a channel for it, show the playbook lines that name one.
    """
    return say(ANNOUNCE if await _channels(context) else NOWHERE)


async def post(context: Context, press: Press, subject: str) -> Reply:
    """Post the announcement to each platform's channel, if there is one.

    While it has arrived in some of them and not in others, it goes to those others alone.
    """
    channels = await _channels(context)
    if not channels:
        return replace_card(NOWHERE)
    without = [each for each in channels if not await is_announced(context.work, each)]
    for channel in without or channels:
        await schedule(
            context.work,
            POSTING,
            f"announcement:{new_reference()}",
            context.now,
            screen=HOME_ANNOUNCEMENT,
            recipient=channel,
            detail=context.actor.reference,
            urgency=Urgency.ANSWER,
        )
    return replace_card(ANNOUNCED)


async def _channels(context: Context) -> tuple[Recipient, ...]:
    return channel_recipients(await reachable(context.work), ANNOUNCEMENTS)


async def run_posting(context: Context, job: Job) -> Step:
    """Post the announcement with its present words."""
    return Deliver(HOME_ANNOUNCEMENT, "", Recipient.parse(job.recipient))


async def posted(context: Context, job: Job) -> None:
    """Note where the announcement was delivered, for as long as this channel is used."""
    await note_announced(context.work, Recipient.parse(job.recipient))


async def not_posted(context: Context, job: Job) -> None:
    """Tell the coordinator who pressed that the app cannot post there, and what to do."""
    to = Recipient.person(job.detail)
    await context.post(NOT_ANNOUNCED, "", to, f"not-announced:{job.reference}")


async def draw_welcome(context: Context, subject: str) -> Card:
    """Draw the welcome, which greets its reader by name."""
    name = await name_of(context.work, context.actor.reference)
    return welcome_card(context.words, context.lines, name)
