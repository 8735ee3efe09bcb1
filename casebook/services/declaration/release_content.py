"""What a release pack of a declaration holds: files with neutral names, and what of them can be searched."""

from __future__ import annotations

import base64
import mimetypes
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from io import BytesIO
from typing import BinaryIO

from casebook.base.i18n import Translator
from casebook.base.message import Message, gettext_noop
from casebook.domain.base.entity import entity
from casebook.domain.declaration.declaration import Declaration, ReleasePart
from casebook.domain.declaration.seal import annex_text, kept_name, sealed_text
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.time_proof import FileRole, TimeProof
from casebook.domain.person.contact import Contact
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.declaration.declaration_paper import DeclarationPaper, as_pdf
from casebook.services.declaration.ending import FREEDOMS
from casebook.services.declaration.release_gate import ReleaseText
from casebook.services.declaration.transcript_kept import later_transcript, transcript_day, words_of
from casebook.services.dossier.client_papers.paper_text import filled_in
from casebook.services.evidence import document as documents
from casebook.services.evidence import time_proof
from casebook.store.registry import table_for

_FILE_ENDINGS: Mapping[str, str] = {"audio/wave": ".wav", "audio/wav": ".wav", "audio/x-wav": ".wav"}
"""Of types that computers list differently."""
_ENDINGS: Mapping[FileRole, str] = {
    "certificate": ".cer",
    "digest-list": ".txt",
    "request": ".tsq",
    "block-header": ".bin",
}
_ROLES: Mapping[FileRole, str] = {
    "proof": gettext_noop("proof of time of: {files}"),
    "certificate": gettext_noop("certificate of the authority that stamped: {files}"),
    "digest-list": gettext_noop("digest list that was stamped, with the hash of: {files}"),
    "request": gettext_noop("request to stamp: {files}"),
    "block-header": gettext_noop("header of the block of the proof of: {files}"),
}


@entity
class ReleaseFile:
    """A file that goes into the pack.

    Attributes:
        name: neutral; names nobody.
        what: it is, in words.
        open: gives its bytes from their start, on any thread.
        text: its words; None where nobody can search it.
        sha256: as recorded; "" for what is made for the pack.
        document_id: of the document it is, or "".
    """

    name: str
    what: Message
    open: Callable[[], BinaryIO]
    text: str | None = ""
    sha256: str = ""
    document_id: str = ""

    @property
    def searched(self) -> ReleaseText:
        """Return what of it can be searched."""
        return ReleaseText(name=self.name, text=self.text)


def files_of(
    session: Session, paper: DeclarationPaper, parts: Sequence[ReleasePart]
) -> tuple[ReleaseFile, ...]:
    """Return the files of a pack with these parts, but for the list of hashes and the page on verifying.

    Raises:
        NotFound: a document of the declaration is not there, or its file is not.
    """
    declaration = paper.declaration
    every = record.of_case(session, Document, declaration.case_id)
    by_id = {one.id: one for one in every}
    going = list(_documents(session, declaration, by_id, parts))
    return (
        *_printed(paper.main, has_scan=any(one.document_id == declaration.scan_id for one in going)),
        *(_annex(paper) if "annex" in parts else ()),
        *_withdrawals(session, declaration),
        *going,
        *_transcripts(session, declaration, parts),
        *_proofs(session, by_id, going),
    )


def _printed(paper: DeclarationPaper, *, has_scan: bool) -> Iterator[ReleaseFile]:
    text = "\n".join(filled_in(paper.texts))
    yield ReleaseFile(
        name="declaration.pdf",
        what=Message("the declaration, printed from the sealed record"),
        open=lambda: BytesIO(as_pdf(paper, "A4", has_scan=has_scan)),
        text=text,
    )
    if paper.wording.language != "en" and not paper.wording.is_bilingual:
        yield ReleaseFile(
            name="declaration-en.pdf",
            what=Message("the wording of the declaration in English, which was not signed"),
            open=lambda: BytesIO(as_pdf(paper, "A4", is_english=True, has_scan=has_scan)),
            text=text,
        )
    if paper.declaration.is_sealed:
        sealed = sealed_text(paper.declaration)
        yield ReleaseFile(
            name="sealed-record.json",
            what=Message("the sealed record: its SHA-256 is the seal on the declaration"),
            open=partial(BytesIO, sealed.encode()),
            text=sealed,
        )


def _annex(paper: DeclarationPaper) -> Iterator[ReleaseFile]:
    """Yield the annex as it is printed, in the language of the paper, and as it was sealed."""
    sealed, annex = annex_text(paper.declaration), paper.annex
    if not sealed:
        return
    yield ReleaseFile(
        name="annex.pdf",
        what=Message("the annex on the release, printed from the sealed record"),
        open=lambda: BytesIO(as_pdf(annex, "A4")),
        text="\n".join(filled_in(annex.texts)),
    )
    name = kept_name(paper.declaration)
    yield ReleaseFile(
        name="sealed-annex.json",
        what=Message("the sealed annex: its SHA-256 is {name} in the sealed record", name=name),
        open=partial(BytesIO, sealed.encode()),
        text=sealed,
    )


def _documents(
    session: Session, declaration: Declaration, by_id: Mapping[str, Document], parts: Sequence[ReleasePart]
) -> Iterator[ReleaseFile]:
    """Yield recording, scan and translations, as they were received."""
    if "video" in parts and declaration.video_id in by_id:
        video = by_id[declaration.video_id]
        words = _text_of(session, video)
        name = "video" if video.media_type.startswith("video/") else "recording"
        yield _file(session, video, name, Message("the recording"), words)
    if "paper" in parts and declaration.scan_id in by_id:
        scan = by_id[declaration.scan_id]
        yield _file(session, scan, "signed-paper", Message("the signed paper"), _text_of(session, scan))
    if "translation" not in parts:
        return
    of = {declaration.video_id, declaration.scan_id} - {""}
    translations = sorted((one for one in by_id.values() if one.translation_of in of), key=lambda one: one.id)
    for place, document in enumerate(translations, start=1):
        what = Message("translation of the recording or the signed paper")
        yield _file(session, document, f"translation-{place}", what, _text_of(session, document))


def _file(session: Session, document: Document, name: str, what: Message, text: str | None) -> ReleaseFile:
    sealed = documents.sealed_file(session, document)
    return ReleaseFile(
        name=f"{name}{_ending_of(document.media_type)}",
        what=what,
        open=partial(session.vault.attachments.open, sealed),
        text=text,
        sha256=document.sha256,
        document_id=document.id,
    )


def _ending_of(media_type: str) -> str:
    return _FILE_ENDINGS.get(media_type) or mimetypes.guess_extension(media_type) or ".bin"


def _text_of(session: Session, document: Document) -> str | None:
    """Return the words of a document; None where there are none, so that nobody can search it."""
    return words_of(session, document.id) or None


def _transcripts(
    session: Session, declaration: Declaration, parts: Sequence[ReleasePart]
) -> Iterator[ReleaseFile]:
    """Yield the transcript that was sealed, then one that was entered since, which says so itself."""
    if declaration.transcript and "transcript" in parts:
        yield ReleaseFile(
            name="transcript.txt",
            what=Message("transcript of the recording, as it was sealed; not translated"),
            open=partial(BytesIO, declaration.transcript.encode()),
            text=declaration.transcript,
        )
    later = later_transcript(session, declaration) if "later-transcript" in parts else ""
    if later:
        what = later_words(session, declaration)
        head = "\n".join(Translator(language)(what) for language in ("en", "zh-Hans"))
        yield ReleaseFile(
            name="transcript-later.txt",
            what=what,
            open=partial(BytesIO, f"{head}\n\n{later}".encode()),
            text=later,
        )


def later_words(session: Session, declaration: Declaration) -> Message:
    """Return what is said of a transcript that is not the sealed one."""
    if declaration.entered_on is None:
        return Message("transcript of the recording, which the seal does not cover")
    day = transcript_day(session, declaration.video_id)
    if day is None:
        return Message("transcript of the recording, entered after the sealing, on a day that is not known")
    return Message("transcript of the recording, entered on {day}, after the sealing", day=day.isoformat())


def _withdrawals(session: Session, declaration: Declaration) -> Iterator[ReleaseFile]:
    """Yield what was said of its being taken back, where it does not stand against the release."""
    lines = withdrawal_lines(session, declaration)
    if lines:
        text = "\n\n".join("\n".join(map(Translator(language), lines)) for language in ("en", "zh-Hans"))
        yield ReleaseFile(
            name="withdrawal.txt",
            what=Message("what was said of its being taken back"),
            open=partial(BytesIO, f"{text}\n".encode()),
            text=text,
        )


def withdrawal_lines(session: Session, declaration: Declaration) -> list[Message]:
    """Return each word of its being taken back, with who heard it, where, and whether the person was free."""
    with session.store.reading() as connection:
        names = table_for(Contact).some(connection, {one.heard_by for one in declaration.withdrawals})
    return [
        Message(
            "{day}: heard by {name}, in {place}. The person was: {freedom}. Entered on {entered}. {note}",
            day=one.on.isoformat(),
            name=names[one.heard_by].name if one.heard_by in names else "?",
            place=one.place,
            freedom=Message(FREEDOMS[one.freedom]),
            entered=one.entered_at.date().isoformat(),
            note=one.note,
        )
        for one in declaration.withdrawals
    ]


def _proofs(
    session: Session, by_id: Mapping[str, Document], going: Sequence[ReleaseFile]
) -> Iterator[ReleaseFile]:
    """Yield the files of each proof of time that covers one of the documents, and say which."""
    proofs: dict[str, TimeProof] = {}
    covered: dict[str, list[str]] = {}
    for one in going:
        for proof in time_proof.of_document(session, by_id[one.document_id]):
            proofs[proof.id] = proof
            covered.setdefault(proof.id, []).append(one.name)
    for place, proof in enumerate(proofs.values(), start=1):
        names = tuple(covered[proof.id])
        for part, file in enumerate(proof.files, start=1):
            ending = _ending(proof, file.role)
            extra = "" if file.role == "proof" else f"-{part}"
            yield ReleaseFile(
                name=f"time-proof-{place}{extra}{ending}",
                what=Message(_ROLES.get(file.role, _ROLES["proof"]), files=names),
                open=partial(BytesIO, base64.b64decode(file.content)),
            )


def _ending(proof: TimeProof, role: FileRole) -> str:
    return _ENDINGS.get(role) or (".tsr" if proof.kind == "rfc3161" else ".ots")
