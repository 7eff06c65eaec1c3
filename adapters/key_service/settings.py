"""Reads the settings of the key service."""

import re
from urllib.parse import urlsplit

from adapters import setting_parsers as parsers
from adapters.faults import Fault, Wrong
from adapters.key_service.model import (
    Credential,
    DeploymentKey,
    KeyServiceSettings,
    Way,
    WayIn,
    WrappedKey,
    is_wrapped,
)
from adapters.platforms import Given

URL = "SUPPORT_KMS_URL"
NAMES = (
    URL,
    "SUPPORT_KMS_KEY",
    "SUPPORT_KMS_NAMESPACE",
    "SUPPORT_KMS_TOKEN",
    "SUPPORT_KMS_ROLE_ID",
    "SUPPORT_KMS_SECRET_ID",
    "SUPPORT_KMS_ROLE",
    "SUPPORT_KMS_JWT",
    "SUPPORT_KMS_LOGIN",
)
DEFAULT_KEY = ("transit", "support-timeout")
BESIDE = {
    "SUPPORT_KMS_ROLE_ID": "SUPPORT_KMS_SECRET_ID",
    "SUPPORT_KMS_SECRET_ID": "SUPPORT_KMS_ROLE_ID",
    "SUPPORT_KMS_ROLE": "SUPPORT_KMS_JWT",
    "SUPPORT_KMS_JWT": "SUPPORT_KMS_ROLE",
}
WAYS = {
    "SUPPORT_KMS_TOKEN": WayIn.TOKEN,
    "SUPPORT_KMS_SECRET_ID": WayIn.APP_ROLE,
    "SUPPORT_KMS_JWT": WayIn.WORKLOAD,
}
"""The setting that decides on each way in: the one with the secret."""
ROLES = {WayIn.APP_ROLE: "SUPPORT_KMS_ROLE_ID", WayIn.WORKLOAD: "SUPPORT_KMS_ROLE"}
HOW_TO_WRITE_IT = (
    "Write it like https://vault.hospital.org:8200, or http://127.0.0.1:8100 for an agent on this"
    " machine."
)
_PATH = re.compile(r"[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*")


def read_settings(given: Given) -> KeyServiceSettings | None:
    """The settings of the key service, or ``None`` without one; what is missing becomes a fault."""
    values, faults = given.values, given.faults
    before = len(faults)
    url = given.read(URL, "", _url)
    mount, key = given.read("SUPPORT_KMS_KEY", DEFAULT_KEY, _key)
    namespace = given.read("SUPPORT_KMS_NAMESPACE", "", _path)
    way = _way(given, url)
    if URL not in values:
        faults += [
            Fault(name, f"is set, and {URL} is not", "Set both, or neither.")
            for name in NAMES
            if name in values
        ]
        return None
    if way is None or len(faults) > before:
        return None
    return KeyServiceSettings(url, mount, key, way, namespace)


def deployment_keys(text: str) -> tuple[DeploymentKey, ...]:
    """Keys with commas between: each in base64, or as the key service wrapped it."""
    parts = [part.strip() for part in text.split(",")]
    keys = tuple(
        WrappedKey(part) if is_wrapped(part) else parsers.key(part, number)
        for number, part in enumerate(parts, 1)
    )
    if len(set(keys)) < len(keys):
        raise Wrong("holds the same key twice", "Keep each key once, the newest first.")
    return keys


def _way(given: Given, url: str) -> Way | None:
    """How we log in; ``None`` with a fault if that is not said, or said twice."""
    values, faults = given.values, given.faults
    before = len(faults)
    for name, other in BESIDE.items():
        if name in values and other not in values:
            faults.append(Fault(name, f"is set, and {other} is not", "Set both, or neither."))
    chosen = [name for name in WAYS if name in values]
    if len(chosen) > 1:
        remedy = "Keep the one that the service is to use."
        faults.append(Fault(chosen[0], f"and {chosen[1]} are both set", remedy))
    mount = given.read("SUPPORT_KMS_LOGIN", "", _path)
    secrets = {name: given.read(name, "", parsers.printable) for name in WAYS}
    roles = {kind: given.read(name, "", parsers.printable) for kind, name in ROLES.items()}
    if len(faults) > before:
        return None
    if not chosen:
        # The service's agent on this machine adds a token of its own.
        if not url or parsers.is_on_this_machine(url):
            return Way(WayIn.AGENT)
        remedy = (
            "Set SUPPORT_KMS_ROLE_ID and SUPPORT_KMS_SECRET_ID, or SUPPORT_KMS_ROLE and"
            " SUPPORT_KMS_JWT, or SUPPORT_KMS_TOKEN."
        )
        faults.append(Fault(URL, "is set, and nothing to log in with", remedy))
        return None
    (name,) = chosen
    credential = Credential(secrets[name], given.files.get(name))
    return Way(WAYS[name], roles.get(WAYS[name], ""), credential, mount)


def _url(text: str) -> str:
    """The service's address, without a slash at its end."""
    try:
        found = parsers.https(text)
        known = not urlsplit(text).query
    except Wrong as wrong:
        raise Wrong(wrong.problem, HOW_TO_WRITE_IT) from None
    if not known:
        raise Wrong("is not an address that can be called", HOW_TO_WRITE_IT)
    return found.rstrip("/")


def _key(text: str) -> tuple[str, str]:
    """The engine's mount and the key's name."""
    mount, slash, name = text.strip("/").rpartition("/")
    if not slash or not _PATH.fullmatch(f"{mount}/{name}"):
        remedy = "Write where the transit engine is, a slash and the key: transit/support-timeout."
        raise Wrong("does not name a key of the key service", remedy)
    return mount, name


def _path(text: str) -> str:
    found = text.strip("/")
    if not _PATH.fullmatch(found):
        remedy = "Write letters, digits, dots, hyphens and underscores, with slashes between."
        raise Wrong("is not a path of the key service", remedy)
    return found
