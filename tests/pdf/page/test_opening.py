from __future__ import annotations

import io
from pathlib import Path

import pytest
from pikepdf import PdfError

from casebook.pdf.page.opening import open_pdf
from tests.pdf.corpus import inherited, typed


def test_a_file_on_disk_may_be_closed_once_it_is_open(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(typed(3))
    with path.open("rb") as stream:
        pdf = open_pdf(stream)
    with pdf:
        assert b"Tj" in pdf.pages[2].obj.Contents.read_bytes()


def test_a_stream_that_is_no_file_is_read_from_its_start() -> None:
    stream = io.BytesIO(typed(2))
    stream.read(40)
    with open_pdf(stream) as pdf:
        stream.close()
        assert len(pdf.pages) == 2


@pytest.mark.parametrize("inherits", [True, False])
def test_pages_are_given_what_they_inherit_only_when_asked(*, inherits: bool) -> None:
    with open_pdf(io.BytesIO(inherited()), inherits=inherits) as pdf:
        assert ("/MediaBox" in pdf.pages[0].obj) is inherits


def test_nothing_is_repaired() -> None:
    with pytest.raises(PdfError):
        open_pdf(io.BytesIO(typed(4)[:1500]))
