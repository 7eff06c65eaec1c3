"""Reads all settings; reports every fault at once, each with a remedy.

No fault and no ``repr`` shows a value, because it could be a secret under the wrong name.
"""

import os
import ssl
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from adapters import setting_parsers as parsers
from adapters.callers import OWN_NETWORK, Network
from adapters.faults import Fault
from adapters.key_service import settings as key_service
from adapters.key_service.model import DeploymentKey, KeyServiceSettings, WrappedKey
from adapters.outbound import Outbound
from adapters.platforms import AnyPlatform, AppSettings, Given, SwitchedOn, all_platforms
from adapters.setting_parsers import HOW_TO_MAKE_A_KEY, LogFormat, MailTls
from adapters.setting_values import FILES, read_values, unknown_names

OWN = (
    "DATABASE_URL",
    "SUPPORT_KEYS",
    "HOST",
    "PORT",
    "SUPPORT_HEALTH_PORT",
    "SUPPORT_PLAYBOOK",
    "SUPPORT_INTAKE_KEYS",
    "LOG_FORMAT",
    "SUPPORT_MESSAGES",
    "SUPPORT_LEDGER",
    "SUPPORT_COMMAND",
    "SUPPORT_ADMIN_COMMAND",
)
"""The settings that do not belong to a platform or to intake."""


INTAKE = (
    "SUPPORT_HL7_PORT",
    "SUPPORT_HL7_HOST",
    "SUPPORT_HL7_CERTIFICATE",
    "SUPPORT_HL7_CERTIFICATE_KEY",
    "SUPPORT_HL7_CLIENTS",
    "SUPPORT_INTAKE_FOLDER",
    "SUPPORT_CALENDAR_HOSTS",
)


NETWORK = (
    "HTTPS_PROXY",
    "NO_PROXY",
    "SUPPORT_CA_CERTIFICATES",
    "SUPPORT_TRUSTED_PROXIES",
)
"""How calls leave the hospital's network, and through which proxies they come in."""


PAGES = (
    "SUPPORT_PAGING_URL",
    "SUPPORT_PAGING_KEY",
    "SUPPORT_PAGING_SMTP_HOST",
    "SUPPORT_PAGING_SMTP_PORT",
    "SUPPORT_PAGING_SMTP_TLS",
    "SUPPORT_PAGING_SMTP_USER",
    "SUPPORT_PAGING_SMTP_PASSWORD",
    "SUPPORT_PAGING_FROM",
)
BESIDE = {
    "SUPPORT_PAGING_URL": "SUPPORT_PAGING_KEY",
    "SUPPORT_PAGING_KEY": "SUPPORT_PAGING_URL",
    "SUPPORT_PAGING_SMTP_HOST": "SUPPORT_PAGING_FROM",
    "SUPPORT_PAGING_FROM": "SUPPORT_PAGING_SMTP_HOST",
    "SUPPORT_PAGING_SMTP_PORT": "SUPPORT_PAGING_SMTP_HOST",
    "SUPPORT_PAGING_SMTP_TLS": "SUPPORT_PAGING_SMTP_HOST",
    "SUPPORT_PAGING_SMTP_USER": "SUPPORT_PAGING_SMTP_PASSWORD",
    "SUPPORT_PAGING_SMTP_PASSWORD": "SUPPORT_PAGING_SMTP_USER",
}
"""What each of these settings needs beside it."""


class SettingsError(Exception):
    """The program cannot start with these settings; ``faults`` lists everything wrong."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class IntakeSettings:
    """Where to listen for HL7, and where files are dropped."""

    port: int | None = None
    """The port for HL7; ``None`` does not listen."""
    host: str = "127.0.0.1"
    certificate: Path | None = None
    """A PEM file that switches TLS on."""
    certificate_key: Path | None = None
    clients: Path | None = None
    """A PEM file of authorities; senders then need a certificate from one of them."""
    folder: Path | None = None
    """The folder for dropped files; ``None`` takes none."""
    calendar_hosts: frozenset[str] = frozenset()
    """Hosts of shift calendars that may be in the hospital's own network."""

    def tls(self) -> ssl.SSLContext | None:
        """The TLS context, or ``None`` without a certificate. Raises ``OSError``, ``SSLError``."""
        if self.certificate is None:
            return None
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        context.load_cert_chain(self.certificate, self.certificate_key)
        if self.clients is not None:
            context.verify_mode = ssl.CERT_REQUIRED
            context.load_verify_locations(self.clients)
        return context


SUBMISSION_PORT = {MailTls.STARTTLS: 587, MailTls.IMPLICIT: 465}
"""The usual port of a mail server for those who hand in mail."""


@dataclass(frozen=True, slots=True)
class MailSettings:
    """The mail server over which pagers are reached."""

    host: str
    port: int
    tls: MailTls
    sender: str
    """The address the pages come from."""
    user: str = ""
    """Empty for a server that asks nobody who they are."""
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class PagingSettings:
    """The hospital's own paging; nothing of it is set by default."""

    url: str = field(default="", repr=False)  # it may hold a token
    keys: tuple[bytes, ...] = field(default=(), repr=False)
    """The first signs pages; an answer may be signed with any."""
    mail: MailSettings | None = None

    @property
    def is_on(self) -> bool:
        """Whether pages can go in some way."""
        return bool(self.url) or self.mail is not None


@dataclass(frozen=True, slots=True)
class Settings:
    """The checked settings of a deployment."""

    database_url: str = field(repr=False)  # it may hold a password
    keys: tuple[DeploymentKey, ...] = field(repr=False)
    """The first encrypts, all decrypt."""
    intake_keys: Mapping[str, tuple[bytes, ...]] = field(repr=False)
    """The keys of each source; several while a source changes its key."""
    host: str
    port: int
    health_port: int | None
    """The port of the health routes; ``None`` leaves them on ``port``, and a worker without."""
    playbook: Path | None
    messages: Path | None
    ledger: Path
    log_format: LogFormat
    command: str = "/support"
    admin_command: str = "/support-admin"
    platforms: tuple[SwitchedOn[Any], ...] = ()
    """The platforms that are switched on."""
    intake: IntakeSettings = field(default_factory=IntakeSettings)
    paging: PagingSettings = field(default_factory=PagingSettings)
    outbound: Outbound = field(default_factory=Outbound)
    proxies: tuple[Network, ...] = OWN_NETWORK
    """The networks of proxies that may say for whom they ask."""
    key_service: KeyServiceSettings | None = None
    """What opens the wrapped keys; ``None`` where all are plain."""

    @property
    def on_sqlite(self) -> bool:
        """Whether the database is SQLite, so that one process does everything."""
        return self.database_url.startswith("sqlite")


def from_environment() -> Settings:
    """The settings this process was started with. Raises ``SettingsError``."""
    return load(os.environ)


def names(platforms: Sequence[AnyPlatform]) -> tuple[str, ...]:
    """All settings. ``NAME_FILE`` may name a file with the value of each."""
    return (
        *OWN,
        *(name for each in platforms for name in each.setting_names),
        *INTAKE,
        *PAGES,
        *NETWORK,
        *key_service.NAMES,
    )


def given_platforms() -> frozenset[str]:
    """The names of the platforms of which the environment has some setting, sound or not."""
    return frozenset(
        platform.name
        for platform in all_platforms()
        if any(os.environ.get(name + file) for name in platform.setting_names for file in FILES)
    )


def for_manifest() -> AppSettings:
    """What is typed and shown, with default commands if theirs are missing or wrong."""

    def command(name: str, usual: str) -> str:
        given = os.environ.get(name, "")
        return given if parsers.COMMAND.fullmatch(given) else usual

    return AppSettings(
        command("SUPPORT_COMMAND", "/support"),
        command("SUPPORT_ADMIN_COMMAND", "/support-admin"),
        lambda name: os.environ.get(name, ""),
    )


@dataclass(frozen=True, slots=True)
class KeySettings:
    """What the commands about keys need; there may be no key yet."""

    keys: tuple[DeploymentKey, ...] = field(repr=False)
    key_service: KeyServiceSettings | None
    outbound: Outbound


def for_keys() -> KeySettings:
    """The settings of the keys alone. Raises ``SettingsError``."""
    faults: list[Fault] = []
    given = read_values(os.environ, ("SUPPORT_KEYS", *NETWORK, *key_service.NAMES), faults)
    found = KeySettings(
        given.read("SUPPORT_KEYS", (), key_service.deployment_keys),
        key_service.read_settings(given),
        _read_outbound(given),
    )
    if faults:
        raise SettingsError(tuple(faults))
    return found


def load(environ: Mapping[str, str], platforms: Sequence[AnyPlatform] | None = None) -> Settings:
    """Read the settings in ``environ``; an empty value counts as not given.

    ``platforms`` can be switched on, by default all. Raises ``SettingsError`` with all faults.
    """
    platforms = all_platforms() if platforms is None else platforms
    prefixes = ("SUPPORT_", *(f"{each.name.upper()}_" for each in platforms if each.setting_names))
    faults: list[Fault] = unknown_names(environ, names(platforms), prefixes)
    given = read_values(environ, names(platforms), faults)
    # If its file is at fault, a second fault about the key would be misleading.
    missing = "SUPPORT_KEYS" not in given.values
    if missing and not any(fault.name.startswith("SUPPORT_KEYS") for fault in faults):
        faults.append(Fault("SUPPORT_KEYS", "is not set", HOW_TO_MAKE_A_KEY))
    settings = _read(given, platforms)
    faults += _unopened(settings)
    if settings.command == settings.admin_command:
        problem = "is the same as SUPPORT_ADMIN_COMMAND"
        faults.append(Fault("SUPPORT_COMMAND", problem, "Give the two different names."))
    if faults:
        raise SettingsError(tuple(faults))
    return settings


def _read(given: Given, platforms: Sequence[AnyPlatform]) -> Settings:
    read, database = given.read, "sqlite+aiosqlite:///support-timeout.db"
    host = read("HOST", "127.0.0.1", parsers.host)
    on_host = replace(given, host=host)
    return Settings(
        database_url=read("DATABASE_URL", database, parsers.database),
        keys=read("SUPPORT_KEYS", (), key_service.deployment_keys),
        intake_keys=read("SUPPORT_INTAKE_KEYS", {}, parsers.intake_keys),
        host=host,
        port=read("PORT", 8000, parsers.port),
        health_port=read("SUPPORT_HEALTH_PORT", None, parsers.port),
        playbook=read("SUPPORT_PLAYBOOK", None, parsers.file),
        messages=read("SUPPORT_MESSAGES", None, parsers.file),
        ledger=read("SUPPORT_LEDGER", Path("support-timeout-erasures.log"), parsers.ledger),
        log_format=read("LOG_FORMAT", "text", parsers.log_format),
        command=read("SUPPORT_COMMAND", "/support", parsers.command),
        admin_command=read("SUPPORT_ADMIN_COMMAND", "/support-admin", parsers.command),
        platforms=tuple(
            SwitchedOn(platform, found)
            for platform in platforms
            if (found := platform.read_settings(on_host)) is not None
        ),
        intake=_read_intake(given),
        paging=_read_paging(given),
        outbound=_read_outbound(given),
        proxies=read("SUPPORT_TRUSTED_PROXIES", OWN_NETWORK, parsers.networks),
        key_service=key_service.read_settings(given),
    )


def _read_outbound(given: Given) -> Outbound:
    return Outbound(
        proxy=given.read("HTTPS_PROXY", "", parsers.proxy),
        direct=given.read("NO_PROXY", "", parsers.direct),
        authorities=given.read("SUPPORT_CA_CERTIFICATES", None, parsers.authorities),
    )


def _read_intake(given: Given) -> IntakeSettings:
    """Read these settings, and check that they fit together."""
    read, faults = given.read, given.faults
    found = IntakeSettings(
        port=read("SUPPORT_HL7_PORT", None, parsers.port),
        host=read("SUPPORT_HL7_HOST", "127.0.0.1", parsers.host),
        certificate=read("SUPPORT_HL7_CERTIFICATE", None, parsers.file),
        certificate_key=read("SUPPORT_HL7_CERTIFICATE_KEY", None, parsers.file),
        clients=read("SUPPORT_HL7_CLIENTS", None, parsers.file),
        folder=read("SUPPORT_INTAKE_FOLDER", None, parsers.folder),
        calendar_hosts=read("SUPPORT_CALENDAR_HOSTS", frozenset(), parsers.hosts),
    )
    known = len(faults)
    for name in ("SUPPORT_HL7_CERTIFICATE_KEY", "SUPPORT_HL7_CLIENTS"):
        if name in given.values and "SUPPORT_HL7_CERTIFICATE" not in given.values:
            problem = "is set, and SUPPORT_HL7_CERTIFICATE is not"
            faults.append(Fault(name, problem, "Set both, or neither."))
    if "SUPPORT_HL7_CERTIFICATE" in given.values and len(faults) == known:
        try:
            found.tls()
        except (OSError, ValueError):  # ssl.SSLError is an OSError
            faults.append(
                Fault(
                    "SUPPORT_HL7_CERTIFICATE",
                    "does not go with its key, or one of the files is not PEM",
                    "Name a certificate and its key, without a password, as PEM files.",
                )
            )
    return found


def _read_paging(given: Given) -> PagingSettings:
    """Read these settings, and check that none of them is set without what it needs."""
    read, faults = given.read, given.faults
    for name, other in BESIDE.items():
        if name in given.values and other not in given.values:
            faults.append(Fault(name, f"is set, and {other} is not", "Set both, or neither."))
    host = read("SUPPORT_PAGING_SMTP_HOST", "", parsers.host)
    tls = read("SUPPORT_PAGING_SMTP_TLS", MailTls.STARTTLS, parsers.mail_tls)
    mail = MailSettings(
        host=host,
        port=read("SUPPORT_PAGING_SMTP_PORT", SUBMISSION_PORT[tls], parsers.port),
        tls=tls,
        sender=read("SUPPORT_PAGING_FROM", "", parsers.email),
        user=read("SUPPORT_PAGING_SMTP_USER", "", parsers.printable),
        password=read("SUPPORT_PAGING_SMTP_PASSWORD", "", parsers.printable),
    )
    return PagingSettings(
        url=read("SUPPORT_PAGING_URL", "", parsers.https),
        keys=read("SUPPORT_PAGING_KEY", (), parsers.keys),
        mail=mail if host else None,
    )


def _unopened(settings: Settings) -> list[Fault]:
    """A fault if a key is wrapped, and nothing is set that opens it."""
    if settings.key_service is not None or not any(
        isinstance(key, WrappedKey) for key in settings.keys
    ):
        return []
    problem = f"holds a wrapped key, and {key_service.URL} is not set or not whole"
    return [Fault("SUPPORT_KEYS", problem, f"Set {key_service.URL} and a way to log in.")]
