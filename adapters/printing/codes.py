"""QR codes, which open an address when a phone's camera sees them."""

from io import BytesIO

QUIET_ZONE = 4
"""Empty modules around a code, as ISO 18004 asks for."""
DARK = "#0f3a3a"


def qr_code(address: str) -> bytes:
    """Return a QR code of this address as SVG, a unit for each module.

    A quarter of it may be worn or covered, and it is still read (level Q).
    """
    import segno  # noqa: PLC0415 -- for the few commands that print

    written = BytesIO()
    code = segno.make(address, error="q", micro=False, boost_error=False)
    code.save(written, kind="svg", border=QUIET_ZONE, dark=DARK, light="white")
    return written.getvalue()
