"""What stands on a pictured exhibit, as text recognition would give it: words with their places."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from casebook.domain.evidence.recognition import RecognisedPage, SeenWord
from casebook.sample.specimen.paper import set_paper
from casebook.sample.specimen.photograph import CAPTION
from casebook.sample.specimen.specimen import Specimen, SpecimenForm

if TYPE_CHECKING:
    from pypdfium2 import PdfTextPage

PICTURED: frozenset[SpecimenForm] = frozenset({"scan", "chat", "photograph"})
"""Forms whose files hold no text."""
_TOP, _STEP, _LEFT, _RIGHT = 0.13, 0.05, 0.1, 0.9
"""Where the lines of a screen stand, in parts of the picture: near enough to find and to copy them."""
_FOOT = 0.95


def transcript(specimen: Specimen) -> tuple[RecognisedPage, ...]:
    """The pages of a pictured exhibit with the words on them; none for one that holds text itself.

    The confidence is that of a person who typed them off: 100.
    """
    if specimen.form not in PICTURED:
        return ()
    if specimen.form == "scan":
        return tuple(_scanned(set_paper(specimen).leaves.finish()))
    shown = [" ".join(piece.cells) for piece in specimen.pieces]
    lines = [*specimen.head, *shown] if specimen.form == "chat" else [CAPTION]
    top = _TOP if specimen.form == "chat" else _FOOT
    words = tuple(_line(line, top + at * _STEP) for at, line in enumerate(lines))
    return (RecognisedPage(number=1, words=words),)


def _line(text: str, top: float) -> SeenWord:
    return SeenWord(
        text=f"{text} ", left=_LEFT, top=top, right=_RIGHT, bottom=top + _STEP / 2, confidence=100
    )


def _scanned(paper: bytes) -> Iterator[RecognisedPage]:
    """Read each page of the paper before it is scanned: the scan is askew by less than a line."""
    import pypdfium2

    document = pypdfium2.PdfDocument(paper)
    for number, page in enumerate(document, start=1):
        yield RecognisedPage(number=number, words=tuple(_words(page.get_textpage(), page.get_size())))
    document.close()


def _words(text: PdfTextPage, size: tuple[float, float]) -> Iterator[SeenWord]:
    width, height = size
    for at in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(at)
        words = " ".join(text.get_text_bounded(left, bottom, right, top).split())
        if words:
            yield SeenWord(
                text=f"{words} ",
                left=left / width,
                top=1 - top / height,
                right=right / width,
                bottom=1 - bottom / height,
                confidence=100,
            )
