"""The form of a person: names in every script, particulars, identity documents, consent."""

from __future__ import annotations

from casebook.base.message import NO_MESSAGE, Message
from casebook.domain.case.case import Case
from casebook.domain.person.person import Consent, IdentifyingDetail, IdentityDocument, Person
from casebook.domain.person.relation import Relation
from casebook.services.base.session import Session
from casebook.services.person import person
from casebook.ui.kit.page_context import PageContext
from casebook.ui.pages.base.field_factories import FieldFactory
from casebook.ui.pages.base.form_spec import FormSpec, Values
from casebook.ui.pages.base.tags import tags_field
from casebook.ui.pages.person.code_name_field import code_name_field
from casebook.ui.pages.person.conflict_notice import ConflictNotice, met_record
from casebook.ui.pages.person.naming import names_maker
from casebook.ui.pages.person.similar_people import SimilarPeopleNotice
from casebook.ui.pages.person.topics_entry import TopicsEntry
from casebook.ui.pages.wording.values import Wording
from casebook.ui.widgets.forms.field import Field
from casebook.ui.widgets.forms.form import Form


def person_form_spec(context: PageContext, case_id: str = "") -> FormSpec[Person]:
    """Return the form of a person; a new one of a case is given a role in it."""
    words, wording, makers = context.words, Wording(context.words), FieldFactory(context)
    named = names_maker(makers, wording)
    names = Field(key="names", title=words("Names"), makes=named, is_required=True, is_wide=True)
    part = _part(makers, wording)
    # a consent is recorded more often than the rest, and is what keeps a copy from being built
    about = (*_particulars(makers, wording), _consents(makers, wording), *_care(makers), _profile(makers))
    fields = (names, *about, _papers(makers), _details(makers, wording))

    def create(session: Session, values: Values, _: Values) -> Person:
        attributes = {key: value for key, value in values.items() if key != "standing"}
        added = Person(id=session.ids(), **attributes)
        return person.join_case(session, case_id, added, values["standing"])

    return FormSpec(
        kind=Person,
        new=Message("New person"),
        change=Message("Edit person"),
        added=words("Person added"),
        changed=words("Person updated"),
        removed=words("Person moved to bin"),
        fields=fields,
        new_fields=(part, *fields) if case_id else (),
        create=create if case_id else None,
        attach_checks=lambda form, changed_id: SimilarPeopleNotice(
            context, form, "names", _typed_names, changed_id
        ),
    )


def part_form_spec(context: PageContext, case_id: str, person_id: str = "") -> FormSpec[Case]:
    """Return the form of a person's role in a case, or of a person in the vault if none is given."""
    words, makers = context.words, FieldFactory(context)
    part = _part(makers, Wording(words))
    who = Field(
        key="person_id",
        title=words("Who"),
        makes=makers.anywhere(Person, person_title),
        is_required=True,
        is_wide=True,
    )

    def values(case: Case) -> Values:
        standing = next((party.standing for party in case.parties if party.person_id == person_id), "")
        return {"standing": standing, "person_id": ""}

    return FormSpec(
        kind=Case,
        new=NO_MESSAGE,
        change=Message("Role in the case"),
        added="",
        changed=words("People in this case updated"),
        removed="",
        fields=(part,) if person_id else (who, part),
        values=values,
        apply=lambda case, typed_values: case.with_party(
            person_id or typed_values["person_id"], typed_values["standing"]
        ),
        attach_checks=None
        if person_id
        else lambda form, _: ConflictNotice(context, form, "person_id", met_record(Person, case_id)),
    )


def _part(makers: FieldFactory, wording: Wording) -> Field:
    title = makers.words("Role in the case")
    return Field(key="standing", title=title, makes=makers.stated(wording.standing), is_required=True)


def relation_form_spec(context: PageContext, person_id: str = "") -> FormSpec[Relation]:
    """Return the form of a relationship of a person, who is not offered as their own relative."""
    words, wording, makers = context.words, Wording(context.words), FieldFactory(context)
    return FormSpec(
        kind=Relation,
        new=Message("New relationship"),
        change=Message("Edit relationship"),
        added=words("Relationship added"),
        changed=words("Relationship updated"),
        removed=words("Relationship moved to bin"),
        fields=_bond(makers, wording, person_id),
    )


def _bond(makers: FieldFactory, wording: Wording, person_id: str) -> tuple[Field, ...]:
    words = makers.words
    return (
        Field(
            key="other_id",
            title=words("Related person"),
            makes=makers.anywhere(Person, person_title, but=person_id),
            help=words("To choose someone not yet in the casebook, add them under People first."),
            is_required=True,
            is_wide=True,
        ),
        Field(
            key="kind",
            title=words("Relationship to the person"),
            makes=makers.text(words("mother")),
            is_required=True,
        ),
        Field(key="certainty", title=words("How it is known"), makes=makers.choice(wording.certainty)),
        Field(
            key="other_is_in",
            title=words("Whereabouts"),
            makes=makers.text("Kashgar"),
            help=words("Counts as in China until another country is stated: “Istanbul, Türkiye”."),
        ),
        Field(
            key="pressure",
            title=words("Pressure on them"),
            makes=makers.long(words("Police summoned them and asked where he lives.")),
            is_wide=True,
        ),
    )


def person_title(person_record: Person) -> str:
    """Return the title of a person in a list of choices, in every script."""
    return " · ".join((person_record.leading_name, *person_record.other_names))


def _typed_names(form: Form) -> list[str]:
    return [typed_name["text"] for typed_name in form.entries["names"].raw]


def _particulars(makers: FieldFactory, wording: Wording) -> tuple[Field, ...]:
    words = makers.words
    return (
        Field(
            key="born",
            title=words("Date of birth"),
            makes=makers.date("past"),
            group=words("Personal details"),
        ),
        Field(key="sex", title=words("Sex"), makes=makers.choice(wording.sex)),
        Field(key="birth_place", title=words("Place of birth"), makes=makers.text()),
        Field(key="ethnicity", title=words("Ethnicity"), makes=makers.text()),
        Field(key="religion", title=words("Religion"), makes=makers.text()),
        Field(key="nationalities", title=words("Nationality"), makes=makers.countries()),
        Field(key="languages", title=words("Languages"), makes=makers.languages()),
    )


def _care(makers: FieldFactory) -> tuple[Field, ...]:
    words = makers.words
    return (
        Field(
            key="safe_contact",
            title=words("Safe contact"),
            makes=makers.long(words("Signal only, never call")),
            help=words("Protected: this field and the next three are never included in a service copy."),
            is_wide=True,
            group=words("Safety"),
        ),
        Field(key="whereabouts", title=words("Whereabouts"), makes=makers.long(), is_wide=True),
        Field(key="health", title=words("Health"), makes=makers.long(), is_wide=True),
        Field(
            key="vulnerability",
            title=words("Vulnerability"),
            makes=makers.long(words("Points to consider at meetings and hearings: trauma, age, a child")),
            is_wide=True,
        ),
        code_name_field(makers),
        tags_field(makers.context),
    )


def _profile(makers: FieldFactory) -> Field:
    words = makers.words
    return Field(
        key="topics",
        title=words("Library topics relevant to this person"),
        makes=lambda name: TopicsEntry(name, makers.context),
        help=words(
            "The library shows findings on these topics for this person, and copies use them to "
            "judge what could reveal who the person is."
        ),
        is_wide=True,
        group=words("Profile"),
    )


def _papers(makers: FieldFactory) -> Field:
    words = makers.words
    fields = (
        Field(
            key="kind",
            title=words("Type of document"),
            makes=makers.text(words("passport")),
            is_required=True,
        ),
        Field(key="number", title=words("Number"), makes=makers.text()),
        Field(key="issuer", title=words("Issued by"), makes=makers.text()),
        Field(key="expires", title=words("Expires"), makes=makers.date()),
        Field(key="held_by", title=words("Held by"), makes=makers.text()),
    )
    return Field(
        key="papers",
        title=words("Identity and travel documents"),
        makes=makers.parts(fields, IdentityDocument, words("Add identity document")),
        is_wide=True,
        group=words("Identity documents"),
    )


def _details(makers: FieldFactory, wording: Wording) -> Field:
    words = makers.words
    fields = (
        Field(key="kind", title=words("Type"), makes=makers.stated(wording.detail_kind), is_required=True),
        Field(key="text", title=words("As written"), makes=makers.text(), is_required=True),
    )
    return Field(
        key="details",
        title=words("Other identifying details"),
        makes=makers.parts(fields, IdentifyingDetail, words("Add detail")),
        help=words("A pseudonymised copy replaces each of them, as it replaces names."),
        is_wide=True,
    )


def _consents(makers: FieldFactory, wording: Wording) -> Field:
    words = makers.words
    fields = (
        Field(
            key="purpose",
            title=words("Purpose"),
            makes=makers.stated(wording.consent_purpose),
            is_required=True,
        ),
        Field(key="given_on", title=words("Given on"), makes=makers.day("past"), is_required=True),
        Field(key="recipient", title=words("Recipient"), makes=makers.text()),
        Field(key="scope", title=words("Limits"), makes=makers.text()),
        Field(key="expires_on", title=words("Ends on"), makes=makers.day("future")),
        Field(key="withdrawn_on", title=words("Withdrawn on"), makes=makers.day("past")),
    )
    return Field(
        key="consents",
        title=words("Consent by purpose"),
        makes=makers.parts(fields, Consent, words("Add consent")),
        help=words("Enforced whenever anything leaves the casebook."),
        is_wide=True,
        group=words("Consent"),
    )
