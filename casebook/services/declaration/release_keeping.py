"""What became of the files of a declaration since it was sealed, as a release says it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from casebook.base.message import Message
from casebook.domain.declaration.declaration import Declaration, ReleasePart
from casebook.domain.declaration.seal import kept_name
from casebook.domain.dossier.client_papers.paper_template import DRAFTS
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.recording import beyond_end
from casebook.domain.evidence.transcript import transcript_lines
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.declaration.declaration_text import is_untranslated, text_of
from casebook.services.declaration.release_content import ReleaseFile, later_words
from casebook.services.declaration.release_gate import ReleaseProblem
from casebook.services.declaration.transcript_kept import later_transcript
from casebook.services.dossier.client_papers.paper_wording import WordingCheck
from casebook.services.evidence import recording as recordings

_MAY_TELL = ("signed-paper", "translation-", "video.", "recording.", "transcript")
"""Beginnings of the names of files in which the annex may be shown or read aloud."""


def problems_of_files(
    session: Session, declaration: Declaration, parts: Sequence[ReleasePart], files: Sequence[ReleaseFile]
) -> Iterator[ReleaseProblem]:
    """Yield files that are gone, changed or were entered since, and what proof does not go along."""
    by_id = {one.id: one for one in record.of_case(session, Document, declaration.case_id)}
    yield from _of_recording(declaration, parts, by_id.get(declaration.video_id))
    yield from _of_length(session, declaration, parts, by_id.get(declaration.video_id))
    if declaration.scan_id and declaration.scan_id not in by_id and "paper" in parts:
        yield ReleaseProblem(
            what=Message("The scan of the signed paper is not there any more."),
            mend=Message("Restore it from the bin or a backup, or leave the signed paper out."),
        )
    names = {one.name for one in files}
    if "transcript-later.txt" in names:
        yield ReleaseProblem(
            what=Message("This goes along: {what}.", what=later_words(session, declaration)),
            mend=Message("Read it and look at its history, or do not choose it."),
            is_blocking=False,
            needs_look=True,
        )
    elif later_transcript(session, declaration):
        yield ReleaseProblem(
            what=Message("This stays here: {what}.", what=later_words(session, declaration)),
            mend=Message("Choose it by name if the recipient needs it. Read it first."),
            is_blocking=False,
        )
    yield from _of_translation(session, declaration)
    yield from _of_english(session, declaration, names)
    yield from _of_paper(names)
    yield from _of_annex(declaration, names)
    if not any(one.startswith("time-proof") for one in names):
        yield ReleaseProblem(
            what=Message("No proof of time goes along: when it was made is stated by this casebook alone."),
            mend=Message("Have the recording and the scan stamped."),
            is_blocking=False,
        )


def _of_paper(names: Collection[str]) -> Iterator[ReleaseProblem]:
    """Yield that no signature goes along."""
    if not any(one.startswith("signed-paper") for one in names):
        yield ReleaseProblem(
            what=Message("No scan of the signed paper goes along: nothing in the pack bears a signature."),
            mend=Message("Scan the paper and link it."),
            is_blocking=False,
        )


def _of_annex(declaration: Declaration, names: Collection[str]) -> Iterator[ReleaseProblem]:
    """Yield what may tell a recipient of the annex although that stays here."""
    if "annex.pdf" in names or not (kept := kept_name(declaration)):
        return
    if going := tuple(sorted(one for one in names if one.startswith(_MAY_TELL))):
        yield ReleaseProblem(
            what=Message("The annex on the release stays here, and these go along: {files}.", files=going),
            mend=Message(
                "Look through each to its end: neither a sheet of the annex nor a word of it may be in it."
            ),
            is_blocking=False,
            needs_look=True,
        )
    if kept == "annex_sha256":
        yield ReleaseProblem(
            what=Message(
                "The paper and the sealed record of this declaration say that there is an annex, and which "
                "clauses it has."
            ),
            mend=Message(
                "Neither can be changed. While the person is free, have them sign one that replaces it."
            ),
            is_blocking=False,
            needs_look=True,
        )


def _of_translation(session: Session, declaration: Declaration) -> Iterator[ReleaseProblem]:
    """Yield who checked the translation of the standard wording, or that nobody is recorded."""
    if declaration.language == "en":
        return
    kept = text_of(session, declaration)[0].check
    if declaration.language not in DRAFTS:
        what = Message(
            "The standard wording in Chinese and in English comes with the program; that anybody compared "
            "the two is not recorded."
        )
        mend = Message("Where the recipient relies on the English, have a translator confirm it.")
    elif kept is None:
        what = Message("Who checked the translation of the standard wording is not recorded here.")
        mend = Message("Ask those who had it signed, before the recipient does.")
    else:
        what = _checked(kept, declaration.printed_on)
        mend = Message("The paper has the day alone: ask them before you give their name to anybody.")
    yield ReleaseProblem(what=what, mend=mend, is_blocking=False)


def _checked(kept: WordingCheck, printed_on: date | None) -> Message:
    name, day = kept.by, kept.on
    if printed_on is None or day <= printed_on:
        return Message(
            "The translation of the standard wording was checked by {name} on {day}.", name=name, day=day
        )
    return Message(
        "The translation of the standard wording was checked by {name} on {day}, after the paper was "
        "printed: its history says who checked it before.",
        name=name,
        day=day,
    )


def _of_english(
    session: Session, declaration: Declaration, names: Collection[str]
) -> Iterator[ReleaseProblem]:
    """Yield that the English leaves out what only the person's own words say."""
    _, texts = text_of(session, declaration)
    is_translated = any(one.startswith("translation-") for one in names)
    if "declaration-en.pdf" in names and not is_translated and any(map(is_untranslated, texts)):
        yield ReleaseProblem(
            what=Message("The person's own words are not translated into English."),
            mend=Message(
                "Have a translator write and sign the translation in the space on declaration-en.pdf, or add "
                "a translation of the signed paper to the case."
            ),
            is_blocking=False,
        )


def _of_recording(
    declaration: Declaration, parts: Sequence[ReleasePart], video: Document | None
) -> Iterator[ReleaseProblem]:
    if not declaration.video_id or "video" not in parts:
        return
    if video is None:
        yield ReleaseProblem(
            what=Message("The recording that the declaration names is not there any more."),
            mend=Message(
                "Restore it from the bin or a backup, or leave the recording out: the pack says so."
            ),
        )
    elif declaration.is_sealed and video.sha256 != declaration.video_sha256:
        yield ReleaseProblem(
            what=Message("The recording is another one than was sealed."),
            mend=Message("Look at its history, and take the recording from a backup."),
        )


def _of_length(
    session: Session, declaration: Declaration, parts: Sequence[ReleasePart], video: Document | None
) -> Iterator[ReleaseProblem]:
    """Yield that the sealed transcript goes on behind the end of the recording: it reads as another one's."""
    if video is None or "transcript" not in parts:
        return
    stated = recordings.of_document(session, video)
    if moment := beyond_end(stated, transcript_lines(declaration.transcript)):
        yield ReleaseProblem(
            what=Message(
                "The transcript goes on to {moment}, and the recording lasts {length}.",
                moment=moment,
                length=stated.length,
            ),
            mend=Message("Listen to it: the transcript is of another recording, or a time is wrong."),
            is_blocking=False,
            needs_look=True,
        )
