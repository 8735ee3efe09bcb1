"""What a draft is kept under: the page, record and part that its form is on, and the name of the form."""

from __future__ import annotations

import json

from casebook.ui.kit.page_context import Location


def id_of(place: Location, name: str) -> str:
    """Return what the draft of a form of this name is kept under."""
    where = (place.page, place.id, place.tab, place.within)  # the words that led there make no other form
    return json.dumps([*where, name], ensure_ascii=False)


def written_in(draft_id: str) -> tuple[Location, str]:
    """Return the place of a draft and the name of its form."""
    page, record_id, tab, within, name = json.loads(draft_id)
    return Location(page=page, id=record_id, tab=tab, within=within), name


def page_of(place: Location) -> tuple[str, str]:
    """Return the page of a place and its record, whatever part of it is shown."""
    return place.page, place.id


_UNDER = {"case": "cases", "country": "countries", "new-client": "people"}
"""Pages without an entry of their own in the sidebar, and the page under whose entry they stand."""


def entry_of(page: str) -> str:
    """Return the page under whose entry of the sidebar a page stands."""
    return _UNDER.get(page, page)


def belongs_at(draft_id: str, place: Location) -> bool:
    """Return whether a draft is offered at a place: under its own entry of the sidebar, and on Today."""
    return place.page == "today" or entry_of(written_in(draft_id)[0].page) == entry_of(place.page)


def is_same_form(draft_id: str, other_id: str) -> bool:
    """Return whether both name one form of one page; a link to a part of the page makes no other."""
    (one, name), (other, other_name) = written_in(draft_id), written_in(other_id)
    is_same_page = (one.page, one.id, one.tab, name) == (other.page, other.id, other.tab, other_name)
    return is_same_page and (one.within == other.within or not (one.within and other.within))
