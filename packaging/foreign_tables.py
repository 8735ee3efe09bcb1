"""Build tables of resources/names from files of others, and state their digests.

``python packaging/foreign_tables.py hangul Unihan_Readings.txt`` takes a file of the Unicode Character
Database, ``python packaging/foreign_tables.py nationalities FOLDER`` the unpacked package i18n-nationality of
the npm registry. ``common-words`` needs wordfreq 3.1.1 and simplemma 2.0.0, which the project does not have
otherwise: ``uv run --with wordfreq==3.1.1 --with simplemma==2.0.0 python packaging/foreign_tables.py
common-words``. The tables name the versions.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from name_tables import FOLDER, sealed
from zxcvbn.frequency_lists import FREQUENCY_LISTS

from casebook.domain.dossier.hiding.name_rest import sounds
from casebook.language.fold import without_accents
from casebook.language.hanzi import simplified
from casebook.language.ordinary import is_common_word
from casebook.language.sound_alike import family_signs

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


_LATIN = ("de", "fr", "es", "it", "pt", "nl", "pl", "sv", "da", "nb", "fi", "tr")
_OTHERS = ("el", "ru", "uk")
_COMMON, _KNOWN, _CHINESE, _FAMILY = 5_000, 20_000, 12_000, 4_000
"""Words of a language that are taken, and looked at; of Chinese those taken, and with a family name first."""
_EVERYWHERE = 6
"""Languages that share a name; a word of so many that is no English one is taken for a name."""
_ABROAD, _ALL = ("de", "fr", "nl", "es"), 200_000
"""Languages in which Turkish forenames are met and other Turkish words are not."""
_COMMON_WORDS = (
    "# Common words of 15 languages and Chinese, without names, folded: of the lists of wordfreq 3.1.1\n"
    "# (Robyn Speer, CC BY-SA 4.0) those that simplemma 2.0.0 knows. packaging/foreign_tables.py builds it.\n"
    "# german   marks those of German, whose nouns have capitals\n"
)


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


def common_words() -> str:
    """The table of common words, without those that are also forenames."""
    known = {(without_accents(word), language) for word, language in _common_words()}
    german = {word for word, language in known if language == "de"}
    lines = (f"{word}\t{'x' if word in german else ''}\n" for word in sorted({word for word, _ in known}))
    return _COMMON_WORDS + "word\tgerman\n" + "".join(lines)


def _common_words() -> Iterator[tuple[str, str]]:
    """Yield the words, as the lists have them, each with its language."""
    lists = import_module("wordfreq").top_n_list
    is_known = import_module("simplemma").is_known
    names = {*FREQUENCY_LISTS["male_names"], *FREQUENCY_LISTS["female_names"]}
    shared = Counter(word for language in _LATIN for word in {*lists(language, _KNOWN)})
    names |= {word for word, count in shared.items() if count >= _EVERYWHERE and not is_common_word(word)}
    abroad = Counter(word for language in _ABROAD for word in {*lists(language, _ALL)})
    turkish = {word for word in lists("tr", _COMMON) if abroad[word] == len(_ABROAD)}
    names |= {word for word in turkish if not is_common_word(word)}
    heard = {*map(sounds, names)}
    for language in (*_LATIN, *_OTHERS):
        for word in lists(language, _COMMON):
            is_name = word in names if language in _LATIN else sounds(word) in heard
            if len(word) > 1 and word.isalpha() and is_known(word, language) and not is_name:
                yield word, language
    for at, word in enumerate(lists("zh", _CHINESE)):
        if re.fullmatch("[\u4e00-\u9fff]{2,4}", word) and (at < _FAMILY or word[0] not in family_signs()):
            yield simplified(word), "zh"


def _spelt(readings: str) -> str:
    """The readings of a character without the lists that have them."""
    return "|".join(one.partition(":")[0] for one in readings.split())


if __name__ == "__main__":
    name, *paths = sys.argv[1:]
    tables = {"hangul": hangul, "nationalities": nationalities}
    table = common_words() if name == "common-words" else tables[name](Path(paths[0]))
    (FOLDER / f"{name}.tsv").write_text(sealed(name, table), encoding="utf-8", newline="\n")
