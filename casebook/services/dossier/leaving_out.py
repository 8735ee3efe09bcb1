"""Which exhibit an error is about, so that the others can go on without it."""

from __future__ import annotations

from collections.abc import Sequence

from casebook.base.errors import DamagedSource
from casebook.domain.dossier.composition import Exhibit


def exhibit_at_fault(error: DamagedSource, exhibits: Sequence[Exhibit]) -> Exhibit | None:
    """The exhibit an error of `casebook.domain.dossier.pdf_job.damaged` names; None for another error."""
    return next((exhibit for exhibit in exhibits if error.field == (exhibit.file or exhibit.mark)), None)
