"""Every declared name leads somewhere: a card is drawn, a button is handled, a job runs."""

import importlib
import pkgutil

import bot
from bot.core.names import Action, Dialog, JobName, Screen
from bot.core.notices import NOTICE, NOTICE_DIALOG
from bot.features import make_registry

DRAWN_BY_THE_CORE = {NOTICE, NOTICE_DIALOG}


def declared() -> dict[type, set[str]]:
    """The names that the modules of ``bot`` declare or import, by their type."""
    found: dict[type, set[str]] = {Action: set(), Dialog: set(), Screen: set(), JobName: set()}
    for module in pkgutil.walk_packages(bot.__path__, "bot."):
        for value in vars(importlib.import_module(module.name)).values():
            if type(value) in found:
                found[type(value)].add(value)
    return found


def test_every_declared_name_leads_somewhere() -> None:
    registry, names = make_registry(), declared()
    assert all(names.values())
    screens = set(registry.screens) | set(registry._variants) | set(registry._old_screens)
    dialogs = set(registry.forms) | set(registry.submissions)
    assert names[Screen] - screens - DRAWN_BY_THE_CORE == set(), "no view is registered"
    assert names[Dialog] - dialogs - DRAWN_BY_THE_CORE == set(), "no form is registered"
    assert names[Action] - set(registry.presses) == set(), "no handler is registered"
    assert names[JobName] - set(registry.jobs) == set(), "no job kind is registered"
