"""What holds for several charges alike, as blocks of a paper: custody, jurisdiction, rules, each once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casebook.base.i18n import Translator
from casebook.base.message import NO_MESSAGE, Message
from casebook.domain.dossier.composition import Block, ChartLane, ChartSpan, Heading, TextTable, TimeChart
from casebook.domain.exposure.custody import Bar, StageAhead
from casebook.domain.exposure.custody_ahead import CustodyAhead
from casebook.domain.exposure.law import BANDS_ALONE
from casebook.domain.exposure.limitation import LawRule
from casebook.services.exposure.citation import citation
from casebook.services.exposure.exposure import ExposureSheet, penal_law
from casebook.services.exposure.exposure_blocks import (
    HOW_READ,
    article_of,
    as_read,
    heading,
    line,
    paragraph,
    source_words,
)

_DAYS_OF_MONTH = 30
_TICK_MONTHS = 6


def shared_blocks(
    sheets: Sequence[ExposureSheet], words: Translator, *, with_limitation: bool = True
) -> Iterator[Block]:
    """Yield custody, jurisdiction and rules of charges, once where they are the same."""
    by_custody: dict[object, list[ExposureSheet]] = {}
    by_claims: dict[object, list[ExposureSheet]] = {}
    for sheet in sheets:
        by_custody.setdefault(sheet.custody and sheet.custody.path, []).append(sheet)
        by_claims.setdefault(tuple(one.rule.id for one in sheet.printed_claims), []).append(sheet)
    if len(sheets) > 1:
        yield Heading(text=words("What holds for more than one charge"))
    if sheets:
        yield paragraph(words(BANDS_ALONE))
    for alike in by_custody.values():
        yield from custody(alike, words, _of(alike, sheets, words))
    for alike in by_claims.values():
        yield from _jurisdiction(alike, words, _of(alike, sheets, words))
    yield from _rules(sheets, words, with_limitation=with_limitation)
    if sheets:
        yield paragraph(words("Criminal law packs, version {version}.", version=sheets[0].version))


def _of(alike: Sequence[ExposureSheet], every: Sequence[ExposureSheet], words: Translator) -> str:
    """Return the articles that a part is of; "" where it is of all charges."""
    if len(alike) == len(every):
        return ""
    return words.series_of(dict.fromkeys(article_of(one.exposure.offence, words) for one in alike))


def _said_of(
    alike: Sequence[ExposureSheet], statements: Sequence[tuple[str, Message]], words: Translator
) -> str:
    """Return what is said of charges, by article of each; of all alike without any article."""
    by_words: dict[Message, list[str]] = {}
    for article, text in statements:
        by_words.setdefault(text, []).append(article)
    if len(by_words) == 1 and len(statements) == len(alike):
        return words(next(iter(by_words)))
    return words.series_of(
        words.labelled(words.series_of(dict.fromkeys(articles)), words(text))
        for text, articles in by_words.items()
        if text
    )


def _stages(alike: Sequence[ExposureSheet]) -> tuple[StageAhead, ...]:
    """Return the stages of charges, each once, in the order of the pack."""
    by_id = {one.stage.id: one for sheet in alike for one in sheet.stages}
    order = [stage.id for stage in penal_law().stages]
    return tuple(by_id[id_] for id_ in order if id_ in by_id)


def custody(alike: Sequence[ExposureSheet], words: Translator, articles: str = "") -> Iterator[Block]:
    """Yield the stages of custody, in time and as a table; those of a duty crime alone are only named."""
    stages = _stages(alike)
    if not stages:
        return
    yield heading(_titled(words("Stages of custody"), articles, words))
    yield from _in_time(alike, words)
    yield _table(alike, stages, words)
    of_duty_crime = [words(one.stage.title) for one in stages if one.is_of_duty_crime]
    if of_duty_crime:
        yield paragraph(
            words(
                "Only if the charge is connected with a duty crime: {stages}.",
                stages=words.series_of(of_duty_crime),
            )
        )


def _in_time(alike: Sequence[ExposureSheet], words: Translator) -> Iterator[Block]:
    """Yield the way through custody, once for each length that charges give it."""
    by_length: dict[CustodyAhead, list[ExposureSheet]] = {}
    for sheet in alike:
        if sheet.custody is not None:
            by_length.setdefault(sheet.custody, []).append(sheet)
    for way, sheets in by_length.items():
        yield _chart(way, words)
        articles = _of(sheets, alike, words)
        said = sums(way, words)
        yield from (paragraph(words.labelled(articles, one) if articles else one) for one in said)
    note = next((way.path.note for way in by_length if way.path.note), "")
    if note:
        yield paragraph(words(note))


def sums(way: CustodyAhead, words: Translator) -> Iterator[str]:
    """Yield how long a way through custody can be, then what that hangs on."""
    yield words("If each stage takes its longest: {sum}", sum=words(way.longest))
    parts = (words.bracketed(words(bar.stage.longest), citation(bar.stage.cited, words)) for bar in way.bars)
    yield words(
        "Each length is the longest, and holds only as stated: {stages}", stages=words.series_of(parts)
    )
    yield words("Stages that are possible only, by the table of stages, are not in that sum.")
    if way.otherwise:
        without = words("Without them: {sum}", sum=words(way.otherwise))
        yield words.sentences((words(way.condition), without))
    elif way.condition:
        yield words(way.condition)


def _table(alike: Sequence[ExposureSheet], stages: Sequence[StageAhead], words: Translator) -> TextTable:
    rows = tuple(
        (
            line(stage_name(one, words), law=one.stage.id),
            line(
                words(
                    "{longest}. When: {why}.",
                    longest=words(one.stage.longest),
                    why=_said_of(alike, _reasons(alike, one, words), words),
                )
            ),
            line(words(one.stage.lawyer_access)),
            line(source_words(one.stage.cited, one.stage.level, words)),
        )
        for one in stages
        if not one.is_of_duty_crime
    )
    return TextTable(
        head=(words("Stage"), words("Longest"), words("Access to a lawyer"), words("Legal basis")),
        rows=rows,
        widths=(0.22, 0.28, 0.28, 0.22),
    )


def stage_name(one: StageAhead, words: Translator) -> str:
    """Return a stage with its Chinese name, which a paper in Chinese already has."""
    title = words(one.stage.title)
    return title if words.is_chinese else words.bracketed(title, one.stage.title_zh)


def _reasons(alike: Sequence[ExposureSheet], one: StageAhead, words: Translator) -> list[tuple[str, Message]]:
    """Return why a stage lies ahead, by the article of each charge that it is ahead of."""
    return [
        (article_of(sheet.exposure.offence, words), ahead.why)
        for sheet in alike
        for ahead in sheet.stages
        if ahead.stage.id == one.stage.id
    ]


def _titled(title: str, articles: str, words: Translator) -> str:
    """Return a heading of a part that is of some of the charges."""
    read = as_read(title, words)
    return words("{title}: {articles}", title=read, articles=articles) if articles else read


def _chart(way: CustodyAhead, words: Translator) -> TimeChart:
    whole = max(bar.start_days + bar.days for bar in way.bars) or 1
    lanes = tuple(
        ChartLane(
            title=words(bar.stage.title),
            stretches=(
                ChartSpan(
                    title=" ",
                    said=bar_length(bar, words),
                    begins=bar.start_days / whole,
                    ends=(bar.start_days + bar.days) / whole,
                ),
            ),
        )
        for bar in way.bars
    )
    every = range(0, whole + 1, _TICK_MONTHS * _DAYS_OF_MONTH)
    ticks = tuple(
        (words.count("{number} month", "{number} months", day // _DAYS_OF_MONTH), day / whole)
        for day in every
    )
    return TimeChart(lanes=lanes, ticks=ticks, is_whole=True)


def bar_length(bar: Bar, words: Translator) -> str:
    """Return how long a stage is drawn, in words; both lengths where its last months are open."""
    most = length(bar.days, words)
    if not bar.open_days:
        return most
    return words("{least} or {most}", least=length(bar.days - bar.open_days, words), most=most)


def length(days: int, words: Translator) -> str:
    """Return a number of days in words, as months of thirty where they are whole."""
    months, rest = divmod(days, _DAYS_OF_MONTH)
    if months and not rest:
        return words.count("{number} month", "{number} months", months)
    return words.count("{number} day", "{number} days", days)


def _jurisdiction(alike: Sequence[ExposureSheet], words: Translator, articles: str) -> Iterator[Block]:
    claims = alike[0].printed_claims
    if not claims:
        return
    yield heading(_titled(words("Heads of jurisdiction in Chinese law"), articles, words))
    yield paragraph(
        words(
            "These are the heads of the law that were read. Which of them the request relies on is "
            "not stated here."
        )
    )
    rows = tuple(
        (
            line(words(one.rule.connection), law=one.rule.id),
            line(
                words.sentences(
                    text for text in (words(one.rule.statement), _here(alike, place, words)) if text
                )
            ),
            line(source_words(one.rule.cited, one.rule.level, words)),
        )
        for place, one in enumerate(claims)
    )
    head = (words("Connection"), words("What the law says"), words("Legal basis"))
    yield TextTable(head=head, rows=rows, widths=(0.2, 0.52, 0.28))


def _here(alike: Sequence[ExposureSheet], place: int, words: Translator) -> str:
    """Return what the bands of charges do to a head of jurisdiction, without what is for the State."""
    claims = [(article_of(sheet.exposure.offence, words), sheet.printed_claims[place]) for sheet in alike]
    said = [(article, NO_MESSAGE if claim.is_met else claim.words) for article, claim in claims]
    return _said_of(alike, said, words) if any(text for _, text in said) else ""


def _rules(sheets: Sequence[ExposureSheet], words: Translator, *, with_limitation: bool) -> Iterator[Block]:
    rules: dict[str, LawRule] = {}
    for sheet in sheets:
        of_period = sheet.limitation_rules if with_limitation else ()
        rules |= {rule.id: rule for rule in (*sheet.general, *of_period, *sheet.lawyer_rules)}
    read = [rule for rule in rules.values() if rule.level != "none"]
    if not read:
        return
    yield heading(as_read(words("Rules that bear on it"), words))
    ours = words("our reading, not a text")
    rows = tuple(
        (
            line(words(rule.statement), law=rule.id),
            line(
                words.bracketed(
                    citation(rule.cited, words), ours if rule.is_inferred else words(HOW_READ[rule.level])
                )
            ),
        )
        for rule in read
    )
    yield TextTable(head=(words("Rule"), words("Legal basis")), rows=rows, widths=(0.66, 0.34))
