"""Shows the charts of cards in Slack, as files of Slack's own that are deleted afterwards.

Slack shows a picture from an address that its servers can read, or from a file that was given to
it. We have no such address, so a chart is uploaded, without a channel: until it is posted only the
app itself can see it (https://docs.slack.dev/reference/methods/files.completeUploadExternal/). In a
message it is shown by an image block with ``slack_file``, to whoever reads that message:
https://docs.slack.dev/reference/block-kit/composition-objects/slack-file-object/ . An ephemeral
message cannot share a file (https://github.com/slackapi/node-slack-sdk/issues/1790), so the picture
comes in the app's conversation with its reader, after the words. Slack examines each file first and
refuses a block with it for about a second (https://github.com/slackapi/python-slack-sdk/issues/1521).
"""

import asyncio
import base64
import json
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from urllib.parse import urlsplit

from aiohttp import ClientError, ClientSession
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.address import PLATFORM
from adapters.slack.clients import Clients, Json, error_of
from adapters.slack.parse import Origin
from adapters.slack.render import Drawing, UploadedPicture
from bot.core.errors import BotError
from bot.core.pictures import Artist, with_pictures
from bot.core.posted_pictures import (
    forget_picture,
    move_picture,
    note_picture,
    old_pictures,
    place_of_picture,
)
from bot.core.screens import Card, Picture
from bot.core.storage import Storage, Work, in_one_work

FILES_HOST = "files.slack.com"
SHOWN_FOR = timedelta(days=1)
"""How long a message with a picture hangs that nobody presses any more."""
LET_GO_AFTER = timedelta(days=30)
"""After this a file that cannot be deleted, because the app was taken away, is left to Slack."""
PAUSES_S = (0.5, 1.0, 1.5, 2.0, 3.0)
"""The pauses before a message is tried again whose file Slack has not examined yet."""
NOT_YET = frozenset({"invalid_blocks"})
GONE = frozenset({"file_deleted", "file_not_found", "message_not_found", "channel_not_found"})
FAULTS = (SlackApiError, SlackClientError, ClientError, BotError, TimeoutError, ValueError)
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Place:
    """Where a picture lies: its file, and the message that shows it once it is posted."""

    tenant: str
    file: str
    channel: str = ""
    timestamp: str = ""

    def __str__(self) -> str:
        return json.dumps([self.tenant, self.file, self.channel, self.timestamp])


class SlackPictures:
    """Uploads the pictures of cards, shows them to their reader, and deletes them."""

    def __init__(
        self,
        clients: Clients,
        session: ClientSession,
        api: str,
        storage: Storage,
        artist: Artist,
        drawing: Drawing,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        """``api`` is the Web API's URL; files go to its host or to Slack's own for files."""
        self._clients = clients
        self._session = session
        self._hosts = {FILES_HOST, urlsplit(api).netloc}
        self._storage = storage
        self._artist = artist
        self._drawing = drawing
        self._sleep = sleep

    async def show(self, origin: Origin, card: Card) -> str:
        """Show a card with its picture in the app's conversation with whoever acted.

        Returns that conversation's id, or an empty string if it stays words: the app has no
        permission for files, the chart cannot be drawn, or Slack does not take it.
        """
        if not any(isinstance(part, Picture) for part in card.parts):
            return ""
        drawn = await with_pictures(card, self._artist)
        png = next((part.png for part in drawn.parts if isinstance(part, Picture)), "")
        if not png:
            return ""
        try:
            client = await self._clients.of(origin.account.tenant)
            place, address = await self._begun(client, origin.account.tenant, base64.b64decode(png))
        except FAULTS as fault:
            _say_not_shown(fault)
            return ""
        reference = await in_one_work(
            self._storage, lambda work: note_picture(work, PLATFORM, str(place))
        )
        try:
            await self._upload(client, place, address, base64.b64decode(png))
            uploaded = UploadedPicture(place.file, reference)
            place = await self._posted(
                client, origin, place, self._drawing.with_picture(card, uploaded)
            )
        except FAULTS as fault:
            _say_not_shown(fault)
            await self.remove(reference)
            return ""
        await in_one_work(self._storage, lambda work: move_picture(work, reference, str(place)))
        return place.channel

    async def remove(self, reference: str, *, with_message: bool = False) -> None:
        """Delete a picture's file, and its message if asked; if Slack fails, a later look does."""
        found = await in_one_work(
            self._storage, lambda work: place_of_picture(work, reference), reads_only=True
        )
        if found is None:
            return
        place = _Place(*json.loads(found))
        try:
            client = await self._clients.of(place.tenant)
            if with_message and place.timestamp:
                await _gone(client.chat_delete(channel=place.channel, ts=place.timestamp))
            await _gone(client.files_delete(file=place.file))
        except FAULTS as fault:
            error = error_of(fault) or type(fault).__name__
            log.warning("picture_not_deleted", extra={"error": error})
            return
        await in_one_work(self._storage, lambda work: forget_picture(work, reference))

    async def remove_old(self) -> None:
        """Delete the pictures that nobody pressed on for a day, with their messages."""

        async def old(work: Work) -> list[str]:
            found = await old_pictures(work, PLATFORM, work.now - SHOWN_FOR)
            return [each.reference for each in found]

        for reference in await in_one_work(self._storage, old, reads_only=True):
            await self.remove(reference, with_message=True)
        await in_one_work(self._storage, _let_go)

    async def _begun(self, client: AsyncWebClient, tenant: str, png: bytes) -> tuple[_Place, str]:
        """Ask for an upload; returns the file's place, and the address that takes it."""
        begun = await client.files_getUploadURLExternal(filename="chart.png", length=len(png))
        address = str(begun["upload_url"])
        if urlsplit(address).netloc not in self._hosts:
            raise ValueError("the address for a file is not on a host of Slack")
        return _Place(tenant, str(begun["file_id"])), address

    async def _upload(
        self, client: AsyncWebClient, place: _Place, address: str, png: bytes
    ) -> None:
        async with self._session.post(address, data=png) as response:
            response.raise_for_status()
        # Without a channel the file stays private until a message shows it.
        await client.files_completeUploadExternal(files=[{"id": place.file, "title": "chart"}])

    async def _posted(
        self, client: AsyncWebClient, origin: Origin, place: _Place, message: Json
    ) -> _Place:
        """Post the card, or change the pressed message, as soon as Slack takes its picture."""
        own = bool(origin.pictures)
        for pause in (*PAUSES_S, None):
            try:
                if own:
                    at = {"channel": origin.channel, "ts": origin.timestamp}
                    answer = await client.chat_update(**{**at, **message})
                else:
                    answer = await client.chat_postMessage(channel=origin.account.user, **message)
            except SlackApiError as fault:
                if pause is None or error_of(fault) not in NOT_YET:
                    raise
                await self._sleep(pause)
            else:
                return replace(place, channel=str(answer["channel"]), timestamp=str(answer["ts"]))
        raise AssertionError("the last attempt returns or raises")


def _say_not_shown(fault: Exception) -> None:
    log.info("picture_not_shown", extra={"error": error_of(fault) or type(fault).__name__})


async def _let_go(work: Work) -> None:
    """Forget files that could not be deleted for a month: the app has no way to them any more."""
    for picture in await old_pictures(work, PLATFORM, work.now - LET_GO_AFTER):
        await forget_picture(work, picture.reference)


async def _gone(call: Awaitable[object]) -> None:
    """Make a call that deletes something, which may be gone already."""
    try:
        await call
    except SlackApiError as fault:
        if error_of(fault) not in GONE:
            raise
