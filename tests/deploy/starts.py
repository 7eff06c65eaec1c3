"""Whether the program would start with what a file in ``deploy/`` gives it."""

import base64
import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path

from adapters.__main__ import _parser
from adapters.http import Report, make_app
from adapters.platforms import all_platforms
from adapters.settings import Settings, load, names

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
KEY = base64.b64encode(secrets.token_bytes(32)).decode()
SECRETS = {
    "SUPPORT_KEYS": KEY,
    "DATABASE_URL": "postgresql+asyncpg://support:secret@database/support",
    "SLACK_BOT_TOKEN": "xoxb-1-2-made-up",
    "SLACK_SIGNING_SECRET": "0123456789abcdef0123456789abcdef",
}
"""What a hospital gives for the secrets that the files name."""


class HealthyProcess:
    """A process whose health is asked for."""

    is_alive = True
    is_serving = True

    async def report(self) -> Report:
        """Nothing is wrong."""
        return Report()


def known_settings() -> set[str]:
    """Every environment variable that the program reads."""
    return {name + file for name in names(all_platforms()) for file in ("", "_FILE")}


def settings_of(environ: Mapping[str, str], below: Path) -> Settings:
    """The settings that the program reads; ``below`` stands for the root of the container.

    Raises ``SettingsError``. A file that is named is there, with what its setting wants.
    """
    given = {}
    for name, value in environ.items():
        if not value.startswith("/"):
            given[name] = value
            continue
        path = below / value.lstrip("/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(SECRETS.get(name.removesuffix("_FILE"), ""))
        given[name] = str(path)
    return load(given)


def verb(words: Sequence[str]) -> str:
    """The function that the command line calls for these words. Raises ``SystemExit``."""
    return str(_parser().parse_args(list(words)).verb)


def health_paths() -> set[str]:
    """The paths that are served beside a platform's and intake's own."""
    routes = make_app(HealthyProcess()).router.resources()
    return {route.canonical for route in routes}
