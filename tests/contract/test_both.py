"""One programme, both platforms: who asks in one and who helps in the other meet."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.core.storage import in_one_work
from bot.requests.model import SupportRequest
from tests.contract.both_stage import BothStage, both_stage
from tests.contract.reporting import report_by_form
from tests.contract.slack_stage import SlackPerson, slack_id
from tests.contract.stage import Shown, memory_ground
from tests.contract.teams_stage import TeamsPerson, aad, channel_id
from tests.sealed import sealed_text
from tests.wording import phrase

TAKEN = phrase("support_requests.taken")
OPERATOR = phrase("support_requests.contact.elsewhere")
HERE = phrase("support_requests.contact.by_account", account="Sam Rivera")
Anybody = SlackPerson | TeamsPerson


@pytest.fixture
async def both() -> AsyncIterator[BothStage]:
    """Sam, Quinn and Lena are in Teams, everybody else in Slack."""
    async with both_stage(memory_ground(), "sam", "quinn", "lena") as both:
        yield both


async def asks_for_a_peer(both: BothStage, who: Anybody) -> None:
    await who.types("/support talk peer")
    await who.presses("check_in.peer")
    await both.pass_time()


async def has_phone(both: BothStage, user: str, number: str) -> None:
    async def write(work: object) -> None:
        await work.vault.seal(sealed_text(both.world.people[user], "phone"), number)  # type: ignore[attr-defined]

    await in_one_work(both.world.storage, write)


async def requests(both: BothStage) -> list[SupportRequest]:
    async with both.world.storage.reading() as work:
        return await work.of(SupportRequest).find()


async def claim_cards(who: Anybody) -> list[Shown]:
    return [m for m in await who.reads() if "request.claim" in m.buttons]


async def takes(who: Anybody) -> Shown:
    return await who.sends(await who.presses("request.claim"))


@pytest.mark.branch("05.1")
async def test_a_claim_card_hangs_in_the_channels_of_both(both: BothStage) -> None:
    await asks_for_a_peer(both, both.in_teams("sam"))
    (in_slack,) = await claim_cards(both.in_slack("pat"))
    (in_teams,) = await claim_cards(both.in_teams("quinn"))
    assert in_slack.buttons == in_teams.buttons
    for card in (in_slack, in_teams):
        assert "Sam" not in card.text
        assert aad("sam") not in str(card)


@pytest.mark.branch("05.2")
async def test_whoever_asked_in_teams_is_reached_from_slack(both: BothStage) -> None:
    await has_phone(both, "sam", "555 0142")
    sam, pat, quinn = both.in_teams("sam"), both.in_slack("pat"), both.in_teams("quinn")
    await asks_for_a_peer(both, sam)
    contact = await takes(pat)
    assert "Sam Rivera" in contact.text
    assert "555 0142" in contact.text
    await both.pass_time()
    (card,) = [m for m in await quinn.reads() if TAKEN in m.text]
    assert card.buttons == {}
    who = await sam.presses("request.who")
    assert "Pat Okafor" in who.text
    await pat.presses("request.reached")
    await pat.presses("request.done")
    await both.pass_time()
    assert [m for m in await sam.reads() if phrase("support_requests.ended.done") in m.text]


@pytest.mark.branch("05.3")
async def test_whoever_asked_in_slack_is_reached_from_teams(both: BothStage) -> None:
    await has_phone(both, "nora", "555 0177")
    nora, pat, quinn = both.in_slack("nora"), both.in_slack("pat"), both.in_teams("quinn")
    await asks_for_a_peer(both, nora)
    contact = await takes(quinn)
    assert "Nora Quist" in contact.text
    assert "555 0177" in contact.text
    await both.pass_time()
    (card,) = [m for m in await pat.reads() if TAKEN in m.text]
    assert card.buttons == {}
    assert "Quinn" in (await nora.presses("request.who")).text


@pytest.mark.branch("05.22")
async def test_whoever_asked_for_a_message_is_not_just_a_number_in_the_other_app(
    both: BothStage,
) -> None:
    await has_phone(both, "sam", "555 0142")
    sam, pat = both.in_teams("sam"), both.in_slack("pat")
    await asks_for_a_peer(both, sam)
    await takes(pat)
    await both.pass_time()
    await sam.sends(await sam.presses("request.reach"), reach="app")
    contact = await pat.presses("request.contact")
    assert phrase("support_requests.contact.message") in contact.text
    assert "555 0142" in contact.text


@pytest.mark.branch("05.4")
async def test_without_a_number_nobody_is_sent_to_an_app_they_do_not_have(
    both: BothStage,
) -> None:
    await asks_for_a_peer(both, both.in_teams("sam"))
    contact = await takes(both.in_slack("pat"))
    assert "Sam Rivera" in contact.text
    assert OPERATOR in contact.text
    assert HERE not in contact.text
    assert aad("sam") not in contact.text


async def test_in_the_same_app_they_are_found_by_their_name(both: BothStage) -> None:
    await asks_for_a_peer(both, both.in_teams("sam"))
    contact = await takes(both.in_teams("quinn"))
    assert HERE in contact.text
    assert aad("sam") not in contact.text


@pytest.mark.branch("05.5")
async def test_of_claims_at_once_on_both_exactly_one_wins(both: BothStage) -> None:
    await asks_for_a_peer(both, both.in_teams("sam"))
    everybody: list[Anybody] = [
        both.in_slack("pat"),
        both.in_teams("quinn"),
        both.in_slack("uma"),
    ]
    forms = [await one.presses("request.claim") for one in everybody]
    answers = await asyncio.gather(
        *(one.sends(form) for one, form in zip(everybody, forms, strict=True))
    )
    won = [answer for answer in answers if "Sam Rivera" in answer.text]
    lost = [answer for answer in answers if TAKEN in answer.text]
    assert (len(won), len(lost)) == (1, 2)


async def test_a_release_hangs_it_up_on_both_again(both: BothStage) -> None:
    await asks_for_a_peer(both, both.in_teams("sam"))
    pat = both.in_slack("pat")
    await takes(pat)
    await both.pass_time()
    await pat.presses("request.release")
    await both.pass_time(timedelta(minutes=10))
    assert len(await claim_cards(both.in_teams("quinn"))) == 1
    contact = await takes(both.in_teams("quinn"))
    assert "Sam Rivera" in contact.text


async def reported(both: BothStage, user: str) -> None:
    lena = both.in_teams("lena")
    preview = await report_by_form(lena, people=user)
    assert phrase("check_in.see.who", count=1) in preview.text
    await both.pass_time(timedelta(hours=3))


async def notes(who: Anybody) -> int:
    return sum("check_in.no_thanks" in m.buttons for m in await who.reads())


@pytest.mark.branch("05.6")
async def test_somebody_with_accounts_on_both_gets_one_note(both: BothStage) -> None:
    await both.gets_both("sam")
    await reported(both, "sam")
    assert await notes(both.in_teams("sam")) + await notes(both.in_slack("sam")) == 1


@pytest.mark.branch("05.7")
@pytest.mark.parametrize("platform", ["slack", "teams"])
async def test_the_note_comes_on_the_platform_they_prefer(both: BothStage, platform: str) -> None:
    await prefers_teams(both, "sam")
    if platform == "slack":
        settings = await both.in_slack("sam").types("/support settings")
        await both.in_slack("sam").presses("home.prefer", settings)
        await both.pass_time()
    await reported(both, "sam")
    found = {
        "slack": await notes(both.in_slack("sam")),
        "teams": await notes(both.in_teams("sam")),
    }
    assert found == {"slack": 0, "teams": 0} | {platform: 1}


async def prefers_teams(both: BothStage, user: str) -> None:
    await both.gets_both(user)
    settings = await both.in_teams(user).types("/support settings")
    await both.in_teams(user).presses("home.prefer", settings)
    await both.pass_time()


@pytest.mark.branch("05.8")
async def test_whoever_has_not_the_app_where_they_prefer_gets_the_note_on_the_other(
    both: BothStage,
) -> None:
    await prefers_teams(both, "sam")
    both.teams.user("sam").has_app = False
    await reported(both, "sam")
    assert await notes(both.in_slack("sam")) == 1
    assert await notes(both.in_teams("sam")) == 0
    none_lost = phrase("adverse_event.progress.unreachable", count=0)
    assert [m for m in await both.in_teams("lena").reads() if none_lost in m.text]


@pytest.mark.branch("05.9")
@pytest.mark.parametrize("how", ["ConversationBlockedByUser", "block: in the text"])
async def test_whoever_blocked_the_app_is_not_looked_for_on_the_other(
    both: BothStage, how: str
) -> None:
    await prefers_teams(both, "sam")
    sam = both.teams.user("sam")
    for method, about in (("create", sam.aad), ("post", both.teams.teams.state.personal(sam).id)):
        both.teams.teams.fail_next(method, how, 100, about)
    await reported(both, "sam")
    assert await notes(both.in_slack("sam")) == 0
    assert [
        m
        for m in await both.in_teams("lena").reads()
        if phrase("adverse_event.progress.unreachable", count=1) in m.text
    ]


async def test_who_asks_on_both_has_asked_once(both: BothStage) -> None:
    await both.gets_both("sam")
    await asks_for_a_peer(both, both.in_teams("sam"))
    shown = await both.in_slack("sam").types("/support talk peer")
    assert "check_in.peer" not in shown.buttons
    assert "request.withdraw" in shown.buttons
    assert len(await requests(both)) == 1
    assert len(await claim_cards(both.in_slack("pat"))) == 1


@pytest.mark.branch("05.10")
async def test_a_platform_that_is_down_holds_nobody_up_on_the_other(both: BothStage) -> None:
    with both.teams.teams.failing("post", "503"):
        await asks_for_a_peer(both, both.in_slack("nora"))
        assert both.teams.teams.messages(channel_id("peers")) == []
        contact = await takes(both.in_slack("pat"))
        assert "Nora Quist" in contact.text
    await both.pass_time(timedelta(hours=1))
    assert await claim_cards(both.in_teams("quinn")) == []


async def test_what_one_platform_forges_does_nothing_on_the_other(both: BothStage) -> None:
    await asks_for_a_peer(both, both.in_teams("sam"))
    nora = both.in_slack("nora")
    (card,) = await claim_cards(both.in_slack("pat"))
    refused = await nora.presses("request.claim", card)
    assert "Sam" not in refused.text
    assert slack_id("sam") not in refused.text
    (request,) = await requests(both)
    assert request.held_by is None


@pytest.mark.branch("05.18")
async def test_the_operator_connects_a_supporter_in_teams_with_somebody_in_slack(
    both: BothStage,
) -> None:
    await asks_for_a_peer(both, both.in_slack("nora"))
    contact = await takes(both.in_teams("quinn"))
    assert "Nora Quist" in contact.text
    assert OPERATOR in contact.text
    assert "in this app" not in contact.text
    assert slack_id("nora") not in contact.text


@pytest.mark.branch("05.19")
async def test_who_takes_a_request_back_takes_it_off_both(both: BothStage) -> None:
    sam = both.in_teams("sam")
    await asks_for_a_peer(both, sam)
    await sam.presses("request.withdraw")
    await both.pass_time()
    for who in (both.in_slack("pat"), both.in_teams("quinn")):
        (card,) = [m for m in await who.reads() if TAKEN in m.text]
        assert card.buttons == {}
        assert await claim_cards(who) == []
