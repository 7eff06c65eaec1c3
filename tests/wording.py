"""The words of the program by their keys, so that a test does not repeat a sentence.

A test whose subject is not the wording says ``phrase("core.gone")``: the sentence may be written
anew, and the test still holds. Tests of the wording itself are in ``tests/messages``.
"""

from functools import cache

from adapters.catalogue import COUNT, Catalogue, load_catalogues
from adapters.wording import load_wording
from bot.core.texts import Words
from tests.world import ZONE

TOO_SHORT = 4
"""So few letters could stand anywhere."""


def phrase(key: str, /, language: str = "en", **values: str | int) -> str:
    """What a text says, with its values.

    Of a text whose values are not all given, it is a stretch without those left out: the one
    that holds the values given, or the longest. Raises ``KeyError`` for an unknown key or value,
    ``ValueError`` for values of different stretches, and ``AssertionError`` if the stretch is too
    short to tell anything.
    """
    message = _catalogue(language)[key]
    if surplus := values.keys() - message.expects:
        text = f"{key} has no {', '.join(sorted(surplus))}"
        raise KeyError(text)
    if values.keys() == message.expects:
        return _words(language)(key, **values)
    template = message.forms["one" if values.get(COUNT) == 1 else "other"]
    stretches, telling = [""], {0} if not values else set[int]()
    for text, name in template.pieces:
        stretches[-1] += text
        if name in values:
            stretches[-1] += str(values[name])
            telling.add(len(stretches) - 1)
        elif name:
            stretches.append("")
    if values.keys() - {COUNT}:
        (place,) = telling
        found = stretches[place]
    else:
        found = max((line for one in stretches for line in one.split("\n")), key=len)
    found = found.strip(" .,:;()")
    assert len(found) >= TOO_SHORT, f"{key} says too little without its values"
    return found


@cache
def _words(language: str) -> Words:
    return load_wording().words(language, ZONE)


@cache
def _catalogue(language: str) -> Catalogue:
    return load_catalogues()[language]
