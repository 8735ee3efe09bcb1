"""Brackets behind a label in which nothing but other names of the same person stood."""

from __future__ import annotations

import re
from collections.abc import Collection

_BRACKET = r" ?[(\uff08](?P<within>[^()\uff08\uff09]*)[)\uff09]"
_PARTS = re.compile("[,;/\uff0c\uff1b\u3001]")
_LEAD = r"\W*(?:[\w\u2019']{1,14} ){0,3}"
"""What introduces a further name: "in Hong Kong", "also known as"."""


def without_repeats(text: str, labels: Collection[str]) -> str:
    """Return a text without brackets that repeat the label before them.

    >>> without_repeats("Person A (Person A, in Hong Kong Person A) and Person B (aged 30)", {"Person A"})
    'Person A and Person B (aged 30)'
    """
    for label in labels:
        if f"{label} (" in text or f"{label}(" in text or f"{label}\uff08" in text:
            name = re.escape(label)
            part = re.compile(rf"{_LEAD}{name}[^\w]*")
            text = re.sub(
                rf"{name}{_BRACKET}",
                lambda place, part=part, label=label: (  # type: ignore[misc]
                    label if all(map(part.fullmatch, _PARTS.split(place["within"]))) else place[0]
                ),
                text,
            )
    return text
