"""The keyed marks by which requests are found without saying whose they are."""

from bot.core.storage import Work


def whose_mark(work: Work, person: str) -> str:
    """The mark by which a person's own requests are found."""
    return work.vault.mark("requester", person)


def holder_mark(work: Work, person: str) -> str:
    """The mark by which the requests a supporter holds are found."""
    return work.vault.mark("supporter", person)
