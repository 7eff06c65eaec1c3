"""What is known of a key service, and why one does not open a key."""

import base64
import binascii
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from adapters.faults import NotReady


@dataclass(frozen=True)
class WrappedKey:
    """A key as the key service wrapped it, such as ``vault:v1:…``; only the service opens it."""

    text: str


def is_wrapped(text: str) -> bool:
    """Whether a text is a key as the service wraps it: ``vault:``, a version, and base64."""
    prefix, _, rest = text.partition(":")
    version, _, sealed = rest.partition(":")
    if prefix != "vault" or not (version[:1] == "v" and version[1:].isdecimal()):
        return False
    try:
        return bool(base64.b64decode(sealed, validate=True))
    except (binascii.Error, ValueError):
        return False


DeploymentKey = bytes | WrappedKey
"""One entry of ``SUPPORT_KEYS``: a plain key, or one that the key service opens."""


@dataclass(frozen=True)
class Credential:
    """A secret with which we log in at the key service."""

    value: str = field(repr=False)
    file: Path | None = None
    """The file it came from. Others may renew it there, so it is read again for each login."""

    def read(self) -> str:
        """The secret as it is now. Raises ``KeyServiceError`` if its file cannot be read."""
        if self.file is None:
            return self.value
        try:
            return self.file.read_text("utf-8").strip()
        except (OSError, ValueError) as fault:
            raise KeyServiceError(Refusal.CREDENTIAL) from fault


class WayIn(StrEnum):
    """How we say who we are."""

    AGENT = "agent"
    """The service's agent on this machine says it for us."""
    TOKEN = "token"  # noqa: S105 - a way in
    APP_ROLE = "approle"
    WORKLOAD = "kubernetes"
    """A role and a signed token of the platform that runs us."""


@dataclass(frozen=True)
class Way:
    """How we log in."""

    kind: WayIn
    name: str = ""
    """The role's id, or the role's name."""
    credential: Credential | None = None
    mount: str = ""
    """Where the service has this way in, by default where it usually is."""


@dataclass(frozen=True)
class KeyServiceSettings:
    """Where the key service is, which of its keys wraps ours, and how we log in."""

    url: str
    """Without a slash at its end."""
    mount: str
    """Where the service has its transit engine."""
    key: str
    """The name of the key that wraps ours; it never leaves the service."""
    way: Way
    namespace: str = ""


@dataclass(frozen=True)
class Token:
    """What the service says of the token that we were given."""

    ends: datetime | None
    """``None`` if it never ends."""
    life_s: int
    """For how long it was issued or last renewed, in seconds."""


class Refusal(StrEnum):
    """Why the key service does not open a key."""

    UNREACHABLE = "unreachable"
    SLOW = "no answer in time"
    CERTIFICATE = "certificate"
    PROXY = "proxy"
    CREDENTIAL = "credential unreadable"
    LOGIN = "login refused"
    DENIED = "permission denied"
    NOT_THERE = "no such key"
    OTHER_KEY = "wrapped by another key"
    TOO_OLD = "key version too old"
    SEALED = "sealed"
    BUSY = "too many requests"
    MALFORMED = "bad request"
    FAILED = "failed"
    NOT_UNDERSTOOD = "not understood"
    NOT_A_KEY = "not a key of 32 bytes"


_URL = "SUPPORT_KMS_URL"
_SAID: dict[Refusal, tuple[str, str]] = {
    Refusal.UNREACHABLE: (
        "cannot be reached",
        f"Start it, or correct {_URL}, HTTPS_PROXY or the firewall's rules.",
    ),
    Refusal.SLOW: (
        "did not answer in time",
        f"Look at its load and log, and at what lies between: {_URL}, HTTPS_PROXY, the firewall.",
    ),
    Refusal.CERTIFICATE: (
        "shows a certificate that is not trusted here",
        (
            f"Name its authority in SUPPORT_CA_CERTIFICATES, or write the name in {_URL} that its"
            " certificate has."
        ),
    ),
    Refusal.PROXY: (
        "is behind a proxy that opens no connection to it",
        "Have the proxy let it through, or name its host in NO_PROXY.",
    ),
    Refusal.CREDENTIAL: (
        "was not asked, because the file with our login cannot be read",
        "Let this user read the file that the setting names.",
    ),
    Refusal.LOGIN: (
        "refuses our login",
        (
            "It may have ended or been revoked. Get a new one there, and correct the SUPPORT_KMS_"
            " settings."
        ),
    ),
    Refusal.DENIED: (
        "does not let us use its key",
        (
            "With SUPPORT_KMS_TOKEN the token may have ended: get a new one. Otherwise give our"
            " role a policy with update on decrypt of the key that SUPPORT_KMS_KEY names."
            " To make, wrap and renew keys one needs datakey/wrapped, encrypt and rewrap."
        ),
    ),
    Refusal.NOT_THERE: (
        "has no such key",
        (
            "Correct SUPPORT_KMS_KEY (mount/name) or SUPPORT_KMS_NAMESPACE. Never make a new key of"
            " that name: it would not open ours."
        ),
    ),
    Refusal.OTHER_KEY: (
        "did not wrap this key, or only under another key",
        "Correct SUPPORT_KMS_KEY, or copy SUPPORT_KEYS again, whole.",
    ),
    Refusal.TOO_OLD: (
        "no longer opens what an old version of its key wrapped",
        (
            "Lower min_decryption_version of its key again and run support-timeout keys renew. Put"
            " what that prints in place, restart all processes, and only then raise it."
        ),
    ),
    Refusal.SEALED: ("is sealed", "Have it unsealed by those who hold its keys."),
    Refusal.BUSY: ("turns us away, because it is asked too often", "Raise its limit for our role."),
    Refusal.MALFORMED: (
        "refuses what it was asked",
        "See that its key is of a kind that encrypts, such as aes256-gcm96, and not derived.",
    ),
    Refusal.FAILED: ("failed", "Look at its own log."),
    Refusal.NOT_UNDERSTOOD: (
        "answers what is not understood here",
        f"See whether {_URL} leads to Vault or OpenBao itself, without a redirect.",
    ),
    Refusal.NOT_A_KEY: (
        "opened something that is not a key of 32 bytes",
        "Make keys with: support-timeout keys new.",
    ),
}
NOTHING_LOST = "Nothing sealed is lost as long as the service keeps its key."


class KeyServiceError(NotReady):
    """The key service did not do what was asked; the text says why, and how to mend it.

    It never holds what the service wrote, which might be a secret.
    """

    def __init__(self, refusal: Refusal) -> None:
        what, mend = _SAID[refusal]
        super().__init__(f"The key service {what}.\n  {mend} {NOTHING_LOST}")
        self.refusal = refusal
