"""The form of a fact: one sentence, its date, and every account in its own words."""

from __future__ import annotations

from casebook.base.message import Message
from casebook.domain.base.date import StatedDate
from casebook.domain.case.fact import Account, Fact, Pinpoint
from casebook.domain.evidence.document import Document
from casebook.ui.kit.page_context import PageContext
from casebook.ui.pages.base.field_factories import FieldFactory, Make
from casebook.ui.pages.base.form_spec import FormSpec
from casebook.ui.pages.case.birth_notice import BirthNotice
from casebook.ui.pages.wording.values import Wording
from casebook.ui.widgets.forms.field import Field


def fact_form_spec(context: PageContext, case_id: str) -> FormSpec[Fact]:
    """Return the form of a fact."""
    words, wording, makers = context.words, Wording(context.words), FieldFactory(context)
    document = makers.of_case(Document, case_id, document_title)
    return FormSpec(
        kind=Fact,
        new=Message("New fact"),
        change=Message("Edit fact"),
        added=words("Fact added"),
        changed=words("Fact updated"),
        removed=words("Fact moved to bin"),
        fields=(
            *_what(makers, wording),
            _accounts(makers, document),
            _shown_by(makers, document),
            _findings(makers),
        ),
        attach_checks=lambda form, _: BirthNotice(context, form, case_id),
    )


def document_title(document: Document) -> str:
    """Return the title of a document in a list of choices."""
    return f"{document.exhibit_mark} · {document.title}" if document.exhibit_mark else document.title


def _what(makers: FieldFactory, wording: Wording) -> tuple[Field, ...]:
    words = makers.words
    reasons = {"": words("not explained"), **wording.inconsistency}
    return (
        Field(
            key="statement",
            title=words("What happened, in one sentence"),
            makes=makers.long(words("He was stopped at the border.")),
            is_required=True,
            is_wide=True,
        ),
        Field(key="on", title=words("When"), makes=makers.date("past", is_needed=True)),
        Field(
            key="status", title=words("Status"), makes=makers.stated(wording.fact_status), is_required=True
        ),
        Field(key="place", title=words("Where"), makes=makers.text()),
        Field(key="inconsistency", title=words("Why accounts differ"), makes=makers.choice(reasons)),
        Field(key="explanation", title=words("Explanation"), makes=makers.long(), is_wide=True),
    )


def _accounts(makers: FieldFactory, document: Make) -> Field:
    words = makers.words
    fields = (
        Field(key="stated_by", title=words("Stated by"), makes=makers.text(), is_required=True),
        Field(key="on", title=words("Date stated"), makes=makers.date("past")),
        Field(
            key="words",
            title=words("Original words"),
            makes=makers.long(),
            is_required=True,
            is_wide=True,
        ),
        Field(
            key="translation",
            title=words("Translation for the court"),
            makes=makers.long(),
            is_wide=True,
        ),
        Field(key="document_id", title=words("Where it appears"), makes=document),
        Field(key="page", title=words("Page"), makes=makers.number()),
    )
    return Field(
        key="accounts",
        title=words("Each account in its original words, never corrected"),
        makes=makers.parts(fields, _account, words("Add account"), _account_values),
        is_wide=True,
        group=words("Accounts"),
    )


def _shown_by(makers: FieldFactory, document: Make) -> Field:
    words = makers.words
    fields = (
        Field(key="document_id", title=words("Document"), makes=document, is_required=True),
        Field(key="page", title=words("Page"), makes=makers.number()),
    )
    return Field(
        key="pinpoints",
        title=words("Documents that support it"),
        makes=makers.parts(fields, Pinpoint, words("Add document")),
        is_wide=True,
        group=words("Supported by"),
    )


def _findings(makers: FieldFactory) -> Field:
    words = makers.words
    finding = makers.finding()
    return Field(
        key="finding_ids",
        title=words("Relevant library findings"),
        makes=makers.list(finding, words("Add finding")),
        is_wide=True,
        group=words("Country evidence"),
    )


def _account(
    *, stated_by: str, on: StatedDate | None, words: str, translation: str, document_id: str, page: int
) -> Account:
    pinpoint = Pinpoint(document_id=document_id, page=page) if document_id else None
    return Account(stated_by=stated_by, words=words, on=on, pinpoint=pinpoint, translation=translation)


def _account_values(account: Account) -> dict[str, object]:
    pinpoint = account.pinpoint or Pinpoint(document_id="")
    return {
        "stated_by": account.stated_by,
        "words": account.words,
        "translation": account.translation,
        "on": account.on,
        "document_id": pinpoint.document_id,
        "page": pinpoint.page,
    }
