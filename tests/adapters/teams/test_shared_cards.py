"""A card that several people see: one claims, and it is a line of status for everybody."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from bot.requests.model import SupportRequest
from tests.contract.stage import memory_ground
from tests.contract.teams_stage import TeamsPerson, TeamsStage, channel_id, teams_stage
from tests.teams_api.client import TEXT
from tests.teams_api.connector import ADAPTIVE
from tests.teams_api.reading import read
from tests.teams_api.state import BOT, Message

CLAIM = "request.claim"
PEERS = channel_id("peers")


@pytest.fixture
async def stage() -> AsyncIterator[TeamsStage]:
    async with teams_stage(memory_ground()) as stage:
        yield stage


async def shared(stage: TeamsStage) -> Message:
    """The one card of a request in the supporters' channel."""
    sam = stage.person("sam")
    await sam.types("/support talk peer")
    await sam.presses("check_in.peer")
    await stage.pass_time(timedelta())
    (message,) = [m for m in stage.teams.messages(PEERS) if m.card]
    return message


async def refreshed(stage: TeamsStage, person: TeamsPerson, message: Message) -> Any:
    """What somebody's client gets that asks for the card as it stands now."""
    drawn: Any = message.history[0]["card"] if message.history else message.card
    action = drawn["refresh"]["action"]
    sent = await stage.client.deliver(stage.client.make.execute(person.who, message, action, {}))
    return sent.json


async def claimed(stage: TeamsStage, by: TeamsPerson) -> None:
    form = await by.presses(CLAIM)
    await by.sends(form)
    await stage.settle()


async def test_the_card_in_the_channel_names_those_who_see_it(stage: TeamsStage) -> None:
    message = await shared(stage)
    assert message.card is not None
    inside = stage.teams.state.conversations[PEERS].members - {BOT}
    assert stage.person("pat").who.id in inside
    assert set(message.card["refresh"]["userIds"]) == inside


@pytest.mark.branch("05.15")
async def test_a_claim_makes_it_a_line_of_status_for_everybody(stage: TeamsStage) -> None:
    message, pat = await shared(stage), stage.person("pat")
    await claimed(stage, pat)
    assert message.card is not None
    assert CLAIM not in read(message.card).buttons
    assert stage.person("sam").who.name not in message.activity["summary"] + str(message.card)


async def test_a_client_that_shows_an_old_copy_gets_the_present_one(stage: TeamsStage) -> None:
    message, pat, nora = await shared(stage), stage.person("pat"), stage.person("nora")
    before = await refreshed(stage, nora, message)
    assert before["type"] == ADAPTIVE
    assert CLAIM in read(before["value"]).buttons
    await claimed(stage, pat)
    after = await refreshed(stage, nora, message)
    assert CLAIM not in read(after["value"]).buttons
    assert message.card is not None
    assert read(after["value"]).lines == read(message.card).lines


async def test_nobody_gets_a_private_card_by_asking_for_it_anew(stage: TeamsStage) -> None:
    await shared(stage)
    private = stage.teams.messages(stage.person("sam").who)[-1]
    assert private.card is not None
    action = {"verb": "card.refresh", "data": {"support": {"value": "1:"}}}
    for name in ("sam", "pat"):
        who = stage.person(name).who
        asked = stage.client.make.execute(who, private, action, {})
        sent = await stage.client.deliver(asked)
        assert sent.json == {"statusCode": 200, "type": TEXT, "value": ""}


@pytest.mark.branch("05.20")
async def test_a_guest_in_the_channel_claims_nothing_and_learns_no_name(stage: TeamsStage) -> None:
    message, sam = await shared(stage), stage.person("sam").who
    guest = stage.teams.add_user("Gus Guest", guest=True, email="pat@example.org")
    stage.teams.state.conversations[PEERS].members.add(guest.id)
    stage.filled += 1
    await stage.client.presses(guest, message, CLAIM)
    await stage.settle()
    seen = [m for m in stage.teams.messages(guest) if m.author == BOT]
    dialog = stage.teams.state.dialogs[guest.id]
    for given in (*(str(m.card) for m in seen), str(dialog)):
        assert sam.name not in given
        assert sam.aad not in given
    assert "request.take" not in str(dialog.card)
    async with stage.world.storage.reading() as work:
        (request,) = await work.of(SupportRequest).find()
    assert request.held_by is None
