"""Which exhibits an error is about, and why, so that the others can go on without them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from casebook.base.errors import DamagedSource
from casebook.base.message import NO_MESSAGE, Message, Value
from casebook.domain.dossier.composition import Exhibit


def exhibits_at_fault(error: DamagedSource, exhibits: Sequence[Exhibit]) -> Mapping[str, Message]:
    """What is wrong with each exhibit that an error names, by its key; nothing for another error.

    Args:
        error: of `casebook.domain.dossier.pdf_job.damaged`, or several of these as one.
        exhibits: of which it may speak.
    """
    values = dict(error.title.values)
    every = values.get("every")
    faults = every if isinstance(every, tuple) else (error.title,)
    by_exhibit = [dict(fault.values) for fault in faults if isinstance(fault, Message)]
    named = {_name(fault): _what(fault) for fault in by_exhibit}
    known = ((exhibit.key, exhibit.file or exhibit.name) for exhibit in exhibits)
    return {key: named[name] for key, name in known if name in named}


def _name(values: Mapping[str, Value]) -> Value:
    return values.get("file") or values.get("mark") or ""


def _what(values: Mapping[str, Value]) -> Message:
    what = values.get("fault")
    return what if isinstance(what, Message) else NO_MESSAGE
