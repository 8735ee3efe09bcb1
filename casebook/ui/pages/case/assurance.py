"""Assurances of the requesting state, assessed by the factors of the Court in Othman."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QPushButton, QWidget

from casebook.base.i18n import Translator
from casebook.base.message import Message
from casebook.domain.case.assurance import (
    QUESTIONS,
    Assessment,
    Assurance,
    EarlierAssurance,
    require_reason,
)
from casebook.domain.case.proceeding import Proceeding
from casebook.services.base import record
from casebook.services.case import assurance
from casebook.services.case.assurance import Past
from casebook.ui.kit import dates
from casebook.ui.kit.page_context import PageContext
from casebook.ui.models.rows import Column
from casebook.ui.pages.base.field_factories import FieldFactory
from casebook.ui.pages.base.form_spec import FormSpec, Values
from casebook.ui.pages.base.records import Records
from casebook.ui.pages.case.assurance_past import show_past
from casebook.ui.pages.case.event_form import proceeding_title
from casebook.ui.pages.case.incident import pinpoints
from casebook.ui.pages.wording.case import CaseWords
from casebook.ui.widgets.cards.empty import Empty
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.forms.field import Field


def assurance_form_spec(context: PageContext, case_id: str) -> FormSpec[Assurance]:
    """Return the form of an assurance: its text, then the eleven factors in the Court's order.

    Source: Othman (Abu Qatada) v. the United Kingdom, no. 8139/09, § 189.
    """
    words, makers = context.words, FieldFactory(context)
    return FormSpec(
        kind=Assurance,
        new=Message("New assurance"),
        change=Message("Edit assurance"),
        added=words("Assurance added"),
        changed=words("Assurance updated"),
        removed=words("Assurance moved to bin"),
        fields=(*_text(makers, case_id), *_factors(makers), _earlier(makers)),
        to_attributes=lambda values: _attributes(values, {}),
        apply=lambda was, values: replace(
            was, **_attributes(values, {each.factor: each for each in was.assessments})
        ),
        values=_values,
    )


def _text(makers: FieldFactory, case_id: str) -> tuple[Field, ...]:
    words, case_words = makers.words, CaseWords(makers.words)
    proceeding = makers.of_case(Proceeding, case_id, lambda each: proceeding_title(makers.context, each))
    return (
        Field(
            key="text",
            title=words("Text of the assurance"),
            makes=makers.long(),
            is_required=True,
            is_wide=True,
        ),
        Field(key="given_by", title=words("Given by (name and office)"), makes=makers.text()),
        Field(key="given_on", title=words("Dated"), makes=makers.date("past", is_needed=True)),
        Field(key="specificity", title=words("Specificity"), makes=makers.choice(case_words.specificity)),
        Field(key="proceeding_id", title=words("Proceeding"), makes=proceeding, is_wide=True),
        Field(
            key="monitoring",
            title=words("Who is to monitor it and how, as stated in the assurance"),
            makes=makers.long(),
            is_wide=True,
        ),
        Field(
            key="pinpoints", title=words("Where it appears"), makes=pinpoints(makers, case_id), is_wide=True
        ),
    )


def _factors(makers: FieldFactory) -> list[Field]:
    words, bearings = makers.words, CaseWords(makers.words).bearing
    fields = []
    for number, (factor, question) in enumerate(QUESTIONS.items(), start=1):
        fields.append(
            Field(
                key=f"{factor}|bearing",
                title=words("Factor {number} of 11", number=number),
                makes=makers.choice(bearings),
                help=words(question),
                is_wide=True,
                group=words("The eleven factors") if number == 1 else "",
            )
        )
        fields.append(
            Field(
                key=f"{factor}|reason",
                title=words("Reason, factor {number}", number=number),
                makes=makers.long(),
                is_wide=True,
            )
        )
    return fields


def _earlier(makers: FieldFactory) -> Field:
    words = makers.words
    kept = dict(reversed(CaseWords(words).kept.items()))  # not known until somebody says so
    fields = (
        Field(
            key="what",
            title=words("What was promised, and to whom"),
            makes=makers.long(),
            is_required=True,
            is_wide=True,
        ),
        Field(key="on", title=words("When"), makes=makers.date()),
        Field(key="was", title=words("Complied with?"), makes=makers.choice(kept)),
        Field(key="source", title=words("Source"), makes=makers.text()),
    )
    return Field(
        key="earlier",
        title=words("Outcome of earlier assurances by the same state"),
        makes=makers.parts(fields, EarlierAssurance, words("Add earlier assurance")),
        is_wide=True,
        group=words("Track record"),
    )


def _attributes(values: Values, held: Mapping[str, Assessment]) -> Values:
    """Return the assessments from the two fields of each factor, without untouched ones.

    Args:
        values: by field.
        held: the assessments there were, by factor, whose places and findings stay.

    Raises:
        InvalidInput: a factor is judged without a reason.
    """
    kept = []
    for factor in QUESTIONS:
        bearing, reason = values[f"{factor}|bearing"], values[f"{factor}|reason"]
        was = held.get(factor, Assessment(factor=factor))
        if factor in held or reason or bearing != "not-assessed":
            judged = replace(was, bearing=bearing, reason=reason)
            require_reason(judged, field=f"{factor}|reason")
            kept.append(judged)
    plain = {key: value for key, value in values.items() if "|" not in key}
    return {**plain, "assessments": tuple(kept)}


def _values(pledge: Assurance) -> dict[str, object]:
    values: dict[str, object] = {}
    for each in pledge.assessed():
        values |= {f"{each.factor}|bearing": each.bearing, f"{each.factor}|reason": each.reason}
    return values


class Assurances(Records[Assurance, Assurance]):
    """The assurances of the case, and the selected one with its eleven factors."""

    heading_role = "title"
    concerns = frozenset({"assurance", "decision", "public-incident"})
    bulk_fields = ("given_by", "given_on", "specificity", "proceeding_id")

    def __init__(self, context: PageContext) -> None:
        self._titles = CaseWords(context.words)
        self._past: Past | None = None
        super().__init__(context, context.words("Assurances"), _columns(context, self._titles))

    def read(self) -> None:
        """Read the assurances."""
        case_id = self.place.id
        self.ask(
            lambda session: (record.of_case(session, Assurance, case_id), assurance.past(session, case_id)),
            self._show,
        )

    def spec(self) -> FormSpec[Assurance]:
        """Return the form of an assurance; evidence of factors that the form does not show is kept."""
        return assurance_form_spec(self.context, self.place.id)

    def toolbar_buttons(self) -> Sequence[QPushButton]:
        """A new assurance."""
        return (self.new_step(self.words("New assurance")),)

    def empty_state(self) -> QWidget:
        """Return the empty state."""
        return Empty(
            "assurance",
            self.words("No assurances yet"),
            self.words(
                "The requesting state's promises about this person, in its own words, assessed "
                "against the eleven factors in Othman v. the United Kingdom."
            ),
            self.first_step(self.words("Add first assurance")),
        )

    def show_record(self, record_id: str) -> None:
        """Show the assurance with its factors."""
        pledge = self.entity(record_id)
        if pledge is None:
            return
        words, pane = self.words, self.details
        pane.begin(
            pledge.given_by or words("Assurance"),
            dates.stated(words, pledge.given_on),
            (_open_chip(words, pledge),),
            self.tools(),
        )
        pane.note(self._titles.specificity[pledge.specificity], pledge.text)
        pane.pairs(((words("Monitoring"), pledge.monitoring or words("none stated")),))
        pane.heading(words("The eleven factors"))
        for number, assessment in enumerate(pledge.assessed(), start=1):
            word, tone, meaning = self._titles.bearing[assessment.bearing]
            title = f"{number}. {words(QUESTIONS[assessment.factor])}"
            pane.note(title, assessment.reason, "", Chip(word, tone, meaning))
        self._show_earlier(pledge)
        if self._past is not None:
            show_past(self, pane, self._past, pledge)
        pane.end()

    def _show(self, answer: tuple[list[Assurance], Past]) -> None:
        found, self._past = answer
        self.show_records(found)

    def _show_earlier(self, pledge: Assurance) -> None:
        if not pledge.earlier:
            return
        self.details.heading(self.words("Outcome of earlier assurances"))
        for precedent in pledge.earlier:
            word, tone, meaning = self._titles.kept[precedent.was]
            self.details.note(
                dates.stated(self.words, precedent.on),
                precedent.what,
                precedent.source,
                Chip(word, tone, meaning),
            )


def _open_chip(words: Translator, pledge: Assurance) -> Chip:
    count = len(pledge.open_factors)
    if not count:
        return Chip(words("all factors weighed"), "green", "done")
    return Chip(
        words.count("{number} factor not assessed", "{number} factors not assessed", count),
        "amber",
        "missing",
    )


def _columns(context: PageContext, case_words: CaseWords) -> tuple[Column[Assurance], ...]:
    words = context.words
    return (
        Column(
            title=words("Dated"),
            text=lambda row: dates.brief(words, row.given_on),
            fits=True,
            sort=lambda row: row.given_on.order,
            look="strong",
            width=13,
            edits="given_on",
        ),
        Column(
            title=words("Assurance"),
            text=lambda row: row.text,
            beside=lambda row: row.given_by,
            look="two-lines",
            width=30,
            stretches=True,
        ),
        Column(
            title=words("Unassessed factors"),
            text=lambda row: str(len(row.open_factors)),
            tone=lambda row: "amber" if row.open_factors else "green",
            icon=lambda row: "missing" if row.open_factors else "done",
            sort=lambda row: len(row.open_factors),
            width=13,
        ),
        Column(
            title=words("Specificity"),
            text=lambda row: case_words.specificity[row.specificity],
            width=14,
            edits="specificity",
        ),
    )
