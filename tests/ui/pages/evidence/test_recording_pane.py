"""A recording in the window: its transcript, and why it is not played where it is not."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from casebook.domain.evidence.document import Document
from casebook.domain.evidence.intake import Receipt
from casebook.host.ipc.channel import Channel, PeerClosed
from casebook.host.protocol.program_protocol import ProgramMessage, reach_programs_by
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.evidence import recording as recordings
from casebook.services.evidence.intake import take_in
from casebook.services.evidence.intake_source import from_paths
from casebook.services.evidence.transcript import keep_transcript
from casebook.ui.pages.evidence.recording_pane import RecordingPane
from casebook.ui.widgets.forms.form import Form
from tests.paths import KINDS_OF_FILES
from tests.ui.driver import message_of, open_page, part, press, settle, text_of
from tests.ui.pages.filled import fill, save

Opened = Callable[..., Any]


@pytest.fixture
def evidence(opened: Opened, blank: Session) -> Any:  # noqa: ANN401 - a page of the window
    case = open_case(blank, reference="ABC-1", title="", jurisdiction="CY")
    (row,) = run_in_line(take_in(blank, case.id, from_paths([KINDS_OF_FILES / "sound.mp3"]), Receipt()))
    assert row.document is not None
    keep_transcript(blank, row.document.id, "0:00:03 First words.\nstill the first\n0:01:12 Second words.")
    return open_page(opened(blank), "case", id=case.id, tab="evidence")


def test_the_lines_of_the_transcript_are_listed(evidence: Any) -> None:  # noqa: ANN401
    press(evidence, "Play…")
    pane = part(evidence, RecordingPane)
    assert [pane.lines.item(row).text() for row in range(pane.lines.count())] == [
        "0:00:03  First words.",
        "still the first",
        "0:01:12  Second words.",
    ]
    assert not pane.is_playing


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a launcher")
def test_without_a_player_the_pane_says_what_to_install(
    evidence: Any,  # noqa: ANN401
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    press(evidence, "Play…")
    assert "Install the player mpv" in text_of(part(evidence, RecordingPane))


@pytest.fixture
def player(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Channel]:
    """The far end of the line to the process that would run an installed player."""
    program = tmp_path / "mpv"
    program.touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    here, there = Channel.pair()
    reach_programs_by(lambda: here)
    yield there
    there.close()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a launcher")
def test_a_click_on_a_line_plays_from_its_time_until_it_is_stopped(
    evidence: Any,  # noqa: ANN401
    player: Channel,
) -> None:
    press(evidence, "Play…")
    pane = part(evidence, RecordingPane)
    pane.lines.itemClicked.emit(pane.lines.item(2))
    asked = player.receive()
    assert (asked.kind, asked.words) == (ProgramMessage.PLAY, ("72",))
    (file,) = asked.files
    assert os.pread(file, 1 << 20, 0) == (KINDS_OF_FILES / "sound.mp3").read_bytes()
    os.close(file)
    states = [pane.is_playing]
    press(pane, "Stop")
    assert [*states, pane.is_playing] == [True, False]
    with pytest.raises(PeerClosed):
        player.receive()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a launcher")
def test_a_player_that_fails_is_said(
    evidence: Any,  # noqa: ANN401
    player: Channel,
) -> None:
    press(evidence, "Play…")
    pane = part(evidence, RecordingPane)
    press(pane, "Play")
    assert player.receive().words == ("0",)
    player.send(ProgramMessage.REFUSED, "failed")
    settle()
    assert not pane.is_playing
    assert "cannot be played" in message_of(evidence.window())


def test_what_the_exhibit_sheet_says_is_typed_beside_the_transcript(
    evidence: Any,  # noqa: ANN401
    blank: Session,
) -> None:
    press(evidence, "Recording and transcript…")
    save(fill(part(evidence, Form), length="14:05", holder="The client", is_translated=True))
    (document,) = record.every(blank, Document)
    stated = recordings.of_document(blank, document)
    assert (stated.length, stated.holder, stated.is_translated) == ("0:14:05", "The client", True)
