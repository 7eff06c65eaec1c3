"""Pictures for a card: real ones, small enough, and the same to look at."""

import struct
import zlib

import pytest

from adapters.printing.artist import MOST_BYTES, ChartArtist
from adapters.printing.charts import spec_of
from adapters.printing.small_png import MOST_COLOURS, SIGNATURE, small
from adapters.printing.typesetting import PrintingError, small_picture
from adapters.teams.render import LARGEST, card_json, size_of
from adapters.wording import load_wording
from bot.core.charts import Chart, ChartKind, Mark
from bot.core.errors import NotDrawn
from bot.core.pictures import with_pictures
from bot.core.screens import Picture
from bot.reports.charts import charts_of
from bot.reports.screens import ChartSubject, chart_card
from bot.reports.table import Section
from tests.bot.reports import samples

Pixels = list[list[tuple[int, ...]]]


def chunk(kind: bytes, content: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + check


def paeth(left: int, up: int, corner: int) -> int:
    guess = left + up - corner
    return min((left, up, corner), key=lambda each: abs(guess - each))


def written(pixels: Pixels, kind: int, colour_type: int = 6) -> bytes:
    """A PNG whose lines all have this filter, from its definition."""
    step, before, packed = len(pixels[0][0]), bytes(len(pixels[0]) * len(pixels[0][0])), b""
    for row in pixels:
        line = bytes(channel for pixel in row for channel in pixel)
        left = bytes(step) + line[:-step]
        corner = bytes(step) + before[:-step]
        guesses = {
            0: bytes(len(line)),
            1: left,
            2: before,
            3: bytes((one + up) // 2 for one, up in zip(left, before, strict=True)),
            4: bytes(map(paeth, left, before, corner)),
        }[kind]
        packed += bytes(
            (kind, *((one - guess) & 255 for one, guess in zip(line, guesses, strict=True)))
        )
        before = line
    header = struct.pack(">IIBBBBB", len(pixels[0]), len(pixels), 8, colour_type, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(packed)) + chunk(b"IEND", b"")
    return SIGNATURE + body


def read(png: bytes) -> Pixels:
    """The pixels of a picture of at most sixteen colours, as ``small`` writes it."""
    width, height = struct.unpack_from(">II", png, 16)
    palette = png[png.index(b"PLTE") + 4 :]
    start = png.index(b"IDAT") + 4
    length = struct.unpack_from(">I", png, start - 8)[0]
    lines, stride = zlib.decompress(png[start : start + length]), (width + 1) // 2 + 1
    found: Pixels = []
    for line in range(height):
        packed = lines[line * stride + 1 : (line + 1) * stride]
        places = [place for byte in packed for place in (byte >> 4, byte & 15)][:width]
        found.append([tuple(palette[3 * place : 3 * place + 3]) for place in places])
    return found


@pytest.mark.parametrize("kind", range(5))
def test_a_picture_of_few_colours_stays_as_it_is_whatever_its_filter(kind: int) -> None:
    colours = [(30 * n % 256, 70 * n % 256, 200, 255) for n in range(MOST_COLOURS)]
    pixels: Pixels = [[colours[(x * 7 + y * 3) % MOST_COLOURS] for x in range(9)] for y in range(8)]
    assert read(small(written(pixels, kind))) == [[pixel[:3] for pixel in row] for row in pixels]


def test_a_rare_colour_becomes_the_nearest_that_is_frequent() -> None:
    frequent = [(16 * n, 16 * n, 16 * n) for n in range(MOST_COLOURS)]
    pixels: Pixels = [list(frequent), list(frequent), [(17, 16, 16), *frequent[1:]]]
    assert read(small(written(pixels, 1, 2)))[2][0] == (16, 16, 16)


def test_another_kind_of_picture_is_refused() -> None:
    with pytest.raises(ValueError, match="8 bits"):
        small(written([[(1, 1)]], 0, colour_type=4))


async def test_the_largest_chart_fits_a_card_of_teams() -> None:
    words = load_wording().words("es", "America/Denver")
    report = samples.report(words)
    _, section, number = max(
        (len(chart.marks), section, number)
        for section in Section
        for number, chart in enumerate(charts_of(words, report.part(section)))
    )
    card = chart_card(words, report, ChartSubject(report.period, section, number))
    assert card is not None
    drawn = await with_pictures(card, ChartArtist())
    (picture,) = [part for part in drawn.parts if isinstance(part, Picture)]
    assert picture.png
    assert size_of(card_json(drawn)) <= LARGEST


async def test_a_chart_is_drawn_once() -> None:
    artist = ChartArtist()
    chart = Chart("one", ChartKind.BARS, "One", "talks", (Mark("A", "12", 12),), "Made.", "A: 12.")
    first = await artist(chart)
    assert len(first) <= MOST_BYTES
    assert await artist(chart) is first


async def test_letters_that_no_font_has_are_no_picture() -> None:
    marks = (Mark("\U000f0001", "12", 12),)
    chart = Chart("two", ChartKind.BARS, "Two", "talks", marks, "Made.", "\U000f0001: 12.")
    with pytest.raises(NotDrawn):
        await ChartArtist()(chart)


async def test_a_picture_that_stays_too_large_is_refused() -> None:
    chart = Chart("one", ChartKind.BARS, "One", "talks", (Mark("A", "12", 12),), "Made.", "A: 12.")
    values = {"title": "One", "alt": "A: 12.", "language": "en"}
    with pytest.raises(PrintingError, match="more than 10 bytes"):
        await small_picture("chart", values, {"chart.svg": spec_of(chart)}, 10)
