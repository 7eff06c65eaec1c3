"""Each import rule is shown to bite, on small throw-away programs."""

import re
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest

from adapters.platforms import FOLDERS
from tests import programs

ROOT = Path(__file__).parents[2]
RULES = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]

NO_IO = "No vendor and no I/O in bot"
FEATURES = "Features import downwards, and only what a feature offers"
PLATFORMS = "Intake and database are known to the wiring alone, a platform to nobody"
ROOMS = "The rooms of the programme stand on each other in one order"
REQUESTS = "What people do with requests stands on the requests, in layers"
VENDORS = "Each vendor in one place"


def broken_rules(folder: Path, program: Mapping[str, str]) -> set[str]:
    """Write the program, run the project's own rules on it, and name those that are broken."""
    packages = ("bot", "bot/programme", "bot/requests", "adapters")
    files = {f"{name}/__init__.py": "" for name in packages} | dict(program)
    for name, source in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source)
        (path.parent / "__init__.py").touch()
    # The rules and their classes as they stand; only the program they look at is another.
    (folder / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text())
    run = programs.run(sys.executable, "-P", "-c", _LINT, folder, ROOT, cwd=folder)
    verdicts = dict(re.findall(r"^(.+) (KEPT|BROKEN)$", run.stdout, re.MULTILINE))
    assert set(verdicts) == {contract["name"] for contract in RULES["contracts"]}, run.stdout
    assert run.returncode == (1 if "BROKEN" in verdicts.values() else 0), run.stdout
    return {name for name, verdict in verdicts.items() if verdict == "BROKEN"}


# The throw-away program comes first on the path, so it is found instead of the real one.
_LINT = """
import sys
sys.path[:0] = sys.argv[1:3]
from importlinter.cli import lint_imports
sys.exit(lint_imports(config_filename="pyproject.toml", cache_dir=None))
"""


def test_an_empty_program_keeps_every_rule(tmp_path: Path) -> None:
    assert broken_rules(tmp_path, {}) == set()


def test_a_good_program_keeps_every_rule(tmp_path: Path) -> None:
    program = {
        "bot/core/jobs.py": "import dataclasses\nfrom bot import clock\n",
        "bot/core/clock.py": "import asyncio\nimport datetime\nimport attrs\nimport cattrs\n",
        "bot/programme/__init__.py": "from bot.programme import handlers\n",
        "bot/programme/model.py": "from bot import clock\n",
        "bot/programme/handlers.py": "from bot.programme import model\n",
        "bot/reports/__init__.py": "",
        "bot/features.py": "from bot import programme, reports\n",
        "bot/reports/handlers.py": "import bot.programme\nfrom bot.programme import model\n",
        "adapters/wiring.py": "from adapters import database\nfrom bot import reports\n",
        "adapters/commands/__init__.py": "",
        "adapters/commands/serving.py": "from adapters import wiring\n",
        "adapters/commands/demo.py": "from adapters.practice import app\n",
        "adapters/__main__.py": "from adapters.commands import serving\n",
        "adapters/database/__init__.py": "",
        "adapters/database/tables.py": "import sqlalchemy.ext.asyncio\nimport cryptography\n",
        "adapters/practice/__init__.py": "",
        "adapters/practice/app.py": "import aiohttp.web\nimport adapters.http\n",
        "adapters/http.py": "from aiohttp import web\n",
        "adapters/ticker.py": "import apscheduler.schedulers.asyncio\n",
        "adapters/wording.py": "import babel.dates\n",
    }
    assert broken_rules(tmp_path, program) == set()


@pytest.mark.parametrize(
    ("module", "source", "rule"),
    [
        # bot and the world
        ("bot/core/jobs.py", "import aiohttp", NO_IO),
        ("bot/core/jobs.py", "from adapters import settings", NO_IO),
        ("bot/core/jobs.py", "def now():\n    import babel", NO_IO),
        ("bot/core/jobs.py", "import socket", NO_IO),
        ("bot/core/jobs.py", "from urllib.request import urlopen", NO_IO),
        ("bot/core/jobs.py", "import http.client", NO_IO),
        ("bot/core/jobs.py", "from pathlib import Path", NO_IO),
        ("bot/core/jobs.py", "import os.path", NO_IO),
        ("bot/core/jobs.py", "def run():\n    import subprocess", NO_IO),
        ("bot/core/jobs.py", "import sqlite3", NO_IO),
        ("bot/core/jobs.py", "import ssl", NO_IO),
        # features
        ("bot/programme/model.py", "from bot.supporters import model", FEATURES),
        ("bot/programme/model.py", "import bot.supporters", FEATURES),
        ("bot/supporters/handlers.py", "from bot.programme import handlers", FEATURES),
        ("bot/supporters/handlers.py", "from bot.programme.screens import card", FEATURES),
        ("bot/privacy/screens.py", "from bot.home import model", FEATURES),
        ("bot/core/jobs.py", "from bot.programme import model", FEATURES),
        ("bot/core/jobs.py", "import bot.programme", FEATURES),
        ("bot/features.py", "from bot.programme import handlers", FEATURES),
        ("bot/core/jobs.py", "from bot import features", FEATURES),
        ("bot/supporters/jobs.py", "from bot import features", FEATURES),
        # the rooms of the programme
        ("bot/programme/model.py", "from bot.programme import stored", ROOMS),
        ("bot/programme/stored.py", "from bot.programme import playbook", ROOMS),
        # what people do with requests
        ("bot/requests/jobs.py", "from bot.requests import claims", REQUESTS),
        ("bot/requests/kinds.py", "from bot.requests import preferences", REQUESTS),
        # platforms
        ("adapters/practice/app.py", "from adapters.database import tables", PLATFORMS),
        ("adapters/intake/app.py", "import adapters.practice", PLATFORMS),
        ("adapters/slack/app.py", "from adapters.teams import render", PLATFORMS),
        ("adapters/http.py", "from adapters.database import tables", PLATFORMS),
        ("adapters/wiring.py", "import adapters.practice", PLATFORMS),
        ("adapters/platforms.py", "from adapters import teams", PLATFORMS),
        ("adapters/commands/serving.py", "import adapters.practice", PLATFORMS),
        ("adapters/practice/app.py", "from adapters import wiring", PLATFORMS),
        # vendors
        ("adapters/http.py", "import sqlalchemy", VENDORS),
        ("adapters/http.py", "from sqlalchemy.ext import asyncio", VENDORS),
        ("adapters/http.py", "import alembic.config", VENDORS),
        ("adapters/database/jobs.py", "import apscheduler", VENDORS),
        ("adapters/practice/render.py", "import babel", VENDORS),
        ("adapters/teams/app.py", "import slack_sdk", VENDORS),
        ("adapters/slack/app.py", "from botbuilder.core import TurnContext", VENDORS),
        ("adapters/settings.py", "from cryptography import fernet", VENDORS),
        ("bot/core/jobs.py", "import aiohttp", VENDORS),
    ],
)
def test_a_rule_bites(tmp_path: Path, module: str, source: str, rule: str) -> None:
    program = {
        "bot/programme/model.py": "",
        "bot/requests/claims.py": "",
        "bot/requests/preferences.py": "",
        "bot/programme/handlers.py": "",
        "bot/programme/playbook.py": "",
        "bot/programme/stored.py": "",
        "bot/programme/screens.py": "card = 1\n",
        "bot/supporters/model.py": "",
        "bot/home/model.py": "",
        "bot/privacy/model.py": "",
        "bot/features.py": "",
        "adapters/settings.py": "",
        "adapters/wiring.py": "",
        "adapters/database/tables.py": "",
        "adapters/practice/__init__.py": "",
        "adapters/teams/render.py": "",
        module: source + "\n",
    }
    assert rule in broken_rules(tmp_path, program)


def test_every_platform_is_kept_to_itself() -> None:
    (rule,) = [each for each in RULES["contracts"] if each["name"] == PLATFORMS]
    kept = {line.partition(" -> ")[0] for line in rule["places"]}
    missing = set(FOLDERS) - kept
    assert not missing, f'add {missing} to the places of "{PLATFORMS}" in pyproject.toml'
