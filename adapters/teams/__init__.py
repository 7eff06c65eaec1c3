"""The Microsoft Teams platform."""

from contextlib import AbstractAsyncContextManager
from typing import Any

from adapters.platforms import Manifest, OpenPlatform, Payloads, Platform, Surroundings, WayIn
from adapters.teams import manifest
from adapters.teams.address import ADDRESSES
from adapters.teams.address import PLATFORM as NAME
from adapters.teams.settings import FIRST, NAMES, TeamsSettings, read_settings
from bot.core.screens import Card, Form
from bot.core.texts import Words


def _open(
    settings: TeamsSettings, around: Surroundings
) -> AbstractAsyncContextManager[OpenPlatform]:
    from adapters.teams.opening import open_teams  # noqa: PLC0415 - only loaded if Teams is on

    words = around.wording.words("en", "UTC")
    return open_teams(
        *(settings, words, around.clock, around.storage, around.wording, around.commands),
        refusals=around.refusals,
        outbound=around.outbound,
    )


def _payloads(words: Words) -> Payloads:
    from adapters.teams.opening import phrases_in  # noqa: PLC0415 - only loaded if it is shown
    from adapters.teams.render import form_dialog, message_of  # noqa: PLC0415

    phrases = phrases_in(words)

    def message(card: Card) -> dict[str, Any]:
        sent = message_of(card)
        return {"text": sent.summary, "card": sent.card}

    def dialog(form: Form) -> dict[str, Any]:
        return form_dialog(form, phrases)

    return Payloads(message, dialog)


def _way_in(settings: TeamsSettings, command: str) -> WayIn:
    """How people open the chat with the app; Teams calls a bot ``28:`` and its id.

    https://learn.microsoft.com/en-us/microsoftteams/platform/concepts/build-and-test/deep-link-teams
    """
    typed = command.removeprefix("/")
    if not settings.app_id:
        return WayIn("Teams", typed, lacking="TEAMS_APP_ID")
    host = settings.place.client_host
    return WayIn("Teams", typed, f"https://{host}/l/chat/0/0?users=28:{settings.app_id}")


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
)
