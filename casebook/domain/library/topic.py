"""A topic of country conditions, with the legal rules it is relevant to."""

from __future__ import annotations

from casebook.domain.base.entity import entity


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
