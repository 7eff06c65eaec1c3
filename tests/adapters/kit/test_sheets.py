"""Every sheet of the kit has its words, its number and its codes, in each language."""

import re
import struct
from dataclasses import replace
from pathlib import Path

import pytest
import segno

from adapters.kit import KitWords, Made, Paper, chosen_words, make
from adapters.kit.making import SHEETS
from adapters.kit.sheets import helplines_for, values_of
from adapters.platforms import WayIn
from adapters.poster import page
from adapters.printing import typeset
from bot.core.lines import Lines
from tests.adapters.kit.pdf_text import Pdf
from tests.adapters.kit.some_kit import CHAPLAIN, CRISIS, EAP, KIT, SLACK, TEAMS, line
from tests.some import some

A4, LETTER = (595, 842), (612, 792)


def words_in(language: str) -> KitWords:
    (words,) = chosen_words([language])
    return words


def says(content: bytes) -> str:
    return " ".join(Pdf(content).pages())


def plain(said: str) -> str:
    """The text as a sheet shows it, whatever the lines it is broken into."""
    return re.sub(r"[\s\u00a0]+", "", said.replace("'", "’"))


def size_of(content: bytes) -> tuple[int, int]:
    found = re.search(rb"/MediaBox\[0 0 ([\d.]+) ([\d.]+)\]", content)
    assert found is not None
    return round(float(found[1])), round(float(found[2]))


@pytest.mark.parametrize("language", ["en", "es"])
async def test_each_sheet_of_a_language_says_what_it_is_for(language: str, tmp_path: Path) -> None:
    words = words_in(language)
    made = await make(KIT, words, tmp_path)
    assert made.lacking == ""
    said = {
        file.stem: plain(says(file.read_bytes())) for file in made.files if file.suffix == ".pdf"
    }
    assert set(said) == set(SHEETS)
    number = {name: EAP.number in text for name, text in said.items()}
    hospital = {name: plain(KIT.hospital) in text for name, text in said.items()}
    assert all(number.values()), number
    assert all(hospital.values()), hospital
    for name in ("poster", "badge-cards", "leaflet", "screen-saver"):
        assert plain(words.card.title) in said[name], name
        assert plain(words.card.text) in said[name], name
    filled = {"app": KIT.app, "typed": KIT.typed}
    for section in (words.ask, words.how, words.private, words.unasked):
        for each in some(section.filled(**filled).lines):
            assert plain(each) in said["leaflet"]
    for each in some(words.how.filled(**filled).lines):
        assert plain(each) in said["orientation-slide"]
    assert said["badge-cards"].count(plain(words.card.title)) == 8
    pictures = {file.stem: file.read_bytes() for file in made.files if file.suffix == ".png"}
    dots = {name: struct.unpack(">II", content[16:24]) for name, content in pictures.items()}
    assert dots == {"screen-saver": (1920, 1080), "orientation-slide": (1920, 1080)}


@pytest.mark.parametrize(("paper", "size"), [(Paper.A4, A4), (Paper.LETTER, LETTER)])
@pytest.mark.parametrize("sheet", ["poster", "badge-cards", "leaflet"])
async def test_a_sheet_has_the_papers_size(sheet: str, paper: Paper, size: tuple[int, int]) -> None:
    kit = replace(KIT, paper=paper)
    values, pictures = values_of(kit, words_in("en")), kit.pictures()
    (made,) = await typeset(SHEETS[sheet], values, pictures)
    assert size_of(made) == (size[::-1] if sheet == "leaflet" else size)


@pytest.mark.parametrize(
    ("named", "zone", "paper"),
    [
        ("", "America/Denver", Paper.LETTER),
        ("", "Europe/Berlin", Paper.A4),
        ("a4", "America/Denver", Paper.A4),
        ("letter", "Europe/Berlin", Paper.LETTER),
    ],
)
def test_the_paper_is_the_one_of_the_time_zone_unless_it_is_named(
    named: str, zone: str, paper: Paper
) -> None:
    assert Paper.chosen(named, zone) is paper


LONG = replace(
    KIT,
    hospital="The Children’s Hospital and Regional Medical Center of the Larkspur Valley, North",
    first=line("employee assistance of the whole system", "1-303-555-0142 ext. 44120"),
)


@pytest.mark.parametrize("language", ["de", "ru", "ar", "vi"])
async def test_long_names_leave_each_sheet_on_its_pages(language: str) -> None:
    values = values_of(LONG, words_in(language))
    for sheet, template in some(SHEETS.items()):
        (made,) = await typeset(template, values, LONG.pictures())
        assert len(Pdf(made).pages()) == (2 if sheet == "leaflet" else 1), sheet


def modules_of(svg: bytes) -> list[list[bool]]:
    """The dark modules of a code, row by row, without the empty ones around it."""
    found = re.search(rb'viewBox="0 0 (\d+) \d+"|width="(\d+)"', svg)
    assert found is not None
    side = int(found[1] or found[2])
    grid = [[False] * side for _ in range(side)]
    (drawn,) = re.findall(rb'class="qrline" stroke="[^"]+" d="([^"]+)"', svg)
    x, y = 0, 0.0
    for command, numbers in re.findall(rb"([Mmhv])([^Mmhv]+)", drawn):
        moved = [float(number) for number in re.findall(rb"-?[\d.]+", numbers)]
        if command == b"M":
            x, y = int(moved[0]), moved[1]
        elif command == b"m":
            x, y = x + int(moved[0]), y + moved[1]
        else:
            grid[int(y)][x : x + int(moved[0])] = [True] * int(moved[0])
            x += int(moved[0])
    return [row[4:-4] for row in grid[4:-4]]


def test_each_code_holds_the_link_that_its_words_name() -> None:
    codes = values_of(KIT, words_in("en"))["codes"]
    assert [code["says"] for code in codes] == [
        "Scan to open Staff Messages in Slack",
        "Scan to open Staff Messages in Teams",
    ]
    pictures = KIT.pictures()
    for code, way in zip(some(codes), (SLACK, TEAMS), strict=True):
        expected = segno.make(way.link, error="q", micro=False, boost_error=False).matrix
        assert modules_of(pictures[code["picture"]]) == [list(map(bool, row)) for row in expected]


@pytest.mark.parametrize("ways", [(), (SLACK,), (SLACK, TEAMS)])
async def test_a_screen_reader_says_what_each_code_opens(ways: tuple[WayIn, ...]) -> None:
    kit = replace(KIT, ways=ways)
    for template in some(SHEETS.values()):
        (made,) = await typeset(template, values_of(kit, words_in("en")), kit.pictures())
        opened = {said.rpartition(" ")[2] for said in Pdf(made).pictures()}
        assert opened == {way.place for way in kit.links}, template


async def test_a_language_without_letters_keeps_the_page_for_a_browser(tmp_path: Path) -> None:
    known = words_in("en")
    # No typeface draws this sign, on whatever machine the test runs.
    card = replace(known.card, code="xx", text="\U000f0001")
    made = await make(KIT, replace(known, card=card), tmp_path)
    assert made.lacking == "\U000f0001"
    names = {file.name for file in made.files}
    assert names == {"cards.html", "post-chat.txt", "post-mail.txt"}
    assert (tmp_path / "xx" / "cards.html").read_text("utf-8") == page([card], EAP)


@pytest.mark.parametrize(
    ("letters", "package"),
    [("中", "fonts-noto-cjk"), ("ひ", "fonts-noto-cjk"), ("ع", "fonts-noto-core")],
)
def test_the_package_that_has_the_letters_is_named(letters: str, package: str) -> None:
    assert Made(words_in("en"), (), letters).font_package == package


def test_the_number_is_a_persons_before_the_crisis_line() -> None:
    found = helplines_for(Lines((CRISIS, EAP, CHAPLAIN)))
    assert found is not None
    assert (found.first, found.crisis, found.all) == (EAP, CRISIS, (EAP, CHAPLAIN, CRISIS))
    assert helplines_for(Lines()) is None


def test_a_crisis_line_alone_stands_once() -> None:
    found = helplines_for(Lines((CRISIS,)))
    assert found is not None
    assert (found.first, found.crisis, found.all) == (CRISIS, None, (CRISIS,))


def test_no_kit_names_more_helplines_than_the_leaflet_has_room_for() -> None:
    many = [line(f"number {each}", f"555-01{each}") for each in range(10, 20)]
    found = helplines_for(Lines((*many, CRISIS)))
    assert found is not None
    assert len(found.all) == 4
    assert found.all[-1] == CRISIS
