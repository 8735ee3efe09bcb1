"""A computed exposure as blocks of a paper: only what was read, each statement with its text.

What nobody read has no way into this module: a reading, band, stage or rule of level "none" is never in an
`ExposureSheet`, and what the packs say of unread texts (`PenalExposure.unread`) is not looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from casebook.base.i18n import Translator
from casebook.base.message import Message, gettext_noop
from casebook.domain.dossier.composition import (
    Block,
    ChartLane,
    ChartSpan,
    Heading,
    Line,
    Span,
    TextParagraph,
    TextTable,
    TimeChart,
)
from casebook.domain.exposure.band import CONFISCATIONS, FINES, Band
from casebook.domain.exposure.law import AS_OF
from casebook.domain.exposure.reading import ExposureReading
from casebook.domain.exposure.step import ExposureStep
from casebook.domain.library.reading_level import ReadingLevel
from casebook.services.exposure.exposure import ExposureSheet

HOW_READ: Mapping[ReadingLevel, str] = {
    "document": gettext_noop("text read"),
    "summary": gettext_noop("its summary read"),
    "secondary": gettext_noop("as reported by others; the text itself was not read"),
    "none": gettext_noop("not read"),
}
_DAYS_OF_MONTH = 30
_TICK_MONTHS = 6


def blocks(sheet: ExposureSheet, words: Translator, level: int = 3) -> Iterator[Block]:
    """Yield an exposure: readings side by side, the working of each, the bands, custody and jurisdiction."""
    answer = sheet.exposure
    yield _paragraph(words(AS_OF))
    yield from (_paragraph(words(one)) for one in answer.cautions)
    if answer.chosen is None:
        yield _paragraph(
            words("The facts stated leave more than one reading of the law, or none that can be computed.")
        )
    yield _readings(answer.readings, words)
    for reading in answer.readings:
        yield _heading(words("Working of reading {number}", number=reading.id), level)
        yield from (_paragraph(words(one)) for one in reading.doubts)
        yield _working(reading, words)
    yield _heading(words("Bands of the text in force on the day"), level)
    yield _bands(answer.readings[0].bands, words)
    yield from _later(sheet, words)
    yield from custody(sheet, words, level)
    yield from _jurisdiction(sheet, words, level)
    yield from _rules(sheet, words, level)
    yield _paragraph(words("Criminal law packs, version {version}.", version=sheet.version))


def penalty(band: Band | None, words: Translator) -> str:
    """Return the penalty of a band in words, with fine and confiscation."""
    if band is None:
        return words("no band is reached")
    parts = [words(band.term)]
    if band.lesser:
        parts.append(words("or: {penalties}", penalties=words.series_of(map(words, band.lesser_words))))
    if band.fine and band.money:
        rule, measure = words(FINES[band.fine]), words(band.money)
        parts.append(words("fine of {measure}: {rule}", measure=measure, rule=rule))
    elif band.fine:
        parts.append(words("fine: {rule}", rule=words(FINES[band.fine])))
    if band.confiscation:
        parts.append(words("confiscation of property: {rule}", rule=words(CONFISCATIONS[band.confiscation])))
    return words.series_of(parts)


def outcome(reading: ExposureReading, words: Translator) -> str:
    """Return what a reading comes to."""
    if reading.kind == "possible":
        return words("not computed: the band depends on other facts")
    if reading.band is None:
        return penalty(None, words)
    band = words("Band {number}", number=reading.band.number)
    return words("{band}: {penalty}", band=band, penalty=penalty(reading.band, words))


def title(reading: ExposureReading, words: Translator) -> str:
    """Return what tells a reading from the others, with what must be so besides."""
    name = words(reading.title)
    return (
        words("{reading}; only {assumption}", reading=name, assumption=words(reading.assumption))
        if (reading.assumption)
        else name
    )


def lapse(reading: ExposureReading, words: Translator) -> str:
    """Return when prosecution lapses on a reading."""
    period = reading.limitation
    if period is None:
        return words("not computed")
    return words("{years} years, to {day}", years=period.years, day=words.format_date(period.lapses_on))


def custody(sheet: ExposureSheet, words: Translator, level: int = 3) -> Iterator[Block]:
    """Yield the stages of custody, in time and as a table."""
    if not sheet.stages:
        return
    day = words.format_date(sheet.on)
    yield _heading(words("Stages of custody, by the texts in force on {day}", day=day), level)
    if sheet.path is not None and sheet.bars:
        yield _chart(sheet, words)
        together = words(
            "If each stage takes its longest, without restarts: {sum}", sum=words(sheet.path.longest)
        )
        yield _paragraph(together)
        if sheet.path.note:
            yield _paragraph(words(sheet.path.note))
    rows = tuple(
        (
            _line(words.bracketed(words(one.stage.title), one.stage.title_zh)),
            _line(words("{longest}. When: {why}.", longest=words(one.stage.longest), why=words(one.why))),
            _line(words(one.stage.lawyer_access)),
            _line(_source(one.stage.cited, one.stage.level, words)),
        )
        for one in sheet.stages
    )
    yield TextTable(
        head=(words("Stage"), words("Longest"), words("Access to a lawyer"), words("Text")),
        rows=rows,
        widths=(0.22, 0.28, 0.28, 0.22),
    )


def _readings(readings: Sequence[ExposureReading], words: Translator) -> TextTable:
    rows = tuple(
        (
            _line(one.id),
            _line(title(one, words), is_bold=one.is_favoured),
            _line(outcome(one, words)),
            _line(lapse(one, words)),
            _line(words(HOW_READ[one.level])),
        )
        for one in readings
    )
    return TextTable(
        head=(" ", words("Reading"), words("Penalty"), words("Prosecution lapses"), words("How it was read")),
        rows=rows,
        widths=(0.05, 0.3, 0.32, 0.18, 0.15),
    )


def _working(reading: ExposureReading, words: Translator) -> TextTable:
    steps = (*reading.steps, *(reading.limitation.steps if reading.limitation else ()))
    return TextTable(
        head=(words("Step"), words("Text, and how it was read")),
        rows=tuple((_line(words(step.words)), _line(step_source(step, words))) for step in steps),
        widths=(0.58, 0.42),
    )


def step_source(step: ExposureStep, words: Translator) -> str:
    """Return what a step rests on, and how that was read."""
    return _source(step.source, step.level, words) if step.source else words("facts stated in the charge")


def _source(source: str, level: ReadingLevel, words: Translator) -> str:
    return words.bracketed(source, words(HOW_READ[level]))


def _bands(bands: Iterable[Band], words: Translator) -> TextTable:
    rows = tuple(
        (
            _line(str(band.number)),
            _line(words(band.condition)),
            _line(penalty(band, words)),
            _line(
                words.count("{number} year", "{number} years", band.limitation_years)
                if band.limitation_years
                else words("not known")
            ),
        )
        for band in bands
        if band.level != "none"
    )
    return TextTable(
        head=(words("Band"), words("Condition"), words("Penalty"), words("Limitation")),
        rows=rows,
        widths=(0.08, 0.36, 0.4, 0.16),
    )


def _later(sheet: ExposureSheet, words: Translator) -> Iterator[Block]:
    offence, answer = sheet.exposure.offence, sheet.exposure
    later = offence.later_than(answer.question.on)
    if not later:
        yield _paragraph(words("No later text of this article is among those read."))
        return
    named = words.series_of(
        words("{amendment}, from {day}", amendment=words(one.amended_by), day=words.format_date(one.from_on))
        for one in later
    )
    yield _paragraph(words("Later texts of this article that were read: {texts}.", texts=named))


def _chart(sheet: ExposureSheet, words: Translator) -> TimeChart:
    whole = max(bar.start_days + bar.days for bar in sheet.bars) or 1
    lanes = tuple(
        ChartLane(
            title=words(bar.stage.title),
            stretches=(
                ChartSpan(
                    title=" ",
                    said=length(bar.days, words),
                    begins=bar.start_days / whole,
                    ends=(bar.start_days + bar.days) / whole,
                ),
            ),
        )
        for bar in sheet.bars
    )
    every = range(0, whole + 1, _TICK_MONTHS * _DAYS_OF_MONTH)
    ticks = tuple(
        (words.count("{number} month", "{number} months", day // _DAYS_OF_MONTH), day / whole)
        for day in every
    )
    return TimeChart(lanes=lanes, ticks=ticks)


def length(days: int, words: Translator) -> str:
    """Return a number of days in words, as months of thirty where they are whole."""
    months, rest = divmod(days, _DAYS_OF_MONTH)
    if months and not rest:
        return words.count("{number} month", "{number} months", months)
    return words.count("{number} day", "{number} days", days)


def _jurisdiction(sheet: ExposureSheet, words: Translator, level: int) -> Iterator[Block]:
    if not sheet.claims:
        return
    yield _heading(words("Jurisdiction claimed"), level)
    rows = tuple(
        (
            _line(words(one.rule.connection)),
            _line(words.sentences(text for text in (words(one.rule.statement), words(one.words)) if text)),
            _line(_source(one.rule.cited, one.rule.level, words)),
        )
        for one in sheet.claims
    )
    head = (words("Connection"), words("What is claimed"), words("Text"))
    yield TextTable(head=head, rows=rows, widths=(0.2, 0.52, 0.28))


def _rules(sheet: ExposureSheet, words: Translator, level: int) -> Iterator[Block]:
    rules = (*sheet.general, *sheet.limitation_rules, *sheet.lawyer_rules)
    read = [rule for rule in rules if rule.level != "none"]
    if not read:
        return
    yield _heading(words("Rules that bear on it"), level)
    ours = words("our reading, not a text")
    rows = tuple(
        (
            _line(words(rule.statement)),
            _line(words.bracketed(rule.cited, ours if rule.is_inferred else words(HOW_READ[rule.level]))),
        )
        for rule in read
    )
    yield TextTable(head=(words("Rule"), words("Text")), rows=rows, widths=(0.66, 0.34))


def _heading(text: str, level: int) -> Heading:
    return Heading(text=text, level=3 if level >= 3 else 2)  # noqa: PLR2004 - the two levels there are


def _paragraph(text: str) -> TextParagraph:
    return TextParagraph(line=(Span(text),))


def _line(text: str, *, is_bold: bool = False) -> Line:
    return (Span(text, "bold" if is_bold else "plain"),)


def refusal(message: Message, words: Translator) -> str:
    """Return why nothing is computed, in words of a paper."""
    return words("Nothing is computed. {why}", why=words(message))
