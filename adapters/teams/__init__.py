"""The Microsoft Teams platform."""

from contextlib import AbstractAsyncContextManager

from adapters.platforms import Manifest, OpenPlatform, Platform, Surroundings
from adapters.teams import manifest
from adapters.teams.address import ADDRESSES
from adapters.teams.address import PLATFORM as NAME
from adapters.teams.settings import NAMES, TeamsSettings, read_settings


def _open(
    settings: TeamsSettings, around: Surroundings
) -> AbstractAsyncContextManager[OpenPlatform]:
    from adapters.teams.opening import open_teams  # noqa: PLC0415 - only loaded if Teams is on

    words = around.wording.words("en", "UTC")
    return open_teams(
        *(settings, words, around.clock, around.storage, around.wording, around.commands),
        refusals=around.refusals,
    )


PLATFORM = Platform(
    name=NAME,
    addresses=ADDRESSES,
    setting_names=NAMES,
    read_settings=read_settings,
    open=_open,
    manifest=Manifest(manifest.add_options, manifest.write),
)
