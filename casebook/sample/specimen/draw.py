"""One invented exhibit as the file it pretends to be."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from casebook.sample.specimen.binding import bound, cropped, opened, outlined, turned
from casebook.sample.specimen.chat import draw_chat
from casebook.sample.specimen.form import draw_form
from casebook.sample.specimen.paper import set_paper
from casebook.sample.specimen.photograph import draw_photograph
from casebook.sample.specimen.scan import as_scan
from casebook.sample.specimen.specimen import Specimen, SpecimenForm

NEWSPAPER_COLUMNS = 2


def draw(specimen: Specimen) -> bytes:
    """The file of an exhibit: PDF, JPEG or PNG by its form; the same bytes every time.

    Raises:
        Uncovered: no font has a glyph for a character on it.
    """
    return FORMS[specimen.form](specimen)


def _paper(specimen: Specimen) -> bytes:
    paper = set_paper(specimen, is_wide=specimen.form == "landscape")
    pdf = opened(paper)
    if specimen.has_outline:
        outlined(pdf, paper)
    return bound(pdf)


def _scan(specimen: Specimen) -> bytes:
    return as_scan(set_paper(specimen).leaves.finish(), specimen.id)


def _rotated(specimen: Specimen) -> bytes:
    pdf = opened(set_paper(specimen, is_wide=True))
    turned(pdf)
    return bound(pdf)


def _cropped(specimen: Specimen) -> bytes:
    pdf = opened(set_paper(specimen, columns=NEWSPAPER_COLUMNS))
    cropped(pdf)
    return bound(pdf)


FORMS: Mapping[SpecimenForm, Callable[[Specimen], bytes]] = {
    "paper": _paper,
    "landscape": _paper,
    "rotated": _rotated,
    "cropped": _cropped,
    "scan": _scan,
    "form": draw_form,
    "chat": draw_chat,
    "photograph": draw_photograph,
}
