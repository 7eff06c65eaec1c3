"""Makes the files of the kit in one language."""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from adapters import poster
from adapters.kit.sheets import Kit, chat_post, mail_post, values_of
from adapters.kit.words import KitWords
from adapters.printing import Form, LacksLettersError, typeset
from adapters.whole_files import write_all

SCREEN_DOTS_PER_INCH = 144.0
"""At which the pages for screens, 960 points wide, are 1920 dots wide."""

SHEETS = {
    "poster": "kit_poster",
    "badge-cards": "kit_badge",
    "leaflet": "kit_leaflet",
    "screen-saver": "kit_screen",
    "orientation-slide": "kit_slide",
}
"""The template of each file."""
FOR_SCREENS = ("screen-saver", "orientation-slide")
"""The files that there are as a picture, too."""
CJK = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "IDEOGRAPHIC", "FULLWIDTH")


@dataclass(frozen=True)
class Made:
    """The files of the kit in one language."""

    words: KitWords
    files: tuple[Path, ...]
    lacking: str = ""
    """The letters that no font of this machine has; the sheets are left out for them."""

    @property
    def font_package(self) -> str:
        """The Debian package that has these letters."""
        named = [unicodedata.name(letter, "") for letter in self.lacking]
        is_cjk = any(name.startswith(CJK) for name in named)
        return "fonts-noto-cjk" if is_cjk else "fonts-noto-core"


async def make(kit: Kit, words: KitWords, folder: Path) -> Made:
    """Write the kit in one language into a folder of its own below ``folder``.

    Where no font has the letters, the sheets are left out, and the card is there as a page that a
    browser prints.
    """
    place = folder / words.card.code
    place.mkdir(parents=True, exist_ok=True)
    posts = {
        "post-chat.txt": chat_post(kit, words).encode(),
        "post-mail.txt": mail_post(kit, words).encode(),
    }
    lacking = ""
    try:
        sheets = await _sheets(kit, words)
    except LacksLettersError as error:
        lacking = _letters(error)
        sheets = {"cards.html": poster.page([words.card], kit.first).encode()}
    write_all({place / name: content for name, content in (posts | sheets).items()})
    return Made(words, tuple(place / name for name in (*sheets, *posts)), lacking)


async def _sheets(kit: Kit, words: KitWords) -> dict[str, bytes]:
    values, pictures = values_of(kit, words), kit.pictures()
    made: dict[str, bytes] = {}
    for name, template in SHEETS.items():
        titled = values | {"title": words.slide} if name == "orientation-slide" else values
        (made[f"{name}.pdf"],) = await typeset(template, titled, pictures)
        if name in FOR_SCREENS:
            (made[f"{name}.png"],) = await typeset(
                template, titled, pictures, Form.PNG, SCREEN_DOTS_PER_INCH
            )
    return made


def _letters(error: LacksLettersError) -> str:
    found = re.search(r'the text `"(.+?)"`', str(error))
    named = found[1] if found else "?"
    # The typesetter writes a rare letter as its number.
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda code: chr(int(code[1], 16)), named)
