"""Recipients that had better not get a copy: who is not to be used, and embassies."""

from __future__ import annotations

from contextlib import nullcontext

import pytest

from casebook.base.errors import Refused
from casebook.domain.dossier.build import BuildRequest
from casebook.domain.person.contact import Contact
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.dossier.gate.reader_consent import recipient_problems
from casebook.services.person.recipient import refuse_unfit


@pytest.mark.parametrize(
    ("recipient", "says", "is_refused"),
    [
        ("Embassy of Nowhere", ["embassy"], False),
        ("某国大使馆", ["embassy"], False),
        ("Embassy of China", ["embassy"], True),
        ("中国领事馆", ["embassy"], True),
        ("Sample Liaison", ["embassy"], True),
        ("sample fixer ", ["not to be used"], True),
        ("Registry of the court", [], False),
        ("", [], False),
    ],
)
def test_an_embassy_and_who_is_not_to_be_used_are_named(
    session: Session, recipient: str, says: list[str], *, is_refused: bool
) -> None:
    liaison = Contact(id="k1", name="Sample Liaison", kind="embassy")
    fixer = Contact(id="k2", name="Sample Fixer", kind="other", vetting="do-not-use")
    record.add(session, liaison, fixer)
    problems = [
        one.problem
        for one in recipient_problems(
            session, BuildRequest(dossier_id="", copy_kind="filing", for_whom=recipient)
        )
    ]
    assert [one.is_blocking for one in problems] == [is_refused] * len(says)
    with pytest.raises(Refused) if is_refused else nullcontext():
        refuse_unfit(session, recipient)
    for problem, word in zip(problems, says, strict=True):
        assert word in str(problem.what)
