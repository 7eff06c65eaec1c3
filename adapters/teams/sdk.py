"""The transport with botbuilder-core; no other module uses that SDK.

The SDK verifies tokens and writes activities. Keys, tokens, connections, hosts and faults are our
own, because the SDK's have defects, which the README of this folder lists.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

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
from msrest.universal_http.async_abc import AsyncClientResponse

from adapters.refusals import Reason
from adapters.teams.bodies import PAGE, activity_of, all_members, as_sent
from adapters.teams.calls import ConnectorCalls
from adapters.teams.claims import CHANNEL, Expected
from adapters.teams.clouds import Cloud
from adapters.teams.hosts import ServiceHosts
from adapters.teams.inbound import InboundTokens
from adapters.teams.keys import SigningKeys
from adapters.teams.transport import (
    CardMessage,
    Json,
    Member,
    NotReached,
    Unanswered,
    Unauthenticated,
)

MOST_CLIENTS = 50
OK = 200


@dataclass(frozen=True)
class _Key:
    """A signing key in the shape that the SDK expects."""

    public_key: object
    endorsements: list[str]


class _Metadata:
    """Replaces the SDK's own cache of keys (``JwtTokenExtractor.metadataCache``)."""

    def __init__(self, inbound: InboundTokens) -> None:
        self._inbound = inbound

    async def get(self, key_id: object) -> _Key:
        """The key of an id. Raises ``Unauthenticated`` unless it is endorsed for Teams."""
        found = await self._inbound.key(key_id)
        return _Key(RSAAlgorithm.from_jwk(dict(found)), found["endorsements"])


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
    """Sends the SDK's requests by our own calls.

    The SDK's own sender uses ``requests`` in threads, repeats PUT requests, and loses the status
    of errors in HTML.
    """

    def __init__(self, calls: ConnectorCalls) -> None:
        self._calls = calls

    async def __aexit__(self, *_: object) -> None:
        """Leave the session open; its owner closes it."""

    async def send(self, request: Request[Any], **_: object) -> Response[Any, Any]:
        """Send a request once. Raises what ``TeamsTransport`` raises."""
        asked = request.http_request
        headers = {str(name): str(value) for name, value in asked.headers.items()}
        body = await self._calls.make(asked.method, asked.url, headers, asked.data)
        plain = {"content-type": "application/json"}
        return Response(request, _Answer(asked, OK, plain, body or b"{}"))


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


class _Credentials(PasswordServiceClientCredentialFactory):
    """Tells the SDK which audiences are ours. The SDK asks it for nothing else."""

    def __init__(self, expected: Expected) -> None:
        super().__init__(expected.app_id, "-")
        self._expected = expected

    async def is_valid_app_id(self, app_id: object) -> bool:
        """Whether an audience is ours; the SDK only knows the first of its three forms."""
        return self._expected.is_audience(app_id)


class _Proof:
    """Lets the SDK verify a delivery, and checks the claims again that it accepts wrongly."""

    def __init__(self, expected: Expected, cloud: Cloud, keys: SigningKeys) -> None:
        self._expected = expected
        self._url = cloud.metadata_url
        self._ours = InboundTokens(expected, keys)
        self._metadata = _Metadata(self._ours)
        self._theirs = BotFrameworkAuthenticationFactory.create(
            to_channel_from_bot_login_url=cloud.login_url,
            to_channel_from_bot_oauth_scope=cloud.issuer,
            to_bot_from_channel_token_issuer=cloud.issuer,
            to_bot_from_channel_open_id_metadata_url=cloud.metadata_url,
            # The emulator's tokens are refused below; this URL avoids fetching its keys.
            to_bot_from_emulator_open_id_metadata_url=cloud.metadata_url,
            credential_factory=_Credentials(expected),
            auth_configuration=AuthenticationConfiguration(claims_validator=_accept_claims),
        )

    async def check(self, activity: Json, authorization: str) -> None:
        """Return if the Bot Connector sent this. Any exception becomes ``Unauthenticated``."""
        service_url = self._expected.service_url(activity)
        # The SDK looks for the cache here; its own would fetch keys on the event loop.
        JwtTokenExtractor.metadataCache[self._url] = self._metadata
        # Without a service URL the SDK does not compare it letter by letter; we do below.
        asked = Activity(channel_id=CHANNEL)
        try:
            found = await self._theirs.authenticate_request(asked, authorization)
        except Exception as fault:
            # The SDK raises PermissionError, KeyError, IndexError, AttributeError and jwt's
            # errors, which do not tell what differs. Our own check does.
            await self._ours.check(authorization, service_url)
            raise Unauthenticated(Reason.LIBRARY) from fault
        identity = found.claims_identity
        if not identity.is_authenticated or not identity.claims:
            raise Unauthenticated(Reason.LIBRARY)
        # The SDK accepts tokens without an expiry, and those of the emulator.
        self._expected.check(identity.claims, service_url)


async def _accept_claims(claims: object) -> None:
    """Leave the claims to ``_Proof``; without a validator the SDK refuses skills' tokens."""


class BotbuilderTransport:
    """``TeamsTransport`` by botbuilder-core 4.17."""

    def __init__(
        self,
        app_id: str,
        cloud: Cloud,
        hosts: ServiceHosts,
        calls: ConnectorCalls,
        keys: SigningKeys,
        expected: Expected | None,
    ) -> None:
        """Without ``expected`` (development only) nothing is authenticated.

        The caller ensures that such a bot is only reachable from its own machine.
        """
        self._app_id = app_id
        self._hosts = hosts
        self._sender = _Sender(calls)
        self._clients: LRUCache[str, _Client] = LRUCache(MOST_CLIENTS)
        self._proof = _Proof(expected, cloud, keys) if expected is not None else None

    async def authenticate(self, activity: Json, authorization: str) -> None:
        """See ``TeamsTransport``."""
        if self._proof is not None:
            await self._proof.check(activity, authorization)

    async def send(self, service_url: str, conversation: str, message: CardMessage) -> str:
        """See ``TeamsTransport``."""
        client = self._client(service_url)
        try:
            answer = await client.conversations.send_to_conversation(
                conversation, activity_of(message)
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
            await client.conversations.update_activity(conversation, activity, activity_of(message))
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

        async def page(token: str) -> Any:  # noqa: ANN401 - plain JSON
            try:
                answer = await client.conversations.get_conversation_paged_members(
                    conversation, page_size=PAGE, continuation_token=token or None, raw=True
                )
                # Read the raw JSON: the SDK's model lacks some of what Teams sends.
                return answer.response.context[RawDeserializer.CONTEXT_NAME]
            except (DeserializationError, ValueError, AttributeError, TypeError) as fault:
                raise Unanswered(type(fault).__name__) from fault

        return await all_members(page)

    def _client(self, service_url: str) -> _Client:
        if not self._hosts.allows(service_url):
            raise NotReached("a service URL that is not on the list")
        known = self._clients.get(service_url)
        if known is None:
            known = _Client(service_url, self._sender)
            self._clients[service_url] = known
        return known
