"""Slack's settings: reads them, and finds faults and missing or conflicting values."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from adapters.faults import Fault, Wrong
from adapters.platforms import Given

NAMES = (
    "SLACK_BOT_TOKEN",
    "SLACK_SIGNING_SECRET",
    "SLACK_APP_TOKEN",
    "SLACK_CLIENT_ID",
    "SLACK_CLIENT_SECRET",
    "SLACK_ALLOWED_TEAMS",
    "SLACK_API_URL",
    "SLACK_APP_ID",
    "SLACK_TEAM_ID",
)
"""The names of the settings, in the order of the documentation."""
ADDING = ("SLACK_API_URL", "SLACK_APP_ID", "SLACK_TEAM_ID")
"""The settings that alone do not turn Slack on."""
FIRST = {
    "SLACK_BOT_TOKEN": "Slack: OAuth & Permissions > Bot User OAuth Token",
    "SLACK_SIGNING_SECRET": "Slack: Basic Information > App Credentials > Signing Secret",
}
"""The settings of a first set-up, each with where Slack shows its value."""
API_URL = "https://slack.com/api/"

_TEAM = re.compile(r"[TE][A-Z0-9]{1,20}")


@dataclass(frozen=True, slots=True)
class SlackSettings:
    """How to reach Slack: one workspace by its token, or several by OAuth."""

    signing_secret: str = field(repr=False)
    bot_token: str = field(default="", repr=False)
    app_token: str = field(default="", repr=False)
    """If given, everything arrives over a socket (Socket Mode)."""
    client_id: str = field(default="", repr=False)
    """If given, workspaces install the app themselves, and several may."""
    client_secret: str = field(default="", repr=False)
    allowed_teams: frozenset[str] = frozenset()
    api_url: str = API_URL
    app_id: str = ""
    """The app's own id, for links that open it; empty if it is not known."""
    team_id: str = ""
    """The workspace that these links open."""

    @property
    def home_team(self) -> str:
        """The workspace that links open: the named one, or the only one there is."""
        only = next(iter(self.allowed_teams)) if len(self.allowed_teams) == 1 else ""
        return self.team_id or (only if only.startswith("T") else "")


def read_settings(given: Given) -> SlackSettings | None:
    """Slack's settings, or ``None`` if no Slack setting is given; missing ones become faults."""
    if not any(name in given.values for name in NAMES if name not in ADDING):
        return None
    read = given.read
    settings = SlackSettings(
        signing_secret=read("SLACK_SIGNING_SECRET", "", _parse_word),
        bot_token=read("SLACK_BOT_TOKEN", "", _token("xoxb-", "the bot's token")),
        app_token=read("SLACK_APP_TOKEN", "", _token("xapp-", "an app-level token")),
        client_id=read("SLACK_CLIENT_ID", "", _parse_word),
        client_secret=read("SLACK_CLIENT_SECRET", "", _parse_word),
        allowed_teams=frozenset(read("SLACK_ALLOWED_TEAMS", "", _parse_teams).split(",")) - {""},
        api_url=read("SLACK_API_URL", API_URL, _parse_api_url),
        app_id=read("SLACK_APP_ID", "", _id("A", "an app", "Basic Information")),
        team_id=read("SLACK_TEAM_ID", "", _id("T", "a workspace", "its address in a browser")),
    )
    given.faults.extend(_conflicts(given.values.__contains__))
    return settings


def _conflicts(has: Callable[[str], bool]) -> list[Fault]:
    """Settings that are missing beside others, or that exclude each other."""
    found = []
    if not has("SLACK_BOT_TOKEN") and not has("SLACK_CLIENT_ID"):
        remedy = "Copy it from OAuth & Permissions, or set SLACK_CLIENT_ID for several workspaces."
        found.append(Fault("SLACK_BOT_TOKEN", "is not set", remedy))
    if has("SLACK_BOT_TOKEN") and has("SLACK_CLIENT_ID"):
        remedy = "Keep the token for one workspace, or the client for several."
        found.append(Fault("SLACK_BOT_TOKEN", "and SLACK_CLIENT_ID are both set", remedy))
    if not has("SLACK_SIGNING_SECRET") and (has("SLACK_CLIENT_ID") or not has("SLACK_APP_TOKEN")):
        remedy = "Copy it from Basic Information, or set SLACK_APP_TOKEN for Socket Mode."
        found.append(Fault("SLACK_SIGNING_SECRET", "is not set", remedy))
    for one, other in (
        ("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET"),
        ("SLACK_CLIENT_SECRET", "SLACK_CLIENT_ID"),
    ):
        if has(one) and not has(other):
            found.append(Fault(other, f"is not set, and {one} is", "Set both, or neither."))
    if has("SLACK_CLIENT_ID") and not has("SLACK_ALLOWED_TEAMS"):
        remedy = (
            "Name the workspaces that may install it: T0123,T0456 (or E0123 for all of a Grid)."
        )
        found.append(Fault("SLACK_ALLOWED_TEAMS", "is not set, and SLACK_CLIENT_ID is", remedy))
    if has("SLACK_ALLOWED_TEAMS") and not has("SLACK_CLIENT_ID"):
        remedy = "Take it out: the token is for one workspace."
        found.append(Fault("SLACK_ALLOWED_TEAMS", "is set without SLACK_CLIENT_ID", remedy))
    return found


def _parse_word(text: str) -> str:
    if not text.isascii() or not text.isprintable() or " " in text:
        raise Wrong("holds a blank or an odd character", "Copy it again, without quotes.")
    return text


def _token(prefix: str, what: str) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if not _parse_word(text).startswith(prefix):
            raise Wrong(f"does not begin with {prefix}", f"It must be {what}; copy that one.")
        return text

    return parse


def _id(first: str, what: str, place: str) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if not re.fullmatch(rf"{first}[A-Z0-9]{{1,20}}", text):
            remedy = f"It looks like {first}0123ABC; copy it from {place}."
            raise Wrong(f"is not the id of {what}", remedy)
        return text

    return parse


def _parse_teams(text: str) -> str:
    teams = [part.strip() for part in text.split(",")]
    if not all(_TEAM.fullmatch(team) for team in teams):
        remedy = "Write ids with commas between them, like T0123ABC,T0456DEF or E0123ABC."
        raise Wrong("holds something that is not a workspace", remedy)
    return ",".join(teams)


def _parse_api_url(text: str) -> str:
    try:
        url = urlsplit(text)
        local = url.hostname in {"127.0.0.1", "localhost", "::1"}
    except ValueError:
        raise Wrong("is not an address", f"Use {API_URL}.") from None
    if url.scheme != "https" and not (local and url.scheme == "http"):
        raise Wrong("is not an https address", f"Use {API_URL}.")
    if not text.endswith("/"):
        raise Wrong("does not end with a slash", f"Use {API_URL}.")
    return text
