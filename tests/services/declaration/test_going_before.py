"""What was in the bin before is said not to come back with what went there later."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count

import pytest

from casebook.base.clock import Clock
from casebook.domain.case.case import Case
from casebook.domain.declaration.declaration import Declaration
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.vault import record_bin


@pytest.fixture
def clock(now: datetime) -> Clock:
    """A clock that goes on with each look."""
    seconds: Iterator[int] = count()
    return lambda: now + timedelta(seconds=next(seconds))


def test_one_that_its_person_took_along_does_not_come_back_with_the_case(
    session: Session, signed: Declaration
) -> None:
    record.move_to_bin(session, Person, signed.person_id)
    (with_person,) = record_bin.sealed_with(session, [(Person, signed.person_id)])
    assert "1 signed declaration is in the bin with it: R-1, made on" in str(with_person)
    record.move_to_bin(session, Case, signed.case_id)
    (before,) = record_bin.sealed_with(session, [(Case, signed.case_id)])
    assert "1 signed declaration was already in the bin: R-1, made on" in str(before)
    record_bin.restore(session, "case", signed.case_id)
    assert record.every(session, Declaration) == []
    record_bin.restore(session, "person", signed.person_id)
    assert [one.id for one in record.every(session, Declaration)] == [signed.id]
