"""What a newer pack of a signer no longer has stays as last reported, and kept stands beside breached."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from casebook.base.errors import InvalidInput, Refused
from casebook.base.i18n import Translator
from casebook.domain.case.outcome import AssuranceResult
from casebook.domain.case.packed_outcome import PackedAssurance, PackedEntry, PackedOutcome, with_key
from casebook.domain.exchange.outcome_pack import OutcomePack
from casebook.packs.signed_outcomes import pack_outcomes
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.case import outcome_leaving, outcome_ledger
from casebook.services.case.outcome_ledger import LedgerQuery
from casebook.services.case.outcome_words import OutcomeTexts
from casebook.services.exchange.outcomes import ledger_file, outcome_import
from casebook.vault import DeviceKeys, Secret
from tests.services.exchange.outcomes.written import foreign_pack, words_of


def promised(result: AssuranceResult, people: int) -> PackedOutcome:
    """Return a row on an assurance."""
    return with_key(
        PackedOutcome(
            part="assurance",
            coarseness="no-year",
            people=people,
            ended="extradition",
            requesting="CN",
            assurances=(PackedAssurance(about="ill-treatment", result=result),),
        )
    )


KEPT, BREACHED = promised("kept", 6), promised("breached", 5)
DIED = with_key(
    PackedOutcome(
        part="since",
        coarseness="no-year",
        people=7,
        ended="extradition",
        requesting="CN",
        entries=(PackedEntry(became="died"),),
    )
)


def taken(session: Session, path: Path, rows: Sequence[PackedOutcome], made_on: str) -> OutcomePack:
    """Import the pack of another device with these rows."""
    view = run_in_line(outcome_import.look(session, foreign_pack(path, rows, made_on=made_on)))
    return run_in_line(outcome_import.take(session, view, [row.key for row in rows], allow=True))


def test_what_a_newer_pack_lacks_stays_as_last_reported(session: Session, tmp_path: Path) -> None:
    taken(session, tmp_path / "a", (KEPT, BREACHED, DIED), "2025-11-01")
    file = foreign_pack(tmp_path / "b", (replace(KEPT, people=9),), made_on="2025-11-20")
    view = run_in_line(outcome_import.look(session, file))
    assert {one.row.key for one in view.fallen} == {BREACHED.key, DIED.key}
    assert [(one.state, one.is_half) for one in view.rows] == [("changed", False)]
    run_in_line(outcome_import.take(session, view, allow=True))
    lines = {one.row.key: one for one in outcome_ledger.ledger(session)}
    assert [lines[one.key].row.people for one in (KEPT, BREACHED, DIED)] == [9, 5, 7]
    assert [lines[one.key].standing for one in (KEPT, BREACHED)] == ["", "fallen"]
    assert OutcomeTexts(Translator()).remarks(lines[BREACHED.key]) == [
        "as last reported on 1 November 2025; no longer in the newest pack"
    ]


def test_the_paper_and_the_csv_say_what_is_no_longer_reported(session: Session, tmp_path: Path) -> None:
    taken(session, tmp_path / "a", (KEPT, BREACHED), "2025-11-01")
    newest = taken(session, tmp_path / "b", (KEPT,), "2025-11-20")
    leaving = outcome_leaving.leaving(session, None)
    printed = "\n".join(
        words_of(block) for block in ledger_file.composition(leaving, Translator()).parts[0].blocks
    )
    assert "no ill-treatment: breached" in printed
    assert "as last reported on 1 November 2025; no longer in the newest pack" in printed
    assert "are counted as last reported" in printed
    rows = [*csv.DictReader(ledger_file.csv_file(leaving).decode("utf-8-sig").splitlines())]
    assert {row["key"]: row["in_newest_pack"] for row in rows} == {KEPT.key: "yes", BREACHED.key: "no"}
    outcome_import.remove(session, newest.id)
    assert {one.standing for one in outcome_ledger.ledger(session)} == {""}


def test_one_half_is_said_to_be_one_and_no_zero_stands_for_the_other(
    session: Session, tmp_path: Path
) -> None:
    file = foreign_pack(tmp_path / "a", (KEPT, DIED))
    view = run_in_line(outcome_import.look(session, file))
    assert [one.is_half for one in view.rows] == [True, False]
    run_in_line(outcome_import.take(session, view, allow=True))
    lines = outcome_ledger.ledger(session)
    (half,) = [one for one in lines if one.is_half]
    assert OutcomeTexts(Translator()).remarks(half) == [
        "one half alone: whether it was also breached is not stated"
    ]
    (numbers,) = outcome_ledger.tables(lines)
    assert numbers.columns == ("kept", "breached")
    assert (numbers.values["ill-treatment", "kept"], numbers.values["ill-treatment", "breached"]) == (6, None)


def test_kept_and_breached_are_asked_for_and_taken_together(session: Session, tmp_path: Path) -> None:
    view = run_in_line(outcome_import.look(session, foreign_pack(tmp_path / "a", (KEPT, BREACHED, DIED))))
    with pytest.raises(InvalidInput, match="one half alone"):
        run_in_line(outcome_import.take(session, view, [KEPT.key, DIED.key], allow=True))
    run_in_line(outcome_import.take(session, view, [DIED.key], allow=True))
    assert [one.row.key for one in outcome_ledger.ledger(session)] == [DIED.key]
    taken(session, tmp_path / "b", (KEPT, BREACHED), "2025-11-20")
    asked = outcome_ledger.ledger(session, LedgerQuery(result="kept"))
    assert {one.row.key for one in asked} == {KEPT.key, BREACHED.key}


def test_who_may_be_counted_twice_unticks_the_other_half(session: Session, tmp_path: Path) -> None:
    taken(session, tmp_path / "a", (KEPT,), "2025-11-01")
    other = foreign_pack(tmp_path / "b", (KEPT, BREACHED, DIED), seed=bytes([1] * 32))
    view = run_in_line(outcome_import.look(session, other))
    assert view.ticked == {DIED.key}


def test_a_row_that_was_not_taken_leaves_the_one_before(session: Session, tmp_path: Path) -> None:
    taken(session, tmp_path / "a", (DIED,), "2025-11-01")
    newer = foreign_pack(tmp_path / "b", (KEPT, replace(DIED, people=9)), made_on="2025-11-20")
    view = run_in_line(outcome_import.look(session, newer))
    run_in_line(outcome_import.take(session, view, [KEPT.key], allow=True))
    lines = {one.row.key: one for one in outcome_ledger.ledger(session)}
    assert (lines[DIED.key].row.people, lines[DIED.key].standing) == (7, "not-taken")


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"on": "2099"}, "a year that cannot be"),
        ({"instrument": "Zhang Wei"}, "names a treaty"),
        ({"requested": "Fuqing"}, "names a State"),
        ({"people": 1}, "none that Casebook writes"),
        ({"last_news": "2021"}, "none that Casebook writes"),
    ],
)
def test_a_pack_that_is_not_written_names_the_true_cause(values: dict[str, object], words: str) -> None:
    sound = PackedOutcome(part="end", coarseness="year", people=5, ended="refused", requesting="CN")
    row = with_key(replace(sound, **values))  # type: ignore[arg-type]
    keys = DeviceKeys(Secret(bytes(32)))
    with pytest.raises(Refused, match=words):
        pack_outcomes((row,), made_on=date(2025, 11, 1), threshold=3, keys=keys)


def test_too_many_rows_are_called_so() -> None:
    keys = DeviceKeys(Secret(bytes(32)))
    with pytest.raises(Refused, match="so many rows"):
        pack_outcomes((DIED,) * 2001, made_on=date(2025, 11, 1), threshold=3, keys=keys)
