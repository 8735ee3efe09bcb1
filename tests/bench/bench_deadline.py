"""What a deadline or an exposure with its whole working costs the processor.

The test of a request, which rests on deadlines, and the comparison of its papers are held against the time a
person may wait.
"""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from casebook.domain.base.date import StatedDate
from casebook.domain.case.event import Event
from casebook.domain.case.proceeding import Proceeding
from casebook.domain.deadline.deadline_input import DeadlineInput
from casebook.domain.deadline.unknown_closure import calculate_deadline
from casebook.domain.evidence.document import Document
from casebook.domain.exposure.exposure import compute_exposure
from casebook.domain.request.compared_paper import ComparedPaper, PaperParticular
from casebook.domain.request.request_test import PaperReceipt, RequestTest
from casebook.packs.deadline.deadlines import read_deadlines
from casebook.packs.exposure.law import read_exposure
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.request import compared_paper, request_test
from tests.bench.opened import new_casebook
from tests.bench.ratio import Ratio, least_ms, scratch

ROUNDS = 7
TODAY = date(2026, 11, 24)
ASKED = [date(2026, 7, 6) + timedelta(days=n) for n in range(20)]
MIN_A_SECOND = 5000
PAPERS, MAX_MS = 12, 100
NAMES = ("LIN ZHI YUAN", "Lin Zhiyuan", "林志远", "LIN ZHIYAN")
MIN_EXPOSURES = 2000


def measure() -> list[Ratio]:
    """Every rule that runs by the day, from twenty days, with trace, readings and cautions.

    Where the law turns on the day of the claim, it was lodged on the day of the event.
    """
    packs = read_deadlines()
    questions = []
    for rule in packs.rules.values():
        periods = [rule.period, *(reading.period for reading in rule.readings)]
        if rule.period is None or rule.valid_to_on or any(one and one.is_in_hours for one in periods):
            continue
        plan = packs.plan(rule, DeadlineInput(on=ASKED[0]))
        calendar = packs.seats.calendar(rule.calendar_id, 2025, 2032)
        questions += [
            (plan, DeadlineInput(on=on, claimed_on=on if rule.turns_on_claim else None), calendar)
            for on in ASKED
        ]
    days = np.array(sorted(packs.seats.calendar("GB-ENG", 2025, 2032).holidays), dtype="datetime64[D]")

    def ours() -> None:
        for plan, ask, calendar in questions:
            calculate_deadline(plan, ask, calendar, TODAY)

    def floor() -> None:
        for _, ask, _ in questions:
            np.busday_offset(np.datetime64(ask.on, "D"), 14, roll="forward", holidays=days)

    ours_ms, floor_ms = least_ms(ROUNDS, ours, floor)
    rate, floor_rate = (len(questions) * 1000 / taken for taken in (ours_ms, floor_ms))
    detail = f"{rate:,.0f} a second with trace, {len(questions)} questions"
    return [
        Ratio(f"{MIN_A_SECOND:,} deadlines a second", MIN_A_SECOND / rate, 1.0, detail),
        Ratio(
            "a deadline with its working", ours_ms / floor_ms, 25.0, f"numpy's bare offset: {floor_rate:,.0f}"
        ),
        *_of_requests(),
        _exposures(),
    ]


def _of_requests() -> list[Ratio]:
    """Both on a case in Italy with every paper ticked and twelve papers of the States."""
    with scratch("request") as folder, new_casebook(folder) as session:
        case_id = _filled(session)
        check_ms, compare_ms = least_ms(
            ROUNDS,
            lambda: request_test.check(session, case_id),
            lambda: compared_paper.comparison(session, case_id),
        )
    return [
        Ratio("request test of a case", check_ms / MAX_MS, 1.0, f"{check_ms:.1f} ms of {MAX_MS}"),
        Ratio(f"{PAPERS} papers compared", compare_ms / MAX_MS, 1.0, f"{compare_ms:.1f} ms of {MAX_MS}"),
    ]


def _filled(session: Session) -> str:
    case = open_case(session, reference="B-1", title="", jurisdiction="IT")
    proceeding = Proceeding(id="p1", case_id=case.id, kind="extradition", forum="A court")
    arrest = Event(
        id="e1",
        case_id=case.id,
        proceeding_id="p1",
        kind="arrest",
        title="Arrest",
        on=StatedDate(edtf="2026-04-16"),
    )
    receipts = tuple(
        PaperReceipt(paper_id=one.id, arrival="arrived", translation="lacking")
        for one in request_test.required_papers().papers
    )
    test = RequestTest(id="t1", case_id=case.id, proceeding_id="p1", receipts=receipts)
    documents = [_document(case.id, number) for number in range(PAPERS)]
    record.add(session, proceeding, arrest, *documents, test)
    record.add(session, *(_paper(case.id, number) for number in range(PAPERS)))
    return case.id


def _document(case_id: str, number: int) -> Document:
    return Document(
        id=f"d{number}",
        case_id=case_id,
        title=f"Paper {number}",
        kind="request",
        attachment_id="",
        sha256="",
        size_bytes=0,
        media_type="",
    )


def _paper(case_id: str, number: int) -> ComparedPaper:
    day = (date(2026, 1, 1) + timedelta(days=number)).isoformat()
    particulars = (
        PaperParticular(kind="name", text=NAMES[number % len(NAMES)], page=1),
        PaperParticular(kind="birth", text=day, on=StatedDate(edtf=day), page=1),
        PaperParticular(kind="citizen-number", text="11010519000101001X", page=1),
        PaperParticular(kind="amount", text=f"{number + 1},000 yuan", page=2),
        PaperParticular(kind="article", text="Article 225 of the Criminal Law", page=2),
        PaperParticular(kind="issued", text=day, on=StatedDate(edtf=day), page=3),
    )
    return ComparedPaper(
        id=f"c{number}", case_id=case_id, document_id=f"d{number}", kind="request", particulars=particulars
    )


def _exposures() -> Ratio:
    """Every worked example of the packs of criminal law, with readings and trace."""
    packs = read_exposure()
    asked = [(packs.law.offence(one.offence_id), one.question) for one in packs.examples] * 20

    def compute() -> None:
        for offence, question in asked:
            compute_exposure(packs.law, offence, question)

    taken_ms, _ = least_ms(ROUNDS, compute, dict)
    rate = len(asked) * 1000 / taken_ms
    detail = f"{rate:,.0f} a second with trace, {len(asked)} questions"
    return Ratio(f"{MIN_EXPOSURES:,} exposures a second", MIN_EXPOSURES / rate, 1.0, detail)
