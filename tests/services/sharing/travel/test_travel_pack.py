from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from casebook.base.clock import fixed_clock
from casebook.base.errors import Cancelled, Conflict, InvalidInput, NotFound, Refused, WrongKey
from casebook.base.ids import seeded_ids
from casebook.base.message import Message
from casebook.domain.case.case import Case
from casebook.domain.case.fact import Fact
from casebook.domain.case.note import Note
from casebook.domain.evidence.document import Document, DocumentText
from casebook.domain.library.finding import Finding
from casebook.domain.library.source import Source
from casebook.domain.person.person import Consent, Person
from casebook.services.base import record, setting
from casebook.services.base.history import of_vault
from casebook.services.base.session import Session, open_session
from casebook.services.evidence import document as documents
from casebook.services.sharing.case_records import records_of_cases
from casebook.services.sharing.travel import travel_trip
from casebook.services.sharing.travel.travel_pack import TravelOrder, pack
from casebook.services.sharing.travel.travel_plan import plan
from casebook.services.vault import unlock_method, vault
from casebook.services.vault.tamper_code import TamperCodeState, check_anchor
from casebook.store.base.version_tables import link_of
from casebook.store.registry import tables
from casebook.store.sharing import case_content
from casebook.vault import KdfCost
from tests.services.sharing.travelling import BYTES, CANARY, Home, every_byte, on_the_trip
from tests.vaults import SAMPLE_AT, MasterVault

KILLED = 9
PACKING = """
import os, pathlib, sys
from casebook.base.clock import fixed_clock
from casebook.services.base.session import open_session
from casebook.services.sharing.travel.travel_pack import TravelOrder, pack
from casebook.vault import KdfCost

home, code, target, case_id, calls, memory = sys.argv[1:]
left = int(calls)
def progress(done, total, step):
    global left
    left -= 1
    if left == 0:
        os._exit(9)
session = open_session(pathlib.Path(home), code)
order = TravelOrder(case_ids=(case_id,), target=pathlib.Path(target), purpose="court", exhibits=None)
pack(session, order, cost=KdfCost(memory_kib=int(memory), passes=1, lanes=1), progress=progress)
session.lock()
"""


@pytest.fixture
def home(session: Session) -> Home:
    return Home(session)


def test_no_byte_of_another_case_nor_a_protected_word_travels(
    home: Home, tmp_path: Path, cheap_cost: KdfCost, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "out").mkdir()
    packed = home.packed(tmp_path / "out" / "trip.casebook", cheap_cost, exhibits=None)
    data = every_byte(packed).lower()
    assert b"as it is" in data
    others = (home.other, home.stranger, home.stays, home.privileged)
    assert CANARY.encode() not in data
    assert [one.id for one in others if one.id.encode() in data] == []
    assert packed.phrase.encode() not in data
    assert CANARY not in "".join(capfd.readouterr())
    kept = [one for one in Path(os.environ["HOME"]).rglob("*") if one.is_file()]
    assert [one.name for one in kept if CANARY.encode() in one.read_bytes()] == []
    assert [one.name for one in (tmp_path / "out").iterdir()] == ["trip.casebook"]
    assert packed.left_at_home == (
        "whereabouts",
        "health",
        "vulnerability",
        "safe-contact",
        "details",
        "pressure",
        "team",
        "code-names",
    )
    assert (packed.kept_back, packed.cases, packed.exhibits) == (2, 1, 1)


def test_it_opens_with_its_phrase_alone_and_holds_the_case(
    home: Home, tmp_path: Path, cheap_cost: KdfCost, small_code: str
) -> None:
    packed = home.packed(tmp_path / "trip.casebook", cheap_cost, exhibits=(home.carried.id,))
    assert len(packed.phrase.split()) == 6
    with pytest.raises(WrongKey):
        open_session(packed.path, small_code)
    with on_the_trip(packed, home.session) as trip:
        assert [one.kind for one in unlock_method.every(trip)] == ["passphrase"]
        assert record.every(trip, Case) == [replace(home.case, team=())]
        assert {one.leading_name for one in record.every(trip, Person)} == {"Client", "Mother"}
        assert [one.statement for one in record.every(trip, Fact)] == ["as it is"]
        assert [one.id for one in record.every(trip, Note)] == [home.note.id]
        assert [one.id for one in record.every(trip, Source)] == [home.source.id]
        (scan,) = record.every(trip, Document)
        assert documents.contents(trip, scan).read() == BYTES
        assert scan.attachment_id != home.carried.attachment_id
        assert record.find(trip, DocumentText, scan.id).pages == ("words of the page",)
        assert {one.action for one in of_vault(trip)} == {"travel.pack"}
        assert setting.value(trip, "travel.trips") is None
        assert vault.check(trip).problems == ()


def test_its_line_is_its_own_and_its_code_stays_at_home(
    home: Home, tmp_path: Path, cheap_cost: KdfCost
) -> None:
    packed = home.packed(tmp_path / "trip.casebook", cheap_cost)
    (known,) = travel_trip.trips(home.session)
    assert known.is_packed
    assert known.case_ids == (home.case.id,)
    assert home.fact.id in known.record_ids
    with on_the_trip(packed, home.session) as trip:
        assert known.vault_id == str(trip.vault.vault_id)
        assert check_anchor(trip, known.anchor) is TamperCodeState.SAME
        record.change(trip, replace(record.find(trip, Fact, home.fact.id), statement="abroad"))
        assert check_anchor(trip, known.anchor) is TamperCodeState.LATER
    assert known.anchor.encode() not in every_byte(packed)
    lines = {one for one in _lines(home.session) if one}
    with on_the_trip(packed, home.session) as trip:
        assert lines.isdisjoint(_lines(trip))


def _lines(session: Session) -> list[bytes]:
    with session.store.reading() as connection:
        return [line for (line,) in link_of(connection).execute("SELECT line FROM line WHERE is_own")]


def test_what_is_ticked_travels_and_nothing_beside_it(
    home: Home, tmp_path: Path, cheap_cost: KdfCost
) -> None:
    include = (f"person/{home.client.id}/safe_contact", "health", f"document/{home.privileged.id}")
    packed = home.packed(tmp_path / "trip.casebook", cheap_cost, include=include)
    with on_the_trip(packed, home.session) as trip:
        client = record.find(trip, Person, home.client.id)
        assert client.health == home.client.health
        assert client.safe_contact == home.client.safe_contact
        assert (client.whereabouts, client.vulnerability, client.details) == ("", "", ())
        assert {one.id for one in record.every(trip, Document)} == {home.carried.id, home.privileged.id}
    for wrong in ("helth", "person/x", "person/x/names", "fact/x"):
        with pytest.raises(InvalidInput):
            home.packed(tmp_path / "other.casebook", cheap_cost, include=(wrong,))


def test_who_has_not_consented_is_named_by_code(home: Home, tmp_path: Path, cheap_cost: KdfCost) -> None:
    target = tmp_path / "trip.casebook"
    order = home.order(target)
    for purpose in ("media", "partner"):
        with pytest.raises(Refused) as caught:
            pack(home.session, replace(order, purpose=purpose), cost=cheap_cost)
        assert "Client" not in str(caught.value).replace("Clients", "")
    client = record.find(home.session, Person, home.client.id)
    record.change(home.session, replace(client, code_name="Heron", consents=()))
    with pytest.raises(Refused, match="Heron"):
        pack(home.session, order, cost=cheap_cost)
    assert not target.exists()


def test_limits_of_a_consent_have_to_be_stated_as_kept(
    home: Home, tmp_path: Path, cheap_cost: KdfCost
) -> None:
    order = home.order(tmp_path / "trip.casebook")
    client = record.find(home.session, Person, home.client.id)
    given = replace(client.consents[0], recipient="", scope="Limitcanary")
    limited = record.change(home.session, replace(client, consents=(*client.consents, given)), seen=client)
    (shown,) = plan(home.session, order.case_ids, order.purpose).limited
    assert (shown.id, shown.scopes) == (client.id, ("Limitcanary",)), "a recipient's consent frees from none"
    with pytest.raises(Refused) as caught:
        pack(home.session, order, cost=cheap_cost)
    assert (caught.value.field, "Limitcanary" in str(caught.value)) == ("within_limits", False)
    assert [one["limit"] for one in caught.value.limits] == ["Limitcanary"]
    assert not (tmp_path / "trip.casebook").exists()
    packed = pack(home.session, replace(order, within_limits=True), cost=cheap_cost)
    assert packed.limited == (shown,)
    free = replace(given, scope="")
    record.change(home.session, replace(limited, consents=(*limited.consents, free)))
    assert plan(home.session, order.case_ids, order.purpose).limited == ()


def test_what_cannot_be_packed_leaves_nothing(home: Home, tmp_path: Path, cheap_cost: KdfCost) -> None:
    target = tmp_path / "trip.casebook"
    for wrong, error in (
        (replace(home.order(target), case_ids=()), NotFound),
        (replace(home.order(target), case_ids=("0000000000000000",)), NotFound),
        (home.order(target, exhibits=(home.stays.id,)), NotFound),
        (home.order(target, exhibits=(home.privileged.id,)), NotFound),
        (home.order(tmp_path / "trip"), InvalidInput),
        (home.order(home.session.vault.path / "trip.casebook"), Refused),
    ):
        with pytest.raises(error):
            pack(home.session, wrong, cost=cheap_cost)
    record.move_to_bin(home.session, Case, home.case.id)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["small.casebook"]
    assert travel_trip.trips(home.session) == []


def test_a_casebook_in_the_way_stays(home: Home, tmp_path: Path, cheap_cost: KdfCost) -> None:
    target = tmp_path / "trip.casebook"
    packed = home.packed(target, cheap_cost)
    with pytest.raises(Conflict):
        home.packed(target, cheap_cost)
    on_the_trip(packed, home.session).lock()


def test_a_damaged_exhibit_is_named_and_the_rest_travels(
    home: Home, tmp_path: Path, cheap_cost: KdfCost
) -> None:
    home.session.vault.attachments.remove(home.carried.attachment_id)
    packed = home.packed(tmp_path / "trip.casebook", cheap_cost, exhibits=None)
    assert (packed.unreadable, packed.exhibits) == ((home.carried.id,), 0)
    with on_the_trip(packed, home.session) as trip:
        assert [one.attachment_id for one in record.every(trip, Document)] == [""]


def test_one_that_is_stopped_leaves_nothing(home: Home, tmp_path: Path, cheap_cost: KdfCost) -> None:
    def stop(done: int, total: int, step: Message) -> None:  # noqa: ARG001
        if step == Message("encrypting the exhibits anew"):
            raise Cancelled("Stopped.")

    target = tmp_path / "trip.casebook"
    with pytest.raises(Cancelled):
        pack(home.session, home.order(target, exhibits=None), cost=cheap_cost, progress=stop)
    assert [one.name for one in tmp_path.glob("*.casebook")] == ["small.casebook"]
    assert travel_trip.trips(home.session) == []


def test_one_whose_phrase_nobody_saw_is_packed_again(home: Home, tmp_path: Path, cheap_cost: KdfCost) -> None:
    first = home.packed(tmp_path / "trip.casebook", cheap_cost)
    (known,) = travel_trip.trips(home.session)
    travel_trip.keep(home.session, replace(known, is_packed=False))  # as a stop after the renaming leaves it
    again = home.packed(tmp_path / "trip.casebook", cheap_cost)
    assert [one.is_packed for one in travel_trip.trips(home.session)] == [True]
    with pytest.raises(WrongKey):
        open_session(again.path, first.phrase)
    on_the_trip(again, home.session).lock()


@pytest.fixture
def sample(sample_vault: MasterVault, tmp_path: Path) -> Iterator[Session]:
    path = sample_vault.copied_to(tmp_path / "sample.casebook")
    opened = open_session(path, sample_vault.code, clock=fixed_clock(SAMPLE_AT), ids=seeded_ids(7))
    yield opened
    opened.close()


def test_of_each_case_of_the_sample_no_id_of_another_travels(
    sample: Session, tmp_path: Path, cheap_cost: KdfCost
) -> None:
    packed_cases = 0
    for client in record.every(sample, Person):
        consent = Consent(purpose="dossier", given_on=date(2026, 1, 2))
        record.change(sample, replace(client, consents=(consent,)))
    for case in record.every(sample, Case):
        order = TravelOrder(case_ids=(case.id,), target=tmp_path / f"{case.id}.casebook", purpose="dossier")
        goes = records_of_cases(sample, [case.id]).all_ids
        with sample.store.reading() as connection:
            ids = {
                one.id
                for table in tables()
                if table.merge and not table.comes_with_packs
                for one in table.all(connection)
            }
            others = case_content.of_cases_among(connection, ids) - goes
        data = every_byte(pack(sample, order, cost=cheap_cost))
        assert others
        assert [one for one in others if one.encode() in data] == []
        packed_cases += 1
    assert packed_cases > 1


def test_cases_with_what_they_cite_are_small(sample: Session, tmp_path: Path, cheap_cost: KdfCost) -> None:
    session = sample
    cases = record.every(session, Case)[:2]
    order = TravelOrder(
        case_ids=tuple(one.id for one in cases),
        target=tmp_path / "trip.casebook",
        purpose="court",
        within_limits=True,
    )
    packed = pack(session, order, cost=cheap_cost)
    assert packed.size_bytes <= 5_000_000
    with on_the_trip(packed, session) as trip:
        findings = record.every(trip, Finding)
        assert findings
        assert len(findings) < len(record.every(session, Finding))
        assert {one.source_id for one in findings} <= {one.id for one in record.every(trip, Source)}
        assert vault.check(trip).problems == ()


@pytest.mark.parametrize("calls", [1, 2, 3, 4])
def test_what_a_kill_left_opens_for_nobody_and_goes_at_the_next_call(
    home: Home, tmp_path: Path, cheap_cost: KdfCost, small_code: str, calls: int
) -> None:
    home.session.lock()
    target, path = tmp_path / "trip.casebook", home.session.vault.path
    arguments = (path, small_code, target, home.case.id, calls, cheap_cost.memory_kib)
    command = [sys.executable, "-c", PACKING, *map(str, arguments)]
    killed = subprocess.run(command, cwd=Path(__file__).parents[3], check=False)
    assert killed.returncode == KILLED
    assert not target.exists()
    home.session = open_session(path, small_code, clock=home.session.clock)
    packed = home.packed(target, cheap_cost)
    assert [one.is_packed for one in travel_trip.trips(home.session)] == [True]
    assert sorted(one.name for one in tmp_path.glob("*.casebook")) == ["small.casebook", "trip.casebook"]
    on_the_trip(packed, home.session).lock()
    home.session.close()
