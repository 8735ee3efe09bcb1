"""A topic of country conditions, with the legal rules it is relevant to."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from casebook.domain.base.absence import NOT_HERE_YET
from casebook.domain.base.entity import entity
from casebook.domain.library.country import RemedyKind

_REGIONAL: Mapping[RemedyKind, tuple[str, ...]] = {
    "echr": ("ECHR",),
    "eu": (
        "EU Charter",
        "Qualification Directive",
        "Qualification Regulation",
        "Asylum Procedures Directive",
    ),
}
"""How the provisions begin that bind the States of one region alone, as topics cite them."""


@entity
class Topic:
    """A topic of the library.

    Attributes:
        id: stable word ("rsdl").
        definition: one line.
        hooks: legal provisions it bears on, as cited.
        terms: words in Chinese and other terms it is looked for by.
        pack: version of the pack it came with.
    """

    id: str
    title: str
    definition: str
    hooks: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    pack: str = ""

    def without(self, unbound: Collection[RemedyKind]) -> Topic:
        """Return the topic without provisions of regional law that does not bind a State.

        Args:
            unbound: the remedies that its courts do not know.
        """
        foreign = tuple(lead for kind in unbound for lead in _REGIONAL.get(kind, ()))
        return replace(self, hooks=tuple(hook for hook in self.hooks if not hook.startswith(foreign)))


def absent_topic(topic_id: str) -> Topic:
    """Return what stands in a list for a topic that is not here."""
    return Topic(id=topic_id, title=NOT_HERE_YET, definition="")


def topic_named(topics: Mapping[str, Topic], topic_id: str) -> Topic:
    """Return the topic with this ID, or the stand-in of one that is not here."""
    return topics.get(topic_id) or absent_topic(topic_id)
