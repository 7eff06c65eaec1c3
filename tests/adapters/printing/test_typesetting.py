"""Pages are set in a process of their own, and what cannot be set is said."""

import pytest

from adapters.printing import Form, LacksLettersError, typeset
from adapters.printing.typesetting import PrintingError

PNG = b"\x89PNG\r\n\x1a\n"
TEMPLATE = b"""
#import "look.typ": *
#let values = json("values.json")
#show: paper.with(values)
#values.text
"""


async def page_of(text: str, form: Form = Form.PDF) -> list[bytes]:
    values = {"title": "A page", "language": "en", "text": text}
    return await typeset("probe", values, {"probe.typ": TEMPLATE}, form)


async def test_a_page_is_a_pdf_that_a_screen_reader_can_read() -> None:
    (page,) = await page_of("Hard day at work? ¿Un día difícil?")
    assert page.startswith(b"%PDF-")
    assert b"pdfuaid" in page


async def test_each_page_can_be_a_picture() -> None:
    pages = await page_of("One page", Form.PNG)
    assert [page[:8] for page in pages] == [PNG]


async def test_what_stands_in_a_value_is_no_markup() -> None:
    (page,) = await page_of('#read("/etc/passwd") *bold* $x$', Form.SVG)
    (plain,) = await page_of('#read("/etc/passwd") +bold+ $x$', Form.SVG)
    # Each sign is drawn, so exchanging two changes the picture and not its length by a font.
    assert page.count(b"<use") == plain.count(b"<use") > 0


@pytest.mark.parametrize("form", Form)
async def test_letters_that_no_font_has_are_named_and_no_page_comes_without_them(
    form: Form,
) -> None:
    with pytest.raises(LacksLettersError, match="f0001"):
        await page_of("A sign that nobody draws: \U000f0001", form)


async def test_why_a_page_cannot_be_set_is_said() -> None:
    with pytest.raises(PrintingError, match="unknown variable"):
        await typeset("faulty", {}, {"faulty.typ": b"#no_such_thing"})
