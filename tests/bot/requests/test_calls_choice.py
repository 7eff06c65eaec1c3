"""Who says whether peers call, where several reports are of one event, and until when."""

from bot.core.conversation import Ask
from tests.bot.adverse_events.reporting_kit import form_of, hospital
from tests.bot.requests.hospital import all_requests
from tests.bot.requests.test_calls import DEATH, HOUR, MINUTE, asks_for_calls
from tests.wording import phrase
from tests.world import text_of


async def test_a_choice_that_comes_after_the_hold_off_is_refused_and_not_dropped() -> None:
    place = await hospital()
    preview = await place.fill_in("kit", **{**DEATH, "people": ("sam",)})
    await place.world.submit("kit", preview, calls="none")
    await place.world.settle()
    again = await place.world.press("kit", "check_in.preview", form_of(preview).subject)
    await place.world.pass_time(10 * MINUTE)
    answer = await place.world.submit("kit", again, calls="instead")
    assert isinstance(answer, Ask)
    assert phrase("core.gone") in text_of(answer)


async def test_a_coordinators_word_holds_for_who_is_on_an_earlier_list_too() -> None:
    place = await hospital()
    by_lead = await place.fill_in("lena", **{**DEATH, "people": ("sam",)})
    await place.world.submit("lena", by_lead)
    await place.world.pass_time(2 * MINUTE)
    await asks_for_calls(place, "instead", ("sam", "rosa"))
    await place.world.pass_time(2 * HOUR)
    assert len(await all_requests(place.world)) == 2
    assert (place.notes("sam"), place.notes("rosa")) == (0, 0)


async def test_the_word_of_a_report_that_was_withdrawn_holds_for_nobody() -> None:
    place = await hospital()
    by_coordinator = await asks_for_calls(place, "instead", ("rosa",))
    await place.world.press("kit", "adverse_event.undo", by_coordinator)
    await place.report("lena", **DEATH)
    await place.world.pass_time(2 * HOUR)
    assert await all_requests(place.world) == []
    assert place.notes("sam") == 1
