"""Where the pages were when a casebook was locked, for its next opening in the same run of the program.

SECURITY: it holds keys of pages and IDs, no name and no words that were sought, and only in memory: of this
process, or of the launcher, which ends with the program. Only the casebook whose ID it bears takes it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # loaded when a vault is opened
    from casebook.services.base.session import Session
    from casebook.ui.kit.page_context import Location
    from casebook.ui.shell.workspace import Workspace

_PART = re.compile(r"[\w.-]{0,64}", re.ASCII)


class LeftPlace:
    """The place that was left, until a casebook is opened.

    Attributes:
        text: the ID of the casebook, then page, record, tab, what was chosen on it, and "form" where one was
            open with something typed in it; "" for no place.
        had_form: whether the place that was taken last had such a form.
    """

    def __init__(self) -> None:
        self.text, self.had_form = "", False

    def give(self, text: str) -> None:
        """Take what the session before noted."""
        self.text = text

    def note(self, session: Session, workspace: Workspace | None) -> None:
        """Note the place in view."""
        self.text = ""
        if workspace is not None:
            place = workspace.place
            form = "form" if workspace.drafts.is_form_open else ""
            parts = (str(session.vault.vault_id), place.page, place.id, place.tab, place.within, form)
            self.text = "/".join(parts) if all(map(_PART.fullmatch, parts)) else ""

    def taken(self, session: Session) -> Location | None:
        """Return the place if it is of this casebook, and forget it in any case."""
        from casebook.ui.kit.page_context import Location

        (vault_id, *parts), self.text, self.had_form = self.text.split("/"), "", False
        if vault_id != str(session.vault.vault_id):
            return None
        page, record_id, tab, within, form = parts
        self.had_form = bool(form)
        return Location(page=page, id=record_id, tab=tab, within=within)
