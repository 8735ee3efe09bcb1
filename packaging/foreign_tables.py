"""Build tables of resources/names from files of others, and state their digests.

``python packaging/foreign_tables.py hangul Unihan_Readings.txt`` takes a file of the Unicode Character
Database, ``python packaging/foreign_tables.py nationalities FOLDER`` the unpacked package i18n-nationality of
the npm registry. The tables name the versions.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from name_tables import FOLDER, sealed

_HANGUL = """\
# How Chinese characters are read in Korean.
#
# han      the character
# hangul   its readings, parted by |
#
# Built by packaging/foreign_tables.py from kHangul in Unihan_Readings.txt,
# {version} (NOTICE.txt); do not edit.
han	hangul
"""
_NATIONALITIES = """\
# What the nationals of a country are called.
#
# word     in lower case, in English, German, Spanish, French, Italian or Dutch
# country  ISO 3166 code
#
# Built by packaging/foreign_tables.py from i18n-nationality {version} (NOTICE.txt); do not edit.
# Words that belong to two countries, or say in brackets which is meant, are left out.
word	country
"""
_LANGUAGES = ("en", "de", "es", "fr", "it", "nl")
_MISTAKEN = {"BV": "Islandés is of Iceland", "NU": "Neen is Dutch for no", "WF": "Welsh is of Wales"}
"""Territories whose nationality i18n-nationality 1.4.0 states wrongly, with the reason."""


def hangul(unihan: Path) -> str:
    """The table of the characters that have a reading."""
    lines = unihan.read_text(encoding="utf-8").splitlines()
    version = next(line for line in lines if "Unicode version" in line).removeprefix("# ").strip()
    found = [line.split("\t") for line in lines if "\tkHangul\t" in line]
    table = [f"{chr(int(code.removeprefix('U+'), 16))}\t{_spelt(readings)}\n" for code, _, readings in found]
    return _HANGUL.format(version=version) + "".join(table)


def nationalities(folder: Path) -> str:
    """The table of the words that mean one country."""
    version = json.loads((folder / "package.json").read_text(encoding="utf-8"))["version"]
    countries: dict[str, set[str]] = {}
    for language in _LANGUAGES:
        path = folder / "langs" / f"{language}.json"
        for code, word in json.loads(path.read_text(encoding="utf-8"))["nationalities"].items():
            if code not in _MISTAKEN and not set("(,") & set(word):
                countries.setdefault(word.strip().casefold(), set()).add(code)
    lines = [f"{word}\t{code}\n" for word, (code, *others) in sorted(countries.items()) if not others]
    return _NATIONALITIES.format(version=version) + "".join(lines)


def _spelt(readings: str) -> str:
    """The readings of a character without the lists that have them."""
    return "|".join(one.partition(":")[0] for one in readings.split())


if __name__ == "__main__":
    name = sys.argv[1]
    table = {"hangul": hangul, "nationalities": nationalities}[name](Path(sys.argv[2]))
    (FOLDER / f"{name}.tsv").write_text(sealed(name, table), encoding="utf-8", newline="\n")
