"""Plain text made safe for Adaptive Cards: nothing typed becomes formatting, every name intact.

Only what could begin some Markdown is escaped: ordinary words stay free of backslashes, which
not every client of Teams takes away again.
https://learn.microsoft.com/en-us/adaptive-cards/authoring-cards/text-features
"""

import re

from adapters.teams.typed import written_here

_MARKUP = re.compile(r"[\\`*_\[\]~<>|]|&(?=#?\w+;)")
_AT_A_LINES_BEGINNING = re.compile(r"^(\s*)([-+#=]|\d{1,9}(?=[.)]))", re.MULTILINE)
_MACRO = re.compile(r"\{(?=\{)")
_CONTROLS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200B, 0xFEFF])
"""Marks that turn the text after them round, or stand for nothing: they may be left unclosed."""
_TURNED = re.compile("^[\u202a\u202b\u202d\u202e](?=.)")
"""How a text begins that is turned as a whole, as some people's names are."""
_RIGHT_TO_LEFT = (
    "\u0590-\u05ff\u0600-\u06ff\u0700-\u074f\u0750-\u077f\u0780-\u07bf\u07c0-\u07ff\u0800-\u08ff"
    "\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff"
)
_RUN = re.compile(f"[{_RIGHT_TO_LEFT}](?:[^\\nA-Za-z]*[{_RIGHT_TO_LEFT}])?")
FIRST_STRONG, POP = "\u2068", "\u2069"


def markdown(text: str) -> str:
    """The text for a TextBlock, which reads Markdown."""
    escaped = _MARKUP.sub(lambda found: "\\" + found[0], clean(text))
    escaped = _AT_A_LINES_BEGINNING.sub(_begun, escaped)
    return isolated(_MACRO.sub("{\u2060", escaped))


def plain(text: str) -> str:
    """The text for a title, a label or an option, which read none."""
    return isolated(clean(text))


def clean(text: str) -> str:
    """The text without blind indexes that would turn round what comes after them.

    A mark in front of it all stays: it belongs to the name, and ends where the text does. Commands
    in it are as they are typed here.
    """
    text = written_here(text)
    turned = _TURNED.match(text)
    rest = text.translate(_CONTROLS)
    return f"{FIRST_STRONG}{turned[0]}{rest}{POP}" if turned else rest


def isolated(text: str) -> str:
    """Each run of right-to-left script set apart, so that it turns nothing around it round.

    Unicode's bidirectional algorithm, UAX #9: isolates.
    """
    return _RUN.sub(lambda found: f"{FIRST_STRONG}{found[0]}{POP}", text)


def _begun(found: re.Match[str]) -> str:
    blanks, sign = found[1], found[2]
    # "1." begins a list by its full stop, everything else by itself.
    return f"{blanks}{sign}\\" if sign.isdigit() else f"{blanks}\\{sign}"
