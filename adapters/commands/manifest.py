"""``manifest``: the file with which the app is registered on a platform."""

import argparse

from adapters.platforms import Manifest
from adapters.settings import for_manifest


async def write(chosen: argparse.Namespace) -> int:
    """Print or write the manifest, whichever the platform's own form needs."""
    manifest: Manifest = chosen.manifest
    return manifest.write(chosen, for_manifest())
