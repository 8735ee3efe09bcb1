"""Every page of the window, and every tab that counts as one."""

from __future__ import annotations

from casebook.ui.kit.page_context import Location
from casebook.ui.pages.casefile.case_tabs import LEAVES
from casebook.ui.shell.places import PAGES

STEPS = (4, 1)
"""Of how many places one is looked at: of each four by the tests, of each one by the proofs."""
_TABS = {
    "library": ("findings", "sources", "topics", "statistics", "incidents", "updates"),
    "security": ("ways", "backups", "checks", "history", "promises"),
}


def places(case_id: str) -> list[Location]:
    """The places of a window, with the tabs of this case last."""
    tabs = [Location(page=page, tab=tab) for page, tabs in _TABS.items() for tab in tabs]
    whole = [page for page in PAGES if page not in {"case", *_TABS}]
    pages = [Location(page=page, id="CY" if page == "country" else "") for page in whole]
    return [*pages, *tabs, *(Location(page="case", id=case_id, tab=tab) for tab in LEAVES)]
