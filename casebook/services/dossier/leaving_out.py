"""Which exhibits an error is about, and why, so that the others can go on without them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from casebook.base.errors import DamagedSource
from casebook.base.message import NO_MESSAGE, Message


def exhibits_at_fault(error: DamagedSource, keys: Collection[str]) -> Mapping[str, Message]:
    """What is wrong with each exhibit that an error names, by its key; nothing for another error.

    SECURITY: by key, since two exhibits may have the same number, and the good one goes in as it is.

    Args:
        error: of `casebook.domain.dossier.pdf_job.damaged`, or several of these as one.
        keys: of the exhibits of which it may speak; the process that read them is not believed.
    """
    values = dict(error.title.values)
    every = values.get("every")
    faults = every if isinstance(every, tuple) else (error.title,)
    by_exhibit = [dict(fault.values) for fault in faults if isinstance(fault, Message)]
    whats = {one.get("key"): one.get("fault") for one in by_exhibit}
    return {
        key: what if isinstance(what := whats[key], Message) else NO_MESSAGE for key in keys if key in whats
    }
