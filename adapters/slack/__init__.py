"""The Slack platform."""

from contextlib import AbstractAsyncContextManager

from adapters.platforms import Manifest, OpenPlatform, Payloads, Platform, Surroundings
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
    )


def _payloads(_: Words) -> Payloads:
    from adapters.slack.render import Drawing  # noqa: PLC0415 - only loaded if it is shown

    drawing = Drawing()
    return Payloads(drawing.message, drawing.form, closes_messages=True)


PLATFORM = Platform(
    name=NAME,
    addresses=ADDRESSES,
    setting_names=NAMES,
    first_settings=FIRST,
    read_settings=read_settings,
    open=_open,
    manifest=Manifest(manifest.add_options, manifest.write),
    payloads=_payloads,
)
