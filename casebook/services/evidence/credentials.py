"""Content credentials of a document: what it claims about how it was made, reported and never believed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from casebook.base.errors import DamagedSource, Refused
from casebook.base.message import Message, gettext_noop
from casebook.domain.base.file_name import shown_name
from casebook.domain.evidence.credentials import CredentialReport, CredentialState
from casebook.domain.evidence.document import Document
from casebook.domain.vault.attachment import Attachment
from casebook.host.protocol.extract_protocol import Family
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.session import Session
from casebook.services.evidence import document as documents
from casebook.services.processes.extract_worker import DamagedFile, ExtractWorker, NotRead

_NONE = Message("This file has no content credentials that this program can find.")
_CLAIMED = gettext_noop("The file claims: made with {generator}; actions: {actions}.")
_SIGNED_BY = gettext_noop("Signed, as stated, by {signer}; certificate issued, as stated, by {issuer}.")
_NEVER = Message(
    "Content credentials are claims of the signer. The certificate and the time were not verified."
)
_CHECKS: dict[tuple[str, CredentialState], Message] = {
    ("binding", "passed"): Message("The file has the hash that was signed."),
    ("binding", "failed"): Message("The file was changed after it was signed."),
    ("binding", "open"): Message("Not verified: whether the file has the hash that was signed."),
    ("assertions", "passed"): Message("The claims have the hashes that were signed."),
    ("assertions", "failed"): Message("The claims were changed after they were signed."),
    ("assertions", "open"): Message("Not verified: whether the claims have the hashes that were signed."),
    ("signature", "passed"): Message("The signature matches the stated certificate."),
    ("signature", "failed"): Message("The signature does not match the stated certificate."),
    ("signature", "open"): Message("Not verified: the signature."),
}
_UNREAD = {
    "large": Message("The file is too large to be examined."),
    "failed": Message("The file could not be examined."),
    "unconfined": Message("This computer cannot isolate the process that reads files."),
}


async def credentials_of(session: Session, document: Document) -> CredentialReport:
    """Read the content credentials of a document in an isolated process.

    Raises:
        DamagedSource: its credentials are broken.
        Refused: it was not read.
        VaultDamaged: the encrypted file was changed or is missing.
    """
    sealed = await on_vault(partial(documents.sealed_file, session, document))
    return await off_thread(lambda: _read(session, sealed))


def credentials_in_words(report: CredentialReport) -> tuple[Message, ...]:
    """What a file claims and which checks that stands, a sentence each."""
    return tuple(_sentences(report))


def _read(session: Session, sealed: Attachment) -> CredentialReport:
    try:
        with ExtractWorker(Family.CREDENTIALS) as worker, session.vault.attachments.open(sealed) as stream:
            report = worker.read(stream, CredentialReport).answer
    except DamagedFile as error:
        raise DamagedSource(
            "The content credentials of this file are damaged.", remedy="Ask for the original file."
        ) from error
    except NotRead as error:
        raise Refused(_UNREAD[error.why]) from error
    return replace(
        report,
        generator=shown_name(report.generator),
        title=shown_name(report.title),
        actions=tuple(map(shown_name, report.actions)),
        signer=shown_name(report.signer),
        issuer=shown_name(report.issuer),
    )


def _sentences(report: CredentialReport) -> Iterator[Message]:
    if not report.is_there:
        yield _NONE
        return
    yield Message(_CLAIMED, generator=report.generator or "?", actions=report.actions or "?")
    yield Message(_SIGNED_BY, signer=report.signer or "?", issuer=report.issuer or "?")
    yield from (_CHECKS[check.name, check.state] for check in report.checks)
    yield _NEVER
