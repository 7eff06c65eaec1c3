"""The one token of a deployment: Slack says whose it is."""

import asyncio

from aiohttp import ClientSession

from adapters.slack.installations import SingleInstallation
from tests.slack_api.server import BOT_TOKEN, FakeSlack


async def test_who_needs_the_token_while_slack_is_being_asked_waits_for_the_answer() -> None:
    async with FakeSlack() as slack, ClientSession() as session:
        slack.add_team()
        ours = SingleInstallation(BOT_TOKEN, session, slack.base_url)
        found = await asyncio.gather(*(ours.of_tenant("T1") for _ in range(5)))
        assert [each.token if each else "" for each in found] == [BOT_TOKEN] * 5
        assert len(slack.called("auth.test")) == 1
