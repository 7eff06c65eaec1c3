"""Telephone numbers as people type them."""

import re

DIGITS = re.compile(r"\d")
ALLOWED = re.compile(r"\+?[\d\s().\-/\u2010-\u2013]+(?:\s*(?:x|ext\.?)\s*\d{1,6})?", re.IGNORECASE)
FEWEST_DIGITS = 3
MOST_DIGITS = 21
_IN_A_TEXT = re.compile(
    r"(?<![\w$.:/-])(?!\d{4}-\d\d-\d\d)\+?\(?\d[\d\u2011 ().-]{5,18}\d(?![\w:%]|[.-]\d)"
)
FEWEST_DIGITS_IN_A_TEXT = 7


def read_number(typed: str) -> str | None:
    """Return a telephone number with its blanks tidied, or ``None`` if it is not one.

    Internal extensions (three digits) and foreign numbers are accepted; words are refused, so
    that nobody can leave a text in place of a number.
    """
    tidy = " ".join(typed.split())
    digits = len(DIGITS.findall(tidy))
    if not ALLOWED.fullmatch(tidy) or not FEWEST_DIGITS <= digits <= MOST_DIGITS:
        return None
    return tidy


def numbers_in(text: str) -> tuple[str, ...]:
    """Return the telephone numbers that stand in a text of the hospital's, in their order.

    Fewer than seven digits may be an hour, a date or an extension, and are left alone.
    """
    found = _IN_A_TEXT.findall(text)
    return tuple(each for each in found if len(DIGITS.findall(each)) >= FEWEST_DIGITS_IN_A_TEXT)


def tel(number: str) -> str:
    """Return the address that a device calls a number by."""
    return f"tel:{_dialled(number)}"


def sms(number: str) -> str:
    """Return the address that a device begins a text message to a number by."""
    return f"sms:{_dialled(number)}"


def _dialled(number: str) -> str:
    sign = "+" if number.lstrip().startswith("+") else ""
    return f"{sign}{''.join(DIGITS.findall(number))}"
