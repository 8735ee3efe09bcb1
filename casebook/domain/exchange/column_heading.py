"""Which field of a list a column is, by its heading."""

from __future__ import annotations

import re
from collections.abc import Sequence

from casebook.domain.exchange.import_plan import ImportField

_GAPS = re.compile(r"[\s_\-.:/()（）*'’!?]+")
_LETTERS = r"[dmyjtgarдмгμεη日月年]{1,4}"
_HINT = re.compile(
    rf"[(（\[]\s*(?:{_LETTERS}(?:\s*[-./\s]\s*{_LETTERS}){{1,2}}|m\s*/\s*[fw](?:\s*/\s*[xdo])?|f\s*/\s*m|男\s*/\s*女"
    r"|if (?:any|known)|optional|required)\s*[)）\]]",
    re.IGNORECASE,
)
"""What a heading says in brackets of how a cell is written, and not of whom or what it is."""
STATE_HEADINGS = (
    *("status", "state", "statut", "état", "estado", "stato", "stan", "durum", "κατάσταση", "zustand"),
    *("статус", "состояние", "стан", "状态", "狀態", "stand", "sachstand", "verfahrensstand"),
)
"""Of a column that says how far something is, as Outlook, Google and Excel call it in many languages."""
REMARK_HEADINGS = (
    "struckthrough",  # a column of ours, of cells struck in part
    *("remark", "remarks", "note", "notes", "comment", "comments", "observation", "observations"),
    *(
        "vermerk",
        "vermerke",
        "bemerkung",
        "bemerkungen",
        "anmerkung",
        "anmerkungen",
        "notiz",
        "notizen",
        "hinweis",
    ),
    *("remarque", "remarques", "commentaire", "commentaires", "mention", "mentions"),
    *(
        "observación",
        "observaciones",
        "comentario",
        "comentarios",
        "nota",
        "notas",
        "osservazioni",
        "annotazioni",
    ),
    *("uwagi", "açıklama", "açıklamalar", "notlar", "παρατήρηση", "παρατηρήσεις", "σχόλια"),
    *("примечание", "примечания", "комментарий", "комментарии", "замечания", "примітка", "примітки"),
    *("备注", "備註", "说明", "說明", "附注", "附註"),
)
"""Of a column of free words."""
_EITHER = re.compile(r"[/／|\n;；]")
_WHOLE = {"family", "given"}


def suggested(fields: Sequence[ImportField], head: Sequence[str]) -> dict[int, str]:
    """Return the likely field of each column by its heading, without unknown columns.

    A heading of several parts means a field if all of them do; surname and given name are the whole name.

    >>> field = ImportField(key="born", title="Born", headings=("dateofbirth", "dob"))
    >>> suggested([field], ["No.", "Date of birth", "Born"]), suggested([field], ["D.O.B. (dd/mm/yyyy)"])
    ({1: 'born'}, {0: 'born'})
    >>> suggested([field], ["DOB / Date of birth"]), suggested([field], ["DOB (spouse)"])
    ({0: 'born'}, {})
    """
    names = [{field.key, *map(_folded, (field.title, *field.headings))} for field in fields]
    weak = [set(map(_folded, field.weak_headings)) for field in fields]
    plain = [_folded(heading) for heading in head]
    rounds = (
        [_meanings(fields, names, text) for text in plain],
        [_meanings(fields, names, _without_numbers(text)) for text in plain],
        [_of_parts(fields, names, heading) for heading in head],
        [_meanings(fields, weak, text) for text in plain],
    )
    field_by_column: dict[int, str] = {}
    many = {field.key for field in fields if field.takes_many}
    for places in rounds:
        for place, meanings in enumerate(places):
            free = [key for key in meanings if key in many or key not in field_by_column.values()]
            if free and place not in field_by_column:
                field_by_column[place] = free[0]
    return field_by_column


def _meanings(fields: Sequence[ImportField], names: Sequence[set[str]], plain: str) -> list[str]:
    """The keys of the fields that a heading without gaps can mean."""
    return [field.key for field, meant in zip(fields, names, strict=True) if plain in meant]


def _of_parts(fields: Sequence[ImportField], names: Sequence[set[str]], heading: str) -> list[str]:
    """The key of the one field that every part of a heading means, as ``Nationality/Citizenship``."""
    parts = [part for part in map(_folded, _EITHER.split(_HINT.sub("", heading))) if part]
    keys = [next(iter(_meanings(fields, names, part)), "") for part in parts]
    if set(keys) == _WHOLE:
        return ["name"]
    return keys[:1] if len(set(keys)) == 1 and keys[0] else []


def _folded(heading: str) -> str:
    return _GAPS.sub("", heading).casefold()


def _without_numbers(plain: str) -> str:
    """A heading as several columns share it: ``E-mail 2 - Value`` is ``emailvalue``."""
    return "".join(char for char in plain if not char.isdecimal())
