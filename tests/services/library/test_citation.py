"""Sources written for other programs and taken in from them."""

from __future__ import annotations

from pathlib import Path

import pytest

from casebook.base.errors import InvalidInput, NotFound
from casebook.domain.library.reference import Reference
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.library import citation, library


def _read(path: Path) -> tuple[Reference, ...]:
    return run_in_line(citation.read_file(path)).references


def test_a_file_taken_in_adds_what_is_new_as_unread_and_only_once(stocked: Session, tmp_path: Path) -> None:
    out = tmp_path / "some.ris"
    chosen = list(library.library_index(stocked).sources.values())[:3]
    assert citation.export(chosen, out, "ris") == 3
    assert citation.take_in(stocked, _read(out)) == []
    out.write_text(
        "TY  - RPRT\nTI  - An Invented Report\nKW  - rsdl\nKW  - other\nER  - \n", encoding="utf-8"
    )
    (made,) = citation.take_in(stocked, _read(out))
    assert (made.reading_level, made.pack, made.topics) == ("none", "", ("rsdl",))
    assert citation.take_in(stocked, _read(out)) == []


def test_nothing_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput):
        citation.export([], tmp_path / "a.json", "csl-json")
    with pytest.raises(NotFound):
        _read(tmp_path / "none.ris")
