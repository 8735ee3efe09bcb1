"""How a ground is filled in: as it is pleaded, the articles it hangs on, and each thing it must show."""

from __future__ import annotations

from casebook.base.message import Message
from casebook.domain.case.fact import Fact
from casebook.domain.case.ground import Ground, Proof
from casebook.domain.case.proceeding import Proceeding
from casebook.domain.library.finding import Finding
from casebook.ui.kit.page_context import PageContext
from casebook.ui.pages.base.field_factories import FieldFactory, Make
from casebook.ui.pages.base.form_spec import FormSpec
from casebook.ui.pages.case.event_form import proceeding_title
from casebook.ui.pages.case.incident import pinpoints
from casebook.ui.pages.wording.case import CaseWords
from casebook.ui.widgets.forms.field import Field


def ground_sheet(context: PageContext, case_id: str) -> FormSpec[Ground]:
    """The sheet of a ground with its lines of proof."""
    words, makers = context.words, FieldFactory(context)
    return FormSpec(
        kind=Ground,
        new=Message("New ground"),
        change=Message("Change the ground"),
        added=words("The ground was added."),
        changed=words("The ground was changed."),
        removed=words("The ground was removed."),
        fields=(*_pleaded(makers, case_id), _proofs(makers, case_id)),
    )


def _pleaded(makers: FieldFactory, case_id: str) -> tuple[Field, ...]:
    words = makers.words
    proceeding = makers.of_case(Proceeding, case_id, lambda choice: proceeding_title(makers.context, choice))
    return (
        Field(
            key="title", title=words("As it is pleaded"), makes=makers.text(), is_required=True, is_wide=True
        ),
        _kind(makers),
        Field(
            key="hooks",
            title=words("Articles it hangs on"),
            makes=makers.several(),
            help=words("With commas between, such as ECHR Art 3."),
        ),
        Field(
            key="text",
            title=words("The argument"),
            makes=makers.long(),
            help=words("Paragraphs are parted by a blank line."),
            is_wide=True,
        ),
        Field(
            key="proceeding_ids",
            title=words("Argued in; none for all of the case"),
            makes=makers.list(proceeding, words("Add a proceeding")),
            is_wide=True,
        ),
    )


def _kind(makers: FieldFactory) -> Field:
    return Field(
        key="kind",
        title=makers.words("Ground"),
        makes=makers.stated(CaseWords(makers.words).ground_kind),
        is_required=True,
    )


def _proofs(makers: FieldFactory, case_id: str) -> Field:
    words = makers.words
    fact = makers.of_case(Fact, case_id, lambda choice: choice.statement)
    finding = makers.anywhere(Finding, lambda choice: choice.statement)
    fields = (
        _element(makers),
        _wide("state", words("How far it is shown"), makers.choice(CaseWords(words).proof_state)),
        _wide("fact_ids", words("Facts"), makers.list(fact, words("Add a fact"))),
        _wide("evidence", words("Documents"), pinpoints(makers, case_id)),
        _wide("finding_ids", words("Findings of the library"), makers.list(finding, words("Add a finding"))),
        _wide(
            "adverse_ids",
            words("Findings that point the other way"),
            makers.list(finding, words("Add an adverse finding")),
        ),
        _wide("adverse", words("Other adverse material"), makers.long()),
        _wide("answer", words("Answer to it"), makers.long()),
        _wide("remark", words("Still to be done"), makers.text()),
    )
    return Field(
        key="proofs",
        title=words("Each thing the ground needs, with what shows it and what points the other way"),
        makes=makers.parts(fields, Proof, words("Add a thing to show")),
        is_wide=True,
        group=words("Proof"),
    )


def _element(makers: FieldFactory) -> Field:
    return Field(
        key="element",
        title=makers.words("What must be shown"),
        makes=makers.long(),
        is_required=True,
        is_wide=True,
    )


def _wide(key: str, title: str, makes: Make) -> Field:
    return Field(key=key, title=title, makes=makes, is_wide=True)
