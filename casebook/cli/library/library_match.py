"""``library match|quote|confirm``: findings about a case's clients, and what somebody read."""

from __future__ import annotations

import sys
from pathlib import Path

from casebook.cli.base.answer import answer, table
from casebook.cli.base.session import reading, unlocked
from casebook.cli.library import library_json
from casebook.domain.library.reading import Quotation
from casebook.services.base.flow import run_in_line
from casebook.services.case import case
from casebook.services.library import client_match, library, quotation
from casebook.services.library.client_match import ClientMatch
from casebook.services.library.reading import confirm as confirm_authority
from casebook.services.library.reading import have_read


def match(
    *, vault: Path, of_case: str, topic: tuple[str, ...], passphrase_file: Path | None, json: bool
) -> None:
    with reading(vault, passphrase_file) as session:
        matched = client_match.of_case(session, case.named(session, of_case).id, topic)
        cited = library.cited(session, matched.fitting_ids)
        today = session.clock().date()
    rows = [entry for entry in cited.values() if not topic or entry.finding.topic_id in topic]
    document = {
        "rows": [library_json.cited(entry, today) for entry in rows],
        "passed_over": {reason: matched.passed_over.get(reason, 0) for reason in ("group", "place", "time")},
        "gaps": [gap.id for gap in matched.gaps],
        "profile": {
            "groups": sorted(matched.profile.groups),
            "places": sorted(matched.profile.places),
            "since": matched.profile.since,
        },
    }
    words = table(
        ["finding", "source", "topic", "speaks of"],
        [
            [
                entry.finding.statement,
                entry.source.title,
                entry.finding.topic_id,
                "; ".join(entry.finding.groups),
            ]
            for entry in rows
        ],
    )
    gaps = ", ".join(gap.id for gap in matched.gaps) or "none"
    lines = (words, _passed_over(matched), f"Topics without a finding for the client: {gaps}.")
    answer(document, "\n".join(lines), json_wanted=json)


def _passed_over(matched: ClientMatch) -> str:
    group, place, time = (matched.passed_over.get(reason, 0) for reason in ("group", "place", "time"))
    return (
        f"Passed over, on every topic: {group} on another group, {place} on another place, {time} from "
        f"before {matched.profile.since}. Decisions, legal standards and adverse findings do not age."
    )


def quote_(
    *,
    vault: Path,
    record_id: str,
    text: str,
    pinpoint: str,
    differs: bool,
    copy: Path | None,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    typed = sys.stdin.read() if text == "-" else text
    with unlocked(vault, passphrase_file) as session:
        compared = run_in_line(quotation.check(session, record_id, typed, copy=copy))
        if not differs:
            quotation.require_match(compared)
        quote = Quotation(words=typed, state=compared.state)
        kept = run_in_line(
            have_read(session, "finding", record_id, pinpoint=pinpoint, copy=copy, quote=quote)
        )
    document = {
        "id": kept.id,
        "state": compared.state,
        "counts_as_read": kept.counts_as_read,
        "page": compared.page or None,
        "preceded_by": compared.preceded_by or None,
        "differences": [
            {"typed": difference.typed or None, "copy": difference.copy or None}
            for difference in compared.differences
        ],
    }
    lines = [
        f"typed “{difference.typed}”, in the copy “{difference.copy}”" for difference in compared.differences
    ]
    if compared.preceded_by:
        lines.append(f"! In the copy “{compared.preceded_by}” stands right before it.")
    if not kept.counts_as_read:
        lines.append("! The finding does not count as read by this quotation.")
    answer(document, "\n".join([f"Quotation: {compared.state}.", *lines]), json_wanted=json)


def confirm(
    *,
    vault: Path,
    record_id: str,
    pinpoint: str,
    initials: str,
    later_history: str,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    with unlocked(vault, passphrase_file) as session:
        kept = confirm_authority(
            session, record_id, pinpoint=pinpoint, initials=initials, later_history=later_history
        )
    document = {
        "id": kept.id,
        "noun": kept.noun,
        "record_id": kept.record_id,
        "pinpoint": kept.pinpoint,
        "initials": kept.initials,
        "confirmed_on": kept.read_at.date(),
        "later_history": kept.later_history or None,
    }
    answer(document, f"Confirmed: {record_id}, {kept.pinpoint} ({kept.initials}).", json_wanted=json)
