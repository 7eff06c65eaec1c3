"""Teams' settings: reads them, and finds faults and missing values."""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path
from urllib.parse import urlsplit

from adapters import setting_parsers as parsers
from adapters.faults import Fault, Wrong
from adapters.platforms import Given
from adapters.teams.clouds import CLOUDS, Cloud

NAMES = (
    "TEAMS_APP_ID",
    "TEAMS_APP_PASSWORD",
    "TEAMS_APP_PASSWORD_ENDS",
    "TEAMS_APP_CERTIFICATE",
    "TEAMS_APP_CERTIFICATE_KEY",
    "TEAMS_MANAGED_IDENTITY",
    "TEAMS_TENANT_ID",
    "TEAMS_ALLOWED_TENANTS",
    "TEAMS_CLOUD",
    "TEAMS_OPENID_METADATA_URL",
    "TEAMS_LOGIN_URL",
    "TEAMS_SERVICE_HOSTS",
    "TEAMS_GRAPH",
    "TEAMS_TRANSPORT",
    "TEAMS_DEV_UNAUTHENTICATED",
)
"""The names of the settings, in the order of the documentation."""
FIRST = {
    "TEAMS_APP_ID": "Entra: App registrations > the app > Application (client) ID",
    "TEAMS_TENANT_ID": "Entra: App registrations > the app > Directory (tenant) ID",
    "TEAMS_APP_PASSWORD": "Entra: Certificates & secrets > New client secret > Value",
    "TEAMS_APP_PASSWORD_ENDS": "The day on which that secret ends, such as 2027-03-31",
}
"""The settings of a first set-up, each with where its value is found."""
PROOFS = ("TEAMS_APP_PASSWORD", "TEAMS_APP_CERTIFICATE", "TEAMS_MANAGED_IDENTITY")
"""The ways for the app to prove who it is; one of them is set."""
SWITCHING = ("TEAMS_APP_ID", *PROOFS, "TEAMS_TENANT_ID", "TEAMS_ALLOWED_TENANTS")
"""The settings that turn Teams on; the others only change addresses."""
DEVELOPMENT = "TEAMS_DEV_UNAUTHENTICATED"
METADATA = "http://169.254.169.254"
"""Where every machine in Azure asks for its tokens."""
BESIDE = {
    "TEAMS_APP_CERTIFICATE_KEY": "TEAMS_APP_CERTIFICATE",
    "TEAMS_APP_PASSWORD_ENDS": "TEAMS_APP_PASSWORD",
}
"""What each of these settings needs beside it."""
LAST_TO_END = timezone(timedelta(hours=-12))
"""Where a day ends last on earth. Entra shows the day by its reader's clock, which nobody tells us,
and nothing is said to have ended before it has."""
SDK, PLAIN = "sdk", "plain"
"""The transports: with Microsoft's SDK, or without it."""

_GUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_HOST = re.compile(r"[A-Za-z0-9.-]+(:\d{1,5})?|\[[0-9a-fA-F:]+\](:\d{1,5})?")
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True, slots=True)
class TeamsSettings:
    """How to reach Teams; empty addresses are those of ``cloud``."""

    app_id: str
    password: str = field(default="", repr=False)
    tenant: str = ""
    """The app's own tenant."""
    allowed_tenants: frozenset[str] = frozenset()
    """The served tenants; by default the app's own."""
    cloud: str = "public"
    metadata_url: str = ""
    login_url: str = ""
    service_hosts: frozenset[str] = frozenset()
    graph: str = ""
    """Empty if the app may not read Entra, ``1`` if it may, or the URL of Graph."""
    transport: str = SDK
    """How the Bot Connector is spoken to: ``sdk`` or ``plain``."""
    unauthenticated: bool = False
    """Accept requests without a token; only for development on this machine."""
    password_ends: date | None = None
    """The last day of the secret, which only Entra knows."""
    certificate: Path | None = None
    """The app's certificate, in place of a secret; a PEM file."""
    certificate_key: Path | None = None
    """Its private key, by default in the same file."""
    managed: str = ""
    """Where the machine is asked for tokens, in place of a secret; empty if it is not."""

    @property
    def tenants(self) -> frozenset[str]:
        """The served tenants, in lower case."""
        named = self.allowed_tenants or ({self.tenant} if self.tenant else frozenset())
        return frozenset(one.casefold() for one in named)

    def ends(self) -> dict[str, datetime]:
        """Until when the secret or certificate is good, by its setting; nothing if unknown."""
        if self.certificate is not None:
            from adapters.certificates import end_of_chain  # noqa: PLC0415 - only where one is used

            with suppress(OSError, ValueError):
                return {"TEAMS_APP_CERTIFICATE": end_of_chain(self.certificate)}
        if self.password_ends is not None:
            last = datetime.combine(self.password_ends, time.max, LAST_TO_END)
            return {"TEAMS_APP_PASSWORD": last}
        return {}

    @property
    def place(self) -> Cloud:
        """The cloud, with the addresses that the settings override."""
        known = CLOUDS[self.cloud]
        return replace(
            known,
            metadata_url=self.metadata_url or known.metadata_url,
            login_url=(self.login_url or known.login_url).rstrip("/"),
            service_hosts=self.service_hosts or known.service_hosts,
            graph_url=self.graph.rstrip("/") if "/" in self.graph else known.graph_url,
        )


def read_settings(given: Given) -> TeamsSettings | None:
    """Teams' settings, or ``None`` if Teams is off; missing settings become faults."""
    values, read = given.values, given.read
    if not any(name in values for name in SWITCHING) and values.get(DEVELOPMENT, "0") == "0":
        return None
    settings = TeamsSettings(
        app_id=read("TEAMS_APP_ID", "", _parse_guid).casefold(),
        password=read("TEAMS_APP_PASSWORD", "", _parse_word),
        password_ends=read("TEAMS_APP_PASSWORD_ENDS", None, _parse_day),
        certificate=read("TEAMS_APP_CERTIFICATE", None, parsers.file),
        certificate_key=read("TEAMS_APP_CERTIFICATE_KEY", None, parsers.file),
        managed=read("TEAMS_MANAGED_IDENTITY", "", _parse_managed),
        tenant=read("TEAMS_TENANT_ID", "", _parse_guid).casefold(),
        allowed_tenants=_listed(read("TEAMS_ALLOWED_TENANTS", "", _parse_guids)),
        cloud=read("TEAMS_CLOUD", "public", _parse_cloud),
        metadata_url=read("TEAMS_OPENID_METADATA_URL", "", _parse_url),
        login_url=read("TEAMS_LOGIN_URL", "", _parse_url),
        service_hosts=_listed(read("TEAMS_SERVICE_HOSTS", "", _parse_hosts)),
        graph=read("TEAMS_GRAPH", "", _parse_graph).removeprefix("0"),
        transport=read("TEAMS_TRANSPORT", SDK, _parse_transport),
        unauthenticated=read(DEVELOPMENT, "", _parse_switch) == "1",
    )
    given.faults.extend(_lacking(values, settings))
    given.faults.extend(_unproved(values, settings))
    given.faults.extend(_only_here(settings, given.host))
    return settings


def _lacking(given: Mapping[str, str], settings: TeamsSettings) -> list[Fault]:
    """The required settings that are missing."""
    if settings.unauthenticated:
        return []
    wanted = {
        "TEAMS_APP_ID": "Copy the Application (client) ID of the app's registration in Entra.",
        "TEAMS_TENANT_ID": "Copy the Directory (tenant) ID of the app's registration in Entra.",
    }
    return [
        Fault(name, "is not set", remedy) for name, remedy in wanted.items() if name not in given
    ]


def _unproved(given: Mapping[str, str], settings: TeamsSettings) -> list[Fault]:
    """What is wrong with the way in which the app proves who it is."""
    proofs = [name for name in PROOFS if given.get(name, "0") != "0"]
    found = []
    if not proofs and not settings.unauthenticated:
        remedy = "Make a client secret there, and copy its value; or set TEAMS_APP_CERTIFICATE."
        found.append(Fault("TEAMS_APP_PASSWORD", "is not set", remedy))
    if len(proofs) > 1:
        remedy = "Keep the one that the app is to use."
        found.append(Fault(proofs[0], f"and {proofs[1]} are both set", remedy))
    for name, other in BESIDE.items():
        if name in given and other not in given:
            found.append(Fault(name, f"is set, and {other} is not", "Set both, or neither."))
    if settings.managed and settings.graph and settings.tenants != {settings.tenant}:
        remedy = "Use a certificate, or take TEAMS_ALLOWED_TENANTS or TEAMS_GRAPH out."
        problem = "gets tokens of its own tenant alone, and Graph needs one of each"
        found.append(Fault("TEAMS_MANAGED_IDENTITY", problem, remedy))
    return found + _unusable(settings)


def _unusable(settings: TeamsSettings) -> list[Fault]:
    """That the certificate and its key cannot be used."""
    if settings.certificate is None:
        return []
    from adapters.certificates import read_signing  # noqa: PLC0415 - only where one is used

    try:
        read_signing(settings.certificate, settings.certificate_key or settings.certificate)
    except (OSError, ValueError):
        remedy = "Name a certificate and its RSA key, without a password, as PEM files."
        problem = "does not go with its key, or one of the files is not PEM"
        return [Fault("TEAMS_APP_CERTIFICATE", problem, remedy)]
    return []


def _only_here(settings: TeamsSettings, host: str) -> list[Fault]:
    """Development settings that are unsafe unless HOST is a loopback address."""
    if host in _LOOPBACK:
        return []
    found = []
    if settings.unauthenticated:
        remedy = "Take it out, or let HOST be 127.0.0.1: with it nobody has to prove who they are."
        found.append(Fault(DEVELOPMENT, "is set, and HOST is not a loopback address", remedy))
    if any(_is_local(one) for one in settings.service_hosts):
        remedy = "Take it out, or let HOST be 127.0.0.1: it is for a stand-in on this machine."
        found.append(
            Fault(
                "TEAMS_SERVICE_HOSTS",
                "names this machine, and HOST is not a loopback address",
                remedy,
            )
        )
    return found


def _is_local(host: str) -> bool:
    return (urlsplit(f"//{host}").hostname or "") in _LOOPBACK


def _parse_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        remedy = "Write the day on which the secret ends, as Entra shows it: 2027-03-31."
        raise Wrong("is not a day", remedy) from None


def _parse_managed(text: str) -> str:
    """Where tokens are asked for: nowhere, the usual place, or a stand-in on this machine."""
    if text in {"0", "1"}:
        return METADATA if text == "1" else ""
    try:
        url = _parse_url(text).rstrip("/")
    except Wrong:
        raise Wrong("is neither 0 nor 1", "Set it to 1 on a machine in Azure.") from None
    return url


def _listed(text: str) -> frozenset[str]:
    return frozenset(text.casefold().split(",")) - {""}


def _parse_word(text: str) -> str:
    if not text.isascii() or not text.isprintable() or " " in text:
        raise Wrong("holds a blank or an odd character", "Copy it again, without quotes.")
    return text


def _parse_guid(text: str) -> str:
    if not _GUID.fullmatch(text):
        raise Wrong("is not an id", "It looks like 3f0c2e4a-1b6d-4c8e-9f10-2a3b4c5d6e7f; copy it.")
    return text


def _parse_guids(text: str) -> str:
    ids = [part.strip() for part in text.split(",")]
    if not all(_GUID.fullmatch(one) for one in ids):
        raise Wrong(
            "holds something that is not a tenant", "Write tenant ids, with commas between."
        )
    return ",".join(ids)


def _parse_cloud(text: str) -> str:
    if text.casefold() not in CLOUDS:
        raise Wrong("is not a cloud of Microsoft's", f"Use {', '.join(CLOUDS)}.")
    return text.casefold()


def _parse_transport(text: str) -> str:
    if text.casefold() not in {SDK, PLAIN}:
        raise Wrong("is not a transport", f"Use {SDK} or {PLAIN}, or take it out.")
    return text.casefold()


def _parse_url(text: str) -> str:
    try:
        url = urlsplit(text)
        local = url.hostname in _LOOPBACK
    except ValueError:
        raise Wrong("is not an address", "Leave it out: the cloud's own is known.") from None
    if not url.hostname or (url.scheme != "https" and not (local and url.scheme == "http")):
        raise Wrong("is not an https address", "Leave it out: the cloud's own is known.")
    return text


def _parse_hosts(text: str) -> str:
    hosts = [part.strip() for part in text.split(",")]
    if not all(_HOST.fullmatch(host) for host in hosts):
        remedy = "Write host names with commas between them, without https:// and without a path."
        raise Wrong("holds something that is not a host", remedy)
    return ",".join(hosts)


def _parse_graph(text: str) -> str:
    if text in {"0", "1"}:
        return text
    try:
        return _parse_url(text).rstrip("/")
    except Wrong:
        raise Wrong("is neither 0 nor 1", "Set it to 1 where the app may read Entra.") from None


def _parse_switch(text: str) -> str:
    if text not in {"0", "1"}:
        raise Wrong("is neither 0 nor 1", "Set it to 1, or take it out.")
    return text
