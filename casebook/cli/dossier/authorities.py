"""``dossier authorities``: what a dossier cites, the copies there are, and the bundle made of them."""

from __future__ import annotations

from pathlib import Path

from casebook.cli.base.answer import answer, counted, table, with_problems
from casebook.cli.base.progress import Counter
from casebook.cli.base.session import reading
from casebook.cli.dossier.bundle import BLOCKING
from casebook.services.base.flow import run_in_line
from casebook.services.dossier.bundles import authorities_bundle
from casebook.services.dossier.bundles.authorities_bundle import AuthorityCopy


def authorities(
    *,
    vault: Path,
    dossier_id: str,
    out: Path | None,
    leave_out_missing: bool,
    passphrase_file: Path | None,
    json: bool,
) -> int:
    with reading(vault, passphrase_file) as session:
        if out is None:
            copies = authorities_bundle.copies_of(session, dossier_id)
            answer({"authorities": [_row(copy) for copy in copies]}, _words(copies), json_wanted=json)
            return 0
        work = authorities_bundle.build(
            session, dossier_id, out, leaves_out=leave_out_missing, progress=Counter()
        )
        report = run_in_line(work)
    document = {
        "out": out,
        "pages": report.pages,
        "sha256": report.sha256,
        "authorities": [_row(copy) for copy in report.copies],
        "problems": report.problems,
    }
    words = (
        f"{out}: {counted(report.pages, 'page', 'pages')}, SHA-256 {report.sha256}\n{_words(report.copies)}"
    )
    answer(document, with_problems(words, report.problems), json_wanted=json)
    return BLOCKING if any(problem.is_blocking for problem in report.problems) else 0


def _row(copy: AuthorityCopy) -> dict[str, object]:
    authority = copy.authority
    return {
        "group": authority.group,
        "title": authority.title,
        "citation": authority.citation,
        "neutral": authority.neutral,
        "report": authority.report,
        "record_ids": authority.record_ids,
        "relied_on": copy.relied_on,
        "has_copy": copy.attachment is not None,
    }


def _words(copies: tuple[AuthorityCopy, ...]) -> str:
    rows = [
        ["yes" if copy.attachment else "missing", copy.authority.title, "; ".join(copy.relied_on)]
        for copy in copies
    ]
    words = table(["copy", "authority", "relied on"], rows)
    missing = sum(copy.attachment is None for copy in copies)
    if not missing:
        return words
    return (
        f"{words}\n{missing} of {len(copies)} have no copy. Attach your own with “casebook library quote "
        "FINDING WORDS --pinpoint PLACE --copy FILE”; with --leave-out-missing the bundle is built from "
        "those there are."
    )
