"""Templates of the office: examined, kept encrypted in the vault, and taken back."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

from casebook.base.errors import InvalidInput, Refused
from casebook.base.message import Message
from casebook.domain.dossier.letter import LetterRecipient
from casebook.domain.dossier.letter_template import LetterTemplate
from casebook.domain.dossier.letters.letter_file import TemplateFault, TemplateFaultKind, TemplateReport
from casebook.domain.person.person import Purpose
from casebook.domain.vault.attachment import Attachment
from casebook.host.protocol.picker_protocol import OpenedFile
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.session import Session
from casebook.services.dossier.letters.letter_file import bytes_of
from casebook.services.processes.letter_worker import examined

_FAULTS: Mapping[TemplateFaultKind, Message] = {
    "macro": Message("It contains a macro"),
    "external": Message("It links to something outside the file"),
    "embedded": Message("It contains an embedded object"),
    "code": Message("A field fetches or runs something outside the file: {name}"),
    "unknown-field": Message("There is no field {name}"),
    "expression": Message("Only fields, lists and conditions are allowed, not this: {name}"),
    "syntax": Message("A field or condition is not closed, or is written wrongly"),
}
_REMEDIES: Mapping[TemplateFaultKind, Message] = {
    "macro": Message("Save it in Word as .docx, which holds no macros."),
    "external": Message("Break the link or remove it, and save the file again."),
    "embedded": Message("Delete the object, and save the file again."),
    "code": Message("Replace the field with its text, and save the file again."),
    "unknown-field": Message(
        "The manual describes the fields under “Letters and requests”; “casebook letter fields” lists them."
    ),
    "expression": Message(
        "The manual describes the fields under “Letters and requests”; “casebook letter fields” lists them."
    ),
    "syntax": Message("Check the braces in this paragraph."),
}
_PLACES = {
    "body": Message("body"),
    "header": Message("header"),
    "footer": Message("footer"),
    "footnotes": Message("footnotes"),
}


async def add(
    session: Session,
    file: Path | OpenedFile,
    *,
    title: str,
    reader: LetterRecipient,
    purpose: Purpose | str = "",
) -> tuple[LetterTemplate, TemplateReport]:
    """Take a Word file with fields as a template; nothing is kept of one that is refused.

    Args:
        session: the open vault.
        file: the Word file.
        title: what letters made from it are.
        reader: who receives them, as JSON and files name it.
        purpose: what the clients must consent to, or "".

    Raises:
        NotFound: there is no such file.
        InvalidInput: it has no title; it uses an unknown field, names the first fault with its place.
        Refused: it contains a macro, a link or an object, names it with its place; it was not read.
        DamagedSource: it is no Word file.
        DiskProblem: the disk refuses.
    """
    if not title.strip():
        raise InvalidInput("The template has no title.", field="title", remedy="Enter what it is for.")
    data = await off_thread(lambda: bytes_of(file))
    report = await off_thread(lambda: examined(data))
    if report.faults:
        raise refusal(report.faults)
    sealed = await off_thread(lambda: session.vault.attachments.seal(io.BytesIO(data), session.ids()))
    template = await on_vault(lambda: _kept(session, sealed, title.strip(), reader, purpose))
    return template, report


def _kept(
    session: Session, sealed: Attachment, title: str, reader: LetterRecipient, purpose: Purpose | str
) -> LetterTemplate:
    template = LetterTemplate(
        id=session.ids(),
        title=title,
        reader=reader,
        attachment_id=sealed.id,
        sha256=sealed.sha256,
        added_on=session.clock().date(),
        purpose=purpose,  # type: ignore[arg-type] # checked by whoever reads it
    )
    with session.store.write("letter-template.add") as transaction:
        transaction.add(sealed)
        transaction.add(template)
    return template


def refusal(faults: tuple[TemplateFault, ...]) -> InvalidInput | Refused:
    """The error that names the first fault with its place, and how many more there are."""
    first, more = faults[0], len(faults) - 1
    title = Message("{place}: {fault}.", place=place_of(first), fault=fault_text(first))
    if more:
        title = Message("{first} ({count} more)", first=title, count=more)
    if first.kind in {"unknown-field", "expression", "syntax"}:
        return InvalidInput(title, field="file", remedy=_REMEDIES[first.kind])
    return Refused(title, field="file", remedy=_REMEDIES[first.kind])


def fault_text(fault: TemplateFault) -> Message:
    """What is wrong, without its place."""
    return Message(_FAULTS[fault.kind].msgid, name=fault.name) if fault.name else _FAULTS[fault.kind]


def place_of(fault: TemplateFault) -> Message:
    """Where it is: the part of the file and the paragraph."""
    part = _PLACES.get(fault.part, Message("part {name} of the file", name=fault.part))
    if not fault.paragraph:
        return part
    return Message("{part}, paragraph {number}", part=part, number=fault.paragraph)
