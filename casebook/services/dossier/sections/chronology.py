"""The chronology: facts and events by date, with every account and its source."""

from __future__ import annotations

from datetime import date

from casebook.domain.base.date import StatedDate, in_words
from casebook.domain.case.event import Event
from casebook.domain.case.fact import Account, Fact
from casebook.domain.dossier.composition import Block, Line, Span, TextTable
from casebook.domain.dossier.dossier import Section
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.dossier.sections import course, reference

Row = tuple[date, date, tuple[Line, ...]]


def blocks(dossier_data: DossierData, section: Section) -> tuple[Block, ...]:
    """Return a chart of events if requested, and one table: date, event, source."""
    rows = [
        *(_fact(dossier_data, fact) for fact in dossier_data.facts),
        *(
            _event(dossier_data, event)
            for event in dossier_data.events
            if course.has_happened(dossier_data, event)
        ),
    ]
    rows.sort(key=lambda row: row[:2])
    words = dossier_data.words
    table = TextTable(
        head=(words("Date"), words("What happened"), words("Evidence")),
        rows=tuple(cells for _, _, cells in rows),
        widths=(0.2, 0.56, 0.24),
    )
    return (*course.blocks(dossier_data), table) if section.is_drawn else (table,)


def _fact(dossier_data: DossierData, fact: Fact) -> Row:
    spans: list[Span] = [Span(fact.statement)]
    if fact.place:
        spans.append(Span(f" ({fact.place})", emphasis="quiet"))
    if fact.status != "undisputed":
        for account in fact.accounts:
            spans += _account(dossier_data, account)
        if fact.explanation:
            spans += [Span("\n"), Span(_why(dossier_data, fact), emphasis="italic")]
    return _row(dossier_data, fact.on, tuple(spans), reference.exhibits(dossier_data, fact.pinpoints))


def _why(dossier_data: DossierData, fact: Fact) -> str:
    """What explains a difference; a dispute that no calendar or clock explains has no kind."""
    if not fact.inconsistency:
        return dossier_data.words("Why the accounts differ: {text}", text=fact.explanation)
    words, text = dossier_data.words, fact.explanation
    if fact.inconsistency == "romanisation" and dossier_data.copy_kind == "pseudonymised":
        text = words("[withheld]")  # SECURITY: how a name is misspelt says how it is spelt
    kind = words(fact.inconsistency.replace("-", " "))
    return words("Why the accounts differ ({kind}): {text}", kind=kind, text=text)


def _account(dossier_data: DossierData, account: Account) -> list[Span]:
    spans = [Span("\n"), Span(f"{account.stated_by}: ", emphasis="bold"), Span(f"“{account.words}”")]
    if account.pinpoint:
        place = reference.exhibit(dossier_data, account.pinpoint.document_id, account.pinpoint.page)
        if place:
            spans += [Span(" ("), place, Span(")")]
    return spans


def _event(dossier_data: DossierData, event: Event) -> Row:
    spans = [Span(event.title)]
    if event.place:
        spans.append(Span(f" ({event.place})", emphasis="quiet"))
    if event.at:
        spans += [Span("\n"), Span(dossier_data.words.format_datetime(event.at), emphasis="quiet")]
    return _row(dossier_data, event.on, tuple(spans), ())


def _row(dossier_data: DossierData, on: StatedDate, line: Line, evidence: Line) -> Row:
    return on.earliest_on, on.latest_on, ((Span(in_words(on, dossier_data.words)),), line, evidence)
