"""The app's manifest for Slack: its scopes, commands, shortcuts and events.

https://docs.slack.dev/reference/app-manifest/
"""

import argparse
import json
import sys
from typing import Any

from adapters.packaged import text_of
from adapters.platforms import AppSettings
from bot.core.commands import SUPPORT
from bot.core.texts import Words
from bot.features import make_registry

WHY = {
    "chat:write": "to write to people and to the supporters' channel",
    "commands": "for the two commands and the shortcuts",
    "files:write": "to show charts of published totals as pictures, and to delete them again",
    "dnd:read": "so that a later note waits while somebody rests",
    "groups:read": "to see who is in the supporters' private channel",
    "im:write": "to begin a private conversation",
    "usergroups:read": "to take a unit's people from a user group",
    "users:read": "for names, time zones and languages",
    "users:read.email": "to know whose account it is, by work e-mail",
}
"""Each scope, with what it is needed for.

There is no history scope: the app reads no channel and no message, not even one that is sent to
it. A shortcut on a message, a command or a form hands over what it was used on.
"""
SCOPES = tuple(WHY)
FOR_PICTURES = "files:write"
"""Without it everything works, and charts are shown in words."""

LANGUAGE = "en"
LONGEST_NAME = 35
"""Slack's limit for the app's name."""
SHORTCUT_NAMES = {
    "support_for_me": "slack.manifest.for_me",
    "support_for_colleague": "slack.manifest.for_colleague",
    "support_from_message": "slack.manifest.for_me",
}
LONGEST_COMMAND = 32
MOST_HINTS = 3


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    parser.add_argument("--url", default="", help="where this service is reached from outside")
    parser.add_argument("--socket", action="store_true", help="nothing comes in: Socket Mode")
    parser.add_argument(
        "--organisation", action="store_true", help="for all workspaces of an Enterprise Grid"
    )
    parser.add_argument("--language", default=LANGUAGE, help="such as es; Slack shows one to all")


def write(chosen: argparse.Namespace, app: AppSettings) -> int:
    """Print the manifest; return the exit code. It needs no settings except the commands' names."""
    names = app.command, app.admin_command
    if faults := faults_of(chosen.name, *names):
        sys.stderr.write("\n".join(["Slack would not take it.", *(f"  {f}" for f in faults), ""]))
        return 2
    url = chosen.url.rstrip("/")
    if not chosen.socket and not url.startswith("https://"):
        sys.stderr.write(
            "Slack has to reach this service.\n"
            "  Add --url https://where.it.is.reached, or --socket if nothing may come in.\n"
        )
        return 2
    from adapters.wording import load_wording  # noqa: PLC0415 - slow to import

    words = load_wording(None).words(LANGUAGE, "UTC")
    if chosen.language not in {LANGUAGE, *words.others()}:
        known = ", ".join([LANGUAGE, *words.others()])
        sys.stderr.write(f'There are no words in "{chosen.language}".\n  Use one of: {known}.\n')
        return 2
    words = words if chosen.language == LANGUAGE else words.into(chosen.language)
    wide = chosen.organisation
    made = manifest(chosen.name, *names, url, words, socket=chosen.socket, organisation=wide)
    sys.stdout.write(made + "\n")
    return 0


def faults_of(name: str, *commands: str) -> list[str]:
    """What Slack would refuse in the names, each with its remedy."""
    found = []
    if not 0 < len(name.strip()) <= LONGEST_NAME:
        found.append(f"An app's name in Slack has 1 to {LONGEST_NAME} letters: shorten --name.")
    found += [
        f"A command in Slack has at most {LONGEST_COMMAND} letters: shorten {command}."
        for command in commands
        if len(command) > LONGEST_COMMAND
    ]
    return found


def manifest(
    name: str,
    command: str,
    admin_command: str,
    url: str,
    words: Words,
    *,
    socket: bool,
    organisation: bool = False,
) -> str:
    """A manifest to paste at https://api.slack.com/apps?new_app=1.

    ``url`` is this service's public URL (``https://support.hospital.org``), unused with a
    ``socket``. With ``organisation`` an Enterprise Grid may install the app everywhere.
    """
    found: dict[str, Any] = json.loads(text_of("adapters.slack", "manifest.json"))
    events = {} if socket else {"request_url": f"{url}/slack/events"}
    found["display_information"]["name"] = name
    shown = {"description": words("slack.manifest.short")}
    shown["long_description"] = words("slack.manifest.full", command=command)
    found["display_information"].update(shown)
    for shortcut in found["features"]["shortcuts"]:
        shortcut["name"] = words(SHORTCUT_NAMES[shortcut["callback_id"]])
        shortcut["description"] = words("slack.manifest.shortcut")
    found["features"]["bot_user"]["display_name"] = name
    found["features"]["slash_commands"] = [
        _command(command, words("slack.manifest.command"), _hint(), events),
        _command(admin_command, words("slack.manifest.admin_command"), "[help]", events),
    ]
    found["oauth_config"] = {"scopes": {"bot": list(SCOPES)}}
    if not socket:
        found["oauth_config"]["redirect_urls"] = [f"{url}/slack/oauth_redirect"]
    found["settings"]["event_subscriptions"].update(events)
    found["settings"]["interactivity"].update(events)
    found["settings"]["org_deploy_enabled"] = organisation
    found["settings"]["socket_mode_enabled"] = socket
    return json.dumps(found, indent=2)


def _hint() -> str:
    """The first of the listed commands, as a person would type them."""
    listed = [each.words for each, _ in make_registry().listed() if each.begins_with == SUPPORT]
    return f"[{'|'.join(listed[:MOST_HINTS])}]"


def _command(command: str, description: str, hint: str, events: dict[str, str]) -> dict[str, Any]:
    at = {"url": events["request_url"]} if events else {}
    texts = {"command": command, "description": description, "usage_hint": hint}
    # Escaping turns a mention into an id, which is unambiguous.
    return {**texts, "should_escape": True, **at}
