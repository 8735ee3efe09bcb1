"""The test of the sample's request, and what its papers say."""

from __future__ import annotations

from typing import get_args

from casebook.domain.request.compared_paper import (
    PARTICULARS,
    ComparedKind,
    ComparedPaper,
    PaperParticular,
    PaperSide,
    ParticularSource,
    ParticularState,
)
from casebook.domain.request.request_test import STAGES, Arrival, PaperReceipt, RequestTest, Tick
from casebook.packs.base.entry import PackEntry
from casebook.sample.book.fact import pinpoints
from casebook.sample.book.key import Keys, stated

ARRIVALS: tuple[Arrival, ...] = get_args(Arrival)
TICKS: tuple[Tick, ...] = get_args(Tick)
KINDS: tuple[ComparedKind, ...] = get_args(ComparedKind)
SIDES: tuple[PaperSide, ...] = get_args(PaperSide)
STATES: tuple[ParticularState, ...] = get_args(ParticularState)
SOURCES: tuple[ParticularSource, ...] = get_args(ParticularSource)


def read_request_tests(keys: Keys) -> tuple[RequestTest, ...]:
    """Every test, in order."""
    return tuple(_test(keys, entry) for entry in keys.entries("request-test"))


def _test(keys: Keys, entry: PackEntry) -> RequestTest:
    test = RequestTest(
        id=keys.own(entry, "request-test"),
        case_id=keys.named(entry, "case", "case"),
        proceeding_id=keys.named(entry, "proceeding", "proceeding"),
        stages=entry.choices("stages", STAGES),
        receipts=tuple(_receipt(keys, table) for table in entry.tables("receipt")),
        note=entry.text("note", default=""),
    )
    entry.close()
    return test


def _receipt(keys: Keys, entry: PackEntry) -> PaperReceipt:
    receipt = PaperReceipt(
        paper_id=entry.text("paper"),
        arrival=entry.choice("arrival", ARRIVALS),
        pinpoints=pinpoints(keys, entry, "pinpoints"),
        arrived_on=stated(entry, "arrived_on"),
        form=entry.choice("form", TICKS, default="not-checked"),
        seal=entry.choice("seal", TICKS, default="not-checked"),
        language=entry.choice("language", TICKS, default="not-checked"),
        translation=entry.choice("translation", TICKS, default="not-checked"),
        remark=entry.text("remark", default=""),
    )
    entry.close()
    return receipt


def read_compared_papers(keys: Keys) -> tuple[ComparedPaper, ...]:
    """Every compared paper, in order."""
    return tuple(_paper(keys, entry) for entry in keys.entries("compared-paper"))


def _paper(keys: Keys, entry: PackEntry) -> ComparedPaper:
    paper = ComparedPaper(
        id=keys.own(entry, "compared-paper"),
        case_id=keys.named(entry, "case", "case"),
        document_id=keys.named(entry, "document", "document"),
        kind=entry.choice("kind", KINDS),
        side=entry.choice("side", SIDES, default="state"),
        issued_by=entry.text("issued_by", default=""),
        particulars=tuple(_particular(keys, table) for table in entry.tables("says")),
        note=entry.text("note", default=""),
    )
    entry.close()
    return paper


def _particular(keys: Keys, entry: PackEntry) -> PaperParticular:
    particular = PaperParticular(
        kind=entry.choice("kind", PARTICULARS),
        text=entry.text("text"),
        on=stated(entry, "on"),
        page=entry.integer("page", default=0),
        state=entry.choice("state", STATES, default="confirmed"),
        source=entry.choice("source", SOURCES, default="issuer"),
        explained_in=pinpoints(keys, entry, "explained_in"),
        explained=entry.text("explained", default=""),
    )
    entry.close()
    return particular
