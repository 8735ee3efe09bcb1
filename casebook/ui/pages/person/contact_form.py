"""The forms of a contact and of its role in a case."""

from __future__ import annotations

from casebook.base.message import Message
from casebook.domain.person.contact import Contact, ContactDetail
from casebook.domain.person.role import Role
from casebook.ui.kit.page_context import PageContext
from casebook.ui.pages.base.field_factories import FieldFactory
from casebook.ui.pages.base.form_spec import FormSpec
from casebook.ui.pages.base.tags import tags_field
from casebook.ui.pages.person.code_name_field import code_name_field
from casebook.ui.pages.person.conflict_notice import ConflictNotice, met_record
from casebook.ui.pages.person.similar_people import SimilarPeopleNotice
from casebook.ui.pages.wording.case import CaseWords
from casebook.ui.widgets.forms.field import Field
from casebook.ui.widgets.forms.form import Form


def contact_form_spec(context: PageContext) -> FormSpec[Contact]:
    """Return the form of a contact."""
    words, makers = context.words, FieldFactory(context)
    return FormSpec(
        kind=Contact,
        new=Message("New contact"),
        change=Message("Edit contact"),
        added=words("Contact added"),
        changed=words("Contact updated"),
        removed=words("Contact moved to bin"),
        fields=(*_who(makers), *_reach(makers), *_vetting(makers)),
        attach_checks=lambda form, changed_id: SimilarPeopleNotice(
            context, form, "other_names", _typed_names, changed_id
        ),
    )


def contact_title(contact: Contact) -> str:
    """Return the title of a contact in a list of choices."""
    return " · ".join(part for part in (contact.name, *contact.other_names, contact.body) if part)


def _typed_names(form: Form) -> list[str]:
    return [form.entries["name"].raw, *form.entries["other_names"].read()]


def role_form_spec(context: PageContext, case_id: str) -> FormSpec[Role]:
    """Return the form of a contact's role in a case."""
    words, makers, wording = context.words, FieldFactory(context), CaseWords(context.words)
    who = Field(
        key="contact_id",
        title=words("Who"),
        makes=makers.anywhere(Contact, contact_title),
        help=words("To choose someone not yet in the casebook, add them under Contacts first."),
        is_required=True,
        is_wide=True,
    )
    part = (
        Field(
            key="kind",
            title=words("Role in the case"),
            makes=makers.stated(wording.role_kind),
            is_required=True,
        ),
        Field(key="title", title=words("Local title of the role"), makes=makers.text()),
        Field(key="begins", title=words("From"), makes=makers.date()),
        Field(key="ends", title=words("To"), makes=makers.date()),
        Field(key="remark", title=words("Remarks"), makes=makers.long(), is_wide=True),
    )
    return FormSpec(
        kind=Role,
        new=Message("New role in the case"),
        change=Message("Edit role in the case"),
        added=words("Contact added to the case"),
        changed=words("Role in the case updated"),
        removed=words("Role in the case moved to bin"),
        fields=(who, *part, *_vetting(makers), _basis(makers)),
        attach_checks=lambda form, _: ConflictNotice(
            context, form, "contact_id", met_record(Contact, case_id)
        ),
    )


def _who(makers: FieldFactory) -> tuple[Field, ...]:
    words = makers.words
    return (
        Field(key="name", title=words("Name"), makes=makers.text(), is_required=True),
        Field(
            key="kind",
            title=words("Type"),
            makes=makers.stated(CaseWords(words).contact_kind),
            is_required=True,
        ),
        Field(key="body", title=words("Firm, court or organisation"), makes=makers.text()),
        Field(
            key="other_names",
            title=words("Other names and spellings"),
            makes=makers.several(),
            help=words("Separate with commas. Included in every conflict check."),
            is_wide=True,
        ),
    )


def _reach(makers: FieldFactory) -> tuple[Field, ...]:
    words = makers.words
    fields = (
        Field(key="kind", title=words("Contact method"), makes=makers.text("Signal"), is_required=True),
        Field(key="address", title=words("Address or number"), makes=makers.text(), is_required=True),
    )
    return (
        Field(
            key="channels",
            title=words("Contact details"),
            makes=makers.parts(fields, ContactDetail, words("Add contact details")),
            is_wide=True,
            group=words("Contact details"),
        ),
        Field(key="languages", title=words("Languages"), makes=makers.languages(), is_wide=True),
        Field(key="public_key", title=words("Public key or fingerprint"), makes=makers.long(), is_wide=True),
        Field(key="remarks", title=words("Remarks"), makes=makers.long(), is_wide=True),
        tags_field(makers.context),
        code_name_field(makers),
    )


def _vetting(makers: FieldFactory) -> tuple[Field, ...]:
    words = makers.words
    return (
        Field(
            key="vetting",
            title=words("Vetting"),
            makes=makers.choice(CaseWords(words).vetting),
            help=words("An interpreter may be an informer."),
            group=words("Vetting"),
        ),
        Field(key="vetted_by", title=words("Vetted by"), makes=makers.text()),
        Field(key="vetted_on", title=words("Date"), makes=makers.day("past")),
    )


def _basis(makers: FieldFactory) -> Field:
    return Field(key="basis", title=makers.words("Basis"), makes=makers.long(), is_wide=True)
