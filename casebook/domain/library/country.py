"""Countries: the available remedies, and the treaties with China and Hong Kong."""

from __future__ import annotations

from typing import Literal

from casebook.domain.base.entity import entity

RemedyKind = Literal["echr", "eu", "cat", "cat-art-22", "iccpr-op1", "refugee-convention"]
RemedyState = Literal["yes", "no", "unknown", "former", "denounced", "protocol-only", "convention-only"]
RemedyBasis = Literal["seen", "known", "unknown"]


@entity
class Remedy:
    """Whether a country is bound by a convention or has accepted a complaint procedure.

    Attributes:
        kind: ECHR, EU membership, CAT, its article 22, the first optional protocol to the ICCPR, or the
            Refugee Convention.
        basis: a dataset was read, general knowledge, or nothing.
    """

    kind: RemedyKind
    state: RemedyState
    basis: RemedyBasis


@entity
class Country:
    """A country sheet.

    Attributes:
        id: ISO 3166 code.
        remedies: one of each kind.
        extradition_id: registry id of the extradition treaty with the PRC; "" where none was found, which is
            not that none exists.
        surrender_id: the same for the surrender agreement with Hong Kong.
        death_penalty_practice: in words, "" where not known.
        conflict: where accounts disagree, what each says, or "".
        pack: version of the pack it came with.
    """

    id: str
    name: str
    remedies: tuple[Remedy, ...]
    extradition_id: str = ""
    surrender_id: str = ""
    death_penalty_practice: str = ""
    notes: str = ""
    conflict: str = ""
    pack: str = ""

    def remedy(self, kind: RemedyKind) -> Remedy:
        """Return the remedy of a kind."""
        return next(remedy for remedy in self.remedies if remedy.kind == kind)

    def state_under(self, treaty: str) -> RemedyState:
        """Return whether a treaty binds the country; `unknown` of one whose parties are not recorded."""
        return next((remedy.state for remedy in self.remedies if remedy.kind == treaty), "unknown")
