"""Books of other programs: their words, and no title that nobody gave."""

from __future__ import annotations

import io
import zipfile

import pytest

from casebook.formats.office import read_package


@pytest.mark.parametrize(("given", "title"), [("Unknown Title", ""), ("Testimony", "Testimony")])
def test_what_a_program_writes_for_want_of_a_title_is_none(given: str, title: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/epub+zip")
        package.writestr("META-INF/container.xml", "<c><rootfile full-path='book.opf'/></c>")
        package.writestr(
            "book.opf",
            f"<p><metadata><title>{given}</title></metadata><manifest><item id='a' href='a.html'/></manifest>"
            "<spine><itemref idref='a'/></spine></p>",
        )
        package.writestr("a.html", "<p>It was cold.</p>")
    read = read_package(out.getvalue())
    assert (read.header.title, read.pages) == (title, ("It was cold.",))
