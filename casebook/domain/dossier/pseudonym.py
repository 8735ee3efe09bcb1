"""The pseudonym of a person in the copies of a case."""

from __future__ import annotations

from casebook.domain.base.entity import entity


@entity
class Pseudonym:
    """The label that replaces a person's name in every copy of a case.

    Attributes:
        person_id: whom it stands for; a person, or a contact close to one.
        label: the letter, such as "A"; the same in every copy.
    """

    id: str
    case_id: str
    person_id: str
    label: str
