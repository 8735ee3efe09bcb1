"""``letter list|show|fields|check|write|add|remove|template|styles``: what leaves is not encrypted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import get_args

from casebook.base.message import gettext_noop
from casebook.cli.base.answer import answer, counted, pairs, table
from casebook.cli.base.choice import one_of
from casebook.cli.base.session import reading, unlocked
from casebook.cli.base.typed import named_texts
from casebook.cli.dossier.bundle import BLOCKING
from casebook.cli.dossier.copy_decision import decisions
from casebook.domain.dossier.letter import (
    Letter,
    LetterAnswer,
    LetterKind,
    LetterProvision,
    LetterRecipient,
)
from casebook.domain.dossier.letter_template import LetterTemplate
from casebook.domain.dossier.letters.letter_field import FIELDS, LISTS
from casebook.domain.person.person import Purpose
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.case import case
from casebook.services.dossier.letters import house_style, letter_kind
from casebook.services.dossier.letters import letter as letters
from casebook.services.dossier.letters import letter_template as templates
from casebook.services.dossier.letters.letter_draft import LetterDraft, LetterRequest
from casebook.services.dossier.letters.letter_kind import OWN
from casebook.services.person.consent import OF_ANOTHER, expected

RECIPIENTS: tuple[LetterRecipient, ...] = get_args(LetterRecipient)
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)


def list_(*, vault: Path, case_name: str, passphrase_file: Path | None, json: bool) -> None:
    with reading(vault, passphrase_file) as session:
        kinds = [_kind_json(kind) for kind in letter_kind.kinds(session)]
        written = letters.of_case(session, case.named(session, case_name).id) if case_name else []
    cells = [[kind["id"], kind["title"], kind["reader"], kind["purpose"]] for kind in kinds]
    words = table(["ID", "letter", "recipient", "consent"], cells)
    if case_name:
        rows = [[one.id, one.title, one.written_at, len(one.gaps)] for one in written]
        words += f"\n{table(['ID', 'written in this case', 'on', 'places left open'], rows)}"
    answer({"rows": kinds, "written": written}, words, json_wanted=json)


def show(*, vault: Path, letter_id: str, passphrase_file: Path | None, json: bool) -> None:
    with reading(vault, passphrase_file) as session:
        kind = letter_kind.kind_named(session, letter_id)
    document = {
        **_kind_json(kind),
        "addressee": kind.addressee,
        "provisions": [_provision_json(provision) for provision in kind.provisions],
        "blanks": kind.blanks,
    }
    rows = [[one.cite, one.read, one.how] for one in kind.provisions]
    blanks = [[one.name, one.label, one.text] for one in kind.blanks]
    words = "\n".join(
        (
            pairs({**_kind_json(kind), "addressee": kind.addressee}),
            table(["provision", "read", "how"], rows),
            table(["blank", "what is wanted", "otherwise"], blanks),
        )
    )
    answer(document, words, json_wanted=json)


def fields_(*, json: bool) -> None:
    rows = [
        {"field": name, "holds": known.title, "protected": known.is_protected}
        for name, known in FIELDS.items()
    ]
    lists = {name: list(parts) for name, parts in LISTS.items()}
    words = table(["field", "holds", ""], [[r["field"], r["holds"], _guarded(r["protected"])] for r in rows])
    entries = [[name, ", ".join(parts)] for name, parts in lists.items()]
    words += f"\n{table(['list', 'fields of an entry'], entries)}"
    words += (
        "\nblank.NAME asks the person who writes the letter. Example: {{ client.name }}, {{ blank.reason }}"
    )
    answer({"rows": rows, "lists": lists}, words, json_wanted=json)


def _guarded(is_protected: object) -> str:
    return "for trusted recipients only" if is_protected else ""


def check(
    *,
    vault: Path,
    letter_id: str,
    case_name: str,
    contact: str,
    proceeding: str,
    set_: Sequence[str],
    enclose: str,
    reason: str,
    confirm: Sequence[str],
    reason_relatives: str,
    provision: str,
    document: str,
    passphrase_file: Path | None,
    json: bool,
) -> int:
    answers = _answers(document, set_)
    options = _options(contact, proceeding, provision, enclose, (reason, reason_relatives))
    options = replace(options, released=_released(confirm))
    with reading(vault, passphrase_file) as session:
        request = _request(session, letter_id, case_name, answers, options)
        draft = run_in_line(letters.draft(session, request))
    answer(_draft_json(draft), lambda: _draft_text(draft), json_wanted=json)
    return BLOCKING if draft.gaps or draft.unconsented or not draft.has_consent else 0


def write(
    *,
    vault: Path,
    letter_id: str,
    out: Path,
    leave_gaps: bool,
    case_name: str,
    contact: str,
    proceeding: str,
    set_: Sequence[str],
    enclose: str,
    reason: str,
    confirm: Sequence[str],
    reason_relatives: str,
    provision: str,
    document: str,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    answers = _answers(document, set_)
    options = _options(contact, proceeding, provision, enclose, (reason, reason_relatives))
    options = replace(options, released=_released(confirm))
    with unlocked(vault, passphrase_file) as session:
        request = _request(session, letter_id, case_name, answers, options)
        letter, draft = run_in_line(letters.write(session, request, out, leaves_gaps=leave_gaps))
    file = letters.target_of(out, draft.kind)
    shown = {**_draft_json(draft), "letter": letter, "out": file, "sha256": letter.sha256}
    words = f"{file}: SHA-256 {letter.sha256}. It is not encrypted.\n{_draft_text(draft, has_text=False)}"
    answer(shown, words, json_wanted=json)


def add(
    *,
    vault: Path,
    file: Path,
    title: str,
    reader: str,
    purpose: str,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    wanted = one_of(reader, RECIPIENTS, "reader")
    consent = one_of(purpose, PURPOSES, "purpose") if purpose else ""
    with unlocked(vault, passphrase_file) as session:
        template, report = run_in_line(
            templates.add(session, file, title=title, reader=wanted, purpose=consent)
        )
    shown = {"id": f"{OWN}{template.id}", "template": template, "fields": report.fields}
    answer(shown, f"{OWN}{template.id}: {counted(len(report.fields), 'field', 'fields')}", json_wanted=json)


def remove(*, vault: Path, record_id: str, passphrase_file: Path | None, json: bool) -> None:
    with unlocked(vault, passphrase_file) as session:
        bare = record_id.removeprefix(OWN)
        is_template = any(one.id == bare for one in record.every(session, LetterTemplate))
        record.move_to_bin(session, LetterTemplate if is_template else Letter, bare)
    noun = "letter-template" if is_template else "letter"
    answer({"noun": noun, "id": bare}, "Moved to bin", json_wanted=json)


def template(*, vault: Path, letter_id: str, out: Path, passphrase_file: Path | None, json: bool) -> None:
    with reading(vault, passphrase_file) as session:
        kind = letter_kind.kind_named(session, letter_id)
    letter_kind.export_template(kind, out)
    answer({"id": kind.id, "out": out}, f"{out}", json_wanted=json)


def styles(
    *, vault: Path, file: str, out: Path | None, reset: bool, passphrase_file: Path | None, json: bool
) -> None:
    with (unlocked if file or reset else reading)(vault, passphrase_file) as session:
        if reset:
            house_style.reset(session)
        if file:
            run_in_line(house_style.take(session, Path(file)))
        if out:
            house_style.write_reference(session, out)
        kept = house_style.house_styles(session)
    rows = [[style.name, style.font, style.size_pt, style.line_spacing] for style in kept]
    words = table(["style", "font", "size", "line spacing"], rows) if rows else "The styles of the program"
    answer({"styles": kept}, words, json_wanted=json)


def _options(
    contact: str, proceeding: str, provision: str, enclose: str, reasons: tuple[str, str]
) -> LetterRequest:
    """The options of a letter, without its case, kind and blanks."""
    return LetterRequest(
        case_id="",
        kind="",
        contact_id=contact,
        proceeding_id=proceeding,
        provision=provision,
        enclosures=_marks(enclose),
        claim_reason=reasons[0],
        relatives_reason=reasons[1],
    )


def _released(confirm: Sequence[str]) -> tuple[LetterAnswer, ...]:
    """The blanks whose words are released by themselves, each with its reason."""
    return tuple(
        LetterAnswer(name=one.subject, text=one.reason) for one in decisions("confirm", confirm or ())
    )


def _marks(enclose: str) -> tuple[str, ...] | None:
    """The exhibits chosen; None where nothing was, "none" where none is wanted."""
    if enclose.strip().casefold() == "none":
        return ()
    return tuple(mark.strip() for mark in enclose.split(",") if mark.strip()) or None


def _request(
    session: Session,
    letter_id: str,
    case_name: str,
    answers: tuple[LetterAnswer, ...],
    options: LetterRequest,
) -> LetterRequest:
    return replace(options, case_id=case.named(session, case_name).id, kind=letter_id, answers=answers)


def _answers(document: str, set_: Sequence[str]) -> tuple[LetterAnswer, ...]:
    """The blanks as they were typed."""
    blanks = named_texts(
        document,
        set_,
        sample=gettext_noop('Enter {"blank": "text"}.'),
        unread=gettext_noop("Blanks are read from standard input."),
        unsigned=gettext_noop("A blank must be entered as name=text."),
    )
    return tuple(LetterAnswer(name=name, text=text) for name, text in blanks.items())


def _kind_json(kind: LetterKind) -> dict[str, object]:
    return {
        "id": kind.id,
        "title": kind.title,
        "reader": kind.reader,
        "purpose": kind.purpose,
        "own": kind.is_own,
        "file_name": kind.file_name,
    }


def _provision_json(provision: LetterProvision) -> dict[str, object]:
    return {
        "cite": provision.cite,
        "read": provision.read,
        "how": provision.how,
        "basis": provision.basis,
        "is_cited": provision.is_cited,
    }


def _draft_json(draft: LetterDraft) -> dict[str, object]:
    return {
        **_kind_json(draft.kind),
        "addressee": draft.addressee,
        "contact_id": draft.contact_id,
        "proceeding_id": draft.proceeding_id,
        "missing": draft.gaps,
        "unread": [_provision_json(provision) for provision in draft.unread],
        "has_consent": draft.has_consent,
        "discloses_claim": draft.discloses_claim,
        "of_relatives": draft.of_relatives,
        "of_claim": draft.of_claim,
        "telling": draft.telling,
        "unconsented": draft.unconsented,
        "exhibits": draft.exhibits,
        "blanks": draft.blanks,
        "lines": draft.lines,
    }


def _draft_text(draft: LetterDraft, *, has_text: bool = True) -> str:
    lines = [f"To: {draft.addressee}"] if draft.addressee else []
    lines += [f"Missing: {gap.title!s} ({gap.noun or 'a blank'}, {gap.field})" for gap in draft.gaps]
    lines += [f"Not printed, because it was not read: {one.cite}. {one.how}" for one in draft.unread]
    if draft.is_for_another:
        lines += [str(OF_ANOTHER), str(expected(draft.readers))]
    elif not draft.has_consent:
        lines.append(f"A client has not consented to this purpose: {draft.kind.purpose}.")
    if draft.unconsented:
        marks = ", ".join(draft.unconsented)
        lines.append(f"The givers of these exhibits have not consented to {draft.kind.purpose}: {marks}.")
    if draft.names_in_reference:
        lines.append("The case reference in it holds a client's name; its recipient may not know it.")
    if draft.discloses_claim:
        lines.append(
            "Instructs the expert in an asylum proceeding: every reader of the report learns of the claim."
        )
    if draft.telling:
        lines.append("These paragraphs mention people in China who have not consented to this purpose:")
        lines += [f"  {paragraph}" for paragraph in draft.telling]
    if draft.of_claim:
        days = "; ".join(draft.of_claim)
        lines.append(f"Left out because they mention a claim to protection: facts of {days}.")
        lines.append("They are included only if --reason says why this recipient may learn of it.")
    if draft.of_relatives:
        lines.append(f"Facts that mention people in China: {'; '.join(draft.of_relatives)}.")
        lines.append(
            "They are included only if --reason-relatives says why this recipient may learn of them."
        )
    if has_text:
        lines += ["", *(line.text for line in draft.lines)]
    return "\n".join(lines)
