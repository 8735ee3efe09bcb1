"""The form of a ground: its pleading, articles, and elements to prove."""

from __future__ import annotations

from casebook.base.message import Message
from casebook.domain.case.fact import Fact
from casebook.domain.case.ground import Ground, Proof
from casebook.domain.case.proceeding import Proceeding
from casebook.ui.kit.page_context import PageContext
from casebook.ui.pages.base.field_factories import FieldFactory, Make
from casebook.ui.pages.base.form_spec import FormSpec
from casebook.ui.pages.case.event_form import proceeding_title
from casebook.ui.pages.case.incident import pinpoints
from casebook.ui.pages.wording.case import CaseWords
from casebook.ui.widgets.forms.field import Field


def ground_form_spec(context: PageContext, case_id: str) -> FormSpec[Ground]:
    """Return the form of a ground with its elements to prove."""
    words, makers = context.words, FieldFactory(context)
    return FormSpec(
        kind=Ground,
        new=Message("New ground"),
        change=Message("Edit ground"),
        added=words("Ground added"),
        changed=words("Ground updated"),
        removed=words("Ground moved to bin"),
        fields=(*_pleaded(makers, case_id), _proofs(makers, case_id)),
    )


def _pleaded(makers: FieldFactory, case_id: str) -> tuple[Field, ...]:
    words = makers.words
    proceeding = makers.of_case(Proceeding, case_id, lambda choice: proceeding_title(makers.context, choice))
    return (
        Field(key="title", title=words("As pleaded"), makes=makers.text(), is_required=True, is_wide=True),
        _kind(makers),
        Field(
            key="hooks",
            title=words("Articles relied on"),
            makes=makers.several(),
            help=words("Separate with commas, for example ECHR Art 3."),
        ),
        Field(
            key="text",
            title=words("Argument"),
            makes=makers.long(),
            help=words("Separate paragraphs with a blank line."),
            is_wide=True,
        ),
        Field(
            key="proceeding_ids",
            title=words("Argued in (leave empty for the whole case)"),
            makes=makers.list(proceeding, words("Add proceeding")),
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
    finding = makers.finding()
    fields = (
        _element(makers),
        _wide("state", words("Proof status"), makers.choice(CaseWords(words).proof_state)),
        _wide("fact_ids", words("Facts"), makers.list(fact, words("Add fact"))),
        _wide("evidence", words("Documents"), pinpoints(makers, case_id)),
        _wide("finding_ids", words("Library findings"), makers.list(finding, words("Add finding"))),
        _wide(
            "adverse_ids",
            words("Adverse findings"),
            makers.list(finding, words("Add adverse finding")),
        ),
        _wide("adverse", words("Other adverse material"), makers.long()),
        _wide("answer", words("Response"), makers.long()),
        _wide("remark", words("Still to do"), makers.text()),
    )
    return Field(
        key="proofs",
        title=words("Each element of the ground, with supporting and adverse material"),
        makes=makers.parts(fields, Proof, words("Add element")),
        is_wide=True,
        group=words("Proof"),
    )


def _element(makers: FieldFactory) -> Field:
    return Field(
        key="element",
        title=makers.words("Element to prove"),
        makes=makers.long(),
        is_required=True,
        is_wide=True,
    )


def _wide(key: str, title: str, makes: Make) -> Field:
    return Field(key=key, title=title, makes=makes, is_wide=True)
