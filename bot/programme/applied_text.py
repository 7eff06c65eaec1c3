"""The text of the playbook applied last, kept so that an export keeps its comments and order.

There is one such text at most, and it is sealed, for comments may say anything. Applying another
playbook deletes its key, so it never outlives the version it belongs to. People stand in it as
they do in the stored programme, by reference: their work e-mail is put back from the vault when
the playbook is exported. Whose directory entry is erased is therefore erased from this text too.
"""

import re
from collections.abc import Callable, Mapping

from bot.core.records import TEXT, SealedValue
from bot.core.storage import Work

TEXT_OF_PLAYBOOK = SealedValue("playbook-text", "text", TEXT)
_EMAIL = re.compile(r"[^\s\"'`<>()\[\]{},;:=]+@[^\s\"'`<>()\[\]{},;:=]+")
_REFERENCE = re.compile(r"person:([0-9a-f]{32})")


async def keep_text(work: Work, text: str, references: Mapping[str, str]) -> None:
    """Keep this text in place of the one before; an empty one leaves none.

    ``references`` are the people's by work e-mail.
    """

    def by_reference(found: re.Match[str]) -> str:
        reference = references.get(found[0].casefold())
        return f"person:{reference}" if reference else found[0]

    kept = _EMAIL.sub(by_reference, text)
    if kept != (await work.vault.open(TEXT_OF_PLAYBOOK) or ""):
        await work.vault.erase(TEXT_OF_PLAYBOOK.owner)
        if kept:
            await work.vault.seal(TEXT_OF_PLAYBOOK, kept)


async def kept_text(work: Work, email: Callable[[str], str]) -> str:
    """The text kept, with people by the ``email`` of a reference; empty if there is none.

    A person without an e-mail stands in it under an address that nobody can have.
    """
    kept = await work.vault.open(TEXT_OF_PLAYBOOK) or ""
    return _REFERENCE.sub(lambda found: email(found[1]) or f"{found[1]}@erased.invalid", kept)
