"""Spelling dictionaries of Hunspell: which words one has, and what may have been meant.

A damaged dictionary is not reported by Hunspell, which takes what it understands: it is measured by whether
it has its own words.
"""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path
from types import SimpleNamespace

from casebook.formats.fault import Damaged, OversizedFile

_SAMPLE_BYTES = 1 << 17
_SAMPLES = 400
_MIN_OWN = 10
"""Of so many words of its list a dictionary has at least one; roots that never stand alone are in it, too."""
_STRAIGHT = {ord("’"): "'", ord("ʼ"): "'"}


def load() -> None:
    """Load Hunspell, before the process gives up its files.

    WORKAROUND(chunspell 2.0.5: it asks for the status of both files by name before Hunspell opens them, which
    the filter of a worker refuses)
    """
    from hunspell import hunspell as binding

    path = SimpleNamespace(join=os.path.join, abspath=os.path.abspath, isfile=lambda _: True)
    binding.os = SimpleNamespace(path=path, access=lambda *_: True, R_OK=os.R_OK, environ={}, name=os.name)


class SpellingDictionary:
    """A dictionary, from two files beside each other.

    Args:
        aff: the rules, ending in ``.aff``; the words are beside it with ``.dic``.
        max_aff_bytes: larger rules are refused.
        max_dic_bytes: a larger list is refused.

    Raises:
        OversizedFile: a file is too large.
        Damaged: a file cannot be read, or is no dictionary.
    """

    def __init__(self, aff: Path, *, max_aff_bytes: int, max_dic_bytes: int) -> None:
        from hunspell import Hunspell

        dic = aff.with_suffix(".dic")
        _read(aff, max_aff_bytes)
        listed = _read(dic, max_dic_bytes)
        self._hunspell = Hunspell(aff.stem, hunspell_data_dir=str(aff.parent), system_encoding="UTF-8")
        encoding = self._hunspell._dic_encoding  # noqa: SLF001 - its only door to the encoding
        sample = [word for line in listed if (word := _root(line.decode(encoding, "replace")))]
        self._scripts = {script for word in sample for script in _scripts(word)}
        own = sum(map(self._has, sample))
        if not sample or own * _MIN_OWN < len(sample):
            raise Damaged(str(dic.suffix))

    def has(self, word: str) -> bool:
        """Return whether a word is spelt as the dictionary has it; true of one in another script."""
        plain = unicodedata.normalize("NFC", word).translate(_STRAIGHT)
        return not _scripts(plain) <= self._scripts or self._has(plain)

    def suggestions(self, word: str) -> tuple[str, ...]:
        """Return what may have been meant, best first."""
        try:
            meant: tuple[str, ...] = self._hunspell.suggest(
                unicodedata.normalize("NFC", word).translate(_STRAIGHT)
            )
        except UnicodeEncodeError:
            return ()
        return tuple(dict.fromkeys(filter(str.isprintable, filter(None, meant))))

    def _has(self, word: str) -> bool:
        try:
            return bool(self._hunspell.spell(word))
        except UnicodeEncodeError:  # a letter that its encoding does not know
            return True


def _read(path: Path, max_bytes: int) -> list[bytes]:
    """Return lines from the beginning and the end of a file, after measuring it."""
    try:
        with path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            if size > max_bytes:
                raise OversizedFile
            file.seek(0)
            lines = file.read(_SAMPLE_BYTES).splitlines()[1:]
            if size > 2 * _SAMPLE_BYTES:
                file.seek(size - _SAMPLE_BYTES)
                lines = [*lines[:-1], *file.read().splitlines()[1:]]
    except OSError as error:
        raise Damaged(path.suffix) from error
    return lines[:: max(1, len(lines) // _SAMPLES)]


def _root(line: str) -> str:
    """Return the word of a line of a list: before its flags and morphology.

    >>> _root("walk/DGS po:verb")
    'walk'
    """
    words = line.replace("\\/", "").partition("/")[0].split()
    return words[0] if words and words[0].isalpha() else ""


def _scripts(word: str) -> set[str]:
    """Return the scripts of the letters of a word, by the first word of their names in Unicode.

    >>> sorted(_scripts("Łódź中"))
    ['CJK', 'LATIN']
    """
    return {unicodedata.name(letter, "").partition(" ")[0] for letter in word if letter.isalpha()}
