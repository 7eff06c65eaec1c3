"""Names a sealed value by its owner and its name, as tests look for it in the vault."""

from bot.core.records import TEXT, SealedValue


def sealed_text(owner: str, name: str) -> SealedValue[str]:
    """The text sealed under this name by this owner's key."""
    return SealedValue(owner, name, TEXT)
