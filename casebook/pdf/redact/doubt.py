"""Pages on which a program cannot be sure what is shown: they wait for a person's look.

What a page draws and what a search finds in it are two things. A page is trusted where it shows no picture
and no stroke of a hand, where its text is in scripts in which names are known, where all it says is in sight,
and where text recognition read on it what its text says; without recognition, where its fonts prove it.
"""

from __future__ import annotations

import io
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

import pypdfium2
from pikepdf import Pdf

from casebook.domain.dossier.hiding.unsearched_script import unsearched_scripts
from casebook.domain.evidence.recognition import RecognisedPage, SeenWord
from casebook.domain.evidence.redaction import Edges, PageDoubt
from casebook.pdf.raster.raster_text import placed_text
from casebook.pdf.redact.drawn_ink import has_ink
from casebook.pdf.redact.font_trust import vouch
from casebook.pdf.redact.page_traits import PageTraits, has_usage, traits_of
from casebook.pdf.redact.shown_letters import shown_letters

_MIN_WORDS = 2
"""A stamp or a machine may have left one on a page without text."""
_SURE, _MIN_LETTERS = 80, 4
"""Minimum confidence, of 100, and letters of a word that contradicts the text of its page."""
_LIKE, _UNLIKE = 0.6, 0.5
"""How much of a word that was read must be like the text in its place."""
_CONFIRMED = 0.6
"""Of the letters of a page: read where the text has them."""
_BAND_PT = 8.0


def comparable_pages(pdf: bytes) -> Iterator[int]:
    """Yield the numbers from 1 of pages with text and no image, which OCR can verify."""
    with pypdfium2.PdfDocument(pdf) as document, Pdf.open(io.BytesIO(pdf)) as opened:
        for number, page in enumerate(opened.pages, start=1):
            shown = document[number - 1]
            text = shown.get_textpage()
            words = text.get_text_range().split()
            text.close()
            shown.close()
            if len(words) >= _MIN_WORDS and not traits_of(page.obj).has_picture:
                yield number


def pages_in_doubt(
    pdf: bytes, seen: Mapping[int, RecognisedPage], *, is_read_later: bool = False, is_typeset: bool = False
) -> dict[int, PageDoubt]:
    """Return the numbers from 1 of pages that need manual review, in order, each with the reason.

    SECURITY: a scan a machine has read since is among them. It misses names in a script it was not asked for.
    So is a page with layers that some viewers or printers show and others do not.

    Args:
        pdf: as `page_picture.as_pdf` gives it.
        seen: what text recognition read on pages that have text of their own, by number; those it was not
            asked about are absent.
        is_read_later: it will be asked about those it could speak for, so that none of them is in doubt yet.
        is_typeset: the program itself set the pages, which show what their text says.
    """
    doubts: dict[int, PageDoubt] = {}
    with pypdfium2.PdfDocument(pdf) as document, Pdf.open(io.BytesIO(pdf)) as opened:
        is_layered = has_usage(opened)
        for number, page in enumerate(opened.pages, start=1):
            shown, traits = document[number - 1], traits_of(page.obj)
            doubt = _doubt(shown, traits, seen.get(number), is_read_later, is_typeset)
            if doubt is None and not is_typeset:
                if is_layered and traits.has_layers:
                    doubt = "layers"
                elif not shown_letters(shown, number - 1).is_whole:
                    doubt = "unseen"
            if doubt is not None:
                doubts[number] = doubt
            shown.close()
    return doubts


def _doubt(
    page: Any,  # noqa: ANN401 - untyped library
    traits: PageTraits,
    seen: RecognisedPage | None,
    is_read_later: bool,  # noqa: FBT001 - as it was asked
    is_typeset: bool,  # noqa: FBT001 - likewise
) -> PageDoubt | None:
    text = page.get_textpage()
    page_text, count = text.get_text_range(), text.count_chars()
    text.close()
    # Before all other doubts: a page with a picture may be known to its reader, a script seldom is.
    if unsearched_scripts(page_text.replace("\r\n", "\n")):
        return "script"
    if is_typeset:
        return None
    if traits.has_picture:
        return "picture"
    if len(page_text.split()) < _MIN_WORDS:
        return "no-text"
    if has_ink(page):
        return "hand"
    proves = vouch(traits.fonts) and _length(page_text) == count
    return None if _is_shown(page, seen, proves=proves, is_read_later=is_read_later) else "unproved"


def _is_shown(
    page: Any,  # noqa: ANN401 - untyped library
    seen: RecognisedPage | None,
    *,
    proves: bool,
    is_read_later: bool,
) -> bool:
    """Return whether a page shows what its text says, by its fonts or as text recognition read it."""
    if seen is None:
        return proves or is_read_later
    width_pt, height_pt = page.get_size()
    letters = _Letters.of(*placed_text(page, width_pt, height_pt), width_pt, height_pt)
    return not letters.is_contradicted_by(seen.words) and (proves or letters.is_confirmed_by(seen.words))


def _length(said: str) -> int:
    """Return the length in the library's units, without characters it cannot represent."""
    return len(said.encode("utf-16-le", "surrogatepass")) // 2


@dataclass(slots=True)
class _Letters:
    """The letters and digits of a page by their height on it, each with the middle of its box in points."""

    width_pt: float
    height_pt: float
    total: int = 0
    bands: defaultdict[int, list[tuple[float, float, str]]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, text: str, edges: Sequence[Edges], width_pt: float, height_pt: float) -> _Letters:
        letters = cls(width_pt, height_pt)
        for sign, (left, top, right, low) in zip(text, edges, strict=True):
            plain = _plain(sign)
            if plain:
                down = (top + low) / 2
                letters.bands[int(down // _BAND_PT)].append(((left + right) / 2, down, plain))
                letters.total += len(plain)
        return letters

    def is_contradicted_by(self, words: Sequence[SeenWord]) -> bool:
        """Whether a word was clearly read where the text has other letters or none."""
        for word in words:
            read = _plain(word.text)
            if (
                word.confidence >= _SURE
                and len(read) >= _MIN_LETTERS
                and self._likeness(word, read) < _UNLIKE
            ):
                return True
        return False

    def is_confirmed_by(self, words: Sequence[SeenWord]) -> bool:
        """Whether most of the text was read in its place."""
        read = ((word, _plain(word.text)) for word in words)
        confirmed = sum(len(plain) for word, plain in read if plain and self._likeness(word, plain) >= _LIKE)
        return confirmed >= _CONFIRMED * self.total

    def _likeness(self, word: SeenWord, read: str) -> float:
        here = self._within(word)
        return 1.0 if read in here else SequenceMatcher(None, read, here, autojunk=False).ratio()

    def _within(self, word: SeenWord) -> str:
        tall = (word.bottom - word.top) * self.height_pt / 2
        left, right = word.left * self.width_pt - tall, word.right * self.width_pt + tall
        top, low = word.top * self.height_pt - tall, word.bottom * self.height_pt + tall
        bands = range(int(top // _BAND_PT), int(low // _BAND_PT) + 1)
        return "".join(
            sign
            for band in bands
            for across, down, sign in self.bands.get(band, ())
            if left < across < right and top < down < low
        )


def _plain(text: str) -> str:
    """Letters and digits alone, without case, width and accents."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", text).casefold() if sign.isalnum())
