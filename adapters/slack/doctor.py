"""What is amiss with Slack, each with how to mend it: for ``support-timeout doctor``."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.manifest import SCOPES, WHY

FAULTS = (SlackApiError, SlackClientError, ClientError, TimeoutError)
SECRET_LENGTH = 32


@dataclass(frozen=True)
class Amiss:
    """One thing, whether it breaks the service, and the remedy."""

    broken: bool
    what: str
    mend: str


async def examine_workspace(
    client: AsyncWebClient, channels: Mapping[str, str], private: Iterable[str]
) -> list[Amiss]:
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


def examine_secret(secret: str, *, socket: bool) -> list[Amiss]:
    """Whether the signing secret looks like one."""
    if socket or (len(secret) == SECRET_LENGTH and all(c in "0123456789abcdef" for c in secret)):
        return []
    mend = "Copy Basic Information > App Credentials > Signing Secret into SLACK_SIGNING_SECRET."
    return [Amiss(False, "The Slack signing secret does not look like one.", mend)]


async def examine_people(client: AsyncWebClient, users: Mapping[str, str]) -> list[Amiss]:
    """People of the playbook (name by user id) whom Slack cannot reach; told in one line."""
    lost = []
    for user, name in users.items():
        try:
            answer = await client.users_info(user=user)
        except SlackApiError:
            lost.append(name)
        except FAULTS as fault:
            return [_unreachable(fault)]
        else:
            if (answer.get("user") or {}).get("deleted"):
                lost.append(name)
    if not lost:
        return []
    shown = ", ".join(lost[:10]) + (f" and {len(lost) - 10} more" if len(lost) > 10 else "")  # noqa: PLR2004
    mend = "Correct their Slack account in the playbook, or take them out."
    return [Amiss(False, f"Slack cannot reach {shown}.", mend)]


def _scopes(given: str) -> list[Amiss]:
    have = {scope.strip() for scope in given.split(",")}
    found = []
    for scope in SCOPES:
        if scope not in have:
            mend = f"Add it under OAuth & Permissions ({WHY[scope]}), and install the app again."
            found.append(Amiss(True, f"The Slack token lacks the scope {scope}.", mend))
    for scope in sorted(have - set(SCOPES) - {""}):
        if "history" in scope:
            mend = "Take it out under OAuth & Permissions: nothing here reads what people write."
            found.append(Amiss(False, f"The Slack token has the scope {scope}.", mend))
    return found


async def _channel(
    client: AsyncWebClient, key: str, channel: str, *, must_be_private: bool
) -> list[Amiss]:
    try:
        found = (await client.conversations_info(channel=channel)).get("channel") or {}
    except SlackApiError as fault:
        name = str(fault.response.get("error", "")) if fault.response else ""
        if name != "channel_not_found":
            return [
                Amiss(
                    True,
                    f"The Slack channel {key} cannot be looked at ({name}).",
                    "See doctor's other lines.",
                )
            ]
        mend = "Write its id in the playbook as TEAM:CHANNEL, and invite the app: /invite @the-app."
        return [Amiss(True, f"The app does not see the Slack channel {key}.", mend)]
    except FAULTS as fault:
        return [_unreachable(fault)]
    told = []
    if not found.get("is_member"):
        mend = "In that channel, type /invite and the app's name."
        told.append(Amiss(True, f"The app is not in the Slack channel {key}.", mend))
    if must_be_private and not found.get("is_private"):
        mend = "Make it private in its settings, with supporters alone in it."
        told.append(Amiss(True, f"The Slack channel {key} is not private.", mend))
    if found.get("is_archived"):
        told.append(
            Amiss(True, f"The Slack channel {key} is archived.", "Unarchive it, or name another.")
        )
    return told


def _token_fault(fault: Exception) -> Amiss:
    if isinstance(fault, SlackApiError) and fault.response:
        error = str(fault.response.get("error", ""))
        mend = "Copy the Bot User OAuth Token again, or install the app again."
        return Amiss(True, f"Slack does not take the token ({error}).", mend)
    return _unreachable(fault)


def _unreachable(fault: Exception) -> Amiss:
    mend = "Let this machine reach https://slack.com (a proxy, a firewall), and try again."
    return Amiss(True, f"Slack cannot be reached ({type(fault).__name__}).", mend)
