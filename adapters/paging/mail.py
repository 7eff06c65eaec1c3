"""Sends a page to a pager by e-mail, over SMTP with TLS."""

import asyncio
import smtplib
import ssl
from datetime import timedelta
from email.message import EmailMessage
from email.policy import SMTP as MAIL_POLICY
from email.utils import format_datetime, localtime

from adapters.outbound import Outbound
from adapters.setting_parsers import MailTls
from adapters.settings import MailSettings
from bot.core.conversation import BeforeCall
from bot.core.errors import BotError, InstallationBroken, OutcomeUnknown, PlatformBusy

EACH_S = 4.0
"""How long each step of the conversation with the server may take."""
PAUSE = timedelta(seconds=30)
OK = 250


class MailPager:
    """The pagers behind the hospital's mail server."""

    def __init__(self, settings: MailSettings, outbound: Outbound | None = None) -> None:
        """``outbound`` says whose certificates count; mail goes by no proxy."""
        self._settings = settings
        self._outbound = outbound or Outbound()

    async def page(self, pager: str, delivery: str, text: str, before_call: BeforeCall) -> None:
        """Send a page once. Returns if the server took it; whether it arrives, only it knows.

        Raises ``PlatformBusy`` if it did not and may later, ``InstallationBroken`` if settings or
        address need mending, or ``OutcomeUnknown``.
        """
        server = await asyncio.to_thread(self._opened, pager)
        try:
            await before_call()
            await asyncio.to_thread(_send, server, self._message(pager, delivery, text))
        finally:
            server.close()

    def _opened(self, pager: str) -> smtplib.SMTP:
        """Connect, and go as far as one can without sending anything. Called in a thread."""
        try:
            server = self._connected()
            try:
                if self._settings.user:
                    server.login(self._settings.user, self._settings.password)
                _accept(server.mail(self._settings.sender))
                _accept(server.rcpt(pager))
            except BaseException:
                server.close()
                raise
        except BotError:
            raise
        except ssl.SSLCertVerificationError as fault:
            raise InstallationBroken("certificate") from fault
        except smtplib.SMTPNotSupportedError as fault:
            raise InstallationBroken("starttls") from fault
        except smtplib.SMTPResponseException as fault:
            raise _refusal(fault.smtp_code) from fault
        except (smtplib.SMTPException, OSError) as fault:
            raise PlatformBusy(PAUSE) from fault
        return server

    def _connected(self) -> smtplib.SMTP:
        tls = self._outbound.trust()
        host, port = self._settings.host, self._settings.port
        name = self._settings.sender.rpartition("@")[2]
        if self._settings.tls is MailTls.IMPLICIT:
            return smtplib.SMTP_SSL(host, port, name, timeout=EACH_S, context=tls)
        server = smtplib.SMTP(host, port, name, timeout=EACH_S)
        try:
            server.starttls(context=tls)
            server.ehlo()
        except BaseException:
            server.close()
            raise
        return server

    def _message(self, pager: str, delivery: str, text: str) -> bytes:
        sender = self._settings.sender
        message = EmailMessage(policy=MAIL_POLICY)
        message["From"], message["To"], message["Subject"] = sender, pager, text
        message["Message-ID"] = f"<{delivery}@{sender.rpartition('@')[2]}>"
        message["Date"] = format_datetime(localtime())
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(text)
        return message.as_bytes()


def _send(server: smtplib.SMTP, message: bytes) -> None:
    """Send the message itself. Called in a thread."""
    try:
        _accept(server.data(message))
    except smtplib.SMTPResponseException as fault:
        raise _refusal(fault.smtp_code) from fault
    except (smtplib.SMTPException, OSError) as fault:
        raise OutcomeUnknown from fault


def _accept(reply: tuple[int, bytes]) -> None:
    """Raise what a reply other than "taken" stands for."""
    code, _ = reply
    if not OK <= code < OK + 10:
        raise _refusal(code)


def _refusal(code: int) -> BotError:
    """4xx may pass by itself; 5xx needs somebody. Neither is evidence that a pager is gone."""
    if 400 <= code < 500:  # noqa: PLR2004 - as SMTP defines them
        return PlatformBusy(PAUSE)
    return InstallationBroken(f"smtp_{code}")
