"""``dossier draft|list|show|edit|check|build|diff``: every copy is registered."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import get_args

from casebook.base.errors import InvalidInput, NotFound
from casebook.cli.base.absent_line import absent_line
from casebook.cli.base.answer import answer, counted, pairs, table, with_problems
from casebook.cli.base.choice import one_of
from casebook.cli.base.passphrase import passphrase
from casebook.cli.base.progress import Counter
from casebook.cli.base.session import reading, unlocked
from casebook.cli.base.typed import values
from casebook.cli.dossier.bundle import BLOCKING
from casebook.cli.dossier.copy_decision import (
    births_of,
    decisions,
    is_marked,
    marked_placeholder,
    with_carried,
    with_review,
)
from casebook.cli.dossier.decision_file import read_decisions, require_marked
from casebook.domain.dossier.build import (
    MARKED,
    BuildRequest,
    CopyKind,
    DecisionKind,
    FileFormat,
)
from casebook.domain.dossier.dossier import Dossier, DossierKind, SectionKind
from casebook.domain.dossier.filing_problem import PrecheckProblem
from casebook.domain.dossier.output_layout import Additions, ShapeKind
from casebook.domain.person.person import Purpose
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.case import case
from casebook.services.dossier import build as builds
from casebook.services.dossier import dossier as dossiers
from casebook.services.dossier.continuation import last_filed
from casebook.services.dossier.copy_decision import joined
from casebook.services.dossier.gate.decision_check import PLACEHOLDER
from casebook.services.dossier.precheck import precheck

KINDS: tuple[DossierKind, ...] = get_args(DossierKind)
COPIES: tuple[CopyKind, ...] = get_args(CopyKind)
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)
FORMATS: tuple[FileFormat, ...] = get_args(FileFormat)
SHAPES: tuple[ShapeKind, ...] = get_args(ShapeKind)
ADDITIONS: tuple[Additions, ...] = get_args(Additions)
_DECIDED: tuple[DecisionKind, ...] = (
    "disclose",
    "show-kind",
    "not-redrawn",
    "show-section",
    "leave-out",
    "name-person",
    "confirm",
)
_PAGES = re.compile(r"(?P<mark>[^:]+):(?P<pages>\d+(?:-\d+)?(?:,\s?\d+(?:-\d+)?)*)")


def draft(
    *, vault: Path, case_name: str, title: str, kind: str, passphrase_file: Path | None, json: bool
) -> None:
    with unlocked(vault, passphrase_file) as session:
        case_id = case.named(session, case_name).id
        dossier = dossiers.draft(session, case_id, title, one_of(kind, KINDS, "kind"))
    shown = asdict(dossier)
    answer(shown, pairs(shown), json_wanted=json)


def list_(*, vault: Path, passphrase_file: Path | None, json: bool) -> None:
    with reading(vault, passphrase_file) as session:
        rows = record.every(session, Dossier)
    words = table(["ID", "kind", "title"], [[dossier.id, dossier.kind, dossier.title] for dossier in rows])
    answer({"rows": rows}, words, json_wanted=json)


def show(*, vault: Path, dossier_id: str, passphrase_file: Path | None, json: bool) -> None:
    with reading(vault, passphrase_file) as session:
        shown = record.find(session, Dossier, dossier_id)
        dossier = asdict(shown) | {"builds": builds.of_dossier(session, dossier_id)}
        missing = absent_line(session, shown)
    answer(dossier, pairs(dossier) + missing, json_wanted=json)


def edit(
    *,
    vault: Path,
    dossier_id: str,
    document: str,
    set_: tuple[str, ...],
    add_section: tuple[str, ...],
    remove_section: tuple[str, ...],
    passphrase_file: Path | None,
    json: bool,
) -> None:
    kinds = [one_of(kind, get_args(SectionKind), "add-section") for kind in add_section]
    removed = [one_of(kind, get_args(SectionKind), "remove-section") for kind in remove_section]
    typed = values(Dossier, document, set_) if document or set_ or not (kinds or removed) else {}
    with unlocked(vault, passphrase_file) as session:
        changed = dossiers.change_settings(session, dossier_id, typed) if typed else None
        if removed:
            changed = dossiers.remove_sections(session, dossier_id, removed)
        if kinds or changed is None:
            changed = dossiers.add_sections(session, dossier_id, kinds)
    dossier = asdict(changed)
    answer(dossier, pairs(dossier), json_wanted=json)


def check(
    *,
    vault: Path,
    dossier_id: str,
    profile: str,
    copy: str,
    purpose: str,
    for_whom: str,
    placeholder: tuple[str, ...],
    disclose: tuple[str, ...],
    show_section: tuple[str, ...],
    leave_out: tuple[str, ...],
    name_person: tuple[str, ...],
    confirm: tuple[str, ...],
    noted: Path | None,
    passphrase_file: Path | None,
    json: bool,
) -> int:
    decided = (disclose, (), (), show_section, leave_out, name_person, confirm)
    request = unbuilt(dossier_id, profile, copy, purpose, for_whom, placeholder, decided, noted=noted)
    with reading(vault, passphrase_file) as session:
        foreseen = precheck(session, request).foreseen
    for entry in foreseen:
        if entry.problem.check == "decision":
            raise NotFound(entry.problem.what, field="confirm", remedy=entry.problem.mend)
    rows = [*map(_row, foreseen)]
    blocking = sum(entry.problem.is_blocking for entry in foreseen)
    words = f"{blocking} must be fixed, {counted(len(rows) - blocking, 'warning', 'warnings')}."
    answer({"blocking": blocking, "rows": rows}, _with_excerpts(words, foreseen), json_wanted=json)
    return BLOCKING if blocking else 0


def _row(entry: PrecheckProblem) -> dict[str, object]:
    return {
        "check": entry.problem.check,
        "blocking": entry.problem.is_blocking,
        "what": str(entry.problem.what),
        "rule": str(entry.problem.rule),
        "fix": str(entry.problem.mend) or None,
        "about": entry.about.key if entry.about else None,
        "excerpt": entry.excerpt or None,
    }


def _with_excerpts(words: str, foreseen: Sequence[PrecheckProblem]) -> str:
    """Return the text of a check: each problem, and the words of the office that it is about."""
    lines = [words]
    for entry in foreseen:
        lines += with_problems("", [entry.problem]).splitlines()[1:]
        lines += [f"  “{entry.excerpt}”"] if entry.excerpt else []
    return "\n".join(lines)


def build(
    *,
    vault: Path,
    dossier_id: str,
    out: Path,
    profile: str,
    copy: str,
    purpose: str,
    for_whom: str,
    file_format: str,
    lock_file: Path | None,
    pdf_a: bool,
    reviewed: tuple[str, ...],
    not_redrawn: tuple[str, ...],
    shape: str,
    part_mb: int,
    continues: str,
    additions: str,
    placeholder: tuple[str, ...],
    leave_out_damaged: bool,
    disclose: tuple[str, ...],
    show_section: tuple[str, ...],
    leave_out: tuple[str, ...],
    name_person: tuple[str, ...],
    confirm: tuple[str, ...],
    show_kind: tuple[str, ...],
    births: str,
    keep: tuple[str, ...],
    decisions_from: str,
    except_: tuple[str, ...],
    code: str,
    noted: Path | None,
    passphrase_file: Path | None,
    json: bool,
) -> int:
    request = _of(dossier_id, profile, for_whom, continues, placeholder, reviewed, part_mb, pdf_a, lock_file)
    typed = (disclose, show_kind, not_redrawn, show_section, leave_out, name_person, confirm)
    request = _decide(_of_words(request, copy, purpose, file_format, shape, additions), births, typed, noted)
    with unlocked(vault, passphrase_file) as session:
        return _build(session, request, out, (decisions_from, except_, keep, code), leave_out_damaged, json)


def _continuing(
    session: Session, request: BuildRequest, decisions_from: str, left_out: Sequence[str]
) -> BuildRequest:
    """The request with what earlier builds hand on: decisions, and of a service copy the page numbers."""
    if request.continues == "none":
        request = replace(request, continues="")
    elif request.copy_kind == "service" and request.file_format == "pdf" and not request.continues:
        request = replace(request, continues=last_filed(session, request.dossier_id))
    return with_carried(session, request, decisions_from, left_out)


def _build(
    session: Session,
    request: BuildRequest,
    out: Path,
    carried: tuple[str, Sequence[str], Sequence[str], str],
    leaves_out: bool,  # noqa: FBT001 - in the order of the options
    json_wanted: bool,  # noqa: FBT001 - in the order of the options
) -> int:
    """Build; answer with the problems of the file and, in words, those of the pre-filing check.

    Args:
        session: the open vault.
        request: the copy.
        out: where it goes.
        carried: an earlier build, its decisions to leave out, refused replacements, the code of the review.
        leaves_out: whether pages take the place of damaged exhibits.
        json_wanted: whether the answer is JSON.
    """
    decisions_from, except_, keep, code = carried
    request = with_review(session, _continuing(session, request, decisions_from, except_), keep, code)
    report = run_in_line(builds.build(session, request, out, leaves_out=leaves_out, progress=Counter()))

    def words() -> str:
        known = {str(problem.what) for problem in report.problems}
        foreseen = precheck(session, request).foreseen
        others = [entry for entry in foreseen if str(entry.problem.what) not in known]
        return with_problems(_with_excerpts(_build_text(out, report), others), report.problems)

    answer(report, words, json_wanted=json_wanted)
    return BLOCKING if not report.build.is_ready else 0


def unbuilt(
    dossier_id: str,
    profile: str,
    copy: str,
    purpose: str,
    for_whom: str,
    placeholder: Sequence[str],
    decided: Sequence[Sequence[str]],
    *,
    noted: Path | None,
) -> BuildRequest:
    """Return the request for a copy before it is built, with its decisions in the order of `check`."""
    request = _of(dossier_id, profile, for_whom, "", placeholder, None)
    return _decide(_of_words(request, copy, purpose, "pdf", "", ""), "year", decided, noted)


def _decide(
    request: BuildRequest, births: str, typed: Sequence[Sequence[str] | None], noted: Path | None
) -> BuildRequest:
    """Return the request with its decisions.

    Args:
        request: the copy.
        births: how dates of birth are generalised.
        typed: the decisions, each as SUBJECT:REASON in the order of `_DECIDED`.
        noted: a file with more; of two on one thing the typed one holds.
    """
    kept = read_decisions(noted, (PLACEHOLDER, *_DECIDED))
    own = [one for kind, given in zip(_DECIDED, typed, strict=True) for one in decisions(kind, given or ())]
    of_file = [one for kind in _DECIDED for one in decisions(kind, kept.get(kind, ()))]
    unmarked = [one.subject for one in of_file if one.kind in MARKED and not one.text_mark]
    require_marked([*unmarked, *(name for name in kept.get(PLACEHOLDER, ()) if not is_marked(name))])
    return replace(
        request,
        decisions=joined(own, of_file, ()),
        placeholders=request.placeholders.union(map(marked_placeholder, kept.get(PLACEHOLDER, ()))),
        births=births_of(births),
    )


def _of(  # noqa: PLR0917 - what a build takes, in the order of its options
    dossier_id: str,
    profile: str,
    for_whom: str,
    continues: str,
    placeholders: Sequence[str] | None,
    reviewed: Sequence[str] | None,
    part_mb: int = 0,
    is_archived: bool = False,  # noqa: FBT001, FBT002 - in the order of the options
    lock_file: Path | None = None,
) -> BuildRequest:
    return BuildRequest(
        dossier_id=dossier_id,
        profile_id=profile,
        for_whom=for_whom,
        continues=continues,
        placeholders=frozenset(map(marked_placeholder, placeholders or ())),
        reviewed=_pages(reviewed or ()),
        part_mb=part_mb,
        is_archived=is_archived,
        passphrase=_lock(lock_file),
    )


def _lock(lock_file: Path | None) -> str:
    if lock_file is None:
        return ""
    from casebook.services.vault.unlock_method import passphrase_strength

    typed = passphrase(lock_file)
    if typed and not passphrase_strength(typed).is_enough:
        sys.stderr.write(f"{builds.WEAK_LOCK}\n")
    return typed


def _of_words(
    request: BuildRequest, copy: str, purpose: str, file_format: str, shape: str, additions: str
) -> BuildRequest:
    """Return the request with the options given as words."""
    return replace(
        request,
        copy_kind=one_of(copy, COPIES, "copy"),
        purpose=one_of(purpose, PURPOSES, "purpose"),
        file_format=one_of(file_format, FORMATS, "format"),
        shape=one_of(shape, SHAPES, "shape") if shape else "",
        additions=one_of(additions, ADDITIONS, "additions") if additions else "",
    )


def _build_text(out: Path, report: builds.BuildReport) -> str:
    build = report.build
    lines = (f"\n  {file.name}: {_count(file.pages)}SHA-256 {file.sha256}" for file in build.files)
    return f"{out}: {_count(build.pages)}SHA-256 {build.sha256}{''.join(lines)}"


def diff(*, vault: Path, old: str, new: str, passphrase_file: Path | None, json: bool) -> None:
    with reading(vault, passphrase_file) as session:
        rows = builds.compare(session, old, new)
    cells = [
        [
            difference.state,
            difference.mark,
            difference.title,
            _range(difference.old_numbers),
            _range(difference.new_numbers),
        ]
        for difference in rows
    ]
    answer({"rows": rows}, table(["change", "mark", "title", "before", "now"], cells), json_wanted=json)


def _count(pages: int) -> str:
    """Return the number of pages; a Word file has none of its own."""
    return f"{counted(pages, 'page', 'pages')}, " if pages else ""


def _range(numbers: tuple[str, str]) -> str:
    first, last = numbers
    return first if first == last else f"{first}-{last}"


def _pages(names: Sequence[str]) -> dict[str, frozenset[int]]:
    pages: dict[str, frozenset[int]] = {}
    for one in names:
        read = _PAGES.fullmatch(one)
        if read is None:
            raise InvalidInput(
                "Reviewed pages must be entered as MARK:PAGES.",
                field="reviewed",
                remedy="Enter them as in 3:1-2.",
            )
        for part in read["pages"].split(","):
            first, _, last = part.partition("-")
            numbers = frozenset(range(int(first), int(last or first) + 1))
            pages[read["mark"]] = pages.get(read["mark"], frozenset()) | numbers
    return pages
