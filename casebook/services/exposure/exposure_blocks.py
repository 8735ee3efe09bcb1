"""Computed exposures as blocks of a paper: only what was read, each statement with its text.

What holds for several charges alike (custody, jurisdiction, rules) is in `shared_blocks`.

What nobody read has no way into this module: a reading, band, stage or rule of level "none" is never in an
`ExposureSheet`, and what the packs say of unread texts (`PenalExposure.unread`) is not looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from casebook.base.i18n import Translator
from casebook.base.message import Message, gettext_noop
from casebook.domain.dossier.composition import (
    Block,
    Heading,
    Line,
    Span,
    TextParagraph,
    TextTable,
)
from casebook.domain.exposure.band import CONFISCATIONS, FINES, Band
from casebook.domain.exposure.exposure import PenalExposure
from casebook.domain.exposure.limitation import Limitation
from casebook.domain.exposure.offence import Offence, OffenceVersion
from casebook.domain.exposure.reading import ExposureReading
from casebook.domain.exposure.step import ExposureStep
from casebook.domain.exposure.wording import band_words
from casebook.domain.library.reading_level import ReadingLevel
from casebook.services.exposure.citation import INSERTED, citation, signs_of
from casebook.services.exposure.exposure import ExposureSheet

HOW_READ: Mapping[ReadingLevel, str] = {
    "document": gettext_noop("text read"),
    "summary": gettext_noop("its summary read"),
    "secondary": gettext_noop("as reported by others"),
    "none": gettext_noop("not read"),
}

_LATER_APPROVED = gettext_noop("{period}; later only with approval of the Supreme People's Procuratorate")
OWN_MEASURES = gettext_noop(
    "What the figures are measured by is taken from the law, for comparison only. It is not a statement of "
    "the person."
)


def blocks(
    sheet: ExposureSheet,
    words: Translator,
    *,
    own: Sequence[PenalExposure] = (),
    with_limitation: bool = True,
) -> Iterator[Block]:
    """Yield what is of one charge alone: readings side by side, the working of each, the bands.

    Args:
        sheet: the exposure.
        words: of the paper.
        own: what the law makes of the figures of the person's own account.
        with_limitation: print the periods of limitation.
    """
    answer = sheet.exposure
    yield paragraph(words(answer.as_of))
    yield from (paragraph(words(one)) for one in answer.cautions)
    if answer.openness:
        yield paragraph(words(answer.openness))
    yield _readings(answer, words, with_limitation=with_limitation)
    if answer.marked is not None and len(answer.readings) > 1:
        yield paragraph(words("In bold: the reading that applies by the comparison in its working."))
    yield from _own_account(own, answer, words)
    noted: list[OffenceVersion] = []
    for reading in answer.readings:
        yield heading(words("Working of reading {number}", number=reading.id))
        if reading.version.note and reading.version not in noted:
            noted.append(reading.version)
            yield paragraph(_sentence(words(reading.version.note)))
        yield from (paragraph(_sentence(words(one))) for one in reading.doubts)
        yield from _working(reading, answer.readings[0], words, with_limitation=with_limitation)
    yield heading(as_read(words("Bands of the text in force on the day"), words))
    yield _bands(answer.of_day.bands, words, answer.of_day, with_limitation=with_limitation)
    for later in answer.offence.later_than(answer.question.on):
        title_of = words("Bands of the later text, {amendment}", amendment=words(later.amended_by))
        yield heading(as_read(title_of, words))
        by_text = next((one for one in answer.readings if one.version == later), None)
        yield _bands(later.bands, words, by_text, with_limitation=with_limitation)
    yield from _later(sheet, words)


def has_lapsed(sheet: ExposureSheet) -> bool:
    """Return whether a period has ended by the day of the sheet on any reading."""
    periods = (reading.limitation for reading in sheet.exposure.readings)
    return any(period is not None and period.lapses_on < sheet.on for period in periods)


def as_read(title: str, words: Translator) -> str:
    """Return a heading with the state of the law under it."""
    return words("{title}, as read in April 2025", title=title)


def article_of(offence: Offence, words: Translator) -> str:
    """Return the article of an offence, as a heading begins with it.

    >>> from casebook.services.exposure.exposure import penal_law
    >>> article_of(penal_law().offence("cl-103-2"), Translator("zh-Hans"))
    '第103条第2款'
    """
    if not words.is_chinese:
        return offence.article[:1].upper() + offence.article[1:]
    number, _, inserted = offence.numbers[0].partition("-")
    article = f"第{number}{signs_of(words).article}" + (
        f"之{INSERTED.get(inserted, inserted)}" if inserted else ""
    )
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
    band = words(band_words(reading.band))
    reached = words("{band}: {penalty}", band=band, penalty=penalty(reading.band, words))
    for graver in reading.graver:
        reached = words(
            "{reached}; on other facts band {number} ({condition}): {penalty}",
            reached=reached,
            number=graver.number,
            condition=words(graver.condition),
            penalty=words(graver.term),
        )
    return reached


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
    return words("not computed") if period is None else until(period, words)


def until(period: Limitation, words: Translator) -> str:
    """Return when a period ends, and what would lift it."""
    day = words.format_date(period.lapses_on)
    ends = words("{years} years, to {day}", years=period.years, day=day)
    if any(step.is_ours for step in period.steps):
        ends = words("{years} years, to {day}; to be argued", years=period.years, day=day)
    if period.can_be_approved_later:
        ends = words(_LATER_APPROVED, period=ends)
    return words("{period}; {unless}", period=ends, unless=words(period.unless)) if period.unless else ends


def how_read(reading: ExposureReading, words: Translator) -> str:
    """Return how the texts of a reading were read, and whether steps of it are ours and stand in no text."""
    read = words(HOW_READ[reading.level])
    is_ours = any(step.is_ours for step in reading.steps)
    return words("{read}; in part our reading, not a text", read=read) if is_ours else read


def _readings(answer: PenalExposure, words: Translator, *, with_limitation: bool) -> TextTable:
    rows = tuple(
        (
            line(one.id),
            line(title(one, words), is_bold=one is answer.marked and len(answer.readings) > 1),
            line(outcome(one, words)),
            *((line(lapse(one, words)),) if with_limitation else ()),
            line(how_read(one, words)),
        )
        for one in answer.readings
    )
    lapses = (words("Prosecution lapses"),) if with_limitation else ()
    return TextTable(
        head=(" ", words("Reading"), words("Penalty"), *lapses, words("How it was read")),
        rows=rows,
        widths=(0.05, 0.3, 0.32, 0.18, 0.15) if with_limitation else (0.05, 0.38, 0.4, 0.17),
    )


def _own_account(own: Sequence[PenalExposure], charged: PenalExposure, words: Translator) -> Iterator[Block]:
    """Yield what the law makes of the figures of the person's own account, each kind by itself."""
    if not own:
        return
    yield heading(words("By the figures of the person's own account"))
    yield paragraph(words(OWN_MEASURES))
    if all(reading.kind == "below" for answer in own for reading in answer.readings):
        yield paragraph(
            words(
                "Each of these figures, by itself, is below the figures of the law by which it was compared."
            )
        )
    known = [step for reading in charged.readings for step in reading.steps]
    stated = words("as the person's own account gives it")
    for answer in own:
        yield _readings(answer, words, with_limitation=False)
        for reading in answer.readings:
            yield _steps_table([one for one in reading.steps if one not in known], words, stated)


def _working(
    reading: ExposureReading, first: ExposureReading, words: Translator, *, with_limitation: bool
) -> Iterator[Block]:
    """Yield the steps of a reading; of those of the first reading only the ones that are not the same."""
    steps = _steps(reading, with_limitation=with_limitation)
    if reading is not first:
        known = _steps(first, with_limitation=with_limitation)
        own = tuple(step for step in steps if step not in known)
        if len(own) < len(steps):
            same = words("Steps that are the same as in reading {number} are not repeated.", number=first.id)
            yield paragraph(same)
        steps = own
    if steps:
        yield _steps_table(steps, words, words("as the charge states it"))


def _steps(reading: ExposureReading, *, with_limitation: bool) -> tuple[ExposureStep, ...]:
    return (*reading.steps, *(reading.period_steps if with_limitation else ()))


def _steps_table(steps: Iterable[ExposureStep], words: Translator, stated: str) -> TextTable:
    return TextTable(
        head=(words("Step"), words("Basis, and how it was read")),
        rows=tuple((line(words(step.words)), line(step_source(step, words, stated))) for step in steps),
        widths=(0.58, 0.42),
    )


def step_source(step: ExposureStep, words: Translator, stated: str = "") -> str:
    """Return what a step rests on, and how that was read; `stated` for what no text says but the charge."""
    if step.is_ours:
        ours = words("our reading, not a text")
        return words.bracketed(citation(step.source, words), ours) if step.source else ours
    if step.is_working:
        return words("from the steps above")
    if step.source:
        return source_words(step.source, step.level, words)
    return stated or words("as the charge states it")


def source_words(source: str, level: ReadingLevel, words: Translator) -> str:
    """Return a text as cited, with how it was read."""
    return words.bracketed(citation(source, words), words(HOW_READ[level]))


def _bands(
    bands: Iterable[Band], words: Translator, reading: ExposureReading | None, *, with_limitation: bool
) -> TextTable:
    rows = tuple(
        (
            line(str(band.number)),
            line(words(band.condition)),
            line(penalty(band, words)),
            *((line(period_of(band, words, reading)),) if with_limitation else ()),
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


def period_of(band: Band, words: Translator, reading: ExposureReading | None = None) -> str:
    """Return the period of limitation of a band, and when it ends in a reading."""
    period_here = reading.period_of(band) if reading else None
    if period_here is not None:
        return until(period_here, words)
    if not band.limitation_years:
        return words("not stated")
    period = words.count("{number} year", "{number} years", band.limitation_years)
    return words(_LATER_APPROVED, period=period) if band.life or band.death else period


def _later(sheet: ExposureSheet, words: Translator) -> Iterator[Block]:
    offence, answer = sheet.exposure.offence, sheet.exposure
    later = offence.later_than(answer.question.on)
    if not later:
        yield paragraph(words("No later text of this article is among those read."))
        return
    named = words.series_of(
        words("{amendment}, from {day}", amendment=words(one.amended_by), day=words.format_date(one.from_on))
        for one in later
    )
    yield paragraph(words("Later texts of this article that were read: {texts}.", texts=named))


def _sentence(text: str) -> str:
    """Return a note of the packs as a sentence of a paper: they begin in the middle of one."""
    stop = "" if text.endswith((".", "。")) or not text.isascii() else "."
    return f"{text[:1].upper()}{text[1:]}{stop}"


def heading(text: str) -> Heading:
    """Return a heading within a charge."""
    return Heading(text=text, level=3)


def paragraph(text: str) -> TextParagraph:
    """Return a paragraph of one text."""
    return TextParagraph(line=(Span(text),))


def line(text: str, *, is_bold: bool = False, law: str = "") -> Line:
    """Return a line of one text; `law` is the ID of the entry of the packs whose own words it is."""
    rests_on = (f"law:{law}",) if law else ()
    return (Span(text, "bold" if is_bold else "plain", rests_on=rests_on),)


def refusal(message: Message, words: Translator) -> str:
    """Return why nothing is computed, in words of a paper."""
    return words("Nothing is computed. {why}", why=with_article(message, words))


def cautions(messages: Iterable[Message], words: Translator) -> Iterator[Block]:
    """Yield each caution of a charge as a paragraph."""
    yield from (paragraph(with_article(one, words)) for one in messages)


def with_article(message: Message, words: Translator) -> str:
    """Return a message that may name an article as the packs cite it, in the language of a paper."""
    values = dict(message.values)
    article = values.get("article")
    if not isinstance(article, str):
        return words(message)
    return words(Message(message.msgid, message.many, **{**values, "article": citation(article, words)}))
