"""Packs of outcomes: what leaves, and what comes in."""

from __future__ import annotations

import json
from base64 import b64encode
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from casebook.base.errors import CasebookError, Conflict, InvalidInput, NotFound, Refused, VaultTooNew
from casebook.base.i18n import Translator
from casebook.domain.case.case import Case
from casebook.domain.person.person import Consent, Person
from casebook.packs.signed_outcomes import unpack_outcomes
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.case import outcome_leaving, outcome_ledger, outcome_table
from casebook.services.case.outcome_ledger import LedgerQuery
from casebook.services.exchange.outcomes import ledger_file, outcome_export, outcome_import
from casebook.services.sharing import card, device
from casebook.vault import DeviceKeys, Secret, new_card
from tests.services.exchange.outcomes.written import CONSENT, ROWS, foreign_pack, keep

NAMES = ("Zhao", "Wu", "Q-1", "c1", "o1", "p1", "told", "visit")


def test_what_leaves_is_what_was_shown_signed_and_in_the_register(session: Session, tmp_path: Path) -> None:
    keep(session, range(5))
    device.make_own(session, "Office of Here")
    shown = outcome_leaving.preview(session)
    out = tmp_path / "2026.casebook-outcomes"
    entry = run_in_line(outcome_export.write(session, shown, out))
    pack = unpack_outcomes(out.read_bytes())
    assert pack.rows == tuple(row for _, row in shown.rows)
    assert pack.card.name == "Office of Here"
    assert (pack.threshold, pack.left_out, pack.digest) == (5, 0, entry.digest)
    content = json.loads(out.read_bytes())["content"]
    assert not [name for name in NAMES if f'"{name}' in content or f"{name} " in content]
    (listed,) = outcome_ledger.packs(session)
    assert listed.outcome_ids == {f"o{n}" for n in range(5)}
    assert listed.kind == "given"


def test_without_consent_or_with_limits_nothing_leaves(session: Session, tmp_path: Path) -> None:
    device.make_own(session, "Office of Here")
    keep(session, range(5), consents=())
    keep(session, range(5, 8), consents=(replace(CONSENT, scope="only in court"),))
    keep(session, range(8, 11), consents=(replace(CONSENT, recipient="One office"),))
    keep(session, range(11, 14), consents=(Consent(purpose="partner", given_on=date(2020, 1, 1)),))
    shown = outcome_leaving.preview(session)
    assert len(shown.without_consent) == 14
    assert (shown.rows, shown.left_out) == ((), 14)
    out = tmp_path / "x.casebook-outcomes"
    with pytest.raises(Refused, match="Nothing leaves"):
        run_in_line(outcome_export.write(session, shown, out))
    assert not out.exists()
    assert outcome_ledger.packs(session) == []


def test_a_sealed_case_stays_and_few_are_left_out_and_counted(session: Session) -> None:
    keep(session, range(4))
    sealed = record.find(session, Case, "c0")
    record.change(session, replace(sealed, confidentiality="sealed"))
    shown = outcome_leaving.preview(session, 3)
    assert shown.sealed == ("o0",)
    assert len(shown.rows) == 3
    assert outcome_leaving.preview(session, 5).too_few == ("o1", "o2", "o3")
    with pytest.raises(InvalidInput):
        outcome_leaving.preview(session, 2)


def test_other_rows_than_were_shown_do_not_leave(session: Session, tmp_path: Path) -> None:
    keep(session, range(5))
    device.make_own(session, "Office of Here")
    shown = outcome_leaving.preview(session)
    person = record.find(session, Person, "p1")
    record.change(session, replace(person, consents=()))
    with pytest.raises(Conflict, match="Other rows"):
        run_in_line(outcome_export.write(session, shown, tmp_path / "x.casebook-outcomes"))
    assert [*tmp_path.glob("*.casebook-outcomes")] == []


def test_a_withdrawn_consent_names_the_packs_that_hold_the_outcome(session: Session, tmp_path: Path) -> None:
    keep(session, range(5))
    device.make_own(session, "Office of Here")
    shown = outcome_leaving.preview(session)
    entry = run_in_line(outcome_export.write(session, shown, tmp_path / "x.casebook-outcomes"))
    assert outcome_export.withdrawn_since(session, entry) == ()
    person = record.find(session, Person, "p1")
    record.change(session, replace(person, consents=(replace(CONSENT, withdrawn_on=date(2020, 2, 1)),)))
    assert outcome_export.withdrawn_since(session, entry) == ("o1",)


def test_a_file_that_cannot_be_written_leaves_no_entry(session: Session, tmp_path: Path) -> None:
    keep(session, range(5))
    device.make_own(session, "Office of Here")
    shown = outcome_leaving.preview(session)
    with pytest.raises(InvalidInput):
        run_in_line(outcome_export.write(session, shown, tmp_path / "absent" / "x.casebook-outcomes"))
    assert outcome_ledger.packs(session) == []


def test_a_device_without_a_card_signs_nothing(session: Session, tmp_path: Path) -> None:
    keep(session, range(5))
    with pytest.raises(NotFound, match="no card"):
        run_in_line(
            outcome_export.write(session, outcome_leaving.preview(session), tmp_path / "x.casebook-outcomes")
        )


def test_an_unknown_signer_is_not_compared_and_wants_a_decision(session: Session, tmp_path: Path) -> None:
    view = run_in_line(outcome_import.look(session, foreign_pack(tmp_path / "a")))
    assert view.signer_state == "unknown"
    assert [one.state for one in view.rows] == ["new", "new"]
    with pytest.raises(Refused, match="Nobody compared"):
        run_in_line(outcome_import.take(session, view))
    taken = run_in_line(outcome_import.take(session, view, allow=True))
    assert not taken.was_compared
    assert taken.rows == ROWS
    lines = outcome_ledger.ledger(session)
    assert {one.origin for one in lines} == {"others"}


def test_a_compared_card_needs_no_further_decision(session: Session, tmp_path: Path) -> None:
    device.make_own(session, "Office of Here")
    other = card.add(session, new_card(DeviceKeys(Secret(bytes(32))), "Office of Elsewhere").data)
    view = run_in_line(outcome_import.look(session, foreign_pack(tmp_path / "a")))
    assert view.signer_state == "known"
    card.confirm(session, other.id)
    view = run_in_line(outcome_import.look(session, foreign_pack(tmp_path / "a")))
    assert view.signer_state == "compared"
    assert run_in_line(outcome_import.take(session, view)).was_compared


def test_a_pack_is_imported_once_and_a_later_one_replaces_its_rows(session: Session, tmp_path: Path) -> None:
    view = run_in_line(outcome_import.look(session, foreign_pack(tmp_path / "a")))
    run_in_line(outcome_import.take(session, view, allow=True))
    again = run_in_line(outcome_import.look(session, tmp_path / "a"))
    assert again.earlier is not None
    assert [one.state for one in again.rows] == ["known", "known"]
    with pytest.raises(Conflict, match="imported before"):
        run_in_line(outcome_import.take(session, again, ["a" * 20], allow=True))
    later = (ROWS[0], replace(ROWS[1], ended="released"))
    newer = run_in_line(
        outcome_import.look(session, foreign_pack(tmp_path / "b", later, made_on="2026-11-20"))
    )
    assert [one.state for one in newer.rows] == ["known", "changed"]
    run_in_line(outcome_import.take(session, newer, allow=True))
    assert sorted(one.row.ended for one in outcome_ledger.ledger(session)) == ["extradition", "released"]


def test_two_signers_of_one_number_stand_beside_each_other(session: Session, tmp_path: Path) -> None:
    for name, seed in (("a", bytes(32)), ("b", bytes([1] * 32))):
        view = run_in_line(outcome_import.look(session, foreign_pack(tmp_path / name, seed=seed)))
        run_in_line(outcome_import.take(session, view, ["a" * 20, "b" * 20], allow=True))
    assert [one.doubled_by for one in outcome_ledger.ledger(session)] == [1, 1, 1, 1]


def test_what_says_the_same_as_another_is_marked_and_not_ticked(session: Session, tmp_path: Path) -> None:
    view = run_in_line(outcome_import.look(session, foreign_pack(tmp_path / "a")))
    run_in_line(outcome_import.take(session, view, allow=True))
    alike = tuple(replace(row, pseudonym=row.pseudonym[:19] + "0") for row in ROWS)
    view = run_in_line(
        outcome_import.look(session, foreign_pack(tmp_path / "b", alike, seed=bytes([1] * 32)))
    )
    assert [one.state for one in view.rows] == ["alike", "alike"]
    with pytest.raises(InvalidInput, match="No row was chosen"):
        run_in_line(outcome_import.take(session, view, allow=True))


def test_our_own_rows_that_come_back_are_known_as_ours(session: Session, tmp_path: Path) -> None:
    keep(session, range(5))
    rows = tuple(row for _, row in outcome_leaving.preview(session).rows)
    view = run_in_line(outcome_import.look(session, foreign_pack(tmp_path / "a", rows)))
    assert {one.state for one in view.rows} == {"own"}
    device.make_own(session, "Office of Here")
    out = tmp_path / "own.casebook-outcomes"
    run_in_line(outcome_export.write(session, outcome_leaving.preview(session), out))
    own = run_in_line(outcome_import.look(session, out))
    assert own.signer_state == "own"
    with pytest.raises(Refused, match="This device wrote"):
        run_in_line(outcome_import.take(session, own, allow=True))


def test_a_row_that_is_not_in_the_pack_cannot_be_chosen(session: Session, tmp_path: Path) -> None:
    view = run_in_line(outcome_import.look(session, foreign_pack(tmp_path / "a")))
    with pytest.raises(InvalidInput, match="not in the pack"):
        run_in_line(outcome_import.take(session, view, ["c" * 20], allow=True))
    taken = run_in_line(outcome_import.take(session, view, ["a" * 20], allow=True))
    assert taken.declined == ("b" * 20,)


def test_an_imported_pack_is_removed_and_restored_and_one_that_left_is_not(
    session: Session, tmp_path: Path
) -> None:
    view = run_in_line(outcome_import.look(session, foreign_pack(tmp_path / "a")))
    taken = run_in_line(outcome_import.take(session, view, allow=True))
    outcome_import.remove(session, taken.id)
    assert outcome_ledger.ledger(session) == []
    outcome_import.restore(session, taken.id)
    assert len(outcome_ledger.ledger(session)) == 2
    keep(session, range(5))
    device.make_own(session, "Office of Here")
    left = run_in_line(
        outcome_export.write(session, outcome_leaving.preview(session), tmp_path / "x.casebook-outcomes")
    )
    with pytest.raises(Refused, match="keeps what left"):
        outcome_import.remove(session, left.id)


def _document(path: Path) -> dict[str, str]:
    document: dict[str, str] = json.loads(path.read_bytes())
    return document


@pytest.mark.parametrize("field", ["content", "signature", "card", "format"])
def test_a_changed_pack_is_refused(tmp_path: Path, field: str) -> None:
    document = _document(foreign_pack(tmp_path / "a"))
    changed = {
        "content": document["content"].replace('"kept"', '"breached"'),
        "signature": "0" * 128,
        "card": b64encode(new_card(DeviceKeys(Secret(bytes([7] * 32))), "X").data).decode(),
        "format": "something-else-1",
    }
    with pytest.raises((Refused, InvalidInput)):
        unpack_outcomes(json.dumps({**document, field: changed[field]}).encode())


@pytest.mark.parametrize("data", [b"", b"{}", b"[1", b"\xff\xfe", b'{"format": "casebook-outcomes-1"}'])
def test_what_is_no_pack_is_called_so(data: bytes) -> None:
    with pytest.raises(InvalidInput, match="not a pack of outcomes"):
        unpack_outcomes(data)


def test_a_later_format_asks_for_an_update(tmp_path: Path) -> None:
    document = {**_document(foreign_pack(tmp_path / "a")), "format": "casebook-outcomes-2"}
    with pytest.raises(VaultTooNew):
        unpack_outcomes(json.dumps(document).encode())


def test_signed_words_in_place_of_codes_are_refused(tmp_path: Path) -> None:
    named = replace(ROWS[0], requested="Zhao Yi")
    with pytest.raises(CasebookError):
        unpack_outcomes(foreign_pack(tmp_path / "a", [named]).read_bytes())
    with pytest.raises(CasebookError):
        unpack_outcomes(foreign_pack(tmp_path / "b", [ROWS[0], ROWS[0]]).read_bytes())
    with pytest.raises(CasebookError):
        unpack_outcomes(foreign_pack(tmp_path / "c", []).read_bytes())


def test_own_numbers_are_hidden_where_small_and_those_of_others_are_not(
    session: Session, tmp_path: Path
) -> None:
    keep(session, range(4))
    view = run_in_line(outcome_import.look(session, foreign_pack(tmp_path / "a")))
    run_in_line(outcome_import.take(session, view, allow=True))
    tables = {(one.counts, one.origin): one for one in outcome_ledger.tables(outcome_ledger.ledger(session))}
    assert {*tables["people", "own"].values.values()} == {None}
    assert tables["people", "others"].values["CN", "refused"] == 1
    assert tables["assurances", "others"].values["death-penalty", "kept"] == 1


def test_the_ledger_is_filtered(session: Session, tmp_path: Path) -> None:
    keep(session, range(2))
    view = run_in_line(outcome_import.look(session, foreign_pack(tmp_path / "a")))
    run_in_line(outcome_import.take(session, view, allow=True))
    counts = {
        name: len(outcome_ledger.ledger(session, query))
        for name, query in {
            "all": LedgerQuery(),
            "breached": LedgerQuery(result="breached"),
            "kept": LedgerQuery(result="kept", about="death-penalty"),
            "neither": LedgerQuery(result="kept", about="monitoring"),
            "refused": LedgerQuery(ended="refused"),
            "own": LedgerQuery(origin="own"),
            "elsewhere": LedgerQuery(state="HK"),
        }.items()
    }
    assert counts == {
        "all": 4, "breached": 2, "kept": 1, "neither": 0, "refused": 1, "own": 2, "elsewhere": 0
    }  # fmt: skip


def test_the_file_of_the_ledger_names_nobody_and_says_what_is_left_out(
    session: Session, tmp_path: Path
) -> None:
    keep(session, range(5))
    keep(session, range(5, 7), consents=())
    view = run_in_line(outcome_import.look(session, foreign_pack(tmp_path / "a")))
    run_in_line(outcome_import.take(session, view, allow=True))
    out = tmp_path / "ledger.csv"
    run_in_line(ledger_file.write(session, None, out, Translator()))
    text = out.read_text(encoding="utf-8-sig")
    assert len(text.splitlines()) == 1 + 5 + 2
    assert not [name for name in ("Zhao", "Wu", "Q-1", "told", "visit") if name in text]
    shown = outcome_leaving.leaving(session, None)
    assert "2 without consent" in " ".join(outcome_table.notes(shown, Translator()))
    pdf = tmp_path / "ledger.pdf"
    run_in_line(ledger_file.write(session, None, pdf, Translator("zh-Hans")))
    assert pdf.read_bytes().startswith(b"%PDF")
    with pytest.raises(InvalidInput):
        run_in_line(ledger_file.write(session, None, tmp_path / "ledger.txt", Translator()))
