"""``library match``: which findings speak of the clients of a case, and where none does."""

from __future__ import annotations

from pathlib import Path

from casebook.cli.base.answer import answer, table
from casebook.cli.base.session import reading
from casebook.cli.library import library_json
from casebook.services.case import case
from casebook.services.library import client_match, library


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
        ["finding", "source", "topic"],
        [[entry.finding.statement, entry.source.title, entry.finding.topic_id] for entry in rows],
    )
    gaps = ", ".join(gap.id for gap in matched.gaps) or "none"
    answer(document, f"{words}\nTopics without a finding for the client: {gaps}.", json_wanted=json)
