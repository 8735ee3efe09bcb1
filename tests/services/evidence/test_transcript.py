"""The transcript of a recording is found by search, from typing or a file of subtitles."""

from __future__ import annotations

import pytest

from casebook.base.errors import InvalidInput
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.intake import Receipt
from casebook.services.base import record, search
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.evidence.intake import take_in
from casebook.services.evidence.intake_source import from_paths
from casebook.services.evidence.transcript import keep_transcript, transcript_of
from tests.paths import KINDS_OF_FILES


def imported(session: Session, name: str) -> Document:
    case = open_case(session, reference="R-1", title="", jurisdiction="CY")
    (row,) = run_in_line(take_in(session, case.id, from_paths([KINDS_OF_FILES / name]), Receipt()))
    assert row.document is not None
    return row.document


@pytest.mark.parametrize("name", ["transcript.vtt", "transcript.srt"])
def test_subtitles_become_the_transcript_of_a_recording(session: Session, name: str) -> None:
    recording = imported(session, "sound.mp3")
    assert transcript_of(session, recording.id) == ()
    text = (KINDS_OF_FILES / name).read_text(encoding="utf-8")
    lines = keep_transcript(session, recording.id, text)
    assert [line.time for line in lines] == ["0:00:01", "0:00:05"]
    assert transcript_of(session, recording.id) == lines
    assert {hit.id for hit in search.find(session, "orchard")} == {recording.id}
    assert record.find(session, Document, recording.id).has_text
    keep_transcript(session, recording.id, "")
    assert search.find(session, "orchard") == []
    assert not record.find(session, Document, recording.id).has_text


def test_the_speaker_of_a_subtitle_is_kept(session: Session) -> None:
    recording = imported(session, "film.mp4")
    text = "WEBVTT\n\nNOTE checked\n\n00:01.000 --> 00:02.000\n<v Interpreter>Yes &amp; no</v>"
    (line,) = keep_transcript(session, recording.id, text)
    assert (line.time, line.words) == ("0:00:01", "Interpreter: Yes & no")


def test_only_a_recording_has_a_transcript(session: Session) -> None:
    letter = imported(session, "letter.txt")
    with pytest.raises(InvalidInput):
        keep_transcript(session, letter.id, "0:01 words")
