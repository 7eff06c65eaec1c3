"""The HTTP application: liveness, readiness, health and metrics; other modules add their routes."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from aiohttp import web, web_response

from adapters.limits import Limits
from adapters.metrics import Figures, OfThisProcess, exposition
from bot.core.health import Finding

log = logging.getLogger(__name__)

SAFE_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
"""The headers of every response that does not set them itself."""


web_response.SERVER_SOFTWARE = "support"  # type: ignore[attr-defined]
"""aiohttp names itself and its version in every answer, also in those that no hook sees."""


@dataclass(frozen=True)
class Report:
    """The state of the deployment, as ``/health`` and ``/metrics`` show it."""

    findings: tuple[Finding, ...] = ()
    figures: Figures = field(default_factory=Figures)
    causes: tuple[str, ...] = ()
    """The codes of everything that can be found."""
    database_s: float | None = None
    """How long the database took to answer this process; ``None`` while it is down."""
    free_bytes: Mapping[str, int] = field(default_factory=dict)
    """The free space of this process's disks, by the setting that names a file there."""
    limited: Mapping[str, int] = field(default_factory=dict)
    """How many requests this process turned away, by the pattern of their path."""


def row_of(finding: Finding) -> dict[str, object]:
    """A finding for scripts; ``since`` is in ISO 8601, or ``None``."""
    return {
        "cause": finding.cause,
        "broken": finding.broken,
        "who": str(finding.who),
        "what": finding.what,
        "mend": finding.mend,
        "since": finding.since.isoformat() if finding.since else None,
    }


class Reporting(Protocol):
    """Says how the process and its deployment are."""

    @property
    def is_alive(self) -> bool:
        """Whether the process still does its work; if not, only a restart helps."""
        ...

    @property
    def is_serving(self) -> bool:
        """Whether it takes requests: not while it stops. The database may be down."""
        ...

    async def report(self) -> Report:
        """Look at everything; also works while the database is down."""
        ...


REPORT_LASTS_S = 3.0
"""How long a report is shown again: whoever asks often does not make the database work often."""


class LatestReport:
    """A report that is made when somebody asks, once for all who ask at that time."""

    def __init__(self, reporting: Reporting, seconds: Callable[[], float]) -> None:
        """``seconds`` tells how old a report is."""
        self._reporting = reporting
        self._seconds = seconds
        self._begun_s = 0.0
        self._making: asyncio.Task[Report] | None = None

    async def get(self) -> Report:
        """Return the report of the last seconds, or the one that is being made.

        Raises what ``report`` raises; the next call then tries again.
        """
        if self._making is None or (self._making.done() and not self._is_fresh(self._making)):
            self._begun_s = self._seconds()
            self._making = asyncio.create_task(self._reporting.report())
        # One caller who goes away does not take the report from the others.
        return await asyncio.shield(self._making)

    def _is_fresh(self, made: asyncio.Task[Report]) -> bool:
        failed = made.cancelled() or made.exception() is not None
        return not failed and self._seconds() - self._begun_s < REPORT_LASTS_S


def make_app(
    reporting: Reporting | None = None,
    *,
    whole: bool = True,
    limits: Limits | None = None,
    seconds: Callable[[], float] = time.monotonic,
) -> web.Application:
    """Create the application with ``/healthz`` and ``/readyz``.

    ``whole`` adds ``/health`` and ``/metrics``, which say more than the public needs to know.
    ``limits`` turn away addresses whose requests keep being refused. ``seconds`` tells how old
    the last report is.
    """
    around = [_answer_errors] if limits is None else [_answer_errors, limits.middleware]
    app = web.Application(middlewares=around, client_max_size=1024 * 1024)

    async def healthz(_: web.Request) -> web.Response:
        alive = reporting is None or reporting.is_alive
        return web.json_response({"alive": alive}, status=200 if alive else 503)

    app.router.add_get("/healthz", healthz)
    if reporting is None:
        return app

    async def readyz(_: web.Request) -> web.Response:
        ready = reporting.is_serving
        return web.json_response({"ready": ready}, status=200 if ready else 503)

    latest = LatestReport(reporting, seconds)

    async def health(_: web.Request) -> web.Response:
        found = (await latest.get()).findings
        return web.json_response(
            {
                "act": any(finding.broken for finding in found),
                "findings": [row_of(finding) for finding in found],
            }
        )

    async def metrics(_: web.Request) -> web.Response:
        now = await latest.get()
        here = OfThisProcess(reporting.is_serving, now.database_s, now.free_bytes, now.limited)
        body = exposition(now.figures, now.findings, now.causes, here)
        return web.Response(body=body, headers={"Content-Type": "text/plain; version=0.0.4"})

    app.router.add_get("/readyz", readyz)
    if whole:
        app.router.add_get("/health", health)
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
