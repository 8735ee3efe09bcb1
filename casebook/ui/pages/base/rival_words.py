"""Short words for versions beside each other: on chips, and on lines that lead to them."""

from __future__ import annotations

from casebook.base.i18n import Translator
from casebook.domain.sharing.rival import Rival, RivalCount
from casebook.ui.models.lines import Status


def versions_words(rival: Rival, words: Translator) -> str:
    """Return what a chip says of versions."""
    if rival.kind == "changed-in-bin":
        return words("binned and changed")
    if rival.counted_days:
        return words("counted twice")
    return words.count("{number} version", "{number} versions", len(rival.versions))


def rivals_line(count: RivalCount, words: Translator) -> tuple[str, Status]:
    """Return the line that says how many fields have two versions, and its status."""
    title = words.count("{number} field has two versions", "{number} fields have two versions", count.fields)
    if count.counted_twice:
        return title, (words("deadline counted twice"), "red", "warning")
    return title, (words("to settle"), "amber", "warning")
