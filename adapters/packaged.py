"""Reads the tables and texts that are shipped as files beside the code."""

import tomllib
from importlib.resources import files
from typing import Any


def text_of(package: str, *path: str) -> str:
    """The text of a file in a package."""
    return files(package).joinpath(*path).read_text("utf-8")


def table_of(package: str, *path: str) -> dict[str, Any]:
    """The content of a TOML file in a package."""
    return tomllib.loads(text_of(package, *path))
