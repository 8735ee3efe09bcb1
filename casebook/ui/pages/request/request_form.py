"""The forms of a request's test: its stages, and what arrived of one required paper."""

from __future__ import annotations

from dataclasses import replace

from casebook.base.message import Message
from casebook.domain.request.request_test import QUALITIES, STAGES, PaperReceipt, RequestTest
from casebook.services.request.request_test import required_papers
from casebook.ui.kit.page_context import PageContext
from casebook.ui.pages.base.field_factories import FieldFactory
from casebook.ui.pages.base.form_spec import FormSpec, Values
from casebook.ui.pages.case.incident import pinpoints
from casebook.ui.pages.wording.request import RequestWords
from casebook.ui.widgets.forms.field import Field


def receipt_form_spec(context: PageContext, case_id: str, paper_id: str) -> FormSpec[RequestTest]:
    """Return the form of what arrived of one paper."""
    words, makers, say = context.words, FieldFactory(context), RequestWords(context.words)
    ticks = tuple(
        Field(key=quality, title=say.quality[quality], makes=makers.choice(say.tick)) for quality in QUALITIES
    )
    fields = (
        Field(key="arrival", title=words("Did it arrive?"), makes=makers.choice(say.arrival)),
        Field(key="arrived_on", title=words("Arrived on"), makes=makers.date("past")),
        *ticks,
        Field(key="pinpoints", title=words("Exhibits"), makes=pinpoints(makers, case_id), is_wide=True),
        Field(key="remark", title=words("What was seen"), makes=makers.long(), is_wide=True),
    )

    def apply(test: RequestTest, values: Values) -> RequestTest:
        receipt = PaperReceipt(paper_id=paper_id, **values)
        others = tuple(one for one in test.receipts if one.paper_id != paper_id)
        return replace(test, receipts=(*others, receipt))

    def values_of(test: RequestTest) -> Values:
        receipt = test.receipt(paper_id)
        return {field.key: getattr(receipt, field.key) for field in fields}

    return FormSpec(
        kind=RequestTest,
        new=Message("What arrived"),
        change=Message("What arrived"),
        added=words("Request test begun"),
        changed=words("Request test updated"),
        removed=words("Request test moved to bin"),
        fields=fields,
        apply=apply,
        values=values_of,
    )


def stages_form_spec(context: PageContext) -> FormSpec[RequestTest]:
    """Return the form of the stages of a test, of routes that do not apply, and of its note."""
    words, makers, say = context.words, FieldFactory(context), RequestWords(context.words)
    routes = {one.id: one.title for one in required_papers().routes}
    fields = (
        *(
            Field(key=f"stage|{one}", title=say.stage[one], makes=makers.tick(), is_wide=True)
            for one in STAGES
        ),
        Field(
            key="left_out",
            title=words("Routes that do not apply here"),
            makes=makers.list(makers.stated(routes), words("Add route")),
            is_wide=True,
        ),
        Field(key="note", title=words("Note for the office"), makes=makers.long(), is_wide=True),
    )

    def to_attributes(values: Values) -> Values:
        stages = tuple(one for one in STAGES if values[f"stage|{one}"])
        return {"stages": stages, "left_out": values["left_out"], "note": values["note"]}

    def values_of(test: RequestTest) -> Values:
        return {f"stage|{one}": one in test.stages for one in STAGES}

    return FormSpec(
        kind=RequestTest,
        new=Message("Stages of the request"),
        change=Message("Stages of the request"),
        added=words("Request test begun"),
        changed=words("Request test updated"),
        removed=words("Request test moved to bin"),
        fields=fields,
        to_attributes=to_attributes,
        values=values_of,
    )
