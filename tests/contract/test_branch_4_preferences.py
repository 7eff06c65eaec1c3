"""Preferences, all optional, behind one button; and the confidential "not with" list."""

from datetime import timedelta

import pytest

from bot.core.people import TrainingLevel
from bot.requests.model import LIVE, SupportRequest
from tests.contract.matching import (
    NOW,
    REFUSED,
    asks,
    is_now,
    status_of,
    the_card,
    tries,
    wishes,
)
from tests.contract.stage import Ground, Stage
from tests.sealed import sealed_text
from tests.wording import phrase

pytestmark = pytest.mark.one_stage

KEPT = timedelta(minutes=20)


async def on_duty(stage: Stage, *users: str) -> None:
    """These begin to be on duty, one after the other."""
    for user in users:
        await stage.person(user).types("/support duty on")


async def open_to(stage: Stage, user: str) -> bool:
    """Whether this one may take it; if not, they read what everybody reads."""
    shown = await tries(stage, user)
    assert shown.is_form or REFUSED in shown.text
    return shown.is_form


async def stays_free(stage: Stage, user: str) -> bool:
    """Whether this one may look at it, but is refused when they claim, in everybody's words."""
    form = await tries(stage, user)
    assert form.is_form
    return REFUSED in (await stage.person(user).sends(form)).text


async def reminders_by(stage: Stage, user: str, later: timedelta) -> int:
    """How many questions in private hang with somebody, so much later."""
    await stage.pass_time(later)
    said = [phrase(f"support_requests.{key}") for key in ("reminder", "reminder_again")]
    texts = [card.text for card in await stage.person(user).reads()]
    return sum(any(each in text for each in said) for text in texts)


@pytest.mark.every_stage
@pytest.mark.branch("24.1")
async def test_one_button_opens_them_and_none_is_needed(stage: Stage) -> None:
    status = await asks(stage)
    assert status.buttons["request.preferences"] == phrase("support_requests.preferences.title")
    answer = await wishes(stage)
    assert phrase("support_requests.preferences.noted") in answer.text
    assert await open_to(stage, "pat")
    assert await open_to(stage, "quinn")
    assert await open_to(stage, "uma")


@pytest.mark.branch("24.2")
async def test_the_same_profession_is_kept_to_then_loosened_and_said_so(stage: Stage) -> None:
    await asks(stage)
    answer = await wishes(stage, profession="same")
    assert phrase("support_requests.preferences.until") in answer.text
    assert await open_to(stage, "pat")
    assert not await open_to(stage, "quinn")
    await stage.pass_time(KEPT)
    assert phrase("support_requests.preferences.loosened") in (await status_of(stage)).text
    assert await open_to(stage, "quinn")


@pytest.mark.every_stage
@pytest.mark.branch("24.2")
async def test_somebody_at_my_level_is_kept_to_then_loosened_and_said_so(stage: Stage) -> None:
    for user in ("sam", "uma"):
        await is_now(stage, user, level=TrainingLevel.RESIDENT)
    await is_now(stage, "quinn", level=TrainingLevel.FELLOW)
    await asks(stage)
    answer = await wishes(stage, level="same")
    assert phrase("support_requests.preferences.until") in answer.text
    assert "resident" not in (await the_card(stage)).text.casefold()
    assert not await open_to(stage, "pat")
    assert not await open_to(stage, "quinn")
    assert await open_to(stage, "uma")
    await stage.pass_time(KEPT)
    assert phrase("support_requests.preferences.loosened") in (await status_of(stage)).text
    assert await open_to(stage, "pat")


async def test_who_is_not_in_training_is_not_asked_for_a_level(stage: Stage) -> None:
    await asks(stage)
    assert "level" not in (await stage.person("sam").presses("request.preferences")).inputs
    await is_now(stage, "sam", level=TrainingLevel.STUDENT)
    assert "level" in (await stage.person("sam").presses("request.preferences")).inputs


@pytest.mark.every_stage
@pytest.mark.branch("24.2")
async def test_who_is_there_for_residents_stays_free_for_them_for_a_while(stage: Stage) -> None:
    await is_now(stage, "pat", dedicated_to=("resident",))
    await on_duty(stage, "pat", "quinn")
    await asks(stage)
    assert await stays_free(stage, "pat")
    assert await open_to(stage, "quinn")
    before = len(await stage.person("sam").reads())
    await stage.pass_time(KEPT)
    # Nobody waits for it longer, and who had no wish has nothing to be told.
    assert len(await stage.person("sam").reads()) == before
    assert not await stays_free(stage, "pat")


async def test_a_resident_is_open_to_who_is_there_for_residents_at_once(stage: Stage) -> None:
    await is_now(stage, "pat", dedicated_to=("resident",))
    await is_now(stage, "sam", level=TrainingLevel.RESIDENT)
    await on_duty(stage, "pat", "quinn")
    await asks(stage)
    assert await open_to(stage, "quinn")
    assert not await stays_free(stage, "pat")


async def test_while_nobody_else_is_on_duty_they_are_there_for_everybody(stage: Stage) -> None:
    await is_now(stage, "pat", dedicated_to=("resident",))
    await on_duty(stage, "pat")
    await asks(stage)
    assert await open_to(stage, "pat")


async def test_once_the_other_one_is_off_duty_they_are_there_for_everybody(stage: Stage) -> None:
    await is_now(stage, "pat", dedicated_to=("resident",))
    await on_duty(stage, "pat", "quinn")
    await asks(stage)
    assert await stays_free(stage, "pat")
    await stage.person("quinn").types("/support duty off")
    assert await open_to(stage, "pat")
    assert await reminders_by(stage, "pat", timedelta(minutes=10)) == 1


async def test_who_meets_a_wish_is_there_while_nobody_else_on_duty_does(stage: Stage) -> None:
    await is_now(stage, "pat", dedicated_to=("resident",), languages=("es",))
    await is_now(stage, "uma", languages=("es",))
    await on_duty(stage, "pat", "quinn")
    await asks(stage)
    answer = await wishes(stage, language="es")
    assert phrase("support_requests.preferences.until") in answer.text
    assert await open_to(stage, "pat")
    assert not await open_to(stage, "quinn")


async def test_a_wish_that_only_they_meet_is_kept_to(stage: Stage) -> None:
    await is_now(stage, "pat", dedicated_to=("resident",), languages=("es",))
    await on_duty(stage, "pat", "quinn")
    await asks(stage)
    answer = await wishes(stage, language="es")
    assert phrase("support_requests.preferences.until") in answer.text
    assert await open_to(stage, "pat")
    assert not await open_to(stage, "quinn")
    await stage.pass_time(KEPT)
    assert await open_to(stage, "quinn")


async def test_of_two_who_stay_free_none_holds_the_other_back(stage: Stage) -> None:
    for user in ("pat", "quinn"):
        await is_now(stage, user, dedicated_to=("resident",))
    await on_duty(stage, "pat", "quinn")
    await asks(stage)
    assert await open_to(stage, "pat")
    assert await open_to(stage, "quinn")


async def test_who_stayed_free_is_asked_in_private_when_that_time_is_over(stage: Stage) -> None:
    await is_now(stage, "pat", dedicated_to=("resident",))
    await on_duty(stage, "pat", "quinn")
    await asks(stage)
    await stage.pass_time(timedelta(minutes=15))
    await wishes(stage)
    # The second reminder, which goes to everybody who may take it, falls into that time.
    assert await reminders_by(stage, "pat", KEPT - timedelta(minutes=1)) == 0
    assert await reminders_by(stage, "pat", timedelta(minutes=2)) == 1


@pytest.mark.branch("24.3")
async def test_a_language_is_kept_to_then_loosened(stage: Stage) -> None:
    await is_now(stage, "uma", languages=("es",))
    await asks(stage)
    await wishes(stage, language="es")
    assert not await open_to(stage, "pat")
    assert await open_to(stage, "uma")
    await stage.pass_time(KEPT)
    assert await open_to(stage, "pat")


@pytest.mark.branch("24.4")
async def test_own_unit_is_kept_to_then_loosened(stage: Stage) -> None:
    await is_now(stage, "uma", units=("icu",))
    await asks(stage)
    await wishes(stage, unit="own")
    assert not await open_to(stage, "pat")
    assert await open_to(stage, "uma")
    await stage.pass_time(KEPT)
    assert await open_to(stage, "pat")


@pytest.mark.branch("24.5")
async def test_another_unit_is_kept_to_always(stage: Stage) -> None:
    await is_now(stage, "pat", units=("icu",))
    await asks(stage)
    await wishes(stage, unit="other")
    assert not await open_to(stage, "pat")
    await stage.pass_time(KEPT * 3)
    assert not await open_to(stage, "pat")
    assert await open_to(stage, "quinn")


@pytest.mark.every_stage
@pytest.mark.branch("24.6")
async def test_who_is_named_cannot_take_it_and_is_never_told(stage: Stage) -> None:
    await asks(stage)
    card = await the_card(stage)
    await wishes(stage, not_with="pat")
    assert (await the_card(stage)).text == card.text
    assert not await open_to(stage, "pat")
    await stage.pass_time(KEPT * 3)
    assert not await open_to(stage, "pat")
    assert await open_to(stage, "quinn")


@pytest.mark.every_stage
@pytest.mark.branch("24.7")
async def test_way_and_time_stand_on_the_card(stage: Stage) -> None:
    await asks(stage)
    await wishes(stage, reach="phone", number="555 0100", when="today")
    text = (await the_card(stage)).text
    assert phrase("support_requests.wish.phone") in text
    assert phrase("support_requests.wish.today") in text


@pytest.mark.branch("24.8")
async def test_where_nobody_fits_everybody_is_asked_at_once(stage: Stage) -> None:
    await is_now(stage, "sam", profession="perfusionist")
    await asks(stage)
    answer = await wishes(stage, profession="same")
    assert phrase("support_requests.preferences.loosened") in answer.text
    assert await open_to(stage, "pat")


@pytest.mark.branch("24.9")
async def test_only_who_fits_is_reminded_until_it_is_loosened(stage: Stage) -> None:
    await on_duty(stage, "pat", "quinn")
    await asks(stage)
    await wishes(stage, profession="same")
    await stage.pass_time(timedelta(minutes=10))
    assert await reminders(stage, "pat") == 1
    assert await reminders(stage, "quinn") == 0
    await stage.pass_time(timedelta(minutes=10))
    assert await reminders(stage, "quinn") == 1


async def reminders(stage: Stage, user: str) -> int:
    """How often somebody was asked in private, in the first words or in later ones."""
    asks = [phrase(f"support_requests.{key}") for key in ("reminder", "reminder_again")]
    shown = await stage.person(user).reads()
    return sum(any(said in card.text for said in asks) for card in shown)


@pytest.mark.every_stage
@pytest.mark.branch("24.10")
async def test_what_was_chosen_is_there_when_the_form_opens_again(stage: Stage) -> None:
    await asks(stage)
    await wishes(stage, unit="other", reach="video", not_with="quinn")
    form = await stage.person("sam").presses("request.preferences")
    assert form.inputs["unit"] == ("other",)
    assert form.inputs["reach"] == ("video",)
    await stage.person("sam").sends(form)
    assert not await open_to(stage, "quinn")


@pytest.mark.every_stage
@pytest.mark.branch("24.11")
async def test_they_are_sealed_and_go_with_the_request(stage: Stage, ground: Ground) -> None:
    await asks(stage)
    await wishes(stage, profession="same", when="another_day", not_with="pat")
    assert "another_day" not in await ground.everything()
    async with stage.world.storage.reading() as work:
        (request,) = await work.of(SupportRequest).find(SupportRequest.state.one_of(LIVE))
        assert await work.vault.open(sealed_text(request.reference, "preferences"))
    await stage.person("sam").presses("request.withdraw", await status_of(stage))
    await stage.pass_time(NOW)
    async with stage.world.storage.reading() as work:
        assert await work.vault.open(sealed_text(request.reference, "preferences")) is None
        assert await work.vault.open(sealed_text(request.reference, "card_says")) is None


async def test_nobody_else_can_open_them(stage: Stage) -> None:
    status = await asks(stage)
    form = await stage.person("sam").presses("request.preferences", status)
    pat = stage.person("pat")
    await pat.sends(await tries(stage, "pat"))
    late = await stage.person("sam").sends(form)
    assert phrase("support_requests.preferences.late") in late.text
