"""What a new platform takes: a folder, and a line in the registry.

``tests/contract/console`` is such a folder. The line is in ``console_stage.REGISTRY``; the whole
conversation contract is played on it, and nothing of the program knows of it.
"""

import os
import sys
from pathlib import Path

import pytest

from adapters.database.migrations import migrate
from adapters.platforms import all_platforms
from adapters.playbook import check, write
from adapters.settings import SettingsError, load
from adapters.wiring import deployed
from adapters.wording import load_wording
from bot.core.people import Account
from bot.programme import Playbook
from tests import programs
from tests.contract import test_conversation, test_duty
from tests.contract.conftest import able, lacks_of
from tests.contract.console_stage import REGISTRY, SETTINGS
from tests.contract.stage import Ability
from tests.some import some

ONLY_ON = [pytest.param(("console", "memory"), id="console")]
ROOT = Path(__file__).parents[2]
FOLDER = Path(__file__).parent / "console"
PLATFORMS = all_platforms(REGISTRY)
SAMPLE = Path("adapters/practice/hospital.toml").read_text("utf-8")

# Every test of the contract, as a test of this module.
CONTRACT = {
    name: test
    for module in (test_conversation, test_duty)
    for name, test in vars(module).items()
    if name[:5] == "test_"
}
globals().update(CONTRACT)


def test_the_whole_contract_is_played_on_it() -> None:
    assert len(CONTRACT) > len(PLATFORMS)
    assert CONTRACT.items() <= globals().items()


def test_what_it_cannot_do_is_left_out_with_the_reason_and_nothing_else_is() -> None:
    (console,) = ONLY_ON
    assert able(console, ()) == console
    marks = {mark.name: mark for mark in able(console, [Ability.PAGES]).marks}
    assert marks["skip"].kwargs == {"reason": "a console has no pages"}
    assert "lacking" in marks


def test_every_platform_of_the_registry_can_do_all() -> None:
    for each in some(all_platforms()):
        assert not lacks_of(each.name), f"LACKS in {each.name}_stage.py: a platform lacks nothing"


@pytest.mark.long
def test_what_is_left_out_so_is_counted_and_named_and_no_failure_in_ci() -> None:
    name = "test_from_home_one_goes_on_until_a_time_and_off_again"
    run = programs.run(
        *(sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-k", name),
        "tests/contract/test_a_new_platform.py",
        cwd=ROOT,
        env={"CI": "1", "PATH": os.defpath},
    )
    assert run.returncode == 0, run.stdout
    assert "LEFT OUT, 1 tests: Skipped: a console has no pages" in run.stdout


def test_it_is_small() -> None:
    lines = [line for file in FOLDER.glob("*.py") for line in file.read_text("utf-8").splitlines()]
    assert len(lines) < 300


def test_a_playbook_may_name_it_once_it_is_registered() -> None:
    text = SAMPLE.replace("practice =", "console =")
    found = check(text, PLATFORMS)
    assert isinstance(found, Playbook), found
    assert found.programme.channels["claims"].keys() == {"console"}
    accounts = [account for person in found.people for _, account in person.accounts if account]
    assert Account("console", "console", "sam") in accounts
    again = check(write(found, PLATFORMS), PLATFORMS)
    assert isinstance(again, Playbook)
    assert again.people == found.people
    unknown = check(text)
    assert not isinstance(unknown, Playbook)
    assert any('there is no "console" here' in fault.what for fault in unknown)


def test_its_settings_switch_it_on_and_are_looked_at() -> None:
    assert [on.platform.name for on in load(SETTINGS, PLATFORMS).platforms] == ["console"]
    assert load({**SETTINGS, "CONSOLE_KEY": ""}, PLATFORMS).platforms == ()
    with pytest.raises(SettingsError, match="Did you mean CONSOLE_KEY"):
        load({**SETTINGS, "CONSOLE_KEYS": "x"}, PLATFORMS)


async def test_a_deployment_opens_it_without_knowing_it(tmp_path: Path) -> None:
    here = {
        "DATABASE_URL": f"sqlite+aiosqlite:///{tmp_path / 'support.db'}",
        "SUPPORT_LEDGER": str(tmp_path / "erasures.log"),
    }
    settings = load({**SETTINGS, **here}, PLATFORMS)
    await migrate(settings.database_url)
    async with deployed(settings, {}, talking=True) as parts:
        assert parts.platforms.opened.keys() == {"console"}
        assert parts.platforms.messengers.keys() == parts.platforms.workplaces.keys() == {"console"}


@pytest.mark.parametrize("language", ["en", "es"])
def test_what_is_said_of_a_platform_has_words_for_one_that_nobody_knows(language: str) -> None:
    words = load_wording().words(language, "UTC")
    assert words.on("console", "platform.name") == "console"
    assert words.on("console", "platform.channel", tenant="here") == 'console = "CHANNEL"'
    assert "console" in words.on("console", "platform.group", unit="ICU")


def test_it_loads_no_web_server_before_it_is_opened() -> None:
    loaded = "import sys, tests.contract.console; sys.exit('aiohttp' in sys.modules)"
    assert programs.run(sys.executable, "-c", loaded, cwd=ROOT).returncode == 0
