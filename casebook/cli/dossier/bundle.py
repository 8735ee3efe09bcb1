"""``bundle``: files in order, for one hearing; needs a vault only for a custom court profile."""

from __future__ import annotations

from pathlib import Path

from casebook.cli.base.answer import answer, counted, table, with_problems
from casebook.cli.base.optional_vault import perhaps_unlocked
from casebook.cli.base.progress import Counter
from casebook.services.dossier import bundle

BLOCKING = 7
ITEM_KEYS = ("mark", "first_page", "last_page", "scale_percent")
"""The keys of each exhibit on which scripts rely."""


def bundle_(
    *,
    spec: Path,
    out: Path,
    profile: str,
    leave_out_damaged: bool,
    vault: Path | None,
    passphrase_file: Path | None,
    json: bool,
) -> int:
    with perhaps_unlocked(vault, passphrase_file) as session:
        report = bundle.bundle_from_spec(
            spec,
            out,
            profile_id=profile,
            session=session,
            leaves_out=leave_out_damaged,
            progress=Counter(),
        )
    document = {
        "pages": report.pages,
        "sha256": report.sha256,
        "items": [{key: getattr(item, key) for key in ITEM_KEYS} for item in report.items],
        "problems": report.problems,
    }
    rows = [[item.mark, item.first_page, item.last_page] for item in report.items]
    pages = counted(report.pages, "page", "pages")
    words = f"{out}: {pages}, SHA-256 {report.sha256}\n{table(['mark', 'from', 'to'], rows)}"
    answer(document, with_problems(words, report.problems), json_wanted=json)
    return BLOCKING if any(problem.is_blocking for problem in report.problems) else 0
