"""The notice of people known elsewhere: below a field while typing, and for a whole case."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QWidget

from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Person
from casebook.services.person import conflict
from casebook.services.person.conflict import Encounter
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.pages.wording.case import CaseWords
from casebook.ui.pages.wording.values import Wording
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.forms.entry import RawValue
from casebook.ui.widgets.forms.field_notice import FieldNotice
from casebook.ui.widgets.forms.form import Form
from casebook.ui.widgets.layout.layout import column, empty_out, line

if TYPE_CHECKING:
    from casebook.services.base.session import Session

Met = Callable[["Session", RawValue], Sequence[Encounter]]
"""Returns, from the session and the content of a field, who is concerned."""
_PAGES = {"person": "people", "contact": "contacts"}


def met_record(kind: type[Person | Contact], case_id: str) -> Met:
    """The roles of a selected person in other cases, and others with the same name."""

    def met(session: Session, content: RawValue) -> list[Encounter]:
        if not content or content.startswith("?"):
            return []
        return conflict.of_record(session, kind, content, case_id)

    return met


class ConflictNotice(FieldNotice):
    """A note below a field, which blocks nothing: a person decides whether it is a conflict."""

    def __init__(self, context: PageContext, form: Form, key: str, met: Met) -> None:
        """Create the note below a field of the form.

        Args:
            context: where to look.
            form: what is filled in.
            key: the field it stands under.
            met: who is known, given what stands in that field.
        """
        super().__init__(form, key)
        self._context, self._entry, self._met = context, form.entries[key], met
        self._asked: object = ""
        self._body = column(self, gap=6, margins=(8, 10))

    def look(self) -> None:
        """Check who is known elsewhere, unless already checked."""
        content, met = self._entry.raw, self._met
        if content == self._asked:
            return
        self._asked = content

        def take(found: Sequence[Encounter]) -> None:
            if content == self._asked:
                self._show(found)

        self._context.ask(lambda session: met(session, content), take, asker=self)

    def _show(self, encounters: Sequence[Encounter]) -> None:
        empty_out(self._body)
        title = self._context.words("Already in the casebook: is there a conflict of interest?")
        self._body.addWidget(label(title, "strong", wraps=True))
        for each in encounters:
            self._body.addWidget(encounter_line(self._context, each))
        self.setAccessibleName(title)
        self.setVisible(bool(encounters))


class ConflictCard(QFrame):
    """The conflict check of a whole case, above its tabs until closed."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context, words = context, context.words
        self.setProperty("role", "card")
        whole = column(self, gap=8, margins=(12, 16))
        head = line(gap=8)
        title = words("Conflict check")
        self.setAccessibleName(title)
        head.addWidget(label(title, "title"), 1)
        close = button("", self.hide, role="tool", meaning="close", name=words("Close check"))
        head.addWidget(close)
        whole.addLayout(head)
        whole.addWidget(
            label(
                words(
                    "Checks every name of the parties, contacts and team, in every script, against the "
                    "whole casebook."
                ),
                "quiet",
                wraps=True,
            )
        )
        self._body = column(gap=6)
        whole.addLayout(self._body)
        self.hide()

    def check(self, case_id: str) -> None:
        """Check everyone in the case."""
        self._context.ask(lambda session: conflict.of_case(session, case_id), self._show)

    def _show(self, encounters: Sequence[Encounter]) -> None:
        empty_out(self._body)
        for each in encounters:
            self._body.addWidget(encounter_line(self._context, each))
        if not encounters:
            text = self._context.words("No one in this case appears in other records")
            row = line(gap=0)
            row.addWidget(Chip(text, "green", "done"))
            row.addStretch(1)
            self._body.addLayout(row)
        self.show()


def encounter_line(context: PageContext, one: Encounter) -> QWidget:
    """Return who is known, in which role and cases, with a link."""
    words = context.words
    widget = QWidget()
    row = line(widget, gap=8)
    text_column = column(gap=0)
    text_column.addWidget(label(one.matched, wraps=True, selectable=True))
    parts = {**CaseWords(words).role_kind, **Wording(words).standing}
    why = [words("Contact") if one.noun == "contact" else words("Person")]
    if one.asked != one.matched:
        why.append(words("searched for: {name}", name=f"\u2068{one.asked}\u2069"))
    why += [words.labelled(part.reference, parts.get(part.standing, part.standing)) for part in one.parts]
    text_column.addWidget(label(" · ".join(why), "small", wraps=True))
    row.addLayout(text_column, 1)
    go = button(
        words("Open record"),
        lambda: context.go(Location(page=_PAGES[one.noun], id=one.record_id)),
        role="link",
    )
    go.setAccessibleName(f"{words('Open record')}: {one.matched}")
    row.addWidget(go)
    return widget
