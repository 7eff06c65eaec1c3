"""Pictures that lie on a platform as files of their own, until their message changes.

Some platforms show a picture only from a file that was given to them. Such a file is noted before
it is sent, so that it is deleted there even if this process ends in between.
"""

from datetime import datetime

from bot.core.records import TEXT, Field, Record, Sealed
from bot.core.storage import Work, new_reference


class PostedPicture(Record):
    """A file with a picture on a platform; where it lies, and in which message, is sealed."""

    platform: Field[str]
    at: Field[datetime]
    place = Sealed(TEXT)
    """In the platform's own words."""


async def note_picture(work: Work, platform: str, place: str) -> str:
    """Note a file that is about to be sent; returns the reference of its record."""
    picture = PostedPicture(reference=new_reference(), platform=platform, at=work.now)
    await work.add(picture)
    await work.vault.seal(picture.place, place)
    return picture.reference


async def move_picture(work: Work, reference: str, place: str) -> None:
    """Note where a picture was shown. Nothing changes if it was forgotten meanwhile."""
    picture = await work.of(PostedPicture).get(reference)
    if picture is not None:
        await work.vault.seal(picture.place, place)


async def place_of_picture(work: Work, reference: str) -> str | None:
    """Return where a picture lies; ``None`` if it is not known any more."""
    picture = await work.of(PostedPicture).get(reference)
    return await work.vault.open(picture.place) if picture else None


async def forget_picture(work: Work, reference: str) -> None:
    """Forget a picture whose file is gone."""
    picture = await work.of(PostedPicture).get(reference)
    if picture is not None:
        await work.remove(picture)
        await work.vault.erase(reference)


async def old_pictures(work: Work, platform: str, until: datetime) -> list[PostedPicture]:
    """Return the pictures of a platform that were sent by then."""
    return await work.of(PostedPicture).find(
        PostedPicture.platform.is_(platform), PostedPicture.at.at_most(until)
    )
