"""Finds problems with Slack and their remedies, for ``support-timeout doctor``."""

import json
from collections.abc import Awaitable, Iterable

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.address import PLATFORM, account_of
from adapters.slack.clients import Installation, error_of, pages
from adapters.slack.manifest import FOR_PICTURES, SCOPES, WHY
from adapters.slack.render import Drawing
from adapters.slack.roster import PAGE, teams_of
from bot.core import symptoms
from bot.core.health import Cause, Symptom
from bot.core.people import Account
from bot.core.screens import Card

FAULTS = (SlackApiError, SlackClientError, ClientError, TimeoutError)
SECRET_LENGTH = 32
REFUSED_WORDS = frozenset({"invalid_blocks", "invalid_message"})
NO_CODE = "doctor-asks-with-a-code-that-is-none"


async def examine_token(client: AsyncWebClient) -> list[Symptom]:
    """The problems with the token and scopes of one workspace."""
    try:
        answer = await client.auth_test()
    except FAULTS as fault:
        return [_token_fault(fault)]
    return _scopes(str((answer.headers or {}).get("x-oauth-scopes", "")))


def examine_secret(secret: str, *, socket: bool) -> list[Symptom]:
    """Whether the signing secret looks like one."""
    if socket or (len(secret) == SECRET_LENGTH and all(c in "0123456789abcdef" for c in secret)):
        return []
    return [_symptom(symptoms.ODD_SECRET)]


async def examine_app_token(client: AsyncWebClient) -> list[Symptom]:
    """Check that a socket could be opened: ask Slack for its address without connecting."""
    try:
        await client.apps_connections_open(app_token=client.token or "")
    except FAULTS as fault:
        error = error_of(fault)
        if not error:
            return [unreachable(fault)]
        if error == "ratelimited":
            return []
        return [_symptom(symptoms.SOCKET, error)]
    return []


async def examine_client(client: AsyncWebClient, client_id: str, secret: str) -> list[Symptom]:
    """Check that Slack accepts the OAuth client, by a request with an invalid code."""
    try:
        await client.oauth_v2_access(client_id=client_id, client_secret=secret, code=NO_CODE)
    except FAULTS as fault:
        error = error_of(fault)
        if not error:
            return [unreachable(fault)]
        if error not in {"bad_client_secret", "invalid_client_id"}:
            return []
        return [_symptom(symptoms.CLIENT, error)]
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


def elsewhere(key: str) -> Symptom:
    """The symptom that a channel is in a workspace without the app."""
    return _symptom(symptoms.CHANNEL_ELSEWHERE, key)


def nowhere() -> Symptom:
    """The symptom that the app is in no workspace."""
    return _symptom(symptoms.NOT_INSTALLED)


def unreached(count: int) -> list[Symptom]:
    """The symptom that Slack cannot reach so many people of the playbook."""
    return [_symptom(symptoms.UNREACHED, count=count)] if count else []


def _scopes(given: str) -> list[Symptom]:
    have = {scope.strip() for scope in given.split(",")}
    lacking = [
        _symptom(symptoms.PICTURES, scope)
        if scope == FOR_PICTURES
        else _symptom(symptoms.SCOPE, f"{scope} ({WHY[scope]})")
        for scope in SCOPES
        if scope not in have
    ]
    unwanted = sorted(scope for scope in have - set(SCOPES) if "history" in scope)
    return [*lacking, *(_symptom(symptoms.READS_TALK, scope) for scope in unwanted)]


async def examine_channel(
    client: AsyncWebClient, key: str, channel: str, *, must_be_private: bool
) -> list[Symptom]:
    """Check that the app is in a channel, and that the channel is private and active."""
    try:
        found = (await client.conversations_info(channel=channel)).get("channel") or {}
    except FAULTS as fault:
        return _unseen(key, fault, must_be_private=must_be_private)
    findings = []
    if not found.get("is_member"):
        findings.append(_symptom(symptoms.CHANNEL_WITHOUT_APP, key))
    if must_be_private and not found.get("is_private"):
        findings.append(_symptom(symptoms.CHANNEL_PUBLIC, key))
    if found.get("is_archived"):
        findings.append(_symptom(symptoms.CHANNEL_ARCHIVED, key))
    return findings


async def examine_words(
    client: AsyncWebClient, cards: Iterable[Card], drawing: Drawing
) -> list[Symptom]:
    """Ask Slack whether it would take cards in the hospital's own words; nothing is posted.

    https://docs.slack.dev/reference/methods/blocks.validate needs no scope. If Slack does not
    answer, or does not know the question, nothing is said.
    """
    refused: dict[str, None] = {}
    for card in cards:
        message = json.dumps({"blocks": drawing.message(card)["blocks"]})
        try:
            await client.api_call("blocks.validate", data={"message": message})
        except FAULTS as fault:
            if error_of(fault) in REFUSED_WORDS:
                refused[str(card.screen)] = None
    return [_symptom(symptoms.WORDS_REFUSED, ", ".join(refused))] if refused else []


def _unseen(key: str, fault: Exception, *, must_be_private: bool) -> list[Symptom]:
    """The findings for a channel that Slack does not show."""
    error = error_of(fault)
    if not error:
        return [unreachable(fault)]
    if error == "missing_scope":
        # With groups:read Slack only shows private channels, so this one is public. If it may be
        # public, its first post will show whether the app is in it.
        return [_symptom(symptoms.CHANNEL_PUBLIC, key)] if must_be_private else []
    if error == "channel_not_found":
        return [_symptom(symptoms.CHANNEL_UNSEEN, key)]
    return [_symptom(symptoms.CHANNEL_UNREAD, f"{key} ({error})")]


def _token_fault(fault: Exception) -> Symptom:
    error = error_of(fault)
    return _symptom(symptoms.TOKEN, error) if error else unreachable(fault)


def unreachable(fault: Exception) -> Symptom:
    """The symptom that Slack cannot be reached."""
    return _symptom(symptoms.UNREACHABLE, type(fault).__name__)


def _symptom(cause: Cause, detail: str = "", count: int = 0) -> Symptom:
    return Symptom(cause, PLATFORM, detail, count)
