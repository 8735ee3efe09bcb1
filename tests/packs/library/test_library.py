from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from casebook.base.errors import NotFound, PackInvalid
from casebook.packs.library.library import Library, read_library
from tests.packs.written import change


@pytest.fixture(scope="module")
def library() -> Library:
    return read_library()


def test_the_whole_library_ships(library: Library) -> None:
    assert (len(library.topics), len(library.sources), len(library.findings)) == (32, 381, 708)
    versions = {
        *(topic.pack for topic in library.topics),
        *(source.pack for source in library.sources),
        *(finding.pack for finding in library.findings),
    }
    assert versions == {library.version}


def test_reading_levels_are_carried(library: Library) -> None:
    assert Counter(source.reading_level for source in library.sources) == {
        "document": 230,
        "summary": 30,
        "secondary": 59,
        "none": 62,
    }
    assert Counter(finding.reading_level for finding in library.findings) == {
        "document": 518,
        "summary": 64,
        "secondary": 126,
    }


def test_adverse_findings_are_marked(library: Library) -> None:
    assert sum(finding.is_adverse for finding in library.findings) == 160


def test_every_topic_has_findings(library: Library) -> None:
    assert {finding.topic_id for finding in library.findings} == {topic.id for topic in library.topics}


def test_secondary_findings_name_their_account_where_it_is_known(library: Library) -> None:
    named = [finding for finding in library.findings if finding.reported_in]
    assert {finding.reading_level for finding in named} == {"secondary"}
    assert len(named) == 49


@pytest.mark.parametrize(
    ("file", "old", "new", "what"),
    [
        ("findings.toml", 'source = "report-2020"', 'source = "report-2021"', "names the source report-2021"),
        ("findings.toml", 'topic = "exit-bans"', 'topic = "exits"', "names the topic exits"),
        ("sources.toml", 'topics = ["exit-bans"]', 'topics = ["exits"]', "names the topic exits"),
        (
            "topics.toml",
            'version = "2026.1"',
            'version = "2026.2"',
            "has version 2026.2, not 2026.1",
        ),
        ("sources.toml", "[[source]]", "[[sourse]]", "has 0 entries, but its head states 1"),
    ],
)
def test_packs_that_do_not_fit_together_are_refused(
    packs: Path, file: str, old: str, new: str, what: str
) -> None:
    change(packs / file, old, new)
    with pytest.raises(PackInvalid, match=what):
        read_library(packs)


def test_a_missing_pack_is_named(packs: Path) -> None:
    (packs / "topics.toml").unlink()
    with pytest.raises(NotFound, match=r"topics\.toml"):
        read_library(packs)
