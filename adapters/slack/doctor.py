"""What is amiss with Slack, each with how to mend it: for ``support-timeout doctor``."""

from collections.abc import Iterable, Mapping

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.manifest import SCOPES, WHY
from bot.programme import Finding

FAULTS = (SlackApiError, SlackClientError, ClientError, TimeoutError)
SECRET_LENGTH = 32
PAGE = 200
NAMED = 10


async def examine_workspace(
    client: AsyncWebClient, channels: Mapping[str, str], private: Iterable[str]
) -> list[Finding]:
    """Token, scopes and channels of one workspace.

    ``channels`` maps the playbook's keys to channel ids; those in ``private`` are to be private.
    """
    try:
        answer = await client.auth_test()
    except FAULTS as fault:
        return [_token_fault(fault)]
    found = _scopes(str((answer.headers or {}).get("x-oauth-scopes", "")))
    for key, channel in channels.items():
        found += await _channel(client, key, channel, must_be_private=key in set(private))
    return found


def examine_secret(secret: str, *, socket: bool) -> list[Finding]:
    """Whether the signing secret looks like one."""
    if socket or (len(secret) == SECRET_LENGTH and all(c in "0123456789abcdef" for c in secret)):
        return []
    mend = "Copy Basic Information > App Credentials > Signing Secret into SLACK_SIGNING_SECRET."
    return [Finding(False, "The Slack signing secret does not look like one.", mend)]


async def examine_people(client: AsyncWebClient, users: Mapping[str, str]) -> list[Finding]:
    """People of the playbook (name by user id) whom Slack cannot reach; told in one line."""
    try:
        here = await _active(client)
    except FAULTS as fault:
        return [_token_fault(fault)]
    lost = [name for user, name in users.items() if user not in here]
    if not lost:
        return []
    more = f" and {len(lost) - NAMED} more" if len(lost) > NAMED else ""
    mend = "Correct their Slack account in the playbook, or take them out."
    return [Finding(False, f"Slack cannot reach {', '.join(lost[:NAMED])}{more}.", mend)]


async def _active(client: AsyncWebClient) -> set[str]:
    """Everybody in the workspace who has not left, a few hundred a call."""
    found: set[str] = set()
    cursor = ""
    while True:
        answer = await client.users_list(cursor=cursor or None, limit=PAGE)
        found |= {str(u["id"]) for u in answer.get("members") or () if not u.get("deleted")}
        cursor = str((answer.get("response_metadata") or {}).get("next_cursor", ""))
        if not cursor:
            return found


def nowhere(*, by_oauth: bool) -> Finding:
    """The app is in no workspace at all."""
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


async def _channel(
    client: AsyncWebClient, key: str, channel: str, *, must_be_private: bool
) -> list[Finding]:
    try:
        found = (await client.conversations_info(channel=channel)).get("channel") or {}
    except SlackApiError as fault:
        name = str(fault.response.get("error", "")) if fault.response else ""
        if name == "missing_scope":
            # With groups:read alone Slack tells of private channels, and of no other.
            mend = "Make it private in its settings, with supporters alone in it."
            return [Finding(True, f"The Slack channel {key} is not private.", mend)]
        if name != "channel_not_found":
            return [
                Finding(
                    True,
                    f"The Slack channel {key} cannot be looked at ({name}).",
                    "See doctor's other lines.",
                )
            ]
        mend = "Write its id in the playbook as TEAM:CHANNEL, and invite the app: /invite @the-app."
        return [Finding(True, f"The app does not see the Slack channel {key}.", mend)]
    except FAULTS as fault:
        return [_unreachable(fault)]
    told = []
    if not found.get("is_member"):
        mend = "In that channel, type /invite and the app's name."
        told.append(Finding(True, f"The app is not in the Slack channel {key}.", mend))
    if must_be_private and not found.get("is_private"):
        mend = "Make it private in its settings, with supporters alone in it."
        told.append(Finding(True, f"The Slack channel {key} is not private.", mend))
    if found.get("is_archived"):
        told.append(
            Finding(True, f"The Slack channel {key} is archived.", "Unarchive it, or name another.")
        )
    return told


def _token_fault(fault: Exception) -> Finding:
    if isinstance(fault, SlackApiError) and fault.response:
        error = str(fault.response.get("error", ""))
        mend = "Copy the Bot User OAuth Token again, or install the app again."
        return Finding(True, f"Slack does not take the token ({error}).", mend)
    return _unreachable(fault)


def _unreachable(fault: Exception) -> Finding:
    mend = "Let this machine reach https://slack.com (a proxy, a firewall), and try again."
    return Finding(True, f"Slack cannot be reached ({type(fault).__name__}).", mend)
