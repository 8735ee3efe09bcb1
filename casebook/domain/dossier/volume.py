"""File names of a dossier built as several files."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from pathlib import PurePath

from casebook.domain.dossier.composition import Exhibit
from casebook.domain.dossier.output_layout import ShapeKind
from casebook.domain.dossier.profile import Profile

_ENDING = ".pdf"
_MAX_CHARS = 80
_OTHER = re.compile(r"[^A-Za-z0-9_-]+")


def file_names(
    file_name: str, kind: ShapeKind, exhibits: Sequence[Exhibit], count: int, profile: Profile | None
) -> list[str]:
    """Return a name for each file, in characters every court's system accepts.

    Parts are named ``dossier_Part1.pdf``; the file of an exhibit begins with its number in the inventory, and
    says what it is where it can be said in Latin letters.

    Args:
        file_name: the name the person gave.
        kind: of the division.
        exhibits: in order.
        count: of the files.
        profile: of the forum, which may limit the length.
    """
    stem = PurePath(file_name).stem if PurePath(file_name).suffix.lower() in {".pdf", ".zip"} else file_name
    if kind != "exhibits":
        return [stem + _ENDING] if count == 1 else [f"{stem}_Part{at}{_ENDING}" for at in range(1, count + 1)]
    rule = profile.rule("filename_max_chars") if profile else None
    most = rule.value if rule is not None and isinstance(rule.value, int) else _MAX_CHARS
    named = [_plain(f"{exhibit.mark} {exhibit.title}", most - len(_ENDING)) for exhibit in exhibits]
    return [stem + _ENDING, *(_alone(named))]


def _plain(text: str, most: int) -> str:
    latin = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return _OTHER.sub("_", latin).strip("_")[:most].rstrip("_")


def _alone(names: Sequence[str]) -> list[str]:
    """Return the names with their extension, made unique."""
    taken: dict[str, int] = {}
    unique_names = []
    for name in names:
        taken[name] = taken.get(name, 0) + 1
        unique_names.append(f"{name}{f'_{taken[name]}' if taken[name] > 1 else ''}{_ENDING}")
    return unique_names
