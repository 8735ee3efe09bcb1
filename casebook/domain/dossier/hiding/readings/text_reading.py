"""Other readings of a text in which hidden names are sought, each with a map back to what is printed.

A name is hidden from a search without being hidden from a reader: by signs nobody sees between its letters,
by codes any program undoes, by reading aids over its characters. Each reading undoes one of them. Whatever is
found in a reading is replaced in the text as it is printed, a coded run as a whole; the last search of a
finished copy sees the same readings.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from functools import cache
from itertools import chain

from casebook.base.ignorable import IGNORABLE
from casebook.domain.base.entity import entity
from casebook.domain.dossier.hiding.readings.coded_text import is_coded, undone
from casebook.domain.dossier.hiding.readings.zhuyin import ZHUYIN, pinyin_of

_MAX_LAYERS = 3
"""A text may be coded more than once: a link with percent signs in a quoted-printable message."""
_AROUND = 80
"""Signs of a reading around a change in which a name with it may stand."""
_TURNED = re.compile("\u202e([^\u202c\n]+)\u202c?")
"""Words stored backwards and shown from right to left."""
_NUMERALS = str.maketrans("〇零○一二三四五六七八九壹贰貳叁參参肆伍陆陸柒捌玖幺", "00012345678912233345667891")
_HAN_NUMERAL = f"[{''.join(map(chr, _NUMERALS))}]"
_COUNTED = re.compile(rf"(?:{_HAN_NUMERAL}|\d)(?:[ \-./()\u2010-\u2015]{{0,2}}(?:{_HAN_NUMERAL}|\d)){{5,}}")
"""A number sign by sign, some of whose digits may be Chinese numerals."""
_ROMAN = re.compile("[\u2160-\u217f]")
"""Roman numerals of one character."""
_CODES = (range(0x2E80), range(0xA640, 0xAC00), range(0x10400, 0x1EA00))
"""Of the scripts that have capitals (Unicode 16.0, Scripts.txt)."""
_ACCENT = "[\u0300-\u036f]*"
_ASCII_CAMEL = re.compile("[a-z](?<!Mc)(?=[A-Z][a-z\\d])|[A-Z](?=[A-Z][a-z])")
"""Before a capital within a word, in letters of ASCII."""
_HAS_CAMEL = re.compile("[A-Z](?:(?<=[a-z].)(?<!Mc.)(?=[a-z\\d])|(?=[A-Z][a-z]))")
"""Finds one where `_ASCII_CAMEL` does, in a third of the time: it looks at capitals alone."""
_APART = re.compile(r"(?<![^\W\d_])[^\W\d_](?:[ .\u00b7_\-]{1,2}[^\W\d_]){3,}(?![^\W_])")
"""Letters one by one: "L i n", "L.i.n."."""
_MAY_BE_APART = re.compile(r"[ ._\-][A-Za-z][ ._\-]{1,2}[A-Za-z][ ._\-]")
"""Within each such row of ASCII; found in a third of the time."""
_BROKEN = re.compile(r"(?<![^\W\d_])([^\W\d_]{1,12})([\-\u2010\u2011]?)[ \t]?\n[ \t]?(?=[^\W\d_])")
"""Letters before the end of a line that may go on in the next."""
_NO_LETTER = re.compile(r"[\W_]+")
_NAMED = re.compile(r"\[((?:[a-z0-9]+[ \-\n]+)+[a-z0-9\-]+)\]")
"""A character without a font, as `pdf.typeset.fonts.substitution` spells it out."""
_HAN = "[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f]"
_LINE_END = re.compile(
    r"(?P<han>(?<=[\u3400-\u9fff])\n[^\S\n]*(?=[\d\u3400-\u9fff])|(?<=\d)\n[^\S\n]*(?=[\u3400-\u9fff]))"
    r"|[^\S\n]*\n(?:[^\S\n]|>)*"
)
"""With the indent of the next line, or the signs of a quoted message."""
_LONE = re.compile(rf"(?<!{_HAN}){_HAN}(?!{_HAN})")
_LATIN_AID = "[a-zA-Z\u00fc\u00e0-\u00fa\u0101-\u01dc\u1e3f]{1,6}[1-5]?"
_SOUND_AID = "[\u3105-\u312f\u31a0-\u31bf\u02c7\u02ca\u02cb\u02d9]{1,6}"
_KANA_AID = "[\u3040-\u30ff]{1,8}"
_OPEN, _CLOSE = "[(\uff08\\[\u3010\u3014\u300a<]", "[)\uff09\\]\u3011\u3015\u300b>]"
_BRACKETED = rf"\s?{_OPEN}\s?(?:{_LATIN_AID}|{_SOUND_AID}|{_KANA_AID})\s?{_CLOSE}"
_TONED_AID = "(?=[a-zA-Z\u00fc]{0,5}[1-5\u00e0-\u00fb\u0101-\u01dc\u1e3f])" + _LATIN_AID
_BARE = rf"(?:{_LATIN_AID}|\s?(?:{_TONED_AID}|{_SOUND_AID})\s?)"
"""A word of a language between Chinese characters has spaces around it, and no tone."""
_AIDED = re.compile(rf"(?P<han>{_HAN}){_BRACKETED}")
_AIDED_RUN = re.compile(rf"(?:{_HAN}{_BARE}){{2,}}|(?:{_HAN}{_BARE})+(?={_HAN})")
_AIDED_BARE = re.compile(rf"(?P<han>{_HAN}){_BARE}")


_PAGE_SIGNS = {0x02: 0xAD, 0xFFFE: 0xAD}
"""What a PDF library puts for a hyphen that only ends a line."""


def of_page(text: str) -> str:
    r"""Return the text of a page as it is searched, whichever program read it.

    >>> of_page("Sun\r\nGui\ufffefang")
    'Sun\nGui\xadfang'
    """
    return text.translate(_PAGE_SIGNS).replace("\r\n", "\n")


@entity
class TextReading:
    """A reading of a text.

    Attributes:
        text: as it is read.
        starts, ends: where each of its characters stands in the printed text, as slices.
        changed: slices of the printed text that this reading has otherwise than the one before.
        is_guess: whether it joins lines that no hyphen says are one word.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    changed: tuple[tuple[int, int], ...] = ()
    is_guess: bool = False

    def printed(self, start: int, end: int) -> tuple[int, int]:
        """Return where a slice of the reading stands in the printed text."""
        return min(self.starts[start:end]), max(self.ends[start:end])

    def touches_change(self, start: int, end: int) -> bool:
        """Return whether a slice of the printed text touches what the reading has otherwise."""
        return any(first <= end and start <= last for first, last in self.changed)

    def goes_on(self, printed: str, start: int, end: int, names: Collection[int]) -> bool:
        """Return whether a word with which a line begins was guessed to go on a name before it.

        Args:
            printed: the text.
            start: of a slice of it.
            end: of the slice.
            names: where names end in it by themselves.
        """
        return self.is_guess and any(
            start < last <= end and first + len(printed[first:last].rstrip()) in names
            for first, last in self.changed
        )

    def windows(self) -> Iterator[tuple[int, int]]:
        """Yield slices of the reading around what it has otherwise; they do not overlap."""
        start = end = 0
        for first, last in sorted(self.changed):
            begins = max(bisect_left(self.starts, first) - _AROUND, 0)
            if begins > end:
                yield start, end
                start = begins
            end = max(end, min(bisect_left(self.starts, last) + _AROUND, len(self.text)))
        if end > start:
            yield start, end

    def lone_signs(self) -> Iterator[tuple[int, int, str]]:
        """Yield Chinese characters that stand alone and are coded, each with its slice of the printed text.

        In plain text such a character may be any word; a field of its own in a card of contacts is a name.
        """
        for place in _LONE.finditer(self.text):
            start, end = self.printed(*place.span())
            if end - start > 1 and self.touches_change(start, end):
                yield start, end, place[0]


def other_readings(text: str) -> Iterator[TextReading]:
    r"""Yield the readings of a text that differ from it, each undoing more than the one before.

    >>> [one.text for one in other_readings("L\u200bin, L&#105;n, \u6797(lin)\u5fd7(zhi)")][-1]
    'Lin, Lin, \u6797\u5fd7'
    """
    if text.isascii() and not _is_unusual(text):
        return
    last = _as_printed(text)
    for undo in (
        _seen,
        _in_digits,
        *(_decoded,) * _MAX_LAYERS,
        _unaided,
        _spelt_in_latin,
        _parted,
        _hyphenated,
        _joined,
    ):
        changed = undo(last)
        if changed.text != last.text:
            if undo is _decoded and (words := _parted(last)).text != last.text:
                yield words  # "PDFTenpa" is Base64 by chance
            yield replace(changed, is_guess=undo is _joined)
            last = replace(changed, changed=())


def _is_unusual(text: str) -> bool:
    """Return whether a text of ASCII may have a reading other than itself."""
    has_bare_ends = text.count("\n") > text.count("\r\n")  # of lines: only there a word is put together
    return (
        "[" in text
        or is_coded(text)
        or bool(_HAS_CAMEL.search(text))
        or bool(_MAY_BE_APART.search(text) and _APART.search(text))
        or (has_bare_ends and bool(_BROKEN.search(text)))
    )


def camel_parted(text: str) -> str:
    """Return a text with a space before each capital within a word.

    >>> camel_parted("KaYanNotes, PDFHesen; McLeod")
    'Ka Yan Notes, PDF Hesen; McLeod'
    """
    return _camel(text).sub(r"\g<0> ", text)


def _camel(text: str) -> re.Pattern[str]:
    """Return what finds capitals within the words of a text; one in ASCII is several times as fast."""
    if text.isascii():
        return _ASCII_CAMEL
    far_cased, camel = _cased_patterns()
    return camel if far_cased.search(text) else _ASCII_CAMEL


@cache
def _cased_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds letters with case beyond ASCII, and a capital within a word of any script.

    "KaYanNotes", "PDFHesen", "scanÖmer". Made when it is first needed: a set page needs it never.
    """
    upper, lower = (
        "".join(filter(has_case, map(chr, chain.from_iterable(_CODES))))
        for has_case in (str.isupper, str.islower)
    )
    beyond = "".join(one for one in lower + upper if not one.isascii())
    within = (
        rf"[{lower}](?<!Mc){_ACCENT}(?=[{upper}]{_ACCENT}[{lower}\d])"
        rf"|[{upper}]{_ACCENT}(?=[{upper}]{_ACCENT}[{lower}])"
    )
    return re.compile(f"[\u0300-\u036f{beyond}]"), re.compile(within)


def unbroken(text: str) -> TextReading:
    """Return the reading of a text in one line: no space between Chinese signs or figures, else one."""
    return _replaced(_as_printed(text), _LINE_END, lambda end: "" if end["han"] else " ")


def _as_printed(text: str) -> TextReading:
    return TextReading(text=text, starts=tuple(range(len(text))), ends=tuple(range(1, len(text) + 1)))


def spelt_out(text: str) -> str:
    """Return a text with the characters whose names are written in it, as one without a font is set."""
    return _NAMED.sub(_character, text) if "[" in text else text


def _seen(reading: TextReading) -> TextReading:
    """Return the reading without signs nobody sees, and with the characters that are spelt out."""
    named = _replaced(reading, _NAMED, _character) if "[" in reading.text else reading
    turned = _replaced(named, _TURNED, lambda run: run[1][::-1])
    return turned if turned.text.isascii() else _replaced(turned, IGNORABLE, lambda _: "")


def _character(place: re.Match[str]) -> str:
    try:
        return unicodedata.lookup(" ".join(place[1].split()).upper())  # "ideograph-6797" is known so alone
    except KeyError:
        return place[0]


def _in_digits(reading: TextReading) -> TextReading:
    """Return the reading with Chinese numerals of a number as digits, and Roman ones as letters."""
    if reading.text.isascii():
        return reading
    counted = _replaced(reading, _COUNTED, lambda run: run[0].translate(_NUMERALS))
    return _replaced(counted, _ROMAN, lambda one: unicodedata.normalize("NFKC", one[0]))


def _decoded(reading: TextReading) -> TextReading:
    if not is_coded(reading.text):
        return reading
    for pattern, undo in undone():
        reading = _replaced(reading, pattern, undo)
    return reading


def _unaided(reading: TextReading) -> TextReading:
    """Return the reading without sounds behind Chinese characters; each belongs to its character."""
    if reading.text.isascii():
        return reading
    bare = _replaced(reading, _AIDED, lambda place: place["han"])
    return _replaced(bare, _AIDED_RUN, lambda place: _AIDED_BARE.sub(r"\g<han>", place[0]))


def _spelt_in_latin(reading: TextReading) -> TextReading:
    return reading if reading.text.isascii() else _replaced(reading, ZHUYIN, lambda run: pinyin_of(run[0]))


def _parted(reading: TextReading) -> TextReading:
    """Return the reading with letters one by one as words, and a space before a capital within a word."""
    closed = _replaced(reading, _APART, lambda row: _NO_LETTER.sub("", row[0]))
    return _replaced(closed, _camel(closed.text), lambda letter: f"{letter[0]} ")


def _hyphenated(reading: TextReading) -> TextReading:
    """Return the reading with a word in one that a page broke at a hyphen."""
    return _replaced(reading, _BROKEN, lambda end: end[1] if end[2] and _is_name(end) else end[0])


def _joined(reading: TextReading) -> TextReading:
    """Return the reading with a word that a page broke without need in one: "Ai", "gul" in the next line."""
    return _replaced(reading, _BROKEN, lambda end: end[1] if _is_name(end) else end[0])


def _is_name(end: re.Match[str]) -> bool:
    return end[1][0].isupper() and end.string[end.end()].islower()


def _replaced(
    reading: TextReading, pattern: re.Pattern[str], by: Callable[[re.Match[str]], str]
) -> TextReading:
    """Return the reading with something else in each place of a pattern, which stands for all of it."""
    text, starts, ends = [], [], []
    changed = [*reading.changed]
    at = 0
    for place in pattern.finditer(reading.text):
        new = by(place)
        if new == place[0]:
            continue
        start, end = place.span()
        changed.append((min(reading.starts[start:end]), max(reading.ends[start:end])))
        text += [reading.text[at:start], new]
        starts += [*reading.starts[at:start], *(min(reading.starts[start:end]),) * len(new)]
        ends += [*reading.ends[at:start], *(max(reading.ends[start:end]),) * len(new)]
        if ends and not new:
            ends[-1] = max(ends[-1], reading.ends[end - 1])  # it goes with the sign before it
        at = end
    if not at:
        return reading
    return TextReading(
        text="".join((*text, reading.text[at:])),
        starts=(*starts, *reading.starts[at:]),
        ends=(*ends, *reading.ends[at:]),
        changed=tuple(changed),
    )
