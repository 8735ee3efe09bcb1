"""Which replacements of a pseudonymised copy are refused, why, and how far their review came."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from casebook.domain.dossier.build import CopyDecision
from casebook.services.dossier.copy_decision import name_of
from casebook.services.dossier.hiding.replacement_row import Replacement
from casebook.services.dossier.replacement_review import refusal


@dataclass(frozen=True, slots=True)
class Reached:
    """How far a review came.

    Attributes:
        mark: `ReplacementReview.mark`; in a review that shows anything else nothing was reached.
        first: number of the first replacement in view.
        is_finished: every screen was accepted.
    """

    mark: str = ""
    first: int = 0
    is_finished: bool = False


class ReplacementDecisions:
    """The refusals with their reasons, by replacement.

    Attributes:
        reasons: of those refused.
        carried: those refused in an earlier copy and not looked at since.
        reached: how far the review came that is to be gone on with.
    """

    def __init__(self) -> None:
        self.reasons: dict[str, str] = {}
        self.carried: frozenset[str] = frozenset()
        self.reached = Reached()

    def carry_over(self, decisions: Iterable[CopyDecision]) -> None:
        """Refuse what an earlier copy refused, with its reason; current reasons stay."""
        earlier = {name_of(one): one.reason for one in decisions if one.kind == "keep-text"}
        self.carried = frozenset(earlier.keys() - self.reasons.keys())
        self.reasons = earlier | self.reasons
        self.reached = Reached()

    def refuse(self, replacement_id: str, reason: str) -> None:
        """Refuse one replacement."""
        self.carried -= {replacement_id}
        self.reasons[replacement_id] = reason.strip()

    def accept(self, replacement_id: str) -> None:
        """Accept one replacement that was refused."""
        self.carried -= {replacement_id}
        self.reasons.pop(replacement_id, None)

    def of(self, found: Iterable[Replacement]) -> Iterator[CopyDecision]:
        """Yield the decisions for those found."""
        by_id = {one.id: one for one in found}
        yield from (refusal(by_id[one], reason) for one, reason in self.reasons.items() if one in by_id)

    @property
    def values(self) -> dict[str, object]:
        """Return them as a draft stores them."""
        return {"reasons": dict(self.reasons), **asdict(self.reached)}

    def set_values(self, values: object) -> None:
        """Restore those of a draft."""
        stored = dict(values) if isinstance(values, dict) else {}
        self.reasons, self.carried = stored.pop("reasons", {}), frozenset()
        self.reached = Reached(**stored)
