"""A person behind it: a peer lead signs the first message."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.programme import current, put
from tests.contract.stage import Stage
from tests.wording import phrase


async def texts(stage: Stage, user: str) -> list[str]:
    return [shown.text for shown in await stage.person(user).reads()]


@pytest.mark.branch("69.1")
async def test_the_first_message_carries_the_name_of_a_peer_lead(stage: Stage) -> None:
    async with stage.world.storage.work() as work:
        programme = await current(work)
        (area,) = programme.areas
        area = replace(area, signed_by=stage.world.people["pat"])
        await put(work, replace(programme, areas=(area,)))
    lena = stage.person("lena")
    form = await lena.types("/support-admin activate")
    preview = await lena.sends(
        form,
        kind="resuscitation",
        harm="unknown",
        unit="icu",
        day="2026-03-02",
        time="08:30",
        people="sam",
    )
    signed = phrase("check_in.note.signed", name="Pat Okafor")
    assert signed in preview.text
    await lena.sends(preview)
    await stage.pass_time(timedelta(hours=2))
    (note,) = [shown for shown in await stage.person("sam").reads() if shown.has("check_in.talk")]
    assert signed in note.text
