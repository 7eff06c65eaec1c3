"""What each option says of itself: privacy and its limits, the honest time, where facts belong."""

from datetime import timedelta

import pytest

from tests.contract.stage import Shown, Stage, where_it_stands
from tests.wording import phrase

pytestmark = pytest.mark.one_stage

NIGHT = timedelta(hours=14)  # 23:00
LIMITS = "They may have to act if someone is in danger, and a court may make them testify."


async def shown(stage: Stage, option: str) -> Shown:
    """The screen of one option."""
    return await stage.person("sam").types(f"/support talk {option}")


@pytest.mark.branch("23.1")
@pytest.mark.parametrize(
    ("option", "private"),
    [
        ("peer", "A peer keeps your talk private."),
        ("chaplain", "A chaplain keeps your talk private, with limits."),
        ("eap", "The EAP keeps your talk private."),
        ("outside", "They do not work here."),
    ],
)
async def test_each_says_in_counsels_words_what_stays_private_and_where_it_ends(
    stage: Stage, option: str, private: str
) -> None:
    text = (await shown(stage, option)).text
    assert private in text
    assert LIMITS in text


@pytest.mark.branch("23.4")
async def test_each_says_how_soon_it_can_be_had_and_promises_nothing_else(stage: Stage) -> None:
    await stage.person("pat").types("/support duty on")
    card = await stage.person("sam").types("/support talk")
    peer = phrase("supports.peer.about")
    assert f"{peer} {phrase('support_requests.ways.says_yes', yes='30 minutes')}" in card.text
    chaplain = phrase("supports.chaplain.about")
    assert f"{chaplain} {phrase('support_requests.ways.unknown')}" in card.text
    assert "Call 555-0188, day and night, free." in card.text
    await stage.person("pat").types("/support duty off")
    await stage.pass_time(NIGHT)
    card = await stage.person("sam").types("/support talk")
    assert f"{peer} {phrase('support_requests.ways.opens')}" in card.text
    assert card.text.index("555-0188") < card.text.index(peer)


@pytest.mark.branch("23.5")
@pytest.mark.parametrize("option", ["peer", "chaplain", "eap", "outside"])
async def test_feelings_here_and_each_leads_to_where_what_happened_belongs(
    stage: Stage, option: str
) -> None:
    screen = await shown(stage, option)
    assert phrase("support_requests.ways.feelings") in screen.text
    where = await stage.person("sam").presses("check_in.where", screen)
    assert "Risk office, extension 4400" in where.text


@pytest.mark.every_stage
@pytest.mark.branch("23.6")
async def test_a_peer_outside_is_shown_where_there_is_one(stage: Stage) -> None:
    screen = await shown(stage, "outside")
    assert "The county line: call 555-0177, day and night." in screen.text
    assert (
        "The county line: call 555-0177" in (await stage.person("sam").types("/support talk")).text
    )


@pytest.mark.every_stage
@pytest.mark.branch("23.7")
async def test_two_presses_are_enough_for_a_peer_and_no_card_has_more_than_five_buttons(
    stage: Stage,
) -> None:
    sam = stage.person("sam")
    menu = await sam.types("/support")
    options = await sam.presses("check_in.talk", menu)
    others = await sam.presses("check_in.others", options)
    for card in (menu, options, others, *[await shown(stage, o) for o in ("chaplain", "eap")]):
        assert len(card.buttons) <= 8
    options = await sam.presses("check_in.talk", await sam.types("/support"))
    answer = await sam.presses("check_in.peer", options)
    assert phrase("support_requests.shown_below") in answer.text
    assert phrase("supports.peer.asking") in (await where_it_stands(stage, "sam")).text
