"""The line for HL7 on a real socket: frames, peers, TLS, answers, and what happens at the end."""

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import cast

import hl7
import pytest
from hl7.mllp import HL7StreamReader, HL7StreamWriter, open_hl7_connection

from adapters.intake.gateway import Read
from adapters.intake.hl7_answer import answer
from adapters.intake.hl7_message import header_of
from adapters.intake.mllp import MOST_AHEAD, ListenAt, Listener
from adapters.intake.mllp_frames import CHUNK, Frames
from adapters.settings import IntakeSettings
from bot.adverse_events.model import ReportState, Taken
from tests.adapters.intake.adt_kit import ADT, Adt, Feed, feed_of
from tests.certificates import self_signed
from tests.fakes import MemoryStorage
from tests.patience import PATIENCE_S
from tests.some import some
from tests.world import START, World

Client = tuple[HL7StreamReader, HL7StreamWriter]


@pytest.fixture
async def feed() -> Feed:
    return await feed_of(await World.make())


@asynccontextmanager
async def line(feed: Feed, tls: ssl.SSLContext | None = None) -> AsyncIterator[int]:
    async with feed.listener.listening(ListenAt("127.0.0.1", 0, tls)) as listener:
        yield listener.port


@asynccontextmanager
async def client(port: int, tls: ssl.SSLContext | None = None) -> AsyncIterator[Client]:
    """The client half of python-hl7: somebody else's idea of the protocol."""
    reader, writer = await open_hl7_connection(
        "127.0.0.1", port, ssl=tls, server_hostname="localhost" if tls else None, encoding="utf-8"
    )
    try:
        yield reader, writer
    finally:
        writer.close()


async def asked(to: Client, message: Adt) -> hl7.Message:
    reader, writer = to
    writer.writeblock(message.bytes())
    await writer.drain()
    async with asyncio.timeout(PATIENCE_S):
        return cast("hl7.Message", await reader.readmessage())


async def test_a_message_is_committed_before_it_is_answered(feed: Feed) -> None:
    async with line(feed) as port, client(port) as to:
        said = await asked(to, feed.died(control="X17"))
        assert len(await feed.reports()) == 1
    assert (str(said["MSA.F1"]), str(said["MSA.F2"])) == ("AA", "X17")
    assert (str(said["MSH.F9.R1.C1"]), str(said["MSH.F9.R1.C2"])) == ("ACK", "A03")
    assert [str(said[f"MSH.F{n}"]) for n in (3, 4, 5, 6)] == ["SUPPORT", "HOSP", "EPIC", "HOSP"]


async def test_many_messages_go_over_one_line_and_many_lines_at_once(feed: Feed) -> None:
    async def send(number: int) -> list[str]:
        async with client(port) as to:
            messages = [feed.died(patient=f"{number}.{n}", control=f"{n}") for n in range(5)]
            return [str((await asked(to, each))["MSA.F2"]) for each in messages]

    async with line(feed) as port:
        answers = await asyncio.gather(*(send(number) for number in range(4)))
    assert answers == [["0", "1", "2", "3", "4"]] * 4
    assert len(await feed.reports()) == 20


async def test_a_stranger_is_not_even_answered(feed: Feed) -> None:
    feed = await feed_of(await World.make(), [replace(ADT, peers=("10.9.9.9/32",))])
    async with line(feed) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"\x0b" + feed.died().bytes() + b"\x1c\r")
        with contextlib.suppress(ConnectionResetError):
            assert await reader.read() == b""
        writer.close()
    assert await feed.reports() == []


async def test_a_sender_taken_from_the_list_is_refused_at_its_next_message(feed: Feed) -> None:
    assert "AR" in await feed.hear(feed.died(), peer="10.21.0.1")
    assert "AA" in await feed.hear(feed.died(), peer="::ffff:10.20.0.9")
    assert len(await feed.reports()) == 1


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (b"GET / HTTP/1.1\r\n", "does not begin with the start block"),
        (b"MSH|^~\\&|EPIC", "was cut off"),
        (b"\x0b" + b"x" * 600_000 + b"\x1c\r", "more than 256 KiB"),
        (b"\x0bMSH|^~\\&|EPIC|HOSP|||2026", "was cut off"),
    ],
)
async def test_a_broken_frame_is_named_and_nothing_of_it_is_applied(
    feed: Feed, sent: bytes, said: str
) -> None:
    async with line(feed) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(sent)
        writer.write_eof()
        async with asyncio.timeout(PATIENCE_S):
            answered = await reader.read()
        writer.close()
    assert b"MSA|AR" in answered
    assert said.encode() in answered
    assert [said in row.reason for row in await feed.unread()] == [True]


PHOTOGRAPH = b"OBX|1|ED|photo||" + b"QUJDRA" * 2_000_000 + b"\r"
"""An attachment of eleven MiB."""


async def raw(port: int, sent: bytes, answers: int, *, ends: bool = True) -> list[bytes]:
    """The answers to bytes as they go over the wire, the line left open unless it ``ends``."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(sent)
    if ends:
        writer.write_eof()
    async with asyncio.timeout(PATIENCE_S):
        found = [await reader.readuntil(b"\x1c\r") for _ in range(answers)]
    writer.close()
    return found


@pytest.mark.parametrize("place", ["last", "before PV1"])
async def test_an_attachment_of_any_usual_size_is_skipped_and_the_rest_is_read(
    feed: Feed, place: str
) -> None:
    died = feed.died(control="P9").bytes()
    before, pv1 = died.split(b"PV1", 1)
    whole = died + PHOTOGRAPH if place == "last" else before + PHOTOGRAPH + b"PV1" + pv1
    async with line(feed) as port:
        (said,) = await raw(port, b"\x0b" + whole + b"\x1c\r", 1)
    assert b"MSA|AA|P9" in said
    assert [report.unit for report in await feed.reports()] == ["icu"]


@pytest.mark.parametrize(
    ("between", "fault"),
    [
        (b"", b"another one starts within it"),
        (b"ZZZ|" + b"x" * 33 * 1024 * 1024, b"more than 32 MiB"),
        (b"PID|" + b"x" * 600_000 + b"\x1c", b"more than 256 KiB"),
    ],
)
async def test_a_broken_message_is_refused_under_its_own_control_id(
    feed: Feed, between: bytes, fault: bytes
) -> None:
    begun = b"\x0b" + Adt("A08", feed.now, control="B1").bytes().split(b"PID")[0] + between
    async with line(feed) as port:
        (said,) = await raw(port, begun + b"\x0bMSH|^~\\&|", 1, ends=False)
    assert b"MSA|AR|B1" in said
    assert fault in said


async def test_after_a_message_that_was_given_up_the_next_one_on_the_line_is_taken(
    feed: Feed,
) -> None:
    given_up = Adt("A08", feed.now, control="B1").bytes()
    async with line(feed) as port:
        sent = b"\x0b" + given_up + b"\x0b" + feed.died(control="B2").bytes() + b"\x1c\r"
        first, second = await raw(port, sent, 2)
    assert b"MSA|AR|B1" in first
    assert b"MSA|AA|B2" in second
    (row,) = await feed.unread()
    assert "another one starts within it" in row.reason
    assert len(await feed.reports()) == 1


@pytest.mark.parametrize("end", [b"\x1c", b"\x1c\n", b"\x1c\r"])
@pytest.mark.parametrize("start", [b"\x0b", b"\x0b\x0b", b""])
async def test_a_frame_that_is_not_quite_the_standards_is_answered_without_waiting(
    feed: Feed, start: bytes, end: bytes
) -> None:
    async with line(feed) as port:
        sent = start + feed.died(control="F1").bytes() + end
        (said,) = await raw(port, sent, 1, ends=False)
    assert b"MSA|AA|F1" in said


async def test_a_vertical_tab_in_somebodys_text_ends_no_message(feed: Feed) -> None:
    async with line(feed) as port:
        sent = b"\x0b" + feed.died(control="V1").bytes() + b"NTE|1||one\x0btwo\r\x1c\r"
        (said,) = await raw(port, sent, 1)
    assert b"MSA|AA|V1" in said
    assert len(await feed.reports()) == 1


async def test_a_message_that_never_ends_is_given_up(feed: Feed) -> None:
    feed.listener = Listener(feed.into, feed.world.clock, longest_pause_s=0.05)
    async with line(feed) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"\x0bMSH|^~\\&|")
        async with asyncio.timeout(PATIENCE_S):
            assert b"was cut off" in await reader.read()
        writer.close()


async def test_a_message_that_begins_at_the_end_of_a_piece_of_a_given_up_one_is_its_own() -> None:
    given_up = b"\x0bMSH|^~\\&|A|A|||1||ADT^A08|C1\rPID|1||P1\rOBX|1|ED|"
    begins = b"\x0bMS"
    # So much is held when what is not read is left out.
    filling = b"x" * (5 * CHUNK - len(given_up) - len(begins))
    stream = asyncio.StreamReader(limit=8 * CHUNK)
    stream.feed_data(given_up + filling + begins)
    stream.feed_data(b"H|^~\\&|A|A|||2||ADT^A03|C2\rPID|1||P2\r\x1c\r")
    stream.feed_eof()
    frames = Frames(stream, PATIENCE_S)
    first, second = await frames.next(), await frames.next()
    assert first is not None
    assert first.fault is not None
    assert b"P2" not in first.block
    assert second is not None
    assert second.block.startswith(b"MSH|^~\\&|A|A|||2")
    assert b"P2" in second.block


async def test_blanks_between_frames_are_no_fault(feed: Feed) -> None:
    async with line(feed) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for number in (1, 2):
            writer.write(b"\r\n\x0b" + feed.died(patient=str(number)).bytes() + b"\x1c\r\n\n")
        async with asyncio.timeout(PATIENCE_S):
            answers = [await reader.readuntil(b"\x1c\r") for _ in (1, 2)]
        writer.close()
    assert all(b"MSA|AA" in each for each in some(answers))


async def test_with_the_database_down_it_is_to_be_sent_again_and_then_is_taken(
    feed: Feed,
) -> None:
    storage = feed.world.storage
    assert isinstance(storage, MemoryStorage)
    async with line(feed) as port, client(port) as to:
        await asked(to, Adt("A08", feed.now))
        storage.down = True
        assert str((await asked(to, feed.died()))["MSA.F1"]) == "AR"
        storage.down = False
        assert await feed.unread() == []
        assert str((await asked(to, feed.died()))["MSA.F1"]) == "AA"
    assert len(await feed.reports()) == 1


@pytest.mark.parametrize("count", [1, 5, MOST_AHEAD])
@pytest.mark.parametrize("has_more", [True, False])
async def test_what_is_in_hand_is_finished_and_answered_before_the_line_ends(
    feed: Feed, count: int, *, has_more: bool
) -> None:
    begun, go_on, taken = asyncio.Event(), asyncio.Event(), []
    take = feed.into.take_message

    async def slow(read: Read) -> Taken:
        taken.append(read)
        if len(taken) == count:
            begun.set()
        await go_on.wait()
        return await take(read)

    feed.into.take_message = slow  # type: ignore[method-assign]
    async with asyncio.TaskGroup() as group:
        listening = feed.listener.listening(ListenAt("127.0.0.1", 0))
        listener = await listening.__aenter__()
        reader, writer = await asyncio.open_connection("127.0.0.1", listener.port)
        for number in range(count):
            writer.write(b"\x0b" + feed.died(patient=f"{number}").bytes() + b"\x1c\r")
        if not has_more:
            writer.write_eof()
        await begun.wait()
        ending = group.create_task(listening.__aexit__(None, None, None))
        await asyncio.sleep(0)
        go_on.set()
        async with asyncio.timeout(PATIENCE_S):
            said = await reader.read()
        await ending
        writer.close()
    assert said.count(b"MSA|AA") == count
    states = await feed.states()
    assert len(states) == count
    assert ReportState.HELD in states


async def test_the_line_may_be_tls_and_ask_for_a_certificate(feed: Feed, tmp_path: Path) -> None:
    certificate, key = self_signed(tmp_path)
    settings = IntakeSettings(
        port=0, certificate=certificate, certificate_key=key, clients=certificate
    )
    trusting = ssl.create_default_context(cafile=str(certificate))
    async with line(feed, settings.tls()) as port:
        with pytest.raises((OSError, asyncio.IncompleteReadError)):
            async with client(port, trusting) as to:
                await asked(to, feed.died())
        trusting.load_cert_chain(certificate, key)
        async with client(port, trusting) as to:
            assert str((await asked(to, feed.died()))["MSA.F1"]) == "AA"
    assert len(await feed.reports()) == 1


@pytest.mark.parametrize(
    ("accept", "wants", "code", "said"),
    [
        ("", "", "AA", "AA"),
        ("AL", "NE", "AA", "CA"),
        ("AL", "NE", "AE", "CE"),
        ("AL", "", "AR", "CR"),
        ("AL", "AL", "AE", "AE"),
        ("NE", "NE", "AA", None),
        ("ER", "NE", "AA", None),
        ("ER", "NE", "AE", "CE"),
        ("SU", "NE", "AA", "CA"),
        ("SU", "NE", "AE", None),
    ],
)
def test_the_answer_is_the_one_the_sender_asks_for(
    accept: str, wants: str, code: str, said: str | None
) -> None:
    text = f"MSH|^~\\&|A|B|C|D|2026||ADT^A03|7|P|2.5.1|||{accept}|{wants}"
    answered = answer(header_of(text), code, START, *(["PID-3", "is missing"][: code != "AA"] * 2))
    if said is None:
        assert answered is None
    else:
        assert f"\rMSA|{said}|7".encode() in (answered or b"")


@pytest.mark.parametrize(
    ("version", "err"),
    [("2.3.1", "ERR|PID^1^3^101"), ("2.5.1", "ERR||PID^1^3|101^^HL70357|E||||PID-3 is missing")],
)
def test_a_fault_says_where_in_the_way_of_the_senders_version(version: str, err: str) -> None:
    header = header_of(f"MSH|^~\\&|A|B|C|D|2026||ADT^A03|7|P|{version}")
    said = (answer(header, "AE", START, "PID-3", "is missing", "101") or b"").decode()
    assert said.split("\r")[2] == err
    assert hl7.parse(said)["MSA.F3"] == "PID-3 is missing"


async def test_a_training_message_never_becomes_a_note(feed: Feed) -> None:
    await feed.hear(feed.died().text().replace("|P|2.5.1", "|D|2.5.1").encode())
    await feed.world.pass_time(timedelta(hours=5))
    assert feed.hospital.notes("sam") == 0
