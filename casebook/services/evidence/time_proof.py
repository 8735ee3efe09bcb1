"""Proofs of time: what goes out to be stamped, and the proofs that come back."""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from casebook.base.errors import Conflict, DamagedSource, InvalidInput, NotFound, Refused
from casebook.base.message import Message
from casebook.domain.base.file_name import shown_name
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.time_proof import (
    MAX_FILE_BYTES,
    MAX_FILES,
    CheckName,
    ProofFile,
    ProofReport,
    ProofRequest,
    TimeProof,
)
from casebook.formats.proofs.stamp_request import digest_list, request_for
from casebook.host.protocol.picker_protocol import OpenedFile, SaveTarget
from casebook.services.base import record
from casebook.services.base.export import write_file
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.session import Session
from casebook.services.evidence.intake_source import OfferedFile, from_paths
from casebook.services.processes.proof_worker import examined

_NONCE_BITS = 64
_MAX_PENDING = 20
_FAILED: dict[CheckName, tuple[Message, Message]] = {
    "imprint": (
        Message("This proof was made for none of the documents of the case."),
        Message("Choose the digest list it was made for as well."),
    ),
    "signature": (
        Message("The signature of the time-stamp token could not be verified."),
        Message(
            "Choose the certificate of the authority as well. If you did, the token was changed or uses a "
            "method that is no longer safe: ask for another."
        ),
    ),
    "usage": (
        Message("The certificate that signed the token is not meant for time stamps alone."),
        Message("Ask the authority for a token by RFC 3161."),
    ),
    "validity": (
        Message("The certificate that signed the token was not valid at the stated time."),
        Message("Ask for another time stamp."),
    ),
    "chain": (
        Message("The certificate that signed the token does not lead to the certificates you chose."),
        Message("Choose the certificates of the authority that issued the token, with those in between."),
    ),
    "nonce": (
        Message("The token is not an answer to this request."),
        Message("Choose the request it answers, or none."),
    ),
    "commitment": (
        Message("The proof leads neither to a block of Bitcoin nor to a calendar that promised one."),
        Message("Upgrade it with the program that made it, and choose it again."),
    ),
    "block": (
        Message("The block header is not one that the proof leads to, or lacks the work of a block."),
        Message("Choose the header of the block that the proof names, or none."),
    ),
}

_OTHER_DIGEST = (
    Message("This proof is of a digest other than SHA-256, and documents are known by that alone."),
    Message(
        "Choose the digest list it was made for as well. If it was made for a document itself, verify it "
        "with another program, such as openssl, or ask for one of the SHA-256 digest."
    ),
)
_VERIFY_ELSEWHERE = Message(
    "Verify it with another program, such as the official client of OpenTimestamps. Keep the proof with the "
    "file it was made for."
)


def of_case(session: Session, case_id: str) -> list[TimeProof]:
    """Return the proofs of a case, oldest first."""
    return sorted(record.of_case(session, TimeProof, case_id), key=lambda proof: (proof.added_at, proof.id))


def of_document(session: Session, document: Document) -> list[TimeProof]:
    """Return the proofs that cover a document, oldest first."""
    return [proof for proof in of_case(session, document.case_id) if document.id in proof.document_ids]


def named(session: Session, proof_id: str) -> TimeProof:
    """Return a proof by its id or the beginning of it.

    Raises:
        NotFound: there is none, or several begin so.
    """
    every = record.every(session, TimeProof) if proof_id else []
    matching = [proof for proof in every if proof.id.startswith(proof_id)]
    if len(matching) != 1:
        raise NotFound("There is no proof of time with this ID.", field="id", remedy="Check the ID.")
    return matching[0]


def list_of(session: Session, case_id: str) -> bytes:
    """Return the digest list of a case: the SHA-256 of each document, without its name.

    Raises:
        NotFound: the case has no documents.
    """
    documents = record.of_case(session, Document, case_id)
    if not documents:
        raise NotFound("This case has no documents.", field="case", remedy="Import a document first.")
    return digest_list([document.sha256 for document in documents])


def request_of(content: bytes) -> bytes:
    """Return the request (``.tsq``) with which an authority stamps some bytes."""
    return request_for_digest(hashlib.sha256(content).hexdigest())


def request_for_digest(sha256: str) -> bytes:
    """Return the request with which an authority stamps a SHA-256 digest, with a nonce of 64 bits."""
    return request_for(bytes.fromhex(sha256), secrets.randbits(_NONCE_BITS))


async def write_list(session: Session, case_id: str, out: Path | SaveTarget) -> bytes:
    """Write the digest list of a case to a file, and return it.

    Raises:
        NotFound: the case has no documents.
        Refused: the file lies inside a vault.
        DiskProblem: the disk refuses.
    """
    content = await on_vault(partial(list_of, session, case_id))
    await write_file(content, out)
    return content


async def write_list_request(session: Session, case_id: str, out: Path | SaveTarget) -> None:
    """Write the request to stamp the digest list of a case; raises as `write_list` does."""
    content = await on_vault(partial(list_of, session, case_id))
    await write_file(request_of(content), out)


async def add(session: Session, case_id: str, files: Sequence[Path | OpenedFile]) -> TimeProof:
    """Verify a proof and keep it with the documents it covers.

    Args:
        session: the open vault.
        case_id: of the documents.
        files: one proof, and what belongs to it; each is known by its content.

    Raises:
        Conflict: it is kept already.
        DamagedSource: a file is broken or does not belong to a proof.
        InvalidInput: there are too many files, or none.
        Refused: a check fails; the title names it.
    """
    contents = await off_thread(partial(_contents, from_paths(files)))
    documents = await on_vault(partial(record.of_case, session, Document, case_id))
    digests = tuple(sorted({document.sha256 for document in documents}))
    report = await off_thread(partial(_verified, contents, digests))
    return await on_vault(partial(_kept, session, case_id, report, contents))


async def verify_again(session: Session, proof_id: str, files: Sequence[Path | OpenedFile] = ()) -> TimeProof:
    """Verify a kept proof again, with further files where there are any, such as a block header.

    A further proof takes the place of the one that was kept, such as one that was upgraded since.

    Raises:
        NotFound: there is no such proof.
        DamagedSource, InvalidInput, Refused: as for `add`; what was kept stays as it is.
    """
    proof = await on_vault(partial(named, session, proof_id))
    further = await off_thread(partial(_contents, from_paths(files))) if files else ()
    documents = await on_vault(partial(record.of_case, session, Document, proof.case_id))
    digests = tuple(sorted({document.sha256 for document in documents}))
    kept = tuple(file.content for file in proof.files)
    contents = (*kept, *(content for content in further if content not in kept))
    report = await off_thread(partial(_verified, contents, digests, len(kept)))
    return await on_vault(partial(_replaced, session, proof, report, contents))


def _verified(contents: tuple[str, ...], digests: tuple[str, ...], kept: int = 0) -> ProofReport:
    report = examined(ProofRequest(files=contents, digests=digests, kept=kept))
    if report.failed:
        title, remedy = _why(report, report.failed)
        raise Refused(title, field="files", remedy=remedy)
    return report


def _why(report: ProofReport, failed: CheckName) -> tuple[Message, Message]:
    """Why a proof is refused, and what helps; it may be sound where this program cannot verify it."""
    if failed == "imprint" and report.algorithm != "sha256" and "digest-list" not in report.roles:
        return _OTHER_DIGEST
    if failed == "commitment" and report.uncomputed:
        title = Message("The proof uses {name}, which cannot be computed here.", name=report.uncomputed)
        return title, _VERIFY_ELSEWHERE
    return _FAILED[failed]


def _contents(offers: Sequence[OfferedFile]) -> tuple[str, ...]:
    if not 0 < len(offers) <= MAX_FILES:
        raise InvalidInput(
            Message("Choose between one and {limit} files.", limit=MAX_FILES),
            field="files",
            remedy="Choose the proof and what belongs to it.",
        )
    return tuple(dict.fromkeys(map(_content, offers)))


def _content(offer: OfferedFile) -> str:
    if offer.size_bytes > MAX_FILE_BYTES:
        raise Refused(
            Message("“{name}” is too large to belong to a proof of time.", name=shown_name(offer.name)),
            field="files",
        )
    with offer.open() as stream:
        data = stream.read(MAX_FILE_BYTES + 1)
    if not data:
        raise DamagedSource("The file is empty.", field="files", remedy="Ask for the file again.")
    return base64.b64encode(data).decode("ascii")


def _kept(session: Session, case_id: str, report: ProofReport, contents: tuple[str, ...]) -> TimeProof:
    content = contents[report.roles.index("proof")]
    if any(file.content == content for proof in of_case(session, case_id) for file in proof.files):
        raise Conflict(
            "This proof is already in the case.", field="files", remedy="Verify the existing proof again."
        )
    bare = TimeProof(
        id=session.ids(), case_id=case_id, document_ids=(), kind=report.kind, added_at=session.clock()
    )
    proof = _filled(bare, report, contents, record.of_case(session, Document, case_id))
    with session.store.write("time-proof.add") as transaction:
        transaction.add(proof)
    return proof


def _replaced(
    session: Session, proof: TimeProof, report: ProofReport, contents: tuple[str, ...]
) -> TimeProof:
    filled = _filled(proof, report, contents, record.of_case(session, Document, proof.case_id))
    return record.change(session, filled, seen=proof)


def _filled(
    proof: TimeProof, report: ProofReport, contents: tuple[str, ...], documents: Sequence[Document]
) -> TimeProof:
    """The proof with what the report says, harmless to show."""
    return replace(
        proof,
        document_ids=tuple(one.id for one in documents if one.sha256 in report.covered),
        kind=report.kind,
        stated_at=datetime.fromisoformat(report.stated_at) if report.stated_at else None,
        accuracy_ms=report.accuracy_ms,
        authority=shown_name(report.authority),
        policy=shown_name(report.policy),
        serial=shown_name(report.serial),
        algorithm=shown_name(report.algorithm),
        digest=shown_name(report.digest),
        block_height=report.block_height,
        merkle_root=shown_name(report.merkle_root),
        block_hash=shown_name(report.block_hash),
        pending=tuple(map(shown_name, report.pending[:_MAX_PENDING])),
        checks=report.checks,
        files=tuple(
            ProofFile(role=role, content=content)
            for role, content in zip(report.roles, contents, strict=True)
            if role != "superseded"
        ),
    )
