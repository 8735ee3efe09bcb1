"""Every source of the library goes out and comes back equal; other programs' files are proposals."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from casebook.base.errors import DamagedSource
from casebook.base.resources import resource
from casebook.domain.base.date import StatedDate
from casebook.domain.library.reference import Reference, reference_of, source_of
from casebook.formats.citation_file import CitationFormat, read, write
from casebook.packs.base.entry import refuse
from casebook.packs.base.reading_log import read_log
from casebook.packs.library.library import read_library

SCHEMA = Path(__file__).parent.parent / "data" / "csl" / "csl-data.json"
"""The schema by which Zotero and its kin describe what CSL-JSON is; where it comes from stands beside it."""


@pytest.fixture(scope="module")
def shipped() -> tuple[Reference, ...]:
    return tuple(reference_of(source) for source in read_library().sources)


@pytest.mark.parametrize("as_", ["csl-json", "ris"])
def test_every_source_comes_back_equal(shipped: tuple[Reference, ...], as_: CitationFormat) -> None:
    assert read(write(shipped, as_)) == shipped


def test_the_csl_json_is_what_the_schema_asks_for(shipped: tuple[Reference, ...]) -> None:
    items = json.loads(write(shipped, "csl-json"))
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    assert list(Draft7Validator(schema).iter_errors(items)) == []
    assert len(items) == 381


@pytest.mark.parametrize("as_", ["csl-json", "ris", "bibtex"])
def test_no_address_of_a_copy_leaves(shipped: tuple[Reference, ...], as_: CitationFormat) -> None:
    written = write(shipped, as_).decode()
    assert [host for host in read_log(resource("packs"), refuse).copies if host in written] == []


@pytest.mark.parametrize("edtf", ["2016", "2016-05", "2016-05-01", "2016-05~", "2016/2017", "XXXX"])
@pytest.mark.parametrize("as_", ["csl-json", "ris"])
def test_a_date_comes_back_no_more_exact_than_it_went(as_: CitationFormat, edtf: str) -> None:
    reference = Reference(id="a", title="T", csl_type="report", issued=StatedDate(edtf=edtf))
    (back,) = read(write([reference], as_))
    assert back.issued == reference.issued


def test_a_file_of_zotero_is_read() -> None:
    item = {
        "id": "http://zotero.org/users/1/items/AB",
        "type": "legal_case",
        "title": "Doe v. Roe",
        "author": [{"family": "Doe", "given": "Jo"}],
        "issued": {"date-parts": [["2020", "3", 4]]},
        "note": "ECLI: ECLI:EU:C:2020:123\nread on the train",
    }
    (reference,) = read(json.dumps([item]).encode())
    assert (reference.author, reference.ecli) == ("Doe, Jo", "ECLI:EU:C:2020:123")
    assert reference.issued == StatedDate(edtf="2020-03-04")
    ris = "TY  - CASE\nT1  - Doe v. Roe\nA1  - Doe, Jo\nDA  - 2020/03/04/\nER  - \n"
    (other,) = read(ris.encode())
    assert (other.title, other.author, other.csl_type) == ("Doe v. Roe", "Doe, Jo", "legal_case")
    assert other.issued == StatedDate(edtf="2020-03-04")


def test_a_field_that_is_null_is_one_left_out() -> None:
    empty = dict.fromkeys(("title", "author", "issued", "URL", "custom", "language", "keyword"))
    assert read(json.dumps([{"id": "a", **empty}]).encode()) == read(b'[{"id": "a"}]')


def test_what_comes_from_a_file_is_read_by_nobody() -> None:
    source = source_of(Reference(id="a", title="T", csl_type="legal_case"), "new", ())
    assert (source.reading_level, source.pack, source.checked_on) == ("none", "", None)


@pytest.mark.parametrize(
    "data", [b"\xff\xfe", b"not citations", b"[1]", b'{"a": [}', b"", b'[{"title": 1}]', b"[" * 100_000]
)
def test_what_is_no_file_of_citations_is_told(data: bytes) -> None:
    with pytest.raises(DamagedSource):
        read(data)


def test_bibtex_keeps_signs_and_capitals() -> None:
    reference = Reference(id="a", title="Law & 50% of Order_1", author="Doe, Jo", csl_type="report")
    assert r"title = {{Law \& 50\% of Order\_1}}" in write([reference], "bibtex").decode()
