"""Outcomes of invented people, and packs of other offices."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from casebook.domain.base.date import StatedDate
from casebook.domain.base.name import Name
from casebook.domain.case.case import Case, Party
from casebook.domain.case.outcome import AssuranceOutcome, Outcome, OutcomeEntry
from casebook.domain.case.packed_outcome import PackedAssurance, PackedOutcome, with_key
from casebook.domain.dossier.composition import Block, Heading, TextParagraph, TextTable
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Consent, Person
from casebook.packs.signed_outcomes import pack_outcomes
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.vault import DeviceKeys, Secret

CONSENT = Consent(purpose="ledger", given_on=date(2020, 1, 1))


def keep(session: Session, numbers: Sequence[int], *, consents: tuple[Consent, ...] = (CONSENT,)) -> None:
    """Put in a case, a person and an outcome for each number."""
    people = [
        Person(
            id=f"p{n}",
            names=(Name(text=f"Zhao Yi{n}", script="Latn"),),
            born=StatedDate(edtf="1980"),
            consents=consents,
        )
        for n in numbers
    ]
    cases = [
        Case(
            id=f"c{n}",
            reference=f"Q-{n}",
            title="Extradition",
            jurisdiction="CY",
            opened_on=date(2021, 1, 1),
            parties=(Party(person_id=f"p{n}"),),
        )
        for n in numbers
    ]
    record.add(session, *people, *cases)
    if not any(one.id == "told" for one in record.every(session, Contact)):
        record.add(session, Contact(id="told", name="Mrs Wu", kind="other"))
    record.add(session, *(outcome(n) for n in numbers))


def outcome(number: int) -> Outcome:
    """Return an outcome with an assurance that was breached."""
    return Outcome(
        id=f"o{number}",
        case_id=f"c{number}",
        person_id=f"p{number}",
        ended="extradition",
        ended_on=StatedDate(edtf="2022-10-03"),
        requested="CY",
        channel="extradition-treaty",
        entries=(
            OutcomeEntry(
                became="detained", on=StatedDate(edtf="2022-10-04"), contact_id="told", note="Mrs Wu says"
            ),
        ),
        assurances=(
            AssuranceOutcome(about="monitoring", result="breached", contact_id="told", note="no visit"),
        ),
        note="ask Zhao Yi",
    )


_ROWS = (
    PackedOutcome(
        part="end",
        coarseness="year",
        people=4,
        ended="extradition",
        on="2021",
        requesting="CN",
        requested="PL",
        channel="extradition-treaty",
    ),
    PackedOutcome(
        part="assurance",
        coarseness="no-year",
        people=3,
        ended="extradition",
        requesting="CN",
        assurances=(PackedAssurance(about="death-penalty", result="kept"),),
    ),
    PackedOutcome(part="end", coarseness="no-year", people=3, ended="refused", requesting="CN"),
)
ROWS = tuple(map(with_key, _ROWS))


def foreign_pack(
    path: Path,
    rows: Sequence[PackedOutcome] = ROWS,
    *,
    seed: bytes = bytes(32),
    made_on: str = "2025-11-01",
    follows: tuple[str, ...] = (),
) -> Path:
    """Write the pack of another device."""
    keys = DeviceKeys(Secret(seed))
    data, _ = pack_outcomes(
        tuple(rows),
        made_on=date.fromisoformat(made_on),
        threshold=3,
        keys=keys,
        follows=follows,
    )
    path.write_bytes(data)
    return path


def words_of(block: Block) -> str:
    """Return what a block of a paper says."""
    if isinstance(block, Heading):
        return block.text
    if isinstance(block, TextParagraph):
        return "".join(span.text for span in block.line)
    assert isinstance(block, TextTable)
    return "\n".join("".join(span.text for span in cell) for row in block.rows for cell in row)
