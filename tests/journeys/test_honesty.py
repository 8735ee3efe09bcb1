"""The rules of honesty, one test for each, over every record that ships."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache

import pytest

from casebook.base.i18n import Translator
from casebook.base.resources import resource
from casebook.domain.dossier.composition import BarChart
from casebook.domain.library.citation import cite_finding
from casebook.domain.library.citation_style import STYLES, Style, cite, cite_found
from casebook.domain.library.history import printed_history
from casebook.domain.library.reference import reference_of
from casebook.domain.library.sheet import CountrySheet, places, sheet
from casebook.formats.citations.citation_file import write
from casebook.packs.base.entry import refuse
from casebook.packs.base.reading_log import read_log
from casebook.services.library import country_sheet, library, registry, statistic
from casebook.services.library.library import LibraryIndex
from casebook.services.library.library_query import Cited, Query
from casebook.ui.pages.library.library_filter import LibraryFilter
from casebook.ui.pages.wording.library import LibraryWording

WORDS = Translator()


@cache
def _shelves() -> LibraryIndex:
    return library.library_index()


def _cited() -> list[Cited]:
    held = _shelves()
    return [held.cited(finding) for finding in held.findings.values()]


def _texts(value: object) -> Iterator[str]:
    """Every text inside a composition, in the order it prints."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))


@cache
def _sheets() -> tuple[tuple[CountrySheet, str], ...]:
    """Every country sheet and all the words it prints."""
    held = registry.shipped()
    sheets = [sheet(held, code) for code in places(held)]
    return tuple((each, "\n".join(_texts(country_sheet.composition(each, WORDS)))) for each in sheets)


def _printed(cited: Cited) -> list[str]:
    """A finding as it is cited in a dossier and in each style."""
    styles = [cite_found(cited.finding, cited.source, style, WORDS) for style in STYLES]
    return [cite_finding(cited.finding, cited.source, WORDS), *styles]


def test_what_was_not_read_never_appears_as_read() -> None:
    unread = [cited for cited in _cited() if cited.finding.reading_level in {"secondary", "none"}]
    assert unread
    assert all("not read" in text for cited in unread for text in _printed(cited))
    levels = LibraryWording(WORDS).levels()
    assert "green" not in {levels["secondary"][1], levels["none"][1], levels["summary"][1]}


def test_an_empty_pinpoint_never_prints_as_one() -> None:
    without = [cited for cited in _cited() if not cited.finding.pinpoint]
    assert without
    for cited in without:
        in_dossier, *styled = _printed(cited)
        assert "pinpoint to be added" in in_dossier
        for style, text in zip(STYLES, styled, strict=True):
            bare = cite(replace(cited.source, history=""), style)
            assert text.startswith(bare), "nothing stands in the place of a place"
            assert ", ," not in text


def test_the_address_of_a_mirror_never_prints() -> None:
    log = read_log(resource("packs"), refuse)
    sources = list(_shelves().sources.values())
    texts = [text for _, text in _sheets()]
    texts += [text for each in _cited() for text in _printed(each)]
    texts += [write(map(reference_of, sources), as_).decode() for as_ in ("csl-json", "ris", "bibtex")]
    whole = "\n".join(texts)
    assert log.copies
    assert [host for host in log.copies if f"//{host}" in whole or f".{host}/" in whole] == []


def test_nought_and_nothing_and_none_found_never_print_as_none() -> None:
    for shown, text in _sheets():
        assert not re.search(r"(?<!\d)0 days", text), shown.code
        lines = [line.strip().casefold() for line in text.splitlines()]
        missing = Counter(each.status for each in shown.channels if not each.instruments)
        assert lines.count("none found") == missing["none-found"], shown.code
        assert lines.count("none found, not proof of none") == missing["none-found"], shown.code
        assert lines.count("not looked for") == missing["not-looked-for"], shown.code
        assert not {"none", "0", "unknown", "none-found", "not-looked-for"} & set(lines), shown.code


def test_the_adverse_is_in_every_answer_that_does_not_ask_otherwise(qapp: object) -> None:
    assert qapp is not None
    adverse = {finding.id for finding in _shelves().findings.values() if finding.is_adverse}
    asked = {cited.finding.id for cited in library.find(Query()).cited}
    assert len(adverse) > 50
    assert adverse <= asked
    boxes = LibraryFilter(WORDS).boxes
    assert all(box.currentData() is None for box in boxes.values())


def test_sources_in_conflict_are_both_shown() -> None:
    conflicts = [(text, conflict.text) for shown, text in _sheets() for conflict in shown.conflicts]
    assert conflicts
    assert all(conflict_text in text for text, conflict_text in conflicts)
    drawn = statistic.drawn()
    disagreeing = [figure for figure in drawn.figures if figure.conflicts]
    assert disagreeing
    for figure in disagreeing:
        bars = next(
            each for each in statistic.plot_blocks(drawn, figure, WORDS) if isinstance(each, BarChart)
        )
        assert len(bars.rows) == sum(len(series.figures) for series in figure.series)


@pytest.mark.parametrize("style", [*STYLES, "dossier"])
def test_a_statute_is_cited_by_its_version(style: Style | str) -> None:
    laws = [cited for cited in _cited() if cited.source.type == "legislation" and cited.source.issued]
    assert laws
    for law in laws:
        assert law.source.issued is not None
        place = STYLES.index(style) + 1 if style in STYLES else 0
        assert str(law.source.issued.earliest_on.year) in _printed(law)[place], law.source.id


def test_the_year_of_a_figure_is_never_lost() -> None:
    drawn = statistic.drawn()
    assert drawn.figures
    for figure in drawn.figures:
        bars = next(
            each for each in statistic.plot_blocks(drawn, figure, WORDS) if isinstance(each, BarChart)
        )
        data_points = [each for series in figure.series for each in series.figures]
        for row, each in zip(bars.rows, data_points, strict=True):
            assert str(each.on.earliest_on.year) in row.label
            assert str(each.on.latest_on.year) in row.label


def test_no_decision_prints_without_what_became_of_it() -> None:
    fallen = [cited for cited in _cited() if cited.source.cite_use != "plain"]
    assert fallen
    assert any(printed_history(cited.source) for cited in fallen)
    assert all(printed_history(cited.source) in text for cited in fallen for text in _printed(cited))
    for shown, text in _sheets():
        assert [each.id for each in shown.decisions if printed_history(each) not in text] == []
