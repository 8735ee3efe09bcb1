"""``declaration``: sealed declarations; the paper and the packs that leave are not encrypted."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from casebook.base.errors import InvalidInput
from casebook.base.i18n import Translator
from casebook.cli.base.answer import answer, table
from casebook.cli.base.choice import one_of
from casebook.cli.base.date_args import day_or_none
from casebook.cli.base.session import reading, unlocked
from casebook.cli.base.typed import values
from casebook.cli.declaration.release_args import parts_of, wanted_of, why_of, words_of
from casebook.domain.declaration.declaration import (
    Declaration,
    DeclarationRelease,
    Freedom,
    LackingPart,
)
from casebook.domain.declaration.seal import is_unbroken
from casebook.domain.dossier.paper import Paper
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.case import case as cases
from casebook.services.declaration import declaration as declarations
from casebook.services.declaration import declaration_paper, ending, release_pack, signing
from casebook.services.declaration.declaration_paper import DeclarationPaper
from casebook.services.declaration.release_pack import ReleasePreview
from casebook.services.declaration.signing_needs import against_language, needs_of

SIZES: tuple[Paper, ...] = get_args(Paper)
LACKING: tuple[LackingPart, ...] = get_args(LackingPart)
FREEDOMS: tuple[Freedom, ...] = get_args(Freedom)


def list_(*, vault: Path, case_name: str, passphrase_file: Path | None, json: bool) -> None:
    with reading(vault, passphrase_file) as session:
        rows = declarations.of_case(session, cases.named(session, case_name).id)
    cells = [
        [one.state, one.made_on or "", one.language, len(one.clauses), len(one.releases), one.id]
        for one in rows
    ]
    heads = ["state", "made", "language", "clauses", "releases", "ID"]
    document = {"rows": [{"state": one.state, "lacking": one.lacking, "declaration": one} for one in rows]}
    answer(document, table(heads, cells) if rows else "No declarations.", json_wanted=json)


def show(*, vault: Path, declaration_id: str, passphrase_file: Path | None, json: bool) -> None:
    with reading(vault, passphrase_file) as session:
        paper = declaration_paper.draft(session, declaration_id)
    answer(_paper_json(paper), lambda: _paper_text(paper), json_wanted=json)


def add(
    *,
    vault: Path,
    case_name: str,
    document: str,
    set_: tuple[str, ...],
    passphrase_file: Path | None,
    json: bool,
) -> None:
    fields = values(Declaration, document, set_)
    with unlocked(vault, passphrase_file) as session:
        case_id = cases.named(session, case_name).id
        added = declarations.create(session, {"case_id": case_id, **fields})
        needs = _needs(session, added)
    answer(added, f"Added the declaration {added.id}.{_lacking(added)}{needs}", json_wanted=json)


def edit(
    *,
    vault: Path,
    declaration_id: str,
    document: str,
    set_: tuple[str, ...],
    passphrase_file: Path | None,
    json: bool,
) -> None:
    fields = values(Declaration, document, set_)
    with unlocked(vault, passphrase_file) as session:
        changed = declarations.edit(session, declaration_id, fields)
        needs = _needs(session, changed)
    answer(changed, f"Changed the declaration {changed.id}.{_lacking(changed)}{needs}", json_wanted=json)


def paper(
    *, vault: Path, declaration_id: str, out: Path, size: str, passphrase_file: Path | None, json: bool
) -> None:
    wanted = one_of(size, SIZES, "size")
    with unlocked(vault, passphrase_file) as session:
        drafted, sha256 = run_in_line(declaration_paper.write(session, declaration_id, out, size=wanted))
    code = drafted.declaration.paper_code if drafted.may_be_signed else ""
    document = {"out": out, "sha256": sha256, "may_be_signed": drafted.may_be_signed, "paper": code}
    words = f"{out}: SHA-256 {sha256}. It is not encrypted."
    if code:
        words += (
            f"\nIts code is {code}: “sign” asks for it. What is changed from now on has to be printed again."
        )
    if drafted.annex.texts:
        words += "\nIts last sheet is the annex on the release: keep it apart from what you hand over."
    if not drafted.wording.may_be_signed:
        words += "\nThe translation was not checked: it has no lines for signatures."
    answer(document, words, json_wanted=json)


def sign(
    *,
    vault: Path,
    declaration_id: str,
    on: str,
    paper_code: str,
    without: tuple[str, ...],
    passphrase_file: Path | None,
    json: bool,
) -> None:
    lacking, day = [one_of(one, LACKING, "without") for one in without], day_or_none(on, "on")
    with unlocked(vault, passphrase_file) as session:
        signed = signing.sign(session, declaration_id, paper=paper_code, signed_on=day, without=lacking)
    answer(signed, f"Signed and sealed. Seal: {signed.seal}.", json_wanted=json)


def scan(
    *, vault: Path, declaration_id: str, document_id: str, passphrase_file: Path | None, json: bool
) -> None:
    with unlocked(vault, passphrase_file) as session:
        linked = declarations.link_scan(session, declaration_id, document_id)
    answer(linked, "Scan recorded. It is marked privileged.", json_wanted=json)


def withdraw(
    *,
    vault: Path,
    declaration_id: str,
    on: str,
    heard_by: str,
    freedom: str,
    document: str,
    set_: tuple[str, ...],
    passphrase_file: Path | None,
    json: bool,
) -> None:
    day = day_or_none(on, "on")
    if day is None:
        raise InvalidInput("The day is missing.", field="on", remedy="Enter it as YYYY-MM-DD.")
    free = one_of(freedom, FREEDOMS, "freedom")
    texts = words_of(document, set_)
    with unlocked(vault, passphrase_file) as session:
        withdrawn = ending.withdraw(
            session,
            declaration_id,
            on=day,
            heard_by=heard_by,
            place=texts.get("place", ""),
            freedom=free,
            note=texts.get("note", ""),
        )
    words = "Recorded. It stays, and is not released while this is the last word of it."
    if not withdrawn.is_withdrawn:
        words = "Recorded. It can still be released, and this goes with the pack."
    answer(withdrawn, words, json_wanted=json)


def replace_(*, vault: Path, declaration_id: str, passphrase_file: Path | None, json: bool) -> None:
    with unlocked(vault, passphrase_file) as session:
        draft = declarations.replacement(session, declaration_id)
    answer(draft, f"Added the declaration {draft.id}.{_lacking(draft)}", json_wanted=json)


def preview(
    *,
    vault: Path,
    declaration_id: str,
    recipients: tuple[str, ...],
    condition: str,
    decided_by: str,
    decided_on: str,
    without: tuple[str, ...],
    added: tuple[str, ...],
    set_: tuple[str, ...],
    document: str,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    why = why_of(condition, decided_by, decided_on, words_of(document, set_))
    with reading(vault, passphrase_file) as session:
        wanted = wanted_of(session, recipients, parts_of(without, added), why)
        shown = release_pack.preview(session, declaration_id, wanted)
    answer(
        {"rows": [_preview_json(one) for one in shown]},
        lambda: "\n".join(_preview_text(one) for one in shown),
        json_wanted=json,
    )


def release(
    *,
    vault: Path,
    declaration_id: str,
    out: Path,
    recipients: tuple[str, ...],
    condition: str,
    decided_by: str,
    decided_on: str,
    without: tuple[str, ...],
    added: tuple[str, ...],
    set_: tuple[str, ...],
    document: str,
    looked: bool,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    why = why_of(condition, decided_by, decided_on, words_of(document, set_))
    with unlocked(vault, passphrase_file) as session:
        wanted = wanted_of(session, recipients, parts_of(without, added), why)
        flow = release_pack.build(session, declaration_id, wanted, out, has_looked=looked)
        releases = run_in_line(flow)
    lines = [
        f"{out}{f'/{one.folder}' if one.folder else ''}: for {one.contact_id}, list of hashes {one.sha256}"
        for one in releases
    ]
    lines.append(
        "Not encrypted, and this program cannot seal it for who has no Casebook: hand it over yourself, or "
        "encrypt it with a program of the recipient's."
    )
    answer({"out": out, "releases": releases}, "\n".join(lines), json_wanted=json)


def register(*, vault: Path, case_name: str, passphrase_file: Path | None, json: bool) -> None:
    with reading(vault, passphrase_file) as session:
        rows = declarations.of_case(session, cases.named(session, case_name).id)
    entries = [(one, release) for one in rows for release in one.releases]
    document = {"rows": [{"declaration": one.id, "release": release} for one, release in entries]}
    heads = ["at", "recipient", "purpose", "condition", "decided by", "on", "files", "SHA-256"]
    answer(
        document,
        table(heads, [_entry(release) for _, release in entries]) if entries else "Nothing was released.",
        json_wanted=json,
    )


def remove(*, vault: Path, declaration_id: str, code: str, passphrase_file: Path | None, json: bool) -> None:
    with unlocked(vault, passphrase_file) as session:
        ending.remove(session, declaration_id, code=code)
    answer({"noun": "declaration", "id": declaration_id}, "Moved to bin", json_wanted=json)


def _entry(release: DeclarationRelease) -> list[object]:
    return [
        release.at.isoformat(timespec="minutes"),
        release.contact_id,
        release.purpose,
        release.condition_id,
        release.decided_by,
        release.decided_on or "",
        len(release.files),
        release.sha256,
    ]


def _lacking(declaration: Declaration) -> str:
    if not declaration.lacking:
        return ""
    parts = ", ".join(declarations.LACKING[part] for part in declaration.lacking)
    return f" Look: {parts}."


def _needs(session: Session, declaration: Declaration) -> str:
    words = Translator()
    needs = ", ".join(words(one) for one in needs_of(session, declaration))
    if not needs:
        return ""
    text = f" Before it can be signed, it needs: {needs}. It is in {declaration.language}."
    if against_language(session, declaration.language) is not None:
        text += " Translate it with “casebook client-paper translate” and “check”."
    return text


def _paper_json(paper: DeclarationPaper) -> dict[str, object]:
    declaration = paper.declaration
    lines = [
        {"line": one.line.id, "kind": one.line.kind, "english": one.english, "text": one.text}
        for one in paper.texts
    ]
    return {
        "declaration": declaration,
        "state": declaration.state,
        "lacking": declaration.lacking,
        "is_unbroken": is_unbroken(declaration),
        "may_be_signed": paper.may_be_signed,
        "translation_check": paper.wording.check,
        "lines": lines,
    }


def _paper_text(paper: DeclarationPaper) -> str:
    declaration = paper.declaration
    is_english = paper.wording.language == "en"
    rows = [[one.english, "" if is_english else one.text or "[not translated]"] for one in paper.texts]
    state = f"{declaration.state}{'' if is_unbroken(declaration) else ', differs from what was sealed'}"
    check = paper.wording.check
    checked = f"\nTranslation checked by {check.by} on {check.on}." if check else ""
    return f"{state}{_lacking(declaration)}{checked}\n{table(['English', 'text'], rows)}"


def _preview_json(preview: ReleasePreview) -> dict[str, object]:
    return {
        "contact_id": preview.recipient.id,
        "purpose": preview.wanted.purpose,
        "is_blocked": preview.is_blocked,
        "needs_look": preview.needs_look,
        "files": [
            {
                "name": one.name,
                "what": one.what,
                "document_id": one.document_id,
                "is_searched": one.text is not None,
            }
            for one in preview.files
        ],
        "problems": [
            {"what": one.what, "mend": one.mend, "is_blocking": one.is_blocking, "needs_look": one.needs_look}
            for one in preview.problems
        ],
    }


def _preview_text(preview: ReleasePreview) -> str:
    words = Translator()
    files = [
        [one.name, words(one.what), "" if one.text is not None else "not searched"] for one in preview.files
    ]
    lines = [
        f"{preview.recipient.id} ({preview.wanted.purpose})",
        table(["file", "what it is", "names"], files),
    ]
    lines += [
        f"{'Blocks' if one.is_blocking else 'Look'}: {words(one.what)} {words(one.mend)}"
        for one in preview.problems
    ]
    return "\n".join(lines)
