"""The time chart: stages of each proceeding, hearings, other events and incidents.

SECURITY: a length on paper can be measured. A pseudonymised copy prints a day as its month, and its chart
begins and ends every bar with a month.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from casebook.domain.agenda.timeline import ticks
from casebook.domain.base.date import StatedDate, year_in_words
from casebook.domain.case.event import Event
from casebook.domain.case.incident import Incident
from casebook.domain.case.proceeding import chains
from casebook.domain.dossier.composition import Block, ChartLane, ChartSpan, TimeChart
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.dossier.sections.day import day_of
from casebook.services.dossier.sections.incidents import METHODS
from casebook.services.dossier.sections.service_copy import shown_events, shown_proceedings
from casebook.services.dossier.sections.statement import PROCEEDING_KINDS, stage_days

_Span = tuple[str, str, date, date, str]
"""Title, days in words, first and last day, and the record it is drawn from, or ""."""
_YEARS_DAYS = 48 * 30


def blocks(dossier_data: DossierData) -> tuple[Block, ...]:
    """Return one chart up to the hearing, or nothing if nothing is dated."""
    until = dossier_data.dossier.hearing_on or dossier_data.today
    if is_blurred := dossier_data.copy_kind == "pseudonymised":
        until = _month_end(until)
    lanes = [
        (title, spans)
        for title, stretches in _lanes(dossier_data, until)
        if (spans := tuple(map(_in_months, stretches) if is_blurred else stretches))
    ]
    begins = [span[2] for _, spans in lanes for span in spans]
    if not begins:
        return ()
    begins_on, ends_on = min(begins), max(until, *(span[3] for _, spans in lanes for span in spans))
    whole = max((ends_on - begins_on).days, 1)

    def share(on: date) -> float:
        return (on - begins_on).days / whole

    drawn = tuple(ChartLane(title=title, stretches=_stretches(spans, share)) for title, spans in lanes)
    words = dossier_data.words
    named = words.format_month if whole <= _YEARS_DAYS else lambda on: year_in_words(on.year, words)
    return (TimeChart(lanes=drawn, ticks=tuple((named(on), share(on)) for on in ticks(begins_on, ends_on))),)


def has_happened(dossier_data: DossierData, event: Event) -> bool:
    """Return whether it happened before the hearing, unlike planned, adjourned or later events."""
    hearing_on = dossier_data.dossier.hearing_on
    return event.has_happened(dossier_data.today) and (hearing_on is None or event.on.latest_on < hearing_on)


def _stretches(spans: Iterable[_Span], share: Callable[[date], float]) -> tuple[ChartSpan, ...]:
    return tuple(
        ChartSpan(
            title=title, said=said, begins=share(first), ends=share(last), rests_on=(key,) if key else ()
        )
        for title, said, first, last, key in sorted(spans, key=lambda span: span[2:])
    )


def _in_months(span: _Span) -> _Span:
    """Return a span that begins and ends with a month."""
    title, said, first, last, key = span
    return title, said, first.replace(day=1), _month_end(last), key


def _month_end(on: date) -> date:
    return on.replace(day=calendar.monthrange(on.year, on.month)[1])


def _lanes(dossier_data: DossierData, until: date) -> Iterator[tuple[str, Iterable[_Span]]]:
    """Each chain of proceedings, then what happened beside them. Facts are too many: the table has them."""
    words = dossier_data.words
    for chain in chains(shown_proceedings(dossier_data)):
        stages = [stage for proceeding in chain for stage in proceeding.stages if _is_dated(stage.begins)]
        yield (
            words(PROCEEDING_KINDS[chain[0].kind]),
            [
                (
                    stage.title,
                    stage_days(dossier_data, stage),
                    stage.begins.earliest_on,
                    (stage.ends and stage.ends.over_on) or until,
                    "",
                )
                for stage in stages
            ],
        )
    happened = [
        event
        for event in shown_events(dossier_data)
        if has_happened(dossier_data, event) and _is_drawn(dossier_data, event.on)
    ]
    for title, is_hearing in ((words("hearings"), True), (words("events"), False)):
        yield (
            title,
            [
                _moment(dossier_data, event.title, event.on, f"event:{event.id}")
                for event in happened
                if (event.kind == "hearing") is is_hearing
            ],
        )
    dated = [one for one in dossier_data.argument.incidents if _is_drawn(dossier_data, one.on)]
    yield (
        words("incidents"),
        [_moment(dossier_data, _named(dossier_data, one), one.on, f"incident:{one.id}") for one in dated],
    )


def _named(dossier_data: DossierData, incident: Incident) -> str:
    """Return the kind of an incident; of another kind with its place, by which it is found in the table."""
    kind = dossier_data.words(METHODS[incident.method])
    is_placed = incident.method == "other" and incident.place
    return dossier_data.words.labelled(kind, incident.place) if is_placed else kind


def _moment(dossier_data: DossierData, title: str, on: StatedDate, key: str) -> _Span:
    return title, day_of(dossier_data, on), on.earliest_on, on.latest_on, key


def _is_drawn(dossier_data: DossierData, on: StatedDate) -> bool:
    """Return whether a moment has a place: in a pseudonymised copy a birth has none, nor its month."""
    people = (*dossier_data.clients, *dossier_data.people_in_china)
    is_birth = any(one.born is not None and one.born.edtf == on.edtf for one in people)
    return _is_dated(on) and not (is_birth and dossier_data.copy_kind == "pseudonymised")


def _is_dated(on: StatedDate) -> bool:
    return not on.is_unknown and on.earliest_on > date.min and on.latest_on < date.max
