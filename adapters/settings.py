"""Reads all settings; reports every fault at once, each with a remedy.

No fault and no ``repr`` shows a value, because it could be a secret under the wrong name.
"""

import base64
import binascii
import difflib
import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, TypeVar, cast
from urllib.parse import parse_qsl, urlsplit

from adapters.faults import Fault, Wrong
from adapters.platforms import AnyPlatform, AppSettings, Given, SwitchedOn, all_platforms
from adapters.postgresql_address import read_options
from adapters.settings_intake import NAMES as INTAKE
from adapters.settings_intake import IntakeSettings, read_intake

LogFormat = Literal["json", "text"]

OWN = (
    "DATABASE_URL",
    "SUPPORT_KEYS",
    "HOST",
    "PORT",
    "SUPPORT_PLAYBOOK",
    "SUPPORT_INTAKE_KEYS",
    "LOG_FORMAT",
    "SUPPORT_MESSAGES",
    "SUPPORT_LEDGER",
    "SUPPORT_COMMAND",
    "SUPPORT_ADMIN_COMMAND",
)
"""The settings that do not belong to a platform or to intake."""

KEY_BYTES = 32
HIGHEST_PORT = 65_535
MAKE_A_KEY = (
    'python3 -c "import base64,secrets; print(base64.b64encode(secrets.token_bytes(32)).decode())"'
)

_DATABASES = ("sqlite+aiosqlite", "postgresql+asyncpg")
_LOG_FORMATS = ("json", "text")
_HOST = re.compile(r"[A-Za-z0-9.:_-]+")
_COMMAND = re.compile(r"/[a-z0-9][a-z0-9_-]{0,30}")
_SOURCE = re.compile(r"[a-z0-9][a-z0-9_-]{0,62}")
_A_KEY = f"Make a key with: {MAKE_A_KEY}"

T = TypeVar("T")


class SettingsError(Exception):
    """The program cannot start with these settings; ``faults`` lists everything wrong."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Settings:
    """The checked settings of a deployment."""

    database_url: str = field(repr=False)  # it may hold a password
    keys: tuple[bytes, ...] = field(repr=False)
    """The first encrypts, all decrypt."""
    intake_keys: Mapping[str, tuple[bytes, ...]] = field(repr=False)
    """The keys of each source; several while a source changes its key."""
    host: str
    port: int
    playbook: Path | None
    messages: Path | None
    ledger: Path
    log_format: LogFormat
    command: str = "/support"
    admin_command: str = "/support-admin"
    platforms: tuple[SwitchedOn[Any], ...] = ()
    """The platforms that are switched on."""
    intake: IntakeSettings = field(default_factory=IntakeSettings)

    @property
    def on_sqlite(self) -> bool:
        """Whether the database is SQLite, so that one process does everything."""
        return self.database_url.startswith("sqlite")


def from_environment() -> Settings:
    """The settings this process was started with. Raises ``SettingsError``."""
    return load(os.environ)


def names(platforms: Sequence[AnyPlatform]) -> tuple[str, ...]:
    """All settings. ``NAME_FILE`` may name a file with the value of each."""
    return (*OWN, *(name for each in platforms for name in each.setting_names), *INTAKE)


def for_manifest() -> AppSettings:
    """The settings of a manifest, with default commands if theirs are missing or wrong."""

    def command(name: str, usual: str) -> str:
        given = os.environ.get(name, "")
        return given if _COMMAND.fullmatch(given) else usual

    return AppSettings(
        command("SUPPORT_COMMAND", "/support"),
        command("SUPPORT_ADMIN_COMMAND", "/support-admin"),
        lambda name: os.environ.get(name, ""),
    )


def load(environ: Mapping[str, str], platforms: Sequence[AnyPlatform] | None = None) -> Settings:
    """Read the settings in ``environ``; an empty value counts as not given.

    ``platforms`` can be switched on, by default all. Raises ``SettingsError`` with all faults.
    """
    platforms = all_platforms() if platforms is None else platforms
    faults: list[Fault] = _unknown(environ, platforms)
    given = _given(environ, platforms, faults)

    def read(name: str, default: T, parse: Callable[[str], T]) -> T:
        """The parsed value; the default if it is not given, or wrong (with a fault)."""
        if name not in given:
            return default
        try:
            return parse(given[name])
        except Wrong as wrong:
            faults.append(Fault(name, wrong.problem, wrong.remedy))
            return default

    # If its file is at fault, a second fault about the key would be misleading.
    if "SUPPORT_KEYS" not in given and not any(f.name.startswith("SUPPORT_KEYS") for f in faults):
        faults.append(Fault("SUPPORT_KEYS", "is not set", _A_KEY))
    host = read("HOST", "127.0.0.1", _parse_host)
    settings = Settings(
        database_url=read(
            "DATABASE_URL", "sqlite+aiosqlite:///support-timeout.db", _parse_database
        ),
        keys=read("SUPPORT_KEYS", (), _parse_keys),
        intake_keys=read("SUPPORT_INTAKE_KEYS", {}, _parse_intake_keys),
        host=host,
        port=read("PORT", 8000, _parse_port),
        playbook=read("SUPPORT_PLAYBOOK", None, _parse_file),
        messages=read("SUPPORT_MESSAGES", None, _parse_file),
        ledger=read("SUPPORT_LEDGER", Path("support-timeout-erasures.log"), _parse_ledger),
        log_format=read("LOG_FORMAT", "text", _parse_log_format),
        command=read("SUPPORT_COMMAND", "/support", _parse_command),
        admin_command=read("SUPPORT_ADMIN_COMMAND", "/support-admin", _parse_command),
        platforms=tuple(
            SwitchedOn(platform, found)
            for platform in platforms
            if (found := platform.read_settings(Given(given, read, faults, host))) is not None
        ),
        intake=read_intake(given, read, faults, _parse_port, _parse_host, _parse_file),
    )
    if settings.command == settings.admin_command:
        problem = "is the same as SUPPORT_ADMIN_COMMAND"
        faults.append(Fault("SUPPORT_COMMAND", problem, "Give the two different names."))
    if faults:
        raise SettingsError(tuple(faults))
    return settings


def _unknown(environ: Mapping[str, str], platforms: Sequence[AnyPlatform]) -> list[Fault]:
    """A fault for each unknown name with one of our prefixes: probably a typing error."""
    known = [each for name in names(platforms) for each in (name, f"{name}_FILE")]
    ours = ("SUPPORT_", *(f"{each.name.upper()}_" for each in platforms if each.setting_names))
    return [
        Fault(name, "is not a setting", _did_you_mean(name, known))
        for name in sorted(environ)
        if name.startswith(ours) and name not in known
    ]


def _did_you_mean(name: str, known: list[str]) -> str:
    close = difflib.get_close_matches(name, known, n=1)
    return f"Did you mean {close[0]}?" if close else "Remove it."


def _given(
    environ: Mapping[str, str], platforms: Sequence[AnyPlatform], faults: list[Fault]
) -> dict[str, str]:
    """The given values by name, from the environment or from files."""
    given: dict[str, str] = {}
    for name in names(platforms):
        direct, file = environ.get(name, ""), environ.get(f"{name}_FILE", "")
        if direct and file:
            problem = f"and {name}_FILE are both set"
            faults.append(Fault(name, problem, "Keep one of the two."))
        elif file:
            try:
                direct = Path(file).read_text("utf-8").rstrip("\r\n")
            except (OSError, ValueError) as error:
                problem = f"names a file that cannot be read ({type(error).__name__})"
                faults.append(Fault(f"{name}_FILE", problem, _readable_remedy()))
                continue
            if not direct:
                faults.append(
                    Fault(f"{name}_FILE", "names an empty file", "Write the value there.")
                )
        if direct:
            given[name] = direct
    return given


def _readable_remedy() -> str:
    return "Name a text file that this user may read; a relative path starts where we are started."


def _parse_database(text: str) -> str:
    remedy = (
        "Use sqlite+aiosqlite:///support-timeout.db"
        " or postgresql+asyncpg://user:password@host/database."
    )
    try:
        url = urlsplit(text)
    except ValueError:
        raise Wrong("is not an address", remedy) from None
    if url.scheme not in _DATABASES:
        raise Wrong(f"begins with neither {_DATABASES[0]}:// nor {_DATABASES[1]}://", remedy)
    if not url.path.strip("/"):
        raise Wrong("names no database", remedy)
    if url.scheme.startswith("postgresql"):
        read_options(dict(parse_qsl(url.query)))
    return text


def _parse_keys(text: str) -> tuple[bytes, ...]:
    parts = [part.strip() for part in text.split(",")]
    keys = tuple(_parse_key(part, number) for number, part in enumerate(parts, 1))
    if len(set(keys)) < len(keys):
        raise Wrong("holds the same key twice", "Keep each key once, the newest first.")
    return keys


def _parse_key(text: str, number: int) -> bytes:
    try:
        key = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise Wrong(f"has an entry {number} that is not base64", _A_KEY) from None
    if len(key) != KEY_BYTES:
        problem = f"has an entry {number} of {len(key)} bytes instead of {KEY_BYTES}"
        raise Wrong(problem, _A_KEY)
    return key


def _parse_intake_keys(text: str) -> Mapping[str, tuple[bytes, ...]]:
    keys: dict[str, tuple[bytes, ...]] = {}
    for number, part in enumerate(text.split(","), 1):
        source, colon, key = part.strip().partition(":")
        if not colon or not _SOURCE.fullmatch(source):
            raise Wrong(
                f"has an entry {number} that does not begin with a source and a colon",
                f"Write source:key, the source in small letters, digits and hyphens. {_A_KEY}",
            )
        keys[source] = (*keys.get(source, ()), _parse_key(key, number))
    return keys


def _parse_host(text: str) -> str:
    if not _HOST.fullmatch(text):
        raise Wrong("is not a host name or address", "Use for example 127.0.0.1 or 0.0.0.0.")
    return text


def _parse_port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) <= HIGHEST_PORT):
        remedy = f"Use a number from 1 to {HIGHEST_PORT}, or 0 to take any that is free."
        raise Wrong("is not a port", remedy)
    return int(text)


def _parse_file(text: str) -> Path:
    path = Path(text)
    try:
        with path.open("rb") as file:
            file.read(1)
    except (OSError, ValueError) as error:
        problem = f"names a file that cannot be read ({type(error).__name__})"
        raise Wrong(problem, _readable_remedy()) from None
    return path


def _parse_ledger(text: str) -> Path:
    path = Path(text)
    if path.is_dir() or not path.parent.is_dir():
        raise Wrong(
            "does not name a file in a folder that exists",
            "Make the folder first, apart from where the database is backed up.",
        )
    return path


def _parse_log_format(text: str) -> LogFormat:
    if text not in _LOG_FORMATS:
        raise Wrong("is not a format", f"Use {' or '.join(_LOG_FORMATS)}.")
    return cast("LogFormat", text)


def _parse_command(text: str) -> str:
    if not _COMMAND.fullmatch(text):
        remedy = "Write it like /support: a slash, small letters, digits, - and _, 32 at most."
        raise Wrong("is not a command", remedy)
    return text
