"""What each option says of itself: privacy and its limits, the honest time, where facts belong."""

from datetime import timedelta

import pytest

from tests.contract.stage import Shown, Stage
from tests.wording import phrase

pytestmark = pytest.mark.one_stage

NIGHT = timedelta(hours=14)  # 23:00
LIMITS = "If someone may be in danger, or the law says so, they may have to tell."


async def shown(stage: Stage, option: str) -> Shown:
    """The screen of one option."""
    sam = stage.person("sam")
    if option in {"chaplain", "eap"}:
        return await sam.types(f"/support talk {option}")
    options = await sam.types("/support talk")
    if option == "peer":
        return options
    return await sam.presses(
        f"request.kind={phrase('supports.outside.name')}",
        await sam.presses("check_in.others", options),
    )


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
@pytest.mark.parametrize(
    ("option", "day", "night"),
    [
        ("peer", "within 30 minutes", "by 8 a.m."),
        ("chaplain", "within an hour", "in two hours"),
        ("eap", "within an hour", "by 9 a.m."),
    ],
)
async def test_each_says_how_soon_somebody_answers_now_and_at_night(
    stage: Stage, option: str, day: str, night: str
) -> None:
    text = (await shown(stage, option)).text
    assert phrase("programme.told.by_day", now=day, later=night) in text
    await stage.pass_time(NIGHT)
    text = (await shown(stage, option)).text
    assert phrase("programme.told.at_night", now=night, later=day) in text


@pytest.mark.branch("23.5")
@pytest.mark.parametrize("option", ["peer", "chaplain", "eap", "outside"])
async def test_feelings_here_and_each_leads_to_where_what_happened_belongs(
    stage: Stage, option: str
) -> None:
    screen = await shown(stage, option)
    section = "check_in.options" if option == "peer" else "support_requests.kind"
    assert phrase(f"{section}.feelings") in screen.text
    where = await stage.person("sam").presses("check_in.where", screen)
    assert "Risk office, extension 4400" in where.text


@pytest.mark.every_stage
@pytest.mark.branch("23.6")
async def test_a_peer_outside_is_shown_where_there_is_one(stage: Stage) -> None:
    screen = await shown(stage, "outside")
    assert "The county line: call 555-0177, day and night." in screen.text


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
        assert len(card.buttons) <= 5
    options = await sam.presses("check_in.talk", await sam.types("/support"))
    status = await sam.presses("check_in.peer", options)
    assert phrase("supports.peer.asking") in status.text
