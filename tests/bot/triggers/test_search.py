"""A trigger is found however its name is typed, and a near miss is asked back."""

import pytest

from bot.core.conversation import Say
from tests.bot.adverse_events.reporting_kit import Hospital
from tests.bot.triggers.test_in_chat import ADMIN, added, triggers
from tests.wording import phrase
from tests.world import text_of


async def two(hospital: Hospital) -> None:
    await added(hospital, "unexpected_death", units=("icu",))
    await added(hospital, "violence_or_threat", units=("float",))


@pytest.mark.parametrize(
    "typed",
    [
        "unexpected-death",
        "Unexpected-Death",
        "UNEXPECTED_DEATH",
        "unexpected death",
        "unexpecteddeath",
        "  unexpected   death ",
        "“unexpected‑death”",
        "Unexpected death, ICU: after 1 hour, to everyone on shift",
        "death icu",
        "icu unexpected",
    ],
)
async def test_case_signs_spaces_and_words_of_the_sentence_do_not_matter(
    hospital: Hospital, typed: str
) -> None:
    await two(hospital)
    said = text_of(await hospital.world.command("kit", f"{ADMIN} show {typed}"))
    assert "Unexpected death, ICU" in said
    assert phrase("trigger.which.text") not in said


@pytest.mark.parametrize("typed", ["unexpected deaht", "unexpcted-death", "violense", "icuu death"])
async def test_a_misspelt_name_is_asked_back_and_nothing_happens_before(
    hospital: Hospital, typed: str
) -> None:
    await two(hospital)
    before = await triggers(hospital)
    answer = await hospital.world.command("kit", f"{ADMIN} remove {typed}")
    assert isinstance(answer, Say)
    assert phrase("trigger.which.text") in text_of(answer)
    assert await triggers(hospital) == before
    (button, see_all) = answer.card.buttons
    assert see_all.label == phrase("trigger.which.all")
    await hospital.world.press("kit", button.action, button.subject)
    assert len(await triggers(hospital)) == len(before) - 1


async def test_a_name_that_fits_several_is_asked_back_by_what_each_says(
    hospital: Hospital,
) -> None:
    await two(hospital)
    answer = await hospital.world.command("kit", f"{ADMIN} edit to everyone on shift")
    assert isinstance(answer, Say)
    labels = [button.label for button in answer.card.buttons]
    assert "Unexpected death, ICU" in labels
    assert "Violence or threat, Float pool" in labels


async def test_its_own_name_goes_before_words_of_another(hospital: Hospital) -> None:
    await added(hospital, units=("icu",))
    await added(hospital, units=("float",))
    said = text_of(await hospital.world.command("kit", f"{ADMIN} show near miss"))
    assert "Near miss, ICU" in said


@pytest.mark.parametrize("typed", ["", "earthquake", "???"])
async def test_what_resembles_nothing_says_where_all_are(hospital: Hospital, typed: str) -> None:
    await two(hospital)
    said = text_of(await hospital.world.command("kit", f"{ADMIN} pause {typed}"))
    assert phrase("trigger.typed.name") in said


async def test_one_is_opened_from_the_list_without_typing(hospital: Hospital) -> None:
    await two(hospital)
    card = await hospital.world.command("kit", f"{ADMIN} list")
    assert isinstance(card, Say)
    form = await hospital.world.press("kit", "trigger.pick")
    shown = await hospital.world.submit("kit", form, trigger="unexpected-death")
    assert "Unexpected death, ICU: after 1 hour" in text_of(shown)
