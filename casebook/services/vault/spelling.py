"""Spelling: dictionaries of this computer, the office's own words, and names, which are never marked."""

from __future__ import annotations

import sys
from collections.abc import Collection
from pathlib import Path
from weakref import WeakKeyDictionary

from casebook.domain.base.dictionary import Dictionary, tag_of
from casebook.domain.base.entity import entity
from casebook.host.protocol.spell_protocol import MAX_AFF_BYTES, MAX_DIC_BYTES
from casebook.host.sandbox.places import dictionary_folders
from casebook.services.base import setting
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.session import Session
from casebook.services.processes.spell_worker import SpellChecker

IS_OFFERED = sys.platform == "linux"
"""Whether this system can isolate what reads dictionaries."""
_SWITCH, _WORDS = "spelling.off", "spelling.words"
_MAX_OWN = 20_000
_checkers: WeakKeyDictionary[Session, SpellChecker] = WeakKeyDictionary()


@entity
class SpellCheck:
    """What the check of spelling works with.

    Attributes:
        is_on: whether text is checked while it is typed.
        dictionaries: those installed, by language.
        oversized: tags of installed ones that are too large to be used.
        own_words: the words of the office, sorted.
    """

    is_on: bool = False
    dictionaries: tuple[Dictionary, ...] = ()
    oversized: tuple[str, ...] = ()
    own_words: tuple[str, ...] = ()


def spelling(session: Session) -> SpellCheck:
    """Return what the check of spelling works with now."""
    installed = _installed()
    return SpellCheck(
        is_on=IS_OFFERED and setting.value(session, _SWITCH) is not True,
        dictionaries=tuple(one for one in installed if _fits(one)),
        oversized=tuple(one.tag for one in installed if not _fits(one)),
        own_words=own_words(session),
    )


def checker(session: Session) -> SpellChecker:
    """Return the processes that check spelling for a session; they start when something is checked."""
    return _checkers.setdefault(session, SpellChecker())


def keep_is_on(session: Session, *, is_on: bool) -> None:
    """Set whether text is checked while it is typed.

    Raises:
        DiskProblem: the disk refuses.
    """
    setting.keep(session, _SWITCH, None if is_on else True)


def own_words(session: Session) -> tuple[str, ...]:
    """Return the words of the office, sorted."""
    kept = setting.value(session, _WORDS)
    return tuple(map(str, kept)) if isinstance(kept, list) else ()


def keep_own_words(session: Session, words: Collection[str]) -> tuple[str, ...]:
    """Keep the words of the office, sorted and each once; returns them.

    Raises:
        DiskProblem: the disk refuses.
    """
    kept = tuple(sorted({word.strip() for word in words if word.strip()}, key=str.casefold))[:_MAX_OWN]
    setting.keep(session, _WORDS, list(kept) or None)
    return kept


async def misspelt(session: Session, dictionary: Dictionary, words: Collection[str]) -> frozenset[str]:
    """Return those words that neither the dictionary has nor a name of the vault, as a flow.

    Raises:
        NotChecked: the dictionary cannot be used.
    """
    unknown = await off_thread(lambda: checker(session).unknown(dictionary, tuple(words)))
    if not unknown:
        return unknown
    return unknown - await on_vault(lambda: _names_among(session, unknown))


async def suggestions(session: Session, dictionary: Dictionary, word: str) -> tuple[str, ...]:
    """Return what may have been meant by a word, best first, as a flow.

    Raises:
        NotChecked: the dictionary cannot be used.
    """
    return await off_thread(lambda: checker(session).suggestions(dictionary, word))


def _names_among(session: Session, words: Collection[str]) -> frozenset[str]:
    from casebook.store.base import search

    with session.store.reading() as connection:
        return search.names_among(connection, words)


def _installed() -> list[Dictionary]:
    """Return one dictionary of each language, a person's own before the system's."""
    by_tag: dict[str, Dictionary] = {}
    for aff in (aff for folder in dictionary_folders() for aff in _rules_in(folder)):
        dic, tag = aff.with_suffix(".dic"), tag_of(aff.stem)
        if tag and dic.is_file():
            by_tag.setdefault(tag, Dictionary(tag=tag, aff=aff, dic=dic))
    return [by_tag[tag] for tag in sorted(by_tag)]


def _rules_in(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.suffix == ".aff")
    except OSError:
        return []


def _fits(dictionary: Dictionary) -> bool:
    try:
        sizes = dictionary.aff.stat().st_size, dictionary.dic.stat().st_size
    except OSError:
        return False
    return sizes[0] <= MAX_AFF_BYTES and sizes[1] <= MAX_DIC_BYTES
