"""Writes the files of commands whole or not at all, also where the disk is full."""

import errno
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""No room on the disk, in our quota, or below the largest size of a file."""
_USUAL = 0o666


def write_whole(file: Path, content: bytes | str, *, mode: int | None = None) -> None:
    """Write one file; see ``write_all``."""
    write_all({file: content}, mode=mode)


def write_all(
    files: Mapping[Path, bytes | str], *, mode: int | None = None, replaces: bool = True
) -> None:
    """Write each of these files whole, and put none in place until all are written.

    ``mode`` is the files' permission, by default what is usual here. What is no ordinary file, such
    as ``/dev/stdout``, is written to as it is. With ``replaces=False`` a file that is there already
    is an error. Raises ``OSError`` with the file's name.
    """
    beside: dict[Path, Path] = {}
    at = Path()
    try:
        for file, content in files.items():
            at = file
            data = content.encode() if isinstance(content, str) else content
            if file.exists() and not file.is_file():
                file.write_bytes(data)
                continue
            # Where a link leads is replaced, not the link.
            target = file.resolve()
            beside[target] = _written_beside(target, data, mode)
        for target, new in beside.items():
            at = target
            if not replaces:
                # Who comes second meets the empty file.
                target.touch(_USUAL if mode is None else mode, exist_ok=False)
            new.replace(target)
    except OSError as fault:
        # What write and close raise does not say which file it is about.
        raise OSError(fault.errno, fault.strerror, str(at)) from fault
    finally:
        for new in beside.values():
            new.unlink(missing_ok=True)


def _written_beside(file: Path, data: bytes, mode: int | None) -> Path:
    """Write into a new file of the same folder; nothing is left of it if that fails."""
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    new = Path(name)
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(data)
            opened.flush()
            # A disk may say only now that it is full.
            os.fsync(opened.fileno())
        new.chmod(mode if mode is not None else _mode_of(file))
    except BaseException:
        with suppress(OSError):
            new.unlink()
        raise
    return new


def _mode_of(file: Path) -> int:
    """The permission of the file that is there, or what a new one usually gets."""
    with suppress(FileNotFoundError):
        return file.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return _USUAL & ~mask
