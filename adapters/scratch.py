"""The settings of a hospital that is thrown away afterwards, in a folder of its own."""

import base64
import secrets
from pathlib import Path

from adapters.settings import Settings, load


def scratch_settings(folder: Path, **more: str) -> Settings:
    """Settings for SQLite in ``folder``, under a key that nobody keeps; ``more`` is added."""
    return load(
        {
            "DATABASE_URL": f"sqlite+aiosqlite:///{folder / 'scratch.db'}",
            "SUPPORT_KEYS": base64.b64encode(secrets.token_bytes(32)).decode(),
            "SUPPORT_LEDGER": str(folder / "erasures.log"),
            **more,
        }
    )
