"""Every command, setting, path and name that the pages show is one that exists."""

import io
import json
import re
import shlex
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr
from functools import cache
from pathlib import Path

from aiohttp import web

from adapters import setting_parsers as parsers
from adapters import settings
from adapters.__main__ import _parser
from adapters.calendars.feeds import add_duty_feed, add_session_feed
from adapters.intake import webhook
from adapters.paging import answers
from adapters.platforms import all_platforms
from adapters.slack.manifest import SCOPES
from adapters.teams.app import ROUTE
from adapters.teams.clouds import CLOUDS
from adapters.wording import load_wording
from bot.core.commands import ADMIN_PAGES, SUPPORT_PAGES
from bot.features import make_registry
from bot.programme.model import Kind
from tests import programs
from tests.clock import SimulatedClock
from tests.docs.pages import DOCS, HISTORY, PAGES, ROOT, blocks, name, words_of_code
from tests.fakes import MemoryStorage
from tests.world import START

SHELL = {"", "sh", "bash"}
_PROGRAM = re.compile(r"(?:\S*/)?(?:support-timeout|python3? -m adapters) ([^>|&]+)")
_MODULE = re.compile(r"(?:\.venv/bin/)?python3? -m ((?:tests|bench|deploy|adapters)[\w.]*)")
_TARGET = re.compile(r"make ([a-z]+)(?: [A-Z]+=\w+)?")
_SETTING = re.compile(r"\b(?:SUPPORT|SLACK|TEAMS)_[A-Z][A-Z_]*\b|\bDATABASE_URL\b|\bLOG_FORMAT\b")
_ARGUMENT = re.compile(r"[A-Z]+|@\w+(,@\w+)*|\w+=\S+|\d+[dwh]?|until|\d\d:\d\d|…")
_CHAT = re.compile(r"/support(?:-admin)?(?: |$)")
_METRIC = re.compile(r"(support_[a-z_]+)(?:\{[a-z,]+\})?")
_WORDS_OF_PEOPLE = {
    "support talk": {"peer", "chaplain", "eap", "kind", "social", "work"},
    "support help": {page.topic for page in SUPPORT_PAGES},
    "support-admin help": {page.topic for page in ADMIN_PAGES},
    "support-admin trigger show": {"unexpected", "death", "icu"},
    "support-admin trigger": {"list", "add", "show", "edit", "test", "pause", "resume", "remove"},
}
"""What people type after these of their own."""


def shown(page: Path) -> Iterator[tuple[str, bool]]:
    """What a page shows to be typed, and whether as a whole line of a block."""
    for block in blocks(page):
        if block.language in SHELL:
            yield from ((line, True) for line in block.lines())
    yield from ((word, False) for word in words_of_code(page))


def refusal(typed: str, *, whole: bool) -> str:
    """What the command line says against a command; nothing if it would take it.

    A sentence may name a command without what it needs, a block may not.
    """
    words = [re.sub(r"^(?:N|SECONDS)$", "1", word) for word in shlex.split(typed)]
    said = io.StringIO()
    try:
        with redirect_stderr(said):
            _parser().parse_args([word for word in words if word != "…"])
    except SystemExit:
        incomplete = "are required" in said.getvalue()
        return "" if incomplete and not whole else said.getvalue()
    return ""


@cache
def commands() -> frozenset[str]:
    """The commands of the chat."""
    return frozenset(make_registry().commands)


def unknown_to_the_chat(typed: str) -> str:
    """What of a typed command nobody would understand; nothing if all of it is one."""
    words = typed.removeprefix("/").split()
    ends = [at for at in range(len(words), 0, -1) if " ".join(words[:at]) in commands()]
    if not ends:
        return typed
    known = " ".join(words[: ends[0]])
    rest = [word for word in words[ends[0] :] if not _ARGUMENT.fullmatch(word)]
    return " ".join(word for word in rest if word not in _WORDS_OF_PEOPLE.get(known, ()))


def test_every_command_line_is_one_that_the_program_takes() -> None:
    refused = {
        (name(page), typed): says
        for page in PAGES
        for typed, whole in shown(page)
        if (found := _PROGRAM.match(typed)) and (says := refusal(found[1], whole=whole))
    }
    assert refused == {}


def test_every_module_that_is_run_is_there() -> None:
    typed = [(page, typed) for page in PAGES for typed, _ in shown(page)]
    named = {(page, found[1]) for page, each in typed if (found := _MODULE.match(each))}
    missing = [(name(page), module) for page, module in named if not is_module(module)]
    assert missing == []


def is_module(dotted: str) -> bool:
    """Whether there is a module of this name in the repository."""
    place = ROOT / dotted.replace(".", "/")
    return place.is_dir() or place.with_suffix(".py").exists()


def test_every_make_target_is_there() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z]+):.*## ", makefile, re.MULTILINE))
    named = {
        (name(page), found[1])
        for page in PAGES
        for typed, _ in shown(page)
        if (found := _TARGET.fullmatch(typed))
    }
    assert {(page, target) for page, target in named if target not in targets} == set()


def test_every_setting_is_one_that_is_read() -> None:
    known = set(settings.names(all_platforms()))
    named = {
        (name(page), each.removesuffix("_FILE"))
        for page in PAGES
        for typed, _ in shown(page)
        for each in _SETTING.findall(typed)
    }
    assert {(page, setting) for page, setting in named if setting not in known} == set()


def test_the_page_of_the_configuration_has_every_setting() -> None:
    described = set(words_of_code(DOCS / "it" / "configuration.md"))
    assert set(settings.names(all_platforms())) - described == set()


def test_every_command_of_the_chat_is_one_that_is_understood() -> None:
    typed = [(page, typed) for page in PAGES if page not in HISTORY for typed, _ in shown(page)]
    unknown = {
        (name(page), each): wrong
        for page, each in typed
        if _CHAT.match(each) and (wrong := unknown_to_the_chat(each))
    }
    assert unknown == {}


def test_the_page_of_commands_has_every_command_that_help_has() -> None:
    text = " ".join(words_of_code(DOCS / "coordinators" / "commands.md"))
    registry = make_registry()
    lines = [each for page in (*SUPPORT_PAGES, *ADMIN_PAGES) for each in registry.help_on(page)]
    assert [command.name for command, _ in lines if f"/{command.name}" not in text] == []


def test_a_misspelt_command_is_found() -> None:
    assert unknown_to_the_chat("/support duty wek") == "wek"
    assert unknown_to_the_chat("/suport duty") == "/suport duty"
    assert refusal("doctor --jsn", whole=False)
    assert refusal("playbook restore", whole=True)


def test_the_page_of_paths_has_every_route() -> None:
    text = (DOCS / "it" / "reverse-proxy.md").read_text("utf-8")
    calendars = web.Application()
    add_duty_feed(calendars, MemoryStorage(SimulatedClock(START)), load_wording())
    add_session_feed(calendars, MemoryStorage(SimulatedClock(START)), load_wording())
    routes = {
        "/healthz",
        "/readyz",
        "/health",
        "/metrics",
        "/slack/events",
        "/slack/install",
        "/slack/oauth_redirect",
        webhook.PATH,
        webhook.FHIR_PATH,
        answers.PATH,
        ROUTE,
        *(resource.canonical for resource in calendars.router.resources()),
    }
    assert {each for each in routes if f"{each}`" not in text} == set()


def test_the_page_of_outbound_hosts_has_every_host_of_each_cloud() -> None:
    text = (DOCS / "it" / "network.md").read_text("utf-8")
    addresses = [
        address
        for cloud in CLOUDS.values()
        for address in (cloud.metadata_url, cloud.login_url, cloud.service_url, cloud.graph_url)
    ]
    assert [each for each in addresses if f"`{each.split('/')[2]}`" not in text] == []


def test_the_page_about_slack_has_every_scope() -> None:
    described = set(words_of_code(DOCS / "it" / "slack.md"))
    assert set(SCOPES) - described == set()


def test_the_page_of_monitoring_has_every_metric_and_no_other() -> None:
    code = (ROOT / "adapters" / "metrics.py").read_text("utf-8")
    made = set(re.findall(r'"(support_[a-z_]+)"', code))
    words = words_of_code(DOCS / "it" / "monitoring.md")
    named = {
        found[1].removesuffix("_total") for word in words if (found := _METRIC.fullmatch(word))
    }
    assert named == made


def test_the_command_that_makes_a_key_makes_one_that_is_taken() -> None:
    pages = [b for b in blocks(DOCS / "it" / "install.md") if "secrets.token_bytes" in b.text]
    (line,) = (line for block in pages for line in block.lines() if line.startswith("python3 -c"))
    command = shlex.split(line.split(" > ")[0])[2]
    made = programs.run(sys.executable, "-c", command, check=True).stdout.strip()
    assert len(parsers.keys(made)) == 1


def test_the_example_of_a_report_is_sound() -> None:
    (report,) = (b for b in blocks(DOCS / "integrations" / "webhook.md") if b.language == "json")
    assert json.loads(report.text)["kind"] in set(Kind)
