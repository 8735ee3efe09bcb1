"""Computed exposures as blocks of a paper: only what was read, each statement with its text.

What holds for several charges alike (custody, jurisdiction, rules) stands once, after all of them.

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
from casebook.domain.exposure.exposure import PenalExposure
from casebook.domain.exposure.law import AS_OF
from casebook.domain.exposure.limitation import LawRule
from casebook.domain.exposure.offence import Offence, OffenceVersion
from casebook.domain.exposure.reading import ExposureReading
from casebook.domain.exposure.step import ExposureStep
from casebook.domain.library.reading_level import ReadingLevel
from casebook.services.exposure.exposure import ExposureSheet

HOW_READ: Mapping[ReadingLevel, str] = {
    "document": gettext_noop("text read"),
    "summary": gettext_noop("its summary read"),
    "secondary": gettext_noop("as reported by others"),
    "none": gettext_noop("not read"),
}
_DAYS_OF_MONTH = 30
_TICK_MONTHS = 6


def blocks(sheet: ExposureSheet, words: Translator, *, with_limitation: bool = True) -> Iterator[Block]:
    """Yield what is of one charge alone: readings side by side, the working of each, the bands.

    Args:
        sheet: the exposure.
        words: of the paper.
        with_limitation: print the periods of limitation.
    """
    answer = sheet.exposure
    yield _paragraph(words(AS_OF))
    yield from (_paragraph(words(one)) for one in answer.cautions)
    if answer.chosen is None:
        yield _paragraph(
            words("The facts stated leave more than one reading of the law, or none that can be computed.")
        )
    yield _readings(answer, words, with_limitation=with_limitation)
    if answer.chosen is not None and len(answer.readings) > 1:
        yield _paragraph(words("In bold: the reading that applies by the comparison in its working."))
    noted: list[OffenceVersion] = []
    for reading in answer.readings:
        yield _heading(words("Working of reading {number}", number=reading.id))
        if reading.version.note and reading.version not in noted:
            noted.append(reading.version)
            yield _paragraph(words(reading.version.note))
        yield from (_paragraph(words(one)) for one in reading.doubts)
        yield _working(reading, words, with_limitation=with_limitation)
    yield _heading(as_read(words("Bands of the text in force on the day"), words))
    yield _bands(answer.readings[0].bands, words, with_limitation=with_limitation)
    yield from _later(sheet, words)


def shared_blocks(
    sheets: Sequence[ExposureSheet], words: Translator, *, with_limitation: bool = True
) -> Iterator[Block]:
    """Yield custody, jurisdiction and rules of charges, once where they are the same."""
    by_custody: dict[object, list[ExposureSheet]] = {}
    by_claims: dict[object, list[ExposureSheet]] = {}
    for sheet in sheets:
        by_custody.setdefault((sheet.stages, sheet.path), []).append(sheet)
        by_claims.setdefault(sheet.claims, []).append(sheet)
    for alike in by_custody.values():
        yield from custody(alike[0], words, _of(alike, sheets, words))
    for alike in by_claims.values():
        yield from _jurisdiction(alike[0], words, _of(alike, sheets, words))
    yield from _rules(sheets, words, with_limitation=with_limitation)
    if sheets:
        yield _paragraph(words("Criminal law packs, version {version}.", version=sheets[0].version))


def has_lapsed(sheet: ExposureSheet) -> bool:
    """Return whether a period has ended by the day of the sheet on any reading."""
    periods = (reading.limitation for reading in sheet.exposure.readings)
    return any(period is not None and period.lapses_on < sheet.on for period in periods)


def as_read(title: str, words: Translator) -> str:
    """Return a heading with the state of the law under it."""
    return words("{title}, as read in April 2025", title=title)


def _of(alike: Sequence[ExposureSheet], every: Sequence[ExposureSheet], words: Translator) -> str:
    """Return the articles that a part is of; "" where it is of all charges."""
    if len(alike) == len(every):
        return ""
    return words.series_of(dict.fromkeys(article_of(one.exposure.offence, words) for one in alike))


def article_of(offence: Offence, words: Translator) -> str:
    """Return the article of an offence, as a heading begins with it.

    >>> from casebook.services.exposure.exposure import penal_law
    >>> article_of(penal_law().offence("cl-103-2"), Translator("zh-Hans"))
    '第103条第2款'
    """
    if not words.is_chinese:
        return offence.article[:1].upper() + offence.article[1:]
    number, _, inserted = offence.numbers[0].partition("-")
    article = f"第{number}条" + (f"之{inserted}" if inserted else "")
    return article + (f"第{offence.paragraphs[0]}款" if len(offence.paragraphs) == 1 else "")


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
    day = words.format_date(period.lapses_on)
    return (
        words("{years} years, to {day}; to be argued", years=period.years, day=day)
        if any(step.is_ours for step in period.steps)
        else words("{years} years, to {day}", years=period.years, day=day)
    )


def custody(sheet: ExposureSheet, words: Translator, articles: str = "") -> Iterator[Block]:
    """Yield the stages of custody, in time and as a table; those of a duty crime alone are only named."""
    if not sheet.stages:
        return
    yield _heading(_titled(words("Stages of custody"), articles, words))
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
        if not one.is_of_duty_crime
    )
    yield TextTable(
        head=(words("Stage"), words("Longest"), words("Access to a lawyer"), words("Text")),
        rows=rows,
        widths=(0.22, 0.28, 0.28, 0.22),
    )
    of_duty_crime = [words(one.stage.title) for one in sheet.stages if one.is_of_duty_crime]
    if of_duty_crime:
        yield _paragraph(
            words(
                "Only if the charge is connected with a duty crime: {stages}.",
                stages=words.series_of(of_duty_crime),
            )
        )


def _titled(title: str, articles: str, words: Translator) -> str:
    """Return a heading of a part that is of some of the charges."""
    read = as_read(title, words)
    return words("{title}: {articles}", title=read, articles=articles) if articles else read


def _readings(answer: PenalExposure, words: Translator, *, with_limitation: bool) -> TextTable:
    rows = tuple(
        (
            _line(one.id),
            _line(title(one, words), is_bold=one is answer.chosen and len(answer.readings) > 1),
            _line(outcome(one, words)),
            *((_line(lapse(one, words)),) if with_limitation else ()),
            _line(words(HOW_READ[one.level])),
        )
        for one in answer.readings
    )
    lapses = (words("Prosecution lapses"),) if with_limitation else ()
    return TextTable(
        head=(" ", words("Reading"), words("Penalty"), *lapses, words("How it was read")),
        rows=rows,
        widths=(0.05, 0.3, 0.32, 0.18, 0.15) if with_limitation else (0.05, 0.38, 0.4, 0.17),
    )


def _working(reading: ExposureReading, words: Translator, *, with_limitation: bool) -> TextTable:
    period = reading.limitation if with_limitation else None
    steps = (*reading.steps, *(period.steps if period else ()))
    return TextTable(
        head=(words("Step"), words("Text, and how it was read")),
        rows=tuple((_line(words(step.words)), _line(step_source(step, words))) for step in steps),
        widths=(0.58, 0.42),
    )


def step_source(step: ExposureStep, words: Translator) -> str:
    """Return what a step rests on, and how that was read."""
    if step.is_ours:
        ours = words("our reading, not a text")
        return (
            words.bracketed(step.source, ours) if step.source else words("assumed; the charge does not say")
        )
    return _source(step.source, step.level, words) if step.source else words("as the charge states it")


def _source(source: str, level: ReadingLevel, words: Translator) -> str:
    return words.bracketed(source, words(HOW_READ[level]))


def _bands(bands: Iterable[Band], words: Translator, *, with_limitation: bool) -> TextTable:
    rows = tuple(
        (
            _line(str(band.number)),
            _line(words(band.condition)),
            _line(penalty(band, words)),
            *((_line(_period(band, words)),) if with_limitation else ()),
        )
        for band in bands
        if band.level != "none"
    )
    periods = (words("Limitation"),) if with_limitation else ()
    return TextTable(
        head=(words("Band"), words("Condition"), words("Penalty"), *periods),
        rows=rows,
        widths=(0.08, 0.36, 0.4, 0.16) if with_limitation else (0.08, 0.44, 0.48),
    )


def _period(band: Band, words: Translator) -> str:
    if not band.limitation_years:
        return words("not known")
    return words.count("{number} year", "{number} years", band.limitation_years)


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


def _jurisdiction(sheet: ExposureSheet, words: Translator, articles: str) -> Iterator[Block]:
    if not sheet.claims:
        return
    yield _heading(_titled(words("Jurisdiction claimed"), articles, words))
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


def _rules(sheets: Sequence[ExposureSheet], words: Translator, *, with_limitation: bool) -> Iterator[Block]:
    rules: dict[str, LawRule] = {}
    for sheet in sheets:
        of_period = sheet.limitation_rules if with_limitation else ()
        rules |= {rule.id: rule for rule in (*sheet.general, *of_period, *sheet.lawyer_rules)}
    read = [rule for rule in rules.values() if rule.level != "none"]
    if not read:
        return
    yield _heading(as_read(words("Rules that bear on it"), words))
    ours = words("our reading, not a text")
    rows = tuple(
        (
            _line(words(rule.statement)),
            _line(words.bracketed(rule.cited, ours if rule.is_inferred else words(HOW_READ[rule.level]))),
        )
        for rule in read
    )
    yield TextTable(head=(words("Rule"), words("Text")), rows=rows, widths=(0.66, 0.34))


def _heading(text: str) -> Heading:
    return Heading(text=text, level=3)


def _paragraph(text: str) -> TextParagraph:
    return TextParagraph(line=(Span(text),))


def _line(text: str, *, is_bold: bool = False) -> Line:
    return (Span(text, "bold" if is_bold else "plain"),)


def refusal(message: Message, words: Translator) -> str:
    """Return why nothing is computed, in words of a paper."""
    return words("Nothing is computed. {why}", why=words(message))
