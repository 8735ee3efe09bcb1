"""A computed exposure as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casebook.base.i18n import Translator
from casebook.cli.base.answer import table
from casebook.domain.exposure.band import Band
from casebook.domain.exposure.jurisdiction import JurisdictionClaim
from casebook.domain.exposure.law import BANDS_ALONE
from casebook.domain.exposure.offence import Offence
from casebook.domain.exposure.reading import ExposureReading
from casebook.domain.exposure.step import ExposureStep
from casebook.services.exposure import exposure
from casebook.services.exposure.charge import ChargeExposure
from casebook.services.exposure.exposure import ExposureSheet
from casebook.services.exposure.exposure_blocks import (
    OWN_MEASURES,
    lapse,
    outcome,
    penalty,
    period_of,
)

_READ = {
    "document": "",
    "summary": " [summary read]",
    "secondary": " [as reported by others]",
}


def sheet_text(sheet: ExposureSheet, words: Translator) -> str:
    """Return an exposure: its readings with their steps, then custody and jurisdiction."""
    answered = sheet.exposure
    offence = answered.offence
    lines = [
        f"{offence.article} {offence.title} ({offence.title_zh})",
        words(answered.as_of),
        words(BANDS_ALONE),
    ]
    lines += [f"! {words(one)}" for one in answered.cautions]
    lines += (
        [f"What else the texts say, with which nothing is compared here: {offence.notes}"]
        if offence.notes
        else []
    )
    lines += [words(answered.openness)] if answered.openness else []
    for reading in answered.readings:
        lines += ["", *_reading(reading, words, is_chosen=reading is answered.marked)]
    if answered.marked is not None:
        lines += ["", "With *: the reading that applies by the comparison in its working."]
    lines += ["", *_custody(sheet, words)]
    lines += ["", "Jurisdiction"] if sheet.claims else []
    lines += [f"  {one.rule.connection}: {_sentences(one, words)} ({one.rule.cited})" for one in sheet.claims]
    lines += ["", *_rules(sheet)]
    if answered.unread:
        lines += ["", "Not read, for the office only:", *(f"  {words(one)}" for one in answered.unread)]
    lines.append(f"Packs of criminal law, version {sheet.version}")
    return "\n".join(lines)


def offence_text(offence: Offence) -> str:
    """Return an offence with its texts, bands and measures."""
    lines = [f"{offence.id}  {offence.article} {offence.title} ({offence.title_zh})", offence.conduct]
    words = Translator()
    for version in offence.versions:
        until = version.to_on.isoformat() if version.to_on else "now as last read"
        state = "not read: nothing is computed from it" if version.level == "none" else version.level
        lines.append(f"{version.from_on} to {until} ({version.amendment}, {state})")
        if version.level != "none":
            lines.append(_bands(version.bands, words))
    lines += [
        f"Band {one.band} of the text of {one.version_from_on}, {one.measure}, in words: {one.text} ({where})"
        for one, where in exposure.in_words(offence)
    ]
    measures = sorted({f"{each.measure} ({each.unit})" for each in offence.thresholds if each.unit})
    lines += [f"Measures: {'; '.join(measures)}"] if measures else []
    return "\n".join(line for line in (*lines, offence.notes) if line)


def offences_text(offences: Sequence[Offence]) -> str:
    """Return the list of offences."""
    head = ["law", "article", "offence", "name", "kind", "read", "id"]
    rows = [[one.law, one.article, one.title, one.title_zh, one.kind, one.level, one.id] for one in offences]
    return table(head, rows)


def charge_text(computed: ChargeExposure, words: Translator) -> str:
    """Return a charge with its answer, or why there is none."""
    lines = [f"Charge {computed.charge.id}: {computed.charge.article}"]
    if computed.charge.limitation_asserted:
        lines.append(f"Limitation asserted by the State: {computed.charge.limitation_asserted}")
    lines += [f"! {words(one)}" for one in computed.cautions]
    if computed.sheet is not None:
        own = _own_account(computed, words)
        return "\n".join((*lines, *own, sheet_text(computed.sheet, words)))
    refused = computed.refused
    if refused is not None:
        lines += [words(refused.title), words(refused.remedy) if refused.remedy else ""]
    return "\n".join(line for line in lines if line)


def _own_account(computed: ChargeExposure, words: Translator) -> Iterator[str]:
    """Yield what the law makes of the figures of the person's own account."""
    if computed.own:
        yield "By the figures of the person's own account:"
        yield words(OWN_MEASURES)
    for reading in (one for answer in computed.own for one in answer.readings):
        yield from _reading(reading, words, is_chosen=False)


def _reading(reading: ExposureReading, words: Translator, *, is_chosen: bool) -> Iterator[str]:
    mark = "*" if is_chosen else "-"
    yield f"{mark} Reading {reading.id}: {words(reading.title)}"
    if reading.assumption:
        yield f"  Only {words(reading.assumption)}"
    if reading.band is not None:
        yield f"  {outcome(reading, words)}"
    elif reading.kind == "below":
        yield "  No band is reached."
    if reading.version.note:
        yield f"  Of this text: {reading.version.note}"
    yield from (f"  ! {words(one)}" for one in reading.doubts)
    yield from (f"    {_step(step, words)}" for step in reading.steps)
    if reading.band is not None:
        yield f"  Limitation: {lapse(reading, words)}"
    yield from (f"    {_step(step, words)}" for step in reading.period_steps)
    if reading.others:
        yield "  Other bands of this text, possible on other facts and not computed:"
        yield from (f"    {line}" for line in _bands(reading.others, words, reading).splitlines())


def _step(step: ExposureStep, words: Translator) -> str:
    source = f" ({step.source})" if step.source else ""
    if step.is_working:
        return words(step.words)
    read = " [our reading, not a text]" if step.is_ours else _READ.get(step.level, "")
    return f"{words(step.words)}{source}{read}"


def _sentences(claim: JurisdictionClaim, words: Translator) -> str:
    return words.sentences(text for text in (claim.rule.statement, words(claim.words)) if text)


def _rules(sheet: ExposureSheet) -> Iterator[str]:
    """Yield the rules that bear on it, then what the office should do."""
    if sheet.general or sheet.limitation_rules:
        yield "Rules that bear on it, as read in April 2025"
    for rule in (*sheet.general, *sheet.limitation_rules):
        read = " [our reading, not a text]" if rule.is_inferred else _READ.get(rule.level, "")
        yield f"  {rule.statement} ({rule.cited}){read}"
    if sheet.advice:
        yield "For the office only:"
        yield from (f"  {rule.statement}" for rule in sheet.advice)


def _bands(bands: Sequence[Band], words: Translator, reading: ExposureReading | None = None) -> str:
    head = ["band", "condition", "penalty", "limitation"]
    rows = [
        [
            band.number,
            band.condition,
            penalty(band, words),
            period_of(band, words, reading),
        ]
        for band in bands
    ]
    return table(head, rows)


def _custody(sheet: ExposureSheet, words: Translator) -> Iterator[str]:
    if not sheet.stages:
        yield "Custody: the stages of the Criminal Procedure Law do not hold for this law."
        return
    yield "Custody, as read in April 2025"
    head = ["stage", "longest", "lawyer", "when"]
    rows = [
        [one.stage.title, one.stage.longest, one.stage.lawyer_access, words(one.why)] for one in sheet.stages
    ]
    yield table(head, rows)
    way = sheet.custody
    if way:
        yield f"Together: {way.longest}"
        yield from (words(one) for one in (way.condition,) if one)
        yield from (f"Without them: {one}" for one in (way.otherwise,) if one)
