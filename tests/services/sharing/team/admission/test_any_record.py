"""No record that came, whatever it says, keeps anything from being laid, exported, sealed or listed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import fields, replace
from datetime import date
from itertools import chain, islice
from pathlib import Path
from random import Random
from typing import Any

import pytest

from casebook.base.errors import InvalidInput, Refused
from casebook.crypto.kdf import KdfCost
from casebook.domain.case.note import Note
from casebook.domain.dossier.build import BuildRequest
from casebook.domain.dossier.dossier import Dossier
from casebook.domain.person.person import Consent
from casebook.domain.sharing.encoding import decoded, encoded
from casebook.domain.sharing.stamp import stamp
from casebook.domain.sharing.version import RecordVersion, begun, part_key
from casebook.services.base import history, record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.dossier.dossier_data import load_for_export
from casebook.services.exchange import open_formats
from casebook.services.sharing import rivals
from casebook.services.sharing.parcels.parcel_plan import ParcelOrder, gather, plan_cases
from casebook.services.sharing.parcels.parcel_preview import preview
from casebook.services.sharing.team.arrivals import arrived_records
from casebook.services.sharing.team.laying import put
from casebook.services.sharing.team.taking import take_all
from casebook.services.sharing.team.waiting import waiting
from casebook.services.sharing.travel.travel_pack import TravelOrder, pack
from casebook.store.base.entity_table import EntityTable
from casebook.store.registry import tables
from casebook.vault.sharing.carrier_taking import NotTaken
from tests.any_value import of_record
from tests.services.sharing.team.conftest import NewCasebook
from tests.services.sharing.team.hostile import body, forge
from tests.services.sharing.team.office import PERSON, note, notes, pair

NONSENSE = (
    "nonsense",
    "",
    "peer-card",
    "c1",
    "p1",
    "[[@x]]",
    "\N{ZERO WIDTH SPACE}",
    "\N{RIGHT-TO-LEFT MARK}1",
)
ANY_JSON: tuple[Any, ...] = (
    None,
    True,
    5,
    -1.5,
    "nonsense",
    [],
    {},
    [[]],
    [None, "x"],
    {"a": 1},
    {"edtf": "x"},
)
CARRIED = [one for one in tables() if one.merge]
GROUPS = 4
"""Into how many casebooks the records of all nouns would go together; half of them are made."""


def _together() -> Iterator[Any]:
    """Yield half of the nouns in groups, and each by itself with the proofs, which says which noun it was."""
    for number in range(GROUPS // 2):
        nouns = CARRIED[number::GROUPS]
        yield pytest.param(nouns, id=f"{nouns[0].noun}-and-others")
    for table in CARRIED:
        yield pytest.param([table], id=table.noun, marks=pytest.mark.proof)


def records(table: EntityTable[Any]) -> Iterator[RecordVersion]:
    """Records of a noun: any of its types, one word in all texts, and any JSON in one field."""
    every: list[dict[str, Any]] = [{}] * 4 + [_with_word(table, word) for word in NONSENSE]
    names = sorted(table.merge.keys() - {"case_id"})
    every += [{name: value} for name in names for value in ANY_JSON]
    for number, given in enumerate(every):
        chance = Random(f"{table.noun}{number}")  # noqa: S311 - tries values, guards nothing
        values = {**of_record(chance, table.kind, {"case": ["c1"], "person": ["p1"]}, {}), **given}
        if number % 3 and "case_id" in table.table.c:
            values["case_id"] = "c1"
        values.pop("pack", None)
        with suppress(InvalidInput):  # no Casebook reads it: a number over 63 bits
            yield _version(table, f"{table.noun}-{number}", values)


def _with_word(table: EntityTable[Any], word: str) -> dict[str, Any]:
    return dict.fromkeys({one.name for one in fields(table.kind) if one.type in {"str", "NoteAbout"}}, word)


def _version(table: EntityTable[Any], record_id: str, values: dict[str, Any]) -> RecordVersion:
    at = stamp(1, b"evilline")
    lists = {name: values[name] for name in table.merge.lists if not isinstance(values.get(name, []), list)}
    given = {name: value for name, value in values.items() if name not in lists and name != "id"}
    version = begun(table.noun, record_id, table.merge, given, at)
    version.entries |= {part_key(name, "x"): {at: [0, value]} for name, value in lists.items()}
    return decoded(encoded(version))


def use(session: Session, folder: Path, cost: KdfCost) -> None:
    """Do all that reads the records of a case; a casebook that travels is opened at this cost."""
    note(session, session.ids())
    put(session)
    history.named_case(session, "c1")
    waiting(session)
    rivals.of_case(session, "c1")
    run_in_line(open_formats.write(session, folder / f"export-{session.ids()}"))
    order = ParcelOrder(plan=plan_cases(session, ["c1"]), purpose="court", recipient="the court")
    preview(session, order)
    gather(session, order)
    for one in record.every(session, Dossier):
        with suppress(Refused, InvalidInput):
            load_for_export(session, BuildRequest(dossier_id=one.id, profile_id="gb-ftt-iac"))
    trip = TravelOrder(case_ids=("c1",), target=folder / f"{session.ids()}.casebook", purpose="court")
    pack(session, trip, cost=cost)


@pytest.fixture
def two(new_casebook: NewCasebook, tmp_path: Path) -> tuple[Session, Session]:
    """Anna and Ben, who share a case whose client consents to its use before a court."""
    anna, ben = pair(new_casebook, tmp_path)
    consent = Consent(purpose="court", given_on=date(2026, 1, 2), recipient="the court")
    record.change(anna, replace(PERSON, consents=(consent,)))
    put(anna)
    take_all(ben)
    return anna, ben


@pytest.mark.parametrize("nouns", [*_together()])
def test_no_record_keeps_anything_from_going_on(
    two: tuple[Session, Session], tmp_path: Path, cheap_cost: KdfCost, nouns: list[EntityTable[Any]]
) -> None:
    anna, ben = two
    sent = chain.from_iterable(islice(records(table), len(NONSENSE) + 4) for table in nouns)
    forge(ben, *(body(r=[encoded(one)]) for one in sent))
    report = take_all(anna)
    arrived_records(anna, report.arrivals)
    use(anna, tmp_path, cheap_cost)
    for table in nouns:
        with anna.store.write("parcel.take") as transaction:
            transaction.take(records(table))
    use(anna, tmp_path, cheap_cost)


def test_a_noun_that_is_none_is_damage_of_its_author(two: tuple[Session, Session]) -> None:
    anna, ben = two
    (table,) = (one for one in CARRIED if one.noun == "note")
    values = {"text": "x", "written_at": "2026-03-01T09:00:00+00:00", "case_id": "c1"}
    for number, about in enumerate(("nonsense", 5, ["note"])):
        forged = _version(table, f"note-{number}", {**values, "about": about, "about_id": "c1"})
        forge(ben, body(r=[encoded(forged)]))
    note(ben, "n1")
    put(ben)
    report = take_all(anna)
    assert (report.refused, report.damaged_by) == ({NotTaken.DAMAGED: 3}, {"Ben"})
    assert notes(anna) == ["n1"]


def test_an_id_beside_no_noun_refers_to_nothing(
    two: tuple[Session, Session], tmp_path: Path, cheap_cost: KdfCost
) -> None:
    anna, ben = two
    (table,) = (one for one in CARRIED if one.noun == "note")
    values = {"text": "x", "written_at": "2026-03-01T09:00:00+00:00", "case_id": "c1", "about_id": "c1"}
    forge(ben, body(r=[encoded(_version(table, "n1", values))]))
    take_all(anna)
    use(anna, tmp_path, cheap_cost)
    record.change(anna, replace(record.find(anna, Note, "n1"), text="y"))
    put(anna)
    assert "y" in {one.text for one in record.every(anna, Note)}
