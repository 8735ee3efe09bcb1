from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from casebook.domain.dossier.own_profile import OwnProfile
from casebook.packs.dossier.reader import read_readers
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.dossier import own_profile
from tests.ui.driver import narrow, open_page, press, settle, words_in_view
from tests.ui.later import Later

Opened = Callable[..., Any]


def page_of(opened: Opened, session: Session) -> Any:  # noqa: ANN401 - the page has parts of its own
    return open_page(opened(session), "profiles")


def _said(page: Any) -> str:  # noqa: ANN401 - the page has parts of its own
    """What the pane says once all its parts were added."""
    said, more = "", words_in_view(page.detail)
    while more != said:
        settle()
        said, more = more, words_in_view(page.detail)
    return said


def test_profiles_are_narrowed_and_read_with_source_and_gaps(opened: Opened, blank: Session) -> None:
    page = page_of(opened, blank)
    assert page.rows.rowCount() == 37, "with forums no rule was found for"
    box = page.filters["jurisdiction"]
    box.setCurrentIndex(box.findData("GB-EW"))
    page.narrow()
    assert page.rows.rowCount() == 4
    page.table.choose("gb-coa-civil")
    text = _said(page)
    for wanted in ("PD 52C para 31", "Inherited from gb-ew-court-ebundle.", "practitioner blog"):
        assert wanted in text
    box.setCurrentIndex(0)
    page.narrow()
    page.table.choose("echr-rule39")
    assert "No rule was found, so nothing is checked." in _said(page)
    page.table.choose("gap-3")
    assert "no rule was found" in words_in_view(page.detail)


def test_profiles_in_chinese_name_courts_and_days_and_mark_english_notes(
    opened: Opened, blank: Session
) -> None:
    page = open_page(opened(blank, "zh-Hans"), "profiles")
    page.table.choose("gb-ew-court-ebundle")
    text = _said(page)
    assert text.startswith("英格兰和威尔士法院：电子卷宗一般指引")
    assert "（原文英文）" in text
    assert "para 1（截至 2021年11月29日）" in text
    narrow(page, "general e-bundle guidance")
    assert page.rows.rowCount() == 1, "it is found by its English name, too"


def test_who_gets_what_is_filed_stands_with_its_source_and_its_rule(opened: Opened, blank: Session) -> None:
    workspace = opened(blank)
    page = open_page(workspace, "profiles")
    page.table.choose("gb-extradition-appeal")
    text = _said(page)
    assert "Our office → The other side, such as counsel for the State" in text
    assert "Mucelli [2009] UKHL 2" in text
    assert "as in the program's other data, not read again" in text
    assert "Whether any other reader gets it is not known: ask the registry." in text
    press(page, "Go to deadline rule")
    assert (workspace.page.place.page, workspace.page.place.id) == ("rules", "gb-ea2003-p2-appeal-s103")
    page = open_page(workspace, "profiles")
    page.table.choose("interpol-ccf")
    assert read_readers().of("interpol-ccf")[0].pinpoint in _said(page)


def test_a_copy_is_changed_kept_exported_and_removed(opened: Opened, blank: Session, tmp_path: Path) -> None:
    page = page_of(opened, blank)
    page.detail.copying.emit("ca-irb-rpd")
    text = page.editor.text.toPlainText()
    page.editor.text.setPlainText(text.replace("pinpoint =", "# pinpoint =", 1))
    page.editor.check()
    assert "without a pinpoint and a kind" in words_in_view(page.editor)
    assert not page.editor.save.isEnabled()
    page.editor.text.setPlainText(text.replace('forum = "', 'forum = "Our own: '))
    page.editor.check()
    page.editor.keep()
    (kept,) = record.every(blank, OwnProfile)
    assert page.table.chosen_id == kept.profile_id == "own-ca-irb-rpd"
    assert "Our own: " in words_in_view(page.detail)
    out = tmp_path / "own.toml"
    page.export_to(kept.profile_id, out)
    assert "Our own: " in out.read_text(encoding="utf-8")
    page.detail.removing.emit(kept.id)
    assert record.every(blank, OwnProfile) == []
    page.context.undo()
    assert record.every(blank, OwnProfile) == [kept]


def test_what_was_kept_is_chosen_though_the_list_is_read_after_it(opened: Opened, blank: Session) -> None:
    page = page_of(opened, blank)
    page.detail.copying.emit("ca-irb-rpd")
    later = page.context.runner = Later()
    page.editor.keep()
    later.let()
    assert page.table.chosen_id == "own-ca-irb-rpd"
    assert "own-ca-irb-rpd" in words_in_view(page.detail)


def test_a_colleagues_file_is_shown_before_anything_is_taken(
    opened: Opened, blank: Session, tmp_path: Path
) -> None:
    page = page_of(opened, blank)
    out = tmp_path / "own.toml"
    own_profile.export("de-erv", out)
    page.compare(out)
    assert "Import from own-profiles" in words_in_view(page.importing)
    page.importing.ticks["own-de-erv"].setChecked(True)
    page.importing.take()
    assert [own.profile_id for own in record.every(blank, OwnProfile)] == ["own-de-erv"]
