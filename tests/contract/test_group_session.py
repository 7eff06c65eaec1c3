"""Group support: offered, planned, led, joined by a press, changed, called off, and gone."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.programme import current, put
from bot.sessions.model import GroupSession, Invitation
from tests.contract.reporting import report_by_form
from tests.contract.stage import Shown, Stage
from tests.wording import phrase

NOW, HOUR, DAY = timedelta(), timedelta(hours=1), timedelta(days=1)
TWO_UNITS = ("sam", "fay")


async def offered(stage: Stage) -> Shown:
    """Two people of two units may have been near; what the coordinator is offered."""
    async with stage.world.storage.work() as work:
        programme = await current(work)
        (area,) = programme.areas
        area = replace(
            area, places=("Room 4", "Chapel"), facilitators=(stage.world.people["imani"],)
        )
        await put(work, replace(programme, areas=(area,), address="https://s.example.org"))
    lena = stage.person("lena")
    for user in TWO_UNITS:
        await report_by_form(lena, "resuscitation", "unknown", people=user)
    await stage.pass_time(timedelta(minutes=10))
    (card,) = [s for s in await stage.person("kit").reads() if phrase("group.offer.text") in s.text]
    return card


async def planned(stage: Stage) -> Shown:
    """Plan one for tomorrow at three; Imani says yes. The coordinator's card comes back."""
    kit, imani = stage.person("kit"), stage.person("imani")
    form = await kit.presses("group.plan", await offered(stage))
    words = await kit.sends(
        form,
        leads=stage.world.people["imani"],
        place="0",
        day="2026-03-03",
        time="15:00",
        minutes="60",
    )
    assert phrase("group.invite.text") in words.text
    card = await kit.sends(words)
    await stage.pass_time(NOW)
    await imani.presses("group.yes")
    await stage.pass_time(4 * HOUR)
    return card


async def comes(stage: Stage, user: str) -> Shown:
    who = stage.person(user)
    return await who.sends(await who.presses("group.details"))


async def texts(stage: Stage, user: str) -> list[str]:
    return [shown.text for shown in await stage.person(user).reads()]


@pytest.mark.branch("62.2")
async def test_a_session_is_offered_without_a_name_or_a_unit(stage: Stage) -> None:
    card = await offered(stage)
    for word in ("ICU", "Sam", "Fay", "Rivera"):
        assert word not in card.text


@pytest.mark.branch("62.7")
async def test_invitations_go_to_the_list_alone_and_say_neither_where_nor_with_whom(
    stage: Stage,
) -> None:
    await planned(stage)
    for user in ("sam", "fay"):
        (mine,) = [text for text in await texts(stage, user) if phrase("group.invite.text") in text]
        assert "Room 4" not in mine
        assert "Imani" not in mine
    for user in ("pat", "lena", "kit", "rosa"):
        assert not any(phrase("group.invite.text") in text for text in await texts(stage, user))


@pytest.mark.branch("62.10")
async def test_who_comes_says_so_in_the_dialog_and_reads_where_it_is(stage: Stage) -> None:
    await planned(stage)
    sam = stage.person("sam")
    before = await sam.presses("group.details")
    assert phrase("group.where", place="Room 4") in before.text
    assert phrase("group.who", name="Imani Roth") in before.text
    said = await sam.sends(before)
    assert "https://s.example.org/calendar/session/" in said.text
    await stage.pass_time(NOW)
    assert any(phrase("group.details.comes") in text for text in await texts(stage, "sam"))
    assert not any("calendar/session" in text for text in await texts(stage, "sam"))


@pytest.mark.branch("62.11")
async def test_the_coordinator_sees_the_same_whoever_comes(stage: Stage) -> None:
    await planned(stage)
    before = await texts(stage, "kit")
    await comes(stage, "sam")
    await stage.pass_time(NOW)
    assert await texts(stage, "kit") == before


@pytest.mark.branch("62.13")
async def test_a_change_reaches_who_comes_and_nobody_else(stage: Stage) -> None:
    card = await planned(stage)
    await comes(stage, "sam")
    kit = stage.person("kit")
    form = await kit.presses("group.change", card)
    await kit.sends(form, place="1", day="2026-03-03", time="16:00", minutes="60")
    await stage.pass_time(NOW)
    assert any(phrase("group.coming.changed") in text for text in await texts(stage, "sam"))
    assert not any(phrase("group.coming.changed") in text for text in await texts(stage, "fay"))
    assert (
        phrase("group.where", place="Chapel")
        in (await stage.person("sam").presses("group.details")).text
    )


@pytest.mark.branch("62.17")
async def test_who_comes_is_reminded_on_the_day_and_still_finds_where_it_is(stage: Stage) -> None:
    await planned(stage)
    await comes(stage, "sam")
    await stage.pass_time(18 * HOUR)
    reminder = phrase("group.reminder.today")
    (mine,) = [shown for shown in await stage.person("sam").reads() if reminder in shown.text]
    assert "Room 4" not in mine.text
    assert not any(reminder in text for text in await texts(stage, "fay"))
    found = await stage.person("sam").presses("group.details", mine)
    assert phrase("group.where", place="Room 4") in found.text


@pytest.mark.branch("62.14")
async def test_called_off_who_comes_is_told_and_when_over_nothing_is_left(stage: Stage) -> None:
    card = await planned(stage)
    await comes(stage, "sam")
    await stage.person("kit").presses("group.cancel", card)
    await stage.pass_time(NOW)
    # Teams writes a command without its slash.
    cancelled = phrase("group.coming.cancelled").partition("/")[0]
    assert any(cancelled in text for text in await texts(stage, "sam"))
    await stage.pass_time(2 * DAY)
    async with stage.world.storage.reading() as work:
        assert await work.of(GroupSession).count() == 0
        assert await work.of(Invitation).count() == 0


async def test_no_thanks_ends_it_for_who_says_so(stage: Stage) -> None:
    await planned(stage)
    sam = stage.person("sam")
    shown = await sam.presses("group.stay_away")
    await stage.pass_time(NOW)
    assert phrase("group.declined") in shown.text + "".join(await texts(stage, "sam"))
    async with stage.world.storage.reading() as work:
        assert await work.of(Invitation).count() == 1
