"""``name``: other forms of a name, and possible matches in a vault."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

from casebook.base.errors import InvalidInput
from casebook.cli.base.answer import answer, table
from casebook.cli.base.session import reading
from casebook.services.person import name, similar_names
from casebook.services.person.similar_names import Likely


def suggest(*, given: str, json: bool) -> None:
    suggestions = name.suggest(_read(given))
    rows = [
        {
            "text": suggestion.name.text,
            "system": suggestion.system,
            "script": suggestion.name.script,
            "language": suggestion.name.language,
            "romanisation": suggestion.name.romanisation,
            "is_likeliest": suggestion.is_likeliest,
        }
        for suggestion in suggestions
    ]
    words = table(
        ["name", "system"], [[suggestion.name.text, suggestion.system] for suggestion in suggestions]
    )
    answer({"rows": rows}, words if rows else "No other forms of this name were found.", json_wanted=json)


def alike(*, vault: Path, given: str, passphrase_file: Path | None, json: bool) -> None:
    names = _read(given).splitlines()
    with reading(vault, passphrase_file) as session:
        found = similar_names.find(session, names)
    _tell(found, "No one in the casebook has a similar name.", json_wanted=json)


def _tell(likely: list[Likely], nothing: str, *, json_wanted: bool) -> None:
    cells = [
        [
            likeness.title,
            likeness.noun,
            f"{likeness.likeness:.2f}",
            f"{likeness.system} of {likeness.form_of}: {likeness.form}",
            likeness.id,
        ]
        for likeness in likely
    ]
    words = table(["name", "type", "similarity", "found by", "id"], cells) if likely else nothing
    answer({"rows": [asdict(each) for each in likely]}, words, json_wanted=json_wanted)


def _read(given: str) -> str:
    text = sys.stdin.read() if given == "-" else given
    if not text.strip():
        raise InvalidInput(
            "There is no name to derive other forms from.", field="name", remedy="Enter it in any script."
        )
    return text.strip()
