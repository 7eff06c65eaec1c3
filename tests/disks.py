"""A disk without room: a small one that is filled, or a limit on how large files may grow."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import CalledProcessError

import pytest

from tests import programs

KILOBYTE = 1024


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    """During the block no file of this process grows beyond ``size`` bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def small_disk(folder: Path, kilobytes: int) -> Iterator[None]:
    """A disk of this size at a folder during the block. Skips the test without the right to it."""
    mount = ("mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder))
    try:
        programs.run(*mount, check=True)
    except (OSError, CalledProcessError):
        pytest.skip("only an administrator may make a small disk")
    try:
        yield
    finally:
        programs.run("umount", "--lazy", str(folder), check=True)


def fill(folder: Path, *, leave: int = 0) -> None:
    """Fill the disk of a folder, except for ``leave`` kilobytes."""
    with (folder / "filling").open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(KILOBYTE))
        except OSError:
            file.truncate(max(0, file.tell() - leave * KILOBYTE))
