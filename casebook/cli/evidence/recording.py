"""``recording``: what is stated about a recording, and playing it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from casebook.base.errors import InvalidInput
from casebook.cli.base.answer import answer
from casebook.cli.base.progress import Counter
from casebook.cli.base.session import unlocked
from casebook.domain.evidence.recording import Recording, length_in_seconds
from casebook.services.base.flow import run_in_line
from casebook.services.evidence import recording as recordings
from casebook.services.evidence.playback import play as play_recording
from casebook.services.evidence.transcript import require_recording

_PATIENCE_MS = 200
_TRANSLATED = {"yes": True, "no": False}


def show(*, vault: Path, document_id: str, passphrase_file: Path | None, json: bool) -> None:
    with unlocked(vault, passphrase_file) as session:
        stated = recordings.of_document(session, require_recording(session, document_id))
    _answer(stated, json_wanted=json)


def state(
    *,
    vault: Path,
    document_id: str,
    length: str,
    holder: str,
    transcriber: str,
    language: str,
    translated: str,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    if translated not in {"", *_TRANSLATED}:
        raise InvalidInput(
            "The value is neither “yes” nor “no”.", field="translated", remedy="Enter yes or no."
        )
    with unlocked(vault, passphrase_file) as session:
        seen = recordings.of_document(session, require_recording(session, document_id))
        now = replace(
            seen,
            length_seconds=length_in_seconds(length) if length else seen.length_seconds,
            holder=holder or seen.holder,
            transcriber=transcriber or seen.transcriber,
            transcript_language=language or seen.transcript_language,
            is_translated=_TRANSLATED.get(translated, seen.is_translated),
        )
        stated = recordings.keep(session, now, seen)
    _answer(stated, json_wanted=json)


def play(*, vault: Path, document_id: str, at: str, passphrase_file: Path | None, json: bool) -> None:
    begin = length_in_seconds(at)
    with unlocked(vault, passphrase_file) as session:
        playback = run_in_line(play_recording(session, document_id, begin, progress=Counter()))
        try:
            while not playback.wait(_PATIENCE_MS):
                pass
            playback.finish()
        finally:
            playback.stop()
    answer({"played_from": begin}, "", json_wanted=json)


def _answer(stated: Recording, *, json_wanted: bool) -> None:
    about = {
        "document": stated.id,
        "length": stated.length,
        "holder": stated.holder,
        "transcriber": stated.transcriber,
        "transcript_language": stated.transcript_language,
        "is_translated": stated.is_translated,
    }
    answer(about, "\n".join(f"{key}: {value}" for key, value in about.items()), json_wanted=json_wanted)
