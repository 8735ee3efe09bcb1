"""What reads dictionaries of spelling. A crash of Hunspell ends the fuzzer as it would end a spell worker."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

from casebook.formats.dictionary import SpellingDictionary, load
from casebook.formats.fault import Damaged, OversizedFile

_FOLDER = Path(__file__).resolve().parents[2] / "build" / "dictionaries"
_WORDS = ("court", "courtt", "Łódź", "re-tried", "don’t")
_MAX_BYTES = 1 << 20


def dictionary(data: bytes) -> None:
    """The rules and, behind two zero bytes, the words of a dictionary."""
    if sys.platform != "linux":  # Hunspell is installed where what reads dictionaries can be isolated
        return
    rules, _, words = data.partition(b"\0\0")
    _FOLDER.mkdir(parents=True, exist_ok=True)
    aff = _FOLDER / f"{os.getpid()}.aff"
    dic = aff.with_suffix(".dic")
    aff.write_bytes(rules)
    dic.write_bytes(words)
    load()
    try:
        with suppress(Damaged, OversizedFile):
            opened = SpellingDictionary(aff, max_aff_bytes=_MAX_BYTES, max_dic_bytes=_MAX_BYTES)
            for word in _WORDS:
                opened.has(word)
                opened.suggestions(word)
    finally:
        aff.unlink()
        dic.unlink()
