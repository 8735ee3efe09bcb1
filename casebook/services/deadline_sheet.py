"""A deadline for the file: what was asked, how it was counted, what it rests on, who checked it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from casebook.base.i18n import Words
from casebook.domain.composition import Block, Composition, Heading, Line, Pairs, Paragraph, Part, Span, Table
from casebook.domain.reckoning import Outcome
from casebook.domain.trace import Run, runs
from casebook.services.reckoning import Answer

LINES_FOR_ONE_PAGE = 14
"""A longer working is told by its first and last lines; the whole stands in the casebook."""


def deadline_sheet(answer: Answer, words: Words, *, matter: str = "", needs_two: bool = False) -> Composition:
    """The sheet as a composition: it names nobody unless `matter` does.

    Args:
        answer: what was computed.
        words: of the language of the sheet.
        matter: the reference of the case, as the person wants it printed.
        needs_two: two people check each deadline.
    """
    title = words("Deadline sheet")
    blocks: list[Block] = [Pairs(rows=tuple(_particulars(answer, words, matter)))]
    if len(answer.reckoned.outcomes) > 1:
        blocks += [Heading(text=words("Readings")), _readings(answer, words)]
    if answer.reckoned.chosen:
        blocks += [Heading(text=words("How it was counted")), _working(answer.reckoned.chosen, words)]
    blocks += [Heading(text=words("Before you rely on it"))]
    blocks += [Paragraph(line=_line(" ".join(caution.told(words) for caution in answer.reckoned.cautions)))]
    blocks += [Heading(text=words("Checked")), _initials(words, needs_two=needs_two)]
    part = Part(title=title, anchor="deadline-sheet", blocks=tuple(blocks))
    return Composition(title=title, language=words.language, parts=(part,))


def _particulars(answer: Answer, words: Words, matter: str) -> Iterator[tuple[str, Line]]:
    rule, reckoned = answer.plan.rule, answer.reckoned
    chosen = reckoned.chosen
    named = answer.calendar
    rows = (
        (words("Matter"), matter),
        (words("Deadline"), rule.title if rule else answer.plan.method.name),
        (words("Before"), rule.forum if rule else ""),
        (words("Time runs from"), words.day(reckoned.start_on)),
        (words("Due"), _moment(chosen.moment, words) if chosen else words("no date: an urgent task")),
        (words("Safe under every reading"), _moment(reckoned.earliest_safe, words)),
        (words("Last arguable date"), _moment(reckoned.latest_arguable, words)),
        (words("Authority"), answer.citation),
        (words("Text read as of"), answer.as_of),
        (words("Check again by"), words.day(rule.review_by_on) if rule else ""),
        (words("If missed"), rule.consequence if rule else ""),
        (words("Can it be extended"), rule.extendable if rule else ""),
        (words("Counted by"), f"{answer.plan.method.name} ({answer.plan.method.citation})"),
        (words("Holidays"), f"{named.table}, {named.last_year}" if named.has_holidays else ""),
        (words("Version of the rules"), rule.pack if rule else answer.plan.method.pack),
    )
    return ((label, _line(text)) for label, text in rows if text)


def _readings(answer: Answer, words: Words) -> Table:
    rows = tuple(
        (_line(_moment(outcome.moment, words)), _line(words(outcome.words)))
        for outcome in answer.reckoned.outcomes
    )
    return Table(head=(words("Date"), words("Reading")), rows=rows, widths=(0.3, 0.7))


def _working(outcome: Outcome, words: Words) -> Table:
    told = [_run(run, words) for run in runs(outcome.trace)]
    if len(told) > LINES_FOR_ONE_PAGE:
        half = LINES_FOR_ONE_PAGE // 2
        left_out = words.count("{number} more line", "{number} more lines", len(told) - 2 * half)
        told = [*told[:half], (_line("…"), _line(left_out)), *told[-half:]]
    return Table(head=(words("Day"), words("What and why")), rows=tuple(told), widths=(0.45, 0.55))


def _run(run: Run, words: Words) -> tuple[Line, Line]:
    first, last = run
    if first == last:
        return _line(words.day(first.day)), _line(first.why(words))
    days = words("{first} to {last}", first=words.day(first.day), last=words.day(last.day))
    why = words("{first} to {last}", first=first.why(words), last=last.why(words))
    return _line(days), _line(why)


def _initials(words: Words, *, needs_two: bool) -> Table:
    who = [words("Counted by"), words("Checked by")] + ([words("Checked again by")] if needs_two else [])
    rows = tuple((_line(name), _line(" "), _line(" ")) for name in who)
    return Table(head=("", words("Initials"), words("Date")), rows=rows, widths=(0.4, 0.3, 0.3))


def _moment(value: date | datetime | None, words: Words) -> str:
    if value is None:
        return ""
    return words.moment(value) if isinstance(value, datetime) else words.day(value)


def _line(text: str) -> Line:
    return (Span(text),)
