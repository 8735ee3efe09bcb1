"""What is said in place of a record that others refer to and that has not come from its casebook yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from casebook.base.i18n import Translator
from casebook.base.message import Message, gettext_noop
from casebook.domain.base.reference import RecordReference

NOT_HERE_YET = gettext_noop("not here yet")
"""In place of the title of the record."""
_KINDS = {"attachment": gettext_noop("file")}
"""What a noun is called here, where people know it by another word."""


def title_or_absent(title: str | None, words: Translator) -> str:
    """Return a title, or that its record is not here yet: where there is none, or it is a stand-in's."""
    return words(NOT_HERE_YET) if title is None or title == NOT_HERE_YET else title


def kinds_of(absent: Iterable[RecordReference]) -> tuple[Message, ...]:
    """Return what is not here yet, by kind and number.

    >>> [str(kind) for kind in kinds_of([RecordReference("event_id", ("event",), "e1")] * 2)]
    ['event (2)']
    """
    numbers = Counter(reference.nouns[0] for reference in absent)
    return tuple(
        Message("{noun} ({number})", noun=Message(_KINDS.get(noun, noun)), number=number)
        if number > 1
        else Message(_KINDS.get(noun, noun))
        for noun, number in numbers.items()
    )


def not_here_yet(absent: Iterable[RecordReference]) -> Message:
    """Return one sentence on what is not here yet: "Not here yet: document (2), event."."""
    return Message("Not here yet: {kinds}.", kinds=kinds_of(absent))
