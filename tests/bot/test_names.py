"""Every declared name leads somewhere: a card is drawn, a button is handled, a job runs."""

import importlib
import pkgutil
from types import ModuleType

import pytest

import bot
from bot.core.conversation import Say
from bot.core.dispatcher import Dispatcher
from bot.core.names import ENVELOPE, Action, Dialog, JobName, Screen
from bot.core.notices import NOTICE, NOTICE_DIALOG, Notice
from bot.core.routes import (
    Feature,
    OnCommand,
    OnPress,
    Registry,
    Route,
    answers,
    ask,
    opens,
    replace_card,
    say,
)
from bot.features import make_registry
from bot.requests.call_screens import CALL_TAKEN
from bot.setup.names import TEST_FAILED, TEST_UNKNOWN
from tests.wording import phrase
from tests.world import World, text_of

DRAWN_BY_THE_CORE = {ENVELOPE, NOTICE, NOTICE_DIALOG}


def modules() -> list[ModuleType]:
    found = pkgutil.walk_packages(bot.__path__, "bot.")
    return [importlib.import_module(module.name) for module in found]


def declared() -> dict[type, set[str]]:
    """The names that the modules of ``bot`` declare or import, by their type."""
    found: dict[type, set[str]] = {Action: set(), Dialog: set(), Screen: set(), JobName: set()}
    for module in modules():
        for value in vars(module).values():
            if isinstance(value, Notice):
                found[Screen].add(value.screen)
            elif type(value) in found:
                found[type(value)].add(value)
    return found


def test_every_declared_name_leads_somewhere() -> None:
    registry, names = make_registry(), declared()
    assert all(names.values())
    screens = set(registry.screens) | set(registry._variants) | set(registry._old_screens)
    dialogs = set(registry.forms) | set(registry.submissions)
    undrawn = names[Screen] - screens - DRAWN_BY_THE_CORE
    assert undrawn == set(), "no view is registered: name one in FEATURE.screens, or in notices"
    assert names[Dialog] - dialogs - DRAWN_BY_THE_CORE == set(), "no form is registered"
    assert names[Action] - set(registry.presses) == set(), "no handler is registered"
    assert names[JobName] - set(registry.jobs) == set(), "no job kind is registered"


LOST, LOST_DIALOG = Screen("lost.screen"), Dialog("lost.dialog")


@pytest.mark.parametrize(
    ("route", "said"),
    [
        (
            OnCommand("support lost", answers(say(LOST)), help=None),
            "support lost shows the screen lost.screen, and no feature draws it",
        ),
        (
            OnPress(Action("lost"), answers(replace_card(LOST))),
            "lost shows the screen lost.screen, and no feature draws it",
        ),
        (
            OnCommand("support lost", answers(ask(LOST_DIALOG)), help=None),
            "support lost opens the dialog lost.dialog, and no feature draws it",
        ),
        (
            OnPress(Action("lost"), opens(LOST_DIALOG)),
            "lost opens the dialog lost.dialog, and no feature draws it",
        ),
    ],
)
def test_the_bot_does_not_start_with_a_command_that_opens_what_nobody_draws(
    route: Route, said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        Registry([Feature(routes=(route,))])


async def test_a_notice_is_drawn_and_answered_without_a_view_of_its_own() -> None:
    notice = Notice(LOST, "home.now.text", "home.preview")
    route = OnCommand("support lost", answers(say(notice)), help=None)
    registry = Registry([Feature(routes=(route,))])
    world = await World.make()
    world.bot = Dispatcher(world.storage, registry, world.wording, world.directory, lambda: None)
    answer = await world.command("sam", "/support lost")
    assert phrase("home.now.text") in text_of(answer)
    assert isinstance(answer, Say)
    assert answer.card.screen == LOST


def test_what_never_changes_once_it_hangs_is_drawn_only_once() -> None:
    registry = make_registry()
    older = {name for name in registry.screens if name.endswith(".older")}
    assert older
    # What a call shows that became a wish stays so for good, whatever comes of that. So does what
    # says how a test ended.
    assert registry.left_over == older | {CALL_TAKEN.screen, TEST_FAILED, TEST_UNKNOWN}
