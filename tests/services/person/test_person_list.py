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
