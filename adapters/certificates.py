"""Reads certificates from PEM files: until when they are good, and what they sign with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from bot.core.health import Symptom
from bot.core.symptoms import ENDED, ENDS_SOON

WARNED_BEFORE = timedelta(days=30)
"""A hospital needs some weeks to get a new certificate or secret."""


@dataclass(frozen=True)
class Signing:
    """A certificate with its private key."""

    thumbprint: bytes
    """The SHA-256 of the certificate."""
    key: RSAPrivateKey = field(repr=False)


def read_signing(certificate: Path, key: Path) -> Signing:
    """Read a certificate, the first in its file, and its RSA key; both may be in one file.

    Raises ``OSError``, and ``ValueError`` if they cannot be read, or do not belong together.
    """
    found = x509.load_pem_x509_certificate(certificate.read_bytes())
    try:
        secret = serialization.load_pem_private_key(key.read_bytes(), password=None)
    except TypeError as fault:
        raise ValueError("the key has a password") from fault
    if not isinstance(secret, RSAPrivateKey):
        raise ValueError("the key is not an RSA key")
    if secret.public_key() != found.public_key():
        raise ValueError("the key is another certificate's")
    return Signing(found.fingerprint(hashes.SHA256()), secret)


def end_of_chain(file: Path) -> datetime:
    """When the first certificate of a file ends. Raises ``OSError`` and ``ValueError``."""
    return min(_ends(file))


def end_of_bundle(file: Path, now: datetime) -> datetime:
    """When the next authority of a file ends, or when the last did if all have.

    Authorities that ended before others are often left in. Raises ``OSError`` and ``ValueError``.
    """
    ends = _ends(file)
    return min((each for each in ends if each > now), default=max(ends))


def about_to_end(ends: Mapping[str, datetime], now: datetime) -> list[Symptom]:
    """What ended, or ends soon, by the name of the setting that names it."""
    return [
        Symptom(ENDED if end <= now else ENDS_SOON, detail=f"{name} ({end.date().isoformat()})")
        for name, end in ends.items()
        if end - WARNED_BEFORE <= now
    ]


def _ends(file: Path) -> list[datetime]:
    return [each.not_valid_after_utc for each in x509.load_pem_x509_certificates(file.read_bytes())]
