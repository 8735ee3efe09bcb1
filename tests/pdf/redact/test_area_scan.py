from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from PIL import Image

from casebook.base.errors import RedactionIncomplete
from casebook.domain.dossier.composition import Composition, Exhibit
from casebook.domain.dossier.hiding.hiding import Hiding
from casebook.domain.dossier.hiding.name_replacer import NameReplacer
from casebook.domain.evidence.redaction import Area
from casebook.pdf.bundle.built_pages import BuiltPages
from casebook.pdf.bundle.volumes import Divide, Volume, build_volumes, by_exhibit, by_size
from casebook.pdf.page.division import Division
from casebook.pdf.redact.area_scan import bare_pages
from casebook.pdf.redact.hide import Hider
from casebook.pdf.redact.residual_text import SeenPage
from tests.pdf import corpus
from tests.sampled import sampled

AREAS = (
    Area(page=1, left=0.1, top=0.05, right=0.9, bottom=0.3),
    Area(page=2, left=0.3, top=0.9, right=0.7, bottom=1.0),  # where the number of the page comes to stand
    Area(page=2, left=0.2, top=0.88, right=0.6, bottom=0.97),  # and over another
    Area(page=3, left=0.0, top=0.0, right=1.0, bottom=1.0),
)
SMALL, WIDE, HUGE = (200.0, 260.0), (842.0, 595.0), (900.0, 1300.0)


def whole(pages: BuiltPages) -> Division:
    assert pages.opened_exhibits
    return Division()


def hidden(*exhibits: Exhibit, divide: Divide = whole, **changes: Any) -> tuple[tuple[Volume, ...], Hider]:  # noqa: ANN401
    areas = {
        exhibit.key: AREAS[: 1 if exhibit.media_type != "application/pdf" else 4] for exhibit in exhibits
    }
    hider = Hider(
        Hiding(pseudonyms=NameReplacer([]), leaves_out=False, areas=areas, label="Redacted"), lambda: None
    )
    made: Composition = corpus.composition(*map(hider.exhibit, exhibits), **changes)
    return build_volumes(made, divide), hider


def exhibits(*sizes: tuple[float, float]) -> list[Exhibit]:
    return [
        corpus.exhibit(corpus.typed(4, "Statement of a neighbour", size=size), "abc"[at])
        for at, size in enumerate(sizes)
    ]


def test_words_left_under_an_area_are_told_of_by_exhibit_and_page(monkeypatch: pytest.MonkeyPatch) -> None:
    whole_page = SeenPage.left_over
    monkeypatch.setattr(SeenPage, "left_over", lambda page, *_: whole_page(page, (), ()))  # a bug
    with pytest.raises(RedactionIncomplete, match="words under a redaction area on page 3") as caught:
        hidden(*exhibits(SMALL))
    assert caught.value.field == "A"
    assert str(caught.value.title).startswith("Exhibit A ")


def bare(volumes: tuple[Volume, ...], hider: Hider) -> list[list[int]]:
    return [list(bare_pages(volume.file, volume.bundle, hider.areas, "SPECIMEN")) for volume in volumes]


WAYS = (
    (whole, False),
    (by_exhibit, True),
    (by_size(250_000), False),
    (whole, True),
    (by_exhibit, False),
    (by_size(250_000), True),
)
"""How a bundle is divided, and whether pages are fitted to its paper: each of them stands among the first."""


@pytest.mark.parametrize(("divide", "fits"), sampled(WAYS, kept=3))
def test_what_is_covered_is_found_covered_wherever_its_page_comes_to_lie(
    divide: Divide, *, fits: bool
) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (600, 300), "white").save(picture, "PNG")
    shot = corpus.exhibit(picture.getvalue(), "p", media_type="image/png")
    said = {"has_dividers": divide is not by_exhibit, "paper": "Letter", "fits_paper": fits}
    said["page_mark"] = "SPECIMEN"  # stands on the page that is covered whole
    volumes, hider = hidden(*exhibits(SMALL, WIDE, HUGE), shot, divide=divide, **said)
    assert sum(len(pages) for pages in hider.areas.pages.values()) == 10
    assert len(volumes) > 1 or divide is whole
    assert bare(volumes, hider) == [[] for _ in volumes]


def shows_a_word(pdf: pikepdf.Pdf, page: Any) -> None:  # noqa: ANN401 - of pikepdf
    fonts = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Courier
    )
    page.Resources.Font.FX = pdf.make_indirect(fonts)
    write(pdf, page, b"BT 3 Tr /FX 12 Tf 200 760 Td (date) Tj ET")


def lies_white(pdf: pikepdf.Pdf, page: Any) -> None:  # noqa: ANN401
    write(pdf, page, b"1 g 0 0 700 900 re f")


def is_another(pdf: pikepdf.Pdf, page: Any) -> None:  # noqa: ANN401
    other = pdf.pages[0].obj
    page.Contents, page.Resources = other.Contents, other.Resources


def write(pdf: pikepdf.Pdf, page: Any, content: bytes) -> None:  # noqa: ANN401
    page.Contents = pikepdf.Array([*page.Contents, pdf.make_stream(b"q " + content + b" Q")])


@pytest.mark.parametrize("change", [shows_a_word, lies_white, is_another])
def test_an_area_that_does_not_hide_is_told_with_its_page(change: Callable[[pikepdf.Pdf, Any], None]) -> None:
    ((volume,), hider) = hidden(*exhibits((595.0, 842.0)))
    (item,) = volume.bundle.items
    with pikepdf.Pdf.open(volume.file) as pdf:
        change(pdf, pdf.pages[item.first_page].obj)
        build = io.BytesIO()
        pdf.save(build)
    assert list(bare_pages(build, volume.bundle, hider.areas)) == [item.first_page + 1]
