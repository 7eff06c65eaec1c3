"""The blind indexes by which requests are found without saying whose they are."""

from bot.core.storage import Work


def whose_index(work: Work, person: str) -> str:
    """The blind index by which a person's own requests are found."""
    return work.vault.blind_index("requester", person)


def holder_index(work: Work, person: str) -> str:
    """The blind index by which the requests a supporter holds are found."""
    return work.vault.blind_index("supporter", person)
