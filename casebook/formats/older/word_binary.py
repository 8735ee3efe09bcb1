"""The words of Word documents before 2007.

Source: [MS-DOC] 2.4.1 (retrieving text), 2.5 (the FIB), 2.9.38 (Clx) and 2.9.177 (Pcd); for Word 6 and 95
the FIB of their time, whose text stands in one piece between fcMin and fcMac unless it was saved fast.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Iterator
from itertools import groupby

from casebook.formats.encoding import decoded
from casebook.formats.fault import Damaged, PasswordProtected
from casebook.formats.older.word_marks import CharacterMarks, Mark
from casebook.formats.older.word_rows import TableRows
from casebook.formats.printed.equation_fields import equation_words
from casebook.formats.printed.raised_figures import set_apart
from casebook.formats.printed.struck_words import struck
from casebook.formats.printed.unprinted import UnprintedCollector
from casebook.host.protocol.extract_protocol import MAX_WORDS

_LANGUAGE_AT, _FLAGS_AT, _TEXT_AT, _COUNTS_AT, _CLX_AT = 0x06, 0x0A, 0x18, 0x4C, 0x01A2
_OLD_CLX_AT = 0x0160
"""Of Word 6 and 95, whose table of pieces stands in the stream of the text."""
_IS_COMPLEX, _IS_ENCRYPTED, _HAS_TABLE_1, _IS_WIDE = 0x0004, 0x0100, 0x0200, 0x1000
"""Complex is a document saved fast: changes stand behind the text, which is as it was before them. Wide is
one of Word 95 with two bytes for each character."""
_FIRST_WITH_PIECES = 106
"""Version in the FIB: up to 105 it is Word 6 or 95, which have 8-bit text."""
_CHINESE = {0x0804: "gb18030", 0x1004: "gb18030", 0x0404: "big5hkscs", 0x0C04: "big5hkscs"}
_PRIMARY = 0x3FF
_CODE_PAGES = {
    **dict.fromkeys((0x02, 0x19, 0x22, 0x23), "cp1251"),
    **dict.fromkeys((0x05, 0x0E, 0x15, 0x18, 0x1A, 0x1B, 0x1C, 0x24), "cp1250"),
    **dict.fromkeys((0x01, 0x20, 0x29, 0x80), "cp1256"),
    0x08: "cp1253",
    0x1F: "cp1254",
    0x11: "shift_jis",
    0x12: "euc_kr",
}
"""The code page of Windows for the language of a document. Source: [MS-LCID] 2.2."""
_CHANGES, _PIECES = 1, 2
_IS_COMPRESSED = 0x4000_0000
_LINE = re.compile("[^\r\n\x0b|]+")
_SHOWN = "\x14"
"""Between the instruction of a field and what it shows."""
_INSTRUCTION = re.compile("\x13([^\x13\x14\x15]*)(\x14?\x15|\x14)")
"""Of a field, with its end where it has no result."""
_INVISIBLE = dict.fromkeys((*range(7), 8, *range(0x0E, 0x20)), None) | {7: "\t", 0x0B: "\n", 0x0C: "\n"}


def word_text(main: bytes, tables: tuple[bytes, bytes], unprinted: UnprintedCollector) -> str:
    """The text that is printed: body, footnotes, headers and text boxes.

    Args:
        main: the stream ``WordDocument``.
        tables: the streams ``0Table`` and ``1Table``, empty where there is none.
        unprinted: takes comments, and what is deleted or hidden; of Word 6 and 95 nothing is known of these.

    Raises:
        Damaged: its parts contradict one another.
        PasswordProtected: it is encrypted.
    """
    try:
        version, flags = struct.unpack_from("<H", main, 2)[0], struct.unpack_from("<H", main, _FLAGS_AT)[0]
        if flags & _IS_ENCRYPTED:
            raise PasswordProtected
        if version < _FIRST_WITH_PIECES:
            text = _old_text(main, flags)
        else:
            text = _printed(main, tables[bool(flags & _HAS_TABLE_1)], unprinted)
    except (struct.error, IndexError, UnicodeError) as error:
        raise Damaged from error
    return _lines(text)


def _lines(text: str) -> str:
    text = _INSTRUCTION.sub(_shown, text.replace("\r", "\n"))
    return "\n".join(line for line in text.translate(_INVISIBLE).split("\n") if line.strip())


def _shown(field: re.Match[str]) -> str:
    """What a field shows that has no result, which only its instruction tells."""
    return equation_words(field[1]) if field[2].endswith("\x15") else ""


def _printed(main: bytes, table: bytes, unprinted: UnprintedCollector) -> str:
    where, size = struct.unpack_from("<II", main, _CLX_AT)
    printed: list[str] = []
    last: Mark = None
    marks, rows = CharacterMarks(main, table), TableRows(main, table)
    texts = _texts(main, table[where : where + size], marks, rows)
    for text, mark in _joined(texts):
        if mark == "raised":
            before, begin, shown = text.rpartition(_SHOWN)
            printed.extend((before, begin, _LINE.sub(lambda line: set_apart(line[0]), shown)))
            continue
        if mark == "struck":
            printed.append(struck(text))
            unprinted.end_passage()
            continue
        if mark is not None and mark != "inserted":
            unprinted.put(mark, text.replace("\r", "\n").translate(_INVISIBLE))
            continue
        printed.append(text)
        if text.strip():
            unprinted.end_passage()
            unprinted.add("inserted", mark is not None and last is None)
            last = mark
    return "".join(printed)


def _joined(texts: Iterable[tuple[str, Mark]]) -> Iterator[tuple[str, Mark]]:
    """Texts with those that are raised and follow one another in one."""
    for mark, run in groupby(texts, lambda one: one[1]):
        found = [text for text, _ in run]
        yield from ((text, mark) for text in (("".join(found),) if mark == "raised" else found))


def _old_text(main: bytes, flags: int) -> str:
    """The text of Word 6 or 95; where it was saved fast, as its pieces follow one another."""
    (language,) = struct.unpack_from("<H", main, _LANGUAGE_AT)
    encoding = _CHINESE.get(language) or _CODE_PAGES.get(language & _PRIMARY, "")
    size, encoding = (2, "utf-16-le") if flags & _IS_WIDE else (1, encoding)
    start, end = struct.unpack_from("<II", main, _TEXT_AT)
    data = main[start:end]
    if flags & _IS_COMPLEX:
        where, length = struct.unpack_from("<II", main, _OLD_CLX_AT)
        pieces = _pieces(main[where : where + length])
        data = b"".join(main[at : at + size * (stop - first)] for first, stop, at in pieces)
    return decoded(data, encoding).text[:MAX_WORDS]


def _pieces(clx: bytes) -> Iterator[tuple[int, int, int]]:
    """The first character of each piece, that behind its last, and where it stands in the stream."""
    at = 0
    while clx[at] == _CHANGES:
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    if clx[at] != _PIECES:
        raise Damaged
    count = (struct.unpack_from("<I", clx, at + 1)[0] - 4) // 12
    places = struct.unpack_from(f"<{count + 1}I", clx, at + 5)
    for number in range(count):
        (where,) = struct.unpack_from("<I", clx, at + 5 + 4 * (count + 1) + 8 * number + 2)
        yield places[number], places[number + 1], where


def _comments(main: bytes) -> range:
    """The characters of the document that are comments: after body, footnotes, headers and macros."""
    *before, comments = struct.unpack_from("<5I", main, _COUNTS_AT)
    return range(sum(before), sum(before) + comments)


def _texts(main: bytes, clx: bytes, marks: CharacterMarks, rows: TableRows) -> Iterator[tuple[str, Mark]]:
    """The text of each piece by its marks, no more in all than is kept."""
    left, comments = MAX_WORDS, _comments(main)
    for first, stop, where in _pieces(clx):
        length = min(stop - first, left)
        if length <= 0:
            continue
        left -= length
        is_compressed = bool(where & _IS_COMPRESSED)
        start, size, encoding = (
            ((where & ~_IS_COMPRESSED) // 2, 1, "cp1252") if is_compressed else (where, 2, "utf-16-le")
        )
        begun = first
        for end in sorted({first + length, *_cuts(comments, first, length)}):
            mark: Mark = "comment" if begun in comments else None
            stretch = start + size * (begun - first), start + size * (end - first)
            for begins, stops, own in marks.within(*stretch):
                text = main[begins:stops].decode(encoding, "replace")
                yield rows.set_in_rows(text, begins, size), mark or own
            begun = end


def _cuts(comments: range, first: int, length: int) -> Iterator[int]:
    """Where the comments begin and end within a piece."""
    return (cut for cut in (comments.start, comments.stop) if first < cut < first + length)
