"""The awareness kit: posters, cards, leaflets, slides and posts that say the app exists.

Nothing in it speaks of an event, so it can hang and lie anywhere.
"""

from adapters.kit.making import Made, make
from adapters.kit.sheets import Kit, Paper
from adapters.kit.words import KitWords, chosen_words

__all__ = ["Kit", "KitWords", "Made", "Paper", "chosen_words", "make"]
