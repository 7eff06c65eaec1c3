"""Tunes the garbage collector once a process has started."""

import gc


def keep_for_good() -> None:
    """Exclude the objects created at the start from garbage collection.

    Libraries, words and tables, about 170,000 objects, live until the process ends. Scanning them
    in a full collection delayed every press by a fifth of a second.
    """
    gc.collect()
    gc.freeze()
