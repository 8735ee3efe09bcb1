"""Argument modules: what an issue requires, its authorities, and the State's arguments."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Literal

from casebook.base.errors import InvalidInput
from casebook.domain.base.entity import entity
from casebook.domain.case.ground import GroundKind
from casebook.domain.case.proceeding import ProceedingKind
from casebook.domain.library.reading_level import ReadingLevel

AuthoritySide = Literal["for", "adverse"]
"""`adverse`: the other side may cite it; never printed among those relied on."""

_UNSEEN_WORDS = "general knowledge|not read|not seen"
_UNSEEN_ASIDE = re.compile(rf"\s*\([^()]*\b(?:{_UNSEEN_WORDS})\b[^()]*\)")
_BARE_ASIDE = re.compile(rf"\((?:{_UNSEEN_WORDS})\)")
_UNSEEN = re.compile(rf"\b(?:{_UNSEEN_WORDS})\b")
_SENTENCE_END = re.compile(r"(?<!\bv)(?<!\bvs)(?<!\b[A-Z])(?<=[.?!])\s+(?=[A-Z“‘(])")
_AUTHORITY = re.compile(r"\([^()]+\)|§|\bparas?\. ?\d|\b[Aa]rt(?:icles?|s?\.?) ?\d|\bv\. [A-Z]")
"""What shows that a sentence still names an authority."""


@entity
class ArgumentAuthority:
    """What an authority is relied on for, or what the other side may cite it for.

    Attributes:
        source_id: the source of the library, or "" for one that stands in words only.
        citation: how it is cited where the library has no source of it, or "".
        country: ISO 3166 code of the State whose law it is; "" for international law and the law of China.
        proposition: what it is cited for.
        side: whether it is relied on, or cited by the other side.
        response: what is said to an adverse one, or "".
        pinpoint: where, as a page that was read shows it, or "".
        unseen_pinpoint: where it is believed to stand, in words; nobody saw the page.
        reading_level: what was read for the proposition; what was not read is for the office only.
        later_history: what became of it since, where its source does not tell, or "".
        office_note: a remark for the office, which is never printed for a court, or "".
    """

    source_id: str = ""
    citation: str = ""
    country: str = ""
    proposition: str
    side: AuthoritySide = "for"
    response: str = ""
    pinpoint: str = ""
    unseen_pinpoint: str = ""
    reading_level: ReadingLevel = "none"
    later_history: str = ""
    office_note: str = ""


@entity
class StatePoint:
    """An argument of the State, and the response.

    Attributes:
        office_note: what to do or to say about it, which is never printed for a court, or "".
        is_for_office: it rests on something nobody read, and is for the office only.
    """

    state_says: str
    response: str
    office_note: str = ""
    is_for_office: bool = False


@entity
class ForumNote:
    """A note on the law of one country.

    Attributes:
        country: ISO 3166 code.
        is_open: the argument can be made there; False where its law has no such bar.
    """

    country: str
    note: str
    is_open: bool = True


@entity
class Argument:
    """An argument module of the library, or a custom one.

    Attributes:
        id: stable word of the pack, or an id for the person's own.
        ground: the ground of a case it serves.
        issue: the question it answers.
        test: what must be shown, in order.
        burden: who bears it, and when it passes.
        standard: how far it must be shown.
        authorities: strongest first; see `citable` for those that a filed paper may name.
        points: what the State says, with responses.
        facts_needed: what exhibits must prove.
        finding_ids: findings that bear it out, strongest first.
        adverse_ids: findings that point the other way; the duty of candour asks for them beside the others.
        relief: what is asked for.
        proceedings: the proceedings it is made in, in which it is listed; empty for any.
        forums: what holds in single countries.
        forum_notes: what holds everywhere else, or "".
        doubt: what was still doubtful at the last reading, or "".
        read_again_on: the day of its second reading, or None where nobody read it twice.
        copied_from: id of the argument it was copied from, "" for none.
        checked_on: the day it was last checked, or None where nobody noted one.
        pack: version of the pack it came with, "" for the person's own.
    """

    id: str
    title: str
    ground: GroundKind
    issue: str
    test: tuple[str, ...] = ()
    burden: str = ""
    standard: str = ""
    authorities: tuple[ArgumentAuthority, ...] = ()
    points: tuple[StatePoint, ...] = ()
    facts_needed: tuple[str, ...] = ()
    finding_ids: tuple[str, ...] = ()
    adverse_ids: tuple[str, ...] = ()
    relief: str = ""
    proceedings: tuple[ProceedingKind, ...] = ()
    forums: tuple[ForumNote, ...] = ()
    forum_notes: str = ""
    doubt: str = ""
    read_again_on: date | None = None
    copied_from: str = ""
    checked_on: date | None = None
    pack: str = ""

    @property
    def unread(self) -> tuple[ArgumentAuthority, ...]:
        """Return the unread authorities: they inform the office and are never filed."""
        return tuple(authority for authority in self.authorities if authority.reading_level == "none")

    def is_open_in(self, country: str) -> bool:
        """Return whether it can be made in a country (ISO 3166): not if its law has no such bar."""
        return all(forum.is_open for forum in self.forums if forum.country == country)


def states_unseen(text: str) -> bool:
    """Return whether a text itself states that it relies on something unread.

    >>> states_unseen("Real risk (Othman § 276, number from general knowledge).")
    True
    """
    return _UNSEEN.search(text) is not None


def without_unseen(text: str) -> str:
    """Return a text without unread content; "" if it says outside an aside that it was not read.

    An aside that says so is removed, and with it a sentence that names no other authority.

    >>> without_unseen("Strict. Real risk (Othman § 276, number from general knowledge).")
    'Strict.'
    >>> without_unseen("No balancing: Israil para. 9.4 (Saadi § 138, not read).")
    'No balancing: Israil para. 9.4.'
    >>> without_unseen("The article is from general knowledge.")
    ''
    """
    if states_unseen(_UNSEEN_ASIDE.sub("", text)):
        return ""
    unsupported = unsupported_sentences(text)
    kept = (sentence for sentence in sentences_of(text) if sentence not in unsupported)
    return " ".join(_UNSEEN_ASIDE.sub("", sentence) for sentence in kept)


def unsupported_sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a text whose only authority nobody read."""
    return tuple(
        sentence
        for sentence in sentences_of(text)
        if states_unseen(sentence) and not _AUTHORITY.search(_UNSEEN_ASIDE.sub("", sentence))
    )


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a text; a full stop inside an aside ends none."""
    sentences, start = [], 0
    for end in _SENTENCE_END.finditer(text):
        if text[: end.start()].count("(") == text[: end.start()].count(")"):
            sentences.append(text[start : end.start()])
            start = end.end()
    return [*sentences, text[start:]] if text else []


def left_out_of(argument: Argument) -> tuple[str, ...]:
    """Return what `citable` leaves out of an argument because its only authority was not read."""
    texts = (
        *argument.test,
        argument.burden,
        argument.standard,
        argument.relief,
        *(point.response for point in argument.points if citable_point(point)),
        *(authority.response for authority in argument.authorities),
    )
    propositions = (
        authority.proposition
        for authority in argument.authorities
        if authority.side == "for" and authority.reading_level == "none"
    )
    return (*(sentence for text in texts for sentence in unsupported_sentences(text)), *propositions)


def citable(argument: Argument) -> Argument:
    """Return the content of an argument that may be filed.

    Left out are authorities that nobody read, places nobody saw, points and notes for the office only,
    notes on forums, doubts, words that say themselves that they were not read, and sentences whose only
    authority is of that kind (`left_out_of` names them).
    """
    return replace(
        argument,
        test=_seen(argument.test),
        burden=without_unseen(argument.burden),
        standard=without_unseen(argument.standard),
        relief=without_unseen(argument.relief),
        authorities=tuple(
            replace(
                authority,
                unseen_pinpoint="",
                office_note="",
                response=without_unseen(authority.response),
                later_history=without_unseen(authority.later_history),
            )
            for authority in argument.authorities
            if authority.reading_level != "none" and not states_unseen(authority.proposition)
        ),
        points=tuple(filter(None, map(citable_point, argument.points))),
        facts_needed=(),
        forums=(),
        forum_notes="",
        doubt="",
    )


def citable_point(point: StatePoint) -> StatePoint | None:
    """A point without the authorities in its response that nobody read; None where nothing to say is left.

    An aside that names what was not read, "(A v. B § 1, not read)", is left out; one that names nothing,
    "(not read)", speaks of the words before it, so that the point is not filed.
    """
    response = without_unseen(point.response)
    is_unseen = _BARE_ASIDE.search(point.response) or states_unseen(point.state_says)
    if point.is_for_office or not response or is_unseen:
        return None
    return replace(point, response=response, office_note="")


def _seen(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(filter(None, map(without_unseen, texts)))


def check_argument(argument: Argument) -> None:
    """Reject an argument with an unidentified authority, or with a duplicate country.

    Raises:
        InvalidInput: it does.
    """
    if any(not (authority.source_id or authority.citation.strip()) for authority in argument.authorities):
        raise InvalidInput(
            "An authority has neither a source nor a citation.",
            field="authorities",
            remedy="Choose its source in the library, or enter how it is cited.",
        )
    countries = [forum.country for forum in argument.forums]
    if len(set(countries)) < len(countries):
        raise InvalidInput(
            "A country is noted twice.", field="forums", remedy="Join both notes of that country in one."
        )
