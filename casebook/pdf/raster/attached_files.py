"""Takes out the files that are attached to a PDF, within bounds, and leaves the PDF as it is.

Made for the extract worker, which is confined before it sees the file; it imports no nouns.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import zlib
from collections.abc import Iterator
from typing import Protocol

from pikepdf import Array, Dictionary, Name, NameTree, Object, Pdf, PikepdfError, Stream

from casebook.host.protocol.extract_protocol import WhyLeft
from casebook.pdf.page.repair import opened_with_repair

_FAULTS = (PikepdfError, ValueError, TypeError, KeyError, AttributeError, IndexError)
_NAMELESS = "attachment"
_FLATE = frozenset({"/FlateDecode", "/Fl"})


class Taker(Protocol):
    """Takes files up to a bound, and notes what stays inside."""

    @property
    def left_bytes(self) -> int:
        """How many bytes may still be taken out."""
        ...

    def wants(self, name: str, size_bytes: int, /) -> bool:
        """Whether a file is to be unpacked; if not, it is noted why."""
        ...

    def add(self, name: str, data: bytes, /) -> None:
        """Keep a file that was unpacked within the bound."""
        ...

    def leave(self, name: str, why: WhyLeft, /) -> None:
        """Note that a file stays inside."""
        ...


class _Left(Exception):
    """A file stays inside."""

    def __init__(self, why: WhyLeft) -> None:
        super().__init__(why)
        self.why: WhyLeft = why


def take_attached_files(data: bytes, taker: Taker) -> None:
    """Take out what is attached to a PDF as a whole or to a place on a page, each file once.

    Source: ISO 32000-2:2020, 7.11.3 (file specifications), 12.5.6.15 (file attachment annotations) and 14.13
    (associated files).

    Args:
        data: the whole file, which no password locks.
        taker: is given the files.
    """
    seen: set[tuple[int, int]] = set()
    with contextlib.suppress(*_FAULTS), opened_with_repair(data) as pdf:
        for stated in _specifications(pdf):
            with contextlib.suppress(*_FAULTS):  # a broken one hides none behind it
                name, stream = _named(stated)
                if stream.objgen not in seen:
                    seen.add(stream.objgen)
                    _take(name, stream, taker)


def _specifications(pdf: Pdf) -> Iterator[Object]:
    with contextlib.suppress(*_FAULTS):
        yield from NameTree(pdf.Root.Names.EmbeddedFiles).values()
    with contextlib.suppress(*_FAULTS):
        yield from pdf.Root.get(Name.AF, ())
    for page in pdf.pages:
        with contextlib.suppress(*_FAULTS):
            yield from page.obj.get(Name.AF, ())
        marks: tuple[Object, ...] = ()
        with contextlib.suppress(*_FAULTS):
            marks = tuple(page.obj.get(Name.Annots, ()))
        for mark in marks:
            with contextlib.suppress(*_FAULTS):
                if mark.get(Name.Subtype) == Name.FileAttachment and Name.FS in mark:
                    yield mark.FS


def _named(stated: Object) -> tuple[str, Stream]:
    """The name of a file without folders, and its stream.

    Raises:
        KeyError: it is not in the PDF.
    """
    files = stated.EF
    stream = next(files[key] for key in ("/UF", "/F", "/Unix", "/DOS", "/Mac") if key in files)
    if not isinstance(stream, Stream):
        raise KeyError
    name = next((str(stated[key]) for key in ("/UF", "/F", "/Desc") if key in stated), "")
    return name.replace("\\", "/").strip("/").rpartition("/")[2].strip() or _NAMELESS, stream


def _take(name: str, stream: Stream, taker: Taker) -> None:
    if not taker.wants(name, 0):
        return
    try:
        taker.add(name, _content(stream, taker.left_bytes))
    except _Left as left:
        taker.leave(name, left.why)
    except (*_FAULTS, zlib.error, binascii.Error):
        taker.leave(name, "damaged")


def _content(stream: Stream, most: int) -> bytes:
    """The content of a stream, up to so many bytes.

    SECURITY: qpdf would unpack a stream whole, whatever it swells to.

    Raises:
        _Left: it is larger, or packed in a way that is not read.
    """
    filters, data = stream.get(Name.Filter), stream.read_raw_bytes()
    for packed in filters if isinstance(filters, Array) else (filters,) if filters is not None else ():
        data = _unpacked(str(packed), data, most)
    if len(data) > most:
        raise _Left("large")
    if _is_predicted(stream):
        raise _Left("unknown")
    return data


def _unpacked(packed: str, data: bytes, most: int) -> bytes:
    if packed in _FLATE:
        unpacking = zlib.decompressobj()
        unpacked = unpacking.decompress(data, most + 1)
        if len(unpacked) > most:
            raise _Left("large")
        if not unpacking.eof:
            raise _Left("damaged")
        return unpacked
    if packed in {"/ASCII85Decode", "/A85"}:
        return base64.a85decode(data.partition(b"~>")[0])
    if packed in {"/ASCIIHexDecode", "/AHx"}:
        figures = b"".join(data.partition(b">")[0].split())
        return binascii.unhexlify(figures + b"0" * (len(figures) % 2))
    if packed == "/Crypt":  # qpdf has decrypted it
        return data
    raise _Left("unknown")


def _is_predicted(stream: Stream) -> bool:
    settings = stream.get(Name.DecodeParms, ())
    each = settings if isinstance(settings, Array) else (settings,)
    return any(isinstance(one, Dictionary) and int(one.get(Name.Predictor, 1)) > 1 for one in each)
