"""Every source of the library goes out and comes back equal; other programs' files are proposals."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from casebook.base.errors import DamagedSource
from casebook.base.resources import resource
from casebook.domain.base.date import StatedDate
from casebook.domain.library.reference import Reference, ReferenceList, reference_of, source_of
from casebook.formats.citations.citation_file import CitationFormat, read, write
from casebook.formats.citations.parts import MAX_REFERENCES
from casebook.formats.fault import OversizedFile
from casebook.packs.base.entry import refuse
from casebook.packs.base.reading_log import read_log
from casebook.packs.library.library import read_library

SCHEMA = Path(__file__).parents[2] / "data" / "csl" / "csl-data.json"
"""The schema by which Zotero and its kin describe what CSL-JSON is; where it comes from stands beside it."""


@pytest.fixture(scope="module")
def shipped() -> tuple[Reference, ...]:
    return tuple(reference_of(source) for source in read_library().sources)


@pytest.mark.parametrize("as_", ["csl-json", "ris", "bibtex"])
def test_every_source_comes_back_equal(shipped: tuple[Reference, ...], as_: CitationFormat) -> None:
    assert read(write(shipped, as_)) == ReferenceList(references=shipped)


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
@pytest.mark.parametrize("as_", ["csl-json", "ris", "bibtex"])
def test_a_date_comes_back_no_more_exact_than_it_went(as_: CitationFormat, edtf: str) -> None:
    reference = Reference(id="a", title="T", csl_type="report", issued=StatedDate(edtf=edtf))
    (back,) = read(write([reference], as_)).references
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
    (reference,) = read(json.dumps([item]).encode()).references
    assert (reference.author, reference.ecli) == ("Doe, Jo", "ECLI:EU:C:2020:123")
    assert reference.issued == StatedDate(edtf="2020-03-04")
    ris = "TY  - CASE\nT1  - Doe v. Roe\nA1  - Doe, Jo\nDA  - 2020/03/04/\nER  - \n"
    (other,) = read(ris.encode()).references
    assert (other.title, other.author, other.csl_type) == ("Doe v. Roe", "Doe, Jo", "legal_case")
    assert other.issued == StatedDate(edtf="2020-03-04")


def test_a_field_that_is_null_is_one_left_out() -> None:
    empty = dict.fromkeys(("title", "author", "issued", "URL", "custom", "language", "keyword"))
    assert read(json.dumps([{"id": "a", **empty}]).encode()) == read(b'[{"id": "a"}]')


def test_what_comes_from_a_file_is_read_by_nobody() -> None:
    source = source_of(Reference(id="a", title="T", csl_type="legal_case"), "new", ())
    assert (source.reading_level, source.pack, source.checked_on) == ("none", "", None)


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xfe",
        b"not citations",
        b"[1]",
        b'{"a": [}',
        b"",
        b'[{"title": 1}]',
        b"[" * 100_000,
        b"<xml/>",
        b"<a>",
    ],
)
def test_what_is_no_file_of_citations_is_told(data: bytes) -> None:
    with pytest.raises(DamagedSource):
        read(data)


def test_bibtex_keeps_signs_and_capitals() -> None:
    reference = Reference(id="a", title="Law & 50% of Order_1", author="Doe, Jo", csl_type="report")
    assert r"title = {{Law \& 50\% of Order\_1}}" in write([reference], "bibtex").decode()


LETTERS = rb"""
Words outside an entry are a comment.
@string{revue = "Revue des droits de l'homme"}
@article(key1, author = {G{\"o}del, Kurt and {Amnesty and Others}},
  title = "The {\'E}tat of \v{C}ap{\'i}k \& {S}ons",
  journal = revue # ", s\'erie 2", year = 2020, month = mar, doi = {10.1/ab})
@book{broken, title = {never closed, year = 2001
@techreport{last, title={Third}, institution={Ministry~of Justice}, date={2019-05-01}, url={https://x.example/a_b}}
"""


def test_bibtex_is_read_with_its_letters_and_past_a_broken_entry() -> None:
    listed = read(LETTERS)
    article, report = listed.references
    assert (article.title, article.author) == ("The État of Čapík & Sons", "Gödel, Kurt; Amnesty and Others")
    assert (article.publisher, article.url) == (
        "Revue des droits de l'homme, série 2",
        "https://doi.org/10.1/ab",
    )
    assert (article.csl_type, article.issued) == ("article-journal", StatedDate(edtf="2020-03"))
    assert (report.body, report.url) == ("Ministry of Justice", "https://x.example/a_b")
    assert [bad.line for bad in listed.bad_rows] == [7]


ENDNOTE = """<?xml version="1.0" encoding="UTF-8"?><xml><records><record><ref-type name="Case">7</ref-type>
<contributors><authors><author><style face="normal">Doe, Jo</style></author></authors></contributors>
<titles><title><style>Doe v </style><style>Roe</style></title></titles><dates><year>2020</year></dates>
</record></records></xml>"""
MODS = """<modsCollection xmlns="http://www.loc.gov/mods/v3"><mods><titleInfo><nonSort>The</nonSort>
<title>Law</title></titleInfo><name type="personal"><namePart type="family">Doe</namePart>
<namePart type="given">Jo</namePart></name><genre>book</genre>
<originInfo><dateIssued>2020</dateIssued></originInfo></mods></modsCollection>"""


@pytest.mark.parametrize(
    ("text", "title", "csl_type"),
    [
        (ENDNOTE, "Doe v Roe", "legal_case"),
        (MODS, "The Law", "book"),
        (
            "%0 Journal Article\n%A Doe, Jo\n%T A very\nlong title\n%D 2020\n",
            "A very long title",
            "article-journal",
        ),
        ("RT Book, Whole\nID 1\nA1 Doe,Jo\nT1 Law\nYR 2020\n", "Law", "book"),
        ("TY  - JOUR\nAU  - Doe, Jo\nTI  - T\nY1  - 2020///\nC3  - Proc.\nER  - \n", "T", "article-journal"),
        ("TY - CASE\nA1 - Doe, Jo\nT1 - Doe v Roe\nPY - 2020\nER -\n", "Doe v Roe", "legal_case"),
    ],
)
def test_other_programs_are_read(text: str, title: str, csl_type: str) -> None:
    (reference,) = read(text.encode()).references
    assert (reference.title, reference.csl_type) == (title, csl_type)
    assert reference.author.replace(",", ", ").split() == ["Doe,", "Jo"]
    assert reference.issued == StatedDate(edtf="2020")


def test_first_and_other_authors_of_ris_are_joined() -> None:
    (reference,) = read(b"TY  - BOOK\nA1  - A, B\nAU  - C, D\nAU  - A, B\nT1  - T\nER  - \n").references
    assert reference.author == "A, B; C, D"


def test_an_entity_of_a_files_own_is_refused() -> None:
    with pytest.raises(DamagedSource):
        read(b'<!DOCTYPE xml [<!ENTITY a "aaaa">]><xml><record><ref-type/>&a;</record></xml>')


def test_more_references_than_are_read_are_refused() -> None:
    with pytest.raises(OversizedFile):
        read(b"@book{a, title={T}}\n" * (MAX_REFERENCES + 1))


def test_strings_that_double_are_bounded() -> None:
    doubling = b"".join(b"@string{s = s # s}\n" for _ in range(60))
    listed = read(b'@string{s = "aaaaaaaa"}\n' + doubling + b"@book{a, title = s}\n")
    assert listed.bad_rows
    assert len(listed.references[0].title) <= 10_000
