"""Which files have pages, and which have words alone that are set on pages by the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casebook.domain.evidence.transcript import is_recording
from casebook.formats.media_type import ARCHIVES, OFFICE_PACKAGE, OLE, PICTURES, SIGNATURE, promised
from casebook.services.processes.extract_worker import FAMILIES
from casebook.services.processes.office_converter import may_be_converted

if TYPE_CHECKING:
    from casebook.base.i18n import Translator
    from casebook.domain.evidence.document import Document

PDF = "application/pdf"
KIND_ONLY = frozenset({*ARCHIVES, OFFICE_PACKAGE, OLE, SIGNATURE})
"""Files of which only the kind is known, or what is in them."""
_MB_BYTES = 1_000_000
_HAVE_PAGES = frozenset({PDF, *PICTURES})


def has_pages(media_type: str) -> bool:
    """Return whether a file is of a kind that can be shown on pages of its own."""
    return media_type == PDF or media_type.startswith("image/")


def may_be_set(kind: str) -> bool:
    """Return whether a file may have words that can be set, by its kind as its first bytes give it."""
    return kind in FAMILIES and kind not in _HAVE_PAGES


def promises_pages(name: str) -> bool:
    """Return whether a file by its name has pages: an error page kept as scan.pdf is no exhibit."""
    return bool(promised(name) & _HAVE_PAGES)


def is_set(media_type: str) -> bool:
    """Return whether files of this type have no pages of their own, and words that can be set on pages."""
    return may_be_set(media_type) and media_type not in KIND_ONLY


def is_set_from_text(document: Document) -> bool:
    """Return whether the pages of a document are set from its text; of a recording, its transcript.

    An office file may have pictures in place of a text.
    """
    if may_be_converted(document.media_type):
        return True
    return document.has_text and (is_set(document.media_type) or is_recording(document.media_type))


def can_be_exhibit(document: Document) -> bool:
    """Return whether a document has pages of its own or set from its text."""
    return has_pages(document.media_type) or is_set_from_text(document)


def size_in_words(size_bytes: int, words: Translator) -> str:
    """Return the length of a file in kilobytes, from a million bytes on in megabytes.

    >>> from casebook.base.i18n import Translator
    >>> [size_in_words(size_bytes, Translator()) for size_bytes in (20, 8_190, 3_400_000)]
    ['1 kB', '8 kB', '3.4 MB']
    """
    if size_bytes < _MB_BYTES:
        return words("{size} kB", size=max(round(size_bytes / 1000), 1))
    return words("{size} MB", size=f"{size_bytes / _MB_BYTES:.3g}")
