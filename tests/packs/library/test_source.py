from __future__ import annotations

from pathlib import Path

import pytest

from casebook.base.errors import PackInvalid
from casebook.domain.base.date import StatedDate
from casebook.packs.base.reader import read_pack
from casebook.packs.library.source import read_sources
from tests.packs.written import change


def test_a_source_says_how_well_it_was_read(packs: Path) -> None:
    (source,) = read_sources(read_pack(packs / "sources.toml"))
    assert (source.id, source.type, source.reading_level) == ("report-2020", "ngo-report", "document")
    assert source.issued == StatedDate(edtf="2020-05")
    assert (source.number, source.verify, source.pack) == ("", "", "2026.1")


def test_what_is_not_known_is_left_out(packs: Path) -> None:
    change(packs / "sources.toml", 'issued = "2020-05"\nurl = "https://example.org/report"\n', "")
    (source,) = read_sources(read_pack(packs / "sources.toml"))
    assert source.issued is None
    assert source.url == ""


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ('type = "ngo-report"', 'type = "leaflet"', "type"),
        ('csl_type = "report"', 'csl_type = "leaflet"', "csl_type"),
        ('issued = "2020-05"', 'issued = "May 2020"', "issued"),
        ('reading_level = "document"\n', "", "reading_level"),
        ('reliability = "Invented."', 'reliability = ""', "reliability"),
        ('language = "en"', 'language = "en"\nseen_url = "https://copies.example/1"', "seen_url"),
    ],
)
def test_a_source_that_breaks_its_schema_names_the_field(packs: Path, old: str, new: str, field: str) -> None:
    change(packs / "sources.toml", old, new)
    with pytest.raises(PackInvalid) as caught:
        read_sources(read_pack(packs / "sources.toml"))
    assert caught.value.field == f"sources.toml · source report-2020 · {field}"
