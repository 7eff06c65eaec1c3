"""The test in the channels where requests show.

A channel that the playbook names may not exist, or the app may not be in it. So setting up calls
it done once a message arrived there, and asks again when the channel's address changes.
"""

from collections.abc import Iterable

from bot.core.context import Context
from bot.core.conversation import Press
from bot.core.errors import SubjectGone
from bot.core.hanging import Spot
from bot.core.job_kinds import HOWEVER_LATE, Deliver, JobKind, Step
from bot.core.jobs import OPEN, Job, JobState, Recipient, Urgency, schedule
from bot.core.routes import Reply, replace_card
from bot.core.screens import Button, Card, Text, Weight
from bot.core.seen_to_work import is_seen, note_seen
from bot.core.storage import Work, new_reference
from bot.core.texts import Words
from bot.programme import (
    channel_spots,
    coordinator_card,
    private_channel,
    reachable,
    team_of,
)
from bot.programme.model import FIRST_KIND, Area, ChannelKey, Programme, SupportKind
from bot.setup.names import SETUP, TEST_FAILED, TEST_POST, TEST_UNKNOWN, TESTING

ON_ITS_WAY = (*OPEN, JobState.SENDING)


def spot_index(work: Work, spot: Spot) -> str:
    """Return the reference of a test in a channel at its present address."""
    return work.vault.blind_index("seen-to-work", str(spot.recipient), spot.address)


def request_spots(programme: Programme, areas: Iterable[Area]) -> dict[Spot, SupportKind]:
    """Return every place where requests of these areas show, and a kind whose requests do."""
    return {
        spot: kind
        for area in areas
        for kind in reversed(programme.supports)
        if kind.key == FIRST_KIND or programme.takers(area, kind.key)
        for spot in channel_spots(programme, private_channel(programme, area.key, kind.key))
    }


def spot_names(words: Words, programme: Programme, areas: Iterable[Area]) -> dict[Spot, str]:
    """Return every such place with its name: a team's, and what tells it from the team's others."""
    spots = request_spots(programme, areas)
    names = {spot: team_of(words, kind) for spot, kind in spots.items()}
    platforms = {spot.recipient.qualifier for spot in spots}
    named = {}
    for spot, name in names.items():
        owned = ChannelKey.owned(spot.recipient.reference)
        area = programme.area(owned.of) if owned else None
        platform = spot.recipient.qualifier
        details = (
            *((area.name,) if area else ()),
            *((words.on(platform, "platform.name"),) if len(platforms) > 1 else ()),
        )
        several = list(names.values()).count(name) > 1
        named[spot] = f"{name} ({', '.join(details)})" if several and details else name
    return named


async def post_test(context: Context, press: Press, subject: str) -> Reply:
    """Post a test to each channel of the actor's areas in which none has arrived yet."""
    programme = await reachable(context.work)
    for spot in request_spots(programme, programme.run_by(context.actor.reference)):
        index = spot_index(context.work, spot)
        if await is_seen(context.work, index) or await is_on_its_way(context.work, index):
            continue
        await schedule(
            context.work,
            TESTING,
            f"setup-test:{new_reference()}",
            context.now,
            subject=index,
            screen=TEST_POST,
            recipient=spot.recipient,
            detail=context.actor.reference,
            urgency=Urgency.ANSWER,
        )
    return replace_card(SETUP, subject)


async def is_on_its_way(work: Work, index: str) -> bool:
    """Whether a test for this place was pressed and has not arrived or failed."""
    return bool(
        await work.of(Job).count(
            Job.kind.is_(TESTING), Job.subject.is_(index), Job.state.one_of(ON_ITS_WAY)
        )
    )


async def _run(context: Context, job: Job) -> Step:
    return Deliver(TEST_POST, "", Recipient.parse(job.recipient))


async def _arrived(context: Context, job: Job) -> None:
    await note_seen(context.work, job.subject)


async def _failed(context: Context, job: Job) -> None:
    """Tell the coordinator who pressed that the test did not arrive, and what to do."""
    to = Recipient.person(job.detail)
    await context.post(TEST_FAILED, job.subject, to, f"setup-test-failed:{job.reference}")


async def _unknown(context: Context, job: Job) -> None:
    """Tell the coordinator who pressed that nobody knows whether the test arrived."""
    to = Recipient.person(job.detail)
    await context.post(TEST_UNKNOWN, job.subject, to, f"setup-test-unknown:{job.reference}")


async def _name(context: Context, index: str) -> str:
    """The name of the place that was tested; raises ``SubjectGone`` if it is no longer one."""
    programme = await reachable(context.work)
    areas = programme.run_by(context.actor.reference)
    for spot, name in spot_names(context.words, programme, areas).items():
        if spot_index(context.work, spot) == index:
            return name
    raise SubjectGone


async def draw_failed(context: Context, index: str) -> Card:
    """Draw that the test of this place did not arrive."""
    return test_failed_card(context.words, await _name(context, index), index)


async def draw_unknown(context: Context, index: str) -> Card:
    """Draw that nobody knows whether the test of this place arrived."""
    return test_unknown_card(context.words, await _name(context, index), index)


def test_post_card(words: Words) -> Card:
    """Draw the test as it hangs in a channel of supporters."""
    return Card(TEST_POST, "", words("programme.preview"), (Text(words("setup.test.text")),))


def test_failed_card(words: Words, name: str, index: str) -> Card:
    """Tell a coordinator where a test did not arrive, and what to do."""
    parts = (Text(words("setup.test.failed", name=name)), Text(words("setup.test.invite")))
    return coordinator_card(words, TEST_FAILED, *parts, buttons=(_again(words),), subject=index)


def test_unknown_card(words: Words, name: str, index: str) -> Card:
    """Tell a coordinator where a test may have arrived, and what to do."""
    text = Text(words("setup.test.unknown", name=name))
    return coordinator_card(words, TEST_UNKNOWN, text, buttons=(_again(words),), subject=index)


def _again(words: Words) -> Button:
    return Button(SETUP.action, words("setup.test.again"), "channel", Weight.MAIN)


JOBS = (
    JobKind(TESTING, _run, HOWEVER_LATE, delivered=_arrived, given_up=_failed, unknown=_unknown),
)
