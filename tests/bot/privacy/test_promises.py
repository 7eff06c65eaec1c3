"""What docs/security/what-is-kept.md promises about erasing holds, whatever came before."""

from dataclasses import replace
from datetime import timedelta

from bot.adverse_events.model import Episode
from bot.check_ins.model import NoteWishes
from bot.core.jobs import Job
from bot.core.records import Record
from bot.core.seen import Seen, ShownCard
from bot.core.storage import Work, in_one_work
from bot.follow_ups import latest
from bot.follow_ups.model import Cadence
from bot.programme import current, put
from bot.requests.model import SupportRequest
from tests.bot.follow_ups.story import DAY, HOUR, first_note
from tests.bot.privacy.test_forget import traces
from tests.world import World


async def rows(world: World, kind: type[Record]) -> list[Record]:
    async with world.storage.reading() as work:
        return list(await work.of(kind).find())


async def test_no_thanks_erases_at_once_also_when_the_notes_had_ended_before(
    world: World,
) -> None:
    episode = await first_note(world, "sam")
    await world.press_in("sam", "check_in.more")
    await world.press_in("sam", "check_in.later")
    await world.press("sam", "follow_up.stop", episode)
    await world.settle()
    assert traces(world, "sam")  # the name stays seven days
    for _ in range(2):
        await world.press("sam", "check_in.no_thanks", episode)
        await world.settle()
    assert [t for t in traces(world, "sam") if "first-note" not in t] == []


async def test_a_wish_that_was_taken_back_or_has_run_out_leaves_no_row(world: World) -> None:
    await world.command("sam", "/support stop")
    await world.command("sam", "/support resume")
    await world.command("nora", "/support snooze 1d")
    await world.command("theo", "/support stop")
    await world.command("rosa", "/support snooze 2w")
    await world.pass_time(DAY + HOUR)
    kept = await rows(world, NoteWishes)
    assert sorted(wish.stopped for wish in kept if isinstance(wish, NoteWishes)) == [False, True]


async def test_what_was_carried_out_is_forgotten_after_ninety_days(world: World) -> None:
    await first_note(world, "sam")
    await world.pass_time(timedelta(days=91))
    oldest = min(job.due_at for job in await rows(world, Job) if isinstance(job, Job))
    assert world.clock.now() - oldest <= timedelta(days=90, hours=1)


async def test_after_forget_nothing_tells_whether_who_was_on_a_list_answered_or_asked(
    world: World,
) -> None:
    """The blind index "do not write again" stays, and whoever holds the keys can find its row."""
    episode = await first_note(world, "sam")
    await world.press_in("sam", "check_in.more")
    await world.press_in("sam", "check_in.later")
    await world.press("sam", "check_in.talk", episode)
    await world.press("sam", "check_in.peer", episode)
    await world.settle()
    await world.press("sam", "privacy.forget")
    await world.settle()
    kinds = (Job, Seen, ShownCard, SupportRequest, Cadence)
    left = [repr(row) for kind in kinds for row in await rows(world, kind) if episode in repr(row)]
    # That it was erased tells nothing.
    left = [row for row in left if "privacy.erase" not in row]
    assert left == []


async def test_names_go_as_soon_after_a_report_as_the_playbook_says(world: World) -> None:
    episode = await first_note(world, "sam")

    async def sooner(work: Work) -> None:
        await put(work, replace(await current(work), names_kept=timedelta(days=45)))

    async with world.storage.reading() as work:
        found = await work.of(Episode).get(episode)
        assert found is not None
        usual = await latest(work, found)
    await in_one_work(world.storage, sooner)
    async with world.storage.reading() as work:
        assert await latest(work, found) == usual - timedelta(days=15)
