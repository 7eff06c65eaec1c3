"""The text of the playbook applied last, kept for the comments and the order of an export.

At most one text is kept. It is sealed, because comments may say anything, and the next playbook
erases its key. The text has references in place of work e-mails, which an export puts back from
the vault: a person erased from the vault is also erased from this text.
"""

import re
from collections.abc import Callable, Mapping

from bot.core.records import TEXT, SealedValue
from bot.core.storage import Work

TEXT_OF_PLAYBOOK = SealedValue("playbook-text", "text", TEXT)
_EMAIL = re.compile(r"[^\s\"'`<>()\[\]{},;:=]+@[^\s\"'`<>()\[\]{},;:=]+")
_REFERENCE = re.compile(r"person:([0-9a-f]{32})")


async def keep_text(work: Work, text: str, references: Mapping[str, str]) -> None:
    """Keep this text instead of the last one; an empty text only erases that.

    ``references`` has people's references by work e-mail.
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
    """The kept text, with the ``email`` of each reference; empty if none is kept.

    A person without an e-mail gets an address that cannot exist.
    """
    kept = await work.vault.open(TEXT_OF_PLAYBOOK) or ""
    return _REFERENCE.sub(lambda found: email(found[1]) or f"{found[1]}@erased.invalid", kept)
