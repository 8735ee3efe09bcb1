"""The Countries page and a country's sheet over the sample casebook."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPointF

from casebook.base.i18n import Translator
from casebook.services.base.session import Session
from casebook.services.library import country, registry, world_map
from casebook.ui.kit.page_context import Location
from casebook.ui.models.rows import TONE
from casebook.ui.widgets.charts.world import WorldMap
from casebook.ui.widgets.tables.hidden_columns import HiddenColumns
from tests.ui.driver import choose, narrow, open_page, part, settle, shown_rows, text_of

Opened = Callable[..., Any]


def test_the_matrix_gives_every_country_a_word_for_each_channel(opened: Opened, sample: Session) -> None:
    workspace = opened(sample)
    workspace.go(Location(page="countries"))
    rows = workspace.page.rows
    assert rows.total == 132
    at = rows.index_of("TR").row()
    cells = [rows.index(at, column).data() for column in range(8)]
    assert cells == [
        "Türkiye",
        "approved by a side",
        "none found",
        "in force",
        "not looked for",
        "not looked for",
        "not looked for",
        "signed",
    ]
    assert rows.index(at, 1).data(TONE) == "amber"
    assert rows.index(at, 2).data(TONE) is None


@pytest.mark.parametrize(("page", "within"), [("countries", "CY"), ("rules", "cy-ipac-30")])
@pytest.mark.parametrize("language", ["en", "zh-Hans", "zh-Hant"])
def test_lists_by_country_find_it_by_any_of_its_names(
    opened: Opened, sample: Session, page: str, within: str, language: str
) -> None:
    shown = open_page(opened(sample, language), page)
    typed = ["cyp", "塞浦路斯", "賽普勒斯", "Cyprus", *(["saipu"] if language != "en" else [])]
    for text in typed:
        narrow(shown, text)
        assert within in [row.id for row in shown_rows(shown.rows)], text
        assert len(shown_rows(shown.rows)) < shown.rows.total


def test_the_first_country_as_sorted_is_chosen(opened: Opened, sample: Session) -> None:
    workspace = opened(sample, "zh-Hans")
    workspace.go(Location(page="countries"))
    settle()
    assert workspace.page.table.currentIndex().row() == 0


def test_a_narrow_window_names_the_channels_it_has_no_room_for(opened: Opened, sample: Session) -> None:
    workspace = opened(sample)
    workspace.window().resize(1024, 700)
    workspace.go(Location(page="countries"))
    settle()
    line = part(workspace.page, HiddenColumns)
    hidden = workspace.page.table.without_room
    assert len(hidden) > 1
    assert line.text() == f"{len(hidden)} columns hidden ({', '.join(hidden)}): widen the window"
    workspace.window().resize(1600, 800)
    settle()
    assert not line.isVisible()


def test_opening_a_row_shows_its_sheet_with_basis_and_disagreement(opened: Opened, sample: Session) -> None:
    workspace = opened(sample)
    workspace.go(Location(page="countries"))
    workspace.page.open_row("CY")
    assert workspace.place == Location(page="country", id="CY")
    words = text_of(workspace.page)
    assert "in force 2020" in words
    assert "Safeguard Defenders puts entry into force in 2020" in words
    assert "This does not prove that none exist" in words
    assert "general knowledge" in words


def test_a_sheet_in_chinese_has_its_notes_in_chinese(opened: Opened, sample: Session) -> None:
    workspace = opened(sample, "zh-Hans")
    workspace.go(Location(page="country", id="AR"))
    words = text_of(workspace.page)
    assert "已查阅的字段\n签署、批准" in words
    assert "只有中国批准；" in words
    assert "（原文英文）" not in words
    lanes = country.timeline(country.sheet("AR", sample), sample.clock().date(), Translator("zh-Hans"))
    assert lanes is not None
    assert [mark.title for lane in lanes.lanes for mark in lane.marks] == [
        "列出布宜诺斯艾利斯的一个中国警务站点。"
    ]


def test_a_decision_is_shown_with_what_became_of_it(opened: Opened, sample: Session) -> None:
    workspace = opened(sample)
    workspace.go(Location(page="country", id="NZ"))
    words = text_of(workspace.page)
    assert "Later history: Set aside by the Supreme Court, [2022] NZSC 44" in words
    assert "no longer an authority" in words
    assert "Annulled or set aside" in words


def test_every_sheet_opens(opened: Opened, sample: Session) -> None:
    workspace = opened(sample)
    for code in ("AU", "CH", "HK", "INT", "PE", "TH"):
        workspace.go(Location(page="country", id=code))
        assert text_of(workspace.page)


def _middle(shown: WorldMap, code: str) -> QPointF:
    """The centre of a country on the widget, where the world stands in the middle at its largest size."""
    corners = [value for ring in world_map.outlines()[code] for value in ring]
    across, down = corners[::2], corners[1::2]
    scale = min(shown.width() / world_map.WIDTH, shown.height() / world_map.HEIGHT)
    left = (shown.width() - world_map.WIDTH * scale) / 2
    top = (shown.height() - world_map.HEIGHT * scale) / 2
    return QPointF(left + scale * (min(across) + max(across)) / 2, top + scale * (min(down) + max(down)) / 2)


def test_the_map_shows_countries_by_word_and_colour_and_opens_their_sheet(
    opened: Opened, sample: Session
) -> None:
    workspace = opened(sample)
    workspace.go(Location(page="countries"))
    page = workspace.page
    page.show_as("map")
    shown = page.map
    codes = {row.id for row in shown_rows(page.rows)} - {"INT"}
    assert codes <= world_map.outlines().keys()
    words = text_of(shown)
    assert "in force: " in words
    assert "none found: " in words
    assert "Thailand: in force" in shown.map.accessibleDescription()
    choose(shown, "Channel", "Legal assistance")
    listed = (
        (row.name, page.rows.index(page.rows.index_of(row.id).row(), 3).data())
        for row in shown_rows(page.rows)
    )
    stated = {
        f"{name}: {status}" for name, status in listed if status not in {"none found", "not looked for"}
    }
    assert set(shown.map.accessibleDescription().split("; ")) == stated
    for code in ("CA", "MT"):
        assert shown.map.at(_middle(shown.map, code)) == code
    shown.map.opened.emit("TH")
    assert workspace.place == Location(page="country", id="TH")


def test_every_sheet_has_an_outline() -> None:
    known = world_map.outlines()
    held = registry.shipped()
    assert [sheet.id for sheet in held.countries if sheet.id not in known] == []
    points = [value for rings in known.values() for ring in rings for value in ring]
    assert min(points) >= 0
    assert max(points) <= world_map.WIDTH


def test_countries_are_named_in_the_language_of_the_window(opened: Opened, sample: Session) -> None:
    workspace: Any = opened(sample, "zh-Hans")
    workspace.go(Location(page="countries"))
    rows = workspace.page.rows
    assert rows.row_at(rows.index_of("TH")).name == "泰国"
    workspace.go(Location(page="country", id="TH"))
    assert [crumb.text for crumb in workspace.page.crumbs()][-1] == "泰国"
