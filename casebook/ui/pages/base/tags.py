"""Tags on the pages: the field of a form, the column of a list, and the filter above it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox

from casebook.base.i18n import Translator
from casebook.domain.base.tag import Tagged, tag_key
from casebook.services.base import tag
from casebook.services.base.session import Session
from casebook.ui.kit.page_context import PageContext
from casebook.ui.models.rows import Column, Row
from casebook.ui.widgets.controls.styled_inputs import ChoiceBox
from casebook.ui.widgets.forms.entry import Entry
from casebook.ui.widgets.forms.entry_tags import TagsEntry
from casebook.ui.widgets.forms.field import Field


class TaggedRow(Row, Tagged):
    """A row with tags."""


R = TypeVar("R", bound=TaggedRow)


def tags_field(context: PageContext, key: str = "tags", title: str = "") -> Field:
    """Return the field of a record's tags, completed from those in use."""
    words = context.words

    def read(session: Session) -> list[str]:
        return [count.tag for count in tag.in_use(session)]

    def makes(name: str) -> Entry:
        entry = TagsEntry(name)
        context.ask(read, entry.know, asker=entry)
        return entry

    return Field(
        key=key,
        title=title or words("Tags"),
        makes=makes,
        help=words("Short words of your office's own, separated by commas. Never printed."),
        is_wide=True,
    )


def tags_column(words: Translator) -> Column[R]:
    """Return the column of tags: shown where a row has some and the table has room, never printed."""
    return Column(
        title=words("Tags"),
        text=lambda row: words.list_of(row.tags),
        look="quiet",
        width=14,
        is_optional=True,
        is_printed=False,
        edits="tags",
        gives_way=1,
    )


def tags_pair(words: Translator, record: Tagged) -> tuple[str, str]:
    """Return title and tags for the details of a record."""
    return words("Tags"), words.list_of(record.tags)


class TagFilter(ChoiceBox):
    """The choice of a tag above a list, out of sight while no row has one.

    Attributes:
        narrowed: another tag was chosen, or all.
    """

    narrowed = Signal()

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self._words = words
        self.setAccessibleName(words("Tag"))
        self.setMinimumContentsLength(6)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.addItem(words("All tags"), "")
        self.currentIndexChanged.connect(lambda _: self.narrowed.emit())
        self.hide()

    @property
    def key(self) -> str:
        """Return the key of the tag chosen, or "" for all."""
        return self.currentData() or ""

    def offer(self, rows: Iterable[object]) -> None:
        """Offer the tags of these rows, keeping the one chosen while a row has it."""
        chosen = self.key
        by_key = {tag_key(one): one for row in rows for one in getattr(row, "tags", ())}
        with QSignalBlocker(self):
            self.clear()
            self.addItem(self._words("All tags"), "")
            for key, title in sorted(by_key.items()):
                self.addItem(title, key)
            self.setCurrentIndex(max(self.findData(chosen), 0))
        self.setVisible(bool(by_key))

    def admits(self, row: object) -> bool:
        """Return whether a row has the tag chosen."""
        return not self.key or self.key in map(tag_key, getattr(row, "tags", ()))
