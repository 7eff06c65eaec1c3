"""Vendors stay in their folders, and load only where they are wanted."""

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.__main__ import _parser, command
from adapters.platforms import FOLDERS, Platform, all_platforms
from tests import programs
from tests.some import some

ROOT = Path(__file__).parents[2]
WITHOUT = ("bot", "adapters/playbook", "adapters/commands")
"""What knows that there are platforms, and none by its name; so do the modules of adapters/."""
REGISTRY = Path("adapters/platforms.py")
VENDORS = re.compile(r"\b(slack|teams|slack_\w+|teams_\w+)\b", re.IGNORECASE)
LIGHT = {"address", "settings", "manifest", "clouds"}
"""The modules of a platform's folder that any command may load."""
HEAVY = (
    "aiohttp",
    "alembic",
    "asyncpg",
    "botbuilder",
    "slack_bolt",
    "slack_sdk",
    "sqlalchemy",
)
LOADED = """
import sys
from adapters.__main__ import main
code = main(sys.argv[1:])
sys.stderr.write("\\n".join(sorted(sys.modules)))
sys.exit(code)
"""


def sources() -> Iterator[Path]:
    yield from (ROOT / "adapters").glob("*.py")
    for folder in WITHOUT:
        yield from (ROOT / folder).rglob("*.py")


def test_no_vendor_is_named_outside_its_folder() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in sources()
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if VENDORS.search(line)
    ]
    lines = [f'"{folder}",' for folder in FOLDERS]
    own = f"{REGISTRY}:"
    assert [each for each in found if not each.startswith(own)] == []
    # The registry has its line for each, and not one word more.
    assert all(each.endswith(tuple(lines)) for each in some(found)), found


def test_every_folder_of_the_registry_offers_a_platform_of_its_name() -> None:
    platforms = all_platforms()
    assert all(isinstance(each, Platform) for each in some(platforms))
    assert [f"adapters.{each.name}" for each in platforms] == list(FOLDERS)


@pytest.mark.parametrize(
    "words",
    [
        ["playbook", "check", "adapters/practice/hospital.toml"],
        ["manifest", "slack", "--socket"],
        ["manifest", "teams", "--app-id", "x", "--url", "https://about.example", "--output", "{}"],
    ],
)
def test_what_needs_no_deployment_loads_none(words: list[str], tmp_path: Path) -> None:
    words = [word.format(tmp_path / "app.zip") for word in words]
    run = programs.run(sys.executable, "-c", LOADED, *words, cwd=ROOT)
    assert run.returncode == 0, run.stderr
    loaded = run.stderr.splitlines()
    assert [name for name in loaded if name.split(".")[0] in HEAVY] == []
    inside = {name for name in loaded for folder in FOLDERS if name.startswith(f"{folder}.")}
    assert {name.split(".")[2] for name in inside} <= LIGHT
    assert not [name for name in loaded if name.startswith("adapters.database")]


def test_every_command_leads_to_something() -> None:
    def verbs(parser: argparse.ArgumentParser) -> Iterator[str]:
        if verb := parser.get_default("verb"):
            yield verb
        for action in parser._actions:
            if isinstance(action, argparse._SubParsersAction):
                for each in action.choices.values():
                    yield from verbs(each)

    found = set(verbs(_parser()))
    assert "playbook_check.check_file" in found
    assert all(callable(command(verb)) for verb in some(found))
