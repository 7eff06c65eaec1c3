"""The app's icons, as files to upload."""

import struct
from pathlib import Path

import pytest

from adapters.__main__ import main


def test_every_icon_is_written_in_its_size(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["icons", str(tmp_path)]) == 0
    sizes = {"color-192.png": 192, "color-512.png": 512, "outline-32.png": 32}
    assert {file.name for file in tmp_path.iterdir()} == set(sizes)
    assert capsys.readouterr().out.splitlines() == [str(tmp_path / name) for name in sizes]
    for name, size in sizes.items():
        picture = (tmp_path / name).read_bytes()
        assert picture.startswith(b"\x89PNG\r\n\x1a\n")
        assert struct.unpack(">IIBB", picture[16:26]) == (size, size, 8, 6)


def test_a_folder_that_is_not_there_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["icons", str(tmp_path / "missing")]) == 1
    assert "missing/color-192.png: No such file or directory." in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
