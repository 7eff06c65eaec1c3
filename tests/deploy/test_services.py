"""The systemd units, held against the program."""

import re
import shlex
from configparser import ConfigParser
from pathlib import Path

import pytest

from tests.deploy.starts import DEPLOY, SECRETS, known_settings, settings_of, verb

UNITS = sorted((DEPLOY / "systemd").iterdir())
STATE = Path("/var/lib")


class _Unit(ConfigParser):
    """A unit's file. Of settings that stand twice, the last one is read; of variables, all."""

    def __init__(self, path: Path) -> None:
        super().__init__(strict=False, interpolation=None)
        text = path.read_text("utf-8")
        self.read_string(text)
        variables = re.findall(r"^Environment=(.+)$", text, re.MULTILINE)
        self["Service"]["Environment"] = " ".join(variables)

    def optionxform(self, optionstr: str) -> str:
        return optionstr


@pytest.fixture(params=UNITS, ids=lambda path: path.name)
def service(request: pytest.FixtureRequest) -> dict[str, str]:
    return dict(_Unit(request.param)["Service"])


def environment(service: dict[str, str], instance: str) -> dict[str, str]:
    pairs = shlex.split(service["Environment"].replace("%i", instance))
    return dict(pair.split("=", 1) for pair in pairs)


def test_there_is_one_for_each_process_and_one_for_the_schema() -> None:
    verbs = {path.name: verb(_Unit(path)["Service"]["ExecStart"].split()[1:]) for path in UNITS}
    assert verbs == {
        "support-timeout-migrate.service": "administration.migrate",
        "support-timeout-web@.service": "serving.web",
        "support-timeout-worker@.service": "serving.worker",
    }


@pytest.mark.parametrize(("instance", "ports"), [("8000", (8000, 18000)), ("8001", (8001, 18001))])
def test_each_web_process_has_two_ports_of_its_own(
    instance: str, ports: tuple[int, int], tmp_path: Path
) -> None:
    unit = dict(_Unit(DEPLOY / "systemd" / "support-timeout-web@.service")["Service"])
    settings = settings_of(environment(unit, instance) | SECRETS, tmp_path)
    assert (settings.port, settings.health_port) == ports
    # A reverse proxy on the same machine has the certificate.
    assert settings.host == "127.0.0.1"


@pytest.mark.parametrize("instance", ["1", "9"])
def test_each_worker_has_a_health_port_of_its_own(instance: str, tmp_path: Path) -> None:
    unit = dict(_Unit(DEPLOY / "systemd" / "support-timeout-worker@.service")["Service"])
    settings = settings_of(environment(unit, instance) | SECRETS, tmp_path)
    assert settings.health_port == 19000 + int(instance)


def test_every_setting_exists_and_the_command_is_where_it_is_installed(
    service: dict[str, str],
) -> None:
    assert set(environment(service, "1")) <= known_settings()
    command = service["ExecStart"].split()[0]
    assert command in (DEPLOY.parent / "docs/it/install.md").read_text("utf-8")


def test_it_is_no_root_and_writes_where_its_database_and_ledger_are(
    service: dict[str, str],
) -> None:
    assert service["User"] == "support-timeout"
    assert service["ProtectSystem"] == "strict"
    assert service["NoNewPrivileges"] == "yes"
    written = [STATE / name for name in service["StateDirectory"].split()]
    # The database of SQLite is where the service starts; the ledger is apart from it.
    ledger = Path(environment(service, "1")["SUPPORT_LEDGER"])
    assert written == [Path(service["WorkingDirectory"]), ledger.parent]


def test_a_calendar_s_reader_may_limit_itself(service: dict[str, str]) -> None:
    # adapters/calendars/reader_process.py calls setrlimit, which systemd counts as @resources.
    assert "@resources" not in service["SystemCallFilter"]
