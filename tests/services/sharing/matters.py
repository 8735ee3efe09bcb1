"""A case with people, papers and exhibits, each bearing a word that is looked for in what leaves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

from casebook.domain.base.date import StatedDate
from casebook.domain.base.name import Name
from casebook.domain.case.case import Case, Party
from casebook.domain.case.fact import Fact, Pinpoint
from casebook.domain.case.note import Note
from casebook.domain.evidence.document import Document
from casebook.domain.person.person import Consent, IdentifyingDetail, Person
from casebook.domain.person.relation import Relation
from casebook.domain.sharing.version import RecordVersion
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.evidence.document import file_sealed
from casebook.services.sharing import card, device
from casebook.services.sharing.parcels.parcel_body import records_in
from casebook.services.sharing.parcels.parcel_plan import ParcelOrder, plan_cases
from casebook.services.sharing.parcels.parcel_seal import SealedParcel, seal
from casebook.vault.sharing.parcel_body import inflated
from casebook.vault.sharing.parcel_reader import open_parcel

AT = datetime(2026, 3, 1, 9, tzinfo=UTC)
WITHHELD = ("Whereaboutscanary", "Healthcanary", "Woundcanary", "Contactcanary", "Detailcanary", "Kincanary")
PRIVILEGED = ("Advicecanary", "Privnotecanary")
OF_ANOTHER_CASE = ("Othercasecanary", "Otherclientcanary", "Othernotecanary", "Otherpapercanary")
EXHIBIT = b"%PDF-1.4 exhibit canary " + bytes(range(256)) * 1000


@dataclass(frozen=True)
class Matter:
    """What the first casebook has."""

    case: Case
    other: Case
    client: Person
    mother: Person
    exhibit: Document
    advice: Document
    fact: Fact
    note: Note


def _document(session: Session, case: Case, title: str, data: bytes, **more: object) -> Document:
    draft = Document(
        id=session.ids(),
        case_id=case.id,
        title=title,
        kind="other",
        attachment_id="",
        sha256="",
        size_bytes=0,
        media_type="application/pdf",
        **more,  # type: ignore[arg-type]
    )
    sealed = session.vault.attachments.seal(BytesIO(data), session.ids())
    return file_sealed(session, draft, sealed, ("words",), page_count=1)


def matter(session: Session, consent: Consent | None = None) -> Matter:
    """Write a case with all that may be shared or must stay, and another one beside it."""
    consents = (consent or Consent(purpose="partner", given_on=date(2026, 1, 1)),)
    client = Person(
        id=session.ids(),
        names=(Name(text="Clientname", script="Latn"),),
        whereabouts="Whereaboutscanary",
        health="Healthcanary",
        vulnerability="Woundcanary",
        safe_contact="Contactcanary",
        details=(IdentifyingDetail(kind="other", text="Detailcanary"),),
        consents=consents,
        code_name="Heron",
    )
    mother = Person(id=session.ids(), names=(Name(text="Mothername", script="Latn"),))
    stranger = Person(id=session.ids(), names=(Name(text="Otherclientcanary", script="Latn"),))
    case = _case(session, "2026-1", client)
    other = _case(session, "Othercasecanary", stranger, client)
    kin = Relation(
        id=session.ids(), person_id=client.id, other_id=mother.id, kind="mother", other_is_in="Kincanary"
    )
    record.add(session, client, mother, stranger, case, other, kin)
    exhibit = _document(session, case, "Exhibit", EXHIBIT)
    advice = _document(session, case, "Advicecanary", b"Advicecanary", is_privileged=True)
    _document(session, other, "Otherpapercanary", b"Otherpapercanary")
    fact = Fact(
        id=session.ids(),
        case_id=case.id,
        statement="They came",
        on=StatedDate(edtf="2026-01-05"),
        pinpoints=(Pinpoint(document_id=exhibit.id),),
    )
    note = Note(id=session.ids(), text="Opennote", written_at=AT, case_id=case.id, is_privileged=False)
    shut = Note(id=session.ids(), text="Privnotecanary", written_at=AT, case_id=case.id)
    about = Note(
        id=session.ids(),
        text="Othernotecanary",
        written_at=AT,
        case_id=other.id,
        about="person",
        about_id=client.id,
    )
    record.add(session, fact, note, shut, about)
    return Matter(case, other, client, mother, exhibit, advice, fact, note)


def _case(session: Session, reference: str, *people: Person) -> Case:
    return Case(
        id=session.ids(),
        reference=reference,
        title="",
        jurisdiction="CY",
        opened_on=date(2026, 1, 5),
        parties=tuple(Party(person_id=one.id) for one in people),
    )


def card_for(session: Session, other: Session) -> str:
    """The ID of another's card in a casebook."""
    return card.add(session, device.required_card(other).data).id


def order_for(session: Session, case: Case, *others: Session, **more: object) -> ParcelOrder:
    """An order of a case for others' devices, or for a phrase without any."""
    return ParcelOrder(
        plan=plan_cases(session, [case.id]),
        purpose="partner",
        card_ids=tuple(card_for(session, one) for one in others),
        **more,  # type: ignore[arg-type]
    )


def sent(session: Session, case: Case, out: Path, *others: Session, **more: object) -> SealedParcel:
    """Seal a case for others."""
    return run_in_line(seal(session, order_for(session, case, *others, **more), out))


def plain_of(receiver: Session, path: Path, phrase: str = "") -> bytes:
    """All that a parcel holds, decrypted: manifest, inflated bodies and files."""
    with open_parcel(path, keys=device.keys(receiver), phrase=phrase) as parcel:
        return b"\n".join(
            (
                parcel.manifest,
                *map(inflated, parcel.bodies()),
                *(b"%s %s" % (one.file_id.encode(), one.read()) for one in parcel.files()),
            )
        )


def versions_in(receiver: Session, path: Path, phrase: str = "") -> dict[str, RecordVersion]:
    """The records of a parcel by ID."""
    with open_parcel(path, keys=device.keys(receiver), phrase=phrase) as parcel:
        return {one.id: one for body in parcel.bodies() for one in records_in(body)}
