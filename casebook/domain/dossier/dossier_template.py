"""Templates of dossiers: their initial sections in order."""

from __future__ import annotations

from casebook.domain.base.entity import entity
from casebook.domain.dossier.dossier import DossierKind, Section


@entity
class TemplatePart:
    """An initial section.

    Attributes:
        section: the part; topics and countries that it does not name come from the case.
        by_ground: one such part for each ground of the case, where it has any.
    """

    section: Section
    by_ground: bool = False


@entity
class DossierTemplate:
    """A kind of dossier.

    Attributes:
        about: what it is for, in a sentence.
        profile_id: the forum it is usually for, or "".
        has_exhibits: whether it ends in a bundle of the marked evidence.
        parts: in order, at least one.
    """

    id: DossierKind
    about: str
    parts: tuple[TemplatePart, ...]
    profile_id: str = ""
    has_exhibits: bool = True
