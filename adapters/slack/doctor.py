"""Finds problems with Slack and their remedies, for ``support-timeout doctor``."""

from collections.abc import Awaitable

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.address import account_of
from adapters.slack.clients import Installation, error_of, pages
from adapters.slack.manifest import SCOPES, WHY
from adapters.slack.roster import PAGE, teams_of
from bot.core.people import Account
from bot.programme import Finding

FAULTS = (SlackApiError, SlackClientError, ClientError, TimeoutError)
SECRET_LENGTH = 32
NAMED = 10
NO_CODE = "doctor-asks-with-a-code-that-is-none"


async def examine_token(client: AsyncWebClient) -> list[Finding]:
    """The problems with the token and scopes of one workspace."""
    try:
        answer = await client.auth_test()
    except FAULTS as fault:
        return [_token_fault(fault)]
    return _scopes(str((answer.headers or {}).get("x-oauth-scopes", "")))


def examine_secret(secret: str, *, socket: bool) -> list[Finding]:
    """Whether the signing secret looks like one."""
    if socket or (len(secret) == SECRET_LENGTH and all(c in "0123456789abcdef" for c in secret)):
        return []
    mend = "Copy Basic Information > App Credentials > Signing Secret into SLACK_SIGNING_SECRET."
    return [Finding(False, "The Slack signing secret does not look like one.", mend)]


async def examine_app_token(client: AsyncWebClient) -> list[Finding]:
    """Check that a socket could be opened: ask Slack for its address without connecting."""
    try:
        await client.apps_connections_open(app_token=client.token or "")
    except FAULTS as fault:
        error = error_of(fault)
        if not error:
            return [unreachable(fault)]
        if error == "ratelimited":
            return []
        mend = (
            "Make one under Basic Information > App-Level Tokens, with the scope"
            " connections:write, and turn Socket Mode on."
        )
        return [Finding(True, f"Slack opens no socket for SLACK_APP_TOKEN ({error}).", mend)]
    return []


async def examine_client(client: AsyncWebClient, client_id: str, secret: str) -> list[Finding]:
    """Check that Slack accepts the OAuth client, by a request with an invalid code."""
    try:
        await client.oauth_v2_access(client_id=client_id, client_secret=secret, code=NO_CODE)
    except FAULTS as fault:
        error = error_of(fault)
        if not error:
            return [unreachable(fault)]
        if error not in {"bad_client_secret", "invalid_client_id"}:
            return []
        mend = "Copy both again from Basic Information > App Credentials."
        return [
            Finding(True, f"Slack does not take SLACK_CLIENT_ID and its secret ({error}).", mend)
        ]
    return []


async def active_in(client: AsyncWebClient, installation: Installation) -> set[Account]:
    """All active accounts in the workspaces of an installation."""
    found: set[Account] = set()
    async for team in teams_of(client, installation):

        def read(cursor: str | None, team: str = team) -> Awaitable[object]:
            return client.users_list(cursor=cursor, limit=PAGE, team_id=team)

        async for page in pages(read):
            found |= {
                account_of(installation.tenant, str(user.get("id")))
                for user in page.get("members") or ()
                if not user.get("deleted")
            }
    return found


def lost(names: list[str]) -> list[Finding]:
    """One finding about the people of the playbook whom Slack cannot reach."""
    if not names:
        return []
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    mend = "Correct their Slack account in the playbook, or take them out."
    return [Finding(False, f"Slack cannot reach {', '.join(names[:NAMED])}{more}.", mend)]


def elsewhere(key: str, team: str) -> Finding:
    """The finding that a channel is in a workspace without the app."""
    mend = "Write it as TEAM:CHANNEL with the id of a workspace that has the app, or install it."
    what = f"The Slack channel {key} is in {team}, where the app is not installed."
    return Finding(True, what, mend)


def nowhere(*, by_oauth: bool) -> Finding:
    """The finding that the app is in no workspace."""
    mend = "Copy the Bot User OAuth Token again, or install the app again."
    if by_oauth:
        mend = "Open /slack/install of this service in a browser, and install it in a workspace."
    return Finding(True, "The app is installed in no Slack workspace.", mend)


def _scopes(given: str) -> list[Finding]:
    have = {scope.strip() for scope in given.split(",")}
    found = []
    for scope in SCOPES:
        if scope not in have:
            mend = f"Add it under OAuth & Permissions ({WHY[scope]}), and install the app again."
            found.append(Finding(True, f"The Slack token lacks the scope {scope}.", mend))
    for scope in sorted(have - set(SCOPES) - {""}):
        if "history" in scope:
            mend = "Take it out under OAuth & Permissions: nothing here reads what people write."
            found.append(Finding(False, f"The Slack token has the scope {scope}.", mend))
    return found


async def examine_channel(
    client: AsyncWebClient, key: str, channel: str, *, must_be_private: bool
) -> list[Finding]:
    """Check that the app is in a channel, and that the channel is private and active."""
    try:
        found = (await client.conversations_info(channel=channel)).get("channel") or {}
    except FAULTS as fault:
        return _unseen(key, fault, must_be_private=must_be_private)
    findings = []
    if not found.get("is_member"):
        mend = "In that channel, type /invite and the app's name."
        findings.append(Finding(True, f"The app is not in the Slack channel {key}.", mend))
    if must_be_private and not found.get("is_private"):
        mend = "Make it private in its settings, with supporters alone in it."
        findings.append(Finding(True, f"The Slack channel {key} is not private.", mend))
    if found.get("is_archived"):
        mend = "Unarchive it, or name another."
        findings.append(Finding(True, f"The Slack channel {key} is archived.", mend))
    return findings


def _unseen(key: str, fault: Exception, *, must_be_private: bool) -> list[Finding]:
    """The findings for a channel that Slack does not show."""
    error = error_of(fault)
    if not error:
        return [unreachable(fault)]
    if error == "missing_scope":
        # With groups:read Slack only shows private channels, so this one is public. If it may be
        # public, its first post will show whether the app is in it.
        mend = "Make it private in its settings, with supporters alone in it."
        what = f"The Slack channel {key} is not private."
        return [Finding(True, what, mend)] if must_be_private else []
    if error == "channel_not_found":
        mend = "Write its id in the playbook as TEAM:CHANNEL, and invite the app: /invite @the-app."
        return [Finding(True, f"The app does not see the Slack channel {key}.", mend)]
    what = f"The Slack channel {key} cannot be looked at ({error})."
    return [Finding(True, what, "See doctor's other lines.")]


def _token_fault(fault: Exception) -> Finding:
    error = error_of(fault)
    if error:
        mend = "Copy the Bot User OAuth Token again, or install the app again."
        return Finding(True, f"Slack does not take the token ({error}).", mend)
    return unreachable(fault)


def unreachable(fault: Exception) -> Finding:
    """The finding that Slack cannot be reached."""
    mend = "Let this machine reach https://slack.com (a proxy, a firewall), and try again."
    return Finding(True, f"Slack cannot be reached ({type(fault).__name__}).", mend)
