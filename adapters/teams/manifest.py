"""The app's package for Teams: manifest and icons in one archive, ready to upload.

https://learn.microsoft.com/en-us/microsoft-365/extensibility/schema/ (1.30, August 2026, the
newest that is generally available).
"""

import io
import json
import zipfile
from typing import Any

from adapters.teams.icons import color_icon, outline_icon
from bot.texts import Words

SCHEMA_VERSION = "1.30"
SCHEMA = (
    f"https://developer.microsoft.com/json-schemas/teams/v{SCHEMA_VERSION}"
    "/MicrosoftTeams.schema.json"
)
APP_VERSION = "1.0.0"
"""Goes up when anything in here changes, or Teams does not take the new one."""
MOST_COMMANDS = 12
LONGEST_NAME = 30
LONGEST_DESCRIPTION = 128
PERSONAL = {
    "home": "teams.command.home",
    "break": "teams.command.break",
    "talk": "teams.command.talk",
    "now": "teams.command.now",
    "crisis": "teams.command.crisis",
    "colleague": "teams.command.colleague",
    "snooze": "teams.command.snooze",
    "stop": "teams.command.stop",
    "resume": "teams.command.resume",
    "mydata": "teams.command.mydata",
    "forget": "teams.command.forget",
    "help": "teams.command.help",
}
"""What is offered in the 1:1 chat, most wanted first, with the words for it: room for twelve."""
TEAM = ("break", "talk", "now", "crisis", "help")
"""What is offered in a channel: the answer goes to the 1:1 chat."""
WHEN = (1980, 1, 1, 0, 0, 0)
"""The same package each time: a file's time in an archive says nothing."""


def package(app_id: str, name: str, url: str, words: Words) -> bytes:
    """The archive. ``url`` is a page (https) about the programme, for those who look it up.

    Raises ``ValueError`` if the name is too long.
    """
    if len(name) > LONGEST_NAME:
        message = f"Teams shows {LONGEST_NAME} letters of a name"
        raise ValueError(message)
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, content in (
            ("manifest.json", json.dumps(manifest(app_id, name, url, words), indent=2).encode()),
            ("color.png", color_icon()),
            ("outline.png", outline_icon()),
        ):
            archive.writestr(zipfile.ZipInfo(file, WHEN), content)
    return found.getvalue()


def manifest(app_id: str, name: str, url: str, words: Words) -> dict[str, Any]:
    """The manifest: a bot for people and channels, and not one permission beside."""
    return {
        "$schema": SCHEMA,
        "manifestVersion": SCHEMA_VERSION,
        "version": APP_VERSION,
        "id": app_id,
        "developer": {
            "name": name,
            "websiteUrl": url,
            "privacyUrl": url,
            "termsOfUseUrl": url,
        },
        "icons": {"color": "color.png", "outline": "outline.png"},
        "name": {"short": name, "full": name},
        "description": {
            "short": words("teams.description.short"),
            "full": words("teams.description.full"),
        },
        "accentColor": "#2F4858",
        "bots": [
            {
                "botId": app_id,
                "scopes": ["personal", "team"],
                "isNotificationOnly": False,
                "supportsFiles": False,
                "commandLists": [
                    {"scopes": ["personal"], "commands": _commands(tuple(PERSONAL), words)},
                    {"scopes": ["team"], "commands": _commands(TEAM, words)},
                ],
            }
        ],
        # Supporters' channels are private ones; without it an app sees standard channels alone.
        "supportsChannelFeatures": "tier1",
        "defaultInstallScope": "personal",
        "permissions": ["identity", "messageTeamMembers"],
        "validDomains": [],
    }


def _commands(names: tuple[str, ...], words: Words) -> list[dict[str, str]]:
    return [{"title": name, "description": words(PERSONAL[name])} for name in names]
