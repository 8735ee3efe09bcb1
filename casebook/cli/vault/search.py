"""``search``: anything in the vault, in any script."""

from __future__ import annotations

import sys
from pathlib import Path

from casebook.cli.base.answer import answer, table
from casebook.cli.base.session import reading
from casebook.services.base.search import SearchHit, find


def search(*, vault: Path, query: str, passphrase_file: Path | None, json: bool) -> None:
    words = sys.stdin.read() if query == "-" else query
    with reading(vault, passphrase_file) as session:
        hits = find(session, words)
    cells = [
        [hit.noun, hit.title, f"{hit.system} of {hit.form_of}: {hit.form}" if hit.form else "", hit.id]
        for hit in hits
    ]
    listed = table(["type", "title", "found by", "id"], cells)
    answer(
        {"hits": [_hit_json(hit) for hit in hits]}, listed if hits else "Nothing was found.", json_wanted=json
    )


def _hit_json(hit: SearchHit) -> dict[str, object]:
    found_by = {
        "form": hit.form,
        "system": hit.system,
        "of": hit.form_of,
        "likeness": round(hit.likeness, 3),
    }
    return {
        "noun": hit.noun,
        "id": hit.id,
        "title": hit.title,
        "snippet": hit.snippet,
        "case": hit.case_id,
        "page": hit.page,
        "found_by": found_by if hit.form else None,
    }
