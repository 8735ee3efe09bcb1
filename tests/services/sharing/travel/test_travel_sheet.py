from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from casebook.base.errors import Refused
from casebook.domain.case.task import Task
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.sharing.travel import travel_sheet, travel_trip
from casebook.services.vault import backup
from casebook.vault import KdfCost
from tests.services.sharing.travelling import CANARY, Home, on_the_trip


@pytest.fixture
def trip(session: Session, tmp_path: Path, cheap_cost: KdfCost) -> Iterator[Session]:
    home = Home(session)
    opened = on_the_trip(home.packed(tmp_path / "trip.casebook", cheap_cost), session)
    yield opened
    opened.close()


@pytest.mark.parametrize("language", ["en", "fr", "es", "de", "el", "zh-Hans", "zh-Hant"])
def test_it_is_one_page_without_any_name(trip: Session, tmp_path: Path, language: str) -> None:
    text = travel_sheet.sheet_text(travel_sheet.facts_of(trip), language=language)
    assert CANARY not in text
    assert "Client" not in text.replace("Clients", "")
    assert trip.vault.path.stem not in text
    assert text.startswith("Crossing a border") is (language == "en")
    travel_sheet.save_sheet(travel_sheet.facts_of(trip), tmp_path / "page.pdf", language=language)
    command = ["pdftotext", str(tmp_path / "page.pdf"), "-"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert printed.count("\f") == 1
    assert text.split()[0] in printed


def test_it_says_how_much_it_is_and_is_written_outside(trip: Session, tmp_path: Path) -> None:
    facts = travel_sheet.facts_of(trip)
    text = travel_sheet.sheet_text(facts)
    assert f"One folder of {round(facts.size_bytes / 1e6, 1):g} MB" in text
    assert "cases: 1, documents listed: 1, files: 0" in text, "its file stayed at home"
    assert "1,2 MB" in travel_sheet.sheet_text(replace(facts, size_bytes=1_234_567), language="de")
    assert not any(word in text for word in ("privilege", "lawyer", "clients"))
    assert "in your head, or on paper apart" in text
    assert "I claim privilege" in travel_sheet.sheet_text(replace(facts, is_lawyers=True))
    travel_sheet.save_sheet(travel_sheet.facts_of(trip), tmp_path / "page.txt", is_text=True)
    assert (tmp_path / "page.txt").read_text(encoding="utf-8") == text
    with pytest.raises(Refused):
        travel_sheet.save_sheet(travel_sheet.facts_of(trip), trip.vault.path / "page.pdf")


def test_it_is_not_written_where_it_would_be_untrue(session: Session) -> None:
    with pytest.raises(Refused, match="not packed"):
        travel_sheet.facts_of(session)


def test_home_writes_it_of_what_it_packed(session: Session, tmp_path: Path, cheap_cost: KdfCost) -> None:
    packed = Home(session).packed(tmp_path / "trip.casebook", cheap_cost)
    (trip,) = travel_trip.trips(session)
    with on_the_trip(packed, session) as travel:
        there = travel_sheet.facts_of(travel)
    assert travel_sheet.facts_of_trip(trip) == there
    for earlier in (replace(trip, size_bytes=0), replace(trip, files=None)):
        with pytest.raises(Refused, match="how much"):
            travel_sheet.facts_of_trip(earlier)


def test_files_that_travel_are_counted(session: Session, tmp_path: Path, cheap_cost: KdfCost) -> None:
    packed = Home(session).packed(tmp_path / "trip.casebook", cheap_cost, exhibits=None)
    (trip,) = travel_trip.trips(session)
    assert travel_sheet.facts_of_trip(trip).files == packed.exhibits == 1


def test_no_backup_is_made_unasked_and_one_that_is_made_is_named(trip: Session) -> None:
    record.add(trip, Task(id=trip.ids(), step="call"))
    state = backup.state(trip)
    assert state.has_changed
    assert not state.is_needed
    assert run_in_line(backup.back_up_if_due(trip)) is None
    assert "backup" not in travel_sheet.sheet_text(travel_sheet.facts_of(trip))
    run_in_line(backup.back_up(trip))
    assert "There are backups of it" in travel_sheet.sheet_text(travel_sheet.facts_of(trip))
