"""Lines of search results: what stands beside a title."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint

import casebook.ui.pages
from casebook.base.i18n import WINDOW_LANGUAGES, Translator
from casebook.domain.case.case import Case
from casebook.services.base.search import SearchHit
from casebook.services.base.session import Session
from casebook.ui.kit.page_context import Location
from casebook.ui.pages.base.listing import Listing
from casebook.ui.pages.casefile.case_tabs import LEAVES
from casebook.ui.shell.finder import ActionTarget, PageTarget
from casebook.ui.shell.places import PAGES, action_places, entries, tabs, titled_parts
from casebook.ui.shell.search_hits import found_lines
from casebook.ui.widgets.cards.card import Card
from tests.ui.conftest import Opened
from tests.ui.driver import settle
from tests.ui.places import places


@pytest.mark.parametrize(
    ("title", "snippet", "beside"),
    [
        (
            "t",
            "t The statement that he wrote, and isn't dated",
            "The statement that he wrote, and isn't dated",
        ),
        ("Letter", "Letter · Letters of the court…", "Letters of the court"),
        ("林", "林 林志远的信", "林志远的信"),
    ],
)
def test_an_excerpt_keeps_letters_that_are_like_the_title(title: str, snippet: str, beside: str) -> None:
    hit = SearchHit(noun="document", id="d", title=title, snippet=snippet, case_id="c", page=1)
    (line,) = found_lines("zzz", [hit], Translator(), {})
    assert line.branch.beside.endswith(f" · {beside}")


@pytest.mark.parametrize(
    ("noun", "record_id", "title", "shown"),
    [
        ("topic", "torture", "Access to a lawyer", "获得律师帮助"),
        ("country", "AF", "Afghanistan", "阿富汗"),
        ("argument", "a", "Dual criminality", "双重犯罪"),
        ("source", "s", "Access to a lawyer", "Access to a lawyer"),
    ],
)
def test_titles_of_reference_data_are_in_the_language_of_the_window(
    noun: str, record_id: str, title: str, shown: str
) -> None:
    hit = SearchHit(noun=noun, id=record_id, title=title, snippet=title, case_id="", page=0)
    (line,) = found_lines("zzz", [hit], Translator("zh-Hans"), {})
    assert line.branch.text == shown


@pytest.mark.parametrize(
    ("language", "typed"),
    [("en", "first 48"), ("zh-Hans", "first 48"), ("zh-Hans", "最初48"), ("zh-Hant", "48")],
)
def test_the_first_48_hours_are_found_in_any_window(language: str, typed: str) -> None:
    (line, *_) = found_lines(typed, [], Translator(language), {})
    assert line.target == PageTarget(page="library", tab="first-hours")


@pytest.mark.parametrize(
    ("typed", "tab"),
    [("exposure", "exposure"), ("request", "request-test"), ("papers", "papers"), ("look", "look")],
)
def test_the_tabs_of_a_case_are_found_of_the_case_in_view_or_of_none(typed: str, tab: str) -> None:
    words = Translator()
    targets = [line.target for line in found_lines(typed, [], words, {}, Location(page="case", id="c"))]
    assert PageTarget(page="case", tab=tab, id="c") in targets
    targets = [line.target for line in found_lines(typed, [], words, {})]
    assert PageTarget(page="case", tab=tab) in targets


@pytest.mark.parametrize("language", WINDOW_LANGUAGES)
@pytest.mark.parametrize("here", [Location(page="today"), Location(page="case", id="c")])
def test_every_page_and_tab_is_found_by_its_name_there_and_in_english(language: str, here: Location) -> None:
    words, english = Translator(language), Translator()
    named = [
        (PageTarget(page=entry.page), entry.title)
        for each in (words, english)
        for group in entries(each)
        for entry in group
    ]
    named += [
        (PageTarget(page=at.page, tab=at.tab, id=at.id, within=at.within), tab.title)
        for each in (words, english)
        for tab in (*tabs(each, here), *titled_parts(each, here))
        for at in (tab.place,)
    ]
    missed = [
        (target, title)
        for target, title in named
        if target not in [line.target for line in found_lines(title, [], words, {}, here)]
    ]
    assert missed == []
    led_to = {target.page for target, _ in named} | {place.page for place in action_places(here).values()}
    assert set(PAGES) - led_to == {"country"}, "a page that no search leads to"
    assert {target.tab for target, _ in named if target.page == "case"} == set(LEAVES)


@pytest.mark.parametrize("name", ["Other copies", "To decide", "Who will read this", "Declarations"])
def test_what_is_named_in_the_manual_is_found_in_every_language(name: str) -> None:
    for language in WINDOW_LANGUAGES:
        words = Translator(language)
        assert found_lines(words(name), [], words, {}), language


def test_every_heading_in_view_is_found_by_its_words_and_leads_there(
    opened: Opened, sample: Session, sample_case: Case
) -> None:
    workspace: Any = opened(sample)
    words, here, missed = Translator(), Location(page="case", id=sample_case.id), []
    in_cards = {"today", "settings", "team", "parcels", "travel", "security", "reports", "library"}
    for place in places(sample_case.id):
        if place.page not in in_cards and place.tab not in {"overview", "events", "grounds", "contacts"}:
            continue
        workspace.go(place)
        cards = [card.accessibleName() for card in workspace.page.findChildren(Card) if card.isVisible()]
        lists = [one.title for one in workspace.page.findChildren(Listing) if one.isVisible()]
        for title in {*cards, *lists} - {"On this system: Linux"}:
            targets = [line.target for line in found_lines(title, [], words, {}, here)]
            led = [one for one in targets if isinstance(one, PageTarget) and one.page == place.page]
            if not any(place.tab in {one.tab, ""} for one in led):
                missed.append((place.page, place.tab, title))
    assert missed == []


@pytest.mark.parametrize("language", WINDOW_LANGUAGES)
@pytest.mark.parametrize(
    ("name", "page", "tab"),
    [
        ("Release pack", "case", "declarations"),
        ("Build release pack", "case", "declarations"),
        ("Review of cooperation", "library", "reviews"),
        ("Guardians", "security", "ways"),
        ("Members", "team", "team"),
        ("Shared cases", "team", "team"),
        ("To decide", "team", "team"),
    ],
)
def test_what_stands_on_a_page_is_found_in_the_window_s_words(
    language: str, name: str, page: str, tab: str
) -> None:
    words = Translator(language)
    targets = [line.target for line in found_lines(words(name), [], words, {})]
    assert any(isinstance(one, PageTarget) and (one.page, one.tab) == (page, tab) for one in targets)


def test_guardians_are_scrolled_into_view(opened: Opened, sample: Session) -> None:
    workspace: Any = opened(sample)
    workspace.window().resize(1024, 500)
    workspace.go(Location(page="security", tab="ways", within="guardians"))
    settle()
    page = workspace.page
    top = page.guardians.mapTo(page.stack.currentWidget(), QPoint()).y()
    assert 0 <= top < page.stack.height() / 2


def test_every_row_of_tabs_is_known_to_the_search() -> None:
    pages = Path(casebook.ui.pages.__file__).parent
    makes = re.compile(r"\bTabs\(|\(TabbedPage\)")
    rows = {path.stem for path in pages.rglob("*.py") if makes.search(path.read_text(encoding="utf-8"))}
    of_a_record = {"document_pane"}
    base = {"tabbed_page"}
    known = {"case", "dossier_side", "library", "parcels", "security", "team", "travel"}
    assert rows == known | of_a_record | base, "name its tabs in `casebook.ui.shell.places.tabs`"


def test_an_action_is_found_by_its_english_name_in_a_chinese_window() -> None:
    targets = [line.target for line in found_lines("lock", [], Translator("zh-Hant"), {})]
    assert ActionTarget(action="lock") in targets
