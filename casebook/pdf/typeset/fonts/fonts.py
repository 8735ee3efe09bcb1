"""Font fallback: the face of each character by script and coverage, so that no glyph is missing.

Latin, Greek and Cyrillic are set in Noto Serif; other scripts in the Noto font of their script; Chinese in
the simplified or the traditional cut. Files are opened when first needed and kept for the program's life.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from casebook.base.resources import resource

if TYPE_CHECKING:
    import uharfbuzz

Weight = Literal["regular", "italic", "bold"]

_LATIN: dict[Weight, str] = {
    "regular": "NotoSerif-Regular.ttf",
    "italic": "NotoSerif-Italic.ttf",
    "bold": "NotoSerif-Bold.ttf",
}
_SIMPLIFIED = "NotoSerifSC-Regular.otf"
_TRADITIONAL = "NotoSerifTC-Regular.otf"
_Files = tuple[str, ...]
_SIMPLIFIED_FIRST: _Files = (_SIMPLIFIED, _TRADITIONAL)
_TRADITIONAL_FIRST: _Files = (_TRADITIONAL, _SIMPLIFIED)
_BOLD: dict[_Files, str] = {
    _SIMPLIFIED_FIRST: "NotoSansSC-Bold.ttf",
    _TRADITIONAL_FIRST: "NotoSansTC-Bold.ttf",
}
"""What stands for bold in a Chinese paper, as print has it; of the characters of everyday text alone."""
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_LAST = "NotoSans-Regular.ttf"
_NASKH = ("NotoNaskhArabic-Regular.ttf", "NotoNaskhArabic-Bold.ttf")
_TIBETAN = ("NotoSerifTibetan-Regular.ttf", "NotoSerifTibetan-Bold.ttf")
_MONGOLIAN = ("NotoSansMongolian-Regular.ttf", "NotoSansMongolian-Regular.ttf")
_SCRIPTS = (
    (0x0600, 0x08FF, _NASKH),
    (0xFB50, 0xFDFF, _NASKH),
    (0xFE70, 0xFEFE, _NASKH),
    (0x0F00, 0x0FFF, _TIBETAN),
    (0x1800, 0x18AF, _MONGOLIAN),
)
_SHARED = frozenset("“”‘’—…·")
"""Punctuation common to Latin and Chinese print, with different widths."""
_CLOSES = {"”": "“", "’": "‘"}
_JOINERS = frozenset("\u200c\u200d\u202f\u180e\u2060") | {chr(c) for c in range(0xFE00, 0xFE10)}
SHAPED_AWAY = frozenset(
    "\u00ad\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
)
"""Characters that only control breaking and direction, and have no glyph."""


class Uncovered(Exception):
    """No font contains this character; the caller reports its place.

    Attributes:
        code_point: the character's number.
    """

    def __init__(self, character: str) -> None:
        super().__init__(f"U+{ord(character):04X}")
        self.code_point = ord(character)


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """One opened font file.

    Attributes:
        name: file name without its ending, for the PDF.
        hb: the font as HarfBuzz knows it, in units of 1/1000 em.
        has_postscript_outlines: CFF rather than TrueType.
        characters: all it has a glyph for.
        space: width of its space in units, 0 if it has none.
    """

    name: str
    hb: uharfbuzz.Font
    has_postscript_outlines: bool
    characters: frozenset[str] = field(repr=False)
    space: int

    @property
    def is_chinese(self) -> bool:
        """Return whether it is a cut of Chinese."""
        return f"{self.name}.ttf" in _BOLD.values() or f"{self.name}.otf" in {_SIMPLIFIED, _TRADITIONAL}


Run = tuple[Face, str]


@cache
def face(file: str) -> Face:
    """Open a font of resources/fonts; its bytes are mapped, not read."""
    import uharfbuzz

    opened = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(resource("fonts", file))))
    font = uharfbuzz.Font(opened)
    font.scale = (1000, 1000)
    space = font.get_nominal_glyph(0x20)
    return Face(
        name=file.partition(".")[0],
        hb=font,
        has_postscript_outlines=file.endswith(".otf"),
        characters=frozenset(map(chr, opened.unicodes)),
        space=font.get_glyph_h_advance(space) if space else 0,
    )


def latin(weight: Weight) -> Face:
    """Return the face of running text at a weight."""
    return face(_LATIN[weight])


def runs(text: str, weight: Weight, language: str = "") -> list[Run]:
    """Split a text into runs of one face, in order.

    Args:
        text: without line breaks.
        weight: italic is used where the script has it.
        language: BCP 47 tag where known; decides between the two cuts of Chinese.

    Raises:
        Uncovered: no font has a glyph for a character.
    """
    main = latin(weight)
    if main.characters.issuperset(text):
        return [(main, text)] if text else []
    weight, cuts = _weighed(text, weight, _cuts(text, language), language)
    chosen = list(_each(text, weight, cuts))
    _choose_for_shared(text, chosen)
    pairs = zip(chosen, text, strict=True)
    return [(one, "".join(c for _, c in group)) for one, group in groupby(pairs, key=lambda pair: pair[0])]


def _weighed(text: str, weight: Weight, cuts: list[_Files], language: str) -> tuple[Weight, list[_Files]]:
    """Return weight and cuts of a text; in a Chinese paper all of it is bold, Latin too, or none."""
    if weight != "bold" or not language.lower().startswith("zh") or not _HAN.search(text):
        return weight, cuts
    bold = _BOLD[cuts[0]]
    if face(bold).characters.issuperset("".join(_HAN.findall(text))):
        return weight, [(bold, *cuts[0])] * len(text)
    return "regular", cuts


def shows(text: str, weight: Weight, language: str = "") -> bool:
    """Return whether a weight is available for all letters of a text in a paper of a language.

    Mongolian has regular only. Chinese has bold in a Chinese paper, and nothing but regular elsewhere.
    """
    letters = "".join(c for c in text if c.isalnum())
    try:
        upright = {one for one, _ in runs(letters, "regular", language)}
        return upright.isdisjoint(one for one, _ in runs(letters, weight, language))
    except Uncovered:
        return True


def _each(text: str, weight: Weight, cuts: Sequence[_Files]) -> Iterator[Face]:
    main = latin(weight)
    last = main
    for character, cut in zip(text, cuts, strict=True):
        if not _stays(character, last):
            last = _face_for(character, weight, cut)
        yield last


def _stays(character: str, last: Face) -> bool:
    """Return whether a mark, joiner or control stays with the letters before it."""
    if character in SHAPED_AWAY or character in _JOINERS:
        return True
    return unicodedata.category(character) in {"Mn", "Me"} and character in last.characters


def _face_for(character: str, weight: Weight, cut: _Files) -> Face:
    main = latin(weight)
    if character in main.characters:
        return main
    for file in _files(ord(character), weight, cut):
        found = face(file)
        if character in found.characters:
            return found
    raise Uncovered(character)


def _files(code_point: int, weight: Weight, cut: _Files) -> _Files:
    for first, last, (regular, bold) in _SCRIPTS:
        if first <= code_point <= last:
            return (bold if weight == "bold" else regular,)
    return (*cut, _LAST)


def _cuts(text: str, language: str) -> list[_Files]:
    """Return the preferred Chinese font variant of each character.

    Without a language the text bears witness as a whole, and where both ways of writing stand in it ("王志远
    (王志遠)") each stretch of Chinese for itself.
    """
    parts = language.lower().split("-")
    if parts[0] == "zh" and len(parts) > 1:
        is_traditional = not {"hant", "tw", "hk", "mo"}.isdisjoint(parts[1:])
        return [_TRADITIONAL_FIRST if is_traditional else _SIMPLIFIED_FIRST] * len(text)
    if not _is_mixed(text):
        return [_cut_of(text)] * len(text)
    cuts = [_SIMPLIFIED_FIRST] * len(text)
    for stretch in _HAN.finditer(text):
        cuts[stretch.start() : stretch.end()] = [_cut_of(stretch[0])] * len(stretch[0])
    return cuts


def _cut_of(text: str) -> _Files:
    kinds = _kinds(text)
    return _TRADITIONAL_FIRST if (True, False) in kinds and (False, True) not in kinds else _SIMPLIFIED_FIRST


def _is_mixed(text: str) -> bool:
    return {(True, False), (False, True)} <= _kinds(text)


def _kinds(text: str) -> set[tuple[bool, bool]]:
    """Return whether its characters are in Big5 and in GB 2312, each once.

    The two national sets were each made for one way of writing, which makes them a good witness; the only
    thing at stake is the shape of a stroke.
    """
    return {(_is_in(c, "big5"), _is_in(c, "gb2312")) for c in text if "\u4e00" <= c <= "\u9fff"}


def _is_in(character: str, charset: str) -> bool:
    try:
        character.encode(charset)
    except UnicodeEncodeError:
        return False
    return True


def _choose_for_shared(text: str, chosen: list[Face]) -> None:
    """Choose Chinese width for quotation marks and dashes in Chinese; a closing mark follows its opening."""
    opened: dict[str, Face] = {}
    for position, character in enumerate(text):
        if character not in _SHARED:
            continue
        opening = _CLOSES.get(character)
        if opening in opened:
            chosen[position] = opened.pop(opening)
            continue
        around = {chosen[at] for at in (position - 1, position + 1) if 0 <= at < len(text)}
        if len(around) == 1 and next(iter(around)).is_chinese:
            chosen[position] = next(iter(around))
        if character in _CLOSES.values():
            opened[character] = chosen[position]
