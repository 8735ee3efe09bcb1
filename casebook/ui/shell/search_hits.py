"""What search found, as lines under the field: pages and actions, then records with what each is and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from casebook.base.i18n import Translator
from casebook.services.base.search import SearchHit
from casebook.ui.models.tree import Branch
from casebook.ui.pages.wording.nouns import NOUN_ICONS
from casebook.ui.pages.wording.spelling import found_by
from casebook.ui.pages.wording.values import Wording
from casebook.ui.shell.actions import actions
from casebook.ui.shell.places import CASELESS, entries


def found_lines(search_text: str, hits: Iterable[SearchHit], words: Translator) -> list[Branch]:
    """The lines for pages and actions named like what was asked, and for records that have a place here."""
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
    return [*_named(search_text, words), *lines]


def _named(search_text: str, words: Translator) -> Iterator[Branch]:
    """Pages and actions; they stand first, for there are few of them and each is asked for by its name."""
    for entry in chain(*entries(words)):
        if _begins(entry.title, search_text):
            yield Branch(
                key=f"page|{entry.page}|", text=entry.title, beside=words("page"), icon=entry.meaning
            )
    for action in actions(words):
        if _begins(action.title, search_text):
            yield Branch(
                key=f"action|{action.key}|", text=action.title, beside=action.keys, icon=action.meaning
            )


def _begins(title: str, asked: str) -> bool:
    """Whether a title, or what follows a word in it, begins so; Chinese sets no words apart."""
    folded_title, sought = title.casefold(), asked.casefold()
    return f" {sought}" in f" {folded_title}" if folded_title.isascii() else sought in folded_title


def _around(hit: SearchHit) -> str:
    """The words around the match without the title, which stands there already."""
    return hit.snippet.replace(hit.title, "").strip(" ·…")
