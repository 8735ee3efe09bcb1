from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from casebook.domain.base.date import StatedDate
from casebook.domain.base.entity import Entity
from casebook.domain.base.name import Name
from casebook.domain.case.assurance import Assurance
from casebook.domain.case.case import Case, Party
from casebook.domain.case.event import Event
from casebook.domain.case.fact import Account, Fact, Pinpoint
from casebook.domain.case.ground import Ground, Proof
from casebook.domain.case.task import Task
from casebook.domain.deadline.deadline import Deadline
from casebook.domain.evidence.document import CustodyStep, Document, TranslationCertificate
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Consent, Person
from casebook.domain.person.role import Role
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case import case_gaps
from tests.stubs import stubs_of

CASE = Case(
    id="c1",
    reference="R-1",
    title="",
    jurisdiction="CY",
    opened_on=date(2026, 1, 1),
    parties=(Party(person_id="p1"),),
)
CLIENT = Person(
    id="p1",
    names=(Name(text="Wen Shu", script="Latn"),),
    consents=(Consent(purpose="court", given_on=date(2026, 1, 2)),),
)
DOCUMENT = Document(
    id="d1",
    case_id="c1",
    title="Letter",
    kind="other",
    attachment_id="a",
    sha256="0",
    size_bytes=1,
    media_type="",
)
STRANGE = CustodyStep(kind="received", at=datetime(2026, 1, 9, tzinfo=UTC), who="Ada", sha256_after="ff")
FACT = Fact(
    id="f1",
    case_id="c1",
    statement="He came.",
    on=StatedDate(edtf="2026-01-20"),
    pinpoints=(Pinpoint(document_id="d1"),),
)
UNREADABLE = Account(stated_by="Notice", words="七日内")
DEADLINE = Deadline(
    id="l1", case_id="c1", title="Appeal", due_on=date(2026, 4, 1), origin="hand", responsible="Ada"
)
EVENT = Event(
    id="e1",
    case_id="c1",
    kind="hearing",
    title="Hearing",
    on=StatedDate(edtf="2026-03-01"),
    status="planned",
)
ASSURANCE = Assurance(
    id="s1", case_id="c1", text="Well treated.", given_by="An embassy", given_on=StatedDate(edtf="2026-02")
)
ROLE = Role(id="r1", case_id="c1", contact_id="k1", kind="interpreter")
CERTIFICATE = TranslationCertificate(translator="Ada", languages=("zh-Hans", "en"))


def kinds(session: Session) -> list[str]:
    return [gap.kind for gap in case_gaps.of_case(session, "c1")]


@pytest.fixture(autouse=True)
def _whole(session: Session) -> None:
    """A case that lacks nothing."""
    interpreter = Contact(id="k1", name="Sung", kind="interpreter")
    records = (CASE, CLIENT, DOCUMENT, FACT, DEADLINE, interpreter)
    record.add(session, *records, *stubs_of(*records))
    assert kinds(session) == []


@pytest.mark.parametrize(
    ("lacking", "kind"),
    [
        (replace(DEADLINE, id="l2", due_on=None), "deadline-doubtful"),
        (replace(DEADLINE, id="l2", doubt="The event moved."), "deadline-doubtful"),
        (replace(DEADLINE, id="l2", responsible=""), "deadline-unowned"),
        (Task(id="t1", case_id="c1", step="Call", due_on=date(2026, 3, 1)), "task-overdue"),
        (EVENT, "no-outcome"),
        (replace(EVENT, kind="decision-served", status="happened"), "no-deadline"),
        (replace(DOCUMENT, id="d2", language="zh-Hans"), "translate"),
        (replace(DOCUMENT, id="d2", translation_of="d1"), "no-certificate"),
        (replace(DOCUMENT, id="d2", custody=(STRANGE,)), "custody-broken"),
        (replace(FACT, id="f2", status="inconsistent"), "accounts-differ"),
        (replace(FACT, id="f2", status="disputed", accounts=(UNREADABLE,)), "quotation-untranslated"),
        (replace(FACT, id="f2", pinpoints=()), "no-evidence"),
        (ROLE, "not-vetted"),
        (ASSURANCE, "factors-open"),
        (Ground(id="g1", case_id="c1", kind="other", title="G", proofs=(Proof(element="E"),)), "unproved"),
    ],
)
def test_what_is_missing_is_told_with_its_record(session: Session, lacking: Entity, kind: str) -> None:
    record.add(session, lacking)
    (gap,) = case_gaps.of_case(session, "c1")
    assert (gap.kind, gap.record_id) == (kind, lacking.id)
    assert case_gaps.NOUNS[gap.kind] == type(lacking).__name__.lower()


@pytest.mark.parametrize(
    "sound",
    [
        replace(EVENT, on=StatedDate(edtf="2026-03-09")),
        replace(EVENT, status="happened"),
        replace(DEADLINE, id="l2", responsible="", status="met"),
        replace(ROLE, ends=StatedDate(edtf="2026-01-29")),
        replace(ROLE, vetting="vetted"),
        replace(ROLE, kind="judge"),
        replace(DOCUMENT, id="d2", translation_of="d1", certificate=CERTIFICATE),
        Task(id="t1", case_id="c1", step="Call", due_on=date(2026, 3, 9)),
    ],
)
def test_what_is_in_order_is_not_complained_of(session: Session, sound: Entity) -> None:
    record.add(session, sound)
    assert kinds(session) == []


def test_a_served_decision_with_a_deadline_lacks_none(session: Session) -> None:
    served = replace(EVENT, kind="decision-served", status="happened")
    record.add(session, served, replace(DEADLINE, id="l2", event_id=served.id, status="met"))
    record.add(session, replace(served, id="e2", status="cancelled"))
    assert kinds(session) == []


def test_a_withdrawn_consent_is_missing(session: Session) -> None:
    taken_back = replace(CLIENT.consents[0], withdrawn_on=date(2026, 2, 1))
    record.change(session, replace(CLIENT, consents=(taken_back,)))
    assert kinds(session) == ["no-consent"]


def test_a_case_with_nobody_and_nothing_in_it_is_not_called_whole(session: Session) -> None:
    record.add(session, replace(CASE, id="c2", reference="R-2", parties=()))
    assert [gap.kind for gap in case_gaps.of_case(session, "c2")] == ["no-client", "no-document"]
