"""The HTTP side: health, readiness, metrics, and the doors that the parts add to it."""

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
"""What every answer carries unless it says otherwise itself."""


@dataclass(frozen=True)
class Health:
    """How the service is: what ``/readyz`` and ``/metrics`` show."""

    ready: bool
    overdue: Mapping[str, int]
    jobs: Mapping[str, int]


def make_app(health: Callable[[], Awaitable[Health]]) -> web.Application:
    """An application with ``/healthz``, ``/readyz`` and ``/metrics``; parts add their routes."""
    app = web.Application(middlewares=[_calm], client_max_size=1024 * 1024)

    async def healthz(_: web.Request) -> web.Response:
        return web.json_response({"alive": True})

    async def readyz(_: web.Request) -> web.Response:
        now = await health()
        well = now.ready and not any(now.overdue.values())
        body = {"ready": now.ready, "overdue": dict(now.overdue)}
        return web.json_response(body, status=200 if well else 503)

    async def metrics(_: web.Request) -> web.Response:
        now = await health()
        body = exposition(now.jobs, now.overdue, ready=now.ready)
        return web.Response(body=body, headers={"Content-Type": "text/plain; version=0.0.4"})

    app.router.add_get("/healthz", healthz)
    app.router.add_get("/readyz", readyz)
    app.router.add_get("/metrics", metrics)
    return app


@web.middleware
async def _calm(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """No exception reaches a person, and none is swallowed."""
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
    """The route's pattern: a path may hold what somebody made up."""
    resource = request.match_info.route.resource
    return resource.canonical if resource else "none"
