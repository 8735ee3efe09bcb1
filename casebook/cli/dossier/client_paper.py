"""``client-paper``: papers for a client, and what comes back; what leaves is not encrypted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import get_args

from casebook.base.errors import InvalidInput, NotFound
from casebook.base.message import Message, gettext_noop
from casebook.cli.base.answer import answer, counted, table
from casebook.cli.base.choice import one_of
from casebook.cli.base.date_args import day_or_none
from casebook.cli.base.session import reading, unlocked
from casebook.cli.base.typed import named_texts
from casebook.domain.case.case import Case
from casebook.domain.dossier.client_paper import ClientPaper, PaperFormat
from casebook.domain.dossier.client_papers.paper_template import DRAFTS, PaperLanguage, Route
from casebook.domain.dossier.paper import Paper
from casebook.domain.person.person import ConsentPurpose
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.case import case as cases
from casebook.services.dossier.client_papers import client_answers, client_paper, paper_wording
from casebook.services.dossier.client_papers.client_answers import AnswerPreview
from casebook.services.dossier.client_papers.client_paper import ClientPaperDraft, ClientPaperRequest
from casebook.services.dossier.client_papers.paper_text import ConsentTerms
from casebook.services.dossier.client_papers.paper_wording import PaperWording

LANGUAGES: tuple[PaperLanguage, ...] = get_args(PaperLanguage)
FORMATS: tuple[PaperFormat, ...] = get_args(PaperFormat)
SIZES: tuple[Paper, ...] = get_args(Paper)
ROUTES: tuple[Route, ...] = get_args(Route)
PURPOSES: tuple[ConsentPurpose, ...] = get_args(ConsentPurpose)


def list_(*, vault: Path, case_name: str, passphrase_file: Path | None, json: bool) -> None:
    with reading(vault, passphrase_file) as session:
        rows = [_state(session, template.id) for template in paper_wording.templates()]
        given = client_paper.of_case(session, cases.named(session, case_name).id) if case_name else []
    cells = [[row["id"], row["title"], row["version"], row["reader"], row["drafts"]] for row in rows]
    words = table(["ID", "paper", "version", "recipient", "drafts"], cells)
    if case_name:
        heads = ["ID", "given in this case", "language", "on", "signed copy", "answers"]
        lines = [
            [one.id, one.paper, one.language, one.given_on, one.document_id, one.answered_at or ""]
            for one in given
        ]
        words += f"\n{table(heads, lines)}"
    answer({"rows": rows, "given": given}, words, json_wanted=json)


def show(
    *,
    vault: Path,
    paper: str,
    case_name: str,
    client: str,
    language: str,
    format_: str,
    size: str,
    route: str,
    purpose: str,
    recipient: str,
    scope: str,
    expires: str,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    terms = _terms(recipient, scope, expires)
    with reading(vault, passphrase_file) as session:
        case = cases.named(session, case_name)
        request = _request(
            case,
            paper,
            terms,
            client=client,
            language=language,
            format_=format_,
            size=size,
            route=route,
            purpose=purpose,
        )
        draft = client_paper.draft(session, request)
    answer(_draft_json(draft), lambda: _draft_text(draft), json_wanted=json)


def write(
    *,
    vault: Path,
    paper: str,
    out: Path,
    given_on: str,
    case_name: str,
    client: str,
    language: str,
    format_: str,
    size: str,
    route: str,
    purpose: str,
    recipient: str,
    scope: str,
    expires: str,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    terms, day = _terms(recipient, scope, expires), day_or_none(given_on, "given-on")
    with unlocked(vault, passphrase_file) as session:
        case = cases.named(session, case_name)
        request = _request(
            case,
            paper,
            terms,
            client=client,
            language=language,
            format_=format_,
            size=size,
            route=route,
            purpose=purpose,
        )
        given, draft = run_in_line(client_paper.write(session, request, out, given_on=day))
    file = client_paper.target_of(out, request)
    words = f"{file}: SHA-256 {given.sha256}. It is not encrypted.\n{_marks(draft)}".strip()
    answer({"given": given, "out": file, **_marks_json(draft.wording)}, words, json_wanted=json)


def sign(
    *, vault: Path, record_id: str, document: str, on: str, passphrase_file: Path | None, json: bool
) -> None:
    day = day_or_none(on, "on")
    with unlocked(vault, passphrase_file) as session:
        paper, _ = client_paper.link_signed(session, record_id, document, signed_on=day)
    answer({"given": paper}, "Signed copy recorded", json_wanted=json)


def lines(*, vault: Path, paper: str, language: str, passphrase_file: Path | None, json: bool) -> None:
    with reading(vault, passphrase_file) as session:
        template = paper_wording.template_named(paper)
        wording = paper_wording.wording_of(session, template, _draft_language(language))
    rows = [
        {"line": line.id, "english": line.english, "text": wording.texts.get(line.id, "")}
        for line in template.lines
    ]
    words = table(["line", "English", "text"], [[row["line"], row["english"], row["text"]] for row in rows])
    answer({"rows": rows, **_marks_json(wording)}, words, json_wanted=json)


def translate(
    *,
    vault: Path,
    paper: str,
    language: str,
    set_: Sequence[str],
    document: str,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    texts = _texts(document, set_)
    with unlocked(vault, passphrase_file) as session:
        draft = _draft_language(language)
        paper_wording.keep_wording(session, paper, draft, texts)
        wording = paper_wording.wording_of(session, paper_wording.template_named(paper), draft)
    answer(_marks_json(wording), _wording_text(wording), json_wanted=json)


def check(
    *,
    vault: Path,
    paper: str,
    language: str,
    checked_by: str,
    on: str,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    day = day_or_none(on, "on")
    with unlocked(vault, passphrase_file) as session:
        draft, when = _draft_language(language), day or session.clock().date()
        paper_wording.record_check(session, paper, draft, checked_by=checked_by, checked_on=when)
        wording = paper_wording.wording_of(session, paper_wording.template_named(paper), draft)
    answer(_marks_json(wording), _wording_text(wording), json_wanted=json)


def answers(
    *,
    vault: Path,
    file: Path,
    case_name: str,
    client: str,
    save: bool,
    take: str,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    wanted = {part.strip() for part in take.split(",") if part.strip()}
    with (unlocked if save else reading)(vault, passphrase_file) as session:
        case = cases.named(session, case_name)
        shown = run_in_line(client_answers.preview(session, file, case_id=case.id, person_id=client))
        if unknown := wanted - {row.question for row in shown.rows}:
            raise NotFound(
                Message("There is no answer to the question {question}.", question=min(unknown)),
                field="take",
                remedy="Run the command without --take: it lists the answers with their questions.",
            )
        taken = shown.usual | wanted
        if save:
            client_answers.save(session, shown, taken)
    document = {"rows": shown.rows, "sha256": shown.sha256, "taken": sorted(taken), "saved": save}
    answer(document, _answers_text(shown, taken), json_wanted=json)


def remove(*, vault: Path, record_id: str, passphrase_file: Path | None, json: bool) -> None:
    with unlocked(vault, passphrase_file) as session:
        record.move_to_bin(session, ClientPaper, record_id)
    answer({"noun": "client-paper", "id": record_id}, "Moved to bin", json_wanted=json)


def _request(
    case: Case,
    paper: str,
    terms: ConsentTerms,
    *,
    client: str,
    language: str,
    format_: str,
    size: str,
    route: str,
    purpose: str,
) -> ClientPaperRequest:
    if not client and len(case.client_ids) != 1:
        raise InvalidInput(
            "The case does not have exactly one client.", field="client", remedy="Name the client by ID."
        )
    return ClientPaperRequest(
        case_id=case.id,
        person_id=client or case.client_ids[0],
        paper=paper,
        language=one_of(language, LANGUAGES, "language"),
        format=one_of(format_, FORMATS, "format"),
        size=one_of(size, SIZES, "size"),
        route=one_of(route, ROUTES, "route") if route else "",
        purpose=one_of(purpose, PURPOSES, "purpose") if purpose else "",
        terms=terms,
    )


def _terms(recipient: str, scope: str, expires: str) -> ConsentTerms:
    return ConsentTerms(recipient=recipient, scope=scope, expires_on=day_or_none(expires, "expires"))


def _draft_language(language: str) -> PaperLanguage:
    return one_of(language, tuple(one for one in LANGUAGES if one in DRAFTS), "language")


def _texts(document: str, set_: Sequence[str]) -> Mapping[str, str]:
    return named_texts(
        document,
        set_,
        sample=gettext_noop('Enter {"line": "text"}.'),
        unread=gettext_noop("Lines are read from standard input."),
        unsigned=gettext_noop("A line must be entered as line=text."),
    )


def _state(session: Session, paper: str) -> dict[str, object]:
    template = paper_wording.template_named(paper)
    wordings = [paper_wording.wording_of(session, template, one) for one in LANGUAGES if one in DRAFTS]
    drafts = "; ".join(f"{one.language}: {_wording_text(one)}" for one in wordings)
    title = next(line.english for line in template.lines if line.kind == "title")
    return {
        "id": template.id,
        "title": title,
        "version": template.version,
        "reader": template.reader,
        "drafts": drafts,
        "translations": {one.language: _marks_json(one) for one in wordings},
    }


def _marks_json(wording: PaperWording) -> dict[str, object]:
    kept = wording.translation
    return {
        "is_checked": wording.is_checked,
        "checked_by": kept.checked_by if kept and wording.is_checked else "",
        "checked_on": kept.checked_on if kept and wording.is_checked else None,
        "untranslated": wording.untranslated,
    }


def _wording_text(wording: PaperWording) -> str:
    if wording.is_checked:
        return "translation checked"
    return f"translation not checked, {counted(len(wording.untranslated), 'line', 'lines')} not translated"


def _marks(draft: ClientPaperDraft) -> str:
    wording = draft.wording
    if wording.is_checked:
        return ""
    return f"{_wording_text(wording)}: it has no lines for signatures.".capitalize()


def _draft_json(draft: ClientPaperDraft) -> dict[str, object]:
    lines = [
        {"line": one.line.id, "kind": one.line.kind, "english": one.english, "text": one.text}
        for one in draft.texts
    ]
    return {"lines": lines, "may_be_signed": draft.may_be_signed, **_marks_json(draft.wording)}


def _draft_text(draft: ClientPaperDraft) -> str:
    is_english = draft.wording.language == "en"
    rows = [[one.english, "" if is_english else one.text or "[not translated]"] for one in draft.texts]
    return "\n".join(part for part in (_marks(draft), table(["English", "text"], rows)) if part)


def _answers_text(shown: AnswerPreview, taken: frozenset[str]) -> str:
    rows = [
        [
            row.question,
            row.state,
            row.recorded,
            row.text,
            "characters left out" if row.is_cleaned else "",
            "yes" if row.question in taken else "",
        ]
        for row in shown.rows
    ]
    return table(["question", "state", "recorded", "answer", "remark", "taken"], rows)
