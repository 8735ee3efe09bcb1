"""``team anchor|gaps|go-on|late|fetch``: what two hold, what is missing or came late, and fetched files."""

from __future__ import annotations

import json as json_text
from pathlib import Path
from typing import Any

from casebook.base.errors import InvalidInput
from casebook.cli.base.answer import answer, counted, table
from casebook.cli.base.progress import Counter
from casebook.cli.base.session import reading, unlocked
from casebook.cli.sharing.typed_file import words_of
from casebook.services.base.flow import run_in_line
from casebook.services.case import case as cases
from casebook.services.sharing.members import members
from casebook.services.sharing.team import (
    after_removal,
    laying,
    many_exhibits,
    missing_files,
    taking,
    team_anchor,
)
from casebook.services.sharing.team.after_removal import LateField
from casebook.services.sharing.team.missing_files import MissingFiles
from casebook.services.sharing.team.team_anchor import AnchorPart, TeamAnchor

_ALL = "all"


def anchor(
    *,
    vault: Path,
    device: str | None,
    words_file: Path | None,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    typed = words_of(words_file, "words-file") if words_file else ""
    with reading(vault, passphrase_file) as session:
        with_whom = members.device_named(session, device) if device else None
        shown = team_anchor.team_anchor(session, with_whom)
    is_same = team_anchor.is_same(shown, typed) if words_file else None
    document = {
        "words": shown.words,
        "with": shown.by,
        "is_same": is_same,
        "parts": [
            {
                "kind": one.kind,
                "reference": one.reference,
                "words": one.words,
                "files": one.files_here,
                "they_lack": one.unheard,
                "we_lack": one.lacking,
            }
            for one in shown.parts
        ],
    }
    words = "The words are the same: both hold the same files."
    if not is_same:
        differing = [] if is_same is None else ["The words differ. Compare those of each line, too:"]
        words = "\n".join([*differing, _anchor_words(shown)])
    answer(document, words, json_wanted=json)


def _anchor_words(shown: TeamAnchor) -> str:
    rows = [
        (one.reference or str(one.kind), one.files_here, _standing(one), one.words) for one in shown.parts
    ]
    return f"{shown.words}\n{table(('shared', 'files', '', 'words'), rows)}"


def _standing(one: AnchorPart) -> str:
    said = [f"they lacked {one.unheard}"] if one.unheard else []
    said += [f"here {one.lacking} are missing"] if one.lacking else []
    return ", ".join(said)


def gaps(*, vault: Path, passphrase_file: Path | None, json: bool) -> None:
    with reading(vault, passphrase_file) as session:
        missing = missing_files.missing_files(session)
    rows = [
        {
            "id": one.id,
            "kind": one.kind,
            "reference": one.reference,
            "by": one.by,
            "missing": [list(span) for span in one.spans],
            "waiting": one.waiting,
            "given_up": one.given_up,
            "holders": list(one.holders),
            "lays_again": one.lays_again,
        }
        for one in missing
    ]
    words = table(
        ("id", "shared", "by", "files missing", "waiting", "who has them"), [_gap_row(one) for one in missing]
    )
    answer({"rows": rows}, words if rows else "No file is missing.", json_wanted=json)


def _gap_row(one: MissingFiles) -> tuple[Any, ...]:
    numbers = ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in one.spans)
    holders = ", ".join(one.holders) or "nobody said so: casebook team go-on"
    return one.id, one.reference or str(one.kind), one.by, numbers, one.waiting, holders


def go_on(*, vault: Path, gap: str, passphrase_file: Path | None, json: bool) -> None:
    with unlocked(vault, passphrase_file) as session:
        missing_files.go_on_without(session, gap)
        report = taking.take_all(session)
        laying.put(session)
    waited = counted(report.files, "file that waited was", "files that waited were")
    words = f"{waited} taken. Those missing are taken if they come late."
    answer({"files": report.files, "records": len(report.records)}, words, json_wanted=json)


def late(
    *,
    vault: Path,
    take: tuple[str, ...],
    decline: tuple[str, ...],
    passphrase_file: Path | None,
    json: bool,
) -> None:
    if not take and not decline:
        with reading(vault, passphrase_file) as session:
            waiting = after_removal.late_fields(session)
        words = _late_table(waiting) if waiting else "Nothing waits for a decision."
        answer({"rows": [_late_row(one) for one in waiting]}, words, json_wanted=json)
        return
    if _ALL in take and _ALL in decline:
        raise InvalidInput(
            "All is either taken or declined.", field="take", remedy="Give all to one of both."
        )
    with unlocked(vault, passphrase_file) as session:
        ids = {one.id for one in after_removal.late_fields(session)}
        taken, declined = ({*chosen} - {_ALL} for chosen in (take, decline))
        taken |= ids - declined if _ALL in take else set()
        declined |= ids - taken if _ALL in decline else set()
        count = after_removal.settle_late(session, taken, declined)
        laying.put(session)
    words = f"Taken: {len(taken)}, declined: {len(declined)}; records changed: {count}."
    answer({"taken": len(taken), "declined": len(declined), "records": count}, words, json_wanted=json)


def _late_row(one: LateField) -> dict[str, object]:
    return {
        "id": one.id,
        "noun": one.noun,
        "record": one.record_id,
        "title": one.title,
        "reference": one.reference,
        "by": one.by,
        "reason": one.reason,
        "is_new": one.is_new,
        "fields": list(one.fields),
        "here": list(one.here),
        "came": list(one.came),
    }


def _late_table(waiting: list[LateField]) -> str:
    return table(
        ("id", "by", "why", "type", "title", "field", "here", "came"),
        [
            (
                one.id,
                one.by,
                one.reason,
                one.noun,
                one.title,
                "new" if one.is_new else ", ".join(one.fields),
                "" if one.is_new else _short(one.here[0]),
                "" if one.is_new else _short(one.came[0]),
            )
            for one in waiting
        ],
    )


def _short(value: Any) -> str:  # noqa: ANN401 - any JSON
    text = value if isinstance(value, str) else json_text.dumps(value, ensure_ascii=False)
    return text if len(text) <= 40 else text[:39] + "…"  # noqa: PLR2004


def fetch(
    *, vault: Path, case_name: str, document: tuple[str, ...], passphrase_file: Path | None, json: bool
) -> None:
    with unlocked(vault, passphrase_file) as session:
        offered = many_exhibits.offered_files(session, cases.named(session, case_name).id)
        wanted = document or tuple(offered)
        report = run_in_line(many_exhibits.fetching_many(session, wanted, progress=Counter()))
    lines = [counted(len(report.fetched), "file was fetched.", "files were fetched.")]
    lines += [f"{one}: {problem}" for one, problem in report.problems.items()]
    document_of = {
        "fetched": [one.id for one in report.fetched],
        "not_fetched": {one: str(problem) for one, problem in report.problems.items()},
    }
    answer(document_of, "\n".join(lines), json_wanted=json)
