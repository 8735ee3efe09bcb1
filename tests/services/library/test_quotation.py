"""A quotation is compared with the copy that was sealed, read by a process without keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from casebook.base.errors import InvalidInput
from casebook.base.i18n import Translator
from casebook.domain.library.citation import cite_finding
from casebook.domain.library.reading import Quotation
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.library import library, quotation, reading

FINDING, WORDS = "ir-9946", "The report counts 9,946 returns in all."


def test_a_quotation_is_compared_with_the_sealed_copy(stocked: Session, tmp_path: Path) -> None:
    assert run_in_line(quotation.check(stocked, FINDING, WORDS)).state == "no-copy"
    copy = tmp_path / "report.txt"
    copy.write_text("A report.\n\nThe report counts\n9,946 returns in all.\n", encoding="utf-8")
    kept = run_in_line(
        reading.have_read(
            stocked, "finding", FINDING, pinpoint="p. 1", copy=copy, quote=Quotation(words=WORDS)
        )
    )
    assert (kept.quote, kept.quote_state) == (WORDS, "")
    assert run_in_line(quotation.recheck(stocked, kept)).state == "exact"
    assert reading.of_record(stocked, FINDING)[0].quote_state == "exact"
    differing = run_in_line(quotation.check(stocked, FINDING, WORDS.replace("9,946", "9,496")))
    assert [(each.typed, each.copy) for each in differing.differences] == [("9,496", "9,946")]


def test_nothing_typed_is_refused(stocked: Session) -> None:
    with pytest.raises(InvalidInput):
        run_in_line(quotation.check(stocked, FINDING, "  "))


def test_only_a_quotation_the_copy_confirms_lets_a_finding_count_as_read(
    stocked: Session, tmp_path: Path
) -> None:
    def cited() -> tuple[str, str]:
        entry = library.cited(stocked, [FINDING])[FINDING]
        return entry.finding.reading_level, cite_finding(entry.finding, entry.source, Translator())

    def quoted(words: str) -> None:
        state = run_in_line(quotation.check(stocked, FINDING, words, copy=copy)).state
        quote = Quotation(words=words, state=state)
        run_in_line(reading.have_read(stocked, "finding", FINDING, pinpoint="p. 1", quote=quote))

    before = cited()
    copy = tmp_path / "no-words.txt"
    copy.write_text("", encoding="utf-8")
    quoted(WORDS)
    assert cited() == before, "no copy could be compared"
    copy.write_text("A report.\n\nThe report counts\n9,946 returns in all.\n", encoding="utf-8")
    quoted(WORDS)
    assert cited()[0] == "document"
    quoted(WORDS.replace("9,946", "9,496"))
    level, citation = cited()
    assert level == "none"
    assert "misquoted" in citation


def test_a_quotation_the_copy_contradicts_is_refused(stocked: Session, tmp_path: Path) -> None:
    copy = tmp_path / "report.txt"
    copy.write_text("In China no personal grounds are needed.", encoding="utf-8")
    for words in ("In China personal grounds are needed.", "An entirely different sentence."):
        compared = run_in_line(quotation.check(stocked, FINDING, words, copy=copy))
        with pytest.raises(InvalidInput):
            quotation.require_match(compared)
    quotation.require_match(run_in_line(quotation.check(stocked, FINDING, WORDS)))
