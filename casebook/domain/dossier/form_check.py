"""What stands in the fields of a form for one case, and what a person must know before it is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from casebook.base.message import Message
from casebook.domain.base.entity import entity
from casebook.domain.case.proceeding import Proceeding
from casebook.domain.dossier.official_form import TICKED, FieldEntry, FormPart, OfficialField, OfficialForm
from casebook.domain.dossier.pdf_result import FieldFault, FieldFaultKind
from casebook.domain.person.person import Purpose

FieldState = Literal["filled", "unrecorded", "open"]
"""It has a value; something goes into it that the case does not record; or nothing goes into it."""

_FAULTS: Mapping[FieldFaultKind, Message] = {
    "absent": Message("The file has no such field."),
    "read-only": Message("No one can fill in this field."),
    "hidden": Message("The form hides this field: no one would see the value."),
    "too-long": Message("The value is longer than the field accepts."),
    "no-room": Message("The value does not fit into the field at a legible size."),
    "no-letter": Message("The built-in fonts lack a character of the value."),
    "no-choice": Message("The value is not among the options of the field."),
    "unseen": Message("A second reader did not find the value in the filled form."),
}

_LEFT_OUT: Mapping[FormPart, Message] = {
    "scripts": Message("The filled copy leaves out the scripts of the form."),
    "actions": Message("The filled copy leaves out actions of the form, such as sending it somewhere."),
    "links": Message("The filled copy leaves out the links of the form."),
    "attachments": Message("The filled copy leaves out files attached to the form."),
    "notes": Message("The filled copy leaves out comments and marks that were put on the form."),
    "properties": Message("The filled copy leaves out the form’s properties, such as its author."),
}
_MAX_NAMED = 20


@entity
class FormRequest:
    """A form to be filled in for a case.

    Attributes:
        is_flat: whether the values become part of the pages, so that nobody can change them.
        accepts_gaps: write it although required fields have no value.
        purpose: what the clients must have consented to where the file leaves the casebook.
        proceeding_id: what it is about; "" for the only one running that is no asylum claim.
    """

    form_id: str
    case_id: str
    is_flat: bool = False
    accepts_gaps: bool = False
    purpose: Purpose = "court"
    proceeding_id: str = ""


@entity
class FieldAnswer:
    """A field that a person may fill in, and what stands in it.

    Attributes:
        number: its place among these, from 1.
        value: as it is written into the file; of a box to tick its state; "" for none.
        entry: what goes into it, or None.
        fault: why the value cannot stand there, or None.
    """

    number: int
    field: OfficialField
    value: str = ""
    entry: FieldEntry | None = None
    fault: FieldFault | None = None

    @property
    def state(self) -> FieldState:
        """Return whether it is filled in."""
        if self.value:
            return "filled"
        is_conditional = self.field.kind in TICKED
        return "unrecorded" if self.entry and self.entry.source and not is_conditional else "open"

    @property
    def shown(self) -> str:
        """Return the value as a person reads it: the label of a state or option where it has one."""
        labels = {choice.value: choice.label for choice in self.field.choices}
        return labels.get(self.value) or self.value


@entity
class FormCheck:
    """A form as it would be written for a case.

    Attributes:
        answers: every field that a person may fill in, in the form's own order.
        removed: what the filled copy leaves out, where that was tried out.
        proceeding: what it is about, or None where that has to be chosen.
        proceedings: what may be chosen.
    """

    form: OfficialForm
    answers: tuple[FieldAnswer, ...]
    removed: tuple[FormPart, ...] = ()
    proceeding: Proceeding | None = None
    proceedings: tuple[Proceeding, ...] = ()

    @property
    def required_open(self) -> tuple[FieldAnswer, ...]:
        """Return the fields that the form requires and that have no value."""
        return tuple(answer for answer in self.answers if answer.field.is_required and not answer.value)

    @property
    def faulty(self) -> tuple[FieldAnswer, ...]:
        """Return the fields whose value cannot stand in them."""
        return tuple(answer for answer in self.answers if answer.fault)

    @property
    def remarks(self) -> tuple[Message, ...]:
        """Return what to know of the file."""
        traits = self.form.traits
        parts = (part for part in self.removed if part != "scripts" or not traits.has_scripts)
        return (*form_remarks(self.form), *(_LEFT_OUT[part] for part in parts))


def fault_words(fault: FieldFault) -> Message:
    """Return why a value cannot stand in a field."""
    if fault.kind == "too-long" and fault.most:
        return Message.plural(
            "The value is longer than the {number} character the field accepts.",
            "The value is longer than the {number} characters the field accepts.",
            fault.most,
        )
    return _FAULTS[fault.kind]


def refusal_of(form: OfficialForm) -> Message | None:
    """Return why values cannot be written into the file itself, or None where they can."""
    traits = form.traits
    if traits.xfa == "only":
        return Message("This form is XFA only: its fields can be seen in Adobe Acrobat alone.")
    if traits.is_signed:
        return Message("This form has a digital signature, which filling it in would break.")
    if not traits.allows_filling:
        return Message("The owner of this form has forbidden filling it in.")
    return None


def form_remarks(form: OfficialForm) -> list[Message]:
    """Return what to know of a form before it is filled in."""
    traits, remarks = form.traits, []
    if names := tuple(field.shown for field in form.prefilled):
        remarks.append(
            Message(
                "This form is already filled in. The filled copy leaves out the values of: {fields}.",
                fields=names[:_MAX_NAMED] + (("…",) if len(names) > _MAX_NAMED else ()),
            )
        )
    if traits.xfa == "hybrid":
        remarks.append(
            Message(
                "The form has XFA as well. The filled copy leaves it out, so that every viewer shows the "
                "values."
            )
        )
    if traits.is_encrypted and traits.can_be_filled:
        remarks.append(Message("The form is encrypted. The filled copy is not."))
    if traits.has_scripts:
        remarks.append(
            Message(
                "The form contains scripts. They are never run here and the filled copy leaves them out, so "
                "that totals and checks of the form are not made."
            )
        )
    if any(field.has_barcode for field in form.fields):
        remarks.append(
            Message(
                "The form has a barcode that is made from its fields. It is left empty here, so that the "
                "authority may reject the copy. Fill in such a form in the program the authority names."
            )
        )
    return remarks
