from __future__ import annotations

from pathlib import Path

import pytest

from casebook.base.i18n import Translator
from casebook.base.resources import resource
from casebook.domain.base.entity import Entity
from casebook.domain.library.citation import cite_finding, cite_source
from casebook.packs.base.entry import refuse
from casebook.packs.base.reading_log import read_log
from casebook.packs.library.addresses import texts
from casebook.packs.library.library import read_library
from casebook.packs.library.review import review
from tests.packs.written import FINDING, HEAD, change


def found(packs: Path) -> list[tuple[str, str]]:
    return [
        (problem.where, str(problem.what)) for problem in review(read_library(packs), read_log(packs, refuse))
    ]


def test_a_library_in_order_has_no_problems(packs: Path) -> None:
    assert found(packs) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "where", "what"),
    [
        (
            "sources.toml",
            'reading_level = "document"',
            'reading_level = "secondary"',
            "finding report-ban",
            "is read as document, its source only as secondary",
        ),
        (
            "sources.toml",
            '"https://example.org/report"',
            '"example.org"',
            "report-2020 · url",
            "not a web address",
        ),
        ("sources.toml", 'issued = "2020-05"', 'issued = "XXXX"', "source report-2020", "leave issued out"),
        (
            "findings.toml",
            'reading_level = "document"',
            'reading_level = "none"',
            "finding report-ban",
            "nothing was read",
        ),
        (
            "findings.toml",
            'reading_level = "document"',
            'reading_level = "secondary"',
            "finding report-ban",
            "a pinpoint nobody read",
        ),
        (
            "findings.toml",
            'reading_level = "document"',
            'reading_level = "document"\nreported_in = "A Newspaper"',
            "finding report-ban",
            "although its source was read",
        ),
        (
            "findings.toml",
            "Relatives of people sought abroad may not leave.",
            "The report says that relatives may not leave.",
            "finding report-ban",
            "cannot be read alone",
        ),
        (
            "findings.toml",
            'groups = ["families"]',
            'groups = ["families", "nobody known"]',
            "finding report-ban",
            "names groups that match nobody: nobody known",
        ),
        (
            "findings.toml",
            'groups = ["families"]',
            'groups = ["Uyghurs"]',
            "finding report-ban",
            "does not state whom it concerns",
        ),
        ("sources.toml", '"Open."', '"Open on copies.example."', "report-2020 · access", "holds copies"),
        (
            "sources.toml",
            "https://example.org/report",
            "https://Copies.example/1",
            "report-2020 · url",
            "holds copies",
        ),
        (
            "reading-log.toml",
            "[findings]",
            '[findings]\ngone = "https://a.example"',
            "reading-log.toml · findings · gone",
            "no entry",
        ),
    ],
)
def test_each_fault_is_found(packs: Path, file: str, old: str, new: str, where: str, what: str) -> None:
    change(packs / file, old, new)
    ((found_where, found_what),) = found(packs)
    assert found_where == where
    assert what in found_what


def test_the_address_of_a_reading_is_nobody_s_to_cite(packs: Path) -> None:
    change(packs / "reading-log.toml", "[findings]", '[findings]\nreport-ban = "https://a.example/read"')
    change(packs / "findings.toml", 'pinpoint = "p. 4"', 'pinpoint = "https://a.example/read"')
    assert found(packs) == [("report-ban · pinpoint", "gives the address where it was read, not one to cite")]


def test_a_topic_of_a_finding_stands_among_those_of_its_source(packs: Path) -> None:
    more = '\n[[topic]]\nid = "rsdl"\ntitle = "RSDL"\ndefinition = "Custody."\nhooks = ["CAT Art 2"]\n'
    change(packs / "topics.toml", "topic = 1", "topic = 2")
    with (packs / "topics.toml").open("a", encoding="utf-8") as file:
        file.write(more)
    change(packs / "findings.toml", 'topic = "exit-bans"', 'topic = "rsdl"')
    assert found(packs) == [("finding report-ban", "its topic rsdl is not among those of its source")]


def test_what_is_said_twice_is_found(packs: Path) -> None:
    twin = FINDING.replace("report-ban", "report-ban-again")
    text = HEAD.format(id="findings", counts="finding = 2") + FINDING + twin
    (packs / "findings.toml").write_text(text, encoding="utf-8")
    assert [where for where, _ in found(packs)] == ["finding report-ban", "finding report-ban-again"]


def test_no_address_of_a_copy_reaches_a_noun_or_its_citation() -> None:
    """What a dossier prints comes from nouns and their citations; the log's addresses are in neither."""
    library, log, words = read_library(), read_log(resource("packs"), refuse), Translator()
    sources = {source.id: source for source in library.sources}
    nouns: tuple[Entity, ...] = (*library.topics, *library.sources, *library.findings)
    printed = "\n".join(
        (
            *(text for noun in nouns for _, text in texts(noun)),
            *(cite_source(source, words) for source in library.sources),
            *(cite_finding(finding, sources[finding.source_id], words) for finding in library.findings),
        )
    )
    citable = {source.url for source in library.sources}
    read_at = log.addresses - citable
    assert len(read_at) > 200
    assert [address for address in read_at if address in printed] == []
    assert [host for host in log.copies if host in printed] == []
