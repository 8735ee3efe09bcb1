"""Recordings: what the office states about them, and their exhibit sheet in dossiers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from casebook.base.errors import InvalidInput, Refused
from casebook.base.i18n import Translator
from casebook.domain.base.name import Name
from casebook.domain.case.case import Case
from casebook.domain.dossier.build import BuildRequest, CopyKind
from casebook.domain.dossier.dossier import Dossier
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.recording import Recording, length_in_seconds
from casebook.domain.person.person import Person
from casebook.domain.person.relation import Relation
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.dossier import build as builds
from casebook.services.dossier import dossier
from casebook.services.dossier.precheck import precheck
from casebook.services.dossier.redaction_search import RedactionQuery, suggest
from casebook.services.evidence import recording as recordings
from casebook.services.evidence import redaction
from casebook.services.evidence.file_pages import SetWay, receipt_of
from casebook.services.evidence.intake import Receipt, take_in
from casebook.services.evidence.intake_source import from_bytes, from_paths
from casebook.services.evidence.playback import play
from casebook.services.evidence.preview import is_shown, open_preview
from casebook.services.evidence.recording import RecordingSheet, sheet_pages, sheets_of
from casebook.services.evidence.transcript import keep_transcript
from tests.paths import KINDS_OF_FILES
from tests.services.dossier.test_set_exhibits import text_of
from tests.services.evidence.test_redaction import opened

__all__ = ["opened"]

COPIES: tuple[CopyKind, ...] = ("service", "pseudonymised")
TRANSCRIPT = (
    "0:00:03 Interpreter: Ceshi Weiming was taken to the port.\n0:01:12 Officer: Sign here.\nNo one signed."
)


@pytest.fixture
def document(session: Session, opened: Case) -> Document:
    """A recording with a transcript and all that is stated of it."""
    (row,) = run_in_line(take_in(session, opened.id, from_paths([KINDS_OF_FILES / "sound.mp3"]), Receipt()))
    assert row.document is not None
    keep_transcript(session, row.document.id, TRANSCRIPT)
    known = record.find(session, Document, row.document.id)
    stated = replace(
        recordings.of_document(session, known),
        length_seconds=845,
        holder="Sister of the client",
        transcriber="A. Writer",
        transcript_language="en",
        is_translated=True,
    )
    recordings.keep(session, stated, recordings.of_document(session, known))
    return record.change(
        session,
        replace(
            known,
            exhibit_mark="R-1",
            author="B. Recorder",
            language="zh",
            original_at="Safe 3",
            title="Interview",
        ),
    )


def built(session: Session, document: Document, copy: CopyKind, out: Path) -> str:
    draft = dossier.draft(session, document.case_id, "Dossier")
    record.change(session, replace(draft, sections=(), exhibit_ids=(document.id,)))
    run_in_line(builds.build(session, BuildRequest(dossier_id=draft.id, copy_kind=copy), out))
    return text_of(out.read_bytes())


def test_what_is_stated_is_kept_changed_and_undone(session: Session, document: Document) -> None:
    was = recordings.of_document(session, document)
    now = replace(was, holder="The client", length_seconds=60)
    recordings.keep(session, now, was)
    assert recordings.of_document(session, document) == now
    assert now.length == "0:01:00"
    recordings.keep(session, was, now)
    assert recordings.of_document(session, document) == was


def test_only_of_recordings_something_is_stated(session: Session, opened: Case) -> None:
    (row,) = run_in_line(take_in(session, opened.id, [from_bytes("a.txt", b"words")], Receipt()))
    assert row.document is not None
    stated = Recording(id=row.document.id, case_id=opened.id, holder="x")
    with pytest.raises(InvalidInput):
        recordings.keep(session, stated, recordings.of_document(session, row.document))


def test_the_sheet_says_what_a_court_asks_of_a_recording(
    session: Session, document: Document, tmp_path: Path
) -> None:
    text = built(session, document, "filing", tmp_path / "out.pdf")
    for word in (
        "Interview",
        "0:14:05",
        "audio/mpeg",
        "B. Recorder",
        "Sister of the client",
        "Safe 3",
        "A. Writer",
        "The transcript is in English.",
        "The transcript is a translation of what is said.",
        "submitted as a separate file",
        "0:01:12",
        "Officer: Sign here.",
        "No one signed.",
    ):
        assert word in text, word
    assert document.sha256 in text.replace("\n", "")


def test_a_pseudonymised_copy_names_nobody_of_it(
    session: Session, document: Document, tmp_path: Path
) -> None:
    text = built(session, document, "pseudonymised", tmp_path / "out.pdf")
    assert "was taken to the port" in text
    for word in ("Weiming", "Recorder", "Sister", "Writer", "Safe 3", document.sha256):
        assert word not in text.replace("\n", " "), word


def test_whom_the_sheet_names_is_searched_before_it_reaches_the_state(
    session: Session, document: Document
) -> None:
    """The holder may be a relative in China, whom no transcript names."""
    relative = Name(text="Ceshi Yulan", script="Latn")
    record.add(session, Person(id="q", names=(relative,)))
    record.add(
        session, Relation(id="b", person_id="p", other_id="q", kind="sister", other_is_in="Urumqi, China")
    )
    was = recordings.of_document(session, document)
    recordings.keep(session, replace(was, holder="Ceshi Yulan"), was)
    draft = dossier.draft(session, document.case_id, "Dossier")
    record.change(session, replace(draft, sections=(), exhibit_ids=(document.id,)))
    found = precheck(session, BuildRequest(dossier_id=draft.id, copy_kind="filing")).foreseen
    assert any("China" in str(one.problem.what) for one in found)


def test_a_recording_without_a_transcript_keeps_its_placeholder_page(
    session: Session, document: Document, tmp_path: Path
) -> None:
    keep_transcript(session, document.id, "")
    bare = record.find(session, Document, document.id)
    assert not is_shown(bare)
    text = built(session, bare, "filing", tmp_path / "out.pdf")
    assert "cannot be shown on a page" in text
    (dossier_id,) = (one.id for one in record.every(session, Dossier))
    request = BuildRequest(dossier_id=dossier_id, copy_kind="filing")
    assert [one.problem.check for one in precheck(session, request).foreseen].count("placeholder") == 1


def test_areas_hide_in_each_copy_what_they_were_marked_on(
    session: Session, document: Document, tmp_path: Path
) -> None:
    """The sheet of a filing copy has more rows: areas are marked on the one without them."""
    suggested = run_in_line(suggest(session, document, RedactionQuery(words="Sign here")))
    was = redaction.of_document(session, document)
    redaction.keep(session, was.decided(suggested, "accepted"), was)
    for copy in COPIES:
        text = built(session, document, copy, tmp_path / f"{copy}.pdf")
        assert "Sign here" not in text
        assert "No one signed." in text
        assert "Sister" not in text


def test_the_window_shows_the_sheet(session: Session, document: Document) -> None:
    assert is_shown(document)
    with run_in_line(open_preview(session, document)) as preview:
        assert "Officer: Sign here." in preview.text(0).text


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "fr", "es", "de", "el"])
def test_lines_stand_where_they_are_in_every_language(
    session: Session, document: Document, language: str
) -> None:
    """Areas are marked in the language of the window, and hold in that of the dossier."""
    sheet = sheets_of(session, (document,))[document.id]
    tops = [_top_of(sheet, tag, "Sign here") for tag in ("en", language)]
    assert tops[0] == pytest.approx(tops[1], abs=0.5)


def _top_of(sheet: RecordingSheet, language: str, words: str) -> float:
    way = SetWay(words=Translator(language))
    data, _ = sheet_pages(sheet, receipt_of(sheet.document, ()), way, names_people=False)
    with pypdfium2.PdfDocument(data) as pdf:
        page = pdf[0].get_textpage()
        place, count = page.search(words).get_next()
        return float(page.get_charbox(place + count - 1)[3])


def test_a_long_transcript_goes_on_over_pages(session: Session, document: Document) -> None:
    keep_transcript(
        session, document.id, "\n".join(f"0:{at // 60:02}:{at % 60:02} Line {at}" for at in range(400))
    )
    sheet = sheets_of(session, (document,))[document.id]
    data, count = sheet_pages(sheet, receipt_of(document, ()), SetWay(words=Translator("zh-Hant")))
    assert count > 5
    assert "Line 399" in text_of(data)


def test_without_a_player_it_is_said_with_the_remedy(session: Session, document: Document) -> None:
    with pytest.raises(Refused) as caught:
        run_in_line(play(session, document.id))
    assert "mpv" in str(caught.value.remedy)


@pytest.mark.parametrize("text", ["five minutes", "1:2", "0:99", "-1:00", "1:00:00:00"])
def test_a_length_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput):
        length_in_seconds(text)
