"""The chronology: facts and events by date, each with its evidence, and what is undisputed or disputed.

A fact that is asserted, and that nobody has answered yet, bears no such word: to print it as not agreed would
state a dispute that does not exist.

It says nothing about why accounts differ: that stays in the vault, where they are compared. Accounts are
quoted only of what the other side disputes.
"""

from __future__ import annotations

from datetime import date

from casebook.domain.base.date import StatedDate
from casebook.domain.case.event import Event
from casebook.domain.case.fact import Account, Fact
from casebook.domain.case.fact_order import in_order
from casebook.domain.dossier.composition import Block, Line, Span, TextTable
from casebook.domain.dossier.dossier import Section
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.dossier.sections import course, reference
from casebook.services.dossier.sections.day import day_of
from casebook.services.dossier.sections.service_copy import shown_events, shown_facts

Row = tuple[date, date, tuple[Line, ...]]
"""The first and last day, and the cells."""


def blocks(dossier_data: DossierData, section: Section) -> tuple[Block, ...]:
    """Return a chart of events if requested, and one table: date, event, whether disputed, evidence.

    Facts of the same days stand in the order of the pages that show them.
    """
    facts = in_order(shown_facts(dossier_data), dossier_data.dossier.exhibit_ids)
    rows = [
        *(_fact(dossier_data, fact) for fact in facts),
        *(
            _event(dossier_data, event)
            for event in shown_events(dossier_data)
            if course.has_happened(dossier_data, event)
        ),
    ]
    rows.sort(key=lambda row: row[:2])
    words = dossier_data.words
    head = (words("Date"), words("Event"), words("Undisputed or disputed"), words("Evidence"))
    table = TextTable(head=head, rows=tuple(cells for _, _, cells in rows), widths=(0.17, 0.45, 0.18, 0.2))
    if not any(status for _, _, (_, _, status, _) in rows):
        short = tuple((day, event, evidence) for _, _, (day, event, _, evidence) in rows)
        table = TextTable(head=(*head[:2], head[3]), rows=short, widths=(0.17, 0.61, 0.22))
    return (*course.blocks(dossier_data), table) if section.is_drawn else (table,)


def _fact(dossier_data: DossierData, fact: Fact) -> Row:
    spans: list[Span] = [Span(fact.statement, rests_on=(f"fact:{fact.id}",))]
    spans += _place(fact.place, fact.statement)
    if fact.status == "disputed":
        for account in fact.accounts:
            spans += _account(dossier_data, account)
    words = dossier_data.words
    positions = {"undisputed": words("Undisputed"), "disputed": words("Disputed")}
    evidence = reference.exhibits(dossier_data, fact.pinpoints)
    return _row(dossier_data, fact.on, tuple(spans), evidence, positions.get(fact.status, ""))


def _account(dossier_data: DossierData, account: Account) -> list[Span]:
    behind = reference.behind((account.pinpoint,) if account.pinpoint else ())
    spans = [
        Span("\n"),
        Span(f"{account.stated_by}: ", emphasis="bold"),
        Span(f"“{account.words}”", rests_on=behind),
    ]
    if account.translation:
        spans += [Span(" "), Span(dossier_data.words("(translation: “{text}”)", text=account.translation))]
    if account.pinpoint:
        place = reference.exhibit(dossier_data, account.pinpoint.document_id, account.pinpoint.page)
        if place:
            spans += [Span(" ("), place, Span(")")]
    return spans


def _event(dossier_data: DossierData, event: Event) -> Row:
    spans = [Span(event.title, rests_on=(f"event:{event.id}",))]
    spans += _place(event.place, event.title)
    if event.at:
        spans += [Span("\n"), Span(dossier_data.words.format_datetime(event.at), emphasis="quiet")]
    return _row(dossier_data, event.on, tuple(spans), ())


def _place(place: str, statement: str) -> list[Span]:
    """Return where it was, unless the statement names that place itself."""
    return [Span(f" ({place})", emphasis="quiet")] if place and place not in statement else []


def _row(dossier_data: DossierData, on: StatedDate, line: Line, evidence: Line, position: str = "") -> Row:
    status: Line = (Span(position),) if position else ()
    return *on.order, ((Span(day_of(dossier_data, on)),), line, status, evidence)
