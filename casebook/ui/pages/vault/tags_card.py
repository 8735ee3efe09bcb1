"""The tags of the office: renamed, merged and removed on all records at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSignalBlocker

from casebook.base.errors import CasebookError
from casebook.base.message import Message
from casebook.domain.base.bulk_edit import BulkEdit
from casebook.domain.base.tag import TagCount, tag_key
from casebook.services.base import tag
from casebook.services.base.session import Session
from casebook.ui.pages.base.bulk_step import did_bulk_edit
from casebook.ui.pages.base.form_spec import Values
from casebook.ui.pages.base.page import Page
from casebook.ui.widgets.cards.card import Card
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.controls.styled_inputs import ChoiceBox
from casebook.ui.widgets.forms.entry import TextEntry
from casebook.ui.widgets.forms.field import Field
from casebook.ui.widgets.forms.form import Form
from casebook.ui.widgets.layout.wrapping import Wrapping


class TagsCard(Card):
    """One tag is chosen, then renamed or removed; each is one step of undo."""

    def __init__(self, page: Page) -> None:
        super().__init__(page.words("Tags"))
        self._page, words = page, page.words
        self._words = words
        text = words(
            "Short words of your office's own on cases, people, contacts, documents, events and tasks. They "
            "are never printed in dossiers, letters and lists. Records in the bin keep theirs."
        )
        self.body.addWidget(label(text, "quiet", wraps=True))
        self.choice = ChoiceBox()
        self.choice.setAccessibleName(words("Tag"))
        self.body.addWidget(self.choice)
        new = Field(
            key="tags",
            title=words("New name"),
            makes=TextEntry,
            help=words("With the name of another tag, the two become one."),
            is_required=True,
            is_wide=True,
        )
        self._form = Form(Message("Rename tag"), (new,), words, keep=words("Rename tag"), is_card=True)
        self._form.setProperty("draft", None)
        self._form.kept.connect(self._rename)
        self._form.hide()
        self._buttons = Wrapping(
            button(words("Rename tag"), self._begin, meaning="edit", writes=True),
            button(words("Remove tag"), self._remove, meaning="remove", writes=True),
        )
        self.body.addWidget(self._buttons)
        self.body.addWidget(self._form)

    def read(self) -> None:
        """Read the tags in use."""
        self._page.ask(tag.in_use, self._show)

    def _show(self, counts: list[TagCount]) -> None:
        chosen = tag_key(self.choice.currentData() or "")
        with QSignalBlocker(self.choice):
            self.choice.clear()
            for count in counts:
                records = self._words.count("{number} record", "{number} records", count.number)
                self.choice.addItem(f"{count.tag} · {records}", count.tag)
            if not counts:
                self.choice.addItem(self._words("No tags yet"), "")
            places = [at for at, count in enumerate(counts) if tag_key(count.tag) == chosen]
            self.choice.setCurrentIndex(places[0] if places else 0)
        self.choice.setEnabled(bool(counts))
        self._buttons.setVisible(bool(counts))

    def _begin(self) -> None:
        self._form.begin({"tags": self.choice.currentData()})

    def _rename(self, values: Values) -> None:
        old, new = self.choice.currentData(), values["tags"]
        is_merge = tag_key(old) != tag_key(new) and any(
            tag_key(self.choice.itemData(at)) == tag_key(new) for at in range(self.choice.count())
        )
        title = self._words("Tags merged") if is_merge else self._words("Tag renamed")
        self._write(partial(tag.rename, tag=old, new=new), title)

    def _remove(self) -> None:
        self._write(partial(tag.remove, tag=self.choice.currentData()), self._words("Tag removed"))

    def _write(self, work: Callable[[Session], BulkEdit], title: str) -> None:
        def done(edit: BulkEdit) -> None:
            self._form.hide()
            self.choice.setFocus()
            if edit.rows:
                did_bulk_edit(self._page.context, title, edit)
            else:
                nothing = self._words("Nothing to change: all have this value")
                self._page.context.say(nothing, is_neutral=True)

        self._page.context.ask(work, done, self._refused)

    def _refused(self, problem: CasebookError) -> bool:
        if not self._form.isVisible():
            return False
        self._form.refuse(problem)
        return True
