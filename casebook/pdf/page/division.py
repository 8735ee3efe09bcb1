"""The division of a bundle into files, and its page numbering."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from casebook.domain.dossier.composition import ReferenceTarget


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """The numbers and files of a bundle; by default one file, numbered from 1.

    Attributes:
        cuts: where a new file begins, in order: an exhibit (page 0, with its divider) or a page of one.
        restarts: whether every file is numbered from 1; otherwise the numbers run on.
        former: the numbers each part and exhibit had in the build this one continues, by key.
    """

    cuts: tuple[ReferenceTarget, ...] = ()
    restarts: bool = False
    former: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


WHOLE = Division()
