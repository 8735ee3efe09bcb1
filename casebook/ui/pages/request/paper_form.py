"""The form of a compared paper: whose it is, what it is, and what it says with the page of each."""

from __future__ import annotations

from casebook.base.message import Message
from casebook.domain.evidence.document import Document
from casebook.domain.request.compared_paper import ComparedPaper, PaperParticular
from casebook.services.base.session import Session
from casebook.services.request import compared_paper
from casebook.ui.kit.page_context import PageContext
from casebook.ui.pages.base.field_factories import FieldFactory
from casebook.ui.pages.base.form_spec import FormSpec, Values
from casebook.ui.pages.case.fact_form import document_title
from casebook.ui.pages.case.incident import pinpoints
from casebook.ui.pages.wording.request import RequestWords
from casebook.ui.widgets.forms.field import Field


def paper_form_spec(context: PageContext, case_id: str) -> FormSpec[ComparedPaper]:
    """Return the form of a compared paper."""
    words, makers, say = context.words, FieldFactory(context), RequestWords(context.words)
    document = makers.of_case(Document, case_id, document_title)

    def create(session: Session, values: Values, fixed: Values) -> ComparedPaper:
        paper = ComparedPaper(**{"id": session.ids(), **fixed, **values})
        return compared_paper.add(session, paper)

    return FormSpec(
        kind=ComparedPaper,
        new=Message("New paper to compare"),
        change=Message("Edit compared paper"),
        added=words("Paper added to the comparison"),
        changed=words("Compared paper updated"),
        removed=words("Compared paper moved to bin"),
        fields=(
            Field(key="document_id", title=words("Exhibit"), makes=document, is_required=True, is_wide=True),
            Field(
                key="side",
                title=words("Whose paper it is"),
                makes=makers.stated(say.paper_side),
                is_required=True,
            ),
            Field(
                key="kind", title=words("What it is"), makes=makers.stated(say.paper_kind), is_required=True
            ),
            Field(key="issued_by", title=words("Issued by"), makes=makers.text(), is_wide=True),
            _particulars(makers, say, case_id),
            Field(key="note", title=words("Note for the office"), makes=makers.long(), is_wide=True),
        ),
        create=create,
    )


def _particulars(makers: FieldFactory, say: RequestWords, case_id: str) -> Field:
    words = makers.words
    fields = (
        Field(key="kind", title=words("Of what"), makes=makers.choice(say.particular)),
        Field(key="text", title=words("As the paper has it"), makes=makers.text(), is_required=True),
        Field(key="on", title=words("Day, where it is one"), makes=makers.date("nowhere")),
        Field(key="page", title=words("Page"), makes=makers.number()),
        Field(key="source", title=words("Whose statement it is"), makes=makers.choice(say.source)),
        Field(key="state", title=words("How it is known"), makes=makers.choice(say.state)),
        Field(key="explained_in", title=words("Exhibit that explains it"), makes=pinpoints(makers, case_id)),
        Field(key="explained", title=words("How it is explained there"), makes=makers.text()),
    )
    return Field(
        key="particulars",
        title=words("What the paper says"),
        makes=makers.parts(fields, PaperParticular, words("Add particular")),
        is_wide=True,
        group=words("Particulars"),
    )
