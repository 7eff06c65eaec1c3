"""Parses the values of settings; each function raises ``Wrong``, with a remedy but no value."""

import base64
import binascii
import ipaddress
import re
import ssl
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Literal, cast
from urllib.parse import parse_qsl, urlsplit

from adapters.callers import Network
from adapters.faults import Wrong
from adapters.postgresql_address import read_options

LogFormat = Literal["json", "text"]


class MailTls(StrEnum):
    """How the connection to a mail server is encrypted; there is none without."""

    STARTTLS = "starttls"
    IMPLICIT = "implicit"


KEY_BYTES = 32
HIGHEST_PORT = 65_535
MAKE_A_KEY = (
    'python3 -c "import base64,secrets; print(base64.b64encode(secrets.token_bytes(32)).decode())"'
)

# These names are old: the standard library connects to an SQLite file.
_DATABASES = ("sqlite+aiosqlite", "postgresql+asyncpg")
_LOG_FORMATS = ("json", "text")
_HOST = re.compile(r"[A-Za-z0-9.:_-]+")
COMMAND = re.compile(r"/[a-z0-9][a-z0-9_-]{0,30}")
_SOURCE = re.compile(r"[a-z0-9][a-z0-9_-]{0,62}")
_EMAIL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_ON_THIS_MACHINE = frozenset({"127.0.0.1", "::1", "localhost"})
HOW_TO_MAKE_A_KEY = f"Make a key with: {MAKE_A_KEY}"
_HOST_IN_LIST = re.compile(r"[a-z0-9]([a-z0-9.:-]*[a-z0-9])?")
_DIRECT = re.compile(r"\*|\[[0-9A-Fa-f.:]+\](:[0-9]+|/[0-9]+)?|[A-Za-z0-9.:_*/-]*")
READABLE = "Name a text file that this user may read; a relative path starts where we are started."


def database(text: str) -> str:
    """The URL of a database that is supported."""
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


def keys(text: str) -> tuple[bytes, ...]:
    """Keys in base64, with commas between."""
    parts = [part.strip() for part in text.split(",")]
    keys = tuple(key(part, number) for number, part in enumerate(parts, 1))
    if len(set(keys)) < len(keys):
        raise Wrong("holds the same key twice", "Keep each key once, the newest first.")
    return keys


def key(text: str, number: int) -> bytes:
    """A key in base64, the one of that number in its setting."""
    try:
        key = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise Wrong(f"has an entry {number} that is not base64", HOW_TO_MAKE_A_KEY) from None
    if len(key) != KEY_BYTES:
        problem = f"has an entry {number} of {len(key)} bytes instead of {KEY_BYTES}"
        raise Wrong(problem, HOW_TO_MAKE_A_KEY)
    return key


def intake_keys(text: str) -> Mapping[str, tuple[bytes, ...]]:
    """The keys of each source, written ``source:key``."""
    keys: dict[str, tuple[bytes, ...]] = {}
    for number, part in enumerate(text.split(","), 1):
        source, colon, text_of_key = part.strip().partition(":")
        if not colon or not _SOURCE.fullmatch(source):
            raise Wrong(
                f"has an entry {number} that does not begin with a source and a colon",
                "Write source:key, the source in small letters, digits and hyphens."
                f" {HOW_TO_MAKE_A_KEY}",
            )
        keys[source] = (*keys.get(source, ()), key(text_of_key, number))
    return keys


def host(text: str) -> str:
    """A host name or an address."""
    if not _HOST.fullmatch(text):
        raise Wrong("is not a host name or address", "Use for example 127.0.0.1 or 0.0.0.0.")
    return text


def port(text: str) -> int:
    """A port; 0 takes any that is free."""
    if not (text.isascii() and text.isdigit() and int(text) <= HIGHEST_PORT):
        remedy = f"Use a number from 1 to {HIGHEST_PORT}, or 0 to take any that is free."
        raise Wrong("is not a port", remedy)
    return int(text)


def file(text: str) -> Path:
    """A file that can be read."""
    path = Path(text)
    try:
        with path.open("rb") as file:
            file.read(1)
    except (OSError, ValueError) as error:
        problem = f"names a file that cannot be read ({type(error).__name__})"
        raise Wrong(problem, READABLE) from None
    return path


def ledger(text: str) -> Path:
    """A file in a folder that exists; the file itself may not be there yet."""
    path = Path(text)
    if path.is_dir() or not path.parent.is_dir():
        raise Wrong(
            "does not name a file in a folder that exists",
            "Make the folder first, apart from where the database is backed up.",
        )
    return path


def log_format(text: str) -> LogFormat:
    """A format of log lines."""
    if text not in _LOG_FORMATS:
        raise Wrong("is not a format", f"Use {' or '.join(_LOG_FORMATS)}.")
    return cast("LogFormat", text)


def command(text: str) -> str:
    """A command that people type."""
    if not COMMAND.fullmatch(text):
        remedy = "Write it like /support: a slash, small letters, digits, - and _, 32 at most."
        raise Wrong("is not a command", remedy)
    return text


def hosts(text: str) -> frozenset[str]:
    """Host names or addresses, with commas between."""
    found = [each.strip().casefold() for each in text.split(",")]
    if not all(_HOST_IN_LIST.fullmatch(each) for each in found):
        raise Wrong(
            "is not a list of host names",
            "Write them with commas between: rota.hospital.org,10.20.0.5.",
        )
    return frozenset(found)


def folder(text: str) -> Path:
    """A folder that exists."""
    path = Path(text)
    if not path.is_dir():
        raise Wrong(
            "is not a folder that exists",
            "Make it, with a folder in it for each source, named like the source's key.",
        )
    return path


def https(text: str) -> str:
    """An address that is called over HTTPS, or over HTTP on this machine."""
    remedy = "Write it like https://paging.hospital.org/pages, without a name or password in it."
    try:
        url = urlsplit(text)
        known = bool(url.hostname) and not (url.username or url.password or url.fragment)
        _ = url.port
    except ValueError:
        raise Wrong("is not an address", remedy) from None
    if not known or any(each.isspace() for each in text):
        raise Wrong("is not an address that can be called", remedy)
    if url.scheme != "https" and not (url.scheme == "http" and is_on_this_machine(text)):
        raise Wrong("does not begin with https://", remedy)
    return text


def is_on_this_machine(url: str) -> bool:
    """Whether an address leads to this machine."""
    return urlsplit(url).hostname in _ON_THIS_MACHINE


def proxy(text: str) -> str:
    """The address of a proxy; one without a scheme is spoken to over HTTP, as by other programs."""
    remedy = "Write it like http://proxy.hospital.org:3128, with user:password@ if it asks for one."
    address = text if "://" in text else f"http://{text}"
    try:
        url = urlsplit(address)
        known = bool(url.hostname) and url.port != 0
    except ValueError:
        raise Wrong("is not an address", remedy) from None
    if not known or any(each.isspace() for each in text) or url.path.strip("/"):
        raise Wrong("is not the address of a proxy", remedy)
    if url.scheme not in {"http", "https"}:
        raise Wrong("begins with neither http:// nor https://", remedy)
    return address


def direct(text: str) -> str:
    """Hosts that are called without the proxy, with commas or spaces between, or ``*`` for all."""
    entries = text.replace(",", " ").split()
    if "//" in text or not all(_DIRECT.fullmatch(each) for each in entries):
        remedy = "Write hosts, or the ends of their names, with commas between: .hospital.org."
        raise Wrong("is not a list of hosts", remedy)
    return text


def networks(text: str) -> tuple[Network, ...]:
    """Addresses or networks, with commas between."""
    try:
        return tuple(ipaddress.ip_network(each.strip(), strict=False) for each in text.split(","))
    except ValueError:
        remedy = "Write addresses or networks with commas between: 10.0.0.0/8,203.0.113.7."
        raise Wrong("is not a list of networks", remedy) from None


def authorities(text: str) -> Path:
    """A PEM file of certificate authorities."""
    path = file(text)
    try:
        ssl.create_default_context().load_verify_locations(path)
    except OSError:  # ssl.SSLError is one
        remedy = "Name a PEM file with your authority's certificate: -----BEGIN CERTIFICATE-----."
        raise Wrong("holds no certificate that can be read", remedy) from None
    return path


def email(text: str) -> str:
    """An e-mail address."""
    if not _EMAIL.fullmatch(text):
        raise Wrong("is not an e-mail address", "Write it like staff-app@hospital.org.")
    return text


def mail_tls(text: str) -> MailTls:
    """How the connection to a mail server is encrypted."""
    try:
        return MailTls(text)
    except ValueError:
        raise Wrong("is no way to encrypt", f"Use {' or '.join(MailTls)}.") from None


def printable(text: str) -> str:
    """A name or a password in signs that can be typed."""
    if not text.isprintable():
        raise Wrong("has signs in it that nobody can type", "Copy it again, without a line end.")
    return text
