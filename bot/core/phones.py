"""Telephone numbers as people type them."""

import re

DIGITS = re.compile(r"\d")
ALLOWED = re.compile(r"\+?[\d\s().\-/\u2010-\u2013]+(?:\s*(?:x|ext\.?)\s*\d{1,6})?", re.IGNORECASE)
FEWEST_DIGITS = 3
MOST_DIGITS = 21


def read_number(typed: str) -> str | None:
    """A number somebody can be called on, blanks tidied, or ``None`` if it is none.

    Extensions inside the house (three digits) and numbers of other countries are fine; words
    are not, so that nothing but a number can be left behind.
    """
    tidy = " ".join(typed.split())
    digits = len(DIGITS.findall(tidy))
    if not ALLOWED.fullmatch(tidy) or not FEWEST_DIGITS <= digits <= MOST_DIGITS:
        return None
    return tidy
