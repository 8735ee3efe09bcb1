"""Build the table of Korean readings in resources/names: ``python packaging/hangul.py Unihan_Readings.txt``.

The file is part of the Unicode Character Database; the table names its version.
"""

from __future__ import annotations

import sys
from pathlib import Path

from name_tables import sealed

TABLE = Path(__file__).resolve().parent.parent / "resources" / "names" / "hangul.tsv"
_HEAD = """\
# How Chinese characters are read in Korean.
#
# han      the character
# hangul   its readings, parted by |
#
# Built by packaging/hangul.py from kHangul in Unihan_Readings.txt,
# {version} (NOTICE.txt); do not edit.
han	hangul
"""


def build(unihan: Path) -> str:
    """The table of the characters that have a reading."""
    lines = unihan.read_text(encoding="utf-8").splitlines()
    version = next(line for line in lines if "Unicode version" in line).removeprefix("# ").strip()
    found = [line.split("\t") for line in lines if "\tkHangul\t" in line]
    table = [f"{chr(int(code.removeprefix('U+'), 16))}\t{_spelt(readings)}\n" for code, _, readings in found]
    return _HEAD.format(version=version) + "".join(table)


def _spelt(readings: str) -> str:
    """The readings of a character without the lists that have them."""
    return "|".join(one.partition(":")[0] for one in readings.split())


if __name__ == "__main__":
    TABLE.write_text(sealed("hangul", build(Path(sys.argv[1]))), encoding="utf-8")
