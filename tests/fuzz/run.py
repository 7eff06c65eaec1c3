"""Gives every reader changed texts, and collects what goes wrong (``make fuzz N=100000``)."""

import hashlib
import random
import resource
import signal
import sys
import time
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType

from tests.fuzz.mutations import mutated
from tests.fuzz.readers import Reader, all_readers

LONGEST_S = 2.0
"""How much computing one text may cost."""


class Hung(BaseException):
    """Reading took too long; no reader catches this by accident."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raise ``Hung`` after so many seconds of computing."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise Hung

    signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


@dataclass
class Tally:
    """What came of one reader's texts; ``wrong`` has the first text of each kind of fault."""

    refused: int = 0
    read: int = 0
    slowest_s: float = 0.0
    wrong: dict[str, bytes] = field(default_factory=dict)


def fuzzed(reader: Reader, count: int, seed: int) -> Tally:
    """Give a reader so many changed texts."""
    chance, found = random.Random(f"{reader.name} {seed}"), Tally()
    for _ in range(count):
        tried(reader, mutated(reader.corpus, chance), found)
    return found


def tried(reader: Reader, text: bytes, found: Tally) -> None:
    """Give a reader one text, and note what came of it."""
    began = time.process_time()
    try:
        with at_most(LONGEST_S):
            reader.read(text)
        found.read += 1
    except reader.own:
        found.refused += 1
    except (Hung, Exception) as fault:  # noqa: BLE001 - every other error is a finding
        found.wrong.setdefault(_kind_of(fault), text)
    found.slowest_s = max(found.slowest_s, time.process_time() - began)


def _kind_of(fault: BaseException) -> str:
    """The error and the last place of ours that it passed, which tell kinds apart."""
    frames = traceback.extract_tb(fault.__traceback__)
    ours = [each for each in frames if "/adapters/" in each.filename or "/bot/" in each.filename]
    last = (ours or frames)[-1]
    return f"{type(fault).__name__} in {last.name}, line {last.lineno}"


def main(words: Sequence[str]) -> int:
    """Print what came of each reader's texts: how many, which seed, and which readers."""
    count, seed = int(words[0] if words else 10_000), int(words[1] if len(words) > 1 else 1)
    wrong = 0
    for reader in all_readers():
        if words[2:] and reader.name not in words[2:]:
            continue
        found = fuzzed(reader, count, seed)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        sys.stdout.write(
            f"{reader.name}: {found.read} read, {found.refused} refused, slowest"
            f" {found.slowest_s:.2f} s, {memory} MiB in all\n"
        )
        for kind, text in found.wrong.items():
            sys.stdout.write(f"  {kind}: {hashlib.sha256(text).hexdigest()[:8]} {text!r:.1500}\n")
        wrong += len(found.wrong)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
