"""Sets a page from a template in ``pages/`` and values, as PDF, PNG, or SVG.

A template is Typst (https://typst.app/docs/reference). It reads its values with
``#let values = json("values.json")`` and its pictures by their names, and imports only what
lies beside it. What stands in a value is text to it, never markup.
"""

import asyncio
import base64
import json
import sys
import tempfile
from collections.abc import Mapping
from enum import StrEnum
from importlib.resources import as_file, files
from pathlib import Path
from shutil import copytree
from typing import TYPE_CHECKING, Any, cast

from adapters.printing.drawing import drawn
from adapters.printing.small_png import small

if TYPE_CHECKING:
    from typst import Compiler

from adapters.faults import NotReady

PIXELS_PER_INCH = 144.0
NO_LETTERS = "could not be displayed with font"
REMEDY = (
    "  Install a font that has these letters (Debian: fonts-noto, fonts-noto-cjk), and try again."
)


class Form(StrEnum):
    """What the pages are: one PDF, or a picture of each page."""

    PDF = "pdf"
    PNG = "png"
    SVG = "svg"


class LacksLettersError(NotReady):
    """No font of this machine has some letters of the text; the message names them."""


class PrintingError(NotReady):
    """The page could not be set; the message is the typesetter's."""


async def typeset(
    template: str,
    values: Mapping[str, Any],
    pictures: Mapping[str, bytes] | None = None,
    form: Form = Form.PDF,
    pixels_per_inch: float = PIXELS_PER_INCH,
    charts: Mapping[str, Mapping[str, Any]] | None = None,
) -> list[bytes]:
    """Return the pages: one PDF of all, or one picture each.

    ``template`` is the name of a file in ``pages/`` without its ending; ``values`` is anything
    that JSON knows; ``pictures`` has what the template names as an image, by file name (SVG or
    PNG). ``charts`` has Vega-Lite specs, which are drawn to further pictures of these names (SVG).
    It runs in a process of its own, and ends with the caller. Raises ``LacksLettersError``
    and ``PrintingError``.
    """
    order = {
        "template": template,
        "values": values,
        "pictures": {name: _packed(content) for name, content in (pictures or {}).items()},
        "charts": charts or {},
        "form": form,
        "pixels_per_inch": pixels_per_inch,
    }
    return _pages(await _in_a_process(json.dumps(order).encode()))


def _pages(answer: Mapping[str, Any]) -> list[bytes]:
    if "lacking" in answer:
        raise LacksLettersError(f"{answer['lacking']}\n{REMEDY}")
    if "failed" in answer:
        raise PrintingError(answer["failed"])
    return [base64.b64decode(page) for page in answer["pages"]]


async def small_picture(
    template: str, values: Mapping[str, Any], charts: Mapping[str, Mapping[str, Any]], most: int
) -> bytes:
    """Return the only page as a PNG of at most so many bytes, with fewer pixels if it must.

    Otherwise as ``typeset``; raises ``PrintingError`` for one that is larger all the same.
    """
    order = {"template": template, "values": values, "pictures": {}, "charts": charts}
    answer = await _in_a_process(json.dumps({**order, "form": Form.PNG, "most": most}).encode())
    pages = _pages(answer)
    if not pages:
        raise PrintingError(f"the picture has more than {most} bytes")
    return pages[0]


async def _in_a_process(order: bytes) -> dict[str, Any]:
    process = await asyncio.create_subprocess_exec(  # noqa: TID251 -- ends with its input
        *(sys.executable, "-m", "adapters.printing"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        answer, complaint = await process.communicate(order)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode:
        raise PrintingError(complaint.decode(errors="replace")[-2000:])
    result: dict[str, Any] = json.loads(answer)
    return result


def serve() -> None:
    """Do the order that stands on the standard input; the answer is JSON."""
    sys.stdout.write(json.dumps(carried_out(json.load(sys.stdin))))


def carried_out(order: dict[str, Any]) -> dict[str, Any]:
    """Set the pages of one order: ``pages``, or why not (``lacking``, ``failed``)."""
    import typst  # noqa: PLC0415 -- 80 MB, for this process alone

    with tempfile.TemporaryDirectory() as folder, as_file(files("adapters.printing")) as shipped:
        root = Path(folder)
        copytree(shipped / "pages", root, dirs_exist_ok=True)
        (root / "values.json").write_text(json.dumps(order["values"]), "utf-8")
        for name, content in order["pictures"].items():
            (root / name).write_bytes(base64.b64decode(content))
        for name, spec in order["charts"].items():
            (root / name).write_text(drawn(spec, shipped / "fonts"), "utf-8")
        compiler = typst.Compiler(
            root / f"{order['template']}.typ",
            root=root,
            font_paths=typst.Fonts(font_paths=[shipped / "fonts"]),
            package_path=root / "no packages",
            package_cache_path=root / "no packages",
        )
        try:
            # A PDF that a screen reader can read out (PDF/UA-1, ISO 14289-1). It is made for a
            # picture as well, since only this says which letters no font has.
            made = compiler.compile(format="pdf", pdf_standards="ua-1")
            if "most" in order:
                made = _small_enough(compiler, order["most"])
            elif order["form"] != Form.PDF:
                made = compiler.compile(format=order["form"], ppi=order["pixels_per_inch"])
        except typst.TypstError as error:
            kind = "lacking" if NO_LETTERS in error.message else "failed"
            return {kind: "\n".join((error.message, *error.hints, *error.trace))}
    pages = made if isinstance(made, list) else [made]
    return {"pages": [_packed(page) for page in pages if page is not None]}


def _small_enough(compiler: "Compiler", most: int) -> bytes | None:
    """The page with as many pixels as fit into so many bytes; ``None`` if even few do not."""
    for ppi in (PIXELS_PER_INCH, 120.0, 96.0, 72.0):
        picture = small(cast("bytes", compiler.compile(format="png", ppi=ppi)))
        if len(picture) <= most:
            return picture
    return None


def _packed(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")
