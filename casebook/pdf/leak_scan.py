"""Reads a finished PDF as one would who looks for a person in it; tells where a name still stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import BinaryIO

import pypdfium2
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from casebook.base.progress import Progress, silent
from casebook.pdf.opening import open_pdf

Hides = Callable[[str], bool]
Leak = tuple[int, str]
"""Page from 1, or 0 for the file, and where it stands: "text", "properties", "objects", "attachment"."""


def leaks(stream: BinaryIO, hides: Hides, *, progress: Progress = silent) -> list[Leak]:
    """Every place of a finished file that says what must not be read.

    Args:
        stream: the file, read from its start.
        hides: whether a text says it.
        progress: told page by page.
    """
    return [*_in_text(stream, hides, progress), *_in_objects(stream, hides)]


def _in_text(stream: BinaryIO, hides: Hides, progress: Progress) -> Iterator[Leak]:
    stream.seek(0)
    document = pypdfium2.PdfDocument(stream)
    try:
        for index in range(len(document)):
            progress(index, len(document), "looking for names")
            page = document[index]
            text = page.get_textpage()
            said = text.get_text_range()
            text.close()
            page.close()
            if hides(said):
                yield index + 1, "text"
    finally:
        document.close()


def _in_objects(stream: BinaryIO, hides: Hides) -> Iterator[Leak]:
    """Strings anywhere in the file: bookmarks, notes, properties, names, and metadata streams."""
    with open_pdf(stream) as pdf:
        if any(hides(said) for said in _strings(pdf.trailer.get(Name.Info))):
            yield 0, "properties"
        if any(hides(said) for thing in pdf.objects for said in _strings(thing)):
            yield 0, "objects"
        if any(hides(said) for said in _metadata(pdf)):
            yield 0, "properties"
        if any(hides(name) for name in pdf.attachments):
            yield 0, "attachment"


def _metadata(pdf: Pdf) -> Iterator[str]:
    for thing in pdf.objects:
        if isinstance(thing, Stream) and thing.get(Name.Subtype) == Name.XML:
            yield thing.read_bytes().decode("utf-8", errors="replace")


def _strings(thing: Object | None) -> Iterator[str]:
    """The texts directly in an object; what it points at is an object of its own."""
    if isinstance(thing, String):
        yield str(thing)
    elif isinstance(thing, Array):
        for part in thing:
            yield from _nested(part)
    elif isinstance(thing, (Dictionary, Stream)):
        for key in thing.keys():  # noqa: SIM118 - not a mapping of its own
            yield from _nested(thing[key])


def _nested(part: object) -> Iterator[str]:
    if isinstance(part, Object) and not part.is_indirect:
        yield from _strings(part)
