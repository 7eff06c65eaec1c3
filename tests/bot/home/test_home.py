"""The menu, help, crisis, settings, and what unknown words get."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from bot.core.commands import (
    ADMIN,
    ADMIN_PAGES,
    FIRST_STEPS,
    FOR_SUPPORTERS,
    FREE_TEXT,
    NOES,
    OPEN_HOME,
    SUPPORT,
    SUPPORT_PAGES,
    HelpLine,
    Listing,
)
from bot.core.conversation import Replace, Say
from bot.core.dispatcher import Dispatcher
from bot.core.errors import StorageDown
from bot.core.lines import Lines
from bot.core.people import Account, Person, Role, add_account
from bot.core.routes import NOTHING, Feature, OnCommand, Registry, answers
from bot.core.storage import Work, in_one_work
from bot.features import make_registry
from bot.home.screens import help_text
from tests.fakes import MemoryStorage, MemoryWork
from tests.some import some
from tests.wording import phrase
from tests.world import World, text_of

UNTOLD = {SUPPORT, ADMIN, OPEN_HOME, FREE_TEXT, "support help", "support-admin help"}
"""The menu and help itself need no line of help, and what adapters send is not typed."""
ANSWERS = {f"{SUPPORT} {no}" for no in NOES}
"""What answers a message that hangs there, in the words of its button."""


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
    assert actions(answer) == ["privacy.resume", "privacy.clear", "milestone.open_own_days"]


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
    assert phrase("home.settings.where", platform="Teams") in answer
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


@pytest.fixture(scope="module")
def registry() -> Registry:
    return make_registry()


def test_help_tells_of_every_command_there_is(registry: Registry) -> None:
    untold = [
        f"{name}: give it help=HelpLine(…), or build it with then() on the command that tells of it"
        for name, command in registry.commands.items()
        if command.line is None and name not in UNTOLD | ANSWERS
    ]
    assert untold == []


def test_every_line_of_help_stands_on_a_page_of_those_who_may_use_it(registry: Registry) -> None:
    for command in some(registry.commands.values()):
        if isinstance(command.help, HelpLine):
            page = command.help.page
            assert page.command == command.begins_with, command.name
            if page.command == SUPPORT:
                is_for_supporters = page == FOR_SUPPORTERS
                assert (command.role is Role.SUPPORTER) is is_for_supporters, command.name


def test_every_command_for_everybody_has_a_place_in_the_lists_of_platforms(
    registry: Registry,
) -> None:
    unlisted = [
        f"{name}: give it listing=Listing(rank, text); a short list leaves out high ranks"
        for name, command in registry.commands.items()
        if command.begins_with == SUPPORT
        and command.words
        and command.role is Role.CLINICIAN
        and command.listing is None
        and name not in ANSWERS
    ]
    assert unlisted == []
    assert all(command.role is Role.CLINICIAN for command, _ in some(registry.listed()))


@pytest.mark.parametrize("language", ["en", "es"])
def test_each_line_of_help_begins_with_what_is_typed(
    registry: Registry, world: World, language: str
) -> None:
    words, lines = world.wording.words(language, "UTC"), Lines(kinds=("peer",))
    for page in (*SUPPORT_PAGES, *ADMIN_PAGES):
        for command, line in some(registry.help_on(page)):
            text = help_text(words, lines, command, line)
            assert text.startswith(f"/{command.name} {line.example}".strip()), command.name


def test_two_commands_on_one_place_are_refused_with_the_place_named() -> None:
    first = OnCommand(
        "support a", answers(NOTHING), help=HelpLine(FIRST_STEPS, 10, "home.help.now")
    )
    second = replace(first, name="support b")
    with pytest.raises(ValueError, match="rank 10 of the help page now is there twice"):
        Registry([Feature(routes=(first, second))])
    listed = replace(first, help=None, listing=Listing(10, "home.listed.now"))
    with pytest.raises(ValueError, match="rank 10 of the listed commands is there twice"):
        Registry([Feature(routes=(listed, replace(listed, name="support b")))])


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
