"""Pictures of Office files that show a part: what was cut off is found, and gone where it can be."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.oxml import OxmlElement
from docx.shared import Cm
from PIL import Image

from casebook.formats.office import read_package
from casebook.formats.printed.cropped_pictures import without_cut_parts
from casebook.pdf.raster.cropping import cut_picture


def picture(kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 20), (200, 0, 0)).save(out, kind)
    return out.getvalue()


def cropped_letter(*lefts: str, kind: str = "PNG") -> bytes:
    """One picture for each of these left margins, all of the same file."""
    document = docx.Document()
    for left in lefts:
        document.add_picture(io.BytesIO(picture(kind)), width=Cm(2))
        if left:
            crop = OxmlElement("a:srcRect")
            crop.set("l", left)
            document.inline_shapes[-1]._inline.graphic.graphicData.pic.blipFill.blip.addnext(crop)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def crops(data: bytes) -> int:
    return sum(one.count for one in read_package(data).unprinted if one.kind == "crop")


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_cropped_picture_keeps_what_it_shows(kind: str) -> None:
    letter = cropped_letter("25000", kind=kind)
    cut = without_cut_parts(letter, cut_picture)
    assert (crops(letter), crops(cut)) == (1, 0)
    (shown,) = read_package(cut).parts
    with Image.open(io.BytesIO(shown.data)) as image:
        assert (image.size, image.format) == ((30, 20), kind)


@pytest.mark.parametrize("lefts", [("25000", ""), ("25000", "50000"), ("", ""), ("-9000",)])
def test_a_picture_shown_in_several_ways_stays_as_it_is(lefts: tuple[str, ...]) -> None:
    letter = cropped_letter(*lefts)
    assert without_cut_parts(letter, cut_picture) == letter
    assert crops(letter) == sum(left > "" and not left.startswith("-") for left in lefts)


def test_a_cropped_picture_of_an_open_document_is_counted() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr(
            "content.xml",
            '<a><s fo:clip="rect(0cm, 1.5cm, 0cm, 0cm)"/><s fo:clip="rect(0cm, 0cm, 0cm, 0cm)"/></a>',
        )
    assert crops(out.getvalue()) == 1


@pytest.mark.parametrize("margins", [(0.5, 0.0, 0.5, 0.0), (0.0, 2.0, 0.0, 0.0)])
def test_nothing_is_left_of_a_picture_cut_away(margins: tuple[float, float, float, float]) -> None:
    assert cut_picture(picture("PNG"), margins) is None
    assert cut_picture(b"no picture", (0.5, 0.0, 0.0, 0.0)) is None
