"""The Slack platform."""

from contextlib import AbstractAsyncContextManager
from urllib.parse import urlencode

from adapters.platforms import Manifest, OpenPlatform, Payloads, Platform, Surroundings, WayIn
from adapters.slack import manifest
from adapters.slack.address import ADDRESSES
from adapters.slack.address import PLATFORM as NAME
from adapters.slack.settings import FIRST, NAMES, SlackSettings, read_settings
from bot.core.texts import Words


def _open(
    settings: SlackSettings, around: Surroundings
) -> AbstractAsyncContextManager[OpenPlatform]:
    from adapters.slack.opening import open_slack  # noqa: PLC0415 - only loaded if Slack is on

    words = around.wording.words("en", "UTC")
    return open_slack(
        settings,
        words,
        around.clock,
        around.storage,
        around.wording,
        around.commands,
        around.refusals,
        around.outbound,
        artist=around.artist,
    )


def _payloads(_: Words) -> Payloads:
    from adapters.slack.render import Drawing  # noqa: PLC0415 - only loaded if it is shown

    drawing = Drawing()
    return Payloads(drawing.message, drawing.form, closes_messages=True)


def _way_in(settings: SlackSettings, command: str) -> WayIn:
    """How people open the app: https://docs.slack.dev/interactivity/deep-linking ."""
    if not settings.app_id:
        return WayIn("Slack", command, lacking="SLACK_APP_ID")
    named = {"app": settings.app_id, "team": settings.home_team}
    query = urlencode({name: value for name, value in named.items() if value})
    return WayIn("Slack", command, f"https://slack.com/app_redirect?{query}")


PLATFORM = Platform(
    name=NAME,
    addresses=ADDRESSES,
    setting_names=NAMES,
    first_settings=FIRST,
    read_settings=read_settings,
    open=_open,
    manifest=Manifest(manifest.add_options, manifest.write),
    payloads=_payloads,
    way_in=_way_in,
    # A picture comes after its words, as a file of Slack's own (``adapters.slack.pictures``).
    shows_pictures=False,
)
