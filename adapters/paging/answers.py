"""Takes the signed answer of the hospital's paging system that somebody has seen a page.

After it nobody is paged again about that request. An answer to a page about reports that wait is
known, and ends nothing: reminders and their pages go on until somebody decides.
"""

import json
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from aiohttp import web

from adapters.request_body import JSON, read_body
from adapters.signing import why_unsigned
from bot.adverse_events import is_page_of_brake
from bot.core.clock import Clock
from bot.core.context import Context, Directory
from bot.core.errors import Conflict, StorageDown
from bot.core.observations import Observations, Topic
from bot.core.routes import Registry
from bot.core.storage import Storage, Work, in_one_work
from bot.core.texts import Wording
from bot.programme.model import PAGING
from bot.requests import answer_page

PATH = "/paging/answered"
SIGNED_AS = "page-answer"
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class PageAnswers:
    """What is needed to note an answer."""

    storage: Storage
    registry: Registry
    wording: Wording
    directory: Directory
    wake: Callable[[], None]
    """Informs the worker that something may be due."""

    async def take(self, delivery: str) -> bool:
        """Note that somebody answered a page; ``False`` if there is none with this id.

        Raises ``StorageDown`` or ``Conflict``; then nothing was noted.
        """

        async def note(work: Work) -> bool:
            words = self.wording.words("en", await self.directory.zone(work))
            context = Context(work, words, self.directory.lines())
            known = await answer_page(context, delivery)
            known = known or await is_page_of_brake(context, delivery)
            await self.registry.settle(context)
            return known

        known = await in_one_work(self.storage, note)
        self.wake()
        return known


def add_page_answers(
    app: web.Application,
    into: PageAnswers,
    keys: Sequence[bytes],
    clock: Clock,
    observations: Observations,
) -> None:
    """Add ``POST /paging/answered``, whose body is ``{"delivery": id}``.

    Status codes: 204 noted (as often as it is sent), 400 no delivery in it, 401 not signed with one
    of ``keys`` just now, 404 no such page, 413 too large, 415 not JSON, 503 try again.
    """

    async def answer(request: web.Request) -> web.Response:
        body = await read_body(request, {JSON}, "Send JSON.")
        signed_by = {SIGNED_AS: keys}
        why = why_unsigned(signed_by, SIGNED_AS, request.headers, body, clock.now())
        if why is not None:
            reason, seconds = why
            observations.note(Topic.REFUSED, PAGING, reason.value, seconds)
            log.warning("page_answer_refused", extra={"reason": reason.value, "seconds": seconds})
            return web.json_response({"error": "not signed, or not just now"}, status=401)
        delivery = _delivery_in(body)
        if delivery is None:
            return web.json_response({"error": "there is no delivery in it"}, status=400)
        try:
            known = await into.take(delivery)
        except (StorageDown, Conflict):
            log.warning("page_answer_not_now")
            return web.json_response({"error": "not noted, try again"}, status=503)
        if not known:
            return web.json_response({"error": "there is no such page"}, status=404)
        return web.Response(status=204)

    app.router.add_post(PATH, answer)


def _delivery_in(body: bytes) -> str | None:
    try:
        found = json.loads(body)
    except ValueError:
        return None
    delivery = found.get("delivery") if isinstance(found, dict) else None
    return delivery if isinstance(delivery, str) and delivery else None
