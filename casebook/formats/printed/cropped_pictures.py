"""Pictures of Office files that show only a part: found, and cut where they are to be printed.

Whoever cropped a picture chose what others see; the rest of it stays in the file.
Source: ECMA-376-1, 20.1.8.55 (srcRect), 14.1.2.11 (imagedata); OpenDocument 1.3, part 3, 20.184 (fo:clip).
"""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Callable
from zipfile import ZIP_DEFLATED, ZipFile

from casebook.formats.package import open_package, read_member, repacked
from casebook.formats.printed.workbook_parts import related

Margins = tuple[float, float, float, float]
"""What is cut off at the left, the top, the right and the bottom, as shares of width and height."""
_WHOLE: Margins = (0.0, 0.0, 0.0, 0.0)
_PARTS = re.compile(r"(?:word|ppt|xl/drawings|xl/charts)/.+\.xml")
_FILL = re.compile(rb"<(?:\w+:)?blipFill\b.*?</(?:\w+:)?blipFill\s*>", re.DOTALL)
_EMBEDDED = re.compile(rb"<(?:\w+:)?blip\b[^>]*?\bembed\s*=\s*[\"']([^\"']+)")
_CROP = re.compile(rb"<(?:\w+:)?srcRect\b([^>]*?)/?>(?:\s*</(?:\w+:)?srcRect\s*>)?")
_SIDES = {side: re.compile(rb"\b%s\s*=\s*[\"'](-?\d{1,9})(%%?)" % side.encode()) for side in "ltrb"}
_OLDER_CROP = re.compile(rb"\bcrop(?:left|top|right|bottom)\s*=\s*[\"']\.?[1-9]")
_OPEN_CROP = re.compile(rb"\bfo:clip\s*=\s*[\"']rect\([^\"')]*[1-9]")
_THOUSANDTHS, _PERCENT = 100_000, 100


def cropped_count(package: ZipFile) -> int:
    """How many pictures of a document are cropped; of an open document, how many styles crop them.

    Raises:
        Damaged: it cannot be unpacked.
    """
    names = package.namelist()
    count = sum(
        len(_OPEN_CROP.findall(read_member(package, name)))
        for name in names
        if name in {"content.xml", "styles.xml"}
    )
    for name in filter(_PARTS.fullmatch, names):
        xml = read_member(package, name)
        count += sum(_margins(fill) != _WHOLE for fill in _FILL.findall(xml)) + len(_OLDER_CROP.findall(xml))
    return count


def without_cut_parts(data: bytes, cut: Callable[[bytes, Margins], bytes | None]) -> bytes:
    """Return an Office file whose cropped pictures hold only what they show.

    A picture that stands in the file several times, not always cropped alike, stays as it is.

    Args:
        data: the file, a ZIP archive.
        cut: a picture without its margins, in the same format; None where that cannot be made of it.

    Raises:
        Damaged: it cannot be unpacked.
        OversizedFile: it would swell beyond bounds.
    """
    with open_package(data) as package:
        uses: dict[str, set[Margins]] = defaultdict(set)
        for name in filter(_PARTS.fullmatch, package.namelist()):
            for picture, margins in _pictures_of(package, name):
                uses[picture].add(margins)
        pictures: dict[str, bytes] = {}
        for picture, crops in uses.items():
            if len(crops) == 1 and _WHOLE not in crops and picture in package.namelist():
                content = cut(read_member(package, picture), next(iter(crops)))
                pictures |= {picture: content} if content else {}
        return _rewritten(package, pictures) if pictures else data


def _rewritten(package: ZipFile, pictures: dict[str, bytes]) -> bytes:
    """The same file with these pictures, which it shows whole."""

    def content(name: str) -> bytes:
        stored = pictures.get(name) or read_member(package, name)
        return _uncropped(package, name, stored, pictures) if _PARTS.fullmatch(name) else stored

    return repacked(package, content)


def _uncropped(package: ZipFile, part: str, xml: bytes, pictures: dict[str, bytes]) -> bytes:
    links = related(package, part)

    def whole(found: re.Match[bytes]) -> bytes:
        picture = _EMBEDDED.search(found[0])
        is_cut = picture is not None and links.get(picture[1].decode("utf-8", "replace")) in pictures
        return _CROP.sub(b"", found[0]) if is_cut else found[0]

    return _FILL.sub(whole, xml)


def _pictures_of(package: ZipFile, part: str) -> list[tuple[str, Margins]]:
    """The members whose pictures a part of the file shows, each with what is cut off there."""
    fills = _FILL.findall(read_member(package, part))
    links = related(package, part) if fills else {}
    shown = ((_EMBEDDED.search(fill), _margins(fill)) for fill in fills)
    return [
        (links[name], margins)
        for picture, margins in shown
        if picture and (name := picture[1].decode("utf-8", "replace")) in links
    ]


def _margins(fill: bytes) -> Margins:
    """What a fill cuts off; below 0 it adds an edge, which cuts off nothing."""
    crop = _CROP.search(fill)
    if crop is None:
        return _WHOLE
    found = (side.search(crop[1]) for side in _SIDES.values())
    shares = [max(int(one[1]), 0) / (_PERCENT if one[2] else _THOUSANDTHS) if one else 0.0 for one in found]
    return shares[0], shares[1], shares[2], shares[3]


def load_for_crops() -> None:
    """Load what this takes, before files are given up."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as sample:
        sample.writestr("word/_rels/a.xml.rels", '<R><Relationship Id="r" Target="media/a.png"/></R>')
        sample.writestr("word/a.xml", '<a:blipFill><a:blip r:embed="r"/><a:srcRect l="5"/></a:blipFill>')
        sample.writestr("word/media/a.png", "x")
    without_cut_parts(out.getvalue(), lambda picture, _: picture)
