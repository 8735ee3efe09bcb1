"""The form of a case: reference, neutral title, jurisdiction, confidentiality, team."""

from __future__ import annotations

from dataclasses import replace

from casebook.base.i18n import Translator
from casebook.base.message import NO_MESSAGE, Message
from casebook.domain.case.case import Case, CaseStatus, jurisdiction_code
from casebook.services.base import record
from casebook.services.case import case as cases
from casebook.services.case.case import CaseRow
from casebook.services.person import conflict
from casebook.ui.kit import dates
from casebook.ui.kit.page_context import PageContext
from casebook.ui.pages.base.field_factories import FieldFactory
from casebook.ui.pages.base.form_spec import FormSpec, Values
from casebook.ui.pages.base.tags import tags_field
from casebook.ui.pages.person.code_name_field import code_name_field
from casebook.ui.pages.person.conflict_notice import ConflictNotice
from casebook.ui.pages.wording.values import Wording
from casebook.ui.widgets.forms.field import Field


def case_form_spec(context: PageContext) -> FormSpec[Case]:
    """Return the form of a case."""
    words = context.words
    return FormSpec(
        kind=Case,
        new=Message("New case"),
        change=Message("Edit case"),
        added=words("Case created"),
        changed=words("Case updated"),
        removed=words("Case moved to bin"),
        fields=_fields(FieldFactory(context), Wording(words)),
        attach_checks=lambda form, _: ConflictNotice(context, form, "team", conflict.of_team),
    )


def close_form_spec(context: PageContext) -> FormSpec[Case]:
    """Return the form that closes a case, with day and outcome."""
    words, makers = context.words, FieldFactory(context)

    def apply(case: Case, values: Values) -> Case:
        on = values["closed_on"] or context.session.clock().date()
        return replace(case.in_status("closed", on), closing=values["closing"])

    return FormSpec(
        kind=Case,
        new=NO_MESSAGE,
        change=Message("Close case"),
        added="",
        changed=words("Case closed. Everything in it is kept."),
        removed="",
        fields=(
            Field(
                key="closed_on",
                title=words("Date closed"),
                makes=makers.day("past"),
                help=words("Leave empty for today."),
            ),
            Field(
                key="closing",
                title=words("Outcome"),
                makes=makers.long(words("Extradition refused; refugee status granted")),
                is_wide=True,
            ),
        ),
        apply=apply,
    )


def closed_words(words: Translator, case: Case | CaseRow) -> str:
    """Return when and how a case was closed: "closed 2 Mar 2026: status granted", or ""."""
    if case.closed_on is None:
        return ""
    on = words("closed {day}", day=dates.format_date(words, case.closed_on))
    return words.labelled(on, case.closing) if case.closing else on


def set_status(context: PageContext, case_id: str, status: CaseStatus) -> None:
    """Put a case on hold or reopen it; the message bar offers to undo it."""
    words = context.words
    messages: dict[CaseStatus, str] = {
        "open": words("Case reopened"),
        "dormant": words("Case put on hold"),
    }

    def done(both: tuple[Case, Case]) -> None:
        was, now = both
        context.did(messages[status], lambda session: record.change(session, was, seen=now))

    context.ask(lambda session: cases.set_status(session, case_id, status), done)


def _fields(makers: FieldFactory, wording: Wording) -> tuple[Field, ...]:
    words = makers.words
    return (
        Field(
            key="reference",
            title=words("Reference"),
            makes=makers.text("LIN-2026-003"),
            help=words("Your office's own number"),
            is_required=True,
        ),
        Field(
            key="title",
            title=words("Title without names"),
            makes=makers.text(words("Extradition to the PRC")),
        ),
        Field(
            key="jurisdiction",
            title=words("Country"),
            makes=makers.country(jurisdiction_code),
            is_required=True,
        ),
        # Ordinary until an order or the office says more: every case has the keeping of a vault.
        Field(
            key="confidentiality",
            title=words("Confidentiality"),
            makes=makers.choice(wording.confidentiality),
        ),
        Field(
            key="team",
            title=words("Team"),
            makes=makers.several(),
            help=words("People working on the case, separated by commas."),
        ),
        tags_field(makers.context),
        code_name_field(makers),
    )
