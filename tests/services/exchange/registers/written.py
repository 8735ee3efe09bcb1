"""Registers written out for tests, and people to compare them with."""

from __future__ import annotations

import io
from collections.abc import Sequence

from casebook.domain.base.date import StatedDate
from casebook.domain.base.name import Name
from casebook.domain.case.case import Party
from casebook.domain.case.fact import Fact
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case import case
from casebook.services.evidence.intake_source import OfferedFile

HEAD = (
    "CECC record number,main (or religious) name,Chinese characters of main name,issue category,sex,"
    "age at detention,date of detention,province where detained,charge"
)
CLIENT = "2021-00417,Lin Zhiyuan,林志远,speech,M,37,2021-09-14,Henan,illegal business"
OTHER_BIRTH = "2009-00001,Lin Zhiyuan,林志远,speech,M,70,2009-05-05,Beijing,"
SPELLING = "2010-00002,Lin Zhiyuan,,speech,M,,2011-05-05,Beijing,"
NOBODY = "2010-00003,Wang Wei,王伟,speech,F,30,2010-02-02,Henan,"


def offered(text: str | bytes, name: str = "list.csv") -> OfferedFile:
    """A file with this content."""
    data = text.encode() if isinstance(text, str) else text
    return OfferedFile(name=name, folder="", size_bytes=len(data), open=lambda: io.BytesIO(data))


def register(rows: Sequence[str] = (CLIENT, OTHER_BIRTH, SPELLING, NOBODY)) -> OfferedFile:
    """A file of the register with these rows."""
    return offered("\n".join((HEAD, *rows)) + "\n")


def client(person_id: str = "p1") -> Person:
    """The client of the tests, invented."""
    return Person(
        id=person_id,
        names=(
            Name(text="Lin Zhiyuan", script="Latn"),
            Name(text="林志遠", script="Hant"),
        ),
        born=StatedDate(edtf="1984-01-10"),
        birth_place="Henan Province",
        sex="male",
    )


def with_client(session: Session, cases: int = 1) -> Person:
    """Put the client in, a party of so many cases, the first with a fact of the day of detention."""
    person = client(session.ids())
    record.add(session, person)
    for number in range(cases):
        opened = case.open_case(session, reference=f"L-{number}", title="Removal", jurisdiction="CY")
        changed = opened.with_party(person.id, "client")
        record.change(session, changed, seen=opened)
        assert Party(person_id=person.id, standing="client") in changed.parties
        if not number:
            happened = StatedDate(edtf="2021-09-14")
            record.add(session, Fact(id=session.ids(), case_id=opened.id, statement="A search.", on=happened))
    return person
