"""Forms for a document's description, exhibit number and privilege, and for custody steps."""

from __future__ import annotations

from casebook.base.message import NO_MESSAGE, Message
from casebook.domain.evidence.document import Document, TranslationCertificate
from casebook.services.evidence import custody
from casebook.ui.kit.page_context import PageContext
from casebook.ui.pages.base.field_factories import FieldFactory
from casebook.ui.pages.base.form_spec import FormSpec, Values
from casebook.ui.pages.base.tags import tags_field
from casebook.ui.pages.case.fact_form import document_title
from casebook.ui.pages.wording.values import Wording
from casebook.ui.widgets.forms.field import Field

_CERTIFICATE = ("translator", "source", "target", "competence", "accuracy", "signed_on", "address")


def document_form_spec(context: PageContext, case_id: str) -> FormSpec[Document]:
    """Return the form of a document; it never changes its bytes, hash or custody."""
    words, makers = context.words, FieldFactory(context)
    return FormSpec(
        kind=Document,
        new=NO_MESSAGE,
        change=Message("Edit document"),
        added="",
        changed=words("Document updated"),
        removed=words("Document moved to bin"),
        fields=(
            *_what(makers),
            *_obtained(makers),
            *_before_court(makers),
            *_translation(makers, case_id),
        ),
        to_attributes=_attributes,
        values=_values,
    )


def custody_form_spec(context: PageContext, who: str) -> FormSpec[Document]:
    """Return the form of one more custody step, which is added at the end and never changed."""
    words, makers = context.words, FieldFactory(context)

    def apply(document: Document, values: Values) -> Document:
        session = context.session
        return custody.with_step(session, document, values["kind"], who=values["who"], why=values["why"])

    return FormSpec(
        kind=Document,
        new=NO_MESSAGE,
        change=Message("New custody step"),
        added="",
        changed=words("Custody step recorded"),
        removed="",
        fields=_custody(makers),
        values=lambda _: {"kind": "", "who": who, "why": ""},
        apply=apply,
    )


def _custody(makers: FieldFactory) -> tuple[Field, ...]:
    words = makers.words
    return (
        Field(
            key="kind",
            title=words("Action"),
            makes=makers.stated(Wording(words).custody),
            is_required=True,
        ),
        Field(key="who", title=words("Handled by"), makes=makers.text(), is_required=True),
        Field(key="why", title=words("Recipient or purpose"), makes=makers.text(), is_wide=True),
    )


def _what(makers: FieldFactory) -> tuple[Field, ...]:
    words = makers.words
    kinds = Wording(words).document_kind
    return (
        Field(key="title", title=words("Title"), makes=makers.text(), is_required=True, is_wide=True),
        Field(key="kind", title=words("Type"), makes=makers.choice(kinds)),
        Field(key="dated", title=words("Dated"), makes=makers.date("past")),
        Field(key="language", title=words("Language"), makes=makers.language()),
        Field(key="author", title=words("Author"), makes=makers.text()),
        tags_field(makers.context),
    )


def _obtained(makers: FieldFactory) -> tuple[Field, ...]:
    words = makers.words
    return (
        Field(
            key="obtained_from",
            title=words("Obtained from"),
            makes=makers.text(),
            group=words("Where it came from"),
        ),
        Field(key="obtained_how", title=words("How"), makes=makers.text()),
        Field(key="obtained_on", title=words("When"), makes=makers.date("past")),
        Field(key="web_address", title=words("Web address"), makes=makers.text()),
        Field(
            key="captured_at",
            title=words("Captured"),
            makes=makers.text("2026-03-02T09:15:00+02:00"),
            help=words("Proposed by the file, which does not prove it."),
        ),
        Field(key="original_at", title=words("Location of the paper original"), makes=makers.text()),
    )


def _before_court(makers: FieldFactory) -> tuple[Field, ...]:
    words = makers.words
    return (
        Field(
            key="exhibit_mark",
            title=words("Exhibit no."),
            makes=makers.text("MKZ-2"),
            group=words("Before the court"),
        ),
        Field(
            key="is_privileged",
            title=words("Privileged"),
            makes=makers.tick(),
            help=words("Never included in a service copy."),
        ),
        Field(key="privilege", title=words("Basis for privilege"), makes=makers.text(words("legal advice"))),
    )


def _translation(makers: FieldFactory, case_id: str) -> tuple[Field, ...]:
    words = makers.words
    original = makers.of_case(Document, case_id, document_title)
    return (
        Field(
            key="translation_of",
            title=words("Translation of"),
            makes=original,
            help=words("If this is a translation, its original"),
            is_wide=True,
            group=words("Translation and certificate"),
        ),
        Field(key="translator", title=words("Translator"), makes=makers.text()),
        Field(key="source", title=words("From"), makes=makers.language()),
        Field(key="target", title=words("Target language"), makes=makers.language()),
        Field(key="signed_on", title=words("Signed"), makes=makers.date("past")),
        Field(key="address", title=words("Contact address"), makes=makers.text()),
        Field(
            key="competence",
            title=words("Competent in both languages, as certified"),
            makes=makers.long(),
            is_wide=True,
        ),
        Field(
            key="accuracy",
            title=words("True and complete, as certified"),
            makes=makers.long(),
            is_wide=True,
        ),
    )


def _attributes(values: Values) -> Values:
    """Return the attributes with the certificate of its elements, or none without a translator."""
    attributes = {key: value for key, value in values.items() if key not in _CERTIFICATE}
    rest = {key: values[key] for key in ("translator", "competence", "accuracy", "signed_on", "address")}
    languages = (values["source"], values["target"])
    certificate = TranslationCertificate(languages=languages, **rest) if values["translator"] else None
    return {**attributes, "certificate": certificate}


def _values(document: Document) -> Values:
    if document.certificate is None:
        return dict.fromkeys(_CERTIFICATE)
    source, target = document.certificate.languages
    rest = {
        key: getattr(document.certificate, key) for key in _CERTIFICATE if key not in {"source", "target"}
    }
    return {**rest, "source": source, "target": target}
