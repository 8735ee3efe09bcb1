"""The release of a declaration: to whom, what each would get, what stands against it, and the pack."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Literal, cast

from PySide6.QtWidgets import QVBoxLayout, QWidget

from casebook.base.errors import InvalidInput
from casebook.domain.declaration.declaration import (
    RELEASE_PARTS,
    Declaration,
    DeclarationRelease,
    ReleasePart,
)
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Purpose
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.declaration import release_pack
from casebook.services.declaration.release_gate import ReleaseFor, purpose_for
from casebook.services.declaration.release_pack import ReleasePreview
from casebook.ui.dialogs.file import pick_target
from casebook.ui.pages.base.field_factories import FieldFactory
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.person.contact_form import contact_title
from casebook.ui.pages.wording.declaration_words import DeclarationWords
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.parts import button, hold_back, label
from casebook.ui.widgets.controls.step_keys import StepKeys
from casebook.ui.widgets.controls.styled_inputs import TickBox
from casebook.ui.widgets.forms.entry_ticks import TicksEntry
from casebook.ui.widgets.forms.field import Field, FieldGrid
from casebook.ui.widgets.layout.flow import Scrolled, scroll_to
from casebook.ui.widgets.layout.layout import column, empty_out, line


class ReleasePane(QWidget):
    """Recipients, preview and pack of one declaration.

    Args:
        page: whose details it replaces.
        declaration: which.
        leave: shows the details again.

    Attributes:
        previews: what was looked at last; empty until then.
    """

    def __init__(self, page: Page, declaration: Declaration, leave: Callable[[], None]) -> None:
        super().__init__()
        self._page, self._context, self._words = page, page.context, page.words
        self._declaration, self._leave = declaration, leave
        self.previews: tuple[ReleasePreview, ...] = ()
        whole = column(self, gap=12, margins=(14, 16))
        whole.addWidget(label(self._words("Build release pack"), "title"))
        scroll = Scrolled(self._words("Build release pack"))
        inside = scroll.body
        self.fields = FieldGrid(self._made_fields(), self._words("Build release pack"), self._words)
        self.fields.changed.connect(self._forget)
        inside.addWidget(self.fields)
        self._shown: QVBoxLayout = column(gap=6)
        inside.addLayout(self._shown)
        self.looked = TickBox(self._words("I watched and read what cannot be searched"))
        self.looked.hide()
        inside.addWidget(self.looked)
        inside.addStretch(1)
        whole.addWidget(scroll, 1)
        whole.addLayout(self._foot())

    def look(self) -> None:
        """Read what each recipient would get."""
        try:
            values = self.fields.read()
        except InvalidInput as error:  # said beside the field
            scroll_to(self.fields.boxes.get(error.field, self.fields))
            return

        def work(session: Session) -> tuple[ReleasePreview, ...]:
            return release_pack.preview(session, self._declaration.id, self._wanted(session, values))

        self._context.ask(work, self._show)

    def build(self) -> None:
        """Ask for the file of each pack and write it: no two recipients share one."""
        self._build(0)

    def build_to(self, out: Path | SaveTarget, place: int = 0) -> None:
        """Write the pack of one recipient to a file, enter it in the disclosure register, and go on.

        Args:
            out: the file.
            place: of the recipient among those previewed.
        """
        context, wanted = self._context, [self.previews[place].wanted]
        has_looked = self.looked.isChecked()

        def done(_: tuple[DeclarationRelease, ...]) -> None:
            context.say(
                self._words("Release pack written and entered in the register. It is not encrypted."),
                self._words(
                    "Casebook cannot seal it for who has no Casebook: hand it over yourself, or encrypt it "
                    "with a program of the recipient's."
                ),
            )
            if place + 1 < len(self.previews):
                self._build(place + 1)
            else:
                self._leave()

        context.run(
            lambda task: release_pack.build(
                context.session,
                self._declaration.id,
                wanted,
                out,
                has_looked=has_looked,
                progress=task,
            ),
            done,
        )

    def _build(self, place: int) -> None:
        if len(self.previews) > 1:
            name = self.previews[place].recipient.name
            self._context.say(self._words("Choose the file for {name}.", name=name))
        out = pick_target(self, self._words, release_pack.FILE_NAME)
        if out is not None:
            self.build_to(out, place)

    def _made_fields(self) -> Sequence[Field]:
        words, makers = self._words, FieldFactory(self._context)
        contact = makers.anywhere(Contact, contact_title)
        conditions = {"": words("none of them")} | {one.id: one.text for one in self._declaration.conditions}
        purposes = {"": words("by the type of the contact")} | self._page.wording.purpose
        return (
            Field(
                key="recipients",
                title=words("Recipients"),
                makes=makers.list(contact, words("Add recipient")),
                is_required=True,
                is_wide=True,
            ),
            Field(key="purpose", title=words("Purpose"), makes=makers.choice(purposes)),
            Field(
                key="condition",
                title=words("Condition that has come about"),
                makes=makers.choice(conditions),
                is_wide=True,
            ),
            Field(key="decided_by", title=words("Who decided that it has"), makes=contact),
            Field(key="decided_on", title=words("Decided on"), makes=makers.day("past")),
            Field(
                key="reason",
                title=words("How it was decided, or who was asked and why"),
                makes=makers.long(),
                help=words("It is recorded in the disclosure register."),
                is_wide=True,
            ),
            *self._made_part_fields(),
        )

    def _made_part_fields(self) -> Sequence[Field]:
        words, titles = self._words, DeclarationWords(self._words)
        parts, added = list(titles.parts.items()), list(titles.added_parts.items())
        return (
            Field(
                key="without",
                title=words("Left out"),
                makes=lambda name: TicksEntry(name, parts, words("Search")),
                is_wide=True,
            ),
            Field(
                key="added",
                title=words("Only if needed"),
                makes=lambda name: TicksEntry(name, added, words("Search")),
                help=words("The person signed nothing of it. Read it before it goes along."),
                is_wide=True,
            ),
        )

    def _foot(self) -> QVBoxLayout:
        words = self._words
        foot, row = column(gap=0), line(gap=8)
        look = button(words("Preview"), self.look, role="primary", meaning="open-eye")
        self.write = button(words("Write the pack…"), self.build, meaning="save")
        hold_back(self.write)
        StepKeys(self, go_on=lambda: self.build() if self.write.isEnabled() else self.look())
        row.addWidget(look)
        row.addWidget(self.write)
        row.addStretch(1)
        row.addWidget(button(words("Cancel"), self._leave))
        foot.addLayout(row)
        self._why = label("", "small", wraps=True)
        foot.addWidget(self._why)
        self._forget()
        return foot

    def _wanted(self, session: Session, values: dict[str, object]) -> list[ReleaseFor]:
        left_out = cast("tuple[str, ...]", values["without"] or ())
        added = cast("tuple[str, ...]", values["added"] or ())
        parts = (*(one for one in RELEASE_PARTS if one not in left_out), *added)
        return [
            ReleaseFor(
                contact_id=contact_id,
                purpose=cast('Purpose | Literal[""]', values["purpose"])
                or purpose_for(record.find(session, Contact, contact_id)),
                parts=cast("tuple[ReleasePart, ...]", parts),
                condition_id=str(values["condition"] or ""),
                reason=str(values["reason"] or ""),
                decided_by=str(values["decided_by"] or ""),
                decided_on=cast("date | None", values["decided_on"]),
            )
            for contact_id in cast("tuple[str, ...]", values["recipients"])
        ]

    def _forget(self) -> None:
        """Take away a preview of what is no longer asked for."""
        self.previews = ()
        self.write.setEnabled(False)
        self._why.setText(self._words("Look at the preview first: the pack is written of what it shows."))
        self.looked.hide()
        empty_out(self._shown)

    def _show(self, previews: tuple[ReleasePreview, ...]) -> None:
        self._forget()
        self.previews = previews
        words = self._words
        heading = label(words("What each recipient would get"), "strong")
        self._shown.addWidget(heading)
        first_blocked = next((one for one in previews if one.is_blocked), previews[0])
        target = heading
        for one in previews:
            name = label(one.recipient.name, "strong", wraps=True)
            if one is first_blocked and one is not previews[0]:
                target = name
            self._shown.addWidget(name)
            self._shown.addWidget(label(self._page.wording.purpose[one.wanted.purpose], "small"))
            for problem in one.problems:
                chip = (
                    Chip(words("blocks"), "red", "error")
                    if problem.is_blocking
                    else Chip(words("look"), "amber", "warning")
                )
                row = line(gap=8)
                row.addWidget(chip)
                text = f"{words(problem.what)} {words(problem.mend)}"
                row.addWidget(label(text, wraps=True), 1)
                self._shown.addLayout(row)
            for file in one.files:
                self._shown.addWidget(label(f"{file.name}: {words(file.what)}", "small", wraps=True))
        self.looked.setVisible(any(one.needs_look for one in previews))
        is_blocked = any(one.is_blocked for one in previews)
        self.write.setEnabled(not is_blocked)
        self._why.setText(words("Something blocks the pack; see above.") if is_blocked else "")
        scroll_to(target)
