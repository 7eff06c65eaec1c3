"""What people need at a bad moment opens with the database stopped, by word and by button."""

from datetime import timedelta

import pytest

from tests.contract.matching import asks, the_card
from tests.contract.stage import Ground, Shown, Stage
from tests.some import some

NOW = timedelta()


@pytest.mark.branch("51.3")
@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("/support crisis", "988"),
        ("/support urgent", "911"),
        ("/support help", "break"),
        ("/support help messages", "mydata"),
    ],
)
async def test_by_word(stage: Stage, said: str, shown: str) -> None:
    stage.crash.down = True
    assert shown in (await stage.person("sam").types(said)).text


@pytest.mark.branch("51.4")
async def test_by_button(stage: Stage) -> None:
    sam, pat = stage.person("sam"), stage.person("pat")
    menu = await sam.types("/support")
    await asks(stage, "sam")
    await pat.sends(await pat.presses("request.claim", await the_card(stage)))
    await stage.pass_time(NOW)
    await pat.presses("request.reached")
    await stage.pass_time(NOW)
    held = [m for m in await pat.reads() if "request.urgent" in m.buttons][-1]
    stage.crash.down = True
    assert "988" in (await sam.presses("crisis.show", menu)).text
    assert "911" in (await pat.presses("request.urgent", held)).text


@pytest.mark.branch("51.5")
async def test_nothing_of_it_is_stored(stage: Stage, ground: Ground) -> None:
    """The same presses with the database there leave it as it was."""
    sam = stage.person("sam")
    menu = await sam.types("/support")
    before = await ground.everything()
    shown: list[Shown] = [await sam.presses("crisis.show", menu)]
    shown += [await sam.types(said) for said in ("/support crisis", "/support urgent")]
    assert all("988" in each.text or "911" in each.text for each in some(shown))
    assert await ground.everything() == before
