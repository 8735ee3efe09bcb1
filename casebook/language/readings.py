"""How Chinese characters are read in Mandarin and Cantonese, by a table made from pypinyin and ToJyutping.

The libraries take seconds to load and 120 MiB; of the table only what is asked for is read. Words are
found as pypinyin finds them, the longest first, so that the answers are the same letter for letter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from casebook.language.table import content, rows

_READ = re.compile(
    "[\u3007\ue815-\ue864\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002a6df\U0002a703-\U0002b81d"
    "\U0002b825-\U0002bf6e\U0002c029-\U0002ce93\U0002d016\U0002d11b-\U0002ebd9\U0002f80a-\U0002fa1f"
    "\U00030000-\U0003134a\U00031350-\U00032389]+"
)
"""The characters pypinyin looks up; it returns a run of others as one piece."""
_COLUMNS = b"han\tpinyin\tjyutping\ttraditional\tphrases\n"
_JYUTPING = re.compile(rb"^[^\t\n]+\t[^\t\n]*\t([a-z,]+)\t", re.MULTILINE)
_TONES = "\u0304\u0301\u030c\u0300"


@dataclass(frozen=True, slots=True)
class _Character:
    """The table entry of a character.

    Attributes:
        pinyin: with tones, the usual reading first.
        jyutping: without tones, the commonest first; at most two.
        traditional: its traditional form, or itself.
        words: those that begin with it, with their readings, or none where each character is read as usual.
        beginnings: of these words, themselves included.
    """

    pinyin: tuple[str, ...]
    jyutping: tuple[str, ...]
    traditional: str
    words: dict[str, tuple[str, ...]]
    beginnings: frozenset[str]


def toned(text: str) -> list[str]:
    """The usual reading of each character, in its words, with tones; a run that has none as it stands.

    >>> toned("长城"), toned("长大·OK")
    (['cháng', 'chéng'], ['zhǎng', 'dà', '·OK'])
    """
    return [reading for reading, _ in _read(text)]


def plain(text: str) -> list[str]:
    """As `toned`, without tones and with ü as v.

    >>> plain("吕秋云")
    ['lv', 'qiu', 'yun']
    """
    return [
        without_tone(reading) if is_read else reading.replace("ü", "v") for reading, is_read in _read(text)
    ]


def _read(text: str) -> Iterator[tuple[str, bool]]:
    """The readings, and whether each is one."""
    at = 0
    for run in _READ.finditer(text):
        if run.start() > at:
            yield text[at : run.start()], False
        for word in _words(run.group()):
            if readings := _character(word[0]).words.get(word):
                yield from ((reading, True) for reading in readings)
            else:
                yield from (
                    (next(iter(all_toned(letter)), letter), bool(all_toned(letter))) for letter in word
                )
        at = run.end()
    if at < len(text):
        yield text[at:], False


def all_toned(letter: str) -> tuple[str, ...]:
    """Every reading of one character, the usual one first; none where none is known.

    >>> all_toned("单")
    ('dān', 'chán', 'shàn')
    """
    return _character(letter).pinyin


def cantonese(letter: str) -> tuple[str, ...]:
    """The commonest readings of one character in Jyutping without tones; at most two, or none.

    >>> cantonese("曾")
    ('cang', 'zang')
    """
    return _character(letter).jyutping


@cache
def cantonese_syllables() -> frozenset[str]:
    """Every syllable of Cantonese in which a character is commonly read, in Jyutping without tones."""
    return frozenset(
        syllable for cell in _JYUTPING.findall(_table()) for syllable in cell.decode("ascii").split(",")
    )


def traditional(letter: str) -> str:
    """The likeliest traditional form of one character, which may be itself.

    >>> traditional("远"), traditional("林")
    ('遠', '林')
    """
    return _character(letter).traditional


@cache
def wade_giles_table() -> dict[str, str]:
    """Wade-Giles of every syllable of Hanyu Pinyin without tone, ü as v."""
    return {row["pinyin"]: row["wade_giles"] for row in rows("wade-giles")}


@cache
def usual_syllables() -> frozenset[str]:
    """The syllables in which characters are usually read."""
    return frozenset(row["pinyin"] for row in rows("wade-giles") if row["usual"])


@cache
def without_tone(syllable: str) -> str:
    """A syllable without its tone, ü as v."""
    apart = unicodedata.normalize("NFD", syllable).replace("u\u0308", "v")
    return unicodedata.normalize("NFC", "".join(mark for mark in apart if mark not in _TONES))


def _words(run: str) -> Iterator[str]:
    """The run in words: the longest that is one, again and again; what is none, one character at a time.

    As in pypinyin, the end of a run that only begins a word is not searched for shorter ones inside it.
    """
    while run:
        first = _character(run[0])
        longest, end = "", 1
        while end <= len(run) and run[:end] in first.beginnings:
            longest = run[:end] if run[:end] in first.words else longest
            end += 1
        if not longest and end > len(run) > 1:
            yield from run
            return
        word = longest or run[0]
        yield word
        run = run[len(word) :]


@cache
def _table() -> bytes:
    """The lines of the table, without its head."""
    return content("readings").removeprefix(_COLUMNS)


@cache
def _character(letter: str) -> _Character:
    cells = _line(letter.encode()).decode().split("\t")
    if cells[0] != letter:
        return _Character((), (), letter, {}, frozenset())
    words: dict[str, tuple[str, ...]] = {}
    for entry in filter(None, cells[4].split("|")):
        rest, _, readings = entry.partition("=")
        words[letter + rest] = tuple(readings.split())
    beginnings = frozenset(word[:end] for word in words for end in range(1, len(word) + 1))
    pinyin, jyutping = (tuple(filter(None, cell.split(","))) for cell in cells[1:3])
    return _Character(pinyin, jyutping, cells[3] or letter, words, beginnings)


def _line(letter: bytes) -> bytes:
    """Return the table line beginning with a letter, or its insertion point."""
    table = _table()
    low, high = 0, len(table)
    while True:
        middle = (low + high) // 2
        start = table.rfind(b"\n", low, middle) + 1 or low
        end = table.find(b"\n", middle)
        line = table[start:end]
        if line.startswith(letter) or low >= high:
            return line
        if line < letter:
            low = end + 1
        else:
            high = start
