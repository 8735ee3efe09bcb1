"""Letters of a case: what one lacks, how it reads, and its file for Word."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from casebook.base.errors import InvalidInput, Refused
from casebook.base.i18n import Translator
from casebook.base.message import Message
from casebook.domain.base.entity import entity
from casebook.domain.case.ground import Ground
from casebook.domain.dossier.letter import (
    ENCLOSED,
    REASON,
    TRUSTED,
    Letter,
    LetterAnswer,
    LetterBlank,
    LetterKind,
    LetterProvision,
)
from casebook.domain.dossier.letters.letter_field import BLANK, FIELDS
from casebook.domain.dossier.letters.letter_file import FilledLine, TemplateReport, Values
from casebook.domain.dossier.letters.word_style import WordStyle
from casebook.domain.vault.attachment import Attachment
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.services.base import record
from casebook.services.base.export import put
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.neutral_name import require_neutral
from casebook.services.base.session import Session
from casebook.services.dossier.letters.enclosure import (
    LetterExhibit,
    for_recipient,
    offered,
    require_givers,
    require_no_names,
    unconsented,
    without_named,
)
from casebook.services.dossier.letters.ground_history import with_later_history
from casebook.services.dossier.letters.house_style import house_styles
from casebook.services.dossier.letters.letter_kind import kind_named, supplied_template
from casebook.services.dossier.letters.letter_text import provision_line, to_rewrite
from casebook.services.dossier.letters.letter_values import (
    LetterRecords,
    addressee_for,
    proceeding_for,
    records_of,
    values_of,
)
from casebook.services.dossier.letters.reference_name import names_client
from casebook.services.person.consent import consenting, require_consent
from casebook.services.processes.letter_worker import filled_apart
from casebook.store.registry import table_for

_ENDING = ".docx"
_OF_EXHIBITS = frozenset({"exhibits", "facts.proof"})
"""Fields in which a letter names the exhibits that go with it."""


@entity
class LetterRequest:
    """Which letter is wanted.

    Attributes:
        case_id: of the case it is written in.
        kind: id of the kind of letter.
        proceeding_id: what it is about, or "" for the likeliest.
        contact_id: who it is addressed to, or "" for the body the kind names, or the only one of its role.
        enclosures: marks of the exhibits that go with it; no other is named.
        reason: why a recipient that reaches a State or INTERPOL may learn of a claim to protection, or "".
        answers: what a person wrote into its blanks.
        provision: what the lawyer puts in the place of provisions that were not read, or "".
    """

    case_id: str
    kind: str
    proceeding_id: str = ""
    contact_id: str = ""
    answers: tuple[LetterAnswer, ...] = ()
    provision: str = ""
    enclosures: tuple[str, ...] = ()
    reason: str = ""


@entity
class LetterGap:
    """A value that stands in the letter and is not known.

    Attributes:
        field: by which the template names it.
        title: what it holds.
        noun: of the record to complete; "" where a person writes it here.
        record_id: of that record, or "" where there is none yet.
    """

    field: str
    title: Message | str
    noun: str = ""
    record_id: str = ""


@entity
class LetterDraft:
    """A letter as it would be written.

    Attributes:
        kind: what it is.
        blanks: what a person may write, with what stands there now.
        addressee: who receives it, as it stands at the head; "" where nobody is known.
        gaps: values that are missing.
        unread: provisions that nobody read and that the lawyer did not enter.
        has_consent: whether the clients consent to its purpose today.
        unconsented: marks of chosen exhibits whose givers do not.
        exhibits: that may be chosen; none where the letter lists no exhibits.
        contacts: that it may be addressed to: ID and name.
        lines: its paragraphs.
        contact_id, proceeding_id: whom and what it is about, as chosen or found; "" for none.
        names_in_reference: whether the case reference that it prints holds a client's name, and its
            recipient is none who knows it.
    """

    kind: LetterKind
    blanks: tuple[LetterBlank, ...]
    addressee: str
    gaps: tuple[LetterGap, ...]
    unread: tuple[LetterProvision, ...]
    has_consent: bool
    lines: tuple[FilledLine, ...]
    contact_id: str = ""
    proceeding_id: str = ""
    unconsented: tuple[str, ...] = ()
    exhibits: tuple[LetterExhibit, ...] = ()
    contacts: tuple[tuple[str, str], ...] = ()
    names_in_reference: bool = False


@entity
class _LetterData:
    """What a letter is made of, read once."""

    request: LetterRequest
    kind: LetterKind
    values: Values
    records: LetterRecords
    contact_id: str
    proceeding_id: str
    styles: tuple[WordStyle, ...]
    template: bytes = b""


def of_case(session: Session, case_id: str) -> list[Letter]:
    """The letters written in a case, newest first."""
    letters = record.of_case(session, Letter, case_id)
    return sorted(letters, key=lambda one: one.written_at.timestamp() if one.written_at else 0, reverse=True)


async def draft(session: Session, request: LetterRequest) -> LetterDraft:
    """A letter as it would be written, in memory alone, with what it lacks.

    Raises:
        NotFound: there is no such case, or no such kind of letter.
        InvalidInput: the proceeding or contact chosen is none of the case; exhibits were chosen for a letter
            that lists none.
        Refused: it would tell a recipient what must not reach them; an own template was not read.
        DamagedSource: an own template is no Word file any more.
    """
    return (await _made(session, request))[0]


async def write(
    session: Session, request: LetterRequest, out: Path | SaveTarget, *, leaves_gaps: bool = False
) -> tuple[Letter, LetterDraft]:
    """Write a letter for Word, and register it in its case.

    Args:
        session: the open vault.
        request: which.
        out: the file, or a folder in which it is named by its kind; ".docx" is added where it is missing,
            and a file that is there is replaced.
        leaves_gaps: whether missing values are left as marked places; otherwise nothing is written.

    Raises:
        NotFound, InvalidInput, Refused, DamagedSource: as for `draft`.
        InvalidInput: values are missing; the name of the file names somebody of the vault.
        Refused: a client, or whoever gave an exhibit, has not consented to the purpose of the letter.
        ReadOnly: the vault is open to read alone, and takes no entry of it.
        DiskProblem: the disk refuses; nothing is left.
    """
    drafted, data, material = await _made(session, request)
    kind = drafted.kind
    if kind.purpose:
        purpose = kind.purpose
        await on_vault(lambda: require_consent(session, material.records.clients, purpose))
    require_givers(drafted.unconsented)
    if drafted.gaps and not leaves_gaps:
        raise InvalidInput(
            Message("Values are missing: {fields}.", fields=tuple(gap.title for gap in drafted.gaps)),
            field="values",
            remedy="Complete the records, or leave the places open.",
        )
    if session.store.refusal is not None:  # the file would stay without its entry
        raise session.store.refusal()
    target = target_of(out, kind)
    await on_vault(lambda: require_neutral(session, target.name))
    await off_thread(lambda: put(data, target))
    letter = await on_vault(lambda: _registered(session, drafted, material, data))
    return letter, drafted


def target_of(out: Path | SaveTarget, kind: LetterKind) -> Path | SaveTarget:
    """Return the file of a letter: in a folder it is named by its kind, and it ends in ``.docx``."""
    if not isinstance(out, Path):
        return out
    if out.is_dir():
        return out / kind.file_name
    return out if out.suffix.lower() == _ENDING else out.with_name(f"{out.name}{_ENDING}")


async def _made(session: Session, request: LetterRequest) -> tuple[LetterDraft, bytes, _LetterData]:
    material = await on_vault(lambda: _material(session, request))
    report, data = await off_thread(lambda: _filled(material))
    if report.faults:
        raise Refused(
            "This template can no longer be used.",
            field="letter",
            remedy="Remove it and add it again; the reasons are then named.",
        )
    _require_fit(material.kind, report.fields)
    lists_exhibits = bool(_OF_EXHIBITS & {*report.fields})
    if request.enclosures and not lists_exhibits:
        raise InvalidInput(
            "This letter lists no exhibits.",
            field="enclose",
            remedy="Choose no exhibits, or a letter that lists them.",
        )
    ids = {"case": request.case_id, "proceeding": material.proceeding_id, "contact": material.contact_id}
    ids["person"] = next((one.id for one in material.records.clients), "")
    ids["statement"] = material.records.statement.id if material.records.statement else ""
    consents, barred = await on_vault(lambda: _consents(session, material))
    drafted = LetterDraft(
        kind=material.kind,
        blanks=_blanks(material, report),
        addressee=str(material.values.get("addressee.name", "")),
        gaps=_gaps(material, report, ids),
        unread=() if request.provision else material.kind.unread,
        has_consent=consents,
        lines=report.lines,
        contact_id=material.contact_id,
        proceeding_id=material.proceeding_id,
        unconsented=barred,
        exhibits=offered(material.records) if lists_exhibits else (),
        contacts=tuple({one.contact.id: one.contact.name for one in material.records.roles}.items()),
        names_in_reference=names_client(material.kind, material.records, report.lines),
    )
    return drafted, data, material


def _material(session: Session, request: LetterRequest) -> _LetterData:
    kind = kind_named(session, request.kind)
    chosen, reason = request.enclosures, request.reason
    held = without_named(session, records_of(session, request.case_id), kind.purpose)
    records = for_recipient(held, kind.reader, chosen, request.proceeding_id, reason)
    records = replace(records, grounds=with_later_history(session, records.grounds))
    require_no_names(session, records, kind.reader, reason)
    proceeding = proceeding_for(records, kind, request.proceeding_id)
    addressee = addressee_for(records, kind, request.contact_id)
    values = {
        **values_of(records, kind, Translator("en"), proceeding, addressee),
        **{f"{BLANK}.{blank.name}": blank.text for blank in kind.blanks},
        **{f"{BLANK}.{answer.name}": answer.text for answer in request.answers if answer.text.strip()},
        "letter.provision": provision_line(kind, request.provision),
    }
    return _LetterData(
        request=request,
        kind=kind,
        values=values,
        records=records,
        contact_id=addressee.id if addressee else "",
        proceeding_id=proceeding.id if proceeding else "",
        styles=house_styles(session),
        template=_template_bytes(session, kind) if kind.is_own else b"",
    )


def _template_bytes(session: Session, kind: LetterKind) -> bytes:
    with session.store.reading() as connection:
        sealed = table_for(Attachment).find(connection, kind.attachment_id)
    return session.vault.attachments.read(sealed)


def _filled(material: _LetterData) -> tuple[TemplateReport, bytes]:
    if material.kind.is_own:
        return filled_apart(material.template, material.values)
    from casebook.formats.letter_template import filled

    kind = material.kind
    template, fields = supplied_template(kind.body, kind.form, material.styles)
    return filled(template, material.values, fields)


def _require_fit(kind: LetterKind, fields: Iterable[str]) -> None:
    """Refuse a letter that states protected details to a recipient who must not have them.

    Raises:
        Refused: it does; names the fields.
    """
    protected = [FIELDS[name].title for name in fields if name in FIELDS and FIELDS[name].is_protected]
    if protected and kind.reader not in TRUSTED:
        raise Refused(
            Message(
                "This letter states details that must not reach its recipient: {fields}.",
                fields=tuple(map(Message, protected)),
            ),
            field="reader",
            remedy="Take these fields out of the template.",
        )


def _blanks(material: _LetterData, report: TemplateReport) -> tuple[LetterBlank, ...]:
    """What a person may write; an own template names its blanks itself."""
    known = {blank.name: blank for blank in material.kind.blanks}
    names = [name.partition(".")[2] for name in report.fields if name.startswith(f"{BLANK}.")]
    return tuple(
        LetterBlank(
            name=name,
            label=known[name].label if name in known else name.replace("_", " ").capitalize(),
            text=str(material.values.get(f"{BLANK}.{name}", "")),
            lines=known[name].lines if name in known else 1,
        )
        for name in names
    )


def _gaps(material: _LetterData, report: TemplateReport, ids: Mapping[str, str]) -> tuple[LetterGap, ...]:
    rewritten = to_rewrite(material.records.grounds, material.values, report.lines)
    return (*(_gap(name, material.kind, ids) for name in report.missing), *map(_rewriting, rewritten))


def _gap(name: str, kind: LetterKind, ids: Mapping[str, str]) -> LetterGap:
    group, _, part = name.partition(".")
    if group == BLANK:
        labels = {blank.name: blank.label for blank in kind.blanks}
        return LetterGap(field=name, title=labels.get(part, part.replace("_", " ")))
    known = FIELDS[name]
    return LetterGap(
        field=name, title=Message(known.title), noun=known.noun, record_id=ids.get(known.noun, "")
    )


def _rewriting(ground: Ground) -> LetterGap:
    title = Message("a sentence of the ground “{ground}” to be rewritten", ground=ground.title)
    return LetterGap(field="ground.text", title=title, noun="ground", record_id=ground.id)


def _consents(session: Session, material: _LetterData) -> tuple[bool, tuple[str, ...]]:
    """Whether the clients consent, and the chosen exhibits whose givers do not."""
    purpose, records = material.kind.purpose, material.records
    return (
        not purpose or consenting(session, records.clients, purpose),
        unconsented(session, records, purpose),
    )


def _registered(session: Session, drafted: LetterDraft, material: _LetterData, data: bytes) -> Letter:
    kind, request = drafted.kind, material.request
    reader, purpose = kind.reader, kind.purpose
    kept = ((ENCLOSED, ", ".join(request.enclosures)), (REASON, request.reason.strip()))
    letter = Letter(
        id=session.ids(),
        case_id=request.case_id,
        kind=kind.id,
        title=kind.title,
        reader=reader,
        purpose=purpose,
        contact_id=drafted.contact_id,
        proceeding_id=drafted.proceeding_id,
        answers=(
            *request.answers,
            *(LetterAnswer(name=name, text=text) for name, text in kept if text),
        ),
        gaps=tuple(gap.field for gap in drafted.gaps),
        provision=request.provision,
        sha256=hashlib.sha256(data).hexdigest(),
        written_at=session.clock(),
    )
    record.add(session, letter)
    return letter
