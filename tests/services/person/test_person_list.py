from __future__ import annotations

from datetime import date

from casebook.domain.base.date import StatedDate
from casebook.domain.base.name import Name
from casebook.domain.case.case import Case, Party
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.person import person


def test_the_list_shows_names_birth_and_cases_of_those_who_stand(session: Session) -> None:
    kari = Person(
        id="p1",
        names=(Name(text="Kari", script="Latn"), Name(text="林", script="Hans")),
        born=StatedDate(edtf="1984~", words="about 1984"),
        nationalities=("CN",),
        ethnicity="Hui",
    )
    removed_person = Person(id="p2", names=(Name(text="Ola", script="Latn"),))
    case = Case(
        id="c1",
        reference="M-1",
        title="",
        jurisdiction="CY",
        opened_on=date(2026, 3, 2),
        parties=(Party(person_id="p1"),),
    )
    record.add(session, kari, removed_person, case)
    record.move_to_bin(session, Person, "p2")
    (row,) = person.rows(session)
    assert (row.name, row.names, row.born, row.nationalities) == ("Kari", ("林",), kari.born, ("CN",))
    assert (row.ethnicity, row.cases) == ("Hui", ("M-1",))


def test_the_list_shows_the_cases_of_a_person_in_the_order_they_were_added(session: Session) -> None:
    both = (Party(person_id="p1"), Party(person_id="p2"))
    cases = [
        Case(id=reference, reference=reference, title="", jurisdiction="CY", opened_on=on, parties=parties)
        for reference, on, parties in (
            ("M\u20282", date(2026, 3, 1), both),
            ("M-3", date(2026, 1, 1), both[1:]),
            ("M-1", date(2026, 2, 1), both),
        )
    ]
    people = [Person(id=id_, names=(Name(text=id_, script="Latn"),)) for id_ in ("p1", "p2", "p3")]
    record.add(session, *people, *cases)
    rows = person.rows(session)
    assert [row.cases for row in rows] == [("M\u20282", "M-1"), ("M\u20282", "M-3", "M-1"), ()]
