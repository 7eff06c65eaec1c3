"""The transport with botbuilder-core; no other module uses that SDK.

The SDK verifies tokens and writes activities. Keys, tokens, connections, hosts and faults are our
own, because the SDK's have defects, which the README of this folder lists.
"""

import json
import logging
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from aiohttp import ClientConnectorError, ClientError, ClientSession
from botbuilder.schema import Activity, ChannelAccount, ConversationParameters
from botframework.connector import models
from botframework.connector.aio import ConnectorClient
from botframework.connector.aio.operations_async import ConversationsOperations
from botframework.connector.auth import (
    AuthenticationConfiguration,
    BotFrameworkAuthenticationFactory,
    PasswordServiceClientCredentialFactory,
)
from botframework.connector.auth.jwt_token_extractor import JwtTokenExtractor
from botframework.connector.bot_framework_sdk_client_async import BotFrameworkConnectorConfiguration
from cachetools import LRUCache
from jwt.algorithms import RSAAlgorithm
from msrest import Serializer
from msrest.authentication import Authentication
from msrest.exceptions import DeserializationError, SerializationError
from msrest.pipeline import AsyncHTTPSender, AsyncPipeline, Request, Response
from msrest.pipeline.universal import RawDeserializer
from msrest.universal_http import ClientRequest
from msrest.universal_http.async_abc import AsyncClientResponse

from adapters.teams.bodies import as_sent, whole
from adapters.teams.clouds import Cloud
from adapters.teams.hosts import ServiceHosts
from adapters.teams.keys import SigningKeys
from adapters.teams.tokens import AppTokens
from adapters.teams.transport import (
    CardMessage,
    Declined,
    Json,
    Member,
    NotReached,
    Unanswered,
    Unauthenticated,
)

CARD_TYPE = "application/vnd.microsoft.card.adaptive"
CHANNEL = "msteams"
MOST_CLIENTS = 50
PAGE = 500
MOST_PAGES = 60
"""Enough for the 25,000 people of the largest team; a cut list would shorten a roster."""
LARGEST_ANSWER = 4 * 1024 * 1024
REFUSED = 300
UNAUTHORIZED = 401
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Key:
    """A signing key in the shape that the SDK expects."""

    public_key: object
    endorsements: list[str]


class _Metadata:
    """Replaces the SDK's own cache of keys (``JwtTokenExtractor.metadataCache``)."""

    def __init__(self, keys: SigningKeys) -> None:
        self._keys = keys

    async def get(self, key_id: object) -> _Key:
        """The key of an id. Raises ``Unauthenticated`` unless it is endorsed for Teams."""
        found = await self._keys.find(key_id) if isinstance(key_id, str) else None
        if found is None:
            raise Unauthenticated("a key that is not known")
        endorsements = found.get("endorsements")
        if not isinstance(endorsements, list) or CHANNEL not in endorsements:
            raise Unauthenticated("a key that does not speak for Teams")
        return _Key(RSAAlgorithm.from_jwk(json.dumps(found)), endorsements)


class _Answer(AsyncClientResponse):
    """A response, read completely."""

    def __init__(self, request: Any, status: int, headers: Json, body: bytes) -> None:  # noqa: ANN401 - the SDK's
        super().__init__(request, self)  # what "raw" gives back
        self.status_code = status
        self.headers = headers
        self._body = body

    def body(self) -> bytes:
        return self._body


class _Sender(AsyncHTTPSender[Any, Any]):
    """Sends the SDK's requests over our session, once, and raises our own exceptions.

    The SDK's own sender uses ``requests`` in threads, repeats PUT requests, and loses the status
    of errors in HTML.
    """

    def __init__(self, session: ClientSession, tokens: AppTokens | None) -> None:
        self._session = session
        self._tokens = tokens

    async def __aexit__(self, *_: object) -> None:
        """Leave the session open; its owner closes it."""

    async def send(self, request: Request[Any], **_: object) -> Response[Any, Any]:
        """Send a request once. Raises what ``TeamsTransport`` raises.

        After a 401, which had no effect, it is sent again with a new token.
        """
        asked = request.http_request
        token = await self._tokens.get() if self._tokens else ""
        status, after, body = await self._attempt(asked, token)
        if status == UNAUTHORIZED and self._tokens:
            self._tokens.forget(token)
            if (other := await self._tokens.get()) != token:
                status, after, body = await self._attempt(asked, other)
        if status >= REFUSED:
            raise Declined(status, _code(body), _seconds(after))
        plain = {"content-type": "application/json"}
        return Response(request, _Answer(asked, status, plain, body or b"{}"))

    async def _attempt(self, asked: ClientRequest, token: str) -> tuple[int, str, bytes]:
        """The status, the Retry-After header, and the body."""
        headers = {str(name): str(value) for name, value in asked.headers.items()}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        try:
            async with self._session.request(
                asked.method, asked.url, data=asked.data, headers=headers, allow_redirects=False
            ) as answer:
                body = await whole(answer, LARGEST_ANSWER)
        # aiohttp repeats a PUT if a kept connection was closed, which is harmless; never a POST.
        except ClientConnectorError as fault:
            raise NotReached("no connection") from fault
        except (ClientError, TimeoutError, ValueError) as fault:
            raise Unanswered(type(fault).__name__) from fault
        return answer.status, answer.headers.get("Retry-After", ""), body


class _Pipeline(AsyncPipeline[Any, Any]):
    """A pipeline that only deserialises responses."""

    def __init__(self, config: BotFrameworkConnectorConfiguration) -> None:
        super().__init__([config.user_agent_policy, RawDeserializer()], config.sender)


class _Serializer(Serializer):
    """Sends plain JSON unchanged, because the SDK needs longer to walk a card than to send it."""

    def body(self, data: Any, data_type: str, **more: Any) -> bytes:  # noqa: ANN401 - the SDK's
        """The body of a request."""
        return as_sent(data if isinstance(data, dict) else super().body(data, data_type, **more))

    def url(self, name: str, data: Any, data_type: str, **more: Any) -> str:  # noqa: ANN401 - the SDK's
        """A path segment; the SDK's own method compiles its rules for each call."""
        return quote(str(data), safe="")


MODELS = {name: one for name, one in vars(models).items() if isinstance(one, type)}


class _Client(ConnectorClient):
    """The SDK's client of the Bot Connector, with our sender and serialiser."""

    def __init__(self, service_url: str, sender: _Sender) -> None:
        super().__init__(
            Authentication(),  # the sender signs
            base_url=service_url.rstrip("/"),
            pipeline_type=_Pipeline,
            sender=sender,
        )
        self.conversations = ConversationsOperations(
            self._client, self.config, _Serializer(MODELS), self._deserialize
        )


class BotbuilderTransport:
    """``TeamsTransport`` by botbuilder-core 4.17."""

    def __init__(
        self,
        app_id: str,
        cloud: Cloud,
        hosts: ServiceHosts,
        session: ClientSession,
        keys: SigningKeys,
        tokens: AppTokens | None,
    ) -> None:
        """Without ``tokens`` (development only) nothing is authenticated.

        The caller ensures that such a bot is only reachable from its own machine. With tokens,
        raises ``ValueError`` if there is no app id, because the SDK would accept everybody.
        """
        if tokens is not None and not app_id:
            raise ValueError("without an app id requests cannot be authenticated")
        self._app_id = app_id
        self._issuer = cloud.issuer
        self._url = cloud.metadata_url
        self._hosts = hosts
        self._metadata = _Metadata(keys)
        self._open = tokens is None
        self._sender = _Sender(session, tokens)
        self._clients: LRUCache[str, _Client] = LRUCache(MOST_CLIENTS)
        self._authentication = BotFrameworkAuthenticationFactory.create(
            to_channel_from_bot_login_url=cloud.login_url,
            to_channel_from_bot_oauth_scope=cloud.issuer,
            to_bot_from_channel_token_issuer=cloud.issuer,
            to_bot_from_channel_open_id_metadata_url=cloud.metadata_url,
            # The emulator's tokens are refused below; this URL avoids fetching its keys.
            to_bot_from_emulator_open_id_metadata_url=cloud.metadata_url,
            # This factory only compares the id; it never asks for a token.
            credential_factory=PasswordServiceClientCredentialFactory(app_id, "-"),
            auth_configuration=AuthenticationConfiguration(claims_validator=self._check_claims),
        )

    async def authenticate(self, activity: Json, authorization: str) -> None:
        """See ``TeamsTransport``; any exception of the SDK becomes ``Unauthenticated``."""
        if self._open:
            return
        service_url, channel = activity.get("serviceUrl"), activity.get("channelId")
        if channel != CHANNEL or not isinstance(service_url, str):
            raise Unauthenticated("not of Teams")
        if not self._hosts.allows(service_url):
            raise Unauthenticated("a service URL that is not on the list")
        # The SDK looks for the cache here; its own would fetch keys on the event loop.
        JwtTokenExtractor.metadataCache[self._url] = self._metadata
        asked = Activity(channel_id=CHANNEL, service_url=service_url)
        try:
            found = await self._authentication.authenticate_request(asked, authorization)
        except Exception as fault:
            # The SDK raises PermissionError, KeyError, IndexError, AttributeError and jwt's errors.
            raise Unauthenticated(type(fault).__name__) from fault
        identity = found.claims_identity
        if not identity.is_authenticated or not identity.claims:
            raise Unauthenticated("nobody")
        if identity.get_claim_value("serviceurl") != service_url:
            raise Unauthenticated("another service URL")

    async def _check_claims(self, claims: Any) -> None:  # noqa: ANN401 - a dict or a list of one: seen
        """Refuse tokens without an expiry or of another issuer, which the SDK accepts."""
        given = claims[0] if isinstance(claims, list) else claims
        if given.get("iss") != self._issuer or given.get("aud") != self._app_id:
            raise Unauthenticated("another issuer or audience")
        if not isinstance(given.get("exp"), int | float):
            raise Unauthenticated("a token without an end")

    async def send(self, service_url: str, conversation: str, message: CardMessage) -> str:
        """See ``TeamsTransport``."""
        client = self._client(service_url)
        try:
            answer = await client.conversations.send_to_conversation(
                conversation, _activity(message)
            )
        except (DeserializationError, SerializationError, ValueError) as fault:
            raise Unanswered(type(fault).__name__) from fault
        if answer is None or not answer.id:
            raise Unanswered("posted without an id")
        return str(answer.id)

    async def update(
        self, service_url: str, conversation: str, activity: str, message: CardMessage
    ) -> None:
        """See ``TeamsTransport``."""
        client = self._client(service_url)
        try:
            await client.conversations.update_activity(conversation, activity, _activity(message))
        except (DeserializationError, SerializationError, ValueError) as fault:
            raise Unanswered(type(fault).__name__) from fault

    async def open_personal(self, service_url: str, tenant: str, user: str) -> str:
        """See ``TeamsTransport``."""
        client = self._client(service_url)
        wanted = ConversationParameters(
            is_group=False,
            bot=ChannelAccount(id=f"28:{self._app_id}"),
            members=[ChannelAccount(id=user)],
            tenant_id=tenant,
            channel_data={"tenant": {"id": tenant}},
        )
        try:
            answer = await client.conversations.create_conversation(wanted)
        except (DeserializationError, SerializationError, ValueError) as fault:
            raise Unanswered(type(fault).__name__) from fault
        if answer is None or not answer.id:
            raise Unanswered("opened without an id")
        return str(answer.id)

    async def members(self, service_url: str, conversation: str) -> list[Member]:
        """See ``TeamsTransport``."""
        client = self._client(service_url)
        found: list[Member] = []
        token: str | None = None
        for _ in range(MOST_PAGES):
            try:
                answer = await client.conversations.get_conversation_paged_members(
                    conversation, page_size=PAGE, continuation_token=token, raw=True
                )
                # Read the raw JSON: Teams sends "objectId", but the SDK only reads "aadObjectId".
                page = answer.response.context[RawDeserializer.CONTEXT_NAME]
                found += [_member(one) for one in page.get("members") or ()]
                token = page.get("continuationToken")
            except (DeserializationError, ValueError, AttributeError, TypeError) as fault:
                raise Unanswered(type(fault).__name__) from fault
            if not token:
                break
        return [member for member in found if member.account]

    def _client(self, service_url: str) -> _Client:
        if not self._hosts.allows(service_url):
            raise NotReached("a service URL that is not on the list")
        known = self._clients.get(service_url)
        if known is None:
            known = _Client(service_url, self._sender)
            self._clients[service_url] = known
        return known


def _activity(message: CardMessage) -> Json:
    attachment = {"contentType": CARD_TYPE, "content": message.card}
    return {"type": "message", "summary": message.summary, "attachments": [attachment]}


def _member(found: Json) -> Member:
    def text(*names: str) -> str:
        return next((str(found[name]) for name in names if found.get(name)), "")

    return Member(
        account=text("aadObjectId", "objectId").casefold(),
        user=text("id"),
        name=text("name"),
        email=text("email"),
        tenant=text("tenantId").casefold(),
        guest=text("userRole", "role").casefold() in {"guest", "anonymous"},
    )


def _code(body: bytes) -> str:
    """The Bot Connector's error code, or an empty string."""
    try:
        error = json.loads(body)["error"]
        return str(error["code"])[:80] if isinstance(error, dict) else ""
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""


def _seconds(value: str) -> float | None:
    return float(value) if value.isascii() and value.isdigit() else None
