"""The settings of HL7 over MLLP, of dropped files, and of shift calendars."""

import re
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from adapters.faults import Fault, Wrong

NAMES = (
    "SUPPORT_HL7_PORT",
    "SUPPORT_HL7_HOST",
    "SUPPORT_HL7_CERTIFICATE",
    "SUPPORT_HL7_CERTIFICATE_KEY",
    "SUPPORT_HL7_CLIENTS",
    "SUPPORT_INTAKE_FOLDER",
    "SUPPORT_CALENDAR_HOSTS",
)

_HOST = re.compile(r"[a-z0-9]([a-z0-9.:-]*[a-z0-9])?")

T = TypeVar("T")


class Read(Protocol):
    """Parses one setting; returns the default, and records a fault, if that fails."""

    def __call__(self, name: str, default: T, parse: Callable[[str], T]) -> T:
        """The parsed value."""
        ...


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


def read_intake(
    given: Mapping[str, str],
    read: Read,
    faults: list[Fault],
    port: Callable[[str], int],
    host: Callable[[str], str],
    file: Callable[[str], Path],
) -> IntakeSettings:
    """Read these settings, and check that they fit together."""
    found = IntakeSettings(
        port=read("SUPPORT_HL7_PORT", None, port),
        host=read("SUPPORT_HL7_HOST", "127.0.0.1", host),
        certificate=read("SUPPORT_HL7_CERTIFICATE", None, file),
        certificate_key=read("SUPPORT_HL7_CERTIFICATE_KEY", None, file),
        clients=read("SUPPORT_HL7_CLIENTS", None, file),
        folder=read("SUPPORT_INTAKE_FOLDER", None, _parse_folder),
        calendar_hosts=read("SUPPORT_CALENDAR_HOSTS", frozenset(), _parse_hosts),
    )
    known = len(faults)
    for name in ("SUPPORT_HL7_CERTIFICATE_KEY", "SUPPORT_HL7_CLIENTS"):
        if name in given and "SUPPORT_HL7_CERTIFICATE" not in given:
            problem = "is set, and SUPPORT_HL7_CERTIFICATE is not"
            faults.append(Fault(name, problem, "Set both, or neither."))
    if "SUPPORT_HL7_CERTIFICATE" in given and len(faults) == known:
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


def _parse_hosts(text: str) -> frozenset[str]:
    hosts = [host.strip().casefold() for host in text.split(",")]
    if not all(_HOST.fullmatch(host) for host in hosts):
        raise Wrong(
            "is not a list of host names",
            "Write them with commas between: rota.hospital.org,10.20.0.5.",
        )
    return frozenset(hosts)


def _parse_folder(text: str) -> Path:
    path = Path(text)
    if not path.is_dir():
        raise Wrong(
            "is not a folder that exists",
            "Make it, with a folder in it for each source, named like the source's key.",
        )
    return path
