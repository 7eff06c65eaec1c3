"""Until when certificates are good, and which keys belong to them."""

from datetime import timedelta
from pathlib import Path

import pytest

from adapters.certificates import end_of_bundle, end_of_chain, read_signing
from adapters.clock import SystemClock
from tests.certificates import FAR, Authority, self_signed, signing

NOW = SystemClock().now().replace(microsecond=0)
DAY = timedelta(days=1)


def joined(folder: Path, *files: Path) -> Path:
    file = folder / "joined.pem"
    file.write_bytes(b"".join(each.read_bytes() for each in files))
    return file


def test_an_authority_that_ended_is_nothing_while_another_is_good(tmp_path: Path) -> None:
    old, soon = (
        signing(tmp_path, "old", ends=NOW - DAY),
        signing(tmp_path, "soon", ends=NOW + DAY),
    )
    good = Authority(tmp_path).file
    assert end_of_bundle(joined(tmp_path, old, good), NOW) == FAR
    assert end_of_bundle(joined(tmp_path, old, good, soon), NOW) == NOW + DAY
    assert end_of_bundle(old, NOW) == NOW - DAY


def test_a_chain_is_as_good_as_its_first_end(tmp_path: Path) -> None:
    soon = signing(tmp_path, "soon", ends=NOW + DAY)
    assert end_of_chain(joined(tmp_path, soon, Authority(tmp_path).file)) == NOW + DAY


def test_a_key_belongs_to_its_certificate_and_is_of_the_kind_that_entra_takes(
    tmp_path: Path,
) -> None:
    file, other = signing(tmp_path), signing(tmp_path, "other")
    assert len(read_signing(file, file).thumbprint) == 32
    assert "RSAPrivateKey" not in repr(read_signing(file, file))
    curve, secret = self_signed(tmp_path)
    empty = tmp_path / "empty.pem"
    empty.touch()
    for certificate, key in ((file, other), (curve, secret), (empty, file), (file, empty)):
        with pytest.raises(ValueError):  # noqa: PT011 - its text is for nobody
            read_signing(certificate, key)
    with pytest.raises(OSError, match="missing"):
        read_signing(file, tmp_path / "missing")
