"""The printed reviews of all States: no notes of work, and no row against another of its matter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

import pytest

from casebook.base.i18n import Translator
from casebook.domain.dossier.composition import Block, Heading, Pairs, Span, TextParagraph, TextTable
from casebook.domain.library.cooperation.review import CooperationReview, printable
from casebook.domain.library.history import printed_history
from casebook.packs.library.registry import read_registry
from casebook.services.library.cooperation import review, review_sheet, review_text

EN = Translator("en")
_NOTES_OF_WORK = re.compile(
    r"general(?:ly)? know|from memory|excerpt|nearest (?:available|one)|cut off|breaks? off|not visible"
    r"|not read again|looked up|look it up|text not read|days not seen|own (?:reading|reasoning|comparison)"
    r"|\bADVERSE\b|\bto be confirmed|; check\b|\bwindow\b|the date (?:here|used)|opponent"
    r"|op-ed|opinion (?:piece|article)|kept as background|best-known|\boutlier|\bspent\b|keep their weight"
    r"|article not read:|no page to open|arguments? starts?\b|attributed to\b"
    r"|differ: *(?:[.·]|$)|观点文章|觀點文章|评论文章|評論文章|未记录可打开|未記錄可開啟"
    r"|一般常识|凭记忆|摘录|未再次?阅读|请自行查",
    re.IGNORECASE,
)
"""How compilers speak of their own work."""
_SOURCED = re.compile(
    r"https?://|as reported\b|headnote|no official page was read|not on an official page|article read|^Gap:"
)
_ADDRESS = re.compile(r"https?://\S+")
_ID = re.compile(r"\b[a-z]{2,6}(?:-[a-z0-9]+){2,}\b")
_HAPPENED = re.compile(
    r"\b(?:executed|followed by removal|removal to China followed|handed over|surrendered|was extradited)\b",
    re.IGNORECASE,
)
_ENDED = re.compile(
    r"\b(?:executed|imprisoned|sentenced|tried in|found in detention|confess\w+)\b", re.IGNORECASE
)
_IDS = frozenset(
    one.id
    for records in (
        read_registry().instruments,
        read_registry().clauses,
        read_registry().decisions,
        read_registry().incidents,
    )
    for one in records
)


@cache
def reviews() -> dict[str, CooperationReview]:
    return {row.id: printable(review.review(row.id)) for row in review.rows()}


@cache
def lines(language: str) -> tuple[str, ...]:
    """Return every line of every State's printed review, after the code of the State."""
    words = Translator(language)
    return tuple(
        f"{code}: {line}"
        for code in reviews()
        for part in review_sheet.composition(review.reviews([code]), words).parts
        for block in part.blocks
        for line in lines_of(block)
    )


def lines_of(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield block.text
    elif isinstance(block, TextParagraph):
        yield _said(block.line) + " · " + _said(block.reference)
    elif isinstance(block, TextTable):
        yield from (_said(cell) for row in block.rows for cell in row)
    elif isinstance(block, Pairs):
        yield from (f"{title}: {_said(line)}" for title, line in block.rows)


def notes_of_work(printed: Iterable[str]) -> list[str]:
    """Return the lines, addresses apart, in which compilers speak of their own work."""
    return [line for line in printed if _NOTES_OF_WORK.search(_ADDRESS.sub("", line))]


def _said(line: tuple[Span, ...]) -> str:
    return "".join(span.text for span in line)


@pytest.mark.parametrize("language", ["en", "zh-Hans", "zh-Hant"])
def test_no_note_of_work_and_no_id_is_printed_of_any_state(language: str) -> None:
    printed = [_ADDRESS.sub("", line) for line in lines(language)]
    assert len(printed) > 2000
    assert notes_of_work(printed) == []
    assert [line for line in printed if _IDS.intersection(_ID.findall(line))] == []
    assert [line for line in printed if re.search(r": *·|differ: *\.|:  ", line)] == []


def test_each_statement_has_a_page_or_says_how_it_was_read() -> None:
    unsourced = [
        (code, _said(block.line))
        for code in reviews()
        for block in review_sheet.blocks(review.review(code), EN)
        if isinstance(block, TextParagraph)
        and block.reference
        and not _SOURCED.search(_said(block.reference))
    ]
    assert unsourced == []


def test_no_table_of_treaties_leaves_one_out() -> None:
    """No page was read on who is bound by the Convention of Rome, so no treaty is listed of any State."""
    for code in ("CY", "PT", "PE"):
        blocks = review_sheet.blocks(review.review(code), EN)
        assert not [block for block in blocks if isinstance(block, Pairs)]


def test_a_row_of_people_handed_over_has_a_year_that_it_names() -> None:
    """A judgment of one year that prints what happened in another has the day of the wrong event."""
    for code, shown in reviews().items():
        for one in shown.handed_over:
            years = {int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", one.fate or one.text)}
            if one.on and years:
                own = range(one.on.earliest_on.year, one.on.latest_on.year + 1)
                assert years.intersection(own), (code, one.record_id)


@pytest.mark.parametrize("code", reviews())
def test_no_row_says_what_another_of_its_matter_denies(code: str) -> None:
    shown = reviews()[code]
    histories = {
        one.id: " ".join(each.summary + " " + printed_history(each) for each in matter.decisions)
        for matter in shown.sheet.matters
        for one in matter.decisions
    }
    for one in shown.returned:
        said = review_text.fate(one, EN)
        if one.kind == "decision" and one.was_handed_over is None:
            assert not _HAPPENED.search(histories[one.record_id]), one.record_id
        if "was not read" in said:
            assert not _ENDED.search(one.text), one.record_id


def test_the_same_people_are_one_row() -> None:
    names = {one.id: one.named_persons for one in read_registry().incidents}
    for code, shown in reviews().items():
        rows = [(one.on.edtf, one.text) for one in shown.returned if one.on and one.on.is_exact]
        assert len({day for day, _ in rows}) == len(rows), code
        titles = [one.text for one in shown.returned if one.kind == "decision"]
        doubled = [
            one.record_id
            for one in shown.returned
            if one.kind == "incident"
            for name in names[one.record_id]
            if any(name in title for title in titles)
        ]
        assert doubled == []
