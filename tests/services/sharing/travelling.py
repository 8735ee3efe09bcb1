"""A casebook at home with words in it that must not travel, and one that is packed from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from casebook.domain.base.date import StatedDate
from casebook.domain.base.name import Name
from casebook.domain.base.setting import Draft, Setting
from casebook.domain.case.case import Case, Party
from casebook.domain.case.fact import Fact
from casebook.domain.case.note import Note
from casebook.domain.case.task import Task
from casebook.domain.deadline.deadline import Deadline
from casebook.domain.evidence.document import CustodyStep, Document
from casebook.domain.evidence.statement import Statement
from casebook.domain.library.source import Source
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Consent, IdentifyingDetail, Person
from casebook.domain.person.relation import Relation
from casebook.domain.person.role import Role
from casebook.services.base import record
from casebook.services.base.session import Session, open_session
from casebook.services.evidence import document as documents
from casebook.services.sharing.travel.travel_pack import PackedCasebook, TravelOrder, pack
from casebook.vault import KdfCost
from tests.vault.independent.second_reader import decrypted_pages

CANARY = "quicksilver"
BYTES = b"%PDF-1.7 the bytes of an exhibit " * 100


def person(session: Session, text: str, **more: Any) -> Person:  # noqa: ANN401 - any field
    """Somebody who consents to the use before a court."""
    return Person(
        id=session.ids(),
        names=(Name(text=text, script="Latn"),),
        consents=(Consent(purpose="court", given_on=date(2026, 1, 2), recipient="the court"),),
        **more,
    )


def case_of(session: Session, reference: str, *people: Person, **more: Any) -> Case:  # noqa: ANN401 - any field
    """A case with these clients."""
    return Case(
        id=session.ids(),
        reference=reference,
        title=reference,
        jurisdiction="CY",
        opened_on=date(2026, 1, 5),
        parties=tuple(Party(person_id=one.id) for one in people),
        **more,
    )


def exhibit(session: Session, case: Case, data: bytes = BYTES, **more: Any) -> Document:  # noqa: ANN401 - any field
    """A document of a case with an encrypted file and a page of words, written."""
    draft = Document(
        id=session.ids(),
        case_id=case.id,
        title="scan",
        kind="other",
        attachment_id="",
        sha256="",
        size_bytes=0,
        media_type="application/pdf",
        **more,
    )
    sealed = session.vault.attachments.seal(BytesIO(data), session.ids())
    whole = documents.completed(session, draft, sealed, ("words of the page",), page_count=1)
    documents.write(session, [whole])
    return whole.document


class Home:
    """A casebook with a case that travels and one that stays, every word of which is marked."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.client = person(
            session,
            "Client",
            whereabouts=f"{CANARY} street",
            health=f"{CANARY} fever",
            vulnerability=f"{CANARY} child",
            safe_contact=f"{CANARY} channel",
            details=(IdentifyingDetail(kind="place", text=f"{CANARY} factory"),),
            code_name=f"{CANARY} heron",
        )
        self.mother = person(session, "Mother")
        self.stranger = person(session, f"{CANARY} stranger", birth_place=f"{CANARY} town")
        self.case = case_of(session, "2026-1", self.client, team=(f"{CANARY} colleague",))
        self.other = case_of(session, f"{CANARY}-2", self.stranger, self.client, tags=(f"{CANARY} tag",))
        self._relate()
        self._write()
        step = CustodyStep(kind="received", at=session.clock(), who=f"{CANARY} trainee")
        self.carried = exhibit(session, self.case, custody=(step,))
        self._name_colleagues()
        self.stays = exhibit(session, self.other, data=f"{CANARY} bytes".encode() * 100)
        self.privileged = exhibit(
            session, self.case, data=b"advice " * 100, author=f"{CANARY} counsel", is_privileged=True
        )
        self._settings()

    def _name_colleagues(self) -> None:
        session, colleague = self.session, f"{CANARY} colleague"
        vetting: dict[str, Any] = {"vetting": "vetted", "vetted_by": colleague, "vetted_on": date(2026, 1, 4)}
        interpreter = Contact(
            id=session.ids(), name="Interpreter", kind="interpreter", code_name=f"{CANARY} owl", **vetting
        )
        self.role = Role(
            id=session.ids(), case_id=self.case.id, contact_id=interpreter.id, kind="interpreter", **vetting
        )
        self.statement = Statement(
            id=session.ids(),
            case_id=self.case.id,
            title="account",
            person_id=self.client.id,
            recorded_by=colleague,
            language="ug",
        )
        self.deadline = Deadline(
            id=session.ids(),
            case_id=self.case.id,
            title="appeal",
            due_on=date(2026, 5, 4),
            origin="hand",
            responsible=colleague,
        )
        record.add(session, interpreter, self.role, self.statement, self.deadline)

    def _relate(self) -> None:
        session, of = self.session, self.client.id
        record.add(session, self.client, self.mother, self.stranger, self.case, self.other)
        record.add(
            session,
            Relation(
                id=session.ids(),
                person_id=of,
                other_id=self.mother.id,
                kind="mother",
                other_is_in=f"{CANARY} place",
                pressure=f"{CANARY} visits",
            ),
            Relation(id=session.ids(), person_id=self.stranger.id, other_id=of, kind=f"{CANARY} friend"),
        )
        contact = Contact(
            id=session.ids(), name=f"{CANARY} lawyer", kind="lawyer", remarks=f"{CANARY} remark"
        )
        role = Role(id=session.ids(), case_id=self.other.id, contact_id=contact.id, kind="counsel")
        record.add(session, contact, role)

    def _write(self) -> None:
        session, at = self.session, self.session.clock()
        self.fact = Fact(
            id=session.ids(), case_id=self.case.id, statement="first", on=StatedDate(edtf="2026-01-05")
        )
        self.source = Source(id=session.ids(), title="s", author="a", body="", type="ngo-report")
        uncited = replace(self.source, id=session.ids(), title=f"{CANARY} source")
        self.note = Note(
            id=session.ids(),
            text=f"see [[@{self.source.id}]]",
            written_at=at,
            case_id=self.case.id,
            is_privileged=False,
            written_by=f"{CANARY} colleague",
        )
        record.add(session, self.fact, self.source, uncited, self.note)
        secret = replace(self.note, id=session.ids(), text=f"{CANARY} advice", is_privileged=True)
        of_other = replace(self.note, id=session.ids(), text=f"{CANARY} note", case_id=self.other.id)
        task = Task(id=session.ids(), step=f"{CANARY} task", case_id=self.other.id)
        binned = replace(self.note, id=session.ids(), text=f"{CANARY} binned")
        record.add(session, secret, of_other, task, binned)
        record.move_to_bin(session, Note, binned.id)
        record.change(session, replace(self.fact, statement=f"{CANARY} replaced"))
        record.change(session, replace(self.fact, statement="as it is"))

    def _settings(self) -> None:
        keep = self.session.store.keep
        keep(Setting(name=f"{CANARY}.setting", value=CANARY))
        keep(Draft(id=f"case/{self.case.id}", fields={"title": CANARY}, kept_at=self.session.clock()))

    def order(self, target: Path, **more: Any) -> TravelOrder:  # noqa: ANN401 - any field
        """The case that travels, for the court."""
        return TravelOrder(case_ids=(self.case.id,), target=target, purpose="court", **more)

    def packed(self, target: Path, cost: KdfCost, **more: Any) -> PackedCasebook:  # noqa: ANN401 - any field
        """The case, packed."""
        return pack(self.session, self.order(target, **more), cost=cost)


def on_the_trip(packed: PackedCasebook, home: Session) -> Session:
    """The casebook that travels, opened by its phrase."""
    return open_session(packed.path, packed.phrase, clock=home.clock, who="traveller")


def every_byte(packed: PackedCasebook) -> bytes:
    """Every decrypted page of the database, free ones too, all files as they lie, and all names."""
    session = open_session(packed.path, packed.phrase)
    key = session.vault.database_key
    session.lock()
    files = sorted(packed.path.parent.rglob("*"))
    names = "\n".join(one.name for one in files if packed.path in {one, *one.parents})
    raw = b"".join(one.read_bytes() for one in packed.path.rglob("*") if one.is_file())
    return decrypted_pages((packed.path / "case.db").read_bytes(), key) + raw + names.encode()
