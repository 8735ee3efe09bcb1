"""``transcript``: the transcript of a recording, shown or taken from a file."""

from __future__ import annotations

from pathlib import Path

from casebook.base.errors import InvalidInput
from casebook.cli.base.answer import answer, table
from casebook.cli.base.session import unlocked
from casebook.cli.base.text_file import text_of
from casebook.services.evidence import transcript as transcripts


def transcript(
    *, vault: Path, document_id: str, file: Path | None, passphrase_file: Path | None, json: bool
) -> None:
    text = _text(file) if file else None
    with unlocked(vault, passphrase_file) as session:
        lines = (
            transcripts.transcript_of(session, document_id)
            if text is None
            else transcripts.keep_transcript(session, document_id, text)
        )
    rows: list[dict[str, object]] = [{"at": line.time, "words": line.words} for line in lines]
    words = table(["time", "words"], [[line.time, line.words] for line in lines])
    answer({"rows": rows}, words, json_wanted=json)


def _text(file: Path) -> str:
    refusal = InvalidInput(
        "The transcript cannot be read.",
        field="file",
        remedy="Check the path and the permissions of the file, and save it as UTF-8.",
    )
    return text_of(file, refusal)
