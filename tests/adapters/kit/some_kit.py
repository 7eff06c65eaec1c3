"""A hospital's kit, with a link to Slack and one to Teams."""

from datetime import date

from adapters.kit import Kit
from adapters.platforms import WayIn
from bot.core.lines import SupportLine


def line(key: str, number: str, *, crisis: bool = False) -> SupportLine:
    return SupportLine(
        key=key,
        name=f"The {key} line",
        country="US",
        number=number,
        how="call or text",
        hours="day and night",
        cost="free",
        source="x",
        last_verified=date(2026, 11, 1),
        crisis=crisis,
    )


EAP, CHAPLAIN = line("EAP", "555-0142"), line("chaplain", "555-0177")
CRISIS = line("crisis", "988", crisis=True)
SLACK = WayIn("Slack", "/support", "https://slack.com/app_redirect?app=A1&team=T1")
TEAMS = WayIn("Teams", "support", "https://teams.microsoft.com/l/chat/0/0?users=28:3f0c2e4a")
KIT = Kit(
    hospital="Larkspur Valley Hospital",
    language="en",
    app="Staff Messages",
    command="/support",
    first=EAP,
    crisis=CRISIS,
    lines=(EAP, CHAPLAIN, CRISIS),
    ways=(SLACK, TEAMS),
)
