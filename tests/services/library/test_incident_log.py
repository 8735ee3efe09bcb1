"""Own and public incidents together; what leaves and what stays."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from casebook.domain.base.date import StatedDate
from casebook.domain.base.name import Name
from casebook.domain.case.case import Case, Party
from casebook.domain.case.incident import Incident
from casebook.domain.person.person import Consent, Person
from casebook.domain.person.relation import Relation
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.library import incident_log

DAY = date(2026, 1, 5)


CONSENT = Consent(purpose="partner", given_on=DAY)


def _case(session: Session, *, consents: bool, limits: str = "", relative: Consent | None = None) -> None:
    consent = replace(CONSENT, scope=limits)
    record.add(
        session,
        Person(
            id="p1", names=(Name(text="Wen Shuyun", script="Latn"),), consents=(consent,) if consents else ()
        ),
        Person(
            id="p2",
            names=(Name(text="Wen Daoming", script="Latn"),),
            consents=(CONSENT if relative is None else relative,),
        ),
        Case(
            id="c1",
            reference="R-1",
            title="",
            jurisdiction="GB-SCT",
            opened_on=DAY,
            parties=(
                Party(person_id="p1", standing="client"),
                Party(person_id="p2", standing="relative"),
            ),
        ),
        Incident(
            id="i1",
            case_id="c1",
            method="police-visit",
            on=StatedDate(edtf="2025-11"),
            what="Two officers called on Wen Shuyun's mother.",
            person_ids=("p1",),
        ),
    )


def test_both_sorts_stand_on_one_line_of_time(stocked: Session) -> None:
    _case(stocked, consents=False)
    incidents = incident_log.every(stocked)
    assert {each.whose for each in incidents} == {"own", "public"}
    assert len(incidents) == 78
    days = [each.on.earliest_on for each in incidents if each.on]
    assert days == sorted(days)
    timeline = incident_log.timeline(incidents, DAY)
    assert timeline is not None
    assert [lane.title for lane in timeline.lanes] == ["own", "public"]
    by_country, by_method = incident_log.counts(incidents)
    assert (by_country["TH"], by_method["police-visit"]) == (6, 1)


def test_what_nobody_consented_to_stays(session: Session, tmp_path: Path) -> None:
    _case(session, consents=False)
    out = tmp_path / "incidents.csv"
    assert incident_log.export(incident_log.every(session), out, "csv") == (0, 1)
    assert "Wen" not in out.read_text(encoding="utf-8-sig")


def test_with_consent_it_says_who_did_what_to_whom(session: Session, tmp_path: Path) -> None:
    _case(session, consents=True)
    out = tmp_path / "incidents.json"
    assert incident_log.export(incident_log.every(session), out, "json") == (1, 0)
    (incident,) = json.loads(out.read_text(encoding="utf-8"))["incidents"]
    assert (incident["did_what"], incident["to_whom"], incident["country"]) == (
        "police-visit",
        "Wen Shuyun",
        "GB",
    )
    assert (incident["from"], incident["to"], incident["stated_date"]) == (
        "2025-11-01",
        "2025-11-30",
        "2025-11",
    )


@pytest.mark.parametrize(
    "relative",
    [
        replace(CONSENT, recipient="Return Watch"),
        replace(CONSENT, recipient="Return Watch", scope="closed register only, no name published"),
        replace(CONSENT, scope="no name published"),
        replace(CONSENT, purpose="court"),
        replace(CONSENT, withdrawn_on=DAY),
    ],
    ids=["recipient", "both", "scope", "purpose", "withdrawn"],
)
def test_nobody_is_named_whose_people_did_not_let_everybody(session: Session, relative: Consent) -> None:
    _case(session, consents=True, relative=relative)
    (incident,) = incident_log.every(session)
    assert (incident.to_whom, incident.is_protected) == ("", True)


def test_a_scope_that_nobody_reads_there_names_nobody(session: Session) -> None:
    _case(session, consents=True, limits="closed register only, no name published")
    (incident,) = incident_log.every(session)
    assert (incident.to_whom, incident.is_protected) == ("", True)


def test_who_bears_an_incident_out_stays_in_the_office(session: Session, tmp_path: Path) -> None:
    _case(session, consents=True)
    incident = record.find(session, Incident, "i1")
    noted = replace(incident, corroboration="second-account", corroborated_by="a neighbour called Orchid")
    record.change(session, noted, seen=incident)
    out = tmp_path / "incidents.csv"
    incident_log.export(incident_log.every(session), out, "csv")
    text = out.read_text(encoding="utf-8-sig")
    assert "Two officers called" in text
    assert "Orchid" not in text


def test_every_public_incident_is_exported_with_attribution_and_denials(tmp_path: Path) -> None:
    out = tmp_path / "incidents.csv"
    assert incident_log.export(incident_log.every(), out, "csv") == (77, 0)
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(out.read_text(encoding="utf-8-sig")))}
    assert len(rows) == 77
    assert "according to the source" in rows["ae-wu-huan-2021"]["who"]
    assert rows["ae-wu-huan-2021"]["rests_on"] == "account read, high confidence"
    assert "denied the account" in rows["ae-wu-huan-2021"]["denials_and_limits"]
    assert rows["cn-skynet-10000"]["country"] == ""


BROTHER = Person(
    id="p3",
    names=(Name(text="Ceshi Danning", script="Latn"), Name(text="测试丹宁", script="Hans")),
)
RELATIONS = (
    Relation(id="r", person_id="p1", other_id="p3", kind="brother", other_is_in="Yunlan"),
    Relation(id="r", person_id="p3", other_id="p1", kind="sister", other_is_in="Glasgow"),
)


@pytest.mark.parametrize("relation", RELATIONS, ids=["of the client", "of the relative"])
@pytest.mark.parametrize(
    ("what", "agent", "is_protected"),
    [
        ("Police visit Ceshi Danning in Yunlan.", "", True),
        ("警察到测试丹宁家中。", "", True),
        ("Police visit his brother in Yunlan.", "", True),
        ("Police visit her parents in Yunlan.", "", True),
        ("Police visit the flat.", "a colleague of Ceshi Danning", True),
        ("Police visit the flat.", "", False),
    ],
)
def test_a_relative_who_is_no_party_is_asked_where_mentioned(
    session: Session, what: str, agent: str, relation: Relation, *, is_protected: bool
) -> None:
    _case(session, consents=True)
    record.add(session, BROTHER, relation)
    incident = record.find(session, Incident, "i1")
    record.change(session, replace(incident, what=what, agent=agent), seen=incident)
    (counted,) = incident_log.every(session)
    assert counted.is_protected is is_protected
    record.change(session, replace(BROTHER, consents=(CONSENT,)), seen=BROTHER)
    (counted,) = incident_log.every(session)
    assert not counted.is_protected


def test_anybody_named_in_an_incident_is_asked(session: Session) -> None:
    _case(session, consents=True)
    record.add(session, BROTHER)
    incident = record.find(session, Incident, "i1")
    record.change(session, replace(incident, what="They asked for Ceshi Danning."), seen=incident)
    (counted,) = incident_log.every(session)
    assert (counted.to_whom, counted.is_protected) == ("", True)
