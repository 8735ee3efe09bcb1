"""Packs of one signer beside each other: in the order they state, no part above its whole without a word."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from casebook.base.i18n import Translator
from casebook.domain.case.packed_outcome import PackedOutcome, with_key
from casebook.domain.exchange.outcome_pack import OutcomePack
from casebook.packs.signed_outcomes import unpack_outcomes
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.case import outcome_leaving, outcome_ledger
from casebook.services.case.outcome_words import OutcomeTexts
from casebook.services.exchange.outcomes import ledger_file, outcome_export, outcome_import
from casebook.services.sharing import device
from tests.services.exchange.outcomes.test_newer_packs import BREACHED, DIED, KEPT
from tests.services.exchange.outcomes.written import foreign_pack, keep, words_of

ENDED = with_key(
    PackedOutcome(part="end", coarseness="no-year", people=11, ended="extradition", requesting="CN")
)
FEWER = replace(ENDED, people=6)


def imported(session: Session, file: Path) -> OutcomePack:
    """Take every row of a pack."""
    view = run_in_line(outcome_import.look(session, file))
    return run_in_line(outcome_import.take(session, view, [one.row.key for one in view.rows], allow=True))


def digest_of(session: Session, file: Path) -> str:
    """Return the digest of a pack."""
    return unpack_outcomes(file.read_bytes(), session.clock().date()).digest


def test_an_end_that_fell_below_what_stands_beside_it_says_so(session: Session, tmp_path: Path) -> None:
    imported(session, foreign_pack(tmp_path / "a", (ENDED, KEPT, BREACHED, DIED)))
    imported(session, foreign_pack(tmp_path / "b", (FEWER,), made_on="2025-11-20"))
    texts = OutcomeTexts(Translator())
    remarks = {one.row.key: texts.remarks(one)[-1:] for one in outcome_ledger.ledger(session)}
    assert remarks == {
        ENDED.key: ["an earlier pack, of 1 November 2025: 11"],
        DIED.key: ["more people than the rows say ended so: 6"],
        KEPT.key: ["with its other results more people than the rows say ended so: 6"],
        BREACHED.key: ["with its other results more people than the rows say ended so: 6"],
    }
    leaving = outcome_leaving.leaving(session, None)
    printed = "\n".join(
        words_of(block) for block in ledger_file.composition(leaving, Translator()).parts[0].blocks
    )
    assert "the newer number counts" in printed
    assert "an earlier pack, of 1 November 2025: 11" in printed
    rows = [*csv.DictReader(ledger_file.csv_file(leaving).decode("utf-8-sig").splitlines())]
    assert {row["key"]: (row["earlier_people"], row["people_ended_so"]) for row in rows} == {
        ENDED.key: ("11", ""),
        DIED.key: ("", "6"),
        KEPT.key: ("", "6"),
        BREACHED.key: ("", "6"),
    }


def test_parts_that_fit_their_whole_say_nothing(session: Session, tmp_path: Path) -> None:
    imported(session, foreign_pack(tmp_path / "a", (ENDED, KEPT, BREACHED, DIED)))
    assert {one.ended_people for one in outcome_ledger.ledger(session)} == {0}
    assert {one.earlier_people for one in outcome_ledger.ledger(session)} == {0}


def test_without_an_end_no_whole_is_named(session: Session, tmp_path: Path) -> None:
    imported(session, foreign_pack(tmp_path / "a", (DIED,)))
    (line,) = outcome_ledger.ledger(session)
    assert OutcomeTexts(Translator()).remarks(line) == []


@pytest.mark.parametrize("is_newer_first", [False, True])
def test_two_packs_of_one_day_are_ordered_by_what_they_say(
    session: Session, tmp_path: Path, *, is_newer_first: bool
) -> None:
    first = foreign_pack(tmp_path / "a", (ENDED, DIED))
    second = foreign_pack(tmp_path / "b", (FEWER,), follows=(digest_of(session, first),))
    for file in (second, first) if is_newer_first else (first, second):
        imported(session, file)
    lines = {one.row.key: one for one in outcome_ledger.ledger(session)}
    assert (lines[ENDED.key].row.people, lines[ENDED.key].standing) == (6, "")
    assert (lines[DIED.key].row.people, lines[DIED.key].standing) == (7, "fallen")
    again = run_in_line(outcome_import.look(session, first))
    assert [one.state for one in again.rows] == ["older", "known"]


def test_packs_of_one_day_without_an_order_do_not_turn_on_the_import(
    session: Session, tmp_path: Path
) -> None:
    files = [foreign_pack(tmp_path / name, (row,)) for name, row in (("a", ENDED), ("b", FEWER))]
    kept = []
    for order in (files, files[::-1]):
        taken = [imported(session, file) for file in order]
        kept += [one.row.people for one in outcome_ledger.ledger(session)]
        for pack in taken:
            outcome_import.remove(session, pack.id)
    assert kept[0] == kept[1]


def test_a_second_pack_of_a_day_names_the_first_and_is_another_file(session: Session, tmp_path: Path) -> None:
    keep(session, range(5))
    device.make_own(session, "Office")
    written = []
    for name in ("a.casebook-outcomes", "b.casebook-outcomes"):
        shown = outcome_leaving.preview(session, with_all=True)
        written.append(run_in_line(outcome_export.write(session, shown, tmp_path / name)))
    second = unpack_outcomes((tmp_path / "b.casebook-outcomes").read_bytes(), session.clock().date())
    assert second.follows == (written[0].digest,)
    assert written[0].digest != written[1].digest
