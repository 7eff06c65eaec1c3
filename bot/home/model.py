"""The proof that the word to everyone was posted to a channel, for home and setting up."""

from bot.core.jobs import Job, JobState, Recipient
from bot.core.seen_to_work import is_seen, note_seen
from bot.core.storage import Work
from bot.home.names import HOME_ANNOUNCEMENT


def _announcement_index(work: Work, channel: Recipient) -> str:
    """The reference of the word to everyone in a channel."""
    return work.vault.blind_index("seen-to-work", "announcement", str(channel))


async def note_announced(work: Work, channel: Recipient) -> None:
    """Note that the word to everyone was posted to a channel."""
    await note_seen(work, _announcement_index(work, channel))


async def is_announced(work: Work, channel: Recipient) -> bool:
    """Whether the bot posted the word to everyone to this channel, however long ago."""
    if await is_seen(work, _announcement_index(work, channel)):
        return True
    # Posted by an earlier program, which kept no proof of it for each channel.
    return bool(
        await work.of(Job).count(
            Job.screen.is_(HOME_ANNOUNCEMENT),
            Job.recipient.is_(str(channel)),
            Job.state.is_(JobState.SENT),
        )
    )
