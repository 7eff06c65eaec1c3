"""Reads the options in a PostgreSQL address: TLS in libpq's spelling, as hospitals write it.

asyncpg is called with keywords and knows no ``sslmode`` there, so it is translated.
"""

import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from adapters.faults import Wrong

SSL_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
_TLS = ("ssl", "sslmode", "sslrootcert")
_OTHERS = (
    "direct_tls",
    "gsslib",
    "host",
    "krbsrvname",
    "max_cached_statement_lifetime",
    "passfile",
    "port",
    "prepared_statement_cache_size",
    "service",
    "servicefile",
    "statement_cache_size",
    "target_session_attrs",
)
"""What the driver takes beside TLS."""

SYSTEM = "system"
"""The value of ``sslrootcert`` that means the operating system's certificates."""


@dataclass(frozen=True)
class Options:
    """The options of an address, for the driver."""

    kept: Mapping[str, str]
    """Those that the driver reads itself."""
    ssl: str | ssl.SSLContext | None
    """asyncpg's argument; ``None`` leaves it to the driver, which prefers TLS."""


def read_options(given: Mapping[str, str]) -> Options:
    """Read an address's options. Raises ``Wrong`` for one that cannot be kept to."""
    if not given.keys() <= {*_TLS, *_OTHERS}:
        # Without its name: an unescaped password may be taken for options.
        remedy = "Use sslmode and sslrootcert, and write ? in a password as %3F."
        raise Wrong("has an option that is not known", remedy)
    mode, root = given.get("sslmode"), given.get("sslrootcert")
    kept = {name: value for name, value in given.items() if name in _OTHERS}
    if "ssl" in given:
        if mode is not None:
            raise Wrong("has both ssl and sslmode", "Keep sslmode.")
        mode = "require" if given["ssl"] == "true" else given["ssl"]
    if mode is None:
        if root is not None:
            raise Wrong("has sslrootcert without sslmode", "Add sslmode=verify-full.")
        return Options(kept, None)
    if mode not in SSL_MODES:
        raise Wrong("has an sslmode that does not exist", f"Use one of {', '.join(SSL_MODES)}.")
    # libpq treats ``require`` with a root certificate as ``verify-ca``.
    if not mode.startswith("verify-") and not (mode == "require" and root):
        return Options(kept, mode)
    return Options(kept, _verifying(root, names=mode == "verify-full"))


def _verifying(root: str | None, *, names: bool) -> ssl.SSLContext:
    """A context that accepts certificates signed by ``root`` alone, with their host if wanted."""
    file = None if root in {None, "", SYSTEM} else Path(str(root))
    try:
        context = ssl.create_default_context(cafile=file)
    except (OSError, ValueError):
        remedy = "Name a PEM file that this user may read, or sslrootcert=system."
        raise Wrong("has an sslrootcert that cannot be read", remedy) from None
    context.check_hostname = names
    return context
