"""No letter to whoever reaches a State prints a claim that nobody released, whichever field it stands in."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest

from casebook.base.clock import fixed_clock
from casebook.base.errors import Refused
from casebook.domain.case.case import Case
from casebook.domain.case.fact import Fact
from casebook.domain.case.proceeding import Proceeding
from casebook.domain.dossier.letter import REACHES_STATE, LetterAnswer, LetterKind
from casebook.domain.person.person import Consent, Person
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session, open_session
from casebook.services.dossier.letters import letter as letters
from casebook.services.dossier.letters import letter_kind
from casebook.services.dossier.letters.letter_draft import LetterRequest
from casebook.services.person import role
from tests.sampled import sampled
from tests.services.dossier.planted_claims import CODE, Planting
from tests.vaults import SAMPLE_AT, MasterVault

_KINDS = [one for one in letter_kind.supplied() if one.reader in REACHES_STATE]
_WHOLE = (
    "Proceeding.forum",
    "Fact.statement",
    "Event.title",
    "Incident.what",
    "Ground.title",
    "StatedDate.words",
)
"""A record that one of these tells of is left out whole."""


@pytest.fixture
def session(sample_vault: MasterVault, tmp_path: Path) -> Iterator[Session]:
    path = sample_vault.copied_to(tmp_path / "sample.casebook")
    with open_session(path, sample_vault.code, clock=fixed_clock(SAMPLE_AT), who="tester") as opened:
        for one in record.every(opened, Person):
            given = (
                Consent(purpose=name, given_on=SAMPLE_AT.date()) for name in ("court", "interpol", "dossier")
            )
            record.change(opened, replace(one, consents=tuple(given)), seen=one)
        yield opened


def main_case(session: Session) -> Case:
    return next(one for one in record.every(session, Case) if one.reference.startswith("LIN"))


def whole(session: Session, kind: LetterKind) -> LetterRequest:
    """A letter with everything that its kind leaves to a person."""
    case = main_case(session)
    answers = tuple(LetterAnswer(name=one.name, text="as written") for one in kind.blanks if not one.text)
    doctor = next(one.contact.id for one in role.of_case(session, case.id) if one.contact.kind == "doctor")
    return LetterRequest(
        case_id=case.id,
        kind=kind.id,
        answers=answers,
        contact_id="" if kind.addressee else doctor,
        relatives_reason="They know.",
    )


def refused(session: Session, request: LetterRequest) -> list[str]:
    """The fields that tell of a claim; none where the letter can be written."""
    try:
        run_in_line(letters.draft(session, request))
    except Refused as error:
        return re.split(r", ", str(error.title).partition("recipient: ")[2].rstrip("."))
    return []


def released(request: LetterRequest, *names: str) -> LetterRequest:
    return replace(request, released=tuple(LetterAnswer(name=name, text="They know.") for name in names))


def printed(session: Session, request: LetterRequest, folder: Path) -> set[str]:
    """The words of the claims in a finished letter, in whatever part of the file."""
    run_in_line(letters.write(session, request, folder / "letter.docx", leaves_gaps=True))
    with ZipFile(io.BytesIO((folder / "letter.docx").read_bytes())) as package:
        parts = (package.read(name).decode("utf-8", "replace") for name in package.namelist())
        return {code for part in parts for code in CODE.findall(re.sub(r"<[^>]+>", "", part))}


@pytest.mark.parametrize("kind", sampled(_KINDS, kept=3), ids=lambda kind: kind.id)
def test_a_letter_prints_no_claim_that_was_not_released(
    session: Session, kind: LetterKind, tmp_path: Path
) -> None:
    Planting(session, main_case(session).id, but=_WHOLE).plant()
    request, names = whole(session, kind), list[str]()
    while found := refused(session, released(request, *names)):
        assert found[0] not in names
        names += found
    codes = printed(session, released(request, *names), tmp_path)
    assert bool(codes) is bool(names)
    for name in names:
        fewer = released(request, *(other for other in names if other != name))
        # Two fields can print the same words, such as the number of the only proceeding.
        assert name in refused(session, fewer) or printed(session, fewer, tmp_path) == codes


def test_an_outcome_and_a_day_in_words_reach_no_state(session: Session, tmp_path: Path) -> None:
    case = main_case(session)
    of_case = record.of_case(session, Proceeding, case.id)
    extradition = next(one for one in of_case if one.kind == "extradition")
    told = replace(extradition, outcome="Stayed until the asylum claim zq1x is decided.")
    record.change(session, told, seen=extradition)
    fact = record.of_case(session, Fact, case.id)[0]
    on = replace(fact.on, words="the day of the asylum interview zq2x")
    record.change(session, replace(fact, on=on), seen=fact)
    undertaking = next(one for one in _KINDS if one.id == "undertaking-no-removal")
    request = whole(session, undertaking)
    with pytest.raises(Refused, match=r"to its recipient: proceedings\.outcome") as refusal:
        run_in_line(letters.draft(session, request))
    assert '--confirm "proceedings.outcome:REASON"' in str(refusal.value.remedy)
    assert printed(session, released(request, "proceedings.outcome"), tmp_path) == {"zq1x"}
    deletion = next(one for one in _KINDS if one.id == "ccf-deletion")
    assert printed(session, whole(session, deletion), tmp_path) == set()
