"""``search``: anything in the vault, in any script."""

from __future__ import annotations

import sys
from pathlib import Path

from casebook.cli.base.answer import answer, table
from casebook.cli.base.session import reading
from casebook.domain.evidence.chat import ChatMessage
from casebook.services.base.flow import run_in_line
from casebook.services.base.search import SearchHit, find
from casebook.services.evidence.chat import messages_found


def search(*, vault: Path, query: str, passphrase_file: Path | None, json: bool) -> None:
    words = sys.stdin.read() if query == "-" else query
    with reading(vault, passphrase_file) as session:
        hits = find(session, words)
        documents = [hit.id for hit in hits if hit.noun == "document"]
        messages = run_in_line(messages_found(session, words, documents)) if documents else {}
    cells = [[hit.noun, hit.title, _found_by(hit, messages.get(hit.id)), hit.id] for hit in hits]
    listed = table(["type", "title", "found by", "id"], cells)
    answer(
        {"hits": [_hit_json(hit, messages.get(hit.id)) for hit in hits]},
        listed if hits else "Nothing was found.",
        json_wanted=json,
    )


def _found_by(hit: SearchHit, message: ChatMessage | None) -> str:
    if message is not None:
        return f"message {message.number}"
    if hit.form:
        return f"{hit.system} of {hit.form_of}: {hit.form}"
    return " · ".join(f"{match.typed} = {match.term}" for match in hit.synonyms)


def _hit_json(hit: SearchHit, message: ChatMessage | None) -> dict[str, object]:
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
        "message": message.number if message else None,
        "found_by": found_by if hit.form else None,
        "synonyms": [{"typed": match.typed, "term": match.term} for match in hit.synonyms],
    }
