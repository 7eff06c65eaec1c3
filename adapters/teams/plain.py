"""Makes plain text safe for Adaptive Cards, so that no text becomes formatting.

Only characters that could begin Markdown are escaped, because some clients of Teams show the
backslashes.
https://learn.microsoft.com/en-us/adaptive-cards/authoring-cards/text-features
"""

import re

from adapters.teams.typed import written_here

_MARKUP = re.compile(r"[\\`*_\[\]~<>|]|&(?=#?\w+;)")
_AT_A_LINES_BEGINNING = re.compile(r"^(\s*)([-+#=]|\d{1,9}(?=[.)]))", re.MULTILINE)
_MACRO = re.compile(r"\{(?=\{)")
_CONTROLS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200B, 0xFEFF])
"""Characters that change the direction of the text after them, or that are invisible."""
_TURNED = re.compile("^[\u202a\u202b\u202d\u202e](?=.)")
"""The start of a text whose whole direction is set, as in some people's names."""
_RIGHT_TO_LEFT = (
    "\u0590-\u05ff\u0600-\u06ff\u0700-\u074f\u0750-\u077f\u0780-\u07bf\u07c0-\u07ff\u0800-\u08ff"
    "\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff"
)
_RUN = re.compile(f"[{_RIGHT_TO_LEFT}](?:[^\\nA-Za-z]*[{_RIGHT_TO_LEFT}])?")
FIRST_STRONG, POP = "\u2068", "\u2069"


def markdown(text: str) -> str:
    """The text for a TextBlock, which interprets Markdown."""
    escaped = _MARKUP.sub(lambda found: "\\" + found[0], clean(text))
    escaped = _AT_A_LINES_BEGINNING.sub(_begun, escaped)
    return isolated(_MACRO.sub("{\u2060", escaped))


def plain(text: str) -> str:
    """The text for a title, a label or an option, which do not interpret Markdown."""
    return isolated(clean(text))


def clean(text: str) -> str:
    """The text with Teams' commands, and without characters that change later text's direction.

    Such a character at the very start is kept, because it may belong to a name; it is closed at
    the end of the text.
    """
    text = written_here(text)
    turned = _TURNED.match(text)
    rest = text.translate(_CONTROLS)
    return f"{FIRST_STRONG}{turned[0]}{rest}{POP}" if turned else rest


def isolated(text: str) -> str:
    """The text with each right-to-left run isolated (UAX #9), so it does not affect other text."""
    return _RUN.sub(lambda found: f"{FIRST_STRONG}{found[0]}{POP}", text)


def _begun(found: re.Match[str]) -> str:
    blanks, sign = found[1], found[2]
    # A numbered list begins by its full stop, so escape after the number.
    return f"{blanks}{sign}\\" if sign.isdigit() else f"{blanks}\\{sign}"
