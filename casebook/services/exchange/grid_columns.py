"""What a list spreads over several columns, gathered in one: addresses, birthdays, and times of a calendar.

The columns stay where they are, so that their numbers hold; those that were gathered are left empty.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from casebook.domain.base.grid import Grid, GridRow

_PARTS: Mapping[str, frozenset[str]] = {
    "whole": frozenset({"formatted"}),
    "line": frozenset({"address", "adresse"}),
    "street": frozenset({"street", "straße", "strasse", "rue", "calle", "улица"}),
    "more": frozenset({"street2", "street3", "address2", "adresse2", "extendedaddress", "pobox", "postfach"}),
    "code": frozenset(
        {"postalcode", "zip", "zipcode", "postcode", "postleitzahl", "plz", "codepostal", "индекс", "邮编"}
    ),
    "city": frozenset({"city", "town", "ort", "stadt", "ville", "ciudad", "город", "城市"}),
    "region": frozenset({"state", "region", "province", "bundesland", "département"}),
    "country": frozenset({"country", "countryregion", "land", "landregion", "pays", "paysrégion", "страна"}),
}
"""The parts of an address in the order in which they are joined, by the last words of their headings."""
_GAPS = re.compile(r"[\s_\-./()（）:]+")
_PHONE_VALUE = re.compile(r"phone\d*value")
_BIRTHS = (("birthyear", "birthmonth", "birthday"), ("geburtsjahr", "geburtsmonat", "geburtstag"))


def gathered(grid: Grid) -> Grid:
    """The list with each address, and a birthday of three columns, in one cell: that of its first column."""
    head = [_GAPS.sub("", heading).casefold() for heading in grid.head]
    grid = _with_fax(grid, head)
    groups = [*_addresses(head), *_birthdays(head)]
    if not groups:
        return grid
    return replace(grid, rows=tuple(_row(row, groups) for row in grid.rows))


def _with_fax(grid: Grid, head: Sequence[str]) -> Grid:
    """The list with telephone numbers that their labels call fax, as Google's do, in a last column."""
    pairs = [
        (head.index(label), place)
        for place, heading in enumerate(head)
        for label in (heading.replace("value", "label"), heading.replace("value", "type"))
        if _PHONE_VALUE.fullmatch(heading) and label in head
    ]
    faxes = [[pair for pair in pairs if "fax" in row.cells[pair[0]].casefold()] for row in grid.rows]
    if not any(faxes):
        return grid
    rows = []
    for row, found in zip(grid.rows, faxes, strict=True):
        places = {place for _, place in found}
        cells = ["" if place in places else cell for place, cell in enumerate(row.cells)]
        numbers = "\n".join(row.cells[place] for place in sorted(places))
        rows.append(replace(row, cells=(*cells, numbers)))
    return replace(grid, head=(*grid.head, "Fax"), rows=tuple(rows))


_Group = tuple[str, tuple[int, ...]]
"""What joins the cells of some columns, and these, the one first that keeps the whole."""


def _addresses(head: Sequence[str]) -> list[_Group]:
    """Columns that are parts of one address: their headings share what is before or after the part."""
    kinds: dict[str, dict[str, int]] = defaultdict(dict)
    for place, heading in enumerate(head):
        part, word = _part(heading)
        if part:
            kinds[heading.replace(word, "")].setdefault(part, place)
    groups: list[_Group] = []
    for parts in kinds.values():
        if "whole" in parts and len(parts) > 1:
            groups.append(("whole", (parts["whole"], *(parts[part] for part in parts if part != "whole"))))
        elif parts.keys() & {"line", "street"} and len(parts) > 1:
            groups.append((", ", tuple(parts[part] for part in _PARTS if part in parts)))
    return groups


def _part(heading: str) -> tuple[str, str]:
    """The part of an address that a heading names, and by which word; the longest at its end prevails."""
    words = [(part, word) for part, some in _PARTS.items() for word in some]
    for is_at in (heading.endswith, heading.startswith):
        if meant := max((one for one in words if is_at(one[1])), key=lambda one: len(one[1]), default=None):
            return meant
    return "", ""


def _birthdays(head: Sequence[str]) -> list[_Group]:
    found = [[head.index(part) for part in parts] for parts in _BIRTHS if set(parts) <= set(head)]
    return [("-", (day, year, month)) for year, month, day in found]


def _row(row: GridRow, groups: Sequence[_Group]) -> GridRow:
    cells = list(row.cells)
    for between, places in groups:
        texts = [row.cells[place].strip() for place in places]
        if between == "-":
            day, year, month = texts
            whole = "-".join((year, *(part.zfill(2) for part in (month, day) if part))) if year else ""
        elif between == "whole" and texts[0]:
            whole = texts[0].replace("\n", ", ")
        else:
            whole = _joined(texts)
        for place in places:
            cells[place] = ""
        cells[places[0]] = whole
    return replace(row, cells=tuple(cells))


def _joined(texts: Sequence[str]) -> str:
    """The parts of an address; one that a part before it holds already is left out."""
    whole = ""
    for text in (text.replace("\n", ", ") for text in texts):
        if text and text not in whole:
            whole = f"{whole}, {text}" if whole else text
    return whole
