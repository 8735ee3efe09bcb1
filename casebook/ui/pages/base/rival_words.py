"""Short words for versions beside each other: on chips, and on lines that lead to them."""

from __future__ import annotations

from casebook.base.i18n import Translator
from casebook.domain.sharing.rival import Rival, RivalCount
from casebook.services.sharing import rival_text
from casebook.ui.models.lines import Status
from casebook.ui.pages.base.history_values import HistoryValues

_MAX_LETTERS = 120


def versions_words(rival: Rival, words: Translator) -> str:
    """Return what a chip says of versions."""
    if rival.kind == "changed-in-bin":
        return words("binned and changed")
    if rival.counted_days:
        return words("counted twice")
    return words.count("{number} version", "{number} versions", len(rival.versions))


def versions_text(rival: Rival, words: Translator) -> str:
    """Return what the versions say in one line, each cut where it is long."""
    shown = HistoryValues(words).display_text
    texts = (rival_text.text_of(rival, version, words, shown) for version in rival.versions)
    cut = (_cut(text.replace("\n", ", ")) for text in texts)
    return rival_text.counted_twice(rival, words) or " / ".join(cut)


def _cut(text: str) -> str:
    return text if len(text) <= _MAX_LETTERS else f"{text[:_MAX_LETTERS].rstrip()}…"


def rivals_line(count: RivalCount, words: Translator) -> tuple[str, Status]:
    """Return the line that says how many fields have two versions, and its status."""
    title = words.count("{number} field has two versions", "{number} fields have two versions", count.fields)
    if count.counted_twice:
        return title, (words("deadline counted twice"), "red", "warning")
    return title, (words("to settle"), "amber", "warning")
