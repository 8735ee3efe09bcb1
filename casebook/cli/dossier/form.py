"""``form list|show|add|map|check|fill`` and the rest: official forms from the command line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import get_args

from casebook.base.errors import InvalidInput
from casebook.cli.base.answer import answer, table
from casebook.cli.base.choice import one_of
from casebook.cli.base.progress import Counter
from casebook.cli.base.session import reading, unlocked
from casebook.cli.base.typed import read_json
from casebook.domain.base.field import made
from casebook.domain.dossier.form_check import (
    FieldAnswer,
    FormCheck,
    FormRequest,
    fault_words,
    form_remarks,
    refusal_of,
)
from casebook.domain.dossier.official_form import DayFormat, FieldEntry, OfficialField, OfficialForm
from casebook.domain.person.person import Purpose
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.case import case
from casebook.services.dossier.forms import form_filling, official_form
from casebook.services.dossier.forms.form_filling import FormFile
from casebook.services.dossier.forms.form_value import SOURCES

DAY_FORMATS: tuple[DayFormat, ...] = get_args(DayFormat)
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)


def list_(*, vault: Path, passphrase_file: Path | None, json: bool) -> None:
    with reading(vault, passphrase_file) as session:
        forms = official_form.forms(session)
    rows = [_form_json(form) for form in forms]
    cells = [
        [form.title, form.traits.page_count, len(form.fields), len(form.entries), form.id] for form in forms
    ]
    text = table(["title", "pages", "fields", "filled", "id"], cells) if forms else "No forms yet."
    answer({"rows": rows}, text, json_wanted=json)


def show(*, vault: Path, form_id: str, case_name: str, passphrase_file: Path | None, json: bool) -> None:
    with reading(vault, passphrase_file) as session:
        form = record.find(session, OfficialForm, form_id)
        entries = official_form.entries_for(session, form, _case_id(session, case_name))
    _answer_form(form, entries, json_wanted=json)


def add(
    *, vault: Path, file: Path, title: str, language: str, passphrase_file: Path | None, json: bool
) -> None:
    with unlocked(vault, passphrase_file) as session:
        form = run_in_line(
            official_form.add(session, file, title=title, language=language, progress=Counter())
        )
    _answer_form(form, {}, json_wanted=json)


def values(*, json: bool) -> None:
    rows = [{"value": key, "title": str(title)} for key, (title, _) in SOURCES.items()]
    text = table(["value", "meaning"], [list(row.values()) for row in rows])
    answer({"rows": rows}, text, json_wanted=json)


def map_(
    *,
    vault: Path,
    form_id: str,
    document: str,
    field: str,
    source: str,
    state: str,
    equals: str,
    day_format: str,
    clear: bool,
    case_name: str,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    if document:
        entries = _entries_read(document)
    else:
        _require_one(field, given=(source, state), clear=clear)
        format_ = one_of(day_format, DAY_FORMATS, "date")
        entries = [
            FieldEntry(field=field, source=source, text=state, equals=equals, day_format=format_)
            if not clear
            else FieldEntry(field=field)
        ]
    with unlocked(vault, passphrase_file) as session:
        case_id = _case_id(session, case_name)
        official_form.enter(session, form_id, entries, case_id=case_id)
        form = record.find(session, OfficialForm, form_id)
        standing = official_form.entries_for(session, form, case_id)
    _answer_form(form, standing, json_wanted=json)


def undo(*, vault: Path, form_id: str, case_name: str, passphrase_file: Path | None, json: bool) -> None:
    with unlocked(vault, passphrase_file) as session:
        case_id = _case_id(session, case_name)
        official_form.undo(session, form_id, case_id)
        form = record.find(session, OfficialForm, form_id)
        standing = official_form.entries_for(session, form, case_id)
    _answer_form(form, standing, json_wanted=json)


def check(
    *, vault: Path, form_id: str, case_name: str, proceeding: str, passphrase_file: Path | None, json: bool
) -> None:
    with reading(vault, passphrase_file) as session:
        case_id = case.named(session, case_name).id
        request = FormRequest(form_id=form_id, case_id=case_id, proceeding_id=proceeding)
        checked = run_in_line(form_filling.check(session, request, progress=Counter()))
    answer(_check_json(checked), lambda: _check_text(checked), json_wanted=json)


def fill(
    *,
    vault: Path,
    form_id: str,
    case_name: str,
    proceeding: str,
    out: Path,
    flatten: bool,
    allow_gaps: bool,
    purpose: str,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    wanted = one_of(purpose, PURPOSES, "purpose")
    with reading(vault, passphrase_file) as session:
        request = FormRequest(
            form_id=form_id,
            case_id=case.named(session, case_name).id,
            is_flat=flatten,
            accepts_gaps=allow_gaps,
            purpose=wanted,
            proceeding_id=proceeding,
        )
        file = run_in_line(form_filling.fill(session, request, out, progress=Counter()))
    _answer_file(out, file, json_wanted=json)


def sheet(
    *,
    vault: Path,
    form_id: str,
    case_name: str,
    proceeding: str,
    out: Path,
    purpose: str,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    wanted = one_of(purpose, PURPOSES, "purpose")
    with reading(vault, passphrase_file) as session:
        case_id = case.named(session, case_name).id
        request = FormRequest(form_id=form_id, case_id=case_id, purpose=wanted, proceeding_id=proceeding)
        file = run_in_line(form_filling.write_sheet(session, request, out))
    _answer_file(out, file, json_wanted=json)


def keep(
    *,
    vault: Path,
    form_id: str,
    case_name: str,
    proceeding: str,
    flatten: bool,
    allow_gaps: bool,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    with unlocked(vault, passphrase_file) as session:
        case_id = case.named(session, case_name).id
        request = FormRequest(
            form_id=form_id,
            case_id=case_id,
            is_flat=flatten,
            accepts_gaps=allow_gaps,
            proceeding_id=proceeding,
        )
        document = run_in_line(form_filling.add_to_case(session, request, progress=Counter()))
    answer(document, f"Added to the documents of the case: {document.id}.", json_wanted=json)


def remove(*, vault: Path, form_id: str, passphrase_file: Path | None, json: bool) -> None:
    with unlocked(vault, passphrase_file) as session:
        record.move_to_bin(session, OfficialForm, form_id)
    answer({"id": form_id, "removed": True}, "Moved to bin.", json_wanted=json)


def _case_id(session: Session, name: str) -> str:
    return case.named(session, name).id if name else ""


def _require_one(field: str, *, given: Sequence[str], clear: bool) -> None:
    if not field or clear is any(given):
        raise InvalidInput(
            "Say which field, and either what goes into it or that it is cleared.",
            field="field",
            remedy="Enter --field with --value, --state or --clear, or - for typed text.",
        )


def _entries_read(document: str) -> list[FieldEntry]:
    """Return entries from standard input, where typed text belongs: other users see arguments."""
    content = None
    with suppress(InvalidInput):  # the error below says what is wanted
        content = read_json("") if document == "-" else None
    entries = content.get("entries") if isinstance(content, dict) else None
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise InvalidInput(
            "The entries could not be read.",
            field="entries",
            remedy='Enter - and pass {"entries": [{"field": "Name", "text": "words"}]} on standard input.',
        )
    return [made(FieldEntry, entry, within=f"entries[{number}]") for number, entry in enumerate(entries)]


def _form_json(form: OfficialForm) -> dict[str, object]:
    return {
        "id": form.id,
        "title": form.title,
        "language": form.language,
        "sha256": form.sha256,
        "size_bytes": form.size_bytes,
        "traits": form.traits,
        "refusal": str(refusal_of(form) or ""),
        "fields": len(form.fields),
        "entries": len(form.entries),
    }


def _answer_form(form: OfficialForm, entries: Mapping[str, FieldEntry], *, json_wanted: bool) -> None:
    prefilled = [field.name for field in form.prefilled]
    document = _form_json(form) | {
        "fields": form.fields,
        "prefilled": prefilled,
        "entries": list(entries.values()),
    }

    def text() -> str:
        rows = [
            [field.page, field.kind, field.shown, _limits(field), _entry_text(entries.get(field.name))]
            for field in form.fields
        ]
        head = [f"{form.title}: {form.id}", *map(str, form_remarks(form))]
        return "\n".join([*head, table(["page", "kind", "field", "takes", "goes in"], rows)])

    answer(document, text, json_wanted=json_wanted)


def _limits(field: OfficialField) -> str:
    parts = [", ".join(choice.value for choice in field.choices)]
    parts += [f"at most {field.max_length}"] if field.max_length else []
    parts += ["comb"] if field.is_comb else []
    parts += ["required"] if field.is_required else []
    parts += ["read-only"] if field.is_read_only else []
    parts += ["barcode"] if field.has_barcode else []
    return "; ".join(filter(None, parts))


def _entry_text(entry: FieldEntry | None) -> str:
    if entry is None:
        return ""
    condition = f" = {entry.equals}: {entry.text}" if entry.equals else ""
    return f"{entry.source}{condition}" if entry.source else entry.text


def _check_json(checked: FormCheck) -> dict[str, object]:
    return {
        "form": checked.form.id,
        "can_be_filled": checked.form.traits.can_be_filled,
        "refusal": str(refusal_of(checked.form) or ""),
        "remarks": checked.remarks,
        "required_open": [one.field.name for one in checked.required_open],
        "faulty": [one.field.name for one in checked.faulty],
        "proceeding": checked.proceeding.id if checked.proceeding else "",
        "answers": [_answer_json(one) for one in checked.answers],
    }


def _answer_json(one: FieldAnswer) -> dict[str, object]:
    return {
        "number": one.number,
        "field": one.field.name,
        "label": one.field.label,
        "page": one.field.page,
        "kind": one.field.kind,
        "is_required": one.field.is_required,
        "state": one.state,
        "value": one.value,
        "fault": one.fault.kind if one.fault else "",
        "why": str(fault_words(one.fault)) if one.fault else "",
    }


def _check_text(checked: FormCheck) -> str:
    rows = [
        [one.field.page, one.field.shown, one.shown, _state_text(one)]
        for one in checked.answers
        if one.value or one.entry or one.field.is_required
    ]
    reason = refusal_of(checked.form)
    head = [f"{reason} Write an answer sheet instead."] if reason else []
    lines = [
        *head,
        _about(checked),
        *map(str, checked.remarks),
        table(["page", "field", "value", "state"], rows),
    ]
    return "\n".join(filter(None, lines))


def _about(checked: FormCheck) -> str:
    """Which proceeding the form is about, or how it is chosen."""
    if (one := checked.proceeding) is not None:
        return f"Proceeding: {' '.join(part for part in (one.forum, one.number) if part)}"
    ids = (f"{one.id} ({one.kind}, {one.forum})" for one in checked.proceedings)
    return (
        f"No proceeding chosen. Choose one with --proceeding: {'; '.join(ids)}" if checked.proceedings else ""
    )


def _state_text(one: FieldAnswer) -> str:
    if one.fault:
        return str(fault_words(one.fault))
    if one.field.is_required and not one.value:
        return "required, no value"
    return "not recorded in the case" if one.state == "unrecorded" else ""


def _answer_file(out: Path, file: FormFile, *, json_wanted: bool) -> None:
    document = {"out": out, "sha256": file.sha256, **_check_json(file.check)}
    filled = sum(bool(one.value) for one in file.check.answers)
    text = f"{out}: {filled} of {len(file.check.answers)} fields have a value. The file is not encrypted."
    answer(
        document,
        "\n".join(filter(None, (text, _about(file.check), *map(str, file.check.remarks)))),
        json_wanted=json_wanted,
    )
