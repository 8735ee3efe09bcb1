"""Sealed declarations that a deletion would destroy: they are named, and a person is asked twice."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from casebook.base.errors import Refused
from casebook.base.message import Message, gettext_noop
from casebook.domain.base.entity import entity
from casebook.domain.declaration.declaration import Declaration

_ID_LETTERS = 8
_WITH_CASE = gettext_noop(
    "Leave it. Otherwise enter the code of each: the first eight letters of its seal. The page of the "
    "declaration shows its seal; if its case is in the bin, restore the case first. Nothing was deleted."
)
_WITHOUT_CASE = gettext_noop(
    "Leave it, or keep it. Otherwise enter the code of each: the first eight letters of its seal. A case "
    "that was deleted here cannot be restored: the author of the declaration finds its seal on its page. "
    "Nothing was deleted."
)


@entity
class GoingDeclaration:
    """A sealed declaration that would be destroyed, by what names nobody.

    Attributes:
        case: reference of its case, "" where that was deleted here.
        made_on: the day it was made, or None.
    """

    id: str
    case: str
    made_on: date | None


def going_of(declaration: Declaration, case: str) -> GoingDeclaration:
    """Return what names a declaration of a case with this reference."""
    return GoingDeclaration(id=declaration.id, case=case, made_on=declaration.made_on)


def question_of(going: Sequence[GoingDeclaration]) -> Message:
    """Return the question before these are destroyed, which counts and names them."""
    return Message.plural(
        "This destroys {number} signed declaration: {which}. Is anyone forcing you?",
        "This destroys {number} signed declarations: {which}. Is anyone forcing you?",
        len(going),
        which=tuple(_title(one) for one in going),
    )


def moved_of(going: Sequence[GoingDeclaration]) -> Message:
    """Return that these are in the bin with what was moved there, and what brings them back."""
    return Message.plural(
        "{number} signed declaration is in the bin with it: {which}. Restoring brings it back.",
        "{number} signed declarations are in the bin with it: {which}. Restoring brings them back.",
        len(going),
        which=tuple(_title(one) for one in going),
    )


def moved_before_of(going: Sequence[GoingDeclaration]) -> Message:
    """Return that these were in the bin before what was moved there, whose restoring leaves them there."""
    return Message.plural(
        "{number} signed declaration was already in the bin: {which}. Restore what it was removed with, too.",
        "{number} signed declarations were already in the bin: {which}. Restore what they were removed with, "
        "too.",
        len(going),
        which=tuple(_title(one) for one in going),
    )


def _title(one: GoingDeclaration) -> Message:
    if not one.case:
        named = one.id[:_ID_LETTERS]
        if one.made_on is None:
            return Message("{id} of a deleted case, no day", id=named)
        return Message("{id} of a deleted case, made on {day}", id=named, day=one.made_on)
    if one.made_on is None:
        return Message("{case}, no day", case=one.case)
    return Message("{case}, made on {day}", case=one.case, day=one.made_on)


def require_codes(going: Sequence[tuple[Declaration, str]], codes: Collection[str]) -> None:
    """Refuse to destroy sealed declarations without the code of each; no refusal says it.

    SECURITY: whoever holds the person, or somebody close to them, may force an office to do it.

    Args:
        going: each sealed declaration with the reference of its case.
        codes: first letters of their seals, as a person entered them.

    Raises:
        Refused: a code is missing.
    """
    known = {one.strip().lower() for one in codes}
    if all(declaration.code in known for declaration, _ in going):
        return
    raise Refused(
        question_of([going_of(declaration, case) for declaration, case in going]),
        field="code",
        remedy=_WITH_CASE if all(case for _, case in going) else _WITHOUT_CASE,
    )
