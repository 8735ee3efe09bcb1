"""Office files before 2007 that hold pictures alone."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from casebook.formats.older.compound import read_compound
from casebook.formats.older.drawn_pictures import drawn_pictures
from casebook.formats.read import ONLY_PICTURES
from tests.paths import ROOT

FILES = ROOT / "tests" / "data" / "files"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


def record(content: bytes, *, stated: int | None = None) -> bytes:
    """A picture as a drawing holds it, with the size that it states."""
    size = 17 + len(content) if stated is None else stated
    return b"\x00\x6e\x1e\xf0" + size.to_bytes(4, "little") + bytes(17) + content


@pytest.mark.parametrize("name", ["pictures.doc", "pictures.xls"])
def test_the_pictures_of_an_older_file_without_text_are_its_parts(name: str) -> None:
    read = read_compound((FILES / name).read_bytes())
    assert read.losses == (ONLY_PICTURES,)
    assert [part.name for part in read.parts] == ["image1.png", "image2.jpg"]
    assert [Image.open(io.BytesIO(part.data)).size for part in read.parts] == [(60, 40), (60, 40)]


def test_an_older_file_with_text_has_no_pictures_as_parts() -> None:
    assert not read_compound((FILES / "letter.doc").read_bytes()).parts


def test_a_picture_cut_short_or_with_a_wrong_size_is_passed_over() -> None:
    wrong = (record(PNG)[:-1], record(PNG, stated=3), record(PNG, stated=2**32 - 1))
    assert not drawn_pictures(iter(wrong))


def test_the_same_picture_counts_once() -> None:
    assert [one.data for one in drawn_pictures(iter([record(PNG) * 2, record(PNG)]))] == [PNG]
