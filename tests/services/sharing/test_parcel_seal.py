from __future__ import annotations

import signal
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest

from casebook.base.errors import Cancelled, Conflict, InvalidInput, NotFound, Refused
from casebook.base.message import Message
from casebook.domain.person.person import Consent, Person
from casebook.domain.sharing.manifest import read_manifest
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session, open_session
from casebook.services.evidence.document import file_sealed
from casebook.services.sharing import card, device
from casebook.services.sharing.parcels import register
from casebook.services.sharing.parcels.parcel_plan import plan_cases, plan_dossier, plan_records
from casebook.services.sharing.parcels.parcel_preview import preview
from casebook.services.sharing.parcels.parcel_seal import seal
from casebook.store.json_export import history
from casebook.vault.sharing.parcel_reader import open_parcel
from tests.services.sharing.conftest import Opener, introduce
from tests.services.sharing.matters import (
    EXHIBIT,
    OF_ANOTHER_CASE,
    PRIVILEGED,
    WITHHELD,
    matter,
    order_for,
    plain_of,
    sent,
    versions_in,
)


@pytest.fixture
def anna(casebook_of: Opener) -> Session:
    return casebook_of("anna")


@pytest.fixture
def ben(casebook_of: Opener, anna: Session) -> Session:
    opened = casebook_of("ben")
    introduce(anna, opened)
    return opened


def test_a_case_goes_without_what_is_protected_or_of_another(
    anna: Session, ben: Session, tmp_path: Path
) -> None:
    of = matter(anna)
    out = tmp_path / "p.casebook-parcel"
    done = sent(anna, of.case, out, ben)
    plain = plain_of(ben, out)
    text = plain.decode("utf-8", "replace")
    canaries = (*WITHHELD, *PRIVILEGED, *OF_ANOTHER_CASE, of.other.id)
    assert [one for one in canaries if one in text] == []
    assert EXHIBIT in plain
    assert "They came" in text
    assert of.advice.id not in versions_in(ben, out)
    person = versions_in(ben, out)[of.client.id]
    assert not {"health", "whereabouts", "safe_contact", "vulnerability"} & person.entries.keys()
    assert [key for key in person.entries if key.startswith("details/")] == []
    assert (done.phrase, done.handover.state) == ("", "sealed")
    assert not out.with_name(out.name + ".new").exists()


def test_a_value_that_was_replaced_is_withheld_too(anna: Session, ben: Session, tmp_path: Path) -> None:
    of = matter(anna)
    record.change(anna, replace(of.client, health="", whereabouts="Secondcanary"))
    out = tmp_path / "p"
    sent(anna, of.case, out, ben)
    person = versions_in(ben, out)[of.client.id]
    assert "Secondcanary" not in plain_of(ben, out).decode("utf-8", "replace")
    assert {key for key, _ in person.spent} == set()


def test_what_is_ticked_goes_and_the_preview_says_what_stays(
    anna: Session, ben: Session, tmp_path: Path
) -> None:
    of = matter(anna)
    order = order_for(anna, of.case, ben)
    keys = {one.key for one in order.plan.protected}
    assert f"person/{of.client.id}/health" in keys
    assert f"document/{of.advice.id}" in keys
    assert not any(one.startswith(f"person/{of.mother.id}") for one in keys)
    shown = preview(anna, order)
    assert shown.counts == {"case": 1, "person": 2, "relation": 1, "document": 1, "fact": 1, "note": 1}
    assert (shown.files, shown.refusal) == ((1, len(EXHIBIT)), None)
    assert {one.key for one in shown.withheld} == keys
    ticked = replace(order, include=(f"person/{of.client.id}/health", f"document/{of.advice.id}"))
    assert preview(anna, ticked).files[0] == 2
    run_in_line(seal(anna, ticked, tmp_path / "p"))
    text = plain_of(ben, tmp_path / "p").decode("utf-8", "replace")
    assert "Healthcanary" in text
    assert "Advicecanary" in text
    assert "Whereaboutscanary" not in text
    with pytest.raises(InvalidInput, match="not among the protected"):
        preview(anna, replace(order, include=("person/x/health",)))


def test_the_manifest_says_who_for_what_and_what_is_left_out(
    anna: Session, ben: Session, tmp_path: Path
) -> None:
    of = matter(anna)
    sent(anna, of.case, tmp_path / "p", ben, recall_on=date(2026, 6, 1))
    with open_parcel(tmp_path / "p", keys=device.keys(ben)) as parcel:
        manifest = read_manifest(parcel.manifest)
    assert (manifest.purpose, manifest.recall_on, manifest.kind) == ("partner", date(2026, 6, 1), "records")
    assert [one.person for one in manifest.consents] == [of.client.id]
    assert {(one.noun, one.count) for one in manifest.left_out_records} == {("document", 1), ("note", 1)}
    assert {one.field for one in manifest.left_out if one.record == of.client.id} >= {"health", "details"}
    assert {one.field for one in manifest.left_out if one.record == of.mother.id} >= {"health"}
    (file,) = manifest.files
    assert (file.record, len(file.id)) == (of.exhibit.id, 32)
    assert of.exhibit.attachment_id not in parcel.manifest.decode()


def test_the_register_says_who_holds_what(anna: Session, ben: Session, tmp_path: Path) -> None:
    of = matter(anna)
    done = sent(anna, of.case, tmp_path / "p", ben)
    (row,) = register.rows(anna)
    assert row.handover == done.handover
    assert [one and one.name for one in row.cards] == ["ben"]
    assert row.handover.ids("case") == (of.case.id,)
    assert of.advice.id not in row.handover.all_ids
    assert [one.handover.id for one in register.holders_of(anna, of.client.id)] == [done.handover.id]
    assert register.holders_of(anna, of.advice.id) == []
    with anna.store.reading() as connection:
        text = history(connection)
    assert "ben" not in [word for word in text.split('"') if word == "ben"]


def test_without_every_client_s_consent_nothing_goes(anna: Session, ben: Session, tmp_path: Path) -> None:
    of = matter(anna, Consent(purpose="court", given_on=date(2026, 1, 1)))
    order = order_for(anna, of.case, ben)
    refusal = preview(anna, order).refusal
    assert refusal is not None
    assert "Heron" in str(refusal)
    assert "Clientname" not in f"{refusal} {refusal.remedy!s}"
    with pytest.raises(Refused, match="Heron"):
        run_in_line(seal(anna, order, tmp_path / "p"))
    assert [*tmp_path.glob("p*")] == []
    assert register.rows(anna) == []


def test_a_consent_for_one_recipient_covers_no_second(
    casebook_of: Opener, anna: Session, ben: Session, tmp_path: Path
) -> None:
    of = matter(anna, Consent(purpose="partner", given_on=date(2026, 1, 1), recipient="Ben"))
    carl = casebook_of("carl")
    introduce(anna, carl)
    sent(anna, of.case, tmp_path / "one", ben)
    with pytest.raises(Refused, match="another recipient"):
        sent(anna, of.case, tmp_path / "two", ben, carl)
    with pytest.raises(Refused, match="another recipient"):
        sent(anna, of.case, tmp_path / "three")
    assert sent(anna, of.case, tmp_path / "four", recipient="ben").phrase


def test_a_consent_that_ends_between_plan_and_seal_counts(
    anna: Session, ben: Session, tmp_path: Path
) -> None:
    of = matter(anna)
    order = order_for(anna, of.case, ben)
    assert preview(anna, order).refusal is None
    withdrawn = tuple(replace(one, withdrawn_on=date(2026, 2, 1)) for one in of.client.consents)
    record.change(anna, replace(of.client, consents=withdrawn))
    with pytest.raises(Refused, match="Heron"):
        run_in_line(seal(anna, order, tmp_path / "p"))
    assert register.rows(anna) == []


def test_a_consent_withdrawn_while_it_is_written_leaves_nothing(
    anna: Session, ben: Session, tmp_path: Path
) -> None:
    of = matter(anna)
    order = order_for(anna, of.case, ben)

    def withdraw(done: int, total: int, step: Message) -> None:  # noqa: ARG001
        there = record.find(anna, Person, of.client.id)
        record.change(anna, replace(there, consents=()))

    with pytest.raises(Refused, match="Heron"):
        run_in_line(seal(anna, order, tmp_path / "p", progress=withdraw))
    assert [*tmp_path.glob("p*")] == []
    assert register.rows(anna) == []


def test_a_part_of_a_privileged_document_stays_where_it_is_chosen_alone(anna: Session) -> None:
    of = matter(anna)
    record.change(anna, replace(of.exhibit, part_of=of.advice.id))
    plan = plan_records(anna, [("document", of.exhibit.id)])
    assert [one.key for one in plan.protected] == [f"document/{of.exhibit.id}"]


def test_what_became_privileged_since_the_plan_stays(anna: Session, ben: Session, tmp_path: Path) -> None:
    of = matter(anna)
    order = order_for(anna, of.case, ben)
    record.change(anna, replace(of.exhibit, is_privileged=True))
    run_in_line(seal(anna, order, tmp_path / "p"))
    assert EXHIBIT not in plain_of(ben, tmp_path / "p")


def test_a_card_not_compared_is_refused_unless_ticked_as_is_noted(
    casebook_of: Opener, anna: Session, tmp_path: Path
) -> None:
    of, carl = matter(anna), casebook_of("carl")
    order = order_for(anna, of.case, carl)
    with pytest.raises(Refused, match="not compared"):
        run_in_line(seal(anna, order, tmp_path / "p"))
    done = run_in_line(seal(anna, replace(order, unchecked=order.card_ids), tmp_path / "p"))
    assert [one.was_compared for one in done.handover.holders] == [False]
    assert card.rows(anna)[0].allowed_at == anna.clock()


def test_a_phrase_opens_and_is_kept_nowhere(anna: Session, ben: Session, tmp_path: Path) -> None:
    of = matter(anna)
    done = sent(anna, of.case, tmp_path / "p")
    assert len(done.phrase.split()) == 6
    assert done.phrase not in repr(done)
    assert "They came" in plain_of(ben, tmp_path / "p", done.phrase).decode("utf-8", "replace")
    with pytest.raises(Refused):
        open_parcel(tmp_path / "p", keys=device.keys(ben))
    with anna.store.reading() as connection:
        kept = history(connection)
    assert done.phrase not in kept
    assert " ".join(done.phrase.split()[:2]) not in kept


def test_nobody_else_opens_it(casebook_of: Opener, anna: Session, ben: Session, tmp_path: Path) -> None:
    of, carl = matter(anna), casebook_of("carl")
    sent(anna, of.case, tmp_path / "p", ben)
    with pytest.raises(Refused, match="other devices"):
        open_parcel(tmp_path / "p", keys=device.keys(carl))


def test_a_cancelled_seal_leaves_neither_file_nor_entry(anna: Session, ben: Session, tmp_path: Path) -> None:
    of = matter(anna)

    def stop(done: int, total: int, step: Message) -> None:  # noqa: ARG001
        raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        run_in_line(seal(anna, order_for(anna, of.case, ben), tmp_path / "p", progress=stop))
    assert [*tmp_path.glob("p*")] == []
    assert register.rows(anna) == []
    with pytest.raises(InvalidInput):
        sent(anna, of.case, anna.vault.path, ben)
    with pytest.raises(Refused):
        sent(anna, of.case, anna.vault.path / "p", ben)
    (tmp_path / "there").write_bytes(b"x")
    with pytest.raises(Conflict):
        sent(anna, of.case, tmp_path / "there", ben)
    assert register.rows(anna) == []


def test_a_device_without_a_card_seals_nothing(session: Session, ben: Session, tmp_path: Path) -> None:
    of = matter(session)
    with pytest.raises(NotFound, match="no card"):
        sent(session, of.case, tmp_path / "p", ben)


def test_single_records_keep_their_case_and_a_dossier_its_exhibits(
    anna: Session, ben: Session, tmp_path: Path
) -> None:
    from casebook.domain.dossier.dossier import Dossier

    of = matter(anna)
    plan = plan_records(anna, [("fact", of.fact.id)])
    assert plan.client_ids == (of.client.id,)
    order = replace(order_for(anna, of.case, ben), plan=plan)
    run_in_line(seal(anna, order, tmp_path / "p"))
    (only,) = versions_in(ben, tmp_path / "p").values()
    assert only.entries["case_id"].popitem()[1] == of.case.id
    dossier = Dossier(
        id=anna.ids(),
        case_id=of.case.id,
        title="For the court",
        kind="hearing-dossier",
        exhibit_ids=(of.exhibit.id,),
    )
    record.add(anna, dossier)
    whole = plan_dossier(anna, dossier.id).records.ids
    assert whole["dossier"] == (dossier.id,)
    assert whole["document"] == (of.exhibit.id,)
    assert "note" not in whole
    with pytest.raises(NotFound):
        plan_records(anna, [("fact", "0" * 16)])
    with pytest.raises(InvalidInput):
        plan_cases(anna, [])
    with pytest.raises(InvalidInput):
        plan_records(anna, [])


KILLED = """
import sys, os, signal
from pathlib import Path
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import open_session
from casebook.services.sharing import card
from casebook.services.sharing.parcels.parcel_plan import ParcelOrder, plan_cases
from casebook.services.sharing.parcels.parcel_seal import seal
path, code, case, out = Path(sys.argv[1]), sys.stdin.readline().strip(), sys.argv[2], Path(sys.argv[3])
session = open_session(path, code)
order = ParcelOrder(plan=plan_cases(session, [case]), purpose="partner", card_ids=(card.rows(session)[0].id,))
calls = []
def stop(done, total, step):
    calls.append(done)
    if done:
        os.kill(os.getpid(), signal.SIGKILL)
run_in_line(seal(session, order, out, progress=stop))
"""


def test_a_killed_seal_leaves_no_file_under_its_name_and_no_entry(
    anna: Session, ben: Session, tmp_path: Path, small_code: str
) -> None:
    of = matter(anna)
    big = replace(of.exhibit, id=anna.ids(), attachment_id="", exhibit_mark="")
    sealed = anna.vault.attachments.seal(BytesIO(bytes(4 << 20)), anna.ids())
    file_sealed(anna, big, sealed, ("x",), page_count=1)
    folder = anna.vault.path
    anna.lock()
    out = tmp_path / "p"
    command = [sys.executable, "-c", KILLED, str(folder), of.case.id, str(out)]
    run = subprocess.run(command, input=f"{small_code}\n", text=True, capture_output=True, check=False)
    assert run.returncode == -signal.SIGKILL, run.stderr
    assert not out.exists()
    with open_session(folder, small_code, who="anna") as again:
        assert register.rows(again) == []
        run_in_line(seal(again, order_for(again, of.case, ben), out))
        assert [one.handover.state for one in register.rows(again)] == ["sealed"]
    assert [one.name for one in tmp_path.glob("p*")] == ["p"]


def test_a_large_exhibit_goes_in_bounded_memory(
    anna: Session, ben: Session, tmp_path: Path, peak: Callable[[], int]
) -> None:
    of = matter(anna)
    draft = replace(of.exhibit, id=anna.ids(), attachment_id="")
    file_sealed(anna, draft, anna.vault.attachments.seal(_Zeros(100 << 20), anna.ids()), (), page_count=1)
    before = peak()
    reported: list[tuple[int, int]] = []

    def note(done: int, total: int, step: Message) -> None:  # noqa: ARG001
        reported.append((done, total))

    run_in_line(seal(anna, order_for(anna, of.case, ben), tmp_path / "p", progress=note))
    assert peak() - before < 40 << 20
    assert reported[-1][1] == (100 << 20) + len(EXHIBIT)
    assert len(reported) >= 90


class _Zeros(BytesIO):
    """So many zeros, never all in memory."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self._left = size

    def read(self, size: int | None = -1, /) -> bytes:
        piece = bytes(min(self._left, size or 0)) if size and size > 0 else bytes(self._left)
        self._left -= len(piece)
        return piece


@pytest.fixture
def peak() -> Iterator[Callable[[], int]]:
    """The most memory of Python objects since the test began, in bytes."""
    tracemalloc.start()
    yield lambda: tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()


def test_the_clock_of_the_seal_is_the_vault_s(anna: Session, ben: Session, tmp_path: Path) -> None:
    of = matter(anna)
    done = sent(anna, of.case, tmp_path / "p", ben)
    assert done.handover.at == datetime(2026, 3, 2, 9, tzinfo=UTC)
