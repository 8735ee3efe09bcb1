"""Custom and public incidents on one timeline, and as data for statistics."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Literal

from casebook.domain.agenda.timeline import Lane, Mark, Timeline
from casebook.domain.base.date import StatedDate
from casebook.domain.base.entity import entity
from casebook.domain.case.case import Case
from casebook.domain.case.incident import Incident
from casebook.domain.library.public_incident import PublicIncident
from casebook.domain.person.kinship import mentions, words_of
from casebook.domain.person.person import Person
from casebook.domain.person.relation import Relation, related_to
from casebook.formats.table import write_table
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.services.base import record
from casebook.services.base.export import put
from casebook.services.base.session import Session
from casebook.services.library import registry
from casebook.store.person.person import standing_in, those_standing_in
from casebook.store.registry import table_for

Whose = Literal["own", "public"]
FIELDS = (
    "id",
    "whose",
    "who",
    "did_what",
    "to_whom",
    "group",
    "from",
    "to",
    "stated_date",
    "country",
    "place",
    "what_happened",
    "source",
    "address",
    "rests_on",
    "denials_and_limits",
)
"""Who did what to whom, when, where, and the source.

Source: the order of HURIDOCS' "who did what to whom" events standard format, cut to what is kept here.
"""

_ACTORS = {"PRC": "People's Republic of China", "HKSAR": "Hong Kong SAR"}


def method_text(method: str) -> str:
    """Return the catalogue text of a method or kind of incident.

    >>> method_text("interpol-notice"), method_text("police-visit")
    ('Interpol notice', 'police visit')
    """
    return method.replace("-", " ").replace("interpol", "Interpol")


@entity
class CountedIncident:
    """An incident of either origin, as it is counted.

    Attributes:
        who: to whom it is attributed: of a public one its `IncidentActor`, of one of a case in words.
        method: by which means; the words of both sorts stand side by side.
        to_whom: public names, or "" where they are protected.
        is_protected: it names a person who has not consented to go to partners: it never leaves.
        rests_on: what bears it out: of a public one whether its account was read and how sure the compiler
            was, of one of a case its `Corroboration` and by whom in words.
        limits: denials and weak points.
    """

    id: str
    whose: Whose
    who: str
    method: str
    to_whom: str
    country: str
    what: str
    on: StatedDate | None = None
    group: str = ""
    place: str = ""
    source: str = ""
    url: str = ""
    rests_on: tuple[str, str] = ("", "")
    limits: str = ""
    case_id: str = ""
    is_protected: bool = False


def every(session: Session | None = None) -> list[CountedIncident]:
    """Return all incidents in order of day; without a vault only the public ones."""
    found = registry.of_vault(session) if session else registry.shipped()
    incidents = [_public(each) for each in found.incidents]
    if session is not None:
        incidents += _own(session)
    return sorted(incidents, key=_day)


def counts(incidents: Iterable[CountedIncident]) -> tuple[Counter[str], Counter[str]]:
    """Return the numbers by country and by method."""
    listed = list(incidents)
    return Counter(each.country for each in listed if each.country), Counter(each.method for each in listed)


def timeline(incidents: Iterable[CountedIncident], today: date) -> Timeline | None:
    """Return both origins over time, or None if none is dated."""
    dated = [each for each in incidents if each.on is not None and not each.on.is_unknown]
    lanes = {
        whose: tuple(_mark(each) for each in dated if each.whose == whose) for whose in ("own", "public")
    }
    days = [mark.on for marks in lanes.values() for mark in marks]
    if not days:
        return None
    return Timeline(
        lanes=tuple(Lane(title=whose, marks=marks) for whose, marks in lanes.items() if marks),
        begins_on=min(days).replace(month=1, day=1),
        ends_on=today,
        today=today,
    )


def export(
    incidents: Iterable[CountedIncident], out: Path | SaveTarget, as_: Literal["csv", "json"]
) -> tuple[int, int]:
    """Export incidents for statistics; returns the numbers exported and left out for lack of consent.

    Raises:
        InvalidInput, Refused, DiskProblem: it cannot be written there.
    """
    listed = list(incidents)
    free = [each for each in listed if not each.is_protected]
    rows = [row(each) for each in free]
    if as_ == "csv":
        data = write_table(FIELDS, [[row[field] for field in FIELDS] for row in rows])
    else:
        kept = [{field: value for field, value in row.items() if value} for row in rows]
        data = json.dumps({"incidents": kept}, ensure_ascii=False, indent=1).encode("utf-8")
    put(data, out)
    return len(free), len(listed) - len(free)


def row(incident: CountedIncident) -> dict[str, str]:
    """Return one incident by the fields of the scheme; unknown values are "".

    Who bears out one of a case is a note of the office and stays there.
    """
    first = incident.on.earliest_on if incident.on else date.min
    last = incident.on.latest_on if incident.on else date.max
    return {
        "id": incident.id,
        "whose": incident.whose,
        "who": f"{_ACTORS[incident.who]}, according to the source"
        if incident.whose == "public"
        else incident.who,
        "did_what": incident.method,
        "to_whom": incident.to_whom,
        "group": incident.group,
        "from": "" if first == date.min else first.isoformat(),
        "to": "" if last == date.max else last.isoformat(),
        "stated_date": incident.on.edtf if incident.on else "",
        "country": incident.country,
        "place": incident.place,
        "what_happened": incident.what,
        "source": incident.source,
        "address": incident.url,
        "rests_on": _rests_on(incident),
        "denials_and_limits": incident.limits,
    }


def _rests_on(incident: CountedIncident) -> str:
    first, second = incident.rests_on
    if incident.whose == "public":
        return f"{first.replace('-', ' ')}, {second} confidence"
    return first


def _public(incident: PublicIncident) -> CountedIncident:
    return CountedIncident(
        id=incident.id,
        whose="public",
        who=incident.actor,
        method=incident.kind,
        to_whom="; ".join(incident.named_persons),
        country=incident.country,
        what=incident.summary,
        on=incident.on,
        group=incident.group,
        source=incident.reported_in,
        url=incident.url,
        rests_on=("account-read" if incident.is_seen else "not-read", incident.confidence),
        limits=" ".join(part for part in (incident.notes, incident.conflict) if part),
    )


def _own(session: Session) -> list[CountedIncident]:
    incidents, today = record.every(session, Incident), session.clock().date()
    relations = record.every(session, Relation)
    with session.store.reading() as connection:
        cases = table_for(Case).some(connection, (incident.case_id for incident in incidents))
        bound = {id_ for one in relations for id_ in (one.person_id, one.other_id)}
        affected = {person_id for incident in incidents for person_id in incident.person_ids}
        affected |= {party.person_id for case in cases.values() for party in case.parties}
        people = table_for(Person).some(connection, bound | affected)
        named = standing_in(connection, "\n".join(map(_text, incidents)))
    return [
        _of_case(incident, cases, people, today, _asked(incident, cases, people, relations, named))
        for incident in incidents
    ]


def _text(incident: Incident) -> str:
    """The words of an incident that leave with it."""
    return f"{incident.what}\n{incident.place}\n{incident.agent}"


def _asked(
    incident: Incident,
    cases: Mapping[str, Case],
    people: Mapping[str, Person],
    relations: Iterable[Relation],
    named: Iterable[Person],
) -> tuple[Person, ...]:
    """Return everybody whose consent an incident needs: those it was done to, parties, and who is mentioned.

    Mentioned is whom the words may name, of all persons; and each relative, if they have a word of kinship.
    """
    case, text = cases.get(incident.case_id), _text(incident)
    ids = {*incident.person_ids, *(party.person_id for party in (case.parties if case else ()))}
    kin = tuple(related_to({*incident.person_ids, *(case.client_ids if case else ())}, relations))
    if mentions(text, words_of(kind for _, kind in kin)):
        ids |= {id_ for id_, _ in kin}
    concerned = {id_: people[id_] for id_ in ids if id_ in people}
    return tuple((concerned | {one.id: one for one in those_standing_in(text, named)}).values())


def _of_case(
    incident: Incident,
    cases: Mapping[str, Case],
    people: Mapping[str, Person],
    today: date,
    consulted: Iterable[Person],
) -> CountedIncident:
    """Return an incident of a case; persons are named only if each consented to partners without limits.

    Whoever receives the list is not named in it, and nobody reads the scope of a consent there.
    """
    case = cases.get(incident.case_id)
    persons = [people[person_id] for person_id in incident.person_ids if person_id in people]
    is_free = bool(persons) and all(one.consents_to("partner", today, (), whole=True) for one in consulted)
    return CountedIncident(
        id=incident.id,
        whose="own",
        who=incident.agent,
        method=incident.method,
        to_whom="; ".join(person.leading_name for person in persons) if is_free else "",
        country=case.jurisdiction.partition("-")[0] if case else "",
        what=incident.what,
        on=incident.on,
        place=incident.place,
        rests_on=(incident.corroboration, incident.corroborated_by),
        case_id=incident.case_id,
        is_protected=not is_free,
    )


def _mark(incident: CountedIncident) -> Mark:
    day = incident.on.earliest_on if incident.on else date.min
    return Mark(
        title=incident.what,
        on=day,
        tone="violet" if incident.whose == "own" else "amber",
        record_id=incident.id,
    )


def _day(incident: CountedIncident) -> tuple[date, str]:
    return (incident.on.earliest_on if incident.on else date.min), incident.id
