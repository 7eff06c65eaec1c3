"""Reads the values of settings, from the environment and from the files that it names."""

import difflib
from collections.abc import Mapping, Sequence
from pathlib import Path

from adapters.faults import Fault
from adapters.platforms import Given
from adapters.setting_parsers import READABLE

COMMON = frozenset({"HTTPS_PROXY", "NO_PROXY"})
"""Settings that other programs share; those read them in small letters, too."""
FILES = ("", "_FILE")
"""A setting is given by its name, or as the name of a file."""


def unknown_names(
    environ: Mapping[str, str], names: Sequence[str], prefixes: tuple[str, ...]
) -> list[Fault]:
    """A fault for each unknown name with one of our prefixes: probably a typing error."""
    known = [each for name in names for each in (name, f"{name}_FILE")]
    return [
        Fault(name, "is not a setting", _did_you_mean(name, known))
        for name in sorted(environ)
        if name.startswith(prefixes) and name not in known
    ]


def _did_you_mean(name: str, known: list[str]) -> str:
    close = difflib.get_close_matches(name, known, n=1)
    return f"Did you mean {close[0]}?" if close else "Remove it."


def read_values(environ: Mapping[str, str], names: Sequence[str], faults: list[Fault]) -> Given:
    """The given values of these settings; ``faults`` gets what cannot be read."""
    given: dict[str, str] = {}
    files: dict[str, Path] = {}
    for name in names:
        direct, file = environ.get(name, ""), environ.get(f"{name}_FILE", "")
        if name in COMMON:
            direct = direct or environ.get(name.lower(), "")
        if direct and file:
            problem = f"and {name}_FILE are both set"
            faults.append(Fault(name, problem, "Keep one of the two."))
        elif file:
            try:
                direct = Path(file).read_text("utf-8").rstrip("\r\n")
            except (OSError, ValueError) as error:
                problem = f"names a file that cannot be read ({type(error).__name__})"
                faults.append(Fault(f"{name}_FILE", problem, READABLE))
                continue
            files[name] = Path(file)
            if not direct:
                faults.append(
                    Fault(f"{name}_FILE", "names an empty file", "Write the value there.")
                )
        if direct:
            given[name] = direct
    return Given(given, faults, files=files)
