"""What doctor says of Slack, each thing with its remedy."""

from collections.abc import AsyncIterator

import pytest

from adapters.clock import SystemClock
from adapters.platforms import Named
from adapters.slack.address import account_of, address_of
from adapters.slack.manifest import WHY
from adapters.slack.opening import open_slack
from adapters.slack.settings import SlackSettings
from adapters.wording import load_wording
from bot.core.conversation import Address
from bot.core.health import Finding
from bot.core.lines import Lines
from bot.core.people import Account
from bot.core.screens import Card
from bot.home import open_cards
from tests.slack_api.server import APP_TOKEN, BOT_TOKEN, FakeSlack
from tests.wording import phrase

SECRET = "0123456789abcdef0123456789abcdef"
CLAIMS = {"claims": address_of("T1", "C1")}


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    # What happens there is told with the time of a clock like ours.
    async with FakeSlack(lambda: SystemClock().now().timestamp()) as slack:
        slack.add_team()
        yield slack


async def examined(
    slack: FakeSlack,
    people: frozenset[Account] = frozenset(),
    secret: str = SECRET,
    app_token: str = "",
    channels: dict[str, Address] | None = None,
    cards: tuple[Card, ...] = (),
) -> list[Finding]:
    options = SlackSettings(secret, BOT_TOKEN, app_token, api_url=slack.base_url)
    words = load_wording().words("en", "UTC")
    async with open_slack(options, words, SystemClock()) as ours:
        named = Named(channels or CLAIMS, frozenset({"claims"}), people=people, cards=cards)
        return [symptom.said(words) for symptom in await ours.examine(named)]


async def test_all_is_well_when_all_is_well(slack: FakeSlack) -> None:
    slack.add_channel("C1")
    slack.add_user("USAM", "Sam Rivera")
    assert await examined(slack, frozenset({account_of("T1", "USAM")})) == []


async def test_slack_is_asked_whether_it_would_show_the_hospitals_own_words(
    slack: FakeSlack,
) -> None:
    slack.add_channel("C1")
    words = load_wording().words("en", "UTC")
    cards = open_cards(words, Lines())
    assert await examined(slack, cards=cards) == []
    assert len(slack.called("blocks.validate")) == len(cards)
    assert slack.called("chat.postMessage") == []
    # What our own limits let through, and Slack refuses one day.
    slack.fail_next("blocks.validate", "invalid_message")
    (finding,) = await examined(slack, cards=cards)
    assert finding.cause == "words_refused"
    assert "home.crisis" in finding.what
    for outage in ("unknown_method", "ratelimited", "503"):
        slack.fail_next("blocks.validate", outage, len(cards))
        assert await examined(slack, cards=cards) == []


async def test_a_channel_without_the_app_is_found_with_its_remedy(slack: FakeSlack) -> None:
    slack.add_channel("C1", bot=False)
    (finding,) = await examined(slack)
    assert finding.broken
    assert "claims" in finding.what
    assert "invite" in finding.mend


async def test_a_claims_channel_that_everybody_can_join_is_found(slack: FakeSlack) -> None:
    slack.add_channel("C1", private=False)
    found = await examined(slack)
    assert ["not private" in finding.what for finding in found] == [True]


async def test_missing_scopes_are_named_with_their_reason(slack: FakeSlack) -> None:
    slack.add_channel("C1")
    slack.state.teams["T1"].scopes.discard("dnd:read")
    (finding,) = await examined(slack)
    assert "dnd:read" in finding.what
    assert WHY["dnd:read"] in finding.what


async def test_a_missing_scope_for_pictures_breaks_nothing_and_says_what_it_would_bring(
    slack: FakeSlack,
) -> None:
    slack.add_channel("C1")
    slack.state.teams["T1"].scopes.discard("files:write")
    (finding,) = await examined(slack)
    assert not finding.broken
    assert "files:write" in finding.what
    assert "published totals" in finding.mend


async def test_a_scope_that_reads_what_people_write_is_not_wanted(slack: FakeSlack) -> None:
    slack.add_channel("C1")
    slack.state.teams["T1"].scopes.add("im:history")
    (finding,) = await examined(slack)
    assert "im:history" in finding.what


async def test_people_whom_slack_cannot_reach_are_counted_with_every_cause(
    slack: FakeSlack,
) -> None:
    slack.add_channel("C1")
    slack.add_user("USAM", "Sam Rivera", deleted=True)
    people = frozenset({account_of("T1", "USAM"), account_of("T1", "U0")})
    (finding,) = await examined(slack, people)
    assert finding.what.endswith("2.")
    for cause in ("closed", "not confirmed", "e-mails differ"):
        assert cause in finding.mend


async def test_a_token_that_was_revoked_is_said_plainly(slack: FakeSlack) -> None:
    slack.revoke()
    (finding,) = await examined(slack)
    assert finding.broken
    assert finding.what == phrase("platform.token", name="Slack", detail="token_revoked")
    assert "install" in finding.mend


async def test_a_signing_secret_of_another_kind_is_seen(slack: FakeSlack) -> None:
    slack.add_channel("C1")
    (finding,) = await examined(slack, secret="xoxb-not-a-secret")
    assert "signing secret" in finding.what


async def test_an_open_channel_for_announcements_is_as_it_should_be(slack: FakeSlack) -> None:
    slack.add_channel("C1")
    slack.add_channel("C2", private=False)
    assert await examined(slack, channels={"announcements": address_of("T1", "C2")}) == []


async def test_a_channel_of_a_workspace_without_the_app_is_found(slack: FakeSlack) -> None:
    (finding,) = await examined(slack, channels={"claims": address_of("T7", "C1")})
    assert finding.broken
    assert "claims" in finding.what
    assert "TEAM:CHANNEL" in finding.mend


async def test_an_app_token_that_opens_no_socket_is_found(slack: FakeSlack) -> None:
    slack.add_channel("C1")
    assert await examined(slack, secret="", app_token=APP_TOKEN) == []
    (finding,) = await examined(slack, secret="", app_token="xapp-of-another-app")
    assert finding.broken
    assert "connections:write" in finding.mend


@pytest.mark.parametrize("how", ["503", "reset_before"])
async def test_a_slack_that_is_away_is_a_finding_and_no_crash(slack: FakeSlack, how: str) -> None:
    with slack.failing("auth.test", how):
        (finding,) = await examined(slack)
    assert finding.broken
    assert phrase("platform.unreachable", name="Slack") in finding.what
    # The token may be as good as ever: nobody is sent to copy it again.
    assert "token" not in finding.mend


async def test_an_archived_channel_is_found(slack: FakeSlack) -> None:
    slack.add_channel("C1").archived = True
    (finding,) = await examined(slack)
    assert finding.broken
    assert "archived" in finding.what
    assert "Unarchive" in finding.mend
