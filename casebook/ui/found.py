"""What search found, as lines under the field: what it is, why, and the words around it; then actions."""

from __future__ import annotations

from collections.abc import Iterable

from casebook.base.i18n import Words
from casebook.services.search import Hit
from casebook.ui.actions import actions
from casebook.ui.models.tree import Branch
from casebook.ui.pages.nouns import NOUN_ICONS
from casebook.ui.pages.spelling_wording import found_by
from casebook.ui.pages.wording import Wording
from casebook.ui.places import CASELESS


def found_lines(asked: str, hits: Iterable[Hit], words: Words) -> list[Branch]:
    """The lines for records that have a place in the window, and for actions named like what was asked."""
    noun = Wording(words).noun
    lines = [
        Branch(
            key=f"{hit.noun}|{hit.id}|{hit.case_id}",
            text=hit.title or hit.snippet,
            beside=" · ".join(
                part for part in (noun.get(hit.noun, hit.noun), found_by(hit, words) or _around(hit)) if part
            ),
            icon=NOUN_ICONS.get(hit.noun, "file"),
        )
        for hit in hits
        if hit.case_id or hit.noun in CASELESS
    ]
    lines += [
        Branch(key=f"action|{action.key}|", text=action.title, beside=action.keys, icon=action.meaning)
        for action in actions(words)
        if asked.casefold() in action.title.casefold()
    ]
    return lines


def _around(hit: Hit) -> str:
    """The words around the match without the title, which stands there already."""
    return hit.snippet.replace(hit.title, "").strip(" ·…")
