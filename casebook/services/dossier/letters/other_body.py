"""What a request to one international body says about the others, and the articles of its own treaty.

A stored sentence that the matter is before no other body becomes untrue the day a letter to another one is
written. From that day on the sentence stands only if it names each of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from casebook.base.i18n import Translator
from casebook.base.message import Message
from casebook.domain.base.date import in_words
from casebook.domain.case.ground import Ground
from casebook.domain.case.proceeding import PROCEEDING_TITLES, Proceeding
from casebook.domain.dossier.hiding.plain_letters import folded_words
from casebook.domain.dossier.letter import Letter, LetterKind
from casebook.domain.dossier.letters.letter_field import BLANK
from casebook.services.dossier.letters.letter_draft import LetterGap
from casebook.services.dossier.letters.letter_grounds import harms_of, hooks_of

_STRASBOURG, _RULE_39 = "European Court of Human Rights", "echr-rule39-request"
ELSEWHERE = "elsewhere"
"""The blank in which a person says whether the same matter was put to another international body."""
_NO_ARTICLE = r"(?<!\w)(?<!\d )(?<!\d of the )(?<!\d de la )(?<!\d der )"
"""Before the short name of a body, which behind an article ("article 3 ECHR") is that of its treaty."""
_MIN_LETTERS = 4
"""Least letters of a short name that is also written with one capital."""
_ARTICLES = "articles"
"""The blank for the articles of the body's treaty: the hooks of the grounds, unless something is written."""


def asks_elsewhere(kind: LetterKind) -> bool:
    """Return whether a letter says where else its matter was submitted."""
    return any(blank.name == ELSEWHERE for blank in kind.blanks)


def other_bodies(
    kind: LetterKind,
    kinds: Iterable[LetterKind],
    letters: Iterable[Letter],
    proceedings: Iterable[Proceeding],
) -> dict[str, Message]:
    """Return the other international bodies of a case by their names, with the first record that shows each.

    Args:
        kind: of the letter to be written.
        kinds: of letter there are.
        letters: registered in the case; one that is only begun was put to nobody.
        proceedings: of the case.
    """
    if not asks_elsewhere(kind):
        return {}
    by_id = {one.id: one for one in kinds}
    known = {one.forum: one for one in by_id.values() if one.forum}
    bodies = dict[str, Message]()
    for letter in letters:
        forum = by_id[letter.kind].forum if letter.kind in by_id else ""
        if letter.written_at and forum and forum != kind.forum:
            title = Message(letter.title)
            bodies.setdefault(forum, Message("{title}, {date}", title=title, date=letter.written_at.date()))
    for one in proceedings:
        if one.kind in {"interim-measures", "treaty-body"} and one.forum and not _names(kind, one.forum):
            forum = next((name for name, other in known.items() if _names(other, one.forum)), one.forum)
            bodies.setdefault(forum, Message(PROCEEDING_TITLES[one.kind]))
    return bodies


def unnamed_bodies(
    kinds: Iterable[LetterKind], bodies: Mapping[str, Message], sentence: str
) -> dict[str, Message]:
    """Return the bodies that a sentence on other procedures does not name."""
    known = {one.forum: one for one in kinds if one.forum}
    return {
        name: shown_by
        for name, shown_by in bodies.items()
        if not (
            _names(known[name], sentence) if name in known else folded_words(name) in folded_words(sentence)
        )
    }


def _names(kind: LetterKind, text: str) -> bool:
    """Return whether a text names the body that a kind of letter goes to, in full or in short."""
    plain = folded_words(text)
    return bool(kind.forum) and (
        folded_words(kind.forum) in plain
        or any(
            re.search(rf"{_NO_ARTICLE}(?:{'|'.join(_short(one))})(?!\w)", text)
            if one.isupper()
            else folded_words(one) in plain
            for one in kind.short_forums
        )
    )


def _short(letters: str) -> tuple[str, ...]:
    """Return a short name, and "Echr" of "ECHR"; "Cat" is a name."""
    return (letters, letters.capitalize()) if len(letters) >= _MIN_LETTERS else (letters,)


def with_elsewhere(gaps: Iterable[LetterGap], unnamed: Mapping[str, Message]) -> tuple[LetterGap, ...]:
    """Return what a letter lacks with each body that its sentence on other procedures does not name."""
    blank = f"{BLANK}.{ELSEWHERE}"
    others = tuple(gap for gap in gaps if not unnamed or gap.field != blank)
    return (*others, *(LetterGap(field=blank, title=_gap(*one)) for one in unnamed.items()))


def _gap(body: str, shown_by: Message) -> Message:
    return Message(
        "a sentence on other procedures that names {body} (registered in this case: {shown_by})",
        body=body,
        shown_by=shown_by,
    )


def articles_of(kind: LetterKind, grounds: Iterable[Ground]) -> dict[str, str]:
    """Return the articles of the body's treaty that the grounds hang on, for the blank that names them."""
    if all(blank.name != _ARTICLES for blank in kind.blanks):
        return {}
    hooks = dict.fromkeys(hook for ground in harms_of(kind, grounds) for hook in hooks_of(ground, kind))
    return {_ARTICLES: "; ".join(hooks)} if hooks else {}


def measure_request(
    kinds: Iterable[LetterKind], letters: Iterable[Letter], proceedings: Iterable[Proceeding]
) -> str:
    """Return how far an interim measure was requested in Strasbourg, for a sentence that begins with it."""
    court = next(one for one in kinds if one.id == _RULE_39)
    for one in proceedings:
        if one.kind == "interim-measures" and _names(court, one.forum):
            begins = one.stages[0].begins if one.stages else None
            day = in_words(replace(begins, words=""), Translator("en")) if begins else ""
            return f"was made to the {_STRASBOURG}{f' on {day}' if day else ''}"
    is_written = any(one.kind == _RULE_39 and one.written_at for one in letters)
    return f"{'has been' if is_written else 'is being'} made to the {_STRASBOURG}"
