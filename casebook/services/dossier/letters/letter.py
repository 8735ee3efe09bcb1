"""Letters of a case: what one lacks, how it reads, and its file for Word."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from pathlib import Path

from casebook.base.errors import InvalidInput, Refused
from casebook.base.i18n import Translator
from casebook.base.message import Message
from casebook.domain.base.entity import entity
from casebook.domain.case.proceeding import Proceeding
from casebook.domain.dossier.letter import (
    CLAIM_REASON,
    ENCLOSED,
    RELATIVES_REASON,
    RELEASED,
    TRUSTED,
    Letter,
    LetterAnswer,
    LetterKind,
)
from casebook.domain.dossier.letters.letter_field import BLANK, FIELDS
from casebook.domain.dossier.letters.letter_file import FilledLine, TemplateReport, Values
from casebook.domain.dossier.letters.word_style import WordStyle
from casebook.domain.person.contact import Contact
from casebook.domain.vault.attachment import Attachment
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.services.base import record
from casebook.services.base.absence import require_settled, settled_records
from casebook.services.base.export import put
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.neutral_name import require_neutral
from casebook.services.base.session import Session
from casebook.services.dossier.letters.earlier_letter import begun_from_earlier
from casebook.services.dossier.letters.enclosure import (
    days_left_out,
    for_recipient,
    offered,
    require_givers,
    require_no_names,
    unconsented,
    without_named,
    without_own_reports,
)
from casebook.services.dossier.letters.ground_history import with_later_history
from casebook.services.dossier.letters.house_style import house_styles
from casebook.services.dossier.letters.letter_draft import LetterDraft, LetterGap, LetterRequest, contacts_in
from casebook.services.dossier.letters.letter_gaps import absences_of, blanks_of, gaps_of, tells
from casebook.services.dossier.letters.letter_kind import filled_supplied, kind_named, supplied
from casebook.services.dossier.letters.letter_text import blank_text, provision_line
from casebook.services.dossier.letters.letter_values import (
    LetterRecords,
    addressee_for,
    proceeding_for,
    records_of,
    values_of,
)
from casebook.services.dossier.letters.other_body import (
    ELSEWHERE,
    articles_of,
    measure_request,
    other_bodies,
    unnamed_bodies,
    with_elsewhere,
)
from casebook.services.dossier.letters.printed_claim import require_no_claim
from casebook.services.dossier.letters.reference_name import names_client
from casebook.services.dossier.letters.relative_facts import (
    require_own_words,
    telling_lines,
    without_relatives,
)
from casebook.services.dossier.letters.review_letter import with_questions
from casebook.services.person.consent import consenting, names_another, require_consent
from casebook.services.processes.letter_worker import filled_apart
from casebook.store.registry import table_for

_ENDING = ".docx"
_OF_EXHIBITS = frozenset({"exhibits", "facts.proof", "outcomes.proof", "assurance_outcomes.proof"})
"""Fields in which a letter names the exhibits that go with it."""


@entity
class _LetterData:
    """What a letter is made of, read once."""

    request: LetterRequest
    kind: LetterKind
    values: Values
    records: LetterRecords
    readers: frozenset[str]
    written: Mapping[str, str]
    contact_id: str
    proceeding_id: str
    proceeding_kind: str
    styles: tuple[WordStyle, ...]
    template: bytes = b""
    elsewhere: Mapping[str, Message] = field(default_factory=dict)
    of_relatives: tuple[str, ...] = ()
    of_claim: tuple[str, ...] = ()


_Made = tuple[LetterDraft, bytes, _LetterData]
"""A letter, its file where it is to be packed, and what it was made of."""


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
    return (await _made(session, request, packs=False))[0]


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
        Refused: a client, or whoever gave an exhibit, has not consented; the case is not settled.
        ReadOnly: the vault is open to read alone, and takes no entry of it.
        DiskProblem: the disk refuses; nothing is left.
    """
    drafted, data, material = await _made(session, request, packs=True)
    kind, case = drafted.kind, material.records.case
    await on_vault(lambda: require_settled(session, case, settled_records(session, case.id)))
    if kind.purpose:
        purpose = kind.purpose
        await on_vault(lambda: require_consent(session, material.records.clients, purpose, material.readers))
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


async def _made(session: Session, request: LetterRequest, *, packs: bool) -> _Made:
    material = await on_vault(lambda: _material(session, request))
    request = material.request
    report, data = await off_thread(lambda: _filled(material, packs=packs))
    if report.faults:
        raise Refused(
            "This template can no longer be used.",
            field="letter",
            remedy="Remove it and add it again; the reasons are then named.",
        )
    _require_fit(material.kind, report.fields)
    lists_exhibits = bool(_OF_EXHIBITS & {*report.fields})
    if not lists_exhibits:
        _require_no_exhibits(request)
    require_no_claim(material.records, material.kind, request, material.values, report)
    shown = {line.text for line in report.lines}
    lines = (*report.lines, *(FilledLine(style="", text=text) for text in report.texts if text not in shown))
    consents, barred, telling = await on_vault(lambda: _consents(session, material, lines))
    drafted = LetterDraft(
        kind=material.kind,
        blanks=blanks_of(material.kind, material.written, report),
        addressee=str(material.values.get("addressee.name", "")),
        gaps=(*_gaps(material, report), *await on_vault(lambda: absences_of(session, material.records.case))),
        unread=() if request.provision else material.kind.unread,
        has_consent=consents,
        is_for_another=not consents and _is_for_another(session, material),
        lines=report.lines,
        readers=material.readers,
        contact_id=material.contact_id,
        proceeding_id=material.proceeding_id,
        unconsented=barred,
        exhibits=offered(material.records) if lists_exhibits else (),
        contacts=contacts_in(material.records.roles),
        names_in_reference=names_client(material.kind, material.records, report.lines),
        discloses_claim=material.kind.reader == "expert" and material.proceeding_kind == "asylum",
        of_relatives=material.of_relatives if tells(report) else (),
        of_claim=material.of_claim if tells(report) else (),
        telling=telling,
    )
    return drafted, data, material


def _gaps(material: _LetterData, report: TemplateReport) -> tuple[LetterGap, ...]:
    ids = _ids(material)
    missing = gaps_of(material.kind, material.records, material.values, report, ids)
    return with_elsewhere(missing, material.elsewhere)


def _ids(material: _LetterData) -> dict[str, str]:
    """IDs of the records in which a missing value is completed, by noun."""
    statement = material.records.statement
    return {
        "case": material.request.case_id,
        "proceeding": material.proceeding_id,
        "contact": material.contact_id,
        "person": next((one.id for one in material.records.clients), ""),
        "statement": statement.id if statement else "",
        "outcome": next((one.id for one in material.records.outcomes), ""),
    }


def _material(session: Session, given: LetterRequest) -> _LetterData:
    kind = with_questions(session, kind_named(session, given.kind), given.case_id)
    kept = without_own_reports(records_of(session, given.case_id), kind, given.contact_id)
    request = begun_from_earlier(session, given, kind, kept)
    chosen, relatives_reason = request.enclosures or (), request.relatives_reason
    records = for_recipient(kept, kind.reader, chosen, request.proceeding_id, request.claim_reason)
    of_claim = days_left_out(kept, records)
    proceeding = proceeding_for(records, kind, request.proceeding_id)
    addressee = addressee_for(records, kind, request.contact_id)
    readers = _readers(kind, addressee, proceeding)
    named = without_named(session, records, kind, readers)
    records, of_relatives = without_relatives(session, named, kind.reader, relatives_reason)
    records = replace(records, grounds=with_later_history(session, records.grounds))
    require_no_names(session, records, kind.reader, relatives_reason)
    require_own_words(session, kept, request, kind, readers)
    written = _written(kind, records, request)
    registered = of_case(session, given.case_id)
    elsewhere = _elsewhere(kind, registered, kept, written)
    printed = {**written, ELSEWHERE: ""} if elsewhere else written
    return _LetterData(
        request=request,
        kind=kind,
        values={
            **values_of(records, kind, Translator("en"), proceeding, addressee),
            **{f"{BLANK}.{name}": blank_text(text, chosen) for name, text in printed.items()},
            "measure.request": measure_request(supplied(), registered, kept.proceedings),
            "letter.provision": provision_line(kind, request.provision),
        },
        records=records,
        readers=readers,
        written=written,
        contact_id=addressee.id if addressee else "",
        proceeding_id=proceeding.id if proceeding else "",
        proceeding_kind=proceeding.kind if proceeding else "",
        styles=house_styles(session),
        template=_template_bytes(session, kind) if kind.is_own else b"",
        elsewhere=elsewhere,
        of_relatives=of_relatives,
        of_claim=of_claim,
    )


def _elsewhere(
    kind: LetterKind, registered: list[Letter], kept: LetterRecords, written: Mapping[str, str]
) -> Mapping[str, Message]:
    """Other bodies that a request must name and does not."""
    bodies = other_bodies(kind, supplied(), registered, kept.proceedings)
    return unnamed_bodies(supplied(), bodies, written.get(ELSEWHERE, ""))


def _written(kind: LetterKind, records: LetterRecords, request: LetterRequest) -> dict[str, str]:
    """What stands in each blank: the answer, or else what the grounds or the letter itself supply."""
    return {
        **{blank.name: blank.text for blank in kind.blanks},
        **articles_of(kind, records.grounds),
        **{answer.name: answer.text for answer in request.answers if answer.text.strip()},
    }


def _readers(kind: LetterKind, contact: Contact | None, proceeding: Proceeding | None) -> frozenset[str]:
    """The names of whoever the letter goes to, as a consent may name them."""
    if contact:
        return frozenset({contact.name, contact.body, *contact.other_names})
    court = proceeding.forum if proceeding and kind.reader == "court" else ""
    return frozenset({kind.addressee or court})


def _template_bytes(session: Session, kind: LetterKind) -> bytes:
    with session.store.reading() as connection:
        sealed = table_for(Attachment).find(connection, kind.attachment_id)
    return session.vault.attachments.read(sealed)


def _filled(material: _LetterData, *, packs: bool) -> tuple[TemplateReport, bytes]:
    if material.kind.is_own:
        return filled_apart(material.template, material.values)
    return filled_supplied(material.kind, material.styles, material.values, packs=packs)


def _require_no_exhibits(request: LetterRequest) -> None:
    """Refuse exhibits for a letter that lists none.

    Raises:
        InvalidInput: one is chosen.
    """
    if request.enclosures:
        raise InvalidInput(
            "This letter lists no exhibits.",
            field="enclose",
            remedy="Choose no exhibits, or a letter that lists them.",
        )


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


def _consents(
    session: Session, material: _LetterData, lines: Iterable[FilledLine]
) -> tuple[bool, tuple[str, ...], tuple[str, ...]]:
    """Whether the clients consent; chosen exhibits whose givers, and lines on people in China who do not."""
    purpose, records, readers = material.kind.purpose, material.records, material.readers
    return (
        not purpose or consenting(session, records.clients, purpose, readers),
        unconsented(session, records, material.kind, readers),
        telling_lines(session, records, material.kind, readers, lines),
    )


def _is_for_another(session: Session, material: _LetterData) -> bool:
    purpose, today = material.kind.purpose, session.clock().date()
    return bool(purpose) and names_another(material.records.clients, purpose, today, material.readers)  # type: ignore[arg-type] # not ""


def _registered(session: Session, drafted: LetterDraft, material: _LetterData, data: bytes) -> Letter:
    kind, request = drafted.kind, material.request
    reader, purpose = kind.reader, kind.purpose
    kept = (
        (ENCLOSED, ", ".join(request.enclosures or ())),
        (CLAIM_REASON, request.claim_reason.strip()),
        (RELATIVES_REASON, request.relatives_reason.strip()),
        *((f"{RELEASED}{one.name}", one.text.strip()) for one in request.released),
    )
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
        gaps=tuple(dict.fromkeys(gap.field for gap in drafted.gaps)),
        provision=request.provision,
        sha256=hashlib.sha256(data).hexdigest(),
        written_at=session.clock(),
    )
    record.add(session, letter)
    return letter
