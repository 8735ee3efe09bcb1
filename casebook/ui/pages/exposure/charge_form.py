"""The form of a charge: what the requesting State alleges, as it states it."""

from __future__ import annotations

from casebook.base.message import Message
from casebook.domain.case.fact import Pinpoint
from casebook.domain.case.proceeding import Proceeding
from casebook.domain.evidence.document import Document
from casebook.domain.exposure.amount import amount_words, parse_quantity
from casebook.domain.exposure.charge import Charge, ChargedAmount
from casebook.ui.kit.page_context import PageContext
from casebook.ui.pages.base.field_factories import FieldFactory, Make
from casebook.ui.pages.base.form_spec import FormSpec
from casebook.ui.pages.case.event_form import proceeding_title
from casebook.ui.pages.case.fact_form import document_title
from casebook.ui.pages.case.incident import pinpoints
from casebook.ui.pages.wording.exposure import ExposureWords
from casebook.ui.widgets.forms.entry import Value
from casebook.ui.widgets.forms.entry_find import KnownEntry
from casebook.ui.widgets.forms.field import Field


def charge_form_spec(context: PageContext, case_id: str) -> FormSpec[Charge]:
    """Return the form of a charge."""
    words, makers = context.words, FieldFactory(context)
    return FormSpec(
        kind=Charge,
        new=Message("New charge"),
        change=Message("Edit charge"),
        added=words("Charge added"),
        changed=words("Charge updated"),
        removed=words("Charge moved to bin"),
        fields=(*_alleged(makers, case_id), *_filed(makers), *_asserted(makers, case_id)),
    )


def _alleged(makers: FieldFactory, case_id: str) -> tuple[Field, ...]:
    words, exposure_words = makers.words, ExposureWords(makers.words)
    proceeding = makers.of_case(Proceeding, case_id, lambda each: proceeding_title(makers.context, each))
    return (
        Field(
            key="article",
            title=words("Article as the State writes it"),
            makes=makers.text(words("Article 225 of the Criminal Law")),
            is_required=True,
            is_wide=True,
        ),
        Field(
            key="offence",
            title=words("Offence"),
            makes=lambda name: KnownEntry(name, exposure_words.offence, "225"),
            help=words(
                "Choose the offence that is meant: the law is computed from it, never from the words above."
            ),
            is_wide=True,
        ),
        Field(key="act_from", title=words("Act began"), makes=makers.date("past")),
        Field(key="act_to", title=words("Act ended"), makes=makers.date("past")),
        Field(
            key="amounts",
            title=words("Amounts"),
            makes=_amounts(makers, case_id),
            is_wide=True,
            help=words(
                "Amounts by weight, as of drugs, are not computed: the bands of article 347 name the grams. "
                "Enter the number of the band that the State asserts."
            ),
        ),
        Field(key="entity", title=words("Charged as the act of"), makes=makers.choice(exposure_words.entity)),
        Field(key="proceeding_id", title=words("Proceeding"), makes=proceeding),
    )


def _filed(makers: FieldFactory) -> tuple[Field, ...]:
    words = makers.words
    return (
        Field(
            key="filed_on",
            title=words("Case filed on"),
            makes=makers.date("past"),
            group=words("Limitation"),
            help=words("The decision to file the case (立案决定书): ask for it."),
        ),
        Field(key="filed_by", title=words("Filed by"), makes=makers.choice(ExposureWords(words).filed_by)),
        Field(
            key="filing_body", title=words("Body, as the State names it"), makes=makers.text(), is_wide=True
        ),
        Field(key="evasion", title=words("Facts said to be evasion"), makes=makers.long(), is_wide=True),
    )


def _asserted(makers: FieldFactory, case_id: str) -> tuple[Field, ...]:
    words = makers.words
    return (
        Field(
            key="band_asserted",
            title=words("Penalty asserted by the State"),
            makes=makers.text(),
            group=words("What the State asserts"),
            is_wide=True,
        ),
        Field(
            key="band",
            title=words("Number of that band"),
            makes=makers.number(),
            help=words(
                "Leave 0 unless the State names a band: it is then taken as given, beside the amounts."
            ),
        ),
        Field(
            key="limitation_asserted",
            title=words("Limitation asserted by the State"),
            makes=makers.long(),
            is_wide=True,
            help=words(
                "In its words: that prosecution is not barred, since when the period runs, what stopped it. "
                "Nothing is computed from it."
            ),
        ),
        Field(
            key="pinpoints", title=words("Where it appears"), makes=pinpoints(makers, case_id), is_wide=True
        ),
        Field(
            key="note", title=words("Note of the office, never printed"), makes=makers.long(), is_wide=True
        ),
    )


def _amounts(makers: FieldFactory, case_id: str) -> Make:
    words = makers.words
    document = makers.of_case(Document, case_id, document_title)
    fields = (
        Field(
            key="amount",
            title=words("Amount with its currency or unit"),
            makes=makers.text("1860000 CNY"),
            is_required=True,
        ),
        Field(
            key="measure",
            title=words("Compared with the figures for"),
            makes=lambda name: KnownEntry(name, ExposureWords(words).measure),
            help=words("Leave it empty where that is open: each measure is then a reading."),
        ),
        Field(
            key="source",
            title=words("Whose figure it is"),
            makes=makers.choice(ExposureWords(words).figure_source),
            help=words("What the person's own account gives is computed by itself, beside the charge."),
        ),
        Field(key="document_id", title=words("Document"), makes=document),
        Field(key="page", title=words("Page"), makes=makers.number()),
        Field(key="stated_as", title=words("As the paper has it"), makes=makers.text(), is_wide=True),
        Field(
            key="derivation",
            title=words("How the office worked it out"),
            makes=makers.text(),
            is_wide=True,
            help=words(
                "Such as the rate of exchange; printed. Leave it empty where the paper states the figure."
            ),
        ),
    )
    return makers.parts(fields, _amount, words("Add amount"), _values)


def _amount(**values: Value) -> ChargedAmount:
    quantity = parse_quantity(str(values["amount"]))
    document_id = str(values["document_id"] or "")
    pinpoint = Pinpoint(document_id=document_id, page=values["page"] or 0) if document_id else None
    return ChargedAmount(
        number=quantity.number,
        unit=quantity.unit,
        measure=str(values["measure"] or ""),
        pinpoint=pinpoint,
        stated_as=str(values["stated_as"] or ""),
        derivation=str(values["derivation"] or ""),
        source=values["source"] or "state",
    )


def _values(amount: ChargedAmount) -> dict[str, Value]:
    pinpoint = amount.pinpoint
    return {
        "amount": str(amount_words(amount.quantity.value, amount.unit)),
        "measure": amount.measure,
        "document_id": pinpoint.document_id if pinpoint else "",
        "page": pinpoint.page if pinpoint else 0,
        "stated_as": amount.stated_as,
        "derivation": amount.derivation,
        "source": amount.source,
    }
