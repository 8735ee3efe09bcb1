"""The form of a noun: its titles, its fields, and the conversion to a record."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Generic, TypeVar

from casebook.base.message import Message
from casebook.domain.base.entity import Entity
from casebook.services.base import form
from casebook.ui.widgets.forms.entry import Value
from casebook.ui.widgets.forms.field import Field
from casebook.ui.widgets.forms.form import Form

if TYPE_CHECKING:
    from casebook.services.base.session import Session

E = TypeVar("E", bound=Entity)
Values = Mapping[str, Value]
"""Field key -> value, or attribute -> value."""


def _as_they_are(values: Values) -> Values:
    return values


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSpec(Generic[E]):
    """The form of a noun.

    Attributes:
        kind: the noun.
        new: title of the form for a new one.
        change: title of the form for changing one.
        added, changed, removed: said when it is done, without a name.
        fields: the fields, whose keys are attributes of the noun unless `to_attributes` says otherwise.
        to_attributes: makes attributes of the values.
        values: the values of a record; its attributes by default.
        new_fields: the fields of a new one, where it has others.
        apply: makes the changed record of values, where `to_attributes` is not enough.
        create: puts in a new record of values and of attributes that are no field; by default as `kind`
            takes them.
        attach_checks: given a form and the id of its record, "" for a new one, before it is filled:
            watches what is typed, to warn.
    """

    kind: type[E]
    new: Message
    change: Message
    added: str
    changed: str
    removed: str
    fields: Sequence[Field]
    to_attributes: Callable[[Values], Values] = _as_they_are
    values: Callable[[E], Values] | None = None
    new_fields: Sequence[Field] = ()
    apply: Callable[[E, Values], E] | None = None
    create: Callable[[Session, Values, Values], E] | None = None
    attach_checks: Callable[[Form, str], object] | None = None

    def values_of(self, entity: E) -> dict[str, Value]:
        """Return the initial values of the fields."""
        own_values = self.values(entity) if self.values else {}
        return {
            field.key: own_values[field.key] if field.key in own_values else getattr(entity, field.key, None)
            for field in self.fields
        }

    def put_in(self, session: Session, values: Values, fixed: Values) -> E:
        """Add a new record to the vault.

        Raises:
            InvalidInput: the noun does not take these values.
            Conflict: a value that must be unique is taken.
        """
        if self.create is not None:
            return self.create(session, values, fixed)
        return form.add(session, self.kind(**{"id": session.ids(), **fixed, **self.to_attributes(values)}))

    def changed_to(self, entity: E, values: Values) -> E:
        """Return the record with new values.

        Raises:
            InvalidInput: the noun does not take these values.
        """
        if self.apply is not None:
            return self.apply(entity, values)
        return replace(entity, **self.to_attributes(values))  # type: ignore[type-var]

    def changed_in(self, entity: E, key: str, value: Value) -> E:
        """Return the record with a new value of one field; what follows from it follows as in the form.

        Raises:
            InvalidInput: the noun does not take the value.
        """
        return self.changed_to(entity, {**self.values_of(entity), key: value})
