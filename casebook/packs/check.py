"""Checks every shipped pack: each entry against its schema, then the packs against each other."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from casebook.base.errors import Problem
from casebook.base.resources import resource
from casebook.packs.library import FILES, read_library
from casebook.packs.reader import collect
from casebook.packs.reading_log import FILE, read_log
from casebook.packs.review import review


@dataclass(frozen=True, slots=True, kw_only=True)
class PackReport:
    """What checking found.

    Attributes:
        counts: entries read, by pack.
        problems: every defect; none in what ships.
    """

    counts: dict[str, int]
    problems: tuple[Problem, ...]


def check_all(folder: Path | None = None) -> PackReport:
    """Check every pack of a folder, the shipped one where None.

    Raises:
        NotFound: a pack is missing.
    """
    place = folder or resource("packs")
    problems: list[Problem] = []
    counts = _library(place, problems)
    known = {f"{name}.toml" for name in counts} | {FILE}
    problems.extend(
        Problem(where=path.name, what="is a file no reader knows")
        for path in sorted(place.glob("*.toml"))
        if path.name not in known
    )
    return PackReport(counts=counts, problems=tuple(problems))


def _library(place: Path, problems: list[Problem]) -> dict[str, int]:
    note = collect(problems)
    library = read_library(place, note)
    problems.extend(review(library, read_log(place, note)))
    nouns = (library.topics, library.sources, library.findings)
    return {name: len(read) for name, read in zip(FILES, nouns, strict=True)}
