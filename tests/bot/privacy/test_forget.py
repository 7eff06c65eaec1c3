"""What is held, forgetting it at once, and what goes by itself."""

from dataclasses import replace

import pytest

from bot.adverse_events.model import Episode, EpisodeState
from bot.core.context import Context
from bot.core.jobs import Job, JobState, Recipient, schedule
from bot.core.names import CORE_NUDGE, Screen
from bot.core.seen import ShownCard
from bot.core.storage import Work, in_one_work
from bot.home.onboarding import WELCOME
from bot.privacy import forget_again
from bot.privacy.model import Forgotten
from tests.audits import overdue
from tests.bot.follow_ups.story import (
    DAY,
    HOUR,
    episodes,
    first_note,
    later_notes,
    opened,
    planned,
)
from tests.bot.home.test_page import opens
from tests.fakes import MemoryStorage
from tests.wording import phrase
from tests.world import World, lines, text_of


def everything(world: World) -> str:
    """All that is stored beside the staff list, as text."""
    assert isinstance(world.storage, MemoryStorage)
    state = world.storage.state
    staff = set(world.people.values())
    rows = [
        repr(row)
        for kind, found in state.records.items()
        if kind.__name__ not in {"Person", "PlatformAccount", "Configuration"}
        for row in found.values()
    ]
    sealed = [f"{owner} {parts}" for owner, parts in state.sealed.items() if owner not in staff]
    return "\n".join([*rows, *sealed])


def traces(world: World, user: str) -> list[str]:
    """Where somebody's reference, name or account stands beside the staff list."""
    assert isinstance(world.storage, MemoryStorage)
    reference = world.people[user]
    name = world.storage.state.sealed[reference]["name"]
    needles = (reference, name, f"practice {user}", f'"{user}"')
    return [line for line in everything(world).splitlines() if any(n in line for n in needles)]


async def forget(world: World, user: str) -> str:
    return text_of(await world.press(user, "privacy.forget"))


async def test_mydata_says_nothing_is_held_of_who_asked_for_nothing(world: World) -> None:
    answer = text_of(await world.command("sam", "/support mydata"))
    assert phrase("privacy.mydata.nothing") in answer
    assert phrase("privacy.mydata.directory") in answer


@pytest.mark.branch("7.1")
async def test_mydata_names_a_list_a_talk_and_wishes_and_when_each_goes(world: World) -> None:
    await first_note(world, "sam")
    await world.press_in("sam", "check_in.talk")
    await world.press_in("sam", "check_in.peer")
    await world.command("sam", "/support snooze 2w")
    answer = text_of(await world.command("sam", "/support mydata"))
    assert phrase("privacy.mydata.list", day="May 1") in answer
    assert phrase("privacy.mydata.talk") in answer
    assert phrase("privacy.mydata.snoozed") in answer
    assert phrase("privacy.mydata.first_note") in answer
    assert "Rivera" not in answer


async def test_mydata_shows_a_supporter_how_many_they_hold_and_a_reporter_their_report(
    world: World,
) -> None:
    await first_note(world, "sam")
    await world.press("sam", "check_in.peer")
    await world.settle()
    await world.submit("pat", await world.press_in("pat", "request.claim", at="#peers"))
    assert phrase("privacy.mydata.supporter", count=1) in text_of(
        await world.command("pat", "/support mydata")
    )
    assert phrase("privacy.mydata.report") in text_of(
        await world.command("lena", "/support mydata")
    )


async def test_forget_says_first_what_it_does_and_changes_nothing_until_pressed(
    world: World,
) -> None:
    episode = await first_note(world, "sam")
    answer = text_of(await world.command("sam", "/support forget"))
    assert phrase("privacy.forget.does") in answer
    assert await opened(world, episode) == world.people["sam"]


@pytest.mark.branch("7.2")
async def test_forget_erases_every_trace_beside_the_staff_list(world: World) -> None:
    await first_note(world, "sam")
    await world.press_in("sam", "check_in.more")
    await world.pass_time(4 * DAY)
    await world.press_in("sam", "follow_up.talk")
    await world.press_in("sam", "check_in.peer")
    await world.pass_time(HOUR)
    assert traces(world, "sam")
    answer = await forget(world, "sam")
    assert phrase("privacy.forgotten.done") in answer
    await world.settle()
    assert traces(world, "sam") == []


async def test_forget_leaves_no_job_of_the_welcome_and_nothing_named_before_it(
    world: World,
) -> None:
    await opens(world, "sam")
    assert [card.screen for card in world.sees("sam").log].count(Screen("home.welcome")) == 1
    # Even before, no row in the clear names its reader.
    assert isinstance(world.storage, MemoryStorage)
    rows = [repr(row) for row in world.storage.state.records[Job].values()]
    assert not [row for row in rows if world.people["sam"] in row]
    await forget(world, "sam")
    await world.settle()
    assert traces(world, "sam") == []
    assert not [row for row in everything(world).splitlines() if "welcome" in row]


async def test_forget_takes_the_welcome_that_an_older_version_wrote(world: World) -> None:
    person = world.people["sam"]

    async def write(work: Work) -> None:
        await schedule(
            work,
            CORE_NUDGE,
            f"welcome:{person}",
            work.now,
            screen=WELCOME,
            recipient=Recipient.person(person),
        )

    await in_one_work(world.storage, write)
    await world.settle()
    assert traces(world, "sam")
    await forget(world, "sam")
    assert traces(world, "sam") == []


async def test_whom_a_restored_database_does_not_know_to_be_forgotten_is_forgotten_again(
    world: World,
) -> None:
    await first_note(world, "sam")
    await world.press_in("sam", "check_in.more")
    whose = await in_one_work(
        world.storage, lambda work: async_index(work, world.people["sam"]), reads_only=True
    )
    told = Forgotten(reference="from the ledger", whose=whose, at=world.clock.now())

    async def again(work: Work) -> None:
        context = Context(work, world.wording.words("en", "UTC"), lines())
        await forget_again(context, [told])
        await world.registry.settle(context)

    assert traces(world, "sam")
    await in_one_work(world.storage, again)
    await world.settle()
    assert traces(world, "sam") == []
    async with world.storage.reading() as work:
        assert await work.of(Forgotten).get("from the ledger")


async def async_index(work: Work, person: str) -> str:
    return work.vault.blind_index("forgotten", person)


async def test_forget_withdraws_requests_and_takes_the_contact_from_the_supporter(
    world: World,
) -> None:
    await world.press("sam", "check_in.peer")
    await world.settle()
    await world.submit("pat", await world.press_in("pat", "request.claim", at="#peers"))
    await world.settle()
    await forget(world, "sam")
    await world.settle()
    held = text_of(world.sees("pat").last)
    assert phrase("core.gone") in held or "Done" in held
    assert traces(world, "sam") == []
    actions = [b.action for card in world.sees("pat").messages.values() for b in card.buttons]
    assert "request.contact" not in actions


async def test_forget_stops_notes_that_were_planned(world: World) -> None:
    await first_note(world, "sam")
    await world.press_in("sam", "check_in.more")
    await forget(world, "sam")
    assert await planned(world) == []
    log = len(world.sees("sam").log)
    await world.pass_time(60 * DAY)
    assert len(world.sees("sam").log) == log


async def test_forget_takes_back_a_break_that_was_asked_for(world: World) -> None:
    form = await world.command("sam", "/support break 10")
    await world.submit("sam", form, minutes="10")
    await world.settle()
    assert traces(world, "sam")
    await forget(world, "sam")
    await world.pass_time(2 * HOUR)
    assert traces(world, "sam") == []


async def test_after_forget_only_a_coded_index_stays_and_mydata_names_it(world: World) -> None:
    await first_note(world, "sam")
    answer = await forget(world, "sam")
    assert phrase("privacy.forgotten.mark", day="May 1") in answer
    answer = text_of(await world.command("sam", "/support mydata"))
    assert phrase("privacy.mydata.mark", day="May 1") in answer
    await world.pass_time(61 * DAY)
    answer = text_of(await world.command("sam", "/support mydata"))
    assert phrase("privacy.mydata.nothing") in answer


async def test_a_wish_for_no_notes_outlives_forget(world: World) -> None:
    await world.command("sam", "/support stop")
    assert phrase("privacy.forgotten.wishes") in await forget(world, "sam")


async def test_forget_by_a_reporter_takes_their_name_off_the_report(world: World) -> None:
    await first_note(world, "sam")
    await forget(world, "lena")
    assert phrase("privacy.mydata.report") not in text_of(
        await world.command("lena", "/support mydata")
    )


async def test_forget_twice_and_by_somebody_unknown_is_no_fault(world: World) -> None:
    await forget(world, "sam")
    assert phrase("privacy.forgotten.done") in await forget(world, "sam")
    assert phrase("privacy.forgotten.done") in await forget(world, "stranger")


async def test_forget_is_about_the_presser_alone(world: World) -> None:
    episode = await first_note(world, "sam")
    await world.press("theo", "privacy.forget", episode)
    assert await opened(world, episode) == world.people["sam"]


@pytest.mark.branch("7.5")
async def test_a_request_done_without_an_event_is_erased_seven_days_later(world: World) -> None:
    await world.press("sam", "check_in.peer")
    episode = (await episodes(world, "sam"))[0].reference
    await world.settle()
    await world.submit("pat", await world.press_in("pat", "request.claim", at="#peers"))
    await world.settle()
    await world.press_in("pat", "request.reached")
    await world.press_in("pat", "request.done")
    # Without a message that follows it, which takes the name along sooner.
    await world.command("sam", "/support stop")
    await world.pass_time(7 * DAY - HOUR)
    assert await opened(world, episode) == world.people["sam"]
    await world.pass_time(2 * HOUR)
    assert await opened(world, episode) is None
    await world.pass_time(DAY)  # and the cards, by the next sweep
    assert [trace for trace in traces(world, "sam") if "wishes" not in trace] == []


@pytest.mark.branch("7.6")
async def test_sixty_days_after_the_report_the_name_is_gone_at_the_latest(world: World) -> None:
    episode = await first_note(world, "sam")
    await world.press_in("sam", "check_in.more")
    await world.command("sam", "/support snooze 26w")
    await world.pass_time(58 * DAY)
    assert await opened(world, episode) == world.people["sam"]
    await world.pass_time(2 * DAY)
    assert await opened(world, episode) is None


async def test_the_audit_finds_a_name_whose_erasure_was_lost_and_mends_it(world: World) -> None:
    episode = await first_note(world, "sam")

    async def lose(work: Work) -> None:
        row = await work.of(Episode).get(episode)
        assert row is not None
        await work.save(replace(row, state=EpisodeState.ENDED))
        for job in await work.of(Job).find(Job.subject.is_(episode)):
            await work.save(replace(job, state=JobState.DEAD))

    async def look(work: Work) -> dict[str, int]:
        context = Context(work, world.wording.words("en", "UTC"), lines())
        return await overdue(context, world.registry)

    await in_one_work(world.storage, lose)
    found = await in_one_work(world.storage, look, reads_only=True)
    assert found["privacy.overdue"] == 1
    await world.pass_time(HOUR)
    assert await opened(world, episode) is None
    found = await in_one_work(world.storage, look, reads_only=True)
    assert found["privacy.overdue"] == 0


async def test_clear_leaves_a_neutral_line_that_no_redraw_undoes(world: World) -> None:
    episode = await first_note(world, "sam")
    await world.press_in("sam", "check_in.more")
    await world.press_in("sam", "privacy.clear")
    assert (
        text_of(world.sees("sam").last)
        == f"{phrase('privacy.cleared.preview')}\n{phrase('privacy.cleared.text')}"
    )

    async def redraw(work: Work) -> None:
        await Context(work, world.wording.words("en", "UTC"), lines()).redraw(episode)

    await in_one_work(world.storage, redraw)
    await world.settle()
    assert (
        text_of(world.sees("sam").last)
        == f"{phrase('privacy.cleared.preview')}\n{phrase('privacy.cleared.text')}"
    )


async def test_where_cards_hang_is_forgotten_with_the_episode(world: World) -> None:
    await first_note(world, "sam")
    await world.pass_time(4 * DAY)
    assert len(later_notes(world, "sam")) == 1
    async with world.storage.reading() as work:
        hanging = await work.of(ShownCard).find()
    assert [card.screen for card in hanging if card.screen.startswith("follow_up")] == []
    assert traces(world, "sam") == []
