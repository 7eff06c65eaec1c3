"""``manifest``, ``icons``: the files with which the app is registered on a platform."""

import argparse
import asyncio
import sys
from pathlib import Path

from adapters.icons import icons as drawn
from adapters.platforms import Manifest
from adapters.settings import for_manifest
from adapters.whole_files import write_all


async def write(chosen: argparse.Namespace) -> int:
    """Print or write the manifest, whichever the platform's own form needs."""
    manifest: Manifest = chosen.manifest
    return manifest.write(chosen, for_manifest())


async def icons(chosen: argparse.Namespace) -> int:
    """Write the app's icons into a folder."""
    folder: Path = chosen.folder
    pictures = {folder / name: picture for name, picture in drawn().items()}
    await asyncio.to_thread(write_all, pictures)
    sys.stdout.write("".join(f"{file}\n" for file in pictures))
    return 0
