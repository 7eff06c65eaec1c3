"""What fits on a screen: the limits of the strictest platform, and how they are checked.

The constructors of cards, forms and inputs check them, so a screen that some platform cannot show
fails in the test that draws it. The platforms' limits are: button text 75, a form's title and
submit 24, ``value`` 2,000, 100 options, six actions a card, 28 KB a card. Ours are tighter where
the wording rules ask for it (five buttons).
"""

from collections.abc import Iterable

MOST_BUTTONS = 5
MOST_QUIET = 3
"""So many buttons beside the main one are seen at once; of more, the rare ones are in a menu."""
FEWEST_IN_MENU = 2
MOST_PARTS = 20
MOST_TILES = 4
MOST_OPTIONS = 100
MOST_TICKS = 10
LONGEST_BUTTON = 75
LONGEST_TITLE = 24
LONGEST_LABEL = 75
LONGEST_TEXT = 1500
LONGEST_TILE = 200
MOST_FACTS = 10
LONGEST_FACT = 300
LONGEST_PREVIEW = 150
LONGEST_NUMBER = 40


def require(condition: bool, message: str) -> None:  # noqa: FBT001 - reads as a sentence
    """Raise ``ValueError`` with this message unless the condition holds."""
    if not condition:
        raise ValueError(message)


def check(text: str, longest: int, what: str) -> None:
    """Raise ``ValueError`` if a text is empty or too long for where it stands."""
    require(bool(text.strip()), f"{what} is empty")
    too_long = f"{what} has {len(text)} characters, at most {longest} fit: {text[:40]}…"
    require(len(text) <= longest, too_long)


def are_unique(values: Iterable[object]) -> bool:
    """Whether no two values are the same."""
    listed = list(values)
    return len(set(listed)) == len(listed)
