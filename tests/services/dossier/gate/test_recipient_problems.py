"""Recipients that had better not get a copy: a person decides, it stops nothing."""

from __future__ import annotations

import pytest

from casebook.domain.dossier.build import BuildRequest
from casebook.domain.person.contact import Contact
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.dossier.gate.reader_consent import recipient_problems


@pytest.mark.parametrize(
    ("recipient", "says"),
    [
        ("Embassy of Nowhere", ["embassy"]),
        ("某国大使馆", ["embassy"]),
        ("Sample Liaison", ["embassy"]),
        ("sample fixer ", ["not to be used"]),
        ("Registry of the court", []),
        ("", []),
    ],
)
def test_an_embassy_and_who_is_not_to_be_used_are_named(
    session: Session, recipient: str, says: list[str]
) -> None:
    liaison = Contact(id="k1", name="Sample Liaison", kind="embassy")
    fixer = Contact(id="k2", name="Sample Fixer", kind="other", vetting="do-not-use")
    record.add(session, liaison, fixer)
    problems = [
        one.problem for one in recipient_problems(session, BuildRequest(dossier_id="", for_whom=recipient))
    ]
    assert [one.is_blocking for one in problems] == [False] * len(says)
    for problem, word in zip(problems, says, strict=True):
        assert word in str(problem.what)
