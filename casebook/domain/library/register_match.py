"""A row of a public register that may be about a person of the casebook, and what was decided of it."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Literal

from casebook.base.errors import InvalidInput
from casebook.domain.base.entity import entity
from casebook.domain.library.registers.agreement import (
    Agreement,
    MatchLevel,
    RegisterCell,
    RowDifference,
    level,
    points,
    score,
)

MatchState = Literal["open", "confirmed", "dismissed"]


@entity
class RegisterMatch:
    """A row that may be about a person. Of a file only such rows are kept.

    Attributes:
        register_id: of the pack, or `OWN_LIST`.
        register_title: the title of the register, or what the office calls its own list.
        person_id: whom it may be about.
        case_id: the case that a confirmed match is a finding of, or "".
        state: what was decided.
        line: of the row in the file.
        key: number of the record in the register, or "".
        cells: the row as the file has it.
        agreements, differences: what both have.
        row_digest: SHA-256 of register and row, hex, by which the same row is known again.
        sha256: of the file, hex.
        retrieved_on: the day the file was got from the register, or None where that is not stated.
        matched_on: the day it was compared.
        decided_on: the day of the decision, or None.
        decided_by: initials of the person who decided, or "".
        why: the reason they gave, or "".
        source_id: the source that a confirmed match cites, or "".
        fact_ids: the fact it became.
    """

    id: str
    register_id: str
    register_title: str
    person_id: str
    matched_on: date
    row_digest: str
    sha256: str
    line: int = 0
    key: str = ""
    cells: tuple[RegisterCell, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    differences: tuple[RowDifference, ...] = ()
    state: MatchState = "open"
    case_id: str = ""
    retrieved_on: date | None = None
    decided_on: date | None = None
    decided_by: str = ""
    why: str = ""
    source_id: str = ""
    fact_ids: tuple[str, ...] = ()

    @property
    def score(self) -> float:
        """Return the number by which matches are sorted."""
        return score([each.kind for each in self.agreements], len(self.differences))

    @property
    def level(self) -> MatchLevel:
        """Return how much it shows."""
        return level([each.kind for each in self.agreements], len(self.differences))

    @property
    def points(self) -> int:
        """Return how many points agree."""
        return len(points(each.kind for each in self.agreements))

    @property
    def is_enough(self) -> bool:
        """Return whether so much agrees that a confirmation needs no reason of its own."""
        return self.level == "strong"


def digest_of(register_id: str, register_title: str, cells: tuple[RegisterCell, ...]) -> str:
    """Return the digest of a row, hex: the same for the same row in a later file of the same register."""
    digest = hashlib.sha256()
    for part in (register_id, register_title, *(f"{cell.column}\x1f{cell.text}" for cell in cells)):
        digest.update(part.encode("utf-8", "surrogatepass") + b"\x1e")
    return digest.hexdigest()


def check_register_match(match: RegisterMatch) -> None:
    """Reject a confirmation on too few points without a reason, and a file retrieved after it was compared.

    Raises:
        InvalidInput: it is one.
    """
    if match.state == "confirmed" and not match.is_enough and not match.why.strip():
        raise InvalidInput(
            "Fewer than three points agree, so the confirmation needs a reason.",
            field="why",
            remedy="State what else shows that it is the same person, or decide that it is another person.",
        )
    check_retrieved(match.retrieved_on, match.matched_on)


def check_retrieved(retrieved_on: date | None, matched_on: date) -> None:
    """Reject a file that was retrieved after the day it was compared.

    Raises:
        InvalidInput: it was.
    """
    if retrieved_on and retrieved_on > matched_on:
        raise InvalidInput(
            "The file was retrieved after the day it was compared.",
            field="retrieved_on",
            remedy="Check the day on which the file was retrieved.",
        )
