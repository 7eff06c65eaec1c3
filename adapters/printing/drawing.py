"""Draws Vega-Lite specs, within the printing process."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

NO_ADDRESS = "https://nothing.invalid/"


def drawn(spec: Mapping[str, Any], fonts: Path) -> str:
    """Return the picture of a spec as SVG. Its data stand in it: no file and no address is read."""
    import vl_convert  # noqa: PLC0415 -- 60 MB, for this process alone

    vl_convert.register_font_directory(str(fonts))
    picture: str = vl_convert.vegalite_to_svg(dict(spec), allowed_base_urls=[NO_ADDRESS])
    return picture
