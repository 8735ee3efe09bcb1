"""An entry for tags on one line, completed from those in use."""

from __future__ import annotations

import re
from collections.abc import Sequence

from casebook.domain.base.tag import check_tag, tag_key, tags_in
from casebook.ui.widgets.forms.entry import Value
from casebook.ui.widgets.forms.entry_find import SuggestingEntry

_BETWEEN = re.compile("[,，;；、]")


class TagsEntry(SuggestingEntry):
    """Tags separated by commas; the one at the cursor is completed, one in use keeps its spelling."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "")
        self._known: tuple[str, ...] = ()

    def know(self, tags: Sequence[str]) -> None:
        """Offer these from now on; what was typed stays."""
        self._known = tuple(tags)

    def look(self) -> None:
        """Suggest tags in use that are not in the line yet: those that begin with what is typed first."""
        begin, end = self._typed_at()
        text = self.edit.text()
        typed = tag_key(text[begin:end])
        taken = {*map(tag_key, tags_in(text))}
        ranked = sorted(
            (not key.startswith(typed), key, tag)
            for tag in self._known
            if typed in (key := tag_key(tag)) and key not in taken
        )
        self.offer([(tag, tag) for _, _, tag in ranked] if typed not in {*map(tag_key, self._known)} else ())

    def take(self, key: str, words: str) -> None:  # noqa: ARG002 - a tag is its own key
        """Put the tag in the place of what is typed."""
        begin, end = self._typed_at()
        text = self.edit.text()
        before = f"{text[:begin].rstrip()} " if begin else ""
        self.edit.setText(f"{before}{words}{text[end:]}")
        self.edit.setCursorPosition(len(before) + len(words))

    def read(self) -> tuple[str, ...]:
        """Return the tags.

        Raises:
            InvalidInput: one is too long or contains a sign that is not displayed.
        """
        tags = tags_in(self.edit.text(), self._known)
        for tag in tags:
            check_tag(tag)
        return tags

    def to_raw(self, value: Value) -> str:
        """Return them separated by commas."""
        return ", ".join(value or ())

    def _typed_at(self) -> tuple[int, int]:
        """Return where the tag at the cursor begins and ends."""
        text, at = self.edit.text(), self.edit.cursorPosition()
        begin = max((sign.end() for sign in _BETWEEN.finditer(text, 0, at)), default=0)
        following = _BETWEEN.search(text, at)
        return begin, following.start() if following else len(text)
