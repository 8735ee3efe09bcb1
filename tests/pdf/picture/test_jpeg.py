from __future__ import annotations

import io

import pytest
from PIL import Image

from casebook.pdf.picture.jpeg import bare_jpeg
from tests.pdf.corpus import picture


def _told() -> bytes:
    """A photograph that tells where it was taken, with a comment and a second picture behind it."""
    exif = Image.Exif()
    exif[271] = "Maker of telephones"
    exif[34853] = {1: "N", 2: (35.0, 10.0, 0.0)}
    return picture("JPEG", exif=exif, comment=b"taken at home", progressive=True) + picture("JPEG")


def test_nothing_is_left_but_the_picture() -> None:
    jpeg = _told()
    bare = bare_jpeg(jpeg)
    assert b"telephones" in jpeg
    assert b"telephones" not in bare
    assert b"taken at home" not in bare
    assert bare.count(b"\xff\xd9") == 1
    with Image.open(io.BytesIO(jpeg)) as before, Image.open(io.BytesIO(bare)) as after:
        assert after.tobytes() == before.tobytes()
        assert dict(after.getexif()) == {}


def test_the_adobe_segment_stays() -> None:
    assert b"Adobe" in bare_jpeg(picture("JPEG", "CMYK"))


@pytest.mark.parametrize("cut", [0, 2, 3, 4, 5, 20, 300, -2, -300])
def test_a_cut_picture_is_refused(cut: int) -> None:
    with pytest.raises(ValueError, match=r"."):
        bare_jpeg(picture("JPEG")[:cut])


def test_anything_else_is_refused() -> None:
    with pytest.raises(ValueError, match="start"):
        bare_jpeg(picture("PNG"))
