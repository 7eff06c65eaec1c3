"""The way of every command, press and form through the core."""

import logging

import pytest

from bot.core.context import Context
from bot.core.conversation import Ask, Command, Delivery, Nothing, Press, Replace, Say, Submission
from bot.core.errors import Refused
from bot.core.inputs import DayInput, _FormInput
from bot.core.jobs import Job
from bot.core.names import Dialog, Screen
from bot.core.people import PlatformAccount
from bot.core.records import Record
from bot.core.screens import Card, Form
from bot.core.seen import Seen
from bot.duty.model import Duty
from tests.clock import SimulatedClock
from tests.fakes import MemoryStorage
from tests.toys import LAMP, toy_bot
from tests.world import LINE, START, account, text_of

WHO = account("sam")


NO: str = "lamp.no"
"""A key of the toys' own words."""


def command(words: str, id_: str = "1", name: str = "support") -> Command:
    return Command(Delivery("command", "@sam", id_), WHO, name, tuple(words.split()))


def press(action: str, value: str = f"1:{LAMP}", id_: str = "1") -> Press:
    return Press(Delivery("press", "@sam", id_), WHO, action, value)


@pytest.fixture
def storage() -> MemoryStorage:
    return MemoryStorage(SimulatedClock(START))


async def rows(storage: MemoryStorage, kind: type[Record]) -> list[str]:
    async with storage.reading() as work:
        return sorted(row.reference for row in await work.of(kind).find())


async def test_a_command_is_carried_out_and_its_screen_drawn(storage: MemoryStorage) -> None:
    bot, _ = toy_bot(storage, LINE)
    answer = await bot.handle(command("light"))
    assert isinstance(answer, Say)
    assert "The lamp is lit." in text_of(answer)
    assert await rows(storage, Duty) == [LAMP]


async def test_what_a_fact_leads_to_is_committed_with_it(storage: MemoryStorage) -> None:
    bot, _ = toy_bot(storage, LINE)
    await bot.handle(command("light"))
    async with storage.reading() as work:
        (job,) = await work.of(Job).find()
    assert (job.key, job.screen, job.subject) == ("lit:lamp", "lamp", LAMP)


async def test_the_same_delivery_again_changes_nothing_and_shows_the_present_state(
    storage: MemoryStorage,
) -> None:
    bot, _ = toy_bot(storage, LINE)
    await bot.handle(command("light", "7"))
    await bot.handle(press("lamp.out"))
    again = await bot.handle(command("light", "7"))
    assert "The lamp is out." in text_of(again)
    assert len(await rows(storage, Job)) == 1


async def test_a_repeat_is_told_apart_from_the_same_id_in_another_conversation(
    storage: MemoryStorage,
) -> None:
    bot, _ = toy_bot(storage, LINE)
    await bot.handle(command("light", "7"))
    elsewhere = Command(Delivery("command", "#other", "7"), WHO, "support", ("light",))
    await bot.handle(elsewhere)
    assert len(await rows(storage, Seen)) == 2


async def test_a_repeated_form_is_not_taken_twice(storage: MemoryStorage) -> None:
    bot, _ = toy_bot(storage, LINE)
    sent = Submission(Delivery("form", "@sam", "n1"), WHO, "lamp.paint", LAMP, {"colour": ("red",)})
    assert await bot.handle(sent) == Nothing()
    assert await bot.handle(sent) == Nothing()
    assert await rows(storage, Duty) == ["painted"]


async def test_a_refused_form_keeps_what_was_entered_and_writes_nothing(
    storage: MemoryStorage,
) -> None:
    bot, _ = toy_bot(storage, LINE)
    sent = Submission(
        Delivery("form", "@sam", "n1"), WHO, "lamp.paint", LAMP, {"colour": ("blue",)}
    )
    answer = await bot.handle(sent)
    assert isinstance(answer, Ask)
    (colour,) = answer.form.inputs
    assert (colour.fault, getattr(colour, "chosen", "")) == ("lamp.only_red", "blue")
    assert await rows(storage, Duty) == []
    assert await rows(storage, Seen) == []


async def test_a_refused_form_can_be_sent_again_mended(storage: MemoryStorage) -> None:
    bot, _ = toy_bot(storage, LINE)
    await bot.handle(
        Submission(Delivery("form", "@sam", "n1"), WHO, "lamp.paint", LAMP, {"colour": ("blue",)})
    )
    mended = Submission(
        Delivery("form", "@sam", "n1"), WHO, "lamp.paint", LAMP, {"colour": ("red",)}
    )
    assert await bot.handle(mended) == Nothing()
    assert await rows(storage, Duty) == ["painted"]


async def test_opening_a_form_writes_nothing(storage: MemoryStorage) -> None:
    bot, _ = toy_bot(storage, LINE)
    answer = await bot.handle(press("lamp.paint_form"))
    assert isinstance(answer, Ask)
    assert answer.form.nonce
    assert await rows(storage, PlatformAccount) == []


async def test_a_handler_that_writes_while_opening_a_form_is_stopped(
    storage: MemoryStorage, caplog: pytest.LogCaptureFixture
) -> None:
    bot, _ = toy_bot(storage, LINE)
    with caplog.at_level(logging.ERROR):
        answer = await bot.handle(press("lamp.writing_form"))
    assert "core.trouble" in text_of(answer)
    assert await rows(storage, Duty) == []
    assert "handler_failed" in caplog.text


async def test_a_form_route_that_does_not_say_it_reads_only_is_a_fault(
    storage: MemoryStorage, caplog: pytest.LogCaptureFixture
) -> None:
    bot, _ = toy_bot(storage, LINE)
    with caplog.at_level(logging.ERROR):
        answer = await bot.handle(press("lamp.wrong_form"))
    assert "core.trouble" in text_of(answer)


async def test_a_fault_of_ours_undoes_everything_and_gives_the_number_to_call(
    storage: MemoryStorage, caplog: pytest.LogCaptureFixture
) -> None:
    bot, _ = toy_bot(storage, LINE)
    with caplog.at_level(logging.ERROR):
        answer = await bot.handle(command("break"))
    assert "core.trouble" in text_of(answer)
    assert "988" in text_of(answer)
    assert await rows(storage, Duty) == []


async def test_a_refusal_says_why_and_undoes_everything(storage: MemoryStorage) -> None:
    bot, _ = toy_bot(storage, LINE)
    answer = await bot.handle(command("refuse"))
    assert "lamp.no count=2" in text_of(answer)
    assert await rows(storage, Duty) == []


async def test_a_form_that_cannot_be_drawn_again_is_answered_all_the_same(
    storage: MemoryStorage,
) -> None:
    """Between the refusal and the new drawing the form may have become somebody else's."""
    bot, _ = toy_bot(storage, LINE)
    for fault, says in ((Refused(NO, count=1), "lamp.no"), (KeyError("x"), "core.trouble")):

        async def view(context: Context, subject: str, fault: Exception = fault) -> Form:
            raise fault

        bot._registry.forms["lamp.paint"] = view
        sent = Submission(Delivery("form", "@sam", says), WHO, "lamp.paint", LAMP, {})
        assert says in text_of(await bot.handle(sent))


async def test_a_role_is_checked_on_the_server(storage: MemoryStorage) -> None:
    bot, directory = toy_bot(storage, LINE)
    await bot.handle(command("light", "1"))
    assert "core.not_yours" in text_of(await bot.handle(command("admin", "2")))
    async with storage.reading() as work:
        (row,) = await work.of(PlatformAccount).find()
    directory.coordinators.add(row.person)
    assert "The lamp is lit." in text_of(await bot.handle(command("admin", "3")))


async def test_an_old_button_says_that_it_is_closed(storage: MemoryStorage) -> None:
    bot, _ = toy_bot(storage, LINE)
    assert "core.gone" in text_of(await bot.handle(press("lamp.out", "1:gone")))
    assert "core.gone" in text_of(await bot.handle(press("lamp.out", "9:lamp", "2")))
    assert "core.gone" in text_of(await bot.handle(press("no.such.button", id_="3")))


async def test_what_a_press_becomes_without_its_subject_is_done_once_and_alone(
    storage: MemoryStorage,
) -> None:
    bot, _ = toy_bot(storage, LINE)
    for _ in range(2):
        answer = await bot.handle(press("lamp.mend", "1:gone"))
        assert "The lamp is lit." in text_of(answer)
    assert await rows(storage, Duty) == [LAMP], "what was written before it failed is undone"


async def test_an_unknown_command_is_answered_and_not_kept(storage: MemoryStorage) -> None:
    bot, _ = toy_bot(storage, LINE)
    answer = await bot.handle(command("lihgt my secret words"))
    assert isinstance(answer, Say)
    assert await rows(storage, Seen) == []


async def test_screens_without_storage_are_shown_with_the_database_down(
    storage: MemoryStorage,
) -> None:
    bot, _ = toy_bot(storage, LINE)
    storage.down = True
    assert "No database needed." in text_of(await bot.handle(command("dark")))
    down = await bot.handle(command("light", "2"))
    assert "core.storage_down" in text_of(down)
    assert "988" in text_of(down)


async def test_a_replaced_card_is_an_answer_to_its_press(storage: MemoryStorage) -> None:
    bot, _ = toy_bot(storage, LINE)
    await bot.handle(command("light"))
    answer = await bot.handle(press("lamp.out"))
    assert isinstance(answer, Replace)
    assert "The lamp is out." in text_of(answer)


async def test_somebody_new_is_known_from_their_first_press_on(storage: MemoryStorage) -> None:
    bot, _ = toy_bot(storage, LINE)
    await bot.handle(command("light", "1"))
    await bot.handle(press("lamp.out", id_="2"))
    assert len(await rows(storage, PlatformAccount)) == 1


def test_an_input_that_does_not_say_where_its_values_go_cannot_be_made() -> None:
    unfinished = type("Unfinished", (_FormInput,), {})
    with pytest.raises(TypeError, match="_entered"):
        unfinished("name", "Label")


def test_screens_refuse_what_no_platform_can_show() -> None:
    with pytest.raises(ValueError, match="no submit button"):
        Form(Dialog("f"), "", "Title", "Close", inputs=(DayInput("d", "D"),))
    with pytest.raises(ValueError, match="parts"):
        Card(Screen("c"), "", "Preview", ())
