"""Who signs the first messages of an area: a peer lead whom the playbook names."""

from bot.core.context import Context
from bot.core.people import Person, name_of
from bot.programme import current


async def signature_in(context: Context, area: str, reader: str = "") -> str:
    """Return the line under an area's first messages; empty if nobody signs them.

    Nobody reads their own name (``reader`` is a reference), and somebody who left signs nothing.
    """
    found = (await current(context.work)).area(area)
    if found is None or not found.signed_by or found.signed_by == reader:
        return ""
    person = await context.work.of(Person).get(found.signed_by)
    name = await name_of(context.work, found.signed_by)
    if person is None or not person.active or not name:
        return ""
    return context.words("check_in.note.signed", name=name)
