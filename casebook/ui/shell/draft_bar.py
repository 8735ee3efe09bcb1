"""The line above the page that offers unsaved text from before the last lock."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from casebook.base.i18n import Translator
from casebook.base.ids import ALPHABET, ID_BYTES
from casebook.domain.base.setting import Draft
from casebook.ui.kit import dates
from casebook.ui.shell.draft_id import written_in
from casebook.ui.shell.drafts import Drafts
from casebook.ui.shell.sidebar import Sidebar
from casebook.ui.widgets.cards.offer import OfferBar

_KEY = re.compile(f"[a-z]+(?:-[A-Za-z0-9]+)*|[{ALPHABET}]{{{ID_BYTES * 8 // 5}}}")
"""The key of a choice in the code, or the id of a record, which nobody typed."""


class DraftBar(OfferBar):
    """One draft at a time, the last saved first; entries of the sidebar are marked where others wait."""

    def __init__(self, drafts: Drafts, words: Translator, sidebar: Sidebar) -> None:
        super().__init__("edit", words("Continue"), words("Discard"))
        self._words, self._draft_id, self._case = words, "", ""
        drafts.offered.connect(self._offer)
        drafts.noted.connect(sidebar.show_drafts)
        drafts.none_left.connect(self.hide)
        self.taken.connect(lambda: drafts.resume(self._draft_id))
        self.left.connect(lambda: drafts.discard(self._draft_id))

    def _offer(self, draft: Draft, case: str) -> None:
        self._case = case or (self._case if draft.id == self._draft_id else "")
        self._draft_id = draft.id
        form = self._words(written_in(draft.id)[1].partition("/")[0])
        title = self._words("Unsaved draft: {form}", form=form)
        typed = [text for text in draft.fields.values() if isinstance(text, str) and not _KEY.fullmatch(text)]
        name = next(_texts(draft.fields.get("names")), "")
        parts = (name, *typed, self._case, dates.format_datetime(self._words, draft.kept_at))
        self.offer(title, " · ".join(filter(None, parts)))


def _texts(content: object) -> Iterator[str]:
    """Yield the texts in the content of a field, in order."""
    if isinstance(content, str) and content:
        yield content
    elif isinstance(content, Mapping):
        for part in content.values():
            yield from _texts(part)
    elif isinstance(content, list | tuple):
        for part in content:
            yield from _texts(part)
