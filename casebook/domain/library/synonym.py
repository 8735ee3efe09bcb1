"""Terms of the library with one meaning, which search treats as one."""

from __future__ import annotations

from casebook.domain.base.entity import entity


@entity
class Synonym:
    """A group of terms.

    Attributes:
        id: stable word ("rsdl").
        terms: in any script; the first one that a record contains is named as the reason it was found.
        stated_in: entries of the library that contain them, such as ``topic:rsdl``.
    """

    id: str
    terms: tuple[str, ...]
    stated_in: tuple[str, ...]
