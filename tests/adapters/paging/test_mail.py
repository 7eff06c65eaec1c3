"""Pages by e-mail, to a real SMTP server with TLS on this machine."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.paging import mail
from adapters.paging.messenger import PagingMessenger
from adapters.setting_parsers import MailTls
from adapters.settings import MailSettings, PagingSettings
from bot.core.conversation import Address
from bot.core.errors import BotError, InstallationBroken, OutcomeUnknown, PlatformBusy
from bot.core.names import Screen
from bot.core.screens import Card, Text
from bot.programme.model import PAGING
from tests.adapters.paging.servers import MailServer, mail_server, trust_in
from tests.clock import SimulatedClock
from tests.world import START

TEXT = "Alguien está esperando. Código: K7QM."
PAGE = Card(Screen("request.page_mail"), "a1b2", TEXT, (Text(TEXT),))
AT = Address(PAGING, "mailto:5550142@pager.example")


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[MailServer]:
    async with mail_server(tmp_path) as found:
        yield found


def paging_over(server: MailServer, folder: Path, **changes: str) -> PagingMessenger:
    settings = MailSettings(
        "localhost", server.port, MailTls.STARTTLS, "staff-app@hospital.example", **changes
    )
    return PagingMessenger(PagingSettings(mail=settings), SimulatedClock(START), trust_in(folder))


async def test_a_pager_gets_one_mail_with_the_page_and_nothing_else(
    server: MailServer, tmp_path: Path
) -> None:
    assert await paging_over(server, tmp_path).post(AT, PAGE) == "a1b2"
    (sent,) = server.mails
    assert sent["To"] == "5550142@pager.example"
    assert sent["From"] == "staff-app@hospital.example"
    assert sent["Subject"] == TEXT
    assert sent["Message-ID"] == "<a1b2@hospital.example>"
    assert sent.get_content().strip() == TEXT
    assert server.recipients == ["rcpt TO:<5550142@pager.example>"]
    assert server.words.index("STARTTLS") < server.words.index("MAIL")


async def test_it_says_who_it_is_only_where_that_is_set(server: MailServer, tmp_path: Path) -> None:
    await paging_over(server, tmp_path).post(AT, PAGE)
    assert "AUTH" not in server.words
    await paging_over(server, tmp_path, user="bot", password="hush").post(AT, PAGE)
    assert "AUTH" in server.words


@pytest.mark.parametrize(
    ("says", "error"),
    [
        ({"RCPT": "450 later"}, PlatformBusy),
        ({"RCPT": "550 no such pager"}, InstallationBroken),
        ({"MAIL": "421 busy"}, PlatformBusy),
        ({"MAIL": ""}, PlatformBusy),
        ({"EHLO": "250 mail.example"}, InstallationBroken),
        ({"DATA": "451 later"}, PlatformBusy),
        ({".": "452 full"}, PlatformBusy),
        ({".": "554 refused"}, InstallationBroken),
        ({".": ""}, OutcomeUnknown),
    ],
)
async def test_each_refusal_has_its_own_meaning(
    server: MailServer, tmp_path: Path, says: dict[str, str], error: type[BotError]
) -> None:
    server.says = says
    with pytest.raises(error) as raised:
        await paging_over(server, tmp_path).post(AT, PAGE)
    assert type(raised.value) is error


async def test_a_wrong_password_is_for_somebody_to_mend(server: MailServer, tmp_path: Path) -> None:
    server.says = {"AUTH": "535 no"}
    with pytest.raises(InstallationBroken) as raised:
        await paging_over(server, tmp_path, user="bot", password="hush").post(AT, PAGE)
    assert raised.value.code == "smtp_535"


async def test_without_a_word_after_the_mail_nobody_knows_whether_it_went(
    server: MailServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mail, "EACH_S", 0.2)
    server.is_mute = True
    with pytest.raises(OutcomeUnknown):
        await paging_over(server, tmp_path).post(AT, PAGE)
    assert len(server.mails) == 1


async def test_a_mail_server_that_nobody_trusts_is_sent_nothing(
    server: MailServer, tmp_path: Path
) -> None:
    settings = MailSettings("localhost", server.port, MailTls.STARTTLS, "a@hospital.example")
    stranger = PagingMessenger(PagingSettings(mail=settings), SimulatedClock(START))
    with pytest.raises(InstallationBroken) as raised:
        await stranger.post(AT, PAGE)
    assert raised.value.code == "certificate"
    assert server.mails == []


async def test_where_nothing_listens_nothing_was_sent(tmp_path: Path) -> None:
    async with mail_server(tmp_path) as server:
        paging = paging_over(server, tmp_path)
    with pytest.raises(PlatformBusy):
        await paging.post(AT, PAGE)


async def test_the_call_is_announced_after_the_server_knows_the_pager(
    server: MailServer, tmp_path: Path
) -> None:
    class Lost(Exception):
        pass

    seen: list[str] = []

    async def lost() -> None:
        seen.extend(server.words)
        raise Lost

    with pytest.raises(Lost):
        await paging_over(server, tmp_path).post(AT, PAGE, lost)
    assert seen[-1] == "RCPT"
    assert server.mails == []
