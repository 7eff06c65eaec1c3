"""``manifest``: what a platform wants to know of the app."""

import argparse

from adapters.platforms import Manifest
from adapters.settings import for_manifest


async def write(chosen: argparse.Namespace) -> int:
    """Print or write it, as the platform has it."""
    manifest: Manifest = chosen.manifest
    return manifest.write(chosen, for_manifest())
