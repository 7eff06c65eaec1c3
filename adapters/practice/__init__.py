"""The practice workspace: a local page on which one plays everyone in a sample hospital."""

from adapters.platforms import Platform
from adapters.practice.address import ADDRESSES
from adapters.practice.address import PLATFORM as NAME

PLATFORM: Platform[None] = Platform(NAME, ADDRESSES)
"""It has no settings; only the ``demo`` command opens it."""
