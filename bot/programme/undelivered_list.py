"""What ended undelivered, by reference and reason, and how a coordinator has it sent again.

The list never says for whom a message was, nor what it was.
"""

from collections.abc import Sequence

from bot.core.context import Context
from bot.core.conversation import Submission
from bot.core.errors import FormRefused
from bot.core.inputs import Choice, Option
from bot.core.jobs import Job, JobState, Reason
from bot.core.names import Screen
from bot.core.notices import Notice
from bot.core.pages import FIRST_PAGE, PageOf, page_of
from bot.core.routes import Reply, say
from bot.core.screens import Form, Items, Text
from bot.core.texts import Words
from bot.core.undelivered import retry, undelivered
from bot.programme.names import PROGRAMME_UNDELIVERED
from bot.programme.stored.audit import note_change

MOST_SHOWN = 20
ALL = "all"
"""The choice of everything that certainly did not arrive."""
REASONS = {
    Reason.GONE: "programme.undelivered.account_gone",
    Reason.EXPIRED: "programme.undelivered.too_late",
    Reason.UNKNOWN: "programme.undelivered.maybe",
}
SENT_AGAIN = Notice(
    Screen("programme.sent_again"), "programme.sent_again.text", "programme.preview", has_line=False
)


def undelivered_form(words: Words, jobs: Sequence[Job], place: PageOf = FIRST_PAGE) -> Form:
    """The list, with a choice of one message or of all that certainly did not arrive."""
    title, close = words("programme.undelivered.title"), words("core.close")
    if not jobs:
        nothing = (Text(words("programme.undelivered.none")),)
        return Form(PROGRAMME_UNDELIVERED, "", title, close, nothing)
    page = page_of(jobs, MOST_SHOWN, place)
    parts = (
        Text(words("programme.undelivered.text", count=len(jobs))),
        Items(tuple(_row(words, job) for job in page.shown)),
        *page.in_dialog(words, PROGRAMME_UNDELIVERED),
    )
    options = [Option(job.reference, _option(words, job)) for job in page.shown]
    if any(is_certain(job) for job in jobs):
        options.insert(0, Option(ALL, words("programme.undelivered.all")))
    which = Choice("which", words("programme.undelivered.which"), tuple(options))
    return Form(
        name=PROGRAMME_UNDELIVERED,
        subject=str(page.place),
        title=title,
        close=close,
        submit=words("programme.undelivered.send"),
        parts=parts,
        inputs=(which,),
    )


def is_certain(job: Job) -> bool:
    """Whether the message certainly did not arrive, so that sending it again is no second copy.

    Of one that was repeated, the first attempt may have.
    """
    return job.state is JobState.DEAD and not job.repeats


def _row(words: Words, job: Job) -> str:
    reason = words(REASONS.get(job.reason, "programme.undelivered.other"))
    time = words.day_and_time(job.meant_for)
    return words("programme.undelivered.row", reference=job.reference, reason=reason, time=time)


def _option(words: Words, job: Job) -> str:
    time = words.day_and_time(job.meant_for)
    return words("programme.undelivered.option", code=job.reference[:8], time=time)


async def draw(context: Context, subject: str) -> Form:
    """What ended undelivered; the oldest first."""
    jobs = await undelivered(context.work)
    return undelivered_form(context.words, jobs, PageOf.of_subject(subject))


async def send_again(context: Context, sent: Submission) -> Reply:
    """Let the chosen message be sent again, or all that certainly did not arrive."""
    which = sent.one("which")
    if which == ALL:
        chosen = [job.reference for job in await undelivered(context.work) if is_certain(job)]
    else:
        chosen = [which] if which else []
    done = [reference for reference in chosen if await retry(context.work, reference)]
    if not done:
        raise FormRefused({"which": "programme.undelivered.choose"})
    what = f"{len(done)} undelivered messages to be sent again"
    await note_change(context.work, context.actor.reference, what)
    return say(SENT_AGAIN)
