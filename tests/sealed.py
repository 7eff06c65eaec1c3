"""Names a sealed value by owner and field, for tests that read the vault."""

from bot.core.records import TEXT, SealedValue


def sealed_text(owner: str, name: str) -> SealedValue[str]:
    """The sealed text with this name and owner."""
    return SealedValue(owner, name, TEXT)
