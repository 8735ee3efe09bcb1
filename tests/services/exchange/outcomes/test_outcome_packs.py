"""Packs of outcomes: what leaves, and what comes in."""

from __future__ import annotations

import csv
import json
from base64 import b64decode, b64encode
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

import pytest

from casebook.base.errors import CasebookError, Conflict, InvalidInput, NotFound, Refused, VaultTooNew
from casebook.base.i18n import Translator
from casebook.domain.case.case import Case
from casebook.domain.case.outcome import Outcome
from casebook.domain.case.packed_outcome import PackedOutcome, with_key
from casebook.domain.exchange.outcome_pack import OutcomePack
from casebook.domain.person.person import Consent, Person
from casebook.packs.signed_outcomes import CARD_NAME, unpack_outcomes
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.case import outcome_leaving, outcome_ledger, outcome_table
from casebook.services.case.outcome_ledger import LedgerQuery
from casebook.services.case.outcome_words import OutcomeTexts
from casebook.services.exchange.outcomes import ledger_file, outcome_export, outcome_import
from casebook.services.sharing import card, device
from casebook.vault import DeviceKeys, Secret, new_card
from tests.services.exchange.outcomes.written import CONSENT, ROWS, foreign_pack, keep, words_of

TODAY = date(2026, 12, 1)
NAMES = ("Zhao", "Wu", "Q-1", "c1", "o1", "p1", "told", "visit")


def test_what_leaves_is_what_was_shown_signed_and_in_the_register(session: Session, tmp_path: Path) -> None:
    keep(session, range(5))
    device.make_own(session, "Office of Here")
    shown = outcome_leaving.preview(session)
    out = tmp_path / "2026.casebook-outcomes"
    entry = run_in_line(outcome_export.write(session, shown, out))
    pack = unpack_outcomes(out.read_bytes(), TODAY)
    assert [(row.part, row.people) for row in pack.rows].count(("end", 5)) == 1
    assert pack.rows == tuple(row for _, row in shown.rows)
    assert pack.card.name == CARD_NAME
    assert b"Office of Here" not in b64decode(json.loads(out.read_bytes())["card"])
    assert (pack.threshold, pack.digest) == (5, entry.digest)
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


def test_no_pack_tells_how_many_were_left_out(session: Session, tmp_path: Path) -> None:
    keep(session, range(5))
    device.make_own(session, "Office of Here")
    contents = []
    for number in range(2):
        shown = outcome_leaving.preview(session, with_all=True)
        out = tmp_path / f"{number}.casebook-outcomes"
        entry = run_in_line(outcome_export.write(session, shown, out))
        assert entry.left_out == number, "counted here"
        contents.append(json.loads(json.loads(out.read_bytes())["content"]))
        keep(session, range(5 + number, 6 + number), consents=())
    first, second = ({**one, "follows": []} for one in contents)
    assert first == second, "else two packs beside each other tell that one person came between"


def test_a_sealed_case_stays_and_few_are_left_out_and_counted(session: Session) -> None:
    keep(session, range(4))
    sealed = record.find(session, Case, "c0")
    record.change(session, replace(sealed, confidentiality="sealed"))
    shown = outcome_leaving.preview(session, 3)
    assert shown.sealed == ("o0",)
    assert {row.people for _, row in shown.rows} == {3}
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


def test_packs_of_one_day_are_proposed_under_names_that_sort(session: Session, tmp_path: Path) -> None:
    keep(session, range(10))
    device.make_own(session, "Office of Here")
    names = []
    for number in range(2):
        shown = outcome_leaving.preview(session, with_all=True)
        names.append(outcome_export.file_name(session, shown))
        run_in_line(outcome_export.write(session, shown, tmp_path / f"{number}.casebook-outcomes"))
    day = session.clock().date().isoformat()
    assert names == [f"outcomes-{day}-{number}.casebook-outcomes" for number in ("01", "02")]


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
    assert [one.state for one in view.rows] == ["new"] * 3
    with pytest.raises(Refused, match="Nobody compared"):
        run_in_line(outcome_import.take(session, view))
    taken = run_in_line(outcome_import.take(session, view, allow=True))
    assert not taken.was_compared
    assert taken.rows == ROWS
    lines = outcome_ledger.ledger(session)
    assert {one.origin for one in lines} == {"uncompared"}


def test_a_compared_card_needs_no_further_decision(session: Session, tmp_path: Path) -> None:
    device.make_own(session, "Office of Here")
    other = card.add(session, new_card(DeviceKeys(Secret(bytes(32))), "Office of Elsewhere").data)
    view = run_in_line(outcome_import.look(session, foreign_pack(tmp_path / "a")))
    assert view.signer_state == "known"
    card.confirm(session, other.id)
    view = run_in_line(outcome_import.look(session, foreign_pack(tmp_path / "a")))
    assert view.signer_state == "compared"
    assert run_in_line(outcome_import.take(session, view)).was_compared


def test_a_pack_is_imported_once_and_a_later_one_changes_its_rows(session: Session, tmp_path: Path) -> None:
    view = run_in_line(outcome_import.look(session, foreign_pack(tmp_path / "a")))
    run_in_line(outcome_import.take(session, view, allow=True))
    again = run_in_line(outcome_import.look(session, tmp_path / "a"))
    assert again.earlier is not None
    assert [one.state for one in again.rows] == ["known"] * 3
    with pytest.raises(Conflict, match="imported before"):
        run_in_line(outcome_import.take(session, again, [ROWS[0].key], allow=True))
    later = (ROWS[0], ROWS[1], replace(ROWS[2], people=9))
    newer = run_in_line(
        outcome_import.look(session, foreign_pack(tmp_path / "b", later, made_on="2025-11-20"))
    )
    assert [one.state for one in newer.rows] == ["known", "known", "changed"]
    run_in_line(outcome_import.take(session, newer, allow=True))
    lines = outcome_ledger.ledger(session)
    assert sorted((one.row.part, one.row.people, one.standing) for one in lines) == [
        ("assurance", 3, ""), ("end", 4, ""), ("end", 9, "")
    ]  # fmt: skip


def test_two_signers_who_say_the_same_stand_side_by_side(session: Session, tmp_path: Path) -> None:
    view = run_in_line(outcome_import.look(session, foreign_pack(tmp_path / "a")))
    run_in_line(outcome_import.take(session, view, allow=True))
    view = run_in_line(outcome_import.look(session, foreign_pack(tmp_path / "b", seed=bytes([1] * 32))))
    assert [one.state for one in view.rows] == ["alike"] * 3
    with pytest.raises(InvalidInput, match="No row was chosen"):
        run_in_line(outcome_import.take(session, view, allow=True))
    run_in_line(outcome_import.take(session, view, [row.key for row in ROWS], allow=True))
    lines = outcome_ledger.ledger(session)
    assert [one.doubled_by for one in lines] == [1] * 6
    remarks = [OutcomeTexts(Translator()).remarks(one) for one in lines]
    assert all("another signer reports the same, perhaps of the same people" in one for one in remarks)


def test_a_pack_follows_a_card_that_is_compared_later(session: Session, tmp_path: Path) -> None:
    device.make_own(session, "Office of Here")
    view = run_in_line(outcome_import.look(session, foreign_pack(tmp_path / "a")))
    run_in_line(outcome_import.take(session, view, allow=True))
    other = card.add(session, new_card(DeviceKeys(Secret(bytes(32))), "Office of Elsewhere").data)
    assert [one.was_compared for one in outcome_ledger.packs(session)] == [False]
    card.confirm(session, other.id)
    assert [one.was_compared for one in outcome_ledger.packs(session)] == [True]
    assert {one.origin for one in outcome_ledger.ledger(session)} == {"others"}


def test_what_says_the_same_as_one_of_ours_is_marked(session: Session, tmp_path: Path) -> None:
    keep(session, range(5))
    rows = tuple(row for _, row in outcome_leaving.preview(session).rows)
    view = run_in_line(outcome_import.look(session, foreign_pack(tmp_path / "a", rows)))
    assert {one.state for one in view.rows} == {"alike"}
    device.make_own(session, "Office of Here")
    out = tmp_path / "own.casebook-outcomes"
    run_in_line(outcome_export.write(session, outcome_leaving.preview(session), out))
    own = run_in_line(outcome_import.look(session, out))
    assert own.signer_state == "own"
    with pytest.raises(Refused, match="This device wrote"):
        run_in_line(outcome_import.take(session, own, allow=True))


def written(session: Session, out: Path) -> OutcomePack:
    """Write what would leave today, also what is true of everybody."""
    return run_in_line(outcome_export.write(session, outcome_leaving.preview(session, with_all=True), out))


def test_a_pack_before_and_after_one_case_says_the_same(session: Session, tmp_path: Path) -> None:
    keep(session, range(5))
    device.make_own(session, "Office of Here")
    first = written(session, tmp_path / "a.casebook-outcomes")
    keep(session, [5])
    shown = outcome_leaving.preview(session)
    assert (shown.fresh, shown.last_on) == (("o5",), first.made_on)
    assert shown.fresh == shown.held == shown.too_few
    assert written(session, tmp_path / "b.casebook-outcomes").rows == first.rows
    keep(session, range(6, 9))
    assert len(outcome_leaving.preview(session).fresh) == 4
    keep(session, [9])
    shown = outcome_leaving.preview(session)
    assert (shown.fresh, {row.people for _, row in shown.rows}) == ((), {10})


def test_one_who_completes_a_row_with_some_who_stayed_waits_too(session: Session, tmp_path: Path) -> None:
    """Else the row that appears would tell of whoever came between two packs."""
    keep(session, range(5))
    keep(session, range(5, 9))
    for number in range(5, 9):
        record.change(session, replace(record.find(session, Outcome, f"o{number}"), ended="refused"))
    device.make_own(session, "Office of Here")
    first = written(session, tmp_path / "a.casebook-outcomes")
    keep(session, [9])
    record.change(session, replace(record.find(session, Outcome, "o9"), ended="refused"))
    assert outcome_leaving.preview(session).fresh == ("o9",)
    assert written(session, tmp_path / "b.casebook-outcomes").rows == first.rows


def test_who_withdraws_takes_the_row_along_until_enough_went(session: Session, tmp_path: Path) -> None:
    keep(session, range(7))
    device.make_own(session, "Office of Here")
    written(session, tmp_path / "a.casebook-outcomes")
    record.change(session, replace(record.find(session, Person, "p1"), consents=()))
    shown = outcome_leaving.preview(session)
    assert (shown.rows, shown.without_consent) == ((), ("o1",))
    assert outcome_leaving.leaving(session, None).lines == ()


def test_a_paper_repeats_the_last_pack_and_nothing_since(session: Session, tmp_path: Path) -> None:
    keep(session, range(5))
    before = outcome_leaving.leaving(session, None)
    assert before.lines == ()
    assert "no pack of outcomes was written yet" in " ".join(outcome_table.notes(before, Translator()))
    device.make_own(session, "Office of Here")
    pack = written(session, tmp_path / "a.casebook-outcomes")
    keep(session, range(5, 15))
    assert {row.people for _, row in outcome_leaving.preview(session).rows} == {15}
    assert tuple(one.row for one in outcome_leaving.leaving(session, None).lines) == pack.rows


def test_a_name_for_a_treaty_and_a_day_to_come_are_refused(session: Session, tmp_path: Path) -> None:
    named = with_key(replace(ROWS[0], instrument="zhang-wei-of-fuqing-fled-2021"))
    with pytest.raises(InvalidInput, match="treaty"):
        run_in_line(outcome_import.look(session, foreign_pack(tmp_path / "a", [named])))
    with pytest.raises(Refused, match="day to come"):
        run_in_line(outcome_import.look(session, foreign_pack(tmp_path / "b", made_on="2099-01-01")))
    with pytest.raises(Refused, match="cannot be"):
        foreign_pack(tmp_path / "c", [with_key(replace(ROWS[0], on="2099"))])


def signed(rows: list[PackedOutcome], threshold: int, name: str = CARD_NAME) -> bytes:
    """Return a pack of rows that no Casebook writes, well signed."""
    keys = DeviceKeys(Secret(bytes(32)))
    text = json.dumps(
        {
            "made_on": "2025-11-01",
            "threshold": threshold,
            "rows": [asdict(one) for one in rows],
        }
    )
    return json.dumps(
        {
            "format": "casebook-outcomes-1",
            "card": b64encode(new_card(keys, name).data).decode(),
            "signature": keys.sign(text.encode(), "outcomes").hex(),
            "content": text,
        }
    ).encode()


def test_a_row_of_fewer_people_than_the_pack_states_is_refused() -> None:
    assert unpack_outcomes(signed([ROWS[0]], 4), TODAY).threshold == 4
    for rows, threshold, name in (
        ([ROWS[0]], 5, CARD_NAME),
        ([replace(ROWS[0], people=1)], 5, CARD_NAME),
        ([replace(ROWS[0], people=1)], 0, CARD_NAME),
        ([ROWS[0]], 2, CARD_NAME),
        ([ROWS[0]], 4, "Office of Zhao Yi1"),
    ):
        with pytest.raises(InvalidInput, match="not a pack of outcomes"):
            unpack_outcomes(signed(rows, threshold, name), TODAY)


def test_a_row_that_is_not_in_the_pack_cannot_be_chosen(session: Session, tmp_path: Path) -> None:
    view = run_in_line(outcome_import.look(session, foreign_pack(tmp_path / "a")))
    with pytest.raises(InvalidInput, match="not in the pack"):
        run_in_line(outcome_import.take(session, view, ["c" * 20], allow=True))
    taken = run_in_line(outcome_import.take(session, view, [ROWS[0].key], allow=True))
    assert taken.declined == (ROWS[1].key, ROWS[2].key)


def test_an_imported_pack_is_removed_and_restored_and_one_that_left_is_not(
    session: Session, tmp_path: Path
) -> None:
    view = run_in_line(outcome_import.look(session, foreign_pack(tmp_path / "a")))
    taken = run_in_line(outcome_import.take(session, view, allow=True))
    outcome_import.remove(session, taken.id)
    assert outcome_ledger.ledger(session) == []
    outcome_import.restore(session, taken.id)
    assert len(outcome_ledger.ledger(session)) == 3
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
        unpack_outcomes(json.dumps({**document, field: changed[field]}).encode(), TODAY)


@pytest.mark.parametrize("data", [b"", b"{}", b"[1", b"\xff\xfe", b'{"format": "casebook-outcomes-1"}'])
def test_what_is_no_pack_is_called_so(data: bytes) -> None:
    with pytest.raises(InvalidInput, match="not a pack of outcomes"):
        unpack_outcomes(data, TODAY)


def test_a_later_format_asks_for_an_update(tmp_path: Path) -> None:
    document = {**_document(foreign_pack(tmp_path / "a")), "format": "casebook-outcomes-2"}
    with pytest.raises(VaultTooNew):
        unpack_outcomes(json.dumps(document).encode(), TODAY)


def test_signed_words_in_place_of_codes_are_refused() -> None:
    for rows in ([with_key(replace(ROWS[0], requested="Zhao Yi"))], [ROWS[0], ROWS[0]], []):
        with pytest.raises(CasebookError):
            unpack_outcomes(signed(rows, 3), TODAY)


def test_own_numbers_are_hidden_where_small_and_those_of_others_are_not(
    session: Session, tmp_path: Path
) -> None:
    keep(session, range(4))
    view = run_in_line(outcome_import.look(session, foreign_pack(tmp_path / "a")))
    run_in_line(outcome_import.take(session, view, allow=True))
    tables = {(one.counts, one.origin): one for one in outcome_ledger.tables(outcome_ledger.ledger(session))}
    assert {*tables["people", "own"].values.values()} == {None}
    assert tables["people", "uncompared"].values["CN", "refused"] == 3
    assert tables["people", "uncompared"].values["", ""] == 7
    assert tables["assurances", "uncompared"].values["death-penalty", "kept"] == 3


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
            "compared": LedgerQuery(origin="others"),
        }.items()
    }
    assert counts == {
        "all": 5, "breached": 2, "kept": 1, "neither": 0, "refused": 1, "own": 2, "elsewhere": 0,
        "compared": 0,
    }  # fmt: skip


def test_the_file_of_the_ledger_names_nobody_and_says_what_is_left_out(
    session: Session, tmp_path: Path
) -> None:
    keep(session, range(5))
    keep(session, range(5, 7), consents=())
    device.make_own(session, "Office of Here")
    written(session, tmp_path / "a.casebook-outcomes")
    view = run_in_line(outcome_import.look(session, foreign_pack(tmp_path / "a")))
    run_in_line(outcome_import.take(session, view, allow=True))
    out = tmp_path / "ledger.csv"
    run_in_line(ledger_file.write(session, None, out, Translator()))
    text = out.read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(text.splitlines()))
    assert [(row["origin"], row["signer_compared"]) for row in rows] == [("own", "")] * 3 + [
        ("uncompared", "no")
    ] * 3
    assert {(row["signer"], row["people_claimed_at_least"]) for row in rows[3:]} == {
        (view.pack.card.device_id.hex(), "3")
    }
    assert not [name for name in ("Zhao", "Wu", "Q-1", "told", "visit", "contact", "Office") if name in text]
    shown = outcome_leaving.leaving(session, None)
    notes = " ".join(outcome_table.notes(shown, Translator()))
    assert "how much that is does not leave" in notes
    assert "2 outcomes" not in notes
    words = "\n".join(
        words_of(block) for block in ledger_file.composition(shown, Translator()).parts[0].blocks
    )
    assert "Reported by others, signer not compared, pack 1" in words
    assert "by the device" in words
    assert "people in each row at least 3" in words
    assert "People by State (reported by others, signer not compared)" in words
    pdf = tmp_path / "ledger.pdf"
    run_in_line(ledger_file.write(session, None, pdf, Translator("zh-Hans")))
    assert pdf.read_bytes().startswith(b"%PDF")
    with pytest.raises(InvalidInput):
        run_in_line(ledger_file.write(session, None, tmp_path / "ledger.txt", Translator()))
