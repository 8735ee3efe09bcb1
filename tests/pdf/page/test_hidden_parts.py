"""What no page of an exhibit shows stays out of a bundle, and the exhibit it came from is named."""

from __future__ import annotations

import io

import pikepdf
import pytest
from PIL import Image

from casebook.pdf.check.check import preflight
from casebook.pdf.picture.jpeg import bare_jpeg
from tests.pdf import corpus, leaky
from tests.pdf.read import built


def plain(data: bytes) -> bytes:
    written = io.BytesIO()
    with pikepdf.Pdf.open(io.BytesIO(data)) as pdf:
        pdf.save(written, stream_decode_level=pikepdf.StreamDecodeLevel.specialized, compress_streams=False)
    return written.getvalue()


@pytest.mark.parametrize("carried", leaky.CARRIED)
def test_what_is_carried_unseen_is_removed_and_reported(carried: str) -> None:
    word, made = leaky.CARRIED[carried]
    received = made()
    assert b"Weiming" in plain(received)
    data, bundle = built(corpus.composition(corpus.exhibit(received, mark="7")))
    assert b"Weiming" not in plain(data)
    (loss,) = [problem for problem in bundle.problems if problem.check == word]
    assert str(loss.what).startswith("Exhibit 7: ")
    assert not [problem for problem in preflight(io.BytesIO(data), bundle) if problem.check == "residue"]


def test_the_pixels_and_the_profile_of_a_jpeg_stay_bit_for_bit() -> None:
    written = io.BytesIO()
    Image.new("RGB", (9, 9), "red").save(written, "JPEG", icc_profile=b"profile", comment=b"Weiming")
    bare = bare_jpeg(written.getvalue(), keeps_profile=True)
    with Image.open(io.BytesIO(bare)) as shown, Image.open(written) as before:
        assert shown.tobytes() == before.tobytes()
        assert shown.info["icc_profile"] == b"profile"
        assert "comment" not in shown.info
    assert b"profile" not in bare_jpeg(written.getvalue())


def test_a_jpeg_wrapped_in_another_filter_is_cleared_too() -> None:
    def wrap(pdf: pikepdf.Pdf) -> None:
        image = pdf.pages[0].obj.Resources.XObject.Im
        data = image.read_raw_bytes()
        image.write(data.hex().encode() + b">", filter=pikepdf.Name.ASCIIHexDecode)
        image.Filter = pikepdf.Array([pikepdf.Name.ASCIIHexDecode, pikepdf.Name.DCTDecode])

    received = corpus.changed(leaky.name_in_exif(), wrap, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    data, bundle = built(corpus.composition(corpus.exhibit(received)))
    assert [problem.check for problem in bundle.problems] == ["camera"]
    assert b"Weiming" not in plain(data)


def test_a_reference_left_in_a_finished_file_blocks_it() -> None:
    data, bundle = built(corpus.composition(corpus.exhibit(leaky.page_of_another_file())))

    def leave(pdf: pikepdf.Pdf) -> None:
        form = next(thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream) and "/BBox" in thing)
        form.OPI = pikepdf.Dictionary()

    left = preflight(io.BytesIO(corpus.changed(data, leave)), bundle)
    assert any(problem.is_blocking and "outside it" in str(problem.what) for problem in left)
