"""Where a record is shown, by its noun and case."""

from __future__ import annotations

from casebook.ui.kit.page_context import Location
from casebook.ui.pages.wording.nouns import NOUN_TABS

_PAGES = {"person": "people", "contact": "contacts"}
_LIBRARY = {"finding": "findings", "source": "sources", "argument": "arguments"}


def place_of(noun: str, record_id: str, case_id: str, *, is_binned: bool = False) -> Location:
    """Return where a record is shown; one in the bin there."""
    if is_binned:
        return Location(page="bin")
    if noun == "case":
        return Location(page="case", id=record_id)
    if noun in _PAGES and not case_id:
        return Location(page=_PAGES[noun], id=record_id)
    if noun in _LIBRARY:
        return Location(page="library", tab=_LIBRARY[noun], within=record_id)
    if not case_id:
        return Location(page="today")
    return Location(page="case", id=case_id, tab=NOUN_TABS.get(noun, "overview"), within=record_id)
