"""Whoever reads another language reads it everywhere: answers, dialogs, and what comes unasked."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.core.conversation import Command, Delivery, Press, Say
from bot.core.people import Employment, Person
from bot.core.storage import Work, in_one_work
from bot.programme import current, put, reading_in
from bot.programme.model.external_sources import HrRecord
from tests.fakes import MemoryStorage
from tests.some import some
from tests.wording import phrase
from tests.world import World, account, text_of

SAM = account("sam")
MEXICO = "es_MX"


@pytest.fixture
async def world() -> World:
    return await World.make()


def with_the_database_down(world: World) -> None:
    assert isinstance(world.storage, MemoryStorage)
    world.storage.down = True


async def locale_of(world: World, user: str = "sam") -> str:
    async with world.storage.reading() as work:
        person = await work.of(Person).get(world.people[user])
    assert person is not None
    return person.locale


async def change(world: World, user: str = "sam", **fields: Any) -> None:
    async def write(work: Work) -> None:
        person = await work.of(Person).get(world.people[user])
        assert person is not None
        await work.save(replace(person, **fields))

    await in_one_work(world.storage, write)


def command(*words: str, locale: str = MEXICO) -> Command:
    delivery = Delivery("command", "@sam", f"{locale}{words}")
    return Command(delivery, SAM, "support", words, locale=locale)


def asking(locale: str = MEXICO) -> Press:
    return Press(
        Delivery("press", "@sam", f"peer{locale}"), SAM, "check_in.peer", "1:", locale=locale
    )


async def test_what_is_drawn_says_its_language_for_screen_readers(world: World) -> None:
    answer = await world.bot.handle(command())
    assert isinstance(answer, Say)
    assert answer.card.language == "es"
    await world.bot.handle(asking())
    await world.settle()
    assert {card.language for card in some(world.sees("#peers").log)} == {"en"}


async def test_who_has_their_app_in_spanish_is_answered_in_spanish(world: World) -> None:
    shown = text_of(await world.bot.handle(command()))
    assert phrase("home.menu.text", "es") in shown
    assert "¿Necesita a alguien ahora?" in shown
    assert phrase("home.talk", "es") in shown


async def test_a_dialog_that_opens_at_the_first_press_is_in_spanish_too(world: World) -> None:
    press = Press(Delivery("press", "@sam", "1"), SAM, "check_in.break", "1:", locale=MEXICO)
    assert phrase("time_out.ask.send", "es") in text_of(await world.bot.handle(press))
    # Such a press only reads: nothing is written until there is something to write.
    assert await locale_of(world) == "en"


@pytest.mark.branch("03.4")
async def test_what_comes_unasked_later_is_in_the_language_learned(world: World) -> None:
    await world.bot.handle(asking())
    assert await locale_of(world) == MEXICO
    await world.pass_time(timedelta(minutes=31))
    card = world.sees("sam").last
    assert phrase("supports.peer.waiting", "es") in text_of(card)
    assert card.preview == phrase("support_requests.preview", "es")
    # The peers read theirs in the programme's language.
    assert phrase("supports.any.claim", one=phrase("supports.peer.one")) in text_of(
        world.sees("#peers").last
    )


@pytest.mark.branch("03.8")
async def test_who_turns_their_app_back_reads_english_again(world: World) -> None:
    await world.bot.handle(asking())
    shown = await world.bot.handle(asking("en_US"))
    assert phrase("supports.peer.asking") in text_of(shown)
    assert await locale_of(world) == "en_US"


async def test_an_app_that_says_nothing_changes_nothing(world: World) -> None:
    await change(world, locale="es")
    assert phrase("home.menu.text", "es") in text_of(await world.bot.handle(command(locale="")))
    assert await locale_of(world) == "es"


async def test_a_language_there_are_no_words_in_is_answered_in_english(world: World) -> None:
    assert phrase("home.menu.text") in text_of(await world.bot.handle(command(locale="tlh")))


@pytest.mark.branch("03.5")
async def test_the_playbooks_word_goes_before_the_apps(world: World) -> None:
    await change(world, locale="es", from_playbook=("locale", "name"))
    assert phrase("home.menu.text", "es") in text_of(
        await world.bot.handle(command(locale="en_US"))
    )
    assert await locale_of(world) == "es"


@pytest.mark.branch("03.6")
async def test_the_word_of_hrs_file_goes_before_the_apps(world: World) -> None:
    async def listed(work: Work) -> None:
        line = HrRecord(reference=world.people["sam"], locale="es", employment=Employment.EMPLOYEE)
        await work.add(line)

    await in_one_work(world.storage, listed)
    await change(world, locale="es")
    assert phrase("home.menu.text", "es") in text_of(
        await world.bot.handle(command(locale="en_US"))
    )


async def test_numbers_to_call_in_a_crisis_are_told_in_their_readers_language(
    world: World,
) -> None:
    await change(world, locale="es")
    shown = text_of(await world.bot.handle(command("crisis", locale="")))
    assert phrase("home.crisis.cope", "es") in shown
    assert "oprima 2" in shown
    assert "llame o envíe un texto al 988, de día y de noche. Costo: gratis." in shown
    asked = text_of(await world.bot.handle(asking("")))
    assert "oprima 2" in asked
    assert "llame o envíe un texto al 988, de día y de noche, gratis." in asked


async def test_with_the_database_down_the_crisis_screen_is_in_the_language_last_read(
    world: World,
) -> None:
    await change(world, locale="es")
    await world.bot.handle(asking(""))
    with_the_database_down(world)
    assert "no puede más" in text_of(await world.bot.handle(command("crisis", locale="")))
    assert "No puedo abrir mis registros" in text_of(
        await world.bot.handle(command("mydata", locale=""))
    )


async def test_with_the_database_down_somebody_new_reads_what_their_app_is_set_to(
    world: World,
) -> None:
    with_the_database_down(world)
    assert "no puede más" in text_of(await world.bot.handle(command("crisis")))
    assert phrase("home.crisis.cope") in text_of(
        await world.bot.handle(command("crisis", locale=""))
    )


async def test_a_refusal_is_in_its_readers_language(world: World) -> None:
    await change(world, locale="es")
    shown = text_of(await world.bot.handle(command("duty", "on", locale="")))
    assert "Este botón es para alguien con otra función." in shown


@pytest.mark.branch("03.7")
async def test_ones_own_choice_goes_before_the_hospitals_word_and_the_apps(world: World) -> None:
    await change(world, locale="en", from_playbook=("locale", "name"))
    settings = text_of(await world.command("sam", "/support settings"))
    assert phrase("home.settings.language", language="English") in settings
    assert "Español" in settings
    chosen = text_of(await world.press("sam", "home.read", "es"))
    assert "Le escribo en: Español." in chosen
    assert phrase("core.language") in chosen
    with_the_database_down(world)
    assert "no puede más" in text_of(await world.command("sam", "/support crisis"))
    world.storage.down = False  # type: ignore[attr-defined]
    await in_one_work(world.storage, applied_again)
    assert phrase("home.menu.text", "es") in text_of(await world.command("sam", "/support"))
    back = text_of(await world.press("sam", "home.read", "en"))
    assert phrase("home.settings.language", language="English") in back
    assert phrase("home.menu.text") in text_of(await world.bot.handle(command()))


async def applied_again(work: Work) -> None:
    """The app says English, as it does with each press; so does a list from elsewhere."""
    for person in await work.of(Person).find():
        await reading_in(work, person, "en_US")


async def test_a_language_there_is_not_cannot_be_chosen(world: World) -> None:
    assert phrase("core.gone") in text_of(await world.press("sam", "home.read", "tlh"))
    assert await locale_of(world) == "en"


async def test_a_stranger_is_not_written_down_by_looking(world: World) -> None:
    async with world.storage.reading() as work:
        found = await reading_in(work, Person(reference="", locale="en"), MEXICO)
    assert found.locale == MEXICO


@pytest.mark.branch("03.21")
async def test_cards_in_channels_are_in_the_hospitals_language(world: World) -> None:
    await speaks(world, "es")
    await world.bot.handle(command("talk", locale="en_US"))
    await world.bot.handle(asking("en_US"))
    await world.pass_time(timedelta(minutes=1))
    claim = phrase("supports.any.claim", "es", one=phrase("supports.peer.one", "es"))
    assert claim in text_of(world.sees("#peers").last)
    # Who asked reads their own language all the same.
    assert await locale_of(world) == "en_US"


async def test_somebody_whose_language_is_not_known_reads_the_hospitals(world: World) -> None:
    await speaks(world, "es")
    unknown = replace(command(locale=""), account=account("newcomer"))
    assert phrase("home.menu.text", "es") in text_of(await world.bot.handle(unknown))


async def speaks(world: World, language: str) -> None:
    """The playbook says another language of the hospital."""

    async def write(work: Work) -> None:
        await put(work, replace(await current(work), language=language))

    await in_one_work(world.storage, write)
