"""A charge in the details: what is stated, the readings of the law, their working, custody in time."""

from __future__ import annotations

from casebook.base.i18n import Translator
from casebook.domain.exposure.law import BANDS_ALONE
from casebook.domain.exposure.reading import ExposureReading
from casebook.services.exposure.charge import ChargeExposure
from casebook.services.exposure.charge_sheet import stated
from casebook.services.exposure.exposure import ExposureSheet
from casebook.services.exposure.exposure_blocks import (
    OWN_MEASURES,
    as_read,
    how_read,
    lapse,
    outcome,
    penalty,
    step_source,
    title,
    with_article,
)
from casebook.services.exposure.shared_blocks import bar_length, stage_name, sums
from casebook.ui.widgets.cards.details import DetailPane
from casebook.ui.widgets.charts.bar_spans import BarSpan, BarSpans
from casebook.ui.widgets.controls.chip import Chip


def show_charge(pane: DetailPane, computed: ChargeExposure, words: Translator) -> None:
    """Add a charge to a pane whose head has begun."""
    pane.pairs(stated(computed.charge, words))
    if computed.charge.note:
        pane.pairs(((words("Note of the office"), computed.charge.note),))
    for caution in computed.cautions:
        pane.words(with_article(caution, words))
    if computed.refused is not None:
        pane.heading(words("Nothing is computed"))
        pane.words(with_article(computed.refused.title, words))
        if computed.refused.remedy:
            pane.words(words(computed.refused.remedy), "small")
    elif computed.sheet is not None:
        if computed.own:
            pane.heading(words("By the figures of the person's own account"))
            pane.words(words(OWN_MEASURES), "small")
        for reading in (one for answer in computed.own for one in answer.readings):
            _show_reading(pane, reading, words, is_chosen=False)
        _show_sheet(pane, computed.sheet, words)


def _show_sheet(pane: DetailPane, sheet: ExposureSheet, words: Translator) -> None:
    answer = sheet.exposure
    pane.words(words(answer.as_of), "small")
    pane.words(words(BANDS_ALONE), "small")
    for caution in answer.cautions:
        pane.words(words(caution))
    pane.heading(words("Readings side by side"))
    if answer.openness:
        pane.words(words(answer.openness))
    for reading in answer.readings:
        _show_reading(pane, reading, words, is_chosen=reading is answer.marked)
    pane.heading(words("Working"))
    for reading in answer.readings:
        _show_working(pane, reading, words, is_alone=len(answer.readings) == 1)
    pane.heading(words("Bands of the text in force on the day"))
    for band in answer.of_day.bands:
        pane.beside(
            words("{number}. {condition}", number=band.number, condition=words(band.condition)),
            penalty(band, words),
        )
    _show_custody(pane, sheet, words)
    _show_jurisdiction(pane, sheet, words)
    _show_for_the_office(pane, sheet, words)


def _show_for_the_office(pane: DetailPane, sheet: ExposureSheet, words: Translator) -> None:
    answer = sheet.exposure
    if answer.offence.notes:
        pane.heading(words("What else the texts say: for the office only, never printed"))
        pane.words(words(answer.offence.notes))
    if sheet.advice:
        pane.heading(words("For the office only, never printed"))
        for rule in sheet.advice:
            pane.words(words(rule.statement))
    if answer.unread:
        pane.heading(words("Not read: for the office only, never printed"))
        for text in answer.unread:
            pane.words(words(text), "small")


def _show_reading(pane: DetailPane, reading: ExposureReading, words: Translator, *, is_chosen: bool) -> None:
    chip = Chip(words("by this comparison"), "blue", "done") if is_chosen else None
    read = words("{lapse} · {read}", lapse=lapse(reading, words), read=how_read(reading, words))
    name = words("{number}. {title}", number=reading.id, title=title(reading, words))
    if chip is None:
        pane.note(name, outcome(reading, words), read)
    else:
        pane.note(name, outcome(reading, words), read, chip)
    for doubt in reading.doubts:
        pane.words(words(doubt), "small")


def _show_working(pane: DetailPane, reading: ExposureReading, words: Translator, *, is_alone: bool) -> None:
    if not is_alone:
        pane.words(
            words("Reading {number}: {title}", number=reading.id, title=title(reading, words)), "strong"
        )
    if reading.version.note:
        pane.words(words(reading.version.note), "small")
    for step in (*reading.steps, *reading.period_steps):
        pane.beside(words(step.words), step_source(step, words))


def _show_custody(pane: DetailPane, sheet: ExposureSheet, words: Translator) -> None:
    if not sheet.stages:
        return
    pane.heading(as_read(words("Stages of custody"), words))
    way = sheet.custody
    if way is not None:
        whole = max(bar.start_days + bar.days for bar in way.bars) or 1
        spans = [
            BarSpan(
                words(bar.stage.title),
                bar_length(bar, words),
                bar.start_days / whole,
                (bar.start_days + bar.days) / whole,
            )
            for bar in way.bars
        ]
        described = words.series_of(words.labelled(span.name, span.said) for span in spans)
        pane.add(BarSpans(words("Stages of custody in time"), described, spans))
        for text in sums(way, words):
            pane.words(text, "small")
    for one in sheet.stages:
        stage = one.stage
        pane.note(
            stage_name(one, words),
            words(
                "{longest}. Lawyer: {access}", longest=words(stage.longest), access=words(stage.lawyer_access)
            ),
            words("{why} · {source}", why=words(one.why), source=stage.cited),
        )


def _show_jurisdiction(pane: DetailPane, sheet: ExposureSheet, words: Translator) -> None:
    if sheet.claims:
        pane.heading(words("Heads of jurisdiction in Chinese law"))
    for claim in sheet.claims:
        text = words.sentences(part for part in (words(claim.rule.statement), words(claim.words)) if part)
        pane.beside(text, claim.rule.cited)
