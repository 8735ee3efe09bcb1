"""Search results as lines: pages and actions, then records with type and reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from casebook.base.i18n import Translator
from casebook.language.synonym import quoted
from casebook.services.base import search
from casebook.services.base.search import SearchHit
from casebook.services.base.session import Session
from casebook.ui.kit import hidden_names
from casebook.ui.kit.page_context import Location
from casebook.ui.models.tree import Branch
from casebook.ui.pages.wording.nouns import NOUN_ICONS
from casebook.ui.pages.wording.spelling import found_by
from casebook.ui.pages.wording.synonym import reason
from casebook.ui.pages.wording.values import Wording
from casebook.ui.shell.actions import actions
from casebook.ui.shell.finder import ActionTarget, FoundLine, PageTarget, QueryTarget, RecordTarget
from casebook.ui.shell.places import CASELESS, TabEntry, entries, tabs, titled_parts

_MAX_HITS = 30
_TRANSLATED = frozenset({"topic", "argument", "route"})
"""Nouns whose titles come from packs, which the catalogues translate."""
_NOWHERE = Location(page="")


def looking_for(asked: str) -> Callable[[Session], tuple[str, list[SearchHit]]]:
    """Return the search for what was typed; names that are hidden now are covered before texts are cut."""
    cover = hidden_names.cover()
    return lambda session: (asked, search.find(session, asked, most=_MAX_HITS, cover=cover))


def found_lines(
    search_text: str,
    hits: Sequence[SearchHit],
    words: Translator,
    steps: Mapping[str, str],
    here: Location = _NOWHERE,
) -> list[FoundLine]:
    """Return the lines of matching pages, tabs and actions, and of records with a page.

    Args:
        search_text: as typed.
        hits: records that match.
        words: the language.
        steps: the changes that actions are about, by key of the action.
        here: the place in view; the tabs of a case lead to it while it is a case, else to none.
    """
    noun = Wording(words).noun
    lines = [
        FoundLine(
            Branch(
                key=hit.id,
                text=_title(hit, words) or hit.snippet,
                beside=" · ".join(
                    part
                    for part in (
                        noun.get(hit.noun, hit.noun),
                        found_by(hit, words) or reason(hit.synonyms) or _around(hit),
                    )
                    if part
                ),
                icon=NOUN_ICONS.get(hit.noun, "file"),
            ),
            RecordTarget(
                noun=hit.noun,
                id=hit.id,
                case_id=hit.case_id,
                words=" ".join(match.term for match in hit.synonyms) or search_text,
            ),
        )
        for hit in hits
        if hit.case_id or hit.noun in CASELESS
    ]
    exact = _exact(search_text, words) if any(hit.synonyms for hit in hits) else ()
    named = sorted(_named(search_text, words, steps, here), key=lambda line: not _is_whole(line, search_text))
    return [*named, *lines, *exact]


def _title(hit: SearchHit, words: Translator) -> str:
    """Return the title of a hit; of reference data in the language of the window, where it is translated."""
    if hit.noun == "country":
        return words.territory_name(hit.id)
    return words(hit.title) if hit.noun in _TRANSLATED and hit.title else hit.title


def _is_whole(line: FoundLine, asked: str) -> bool:
    """Return whether a page or action is called just so, and not only begins so."""
    return line.branch.text.casefold() == asked.casefold()


def _exact(search_text: str, words: Translator) -> tuple[FoundLine]:
    query = quoted(search_text)
    branch = Branch(key=query, text=words("Search only for the words typed"), beside=query, icon="search")
    return (FoundLine(branch, QueryTarget(query=query)),)


def _named(
    search_text: str, words: Translator, steps: Mapping[str, str], here: Location
) -> Iterator[FoundLine]:
    """Yield matching pages, tabs and actions, which come first because they are few."""
    english = Translator()
    for entry, known in zip(chain(*entries(words)), chain(*entries(english)), strict=True):
        if _is_called((entry.title, known.title), search_text):
            branch = Branch(key=entry.page, text=entry.title, beside=words("page"), icon=entry.meaning)
            yield FoundLine(branch, PageTarget(page=entry.page))
    yield from _tabs(search_text, tabs(words, here), tabs(english, here))
    for action, known_action in zip(actions(words), actions(english), strict=True):
        if _is_called((action.title, known_action.title), search_text):
            beside = " · ".join(part for part in (steps.get(action.key), action.keys) if part)
            branch = Branch(key=action.key, text=action.title, beside=beside, icon=action.meaning)
            yield FoundLine(branch, ActionTarget(action=action.key))
    yield from _tabs(search_text, titled_parts(words, here), titled_parts(english, here))


def _tabs(search_text: str, named: Iterable[TabEntry], known: Iterable[TabEntry]) -> Iterator[FoundLine]:
    """Yield those tabs, or parts of pages, that are called so in the language of the window or in English."""
    shown: set[tuple[str, PageTarget]] = set()
    for tab, known_tab in zip(named, known, strict=True):
        if _is_called((tab.title, known_tab.title), search_text):
            place = tab.place
            at = PageTarget(page=place.page, tab=place.tab, id=place.id, within=place.within)
            if (tab.title, at) in shown:  # a language may call two alike
                continue
            shown.add((tab.title, at))
            key = f"{at.page}/{at.tab}/{tab.title}"
            branch = Branch(key=key, text=tab.title, beside=tab.of, icon=tab.meaning)
            yield FoundLine(branch, at)


def _is_called(titles: Iterable[str], asked: str) -> bool:
    """Return whether one of the titles begins so: what is called in English is found in any window."""
    return any(_begins(title, asked) for title in titles)


def _begins(title: str, asked: str) -> bool:
    """Return whether a title, or one of its words, begins with a text; Chinese has no word boundaries."""
    folded_title, sought = title.casefold(), asked.casefold()
    return f" {sought}" in f" {folded_title}" if folded_title.isascii() else sought in folded_title


def _around(hit: SearchHit) -> str:
    """Return the words around the match without the title, which is shown already.

    The title goes where it stands by itself; letters of other words that happen to be alike stay.
    """
    snippet = hit.snippet
    for title in {hidden_names.on_screen(hit.title), hit.title} - {""}:
        snippet = re.sub(rf"(?<![^\s·…]){re.escape(title)}(?![^\s·…])", "", snippet, count=1)
    return snippet.strip(" ·…\n")
