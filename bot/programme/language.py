"""Which language somebody reads: their own choice, else the hospital's word, else their app's."""

from dataclasses import replace

from bot.core.people import Person, is_own_choice
from bot.core.storage import Work
from bot.programme.external_sources import Listing


async def reading_in(work: Work, person: Person, locale: str) -> Person:
    """The person, as a reader of the language their app is set to (``es_MX``).

    The playbook's word and that of HR's file go before what an app says. In a work that only
    reads, they are shown that language, and it is kept with the next press.
    """
    if not locale or locale == person.locale or "locale" in person.said:
        return person
    if is_own_choice(person.locale):
        return person
    listing = await work.of(Listing).get(person.reference) if person.reference else None
    if listing is not None and listing.locale:
        return person
    if work.reads_only:
        return replace(person, locale=locale)
    return await work.of(Person).save(replace(person, locale=locale))
