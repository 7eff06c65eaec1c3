"""The HTTP application: health, readiness and metrics; other modules add their routes."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from aiohttp import web

from adapters.metrics import exposition

log = logging.getLogger(__name__)

SAFE_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
"""The headers of every response that does not set them itself."""


@dataclass(frozen=True)
class Health:
    """The state of the service, as ``/readyz`` and ``/metrics`` show it."""

    ready: bool
    overdue: Mapping[str, int]
    jobs: Mapping[str, int]
    held: bool = False
    """Whether nothing is sent until somebody confirms that a database was restored."""


def make_app(health: Callable[[], Awaitable[Health]]) -> web.Application:
    """Create the application with ``/healthz``, ``/readyz`` and ``/metrics``."""
    app = web.Application(middlewares=[_answer_errors], client_max_size=1024 * 1024)

    async def healthz(_: web.Request) -> web.Response:
        return web.json_response({"alive": True})

    async def readyz(_: web.Request) -> web.Response:
        now = await health()
        well = now.ready and not any(now.overdue.values())
        body = {"ready": now.ready, "held": now.held, "overdue": dict(now.overdue)}
        return web.json_response(body, status=200 if well else 503)

    async def metrics(_: web.Request) -> web.Response:
        now = await health()
        body = exposition(now.jobs, now.overdue, ready=now.ready, held=now.held)
        return web.Response(body=body, headers={"Content-Type": "text/plain; version=0.0.4"})

    app.router.add_get("/healthz", healthz)
    app.router.add_get("/readyz", readyz)
    app.router.add_get("/metrics", metrics)
    return app


@web.middleware
async def _answer_errors(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Log every exception, and answer it with 500 without details."""
    try:
        response = await handler(request)
    except web.HTTPException as refusal:
        refusal.headers.update(SAFE_HEADERS)
        raise
    except Exception:
        log.exception("request_failed", extra={"route": _route(request)})
        response = web.json_response({"error": "on our side; nothing was lost"}, status=500)
    if not response.prepared:
        for name, value in SAFE_HEADERS.items():
            response.headers.setdefault(name, value)
    return response


def _route(request: web.Request) -> str:
    """The pattern of the route; the path itself could contain anything."""
    resource = request.match_info.route.resource
    return resource.canonical if resource else "none"
