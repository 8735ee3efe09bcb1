"""The mark of a decision on a copy: what was decided on, for whose copy, and what stood against it then.

A decision holds for one value of all three. Its mark has the same length and the same order for whatever can
be decided on: a passage, an exhibit, a fact, a sentence, a section, a person.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from typing import Literal

from casebook.domain.base.entity import entity
from casebook.domain.dossier.filing_problem import ReviewedPassage

TEXT_SIGNS = 6
"""Of what is decided on: what it says, or which record it is."""
COPY_SIGNS = 2
"""Of type, recipient and purpose of the copy; tells only which change a refusal names."""
MARK_SIGNS = 12
"""Of the whole: the signs at its end are of the copy and of all that stands against it."""
Change = Literal["", "text", "copy", "grounds"]


def full_mark(text_mark: Callable[[str], str], text: str, copy: Iterable[str], grounds: Iterable[str]) -> str:
    """Return the mark of a text for one copy, with what stands against it there.

    Args:
        text_mark: gives the mark of a text in a casebook, of `TEXT_SIGNS` signs.
        text: what is decided on.
        copy: type, recipient and purpose of the copy.
        grounds: what stands against it, in any order.
    """
    return text_mark(text) + ground_mark(text_mark, copy, grounds)


def ground_mark(text_mark: Callable[[str], str], copy: Iterable[str], grounds: Iterable[str]) -> str:
    """Return the part of a mark behind that of the text, as `full_mark`."""
    of_copy = "\n".join(("decision for", *copy))
    of_grounds = "\n".join((of_copy, *sorted(set(grounds))))
    return text_mark(of_copy)[:COPY_SIGNS] + text_mark(of_grounds)[: MARK_SIGNS - TEXT_SIGNS - COPY_SIGNS]


def change_between(then: str, now: str, *, whatever_grounds: bool = False) -> Change:
    """Return what is another by now than when a decision was taken; "" where nothing is.

    Args:
        then: the mark of the decision.
        now: the mark by now, of the text alone in a draft, or "" where nothing of that name is left.
        whatever_grounds: whether it holds for any copy and whatever stands against it: it shows nothing.
    """
    if then[:TEXT_SIGNS] != now[:TEXT_SIGNS]:
        return "text"
    if whatever_grounds or then == now or len(now) == TEXT_SIGNS:
        return ""
    of_copy = slice(TEXT_SIGNS, TEXT_SIGNS + COPY_SIGNS)
    return "copy" if then[of_copy] != now[of_copy] else "grounds"


@entity
class CopyMarks:
    """The marks of what can be decided on in a copy (`full_mark`), before anybody decides.

    Of a pseudonymised copy those of sections; of a draft none, which stays in the office.

    Attributes:
        copy: its type, recipient and purpose.
        claimants: what each client consented to, which every claim to protection rests on.
        documents: what stands against each document whatever it shows: privilege, and from whom it came.
        exhibits, passages, sections, people: marks by ID, name, kind and ID.
        reviewed: its passages as they are before anybody decides.
        reviewed_for: the request for that copy.
    """

    copy: tuple[str, ...] = ()
    claimants: tuple[str, ...] = ()
    documents: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    exhibits: Mapping[str, str] = field(default_factory=dict)
    passages: Mapping[str, str] = field(default_factory=dict)
    sections: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)
    reviewed: tuple[ReviewedPassage, ...] = ()
    reviewed_for: object = None
