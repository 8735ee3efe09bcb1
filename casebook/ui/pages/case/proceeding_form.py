"""The form of a proceeding: court, request, instrument, stages, outcome, and its appeal."""

from __future__ import annotations

from casebook.base.message import Message
from casebook.domain.case.proceeding import Proceeding, Stage
from casebook.domain.library.instrument import Instrument
from casebook.ui.kit.page_context import PageContext
from casebook.ui.pages.base.field_factories import FieldFactory
from casebook.ui.pages.base.form_spec import FormSpec
from casebook.ui.pages.case.birth_notice import BirthNotice
from casebook.ui.pages.case.event_form import proceeding_title
from casebook.ui.pages.wording.values import Wording
from casebook.ui.widgets.forms.field import Field


def proceeding_form_spec(context: PageContext, case_id: str) -> FormSpec[Proceeding]:
    """Return the form of a proceeding."""
    words, makers = context.words, FieldFactory(context)
    return FormSpec(
        kind=Proceeding,
        new=Message("New proceeding"),
        change=Message("Edit proceeding"),
        added=words("Proceeding added"),
        changed=words("Proceeding updated"),
        removed=words("Proceeding moved to bin"),
        fields=(*_forum(makers, case_id), *_request(makers), _stages(makers), *_end(makers, case_id)),
        attach_checks=lambda form, _: BirthNotice(
            context, form, case_id, "stages", lambda stages: [stage.begins for stage in stages]
        ),
    )


def _forum(makers: FieldFactory, case_id: str) -> tuple[Field, ...]:
    words = makers.words
    kinds = Wording(words).proceeding_kind
    return (
        Field(key="kind", title=words("Type"), makes=makers.stated(kinds), is_required=True),
        Field(key="forum", title=words("Court or body"), makes=makers.court(case_id), is_required=True),
        Field(key="number", title=words("Case number there"), makes=makers.text()),
    )


def _request(makers: FieldFactory) -> tuple[Field, ...]:
    words = makers.words
    instrument = makers.anywhere(Instrument, lambda choice: words(choice.title))
    return (
        Field(
            key="requested_by",
            title=words("Requesting authority"),
            makes=makers.text(),
            group=words("Request"),
        ),
        Field(key="offence", title=words("Alleged offence, as worded"), makes=makers.text()),
        Field(key="prc_article", title=words("Article of PRC law"), makes=makers.text(words("Art. 266"))),
        Field(
            key="instrument_id",
            title=words("Treaty or instrument relied on"),
            makes=instrument,
            is_wide=True,
        ),
    )


def _stages(makers: FieldFactory) -> Field:
    words = makers.words
    fields = (
        Field(key="title", title=words("Stage"), makes=makers.text(words("Detention")), is_required=True),
        Field(key="begins", title=words("Start date"), makes=makers.date(is_needed=True)),
        Field(key="ends", title=words("Ended"), makes=makers.date()),
        Field(key="outcome", title=words("Outcome"), makes=makers.text()),
    )
    return Field(
        key="stages",
        title=words("In order; the last stage without an end date is the current one"),
        makes=makers.parts(fields, Stage, words("Add stage")),
        is_wide=True,
        group=words("Stages"),
    )


def _end(makers: FieldFactory, case_id: str) -> tuple[Field, ...]:
    words = makers.words
    appeal = makers.of_case(Proceeding, case_id, lambda choice: proceeding_title(makers.context, choice))
    return (
        Field(
            key="outcome", title=words("Outcome"), makes=makers.long(), is_wide=True, group=words("Outcome")
        ),
        Field(
            key="outcome_kind",
            title=words("Type of outcome"),
            makes=makers.stated(Wording(words).outcome_kind),
            help=words("Reports count the type; they never print the outcome in your words."),
        ),
        Field(key="next_id", title=words("Appealed to"), makes=appeal, is_wide=True),
    )
