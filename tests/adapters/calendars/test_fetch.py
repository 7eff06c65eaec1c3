"""Fetching: over TLS, within limits, never from inside by chance, again only if it changed."""

import socket
import ssl
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from aiohttp import web

from adapters.calendars import fetcher as fetching
from adapters.calendars.faults import CalendarFault
from adapters.calendars.fetcher import Fetcher, Known
from adapters.outbound import Outbound
from tests.adapters.calendars.feeds import GOOGLE
from tests.certificates import self_signed


@dataclass
class Server:
    """A server of calendars on this machine, over TLS."""

    port: int = 0
    asked: list[dict[str, str]] = field(default_factory=list)
    body: bytes = GOOGLE
    answer: Callable[[web.Request], web.StreamResponse] | None = None

    def url(self, host: str = "localhost") -> str:
        return f"https://{host}:{self.port}/icu.ics"

    async def show(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(dict(request.headers))
        if self.answer is not None:
            return self.answer(request)
        if request.headers.get("If-None-Match") == '"one"':
            return web.Response(status=304)
        return web.Response(body=self.body, headers={"ETag": '"one"'})


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Server]:
    found = Server()
    certificate, key = self_signed(tmp_path)
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(certificate, key)
    app = web.Application()
    app.router.add_get("/{name}", found.show)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=tls).start()
    found.port = runner.addresses[0][1]
    yield found
    await runner.cleanup()


@pytest.fixture
async def fetcher(server: Server, tmp_path: Path) -> AsyncIterator[Fetcher]:
    trust = Outbound(authorities=tmp_path / "line.pem")
    found = Fetcher(frozenset({"LOCALHOST"}), trust)
    yield found
    await found.close()


async def word(fetcher: Fetcher, address: str) -> str:
    with pytest.raises(CalendarFault) as fault:
        await fetcher.fetch(address)
    return fault.value.word


async def test_a_calendar_is_fetched_and_not_again_while_nothing_has_changed(
    server: Server, fetcher: Fetcher
) -> None:
    first = await fetcher.fetch(server.url())
    assert (first.body, first.known) == (GOOGLE, Known('"one"'))
    again = await fetcher.fetch(server.url(), first.known)
    assert (again.body, again.known) == (None, first.known)
    assert server.asked[1]["If-None-Match"] == '"one"'


async def test_a_redirect_is_followed_and_looked_at_like_the_first_address(
    server: Server, fetcher: Fetcher
) -> None:
    def moved(request: web.Request) -> web.Response:
        where = {"icu.ics": "/there", "there": "", "out": f"https://127.0.0.1:{server.port}/x"}
        to = where.get(request.match_info["name"], "")
        if not to:
            return web.Response(body=GOOGLE)
        return web.Response(status=302, headers={"Location": to})

    server.answer = moved
    assert (await fetcher.fetch(server.url())).body == GOOGLE
    assert await word(fetcher, server.url().replace("icu.ics", "out")) == "private"


async def test_a_redirect_that_leads_round_or_to_plain_text_is_refused(
    server: Server, fetcher: Fetcher
) -> None:
    to = {"Location": server.url()}
    server.answer = lambda _: web.Response(status=301, headers=to)
    assert await word(fetcher, server.url()) == "refused"
    to["Location"] = server.url().replace("https", "http")
    assert await word(fetcher, server.url()) == "not_https"


@pytest.mark.parametrize("status", [401, 403, 404, 410, 500])
async def test_an_answer_that_is_no_calendar_is_refused(
    server: Server, fetcher: Fetcher, status: int
) -> None:
    server.answer = lambda _: web.Response(status=status)
    assert await word(fetcher, server.url()) == "refused"


async def test_what_never_ends_is_left_off(
    server: Server, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "LARGEST", 100)
    assert await word(fetcher, server.url()) == "too_large"


async def test_nobody_there_and_nobody_trusted_is_unreachable(
    server: Server, fetcher: Fetcher
) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        assert await word(fetcher, f"https://localhost:{port}/x") == "unreachable"
    stranger = Fetcher(frozenset({"localhost"}))
    assert await word(stranger, server.url()) == "unreachable"
    await stranger.close()


@pytest.mark.branch("64.15")
@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("http://rota.example/icu.ics", "not_https"),
        ("file:///etc/passwd", "not_https"),
        ("https://127.0.0.1/x", "private"),
        ("https://10.20.0.5/x", "private"),
        ("https://169.254.169.254/latest", "private"),
        ("https://[::1]/x", "private"),
        ("https://[::ffff:10.0.0.1]/x", "private"),
    ],
)
async def test_an_address_that_leads_inside_or_is_no_https_is_refused(
    fetcher: Fetcher, address: str, why: str
) -> None:
    assert await word(fetcher, address) == why


async def test_a_name_that_leads_inside_is_refused_unless_the_settings_name_it(
    server: Server, tmp_path: Path
) -> None:
    trust = Outbound(authorities=tmp_path / "line.pem")
    fetcher = Fetcher(frozenset(), trust)
    assert await word(fetcher, server.url()) == "private"
    assert server.asked == []
    await fetcher.close()
