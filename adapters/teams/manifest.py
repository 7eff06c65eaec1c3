"""The app's package for Teams: an archive of manifest, translations and icons to upload.

https://learn.microsoft.com/en-us/microsoft-365/extensibility/schema/ (1.30, August 2026, the
newest that is generally available).
"""

import argparse
import io
import json
import re
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from adapters.icons import COLOR_SIZE, OUTLINE_SIZE, color_icon, outline_icon
from adapters.platforms import AppSettings
from adapters.whole_files import write_whole
from bot.core.commands import Listing
from bot.core.routes import OnCommand
from bot.core.texts import Words
from bot.features import make_registry

SCHEMA_VERSION = "1.30"
SCHEMAS = f"https://developer.microsoft.com/json-schemas/teams/v{SCHEMA_VERSION}"
SCHEMA = f"{SCHEMAS}/MicrosoftTeams.schema.json"
LANGUAGE_SCHEMA = f"{SCHEMAS}/MicrosoftTeams.Localization.schema.json"
LANGUAGE = "en"
"""The language of the manifest itself."""
APP_VERSION = "1.1.0"
"""Must increase with each change of the package, or Teams refuses the new one."""
VERSION = re.compile(r"(0|[1-9]\d{0,8})(\.(0|[1-9]\d{0,8})){2}")
LONGEST_MAKER = 32
MOST_COMMANDS = 12
"""How many commands Teams takes in one list: those of the lowest rank."""
LONGEST_NAME = 30
LONGEST_DESCRIPTION = 128
WHEN = (1980, 1, 1, 0, 0, 0)
"""A fixed file time, so that the same input gives the same archive."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    parser.add_argument("--url", default="", help="a page about the programme")
    parser.add_argument("--app-id", default="", help="the app's id, or TEAMS_APP_ID")
    parser.add_argument("--maker", default="", help="who answers for the app; its name without")
    parser.add_argument("--privacy-url", default="", help="a page on privacy; --url without")
    parser.add_argument("--terms-url", default="", help="a page with terms of use; --url without")
    parser.add_argument(
        "--app-version", default=APP_VERSION, help="higher than that of the package it replaces"
    )
    parser.add_argument(
        "--output", type=Path, default=Path("support-timeout-teams.zip"), help="the archive"
    )


def write(chosen: argparse.Namespace, app: AppSettings) -> int:
    """Write the archive; return the exit code. The only setting it needs is the app's id."""
    from adapters.wording import load_wording  # noqa: PLC0415 - slow to import

    app_id = chosen.app_id or app.given("TEAMS_APP_ID")
    if not app_id or not chosen.url.startswith("https://"):
        sys.stderr.write(
            "Teams wants the app's id, and a page about the programme.\n"
            "  Set TEAMS_APP_ID or add --app-id; add --url https://about.the.programme.\n"
        )
        return 2
    about = About(
        *(chosen.name, chosen.url, chosen.maker or chosen.name),
        *(chosen.privacy_url or chosen.url, chosen.terms_url or chosen.url, chosen.app_version),
    )
    words = load_wording(None).words("en", "UTC")
    try:
        write_whole(chosen.output, package(app_id, about, words))
    except ValueError as fault:
        sys.stderr.write(f"{chosen.output} was not written: {fault}.\n")
        return 1
    sys.stdout.write(
        f"{chosen.output} is written.\n"
        "  Upload it: Teams admin centre, Teams apps, Manage apps, Upload new app.\n"
    )
    return 0


@dataclass(frozen=True)
class About:
    """What the package says of the app, and of who answers for it."""

    name: str
    url: str
    """A page about the programme."""
    maker: str
    privacy_url: str
    terms_url: str
    version: str = APP_VERSION

    def check(self) -> None:
        """Raise ``ValueError`` with what Teams would refuse."""
        if len(self.name) > LONGEST_NAME:
            message = f"Teams shows {LONGEST_NAME} letters of a name"
            raise ValueError(message)
        if len(self.maker) > LONGEST_MAKER:
            message = f"Teams shows {LONGEST_MAKER} letters of a maker: add or shorten --maker"
            raise ValueError(message)
        if not all(one.startswith("https://") for one in (self.privacy_url, self.terms_url)):
            raise ValueError("a page about the app begins with https://")
        if not VERSION.fullmatch(self.version):
            raise ValueError("a version is three numbers, like 1.2.0")


def package(app_id: str, about: About, words: Words) -> bytes:
    """The archive.

    ``words`` are the English ones; every other language gets a file of its own.
    Raises ``ValueError`` if Teams would refuse what it says.
    """
    about.check()
    files = {
        "manifest.json": _json(manifest(app_id, about, words)),
        **{_file(one): _json(translation(about.name, words.into(one))) for one in words.others()},
        "color.png": color_icon(COLOR_SIZE),
        "outline.png": outline_icon(OUTLINE_SIZE),
    }
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, content in files.items():
            archive.writestr(zipfile.ZipInfo(file, WHEN), content)
    return found.getvalue()


def _json(content: dict[str, Any]) -> bytes:
    return json.dumps(content, indent=2, ensure_ascii=False).encode()


def _tag(language: str) -> str:
    return language.replace("_", "-")


def _file(language: str) -> str:
    return f"{_tag(language)}.json"


def manifest(app_id: str, about: About, words: Words) -> dict[str, Any]:
    """The manifest of a bot for people and channels, without further permissions."""
    return {
        "$schema": SCHEMA,
        "manifestVersion": SCHEMA_VERSION,
        "version": about.version,
        "id": app_id,
        "developer": {
            "name": about.maker,
            "websiteUrl": about.url,
            "privacyUrl": about.privacy_url,
            "termsOfUseUrl": about.terms_url,
        },
        "icons": {"color": "color.png", "outline": "outline.png"},
        "name": {"short": about.name, "full": about.name},
        "description": {
            "short": words("teams.description.short"),
            "full": words("teams.description.full"),
        },
        "localizationInfo": {
            "defaultLanguageTag": LANGUAGE,
            "additionalLanguages": [
                {"languageTag": _tag(one), "file": _file(one)} for one in words.others()
            ],
        },
        "accentColor": "#2F4858",
        "bots": [_bot(app_id, words)],
        # Without this an app only sees standard channels, but supporters' channels are private.
        "supportsChannelFeatures": "tier1",
        "defaultInstallScope": "personal",
        "permissions": ["identity", "messageTeamMembers"],
        "validDomains": [],
    }


def _bot(app_id: str, words: Words) -> dict[str, Any]:
    """The bot, with the commands that Teams offers in each kind of conversation."""
    return {
        "botId": app_id,
        "scopes": ["personal", "team"],
        "isNotificationOnly": False,
        "supportsFiles": False,
        "commandLists": [
            {"scopes": [scope], "commands": [_listed(words, *each) for each in commands]}
            for scope, commands in _lists().items()
        ],
    }


def translation(name: str, words: Words) -> dict[str, str]:
    """The manifest's texts in another language, by their paths in the manifest.

    The commands themselves are not translated, because the app only understands English ones.
    """
    return {
        "$schema": LANGUAGE_SCHEMA,
        "name.short": name,
        "name.full": name,
        "description.short": words("teams.description.short"),
        "description.full": words("teams.description.full"),
        **{
            f"bots[0].commandLists[{at}].commands[{number}].description": words(listing.text)
            for at, commands in enumerate(_lists().values())
            for number, (_, listing) in enumerate(commands)
        },
    }


def left_out() -> list[str]:
    """The commands that have no place in the private chat's list, because it is full."""
    return [command.words for command, _ in make_registry().listed()[MOST_COMMANDS:]]


def _lists() -> dict[str, list[tuple[OnCommand, Listing]]]:
    """The commands of each scope. A channel lists a few; their answers go to the private chat."""
    listed = make_registry().listed()
    in_channels = [each for each in listed if each[1].in_channels]
    return {"personal": listed[:MOST_COMMANDS], "team": in_channels[:MOST_COMMANDS]}


def _listed(words: Words, command: OnCommand, listing: Listing) -> dict[str, str]:
    return {"title": command.words or command.name, "description": words(listing.text)}
