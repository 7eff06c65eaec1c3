"""The words of the program by their keys, so that a test does not repeat a sentence.

A test whose subject is not the wording says ``phrase("core.gone")``: the sentence may be written
anew, and the test still holds. Tests of the wording itself are in ``tests/messages``.
"""

from functools import cache

from adapters.catalogue import COUNT, Catalogue, Template, load_catalogues
from adapters.wording import load_wording
from bot.core.texts import Words
from tests.world import ZONE

TOO_SHORT = 4
"""A shorter text could occur anywhere by chance."""


def phrase(key: str, language: str = "en", /, **values: str | int) -> str:
    """A text of the catalogue, with its values.

    If some values are not given, this is the longest stretch between the missing ones that has all
    the given ones. Raises ``KeyError`` for an unknown key or value, ``ValueError`` if no stretch
    has all of them, and ``AssertionError`` if the stretch is too short.
    """
    message = _catalogue(language)[key]
    if surplus := values.keys() - message.expects:
        text = f"{key} has no {', '.join(sorted(surplus))}"
        raise KeyError(text)
    if values.keys() == message.expects:
        return _words(language)(key, **values)
    form = "one" if values.get(COUNT) == 1 and "one" in message.forms else "other"
    template = message.forms[form]
    shown = values.keys() & template.placeholders
    found = [text for text, names in _stretches(template, values) if shown <= names]
    if not found:
        text = f"{key}: {', '.join(sorted(shown))} do not stand together; give all the values"
        raise ValueError(text)
    longest = max((line for text in found for line in text.split("\n")), key=len)
    assert len(longest) >= TOO_SHORT, f"{key} says too little without its values"
    return longest.strip(" .,:;()")


def _stretches(template: Template, values: dict[str, str | int]) -> list[tuple[str, set[str]]]:
    """The texts between the missing values, each with the names of the values in it."""
    found: list[tuple[str, set[str]]] = [("", set())]
    for before, name in template.pieces:
        text, names = found[-1]
        found[-1] = (text + before, names)
        if name in values:
            found[-1] = (text + before + str(values[name]), names | {name})
        elif name:
            found.append(("", set()))
    return found


@cache
def _words(language: str) -> Words:
    return load_wording().words(language, ZONE)


@cache
def _catalogue(language: str) -> Catalogue:
    return load_catalogues()[language]
