"""``/slack/install`` and ``/slack/oauth_redirect``: bolt's OAuth flow with our own stores."""

import logging
import secrets
from collections.abc import Awaitable, Callable
from datetime import timedelta
from logging import Logger
from urllib.parse import urlsplit

from aiohttp import ClientError, web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.async_app import AsyncBoltRequest
from slack_bolt.error import BoltError
from slack_bolt.oauth.async_callback_options import (
    AsyncCallbackOptions,
    AsyncFailureArgs,
    AsyncSuccessArgs,
)
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackClientError
from slack_sdk.oauth.installation_store import Installation as SlackInstallation
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.address import PLATFORM
from adapters.slack.installations import SeveralInstallations
from adapters.slack.manifest import SCOPES
from adapters.slack.settings import SlackSettings
from bot.core.errors import StorageDown
from bot.core.installations import Grant, install
from bot.core.seen import Seen
from bot.core.storage import Storage, Work, in_one_work

STATE_FOR = timedelta(minutes=10)
LONGEST_STATE = 200
NOT_LISTED = "this workspace is not in SLACK_ALLOWED_TEAMS"
NOT_NOW = "It cannot be installed just now: Slack or the database does not answer. Try again soon."
AWAY = (SlackClientError, ClientError, StorageDown, TimeoutError)
log = logging.getLogger(__name__)


class NotAllowed(BoltError):
    """The workspace is not on the list, so its token is dropped."""


class Store(AsyncInstallationStore):
    """Stores new installations of allowed workspaces; ``Installations`` reads them."""

    def __init__(self, storage: Storage, installations: SeveralInstallations) -> None:
        """Seal the tokens in ``storage``."""
        self._storage = storage
        self._installations = installations

    @property
    def logger(self) -> Logger:
        """The logger for bolt."""
        return log

    async def async_save(self, installation: SlackInstallation) -> None:
        """Store an installation. Raises ``NotAllowed`` if it is not on the list or has no token."""
        enterprise, team = installation.enterprise_id or "", installation.team_id or ""
        if installation.is_enterprise_install:
            team = ""
        if not self._installations.is_allowed(enterprise, team) or not installation.bot_token:
            log.warning("slack_installation_refused")
            raise NotAllowed("this workspace is not on the list")
        grant = Grant(enterprise, team, installation.bot_token, installation.bot_user_id or "")
        await in_one_work(self._storage, lambda work: install(work, PLATFORM, grant))
        self._installations.changed()
        log.info("slack_installed")


class States(AsyncOAuthStateStore):
    """The OAuth states of begun installations, each signed by a blind index and used once.

    A state is only stored once it comes back, because anybody may begin an installation.
    """

    def __init__(self, storage: Storage) -> None:
        """Store used states like seen deliveries, which expire."""
        self._storage = storage

    @property
    def logger(self) -> Logger:
        """The logger for bolt."""
        return log

    async def async_issue(self, *_: object, **__: object) -> str:
        """A new state: its time, a random token, and the blind index of both."""

        async def make(work: Work) -> str:
            made = f"{int(work.now.timestamp())}.{secrets.token_urlsafe(24)}"
            return f"{made}.{_index(work, made)}"

        return await in_one_work(self._storage, make, reads_only=True)

    async def async_consume(self, state: str) -> bool:
        """Whether this state was issued by us within ten minutes, and not used before."""
        made, _, blind_index = state.rpartition(".")
        at, _, _ = made.partition(".")
        if not state.isascii() or not at.isdigit() or len(state) > LONGEST_STATE:
            return False

        async def use(work: Work) -> bool:
            age = work.now.timestamp() - int(at)
            if not secrets.compare_digest(_index(work, made), blind_index):
                return False
            return age < STATE_FOR.total_seconds() and await work.add(
                Seen(reference=blind_index, at=work.now)
            )

        return await in_one_work(self._storage, use)


def _index(work: Work, made: str) -> str:
    return work.vault.blind_index("slack-oauth-state", made)


async def _refused(args: AsyncFailureArgs) -> BoltResponse:
    """The page after a failed installation: 403 for a workspace that is not on the list."""
    if isinstance(args.error, NotAllowed):
        args.reason, args.suggested_status_code = NOT_LISTED, 403
    return await args.default.failure(args)


async def _installed(args: AsyncSuccessArgs) -> BoltResponse:
    return await args.default.success(args)


def authorization_url(api: str) -> str:
    """The URL of the consent page, on the host of the Web API."""
    at = urlsplit(api)
    return f"{at.scheme}://{at.netloc}/oauth/v2/authorize"


def add_install_routes(
    app: web.Application,
    client: AsyncWebClient,
    settings: SlackSettings,
    storage: Storage,
    installations: SeveralInstallations,
) -> None:
    """Add the page that begins an installation, and the one to which Slack redirects."""
    oauth = AsyncOAuthSettings(
        client_id=settings.client_id,
        client_secret=settings.client_secret,
        scopes=list(SCOPES),
        user_scopes=[],
        authorization_url=authorization_url(client.base_url),
        installation_store=Store(storage, installations),
        installation_store_bot_only=True,
        callback_options=AsyncCallbackOptions(_installed, _refused),
        state_store=States(storage),
        state_expiration_seconds=int(STATE_FOR.total_seconds()),
        logger=log,
    )
    flow = AsyncOAuthFlow(client=client, logger=log, settings=oauth)
    app.router.add_get(oauth.install_path, _answered(flow.handle_installation))
    app.router.add_get(oauth.redirect_uri_path, _answered(flow.handle_callback))


def _answered(
    handle: Callable[[AsyncBoltRequest], Awaitable[BoltResponse]],
) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def answer(request: web.Request) -> web.Response:
        asked = AsyncBoltRequest(body="", query=request.query_string, headers=dict(request.headers))
        try:
            response = await to_aiohttp_response(await handle(asked))
        except AWAY as fault:
            log.exception("slack_not_installed")
            raise web.HTTPServiceUnavailable(text=NOT_NOW) from fault
        # Bolt's page only needs its inline style and Slack's image.
        response.headers["Content-Security-Policy"] = (
            "default-src 'none'; style-src 'unsafe-inline'; img-src https://platform.slack-edge.com;"
            " frame-ancestors 'none'"
        )
        return response

    return answer
