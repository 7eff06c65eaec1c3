"""A paging system and a mail server on this machine, over TLS, that answer as a test says."""

import asyncio
import json
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from aiohttp import web

from adapters.outbound import Outbound
from tests.certificates import self_signed

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


def trust_in(folder: Path) -> Outbound:
    """Trust in the certificate that ``tls_of`` made in a folder."""
    return Outbound(authorities=folder / "line.pem")


def tls_of(folder: Path) -> ssl.SSLContext:
    """The server's side of TLS, with a certificate made in a folder."""
    certificate, key = self_signed(folder)
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(certificate, key)
    return tls


@dataclass
class PagingSystem:
    """A hospital's paging system; ``answers`` come one after the other, and then 202."""

    url: str = ""
    bodies: list[bytes] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)

    @property
    def pages(self) -> list[dict[str, str]]:
        """What it was sent."""
        return [json.loads(body) for body in self.bodies]

    async def take(self, request: web.Request) -> web.StreamResponse:
        """Take a page."""
        self.bodies.append(await request.read())
        self.headers.append(dict(request.headers))
        if self.answers:
            return await self.answers.pop(0)(request)
        return web.Response(status=202)


def saying(status: int, **headers: str) -> Answer:
    """An answer with this status."""

    async def answer(_: web.Request) -> web.StreamResponse:
        shown = {name.replace("_", "-"): value for name, value in headers.items()}
        return web.Response(status=status, headers=shown)

    return answer


async def hangs_up(request: web.Request) -> web.StreamResponse:
    """Close the connection without an answer, as a server that is killed does."""
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


@asynccontextmanager
async def paging_system(tls: ssl.SSLContext | None = None) -> AsyncIterator[PagingSystem]:
    """A paging system on loopback during the block."""
    found = PagingSystem()
    app = web.Application()
    app.router.add_post("/pages", found.take)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=tls).start()
    scheme = "https" if tls else "http"
    found.url = f"{scheme}://127.0.0.1:{runner.addresses[0][1]}/pages"
    try:
        yield found
    finally:
        await runner.cleanup()


@dataclass
class MailServer:
    """A mail server with STARTTLS. ``says`` maps a word of SMTP to what is answered to it.

    ``"."`` stands for the end of a message. An empty answer closes the connection.
    """

    tls: ssl.SSLContext
    port: int = 0
    says: dict[str, str] = field(default_factory=dict)
    mails: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    reached: asyncio.Event = field(default_factory=asyncio.Event)
    """Set once it has a message."""
    is_mute: bool = False
    """Whether it says nothing after a message, and keeps the connection."""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Hold one conversation."""
        try:
            await self._say(writer, "220 mail.example")
            await self._talk(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        encrypted = False
        while line := (await reader.readline()).decode().strip():
            word = line.split(maxsplit=1)[0].upper()
            self.words.append(word)
            if word == "RCPT":
                self.recipients.append(line)
            answer = self._answer(word, encrypted=encrypted)
            if not answer:
                return
            await self._say(writer, answer)
            if word == "STARTTLS" and answer.startswith("220"):
                await writer.start_tls(self.tls)
                encrypted = True
            elif word == "DATA" and answer.startswith("354"):
                body = await reader.readuntil(b"\r\n.\r\n")
                self.mails.append(_mail_in(body))
                self.reached.set()
                if self.is_mute:
                    await reader.read()
                    return
                answer = self.says.get(".", "250 taken")
                if not answer:
                    return
                await self._say(writer, answer)
            elif word == "QUIT":
                return

    def _answer(self, word: str, *, encrypted: bool) -> str:
        if word in self.says:
            return self.says[word]
        if word == "EHLO":
            able = "AUTH PLAIN" if encrypted else "STARTTLS"
            return f"250-mail.example\r\n250 {able}"
        if word != "STARTTLS" and not encrypted:
            return "530 begin with STARTTLS"
        return {"STARTTLS": "220 go on", "DATA": "354 go on", "AUTH": "235 yes"}.get(word, "250 OK")

    async def _say(self, writer: asyncio.StreamWriter, text: str) -> None:
        writer.write(f"{text}\r\n".encode())
        await writer.drain()


def _mail_in(body: bytes) -> EmailMessage:
    return message_from_bytes(body[: -len(b".\r\n")], policy=default)


@asynccontextmanager
async def mail_server(folder: Path) -> AsyncIterator[MailServer]:
    """A mail server on loopback during the block."""
    found = MailServer(tls_of(folder))
    server = await asyncio.start_server(found.serve, "127.0.0.1", 0)
    found.port = server.sockets[0].getsockname()[1]
    try:
        yield found
    finally:
        server.close()
        await server.wait_closed()
