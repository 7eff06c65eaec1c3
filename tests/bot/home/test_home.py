"""The menu, help, crisis, settings, and what unknown words get."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager

import pytest

from bot.core.conversation import Replace, Say
from bot.core.dispatcher import Dispatcher
from bot.core.errors import StorageDown
from bot.core.people import Account, Person, Role, add_account
from bot.core.storage import Work, in_one_work
from bot.features import make_registry
from bot.home.commands import ADMIN_HELP, SUPPORT_HELP, HelpPage
from tests.fakes import MemoryStorage, MemoryWork
from tests.some import some
from tests.wording import phrase
from tests.world import World, text_of

UNTOLD = {"help", "help setup", ""}
"""The menu and help itself need no line of help."""


class DownStorage(MemoryStorage):
    """A database that does not answer."""

    @asynccontextmanager
    async def work(self) -> AsyncIterator[MemoryWork]:
        raise StorageDown
        yield

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[MemoryWork]:
        raise StorageDown
        yield


def with_the_database_down(world: World) -> None:
    world.bot = Dispatcher(
        DownStorage(world.clock), world.registry, world.wording, world.directory, lambda: None
    )


def actions(answer: object) -> list[str]:
    assert isinstance(answer, Say | Replace)
    return [button.action for button in answer.card.buttons]


async def test_the_menu_offers_a_break_a_talk_and_somebody_now_in_one_tap(world: World) -> None:
    answer = await world.command("sam", "/support")
    assert actions(answer)[:3] == ["check_in.break", "check_in.talk", "crisis.show"]
    assert "home.supporter" not in actions(answer)


async def test_supporters_find_queue_mine_and_duty_in_the_menu_and_others_do_not(
    world: World,
) -> None:
    assert "home.supporter" in actions(await world.command("pat", "/support"))
    inside = actions(await world.press("pat", "home.supporter"))
    assert inside[:3] == ["home.queue", "home.mine", "home.duty"]
    for action in ("home.supporter", *inside[:3], "home.open"):
        answer = await world.press("sam", action)
        assert phrase("core.not_yours") in text_of(answer)
    for action in some(inside[:3]):
        assert phrase("core.not_yours") not in text_of(await world.press("pat", action))


async def test_the_menu_shows_no_request_of_ones_own(world: World) -> None:
    before = text_of(await world.command("sam", "/support"))
    await world.press("sam", "check_in.peer")
    assert text_of(await world.command("sam", "/support")) == before


async def test_more_holds_what_is_kept_what_is_held_settings_and_clear(world: World) -> None:
    answer = await world.press("sam", "home.more")
    assert actions(answer) == [
        "check_in.what_we_keep",
        "privacy.mydata",
        "home.settings",
        "colleague.note",
        "privacy.clear",
    ]


async def test_now_is_the_line_a_break_and_a_talk(world: World) -> None:
    answer = await world.command("sam", "/support now")
    assert "988" in text_of(answer)
    assert actions(answer)[:3] == ["check_in.break", "check_in.talk", "crisis.show"]


async def test_every_button_of_home_leads_somewhere(world: World) -> None:
    for user in ("sam", "pat", "kit", "lena"):
        for text in (
            "",
            " now",
            " help",
            " settings",
            "-admin",
            phrase("home.help.others"),
            " crisis",
        ):
            answer = await world.command(user, f"/support{text}")
            assert isinstance(answer, Say)
            for button in some(answer.card.buttons):
                assert button.action in world.registry.presses


async def test_crisis_says_whom_to_call_how_when_and_at_what_cost(world: World) -> None:
    answer = text_of(await world.command("sam", "/support crisis"))
    assert (
        phrase(
            "home.crisis.line",
            name="988 Lifeline",
            how="call or text",
            number="988",
            hours="day and night",
            cost="free",
        )
        in answer
    )
    assert phrase("home.crisis.no_name_needed") in answer
    assert phrase("home.crisis.emergency") in answer
    assert phrase("home.crisis.bot") in answer
    assert text_of(await world.press("sam", "crisis.show")) == answer


@pytest.mark.branch("7.8")
@pytest.mark.parametrize("typed", ["crisis", "help", "urgent"])
async def test_crisis_and_help_work_with_the_database_down(world: World, typed: str) -> None:
    before = text_of(await world.command("sam", f"/support {typed}"))
    with_the_database_down(world)
    assert text_of(await world.command("sam", f"/support {typed}")) == before
    assert "988" in text_of(await world.press("sam", "crisis.show"))
    assert phrase("home.urgent.stay") in text_of(await world.press("pat", "request.urgent"))
    assert "/support-admin activate" in text_of(await world.command("kit", "/support-admin help"))


async def test_other_screens_say_calmly_that_the_database_is_down_and_whom_to_call(
    world: World,
) -> None:
    with_the_database_down(world)
    answer = text_of(await world.command("sam", "/support"))
    assert phrase("core.storage_down") in answer
    assert "988" in answer


async def test_the_crisis_screen_is_counted_nowhere(world: World) -> None:
    assert isinstance(world.storage, MemoryStorage)
    before = world.storage.state
    await world.press("sam", "crisis.show")
    await world.command("sam", "/support crisis")
    assert world.storage.state is before


async def test_settings_say_how_notes_stand_and_change_with_them(world: World) -> None:
    assert phrase("home.settings.on") in text_of(await world.command("sam", "/support settings"))
    await world.command("sam", "/support snooze 3d")
    answer = await world.command("sam", "/support settings")
    assert phrase("home.settings.snoozed", at="Mar 5, 9:00 AM") in text_of(answer)
    await world.command("sam", "/support stop")
    answer = await world.press("sam", "home.settings")
    assert phrase("home.settings.stopped") in text_of(answer)
    assert actions(answer) == ["privacy.resume", "privacy.clear"]


async def test_settings_let_one_choose_the_platform_among_ones_own(world: World) -> None:
    async def join(work: Work) -> None:
        person = await work.of(Person).get(world.people["sam"])
        assert person is not None
        await add_account(work, person, Account("teams", "tenant", "sam"))

    await in_one_work(world.storage, join)
    assert phrase("home.settings.move", platform="Teams") in text_of(
        await world.command("sam", "/support settings")
    )
    answer = text_of(await world.press("sam", "home.prefer", "teams"))
    assert "Notes come to you in: Teams." in answer
    assert phrase("home.settings.move", platform=phrase("platform.practice.name")) in answer
    assert phrase("core.gone") in text_of(await world.press("sam", "home.prefer", "slack"))


async def test_unknown_words_get_near_ones_and_are_never_echoed(world: World) -> None:
    answer = text_of(await world.command("sam", "/support crysis at bed nine"))
    assert "bed" not in answer
    assert "crysis" not in answer
    answer = text_of(await world.command("sam", "/support mydta"))
    assert "/support mydata" in answer
    assert "mydta" not in answer


async def test_nobody_is_suggested_a_command_of_another_role(world: World) -> None:
    assert "/support queue" not in text_of(await world.command("sam", "/support queu"))
    assert "/support queue" in text_of(await world.command("pat", "/support queu"))


async def test_free_text_gets_one_fixed_reply_and_leaves_nothing(world: World) -> None:
    assert isinstance(world.storage, MemoryStorage)
    before = world.storage.state
    answer = text_of(await world.command("sam", "say"))
    assert phrase("home.free_text.text") in answer
    assert "988" in answer
    assert world.storage.state is before


async def test_a_stranger_may_open_everything_for_everyone(world: World) -> None:
    for text in ("", " now", " settings", " mydata", " forget", " talk"):
        answer = text_of(await world.command("newcomer", f"/support{text}"))
        assert phrase("core.trouble") not in answer


async def test_the_admin_menu_offers_what_the_role_allows(world: World) -> None:
    assert "adverse_event.report" in actions(await world.command("lena", "/support-admin"))
    assert "home.open" not in actions(await world.command("lena", "/support-admin"))
    assert "home.open" in actions(await world.command("kit", "/support-admin"))
    assert actions(await world.command("sam", "/support-admin")) == [
        "home.admin_help",
        "privacy.clear",
    ]
    assert phrase("core.not_yours") not in text_of(await world.press("kit", "home.open"))


def _told(table: Mapping[str, str], built: set[str]) -> set[str]:
    """The built commands no line of help tells about: by their first words."""
    return {name for name in built if not any(name == t or name.startswith(f"{t} ") for t in table)}


def _built(command: str) -> dict[str, Role | frozenset[Role]]:
    return {
        name.removeprefix(command).strip(): route.role
        for name, route in make_registry().commands.items()
        if name.split()[0] == command
    }


def test_help_tells_of_every_command_there_is() -> None:
    support, admin = _built("support"), set(_built("support-admin"))
    common = {name for name, role in support.items() if role is Role.CLINICIAN} - UNTOLD
    supporters = {name for name, role in support.items() if role is Role.SUPPORTER}
    *for_all, for_supporters = SUPPORT_HELP
    assert _told(_lines(for_all), common) == set()
    assert _told(_lines([for_supporters]), supporters) == set()
    assert _told(_lines(ADMIN_HELP), admin - UNTOLD) == set()


def test_help_tells_of_no_command_that_is_not_there_and_of_none_twice() -> None:
    for pages, command in ((SUPPORT_HELP, "support"), (ADMIN_HELP, "support-admin")):
        built = set(_built(command))
        for name in some(_lines(pages)):
            assert any(b == name or b.startswith(f"{name} ") for b in built), name
        assert len(_lines(pages)) == sum(len(page.commands) for page in pages)


async def test_each_line_of_help_begins_with_the_command_it_tells_of(world: World) -> None:
    words = world.wording.words("en", "UTC")
    for pages, command in ((SUPPORT_HELP, "support"), (ADMIN_HELP, "support-admin")):
        for name, key in some(_lines(pages).items()):
            values = {"names": "peer"} if name == "talk" else {}
            assert words(key, **values).startswith(f"/{command} {name}")


def _lines(pages: Sequence[HelpPage]) -> dict[str, str]:
    return {name: key for page in pages for name, key in page.commands.items()}


async def test_a_page_of_help_is_opened_by_its_topic_its_number_or_a_button(world: World) -> None:
    for typed in ("", " now", " 1", " 9", " no such topic"):
        assert "/support break" in text_of(await world.command("sam", f"/support help{typed}"))
    for typed in ("messages", phrase("home.help.messages"), "2"):
        assert "/support mydata" in text_of(await world.command("sam", f"/support help {typed}"))
    first = await world.command("sam", "/support help")
    assert actions(first) == ["home.help", "home.help", "privacy.clear"]
    assert "/support claim" in text_of(await world.press("sam", "home.help", "supporters"))
    assert "doctor:" in text_of(await world.command("kit", "/support-admin help setup"))
    assert "/support-admin open" in text_of(await world.press("kit", "home.admin_help", "everyday"))


async def test_buttons_from_before_help_had_pages_still_work(world: World) -> None:
    assert "/support claim" in text_of(await world.press("pat", "home.help_supporters"))
    assert "doctor:" in text_of(await world.press("kit", "home.admin_setup_help"))
