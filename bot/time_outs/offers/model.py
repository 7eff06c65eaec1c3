"""Rules of breaks that a unit lead offers to all who were there, and the numbers shown of them."""

from datetime import timedelta

OFFER_LASTS = timedelta(hours=1)
"""How long an offer can be taken up."""
OFFER_TRACES_FOR = timedelta(minutes=15)
"""How long the cards of an ended offer are kept, for the redraws that are still due."""
OFFER_AGAIN_AFTER = timedelta(hours=8)
"""How long after an offer the same event brings no other one: about a shift."""
FEWEST_OFFERED = 2
"""An offer to one person would single them out."""
FEWEST_COUNTED = 5
"""The least number of people who said yes, and of people who did not, for a number to be shown."""
MOST_EVENTS = 5
"""How many events the command lets a lead choose from."""


def arranged_to_show(arranged: int, offered: int) -> int | None:
    """Return how many breaks a lead may read are being arranged, rounded down, or ``None``.

    A number is shown only if several people said yes and several did not: who can count the people
    on shift would otherwise know who did. It grows in steps, so that nobody reads from its growth
    who pressed last.
    """
    if arranged < FEWEST_COUNTED or offered - arranged < FEWEST_COUNTED:
        return None
    return arranged - arranged % FEWEST_COUNTED
