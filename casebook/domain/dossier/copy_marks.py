"""The marks of all that can be decided on in one copy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from casebook.domain.base.entity import entity
from casebook.domain.dossier.build import BuildRequest
from casebook.domain.dossier.filing_problem import ReviewedPassage


@entity
class CopyMarks:
    """The marks of what can be decided on in a copy (`decision_mark`), before anybody decides.

    Of a pseudonymised copy those of sections; of a draft none, which stays in the office.

    Attributes:
        copy: its type, recipient and purpose.
        claimants: what each client consented to, which every claim to protection rests on.
        documents: what stands against each document whatever it shows: privilege, and from whom it came.
        exhibits, passages, sections, people: marks by ID, name, kind and ID.
        reviewed: its passages as they are before anybody decides.
        reviewed_for: the copy before anybody decides.
    """

    copy: tuple[str, ...] = ()
    claimants: tuple[str, ...] = ()
    documents: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    exhibits: Mapping[str, str] = field(default_factory=dict)
    passages: Mapping[str, str] = field(default_factory=dict)
    sections: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)
    reviewed: tuple[ReviewedPassage, ...] = ()
    reviewed_for: BuildRequest | None = None
