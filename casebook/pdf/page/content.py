"""Analysis of content streams, as far as needed to append to them safely."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from functools import cache

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

_STRING = re.compile(rb"\((?:[^()\\]++|\\.)*+\)", re.DOTALL)
_OPENER = {b"q": 0, b"BT": 1, b"BMC": 2, b"BDC": 2, b"BX": 3}
_CLOSER = {b"Q": 0, b"ET": 1, b"EMC": 2, b"EX": 3}
_BEHIND = rb"(?<=(?<![^\s\]>})]).)"  # asked after the first letter, so that the search skips to such letters
_AHEAD = rb"(?![^\s\[</(%])"
_MARK = re.compile(
    rb"[qQBE]%b(?:(?<=[qQ])|(?<=B)(?:T|MC|DC|X|I)|(?<=E)(?:T|MC|X))%b" % (_BEHIND, _AHEAD), re.DOTALL
)
_PAINT = re.compile(rb"(?<![^\s\]>})])(?:Do|Tj|TJ|'|\"|f\*?|F|B\*?|b\*?|S|s|sh|EI)%b" % _AHEAD)
_MAX_NESTED = 4


@dataclass(frozen=True, slots=True)
class Content:
    """The result of analysing a content stream.

    Attributes:
        is_closed: everything it opens it closes, so that more can be added behind it.
        has_ink: it paints something.
        has_text: it shows text of its own (text inside form objects is not looked for).
    """

    is_closed: bool
    has_ink: bool
    has_text: bool


def read_content(page: Object) -> bytes:
    """Return the decoded content streams of a page, joined.

    Raises:
        pikepdf.PdfError: a stream cannot be decoded.
    """
    contents = page.get(Name.Contents)
    if isinstance(contents, Stream):
        return contents.read_bytes()
    if not isinstance(contents, Array):
        return b""
    return b"\n".join(part.read_bytes() for part in contents if isinstance(part, Stream))


def look_at(data: bytes) -> Content:
    """Analyse a page's content without parsing it all; anything not provably closed counts as open.

    Strings are taken out, then only the operators that open and close are counted. Comments, inline images
    and strings nested deeply count as open: such a page is isolated, which is always right and costs little.
    """
    bare = data
    for _ in range(_MAX_NESTED):
        if b"(" not in bare:
            break
        bare = _STRING.sub(b" ", bare)
    return _one_content(
        is_closed=_is_closed(bare),
        has_ink=_PAINT.search(bare) is not None,
        has_text=b"Tj" in bare or b"TJ" in bare,
    )


_one_content = cache(Content)
"""Makes a result, or gives the same one made before: a long bundle keeps one for each page."""


def _is_closed(bare: bytes) -> bool:
    if any(sign in bare for sign in (b"(", b")", b"%", b"\0")):
        return False
    if bare.count(b"[") != bare.count(b"]") or bare.count(b"<") != bare.count(b">"):
        return False
    depth = [0, 0, 0, 0]
    for mark in _MARK.findall(bare):
        if mark in _OPENER:
            depth[_OPENER[mark]] += 1
        elif mark in _CLOSER:
            depth[_CLOSER[mark]] -= 1
            if depth[_CLOSER[mark]] < 0:
                return False
        else:
            return False
    return not any(depth)


def isolate(
    pdf: Pdf, page: Object, data: bytes, *, box: Array | None = None, matrix: Array | None = None
) -> None:
    """Move a page's content into a form XObject, so that unclosed state does not affect anything else.

    Args:
        pdf: the document of the page.
        page: changed in place; its resources go with the content.
        data: the page's content, decoded.
        box: what of it may be seen; the whole page where it is None.
        matrix: from the content's units to the page's; None where they are the same.

    Source: ISO 32000-1, 8.10.1: painting a form object saves and restores the graphics state around it.
    """
    form = Stream(
        pdf,
        zlib.compress(data),
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=box or page.get(Name.MediaBox, Array([0, 0, 612, 792])),
        Resources=page.get(Name.Resources, Dictionary()),
        Filter=Name.FlateDecode,
    )
    if matrix is not None:
        form.Matrix = matrix
    page.Resources = Dictionary(XObject=Dictionary(CbPage=form))
    page.Contents = pdf.make_stream(b"/CbPage Do\n")
