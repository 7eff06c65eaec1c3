"""What coordinators type and press: people, lines, pause and resume, doctor."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.core.conversation import Ask, Replace, Say
from bot.core.lines import Lines
from bot.core.people import Person, PlatformAccount
from bot.core.screens import Card, Form
from bot.core.storage import in_one_work
from bot.programme import current, paused, put
from bot.programme.model import CURRENT, AuditEntry, Configuration
from bot.programme.people.who_are_you import THANKS
from bot.programme.undelivered_list import SENT_AGAIN
from tests.bot.duty.rota_kit import rota_is, turn
from tests.bot.programme.samples import samples
from tests.wording import phrase
from tests.world import LINE, STAFF, World, lines, text_of

COMMANDS = ("people", "lines", "doctor", "pause all", "resume all")


@pytest.fixture
async def world() -> World:
    return await World.make()


async def said(world: World, words: str) -> str:
    answer = await world.command("kit", f"/support-admin {words}")
    assert isinstance(answer, Say)
    return text_of(answer)


async def is_paused(world: World) -> bool:
    async with world.storage.reading() as work:
        return await paused(work)


async def without_account(world: World, *users: str) -> None:
    async with world.storage.work() as work:
        for user in users:
            for account in await work.of(PlatformAccount).find(
                PlatformAccount.person.is_(world.people[user])
            ):
                await work.remove(account)


# ---- who may ----


@pytest.mark.parametrize("words", COMMANDS)
@pytest.mark.parametrize("user", ["sam", "pat", "lena", "oda", "nobody-knows-me"])
async def test_only_coordinators_may_use_these_words(world: World, user: str, words: str) -> None:
    answer = await world.command(user, f"/support-admin {words}")

    assert phrase("core.not_yours") in text_of(answer)


@pytest.mark.parametrize("action", ["programme.names", "programme.pause", "programme.resume"])
@pytest.mark.parametrize("user", ["sam", "pat", "lena", "oda", "nobody-knows-me"])
async def test_only_coordinators_may_press_these_buttons(
    world: World, user: str, action: str
) -> None:
    answer = await world.press(user, action)

    assert phrase("core.not_yours") in text_of(answer)
    assert not await is_paused(world)


@pytest.mark.branch("8.3")
async def test_a_coordinator_no_longer_is_one_at_the_next_press(world: World) -> None:
    async with world.storage.work() as work:
        programme = await current(work)
        areas = tuple(replace(area, coordinators=()) for area in programme.areas)
        await put(work, replace(programme, areas=areas))

    assert phrase("core.not_yours") in text_of(await world.press("kit", "programme.pause"))
    assert not await is_paused(world)


# ---- people ----


async def test_people_shows_how_many_hold_a_role_and_no_name(world: World) -> None:
    text = await said(world, "people")

    assert (
        phrase("programme.people.reached", title=phrase("programme.role.coordinators"), people=1)
        in text
    )
    assert (
        phrase("programme.people.reached", title=phrase("programme.role.supporters"), people=3)
        in text
    )
    assert (
        phrase("programme.people.reached", title=phrase("programme.role.all"), people=len(STAFF))
        in text
    )
    for name, *_ in STAFF:
        assert name.split()[0] not in text


async def test_people_counts_who_cannot_be_reached_by_role_and_unit(world: World) -> None:
    await without_account(world, "pat", "sam")

    text = await said(world, "people")

    assert (
        phrase(
            "programme.people.lost", title=phrase("programme.role.supporters"), people=3, missing=1
        )
        in text
    )
    assert phrase("programme.people.lost", title="ICU", people=6, missing=1) in text
    assert phrase("programme.people.lost", title="Surgery", people=2, missing=1) in text
    assert "Pharmacy" not in text


async def test_who_has_left_is_not_counted(world: World) -> None:
    async with world.storage.work() as work:
        sam = await work.of(Person).get(world.people["sam"])
        assert sam is not None
        await work.save(replace(sam, active=False))

    everybody = phrase(
        "programme.people.reached", title=phrase("programme.role.all"), people=len(STAFF) - 1
    )
    assert everybody in await said(world, "people")


async def test_names_of_roles_are_shown_in_a_dialog_only(world: World) -> None:
    await without_account(world, "uma")
    async with world.storage.work() as work:
        await work.vault.erase(world.people["oda"])

    answer = await world.press("kit", "programme.names")

    assert isinstance(answer, Ask)
    text = text_of(answer)
    assert f"{phrase('programme.role.coordinators')}: Kit Laszlo" in text
    assert f"{phrase('programme.role.supporters')}: Pat Okafor, Quinn Mayer, " in text
    assert f"On call: {phrase('programme.names.nameless')}" in text
    assert "ICU: Lena Ortiz" in text
    assert "Pharmacy: no one" in text
    assert "Sam" not in text
    assert not answer.form.submit


# ---- lines ----


async def test_lines_shows_each_line_with_its_day_the_overdue_first(world: World) -> None:
    async with world.storage.work() as work:
        programme = await current(work)
        late = replace(LINE, key="x", name="Old line", last_verified=date(2025, 11, 1))
        await put(work, replace(programme, lines=(*programme.lines, late)))

    text = await said(world, "lines")

    assert (
        phrase("programme.lines.late", name="Old line", number="988", day="Nov 1", count=121)
        in text
    )
    assert (
        phrase("programme.lines.fine", name="988 Lifeline", number="988", day="Feb 1", count=29)
        in text
    )
    assert text.index("Old line") < text.index("988 Lifeline")


async def test_lines_says_so_when_there_is_none(world: World) -> None:
    async with world.storage.work() as work:
        await put(work, replace(await current(work), lines=()))

    assert phrase("programme.lines.none") in await said(world, "lines")


# ---- pause and resume ----


async def test_pause_asks_once_more_before_it_stops_anything(world: World) -> None:
    answer = await world.command("kit", "/support-admin pause all")

    assert isinstance(answer, Say)
    (button,) = answer.card.buttons
    assert button.action == "programme.pause"
    assert button.confirm is not None
    assert phrase("programme.pause.goes_on") in text_of(answer)
    assert not await is_paused(world)


async def test_pause_and_resume_change_the_record_and_the_audit_log(world: World) -> None:
    first = await world.press("kit", "programme.pause")
    assert isinstance(first, Replace)
    assert phrase("programme.pause.paused") in text_of(first)
    assert await is_paused(world)

    second = await world.press("kit", "programme.resume")
    assert isinstance(second, Replace)
    assert not await is_paused(world)

    async with world.storage.reading() as work:
        entries = await work.of(AuditEntry).find(order_by=AuditEntry.number)
    assert [entry.what for entry in entries] == ["all notes paused", "all notes resumed"]
    assert {entry.who for entry in entries} == {world.people["kit"]}


async def test_pressing_pause_twice_is_as_good_as_once(world: World) -> None:
    await world.press("kit", "programme.pause")
    await world.press("kit", "programme.pause")

    assert await is_paused(world)
    async with world.storage.reading() as work:
        assert await work.of(AuditEntry).count() == 1


async def test_resume_all_resumes_at_once_and_says_how_it_stands(world: World) -> None:
    await world.press("kit", "programme.pause")

    answer = await world.command("kit", "/support-admin resume all")

    assert isinstance(answer, Say)
    assert answer.card.buttons[0].action == "programme.pause"
    assert not await is_paused(world)


async def test_a_pause_is_recalled_to_every_coordinator_once_a_day(world: World) -> None:
    await world.press("kit", "programme.pause")

    await world.pass_time(timedelta(hours=23))
    assert world.sees("kit").log == []
    await world.pass_time(timedelta(hours=2))
    assert len(world.sees("kit").log) == 1
    assert phrase("programme.still_paused.text") in text_of(world.sees("kit").last)
    await world.pass_time(timedelta(days=1))
    assert len(world.sees("kit").log) == 2


async def test_after_resuming_nobody_is_reminded_and_the_reminder_says_it_is_over(
    world: World,
) -> None:
    await world.press("kit", "programme.pause")
    await world.pass_time(timedelta(hours=25))

    await world.command("kit", "/support-admin resume all")
    await world.pass_time(timedelta(days=3))

    (only,) = world.sees("kit").messages.values()
    assert phrase("programme.still_paused.over") in text_of(only)
    assert only.buttons == ()


async def test_a_second_pause_reminds_once_a_day_and_not_twice(world: World) -> None:
    await world.press("kit", "programme.pause")
    await world.press("kit", "programme.resume")
    await world.press("kit", "programme.pause")

    await world.pass_time(timedelta(hours=25))

    assert len(world.sees("kit").log) == 1


# ---- doctor ----


async def test_doctor_tells_what_is_wrong_and_how_to_mend_it(world: World) -> None:
    await without_account(world, "pat", "quinn", "uma")

    text = await said(world, "doctor")

    assert phrase("programme.doctor.broken", count=1) in text
    assert phrase("programme.finding.supporters_lost") in text
    assert phrase("programme.mend.accounts") in text
    assert "Okafor" not in text


async def test_doctor_names_a_pause_and_counts_what_does_not_fit(world: World) -> None:
    await world.press("kit", "programme.pause")
    await world.pass_time(timedelta(days=100))

    text = await said(world, "doctor")

    assert phrase("programme.doctor.works") in text
    assert (
        phrase("programme.finding.lines_late", names="988 Lifeline, Emergency, Employee assistance")
        in text
    )
    assert "more" in text


async def test_doctor_is_glad_of_nothing_to_find(world: World) -> None:
    async with world.storage.work() as work:
        programme = await current(work)
        units = tuple(
            replace(unit, leads=(world.people["lena"],), cover=(world.people["fay"],))
            for unit in programme.units
        )
        await put(work, replace(programme, units=units))
    whole = (("peer", "pat"), ("chaplain", "imani"), ("eap", "hana"))
    await rota_is(
        world, *(turn(world, user, "00:00", "00:00", option=kind) for kind, user in whole)
    )

    assert phrase("programme.doctor.well") in await said(world, "doctor")


async def test_doctor_sees_a_log_changed_by_hand(world: World) -> None:
    await world.press("kit", "programme.pause")
    async with world.storage.work() as work:
        (entry,) = await work.of(AuditEntry).find()
        await work.save(replace(entry, who="somebody else"))

    assert phrase("programme.finding.audit") in await said(world, "doctor")


# ---- before there is a programme ----


async def test_without_a_playbook_nobody_is_a_coordinator(world: World) -> None:
    async def forget(work: object) -> None:
        configuration = await work.of(Configuration).get(CURRENT)  # type: ignore[attr-defined]
        await work.remove(configuration)  # type: ignore[attr-defined]

    await in_one_work(world.storage, forget)

    assert phrase("core.not_yours") in text_of(await world.command("kit", "/support-admin doctor"))


# ---- the drawn examples ----


def test_every_screen_of_the_programme_has_an_example(world: World) -> None:
    drawn = samples(world.wording.words("en", "UTC"), Lines(lines().all))
    shown = {s.screen.screen if isinstance(s.screen, Card) else s.screen.name for s in drawn}

    ours = ("programme.", "roster.")
    # Notices are drawn from what registers them.
    notices = {SENT_AGAIN.screen, THANKS.screen}
    screens = world.registry.screens.keys() - notices
    assert shown == {name for name in screens if name.startswith(ours)} | {
        "programme.undelivered",
        "programme.former_name",
        "roster.units",
        "roster.lists",
        "programme.names",
        "programme.called",
    }
    assert any(isinstance(sample.screen, Form) for sample in drawn)
