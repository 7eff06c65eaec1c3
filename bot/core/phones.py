"""Telephone numbers as people type them."""

import re

DIGITS = re.compile(r"\d")
ALLOWED = re.compile(r"\+?[\d\s().\-/\u2010-\u2013]+(?:\s*(?:x|ext\.?)\s*\d{1,6})?", re.IGNORECASE)
FEWEST_DIGITS = 3
MOST_DIGITS = 21


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
