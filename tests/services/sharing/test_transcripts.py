"""Transcripts are work of a person and go along with their recordings."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from casebook.domain.case.case import Case
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.recording import Recording
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.evidence import recording as recordings
from casebook.services.evidence.document import file_sealed
from casebook.services.evidence.transcript import keep_transcript, transcript_of
from casebook.services.sharing.parcels.parcel_look import look
from casebook.services.sharing.parcels.parcel_take import TakenParcel, take
from casebook.services.sharing.parcels.parcel_undo import undo_take
from casebook.services.sharing.team.laying import put
from casebook.services.sharing.team.taking import take_all
from casebook.services.sharing.travel import travel_home
from casebook.store.registry import table_for
from casebook.store.sharing import case_content
from casebook.store.sharing.give import versions_of
from casebook.vault import KdfCost
from tests.services.sharing.conftest import Opener, introduce
from tests.services.sharing.matters import matter, sent
from tests.services.sharing.team.conftest import NewCasebook, kept_teams, new_casebook
from tests.services.sharing.team.office import CASE, pair
from tests.services.sharing.travelling import Home, on_the_trip

__all__ = ["kept_teams", "new_casebook"]

FIRST, SECOND, THIRD = "0:00:03 They came", "0:00:03 They came at dusk", "0:00:03 They came at dawn"


def recorded(session: Session, case: Case) -> Document:
    """A recording with a transcript."""
    draft = Document(
        id=session.ids(),
        case_id=case.id,
        title="Call",
        kind="other",
        attachment_id="",
        sha256="",
        size_bytes=0,
        media_type="audio/mpeg",
    )
    sealed = session.vault.attachments.seal(BytesIO(b"sound " * 100), session.ids())
    document = file_sealed(session, draft, sealed, (), page_count=0)
    keep_transcript(session, document.id, FIRST)
    return document


def text_of(session: Session, document: Document) -> str:
    return "\n".join(f"{line.time} {line.words}" for line in transcript_of(session, document.id))


@pytest.fixture
def anna(casebook_of: Opener) -> Session:
    return casebook_of("anna")


@pytest.fixture
def ben(casebook_of: Opener, anna: Session) -> Session:
    opened = casebook_of("ben")
    introduce(anna, opened)
    return opened


def _taken(session: Session, path: Path) -> TakenParcel:
    view = run_in_line(look(session, path))
    return run_in_line(take(session, path, view, view.ticked()))


def test_a_transcript_goes_with_a_parcel_and_is_found_there(
    anna: Session, ben: Session, tmp_path: Path
) -> None:
    of = matter(anna)
    document = recorded(anna, of.case)
    sent(anna, of.case, tmp_path / "first", ben)
    taken = _taken(ben, tmp_path / "first")
    assert text_of(ben, document) == FIRST
    assert record.find(ben, Document, document.id).has_text
    undo_take(ben, taken)
    with ben.store.reading() as connection:
        assert case_content.with_bin(connection, "document-text", [document.id]) == []


def test_a_correction_comes_later_and_takes_nothing_of_the_receiver_s_away(
    anna: Session, ben: Session, tmp_path: Path
) -> None:
    of = matter(anna)
    document = recorded(anna, of.case)
    sent(anna, of.case, tmp_path / "first", ben)
    _taken(ben, tmp_path / "first")
    keep_transcript(anna, document.id, SECOND)
    sent(anna, of.case, tmp_path / "second", ben)
    _taken(ben, tmp_path / "second")
    assert text_of(ben, document) == SECOND
    keep_transcript(ben, document.id, THIRD)
    sent(anna, of.case, tmp_path / "third", ben)
    _taken(ben, tmp_path / "third")
    assert text_of(ben, document) == THIRD


def test_a_transcript_of_a_privileged_recording_stays(anna: Session, ben: Session, tmp_path: Path) -> None:
    of = matter(anna)
    document = recorded(anna, of.case)
    record.change(anna, replace(record.find(anna, Document, document.id), is_privileged=True))
    sent(anna, of.case, tmp_path / "first", ben)
    _taken(ben, tmp_path / "first")
    with ben.store.reading() as connection:
        assert case_content.with_bin(connection, "recording", [document.id]) == []


def test_a_transcript_goes_by_team_whatever_comes_first(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    take_all(ben)
    document = recorded(anna, CASE)
    put(anna)
    take_all(ben)
    assert text_of(ben, document) == FIRST
    keep_transcript(ben, document.id, SECOND)
    keep_transcript(anna, document.id, THIRD)
    for one in (anna, ben, anna, ben):
        put(one)
        take_all(one)
    assert text_of(anna, document) == text_of(ben, document)
    keep_transcript(anna, document.id, "")
    put(anna)
    take_all(ben)
    assert text_of(ben, document) == ""
    assert not record.find(ben, Document, document.id).has_text


def test_a_transcript_waits_for_its_document(anna: Session, ben: Session) -> None:
    of = matter(anna)
    document = recorded(anna, of.case)
    with anna.store.reading() as connection:
        parts = {noun: versions_of(connection, noun, [document.id]) for noun in ("recording", "document")}
    for noun in ("recording", "document"):
        with ben.store.write("parcel.take") as transaction:
            transaction.take(parts[noun])
    assert text_of(ben, document) == FIRST


def test_what_is_stated_of_a_recording_leaves_its_transcript(session: Session) -> None:
    of = matter(session)
    document = recorded(session, of.case)
    seen = recordings.of_document(session, document)
    recordings.keep(session, replace(seen, holder="H"), seen)
    assert text_of(session, document) == FIRST
    with session.store.reading() as connection:
        assert table_for(Recording).find(connection, document.id).transcript == FIRST


def test_a_transcript_written_on_a_trip_comes_home_with_its_recording(
    session: Session, tmp_path: Path, cheap_cost: KdfCost
) -> None:
    home = Home(session)
    document = recorded(session, home.case)
    packed = home.packed(tmp_path / "trip.casebook", cheap_cost, exhibits=None)
    trip = on_the_trip(packed, session)
    assert text_of(trip, document) == FIRST
    keep_transcript(trip, document.id, SECOND)
    travel_home.join(session, trip)
    trip.close()
    assert text_of(session, document) == SECOND
