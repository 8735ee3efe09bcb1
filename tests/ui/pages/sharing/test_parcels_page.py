"""Parcels in the window: handed over, opened by record and field, taken in, listed and recalled."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QGuiApplication, QPaintEvent, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit

from casebook.base.errors import NotFound
from casebook.base.i18n import Translator
from casebook.domain.case.case import Case, Party
from casebook.domain.case.fact import Fact
from casebook.domain.case.note import Note
from casebook.domain.person.person import Consent, Person
from casebook.domain.sharing.comparison import ComparedField
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.sharing import card, device
from casebook.services.sharing.parcels import register
from casebook.services.sharing.parcels.parcel_look import ComparedRecord, look
from casebook.services.sharing.parcels.parcel_take import take
from casebook.services.sharing.parcels.parcel_undo import undo_take
from casebook.services.sharing.parcels.recall import seal_recall
from casebook.ui.kit.page_context import Location
from casebook.ui.kit.taken_parcels import TakenParcels
from casebook.ui.kit.tasks import BackgroundTask
from casebook.ui.models.rows import LOOK
from casebook.ui.pages.casefile.case_menu import CaseMenu
from casebook.ui.pages.sharing.parcels import hand_over_state, holder_list, parcel_open, parcel_taken
from casebook.ui.pages.sharing.parcels.compared_list import ComparedList
from casebook.ui.widgets.controls.progress import ProgressStrip
from casebook.ui.widgets.forms.search import SearchField
from tests.services.sharing.conftest import Opener, casebook_of, introduce
from tests.services.sharing.matters import Matter, matter, plain_of, sent
from tests.ui.conftest import Opened
from tests.ui.driver import (
    button,
    field,
    is_in_view,
    message_of,
    part,
    press,
    settle,
    shown_rows,
    words_in_view,
)

__all__ = ["casebook_of"]


class Two:
    """Anna, who has a case, and Ben; each with a window."""

    def __init__(self, opened: Opened, anna: Session, ben: Session, folder: Path) -> None:
        self.anna, self.ben, self.folder = anna, ben, folder
        self.of: Matter = matter(anna)
        self.at_anna: Any = opened(anna)
        self.at_ben: Any = opened(ben)

    def give(self) -> Any:  # noqa: ANN401 - of the window
        """The tab that hands over, with the case ticked."""
        self.at_anna.go(Location(page="parcels", tab="give", id=self.of.case.id))
        settle()
        return self.at_anna.page.leaf

    def plan(self, **values: object) -> Any:  # noqa: ANN401 - of the window
        """The tab after the choice was sent."""
        leaf = self.give()
        form = leaf.choosing.form
        chosen = {"purpose": "partner", "cards": [one.id for one in card.rows(self.anna)]} | values
        for key, value in chosen.items():
            form.entries[key].set_raw(value)
            form.entries[key].changed.emit()
        form.submit()
        settle()
        return leaf

    def sealed(self, name: str = "p.casebook-parcel", **values: object) -> Path:
        """A parcel that Anna saved by the window."""
        leaf = self.plan(**values)
        leaf.pane.seal(self.folder / name)
        settle()
        return self.folder / name

    def open(self, path: Path) -> Any:  # noqa: ANN401 - of the window
        """The tab that opened a file at Ben."""
        self.at_ben.go(Location(page="parcels", tab="open"))
        self.at_ben.page.leaf.open(path)
        settle()
        return self.at_ben.page.leaf

    def taken(self) -> Any:  # noqa: ANN401 - of the window
        """The tab after Ben took a parcel in."""
        leaf = self.open(self.sealed())
        press(leaf, "Import what is ticked")
        settle()
        return leaf

    def holders(self, workspace: Any, about: str = "") -> Any:  # noqa: ANN401 - of the window
        workspace.go(Location(page="parcels", tab="holders", id=about))
        settle()
        return workspace.page.leaf


@pytest.fixture
def two(opened: Opened, casebook_of: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Two:
    anna, ben = casebook_of("anna"), casebook_of("ben")
    introduce(anna, ben)
    for module in (hand_over_state, holder_list, parcel_taken):
        monkeypatch.setattr(module, "pick_target", lambda _, __, name: tmp_path / name)
    return Two(opened, anna, ben, tmp_path)


def consented(session: Session, person: Person, *consents: Consent) -> None:
    now = record.find(session, Person, person.id)
    record.change(session, replace(now, consents=consents))


def texts(view: Any, column: int = 0) -> list[str]:  # noqa: ANN401 - a tree
    """What the open lines of a tree say in a column."""
    found: list[str] = []
    index = view.model().index(0, 0)
    while index.isValid():
        found.append(str(index.siblingAtColumn(column).data() or ""))
        index = view.indexBelow(index)
    return found


# --- handing over ----------------------------------------------------------------------------------


def test_a_device_without_a_card_is_noted_how_to_get_one(opened: Opened, blank: Session) -> None:
    workspace: Any = opened(blank)
    workspace.go(Location(page="parcels", tab="give"))
    settle()
    assert "This device has no card yet." in words_in_view(workspace.page)
    field(workspace.page, "Name of this device").setText("Laptop")
    press(workspace.page, "Name this device")
    settle()
    assert device.required_card(blank).name == "Laptop"
    assert "No case to hand over yet" in words_in_view(workspace.page)


def test_a_case_is_sealed_to_a_card_and_the_result_says_where_and_for_whom(two: Two) -> None:
    leaf = two.plan()
    shown = words_in_view(leaf.pane)
    assert "ben · Purpose: partner" in shown
    assert "consents to this purpose" in shown
    assert "1 file" in shown
    press(leaf.pane, "Save parcel…")
    settle()
    (path,) = two.folder.glob("*.casebook-parcel")
    assert path.name == "parcel.casebook-parcel"
    told = words_in_view(leaf.saved)
    assert str(path) in told
    assert "Send the file to ben." in told
    assert leaf.window().focusWidget() is button(leaf.saved, "Done")
    assert b"Clientname" in plain_of(two.ben, path)
    assert b"Healthcanary" not in plain_of(two.ben, path)


def test_what_is_protected_goes_only_when_ticked_one_by_one(two: Two) -> None:
    leaf = two.plan()
    offered = [leaf.pane.protected.list.item(at).text() for at in range(leaf.pane.protected.list.count())]
    assert "Health: Clientname" in offered
    assert any(text.endswith("(as a relative of Clientname)") for text in offered)
    assert len(set(offered)) == len(offered)
    assert "Privileged notes: Privnotecanary" in offered
    leaf.pane.protected.set_raw([f"person/{two.of.client.id}/health"])
    leaf.pane.seal(two.folder / "p")
    plain = plain_of(two.ben, two.folder / "p")
    assert b"Healthcanary" in plain
    assert b"Whereaboutscanary" not in plain
    assert leaf.pane.isHidden()


def test_what_goes_and_what_stays_is_listed_by_title_and_filtered(two: Two) -> None:
    leaf = two.plan()
    going = leaf.pane.going
    assert {"Exhibit", "They came", "Advicecanary", "Privnotecanary"} <= {*going.titles}
    groups = [str(going.tree.index(at, 0).data()) for at in range(going.tree.rowCount())]
    assert groups[0] == "Evidence"
    assert groups[-1] == "Stays: privileged"
    going.narrow("advice")
    assert going.titles == ["Advicecanary"]
    assert going.view.isExpanded(going.tree.index(0, 0))
    going.narrow("")
    leaf.pane.protected.set_raw([f"document/{two.of.advice.id}"])
    leaf.pane.protected.changed.emit()
    settle()
    counts = {
        str(going.tree.index(at, 0).data()): going.tree.rowCount(going.tree.index(at, 0))
        for at in range(going.tree.rowCount())
    }
    assert (counts["Evidence"], counts["Stays: privileged"]) == (2, 1)


def test_who_goes_along_and_is_a_client_elsewhere_has_to_consent(two: Two) -> None:
    of = two.of
    other = replace(of.other, id=two.anna.ids(), reference="2026-7", parties=(Party(person_id=of.mother.id),))
    record.add(two.anna, other)
    named = (*of.case.parties, Party(person_id=of.mother.id, standing="witness"))
    record.change(two.anna, replace(of.case, parties=named))
    leaf = two.plan()
    assert "Mothername (goes along, client of 2026-7)" in words_in_view(leaf.pane)
    assert "client of 2026-7" in words_in_view(leaf.pane)
    assert not button(leaf.pane, "Save parcel…").isEnabled()


def test_a_case_without_its_client_is_warned_of_before_it_is_imported(two: Two) -> None:
    preview = two.open(two.sealed()).preview
    assert preview.lacking_note.isHidden()
    tree = preview.contents.tree
    groups = [str(tree.index(at, 0).data()) for at in range(tree.rowCount())]
    tree.setData(
        tree.index(groups.index("Person"), 0), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole
    )
    assert "Person: Clientname" in preview.lacking_note.text()
    assert button(preview, "Import what is ticked").isEnabled(), "it warns, and does not forbid"


def test_who_lacks_consent_is_named_with_the_way_to_the_record(two: Two) -> None:
    leaf = two.plan(purpose="court")
    assert "no consent for this purpose" in words_in_view(leaf.pane)
    assert not button(leaf.pane, "Save parcel…").isEnabled()
    press(leaf.pane, "Open record: Clientname")
    assert two.at_anna.place == Location(page="people", id=two.of.client.id, within="consents")
    settle()
    assert two.at_anna.page.editor.form is not None
    assert two.at_anna.page.editor.form.entries["consents"].isAncestorOf(two.at_anna.window().focusWidget())
    two.at_anna.page.editor.leave()
    consented(two.anna, two.of.client, Consent(purpose="court", given_on=date(2026, 1, 1)))
    two.at_anna.back()
    settle()
    assert button(leaf.pane, "Save parcel…").isEnabled()


def test_nothing_goes_within_limits_of_a_consent_until_that_is_said(two: Two) -> None:
    consented(
        two.anna, two.of.client, Consent(purpose="partner", given_on=date(2026, 1, 1), scope="One statement")
    )
    leaf = two.plan()
    shown = words_in_view(leaf.pane)
    assert "consents within limits" in shown
    assert "Limits: One statement" in shown
    save = button(leaf.pane, "Save parcel…")
    assert not save.isEnabled()
    leaf.pane.within.click()
    settle()
    assert save.isEnabled()
    leaf.pane.protected.set_raw([f"person/{two.of.client.id}/health"])
    leaf.pane.protected.changed.emit()
    settle()
    assert not save.isEnabled(), "more goes than was looked at"
    leaf.pane.within.click()
    settle()
    press(leaf.pane, "Save parcel…")
    settle()
    assert len(register.rows(two.anna)) == 1


def test_a_card_that_nobody_compared_needs_a_tick_and_the_register_says_so(
    two: Two,
    casebook_of: Opener,
) -> None:
    carl = casebook_of("carl")
    unchecked = card.add(two.anna, device.required_card(carl).data)
    leaf = two.plan(cards=[unchecked.id])
    assert "A card of the recipients was not compared" in words_in_view(leaf.pane)
    press(leaf.pane, "Back")
    form = leaf.choosing.form
    assert "Someone else may have written this card" in words_in_view(form)
    form.entries["allowed"].set_raw(True)
    form.submit()
    leaf.pane.seal(two.folder / "p")
    settle()
    assert "Not compared, as the register says: carl." in words_in_view(leaf.saved)
    (row,) = register.rows(two.anna)
    assert [one.was_compared for one in row.handover.holders] == [False]


def test_who_goes_along_and_consents_is_not_said_to_lack_it(two: Two) -> None:
    of, now = two.of, two.anna.clock()
    given = Consent(given_on=now.date(), purpose="court")
    record.change(two.anna, replace(of.mother, consents=(given,)))
    named = (*of.case.parties, Party(person_id=of.mother.id, standing="witness"))
    record.change(two.anna, replace(of.case, parties=named))
    leaf = two.plan(purpose="court")
    assert "Mothername (goes along)" in words_in_view(leaf.pane)
    assert "but none to this purpose" not in words_in_view(leaf.pane)


def test_a_stray_return_does_not_take_the_six_words_away(two: Two) -> None:
    two.sealed(by_phrase=True, recall_on="2026-06-01", recipient="Court of Nicosia")
    QTest.keyClick(two.at_anna.window().focusWidget(), Qt.Key.Key_Return)
    settle()
    saved = two.at_anna.page.leaf.saved
    assert len(saved.findChild(QLabel, "six-words").text().split()) == 6


def test_who_has_a_parcel_takes_two_lines(two: Two) -> None:
    two.sealed(by_phrase=True, recall_on="2026-06-01", recipient="Court of Nicosia")
    model = two.holders(two.at_anna).table.model()
    cells = [model.index(0, at) for at in range(model.columnCount())]
    assert [cell.data(LOOK) for cell in cells if "Court of Nicosia" in str(cell.data())] == ["two-lines"]


def test_ctrl_enter_imports_what_is_ticked(two: Two) -> None:
    leaf = two.open(two.sealed())
    leaf.take_focus()
    QTest.keyClick(two.at_ben.window().focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert record.every(two.ben, Case)


def test_a_phrase_is_shown_once_and_opens_the_parcel(two: Two) -> None:
    path = two.sealed(by_phrase=True, recall_on="2026-06-01", recipient="Court of Nicosia")
    saved = two.at_anna.page.leaf.saved
    phrase = saved.findChild(QLabel, "six-words").text()
    assert len(phrase.split()) == 6
    assert [one.is_unnoted for one in register.rows(two.anna)] == [True]
    press(saved, "I wrote the words down")
    settle()
    assert [one.is_unnoted for one in register.rows(two.anna)] == [False]
    assert "Court of Nicosia" in words_in_view(two.holders(two.at_anna))
    assert phrase not in words_in_view(two.at_anna)
    assert saved.findChild(QLabel, "six-words") is None or not is_in_view(saved, phrase)
    leaf = two.open(path)
    assert "This parcel opens with a phrase of six words" in words_in_view(leaf)
    words = field(leaf, "Phrase of six words")
    assert words.echoMode() is QLineEdit.EchoMode.Password
    before = words_in_view(leaf)
    words.setText("one two three four five six")
    press(leaf, "Open the parcel")
    settle()
    assert leaf.preview.isHidden()
    assert words_in_view(leaf) != before
    words.setText(f"  {phrase.upper()} ")
    QTest.keyClick(words, Qt.Key.Key_Return)
    settle()
    assert leaf.preview.isVisible()
    assert words.text() == ""
    assert "1 June 2026" in words_in_view(leaf.preview)


def test_a_parcel_whose_words_nobody_noted_says_so_and_can_be_withdrawn(two: Two) -> None:
    two.sealed(by_phrase=True)
    leaf = two.holders(two.at_anna)
    assert "its words were not noted" in words_in_view(leaf)
    press(leaf, "Remove this entry")
    settle()
    assert register.rows(two.anna) == []
    two.sealed("q.casebook-parcel", by_phrase=True)
    leaf = two.holders(two.at_anna)
    press(leaf, "I have the words")
    settle()
    assert [one.is_unnoted for one in register.rows(two.anna)] == [False]
    assert not is_in_view(leaf, "Remove this entry")


def test_a_card_that_is_handed_over_to_is_ticked_without_another_plan(two: Two) -> None:
    leaf = two.plan(by_phrase=True, cards=[])
    assert not leaf.pane.isHidden()
    two.at_anna.go(Location(page="team", tab="cards"))
    settle()
    press(two.at_anna.page, "Hand over…")
    settle()
    leaf = two.at_anna.page.leaf
    assert leaf.pane.isHidden()
    values = leaf.choosing.form.values
    assert [*values["cards"]] == [one.id for one in card.rows(two.anna)]
    assert not values["by_phrase"]


def test_the_example_of_a_day_of_recall_is_still_to_come(two: Two) -> None:
    leaf = two.plan(recall_on="")
    example = field(leaf.choosing.form, "Recall on").placeholderText()
    assert date.fromisoformat(example) > two.anna.clock().date()


def test_a_day_of_recall_in_the_past_is_refused(two: Two) -> None:
    leaf = two.plan(recall_on="2020-01-01")
    assert leaf.pane.isHidden()
    assert "Choose a day after today." in words_in_view(leaf)


def test_ticks_stay_for_the_same_readers_and_the_filter_goes(two: Two) -> None:
    leaf = two.plan()
    entry = leaf.pane.protected
    entry.list.item(0).setCheckState(Qt.CheckState.Checked)
    search = part(entry, SearchField)
    search.setText("zzz")
    press(leaf.pane, "Back")
    settle()
    leaf.choosing.form.submit()
    settle()
    assert len(entry.read()) == 1
    assert search.text() == ""
    assert not any(entry.list.item(at).isHidden() for at in range(entry.list.count()))
    press(leaf.pane, "Back")
    leaf = two.plan(by_phrase=True, cards=[])
    assert entry.read() == ()


def test_unticking_a_group_paints_what_is_beneath_it_anew(two: Two) -> None:
    leaf = two.open(two.sealed())
    view, tree = leaf.preview.contents.view, leaf.preview.contents.tree
    group = tree.index(0, 0)
    view.expand(group)
    settle()
    watch = Painted(view.viewport())
    tree.setData(group, Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    settle()
    assert watch.region.contains(view.visualRect(tree.index(0, 0, group)).center())


class Painted(QObject):
    """Where a widget was painted since."""

    def __init__(self, widget: Any) -> None:  # noqa: ANN401 - a view
        super().__init__(widget)
        self.region = QRegion()
        widget.installEventFilter(self)

    def eventFilter(self, _: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Note what is painted."""
        if isinstance(event, QPaintEvent):
            self.region = self.region.united(event.region())
        return False


def test_a_cancelled_seal_leaves_neither_file_nor_entry(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    leaf = two.plan()
    strip = part(leaf.pane, ProgressStrip)
    follow = strip.follow

    def cancel_at_once(task: BackgroundTask, words: Translator) -> None:  # it runs to its end in line
        follow(task, words)
        task.cancel()

    monkeypatch.setattr(strip, "follow", cancel_at_once)
    leaf.pane.seal(two.folder / "p")
    settle()
    assert list(two.folder.glob("p*")) == []
    assert register.rows(two.anna) == []
    assert leaf.pane.isVisible()
    assert button(leaf.pane, "Save parcel…").isEnabled()


def test_the_menu_of_a_case_and_the_search_lead_to_it(two: Two) -> None:
    two.at_anna.go(Location(page="case", id=two.of.case.id))
    actions = {one.text(): one for one in two.at_anna.page.findChild(CaseMenu).menu().actions()}
    actions["Hand over…"].trigger()
    settle()
    assert two.at_anna.page.leaf.choosing.form.values["cases"] == [two.of.case.id]
    actions["Who holds this"].trigger()
    assert two.at_anna.place == Location(page="parcels", tab="holders", id=two.of.case.id)
    two.at_anna.go(Location(page="case", id=two.of.case.id))
    two.at_anna.run_action("hand-over")
    assert two.at_anna.place == Location(page="parcels", tab="give", id=two.of.case.id)
    bound = {action.data() for action in two.at_anna.findChildren(QAction)}
    assert {"hand-over", "open-parcel", "holders"} <= bound


# --- opening ---------------------------------------------------------------------------------------


def test_a_parcel_says_who_sealed_it_for_what_and_what_is_left_out(two: Two) -> None:
    leaf = two.open(two.sealed())
    shown = words_in_view(leaf.preview)
    assert "Sealed by anna" in shown
    assert "card compared" in shown
    assert "Purpose: partner" in shown
    assert "Consent: Clientname: given on 1 January 2026" in shown
    assert "Left out by the sender: whereabouts" in shown
    lines = texts(leaf.preview.contents.view)
    assert {"Case", "2026-1", "Person", "Clientname", "They came"} <= set(lines)
    assert record.every(two.ben, Case) == []


def test_a_parcel_of_an_unknown_card_warns(two: Two) -> None:
    (known,) = card.rows(two.ben)
    path = two.sealed()
    card.remove(two.ben, known.id)
    assert "Nobody here knows this card" in words_in_view(two.open(path).preview)


def test_ticked_records_are_taken_and_the_rest_is_remembered(two: Two) -> None:
    path = two.sealed()
    leaf = two.open(path)
    contents = leaf.preview.contents
    note = two.of.note
    view = contents.view
    at = texts(view).index("Opennote")
    index = view.model().index(0, 0)
    for _ in range(at):
        index = view.indexBelow(index)
    view.setCurrentIndex(index)
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert not any(key[1] == note.id for key in contents.ticked)
    press(leaf, "Import what is ticked")
    settle()
    assert record.find(two.ben, Case, two.of.case.id) == two.of.case
    with pytest.raises(NotFound):
        record.find(two.ben, Note, two.of.note.id)
    again = two.open(path).preview
    assert note.id not in {key[1] for key in again.contents.ticked}
    assert "not imported before" in texts_open(again.contents)


def texts_open(contents: ComparedList) -> list[str]:
    contents.view.expandAll()
    return texts(contents.view, 1)


def test_fields_stand_side_by_side_with_how_they_differ(two: Two) -> None:
    two.taken()
    record.change(two.ben, replace(record.find(two.ben, Fact, two.of.fact.id), statement="Ben's words"))
    record.change(two.anna, replace(two.of.fact, statement="Anna's words", explanation="Anna's reason"))
    sent(two.anna, two.of.case, two.folder / "second", two.ben)
    contents = two.open(two.folder / "second").preview.contents
    states = texts_open(contents)
    assert {"changed on both sides", "changed by the sender"} <= set(states)
    at = states.index("changed on both sides")
    assert texts(contents.view, 2)[at] == "Ben's words"
    assert texts(contents.view, 3)[at] == "Anna's words"
    assert "records are here already" in words_in_view(contents)


def test_what_a_sender_was_never_given_is_red_and_not_ticked(two: Two) -> None:
    two.taken()
    shown = record.find(two.ben, Fact, two.of.fact.id)
    with two.anna.store.write("handover.remove") as transaction:
        (row,) = register.rows(two.anna)
        transaction.discard(type(row.handover), row.handover.id)
    record.change(two.ben, replace(shown, statement="Forged"))
    consented(two.ben, two.of.client, Consent(purpose="partner", given_on=date(2026, 1, 1)))
    sent(two.ben, record.find(two.ben, Case, two.of.case.id), two.folder / "back", two.anna)
    two.at_anna.go(Location(page="parcels", tab="open"))
    leaf = two.at_anna.page.leaf
    leaf.open(two.folder / "back")
    settle()
    contents = leaf.preview.contents
    assert "never given to the sender" in texts_open(contents)
    assert contents.ticked == frozenset()
    press(contents, "Tick all")
    assert contents.ticked == frozenset()


def test_a_file_that_is_no_parcel_or_was_changed_is_refused_in_place(two: Two) -> None:
    (two.folder / "letter").write_bytes(b"a letter")
    leaf = two.open(two.folder / "letter")
    assert "This is not a parcel." in words_in_view(leaf)
    path = two.sealed()
    data = bytearray(path.read_bytes())
    data[-200] ^= 1
    path.write_bytes(data)
    leaf = two.open(path)
    assert "changed or damaged on the way" in words_in_view(leaf)
    assert leaf.start.isVisible()


def test_a_chosen_file_is_opened_and_escape_of_the_phrase_begins_again(
    two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = two.sealed(by_phrase=True)
    monkeypatch.setattr(parcel_open, "pick_files", lambda *_, purpose: [path] if purpose else [])
    two.at_ben.run_action("open-parcel")
    settle()
    leaf = two.at_ben.page.leaf
    press(leaf, "Choose parcel…")
    settle()
    assert leaf.asking.isVisible()
    press(leaf, "Cancel")
    assert leaf.start.isVisible()


def test_a_parcel_is_taken_back_by_one_press_or_by_undo(two: Two) -> None:
    leaf = two.taken()
    assert "Imported: 7 new records, 1 file." in words_in_view(leaf.done)
    press(leaf.done, "Undo")
    settle()
    assert record.every(two.ben, Case) == []
    assert register.rows(two.ben) == []
    assert leaf.start.isVisible()
    leaf = two.open(two.folder / "p.casebook-parcel")
    press(leaf, "Import what is ticked")
    settle()
    assert record.every(two.ben, Case) != []
    two.at_ben.run_action("undo")
    settle()
    assert record.every(two.ben, Case) == []


def test_nothing_is_said_of_a_parcel_that_was_taken_back_elsewhere(two: Two) -> None:
    two.taken()
    (step,) = TakenParcels.of(two.at_ben.page.context).steps
    two.holders(two.at_ben)
    two.at_ben.run_action("undo")
    settle()
    assert record.every(two.ben, Case) == []
    two.at_ben.go(Location(page="parcels", tab="open"))
    settle()
    leaf = two.at_ben.page.leaf
    assert leaf.start.isVisible()
    assert not is_in_view(leaf, "Imported:")
    assert undo_take(two.ben, step.taken) == [], "nothing stays of what is gone already"


def test_what_came_in_lists_the_parcel_with_its_undo(two: Two) -> None:
    two.taken()
    two.at_ben.go(Location(page="team", tab="arrived"))
    settle()
    arrived = two.at_ben.page.arrived
    assert is_in_view(arrived, "Parcel from anna")
    press(arrived, "Undo: Parcel from anna")
    settle()
    assert record.every(two.ben, Case) == []
    assert not is_in_view(arrived, "Parcel from anna")


def test_of_ten_thousand_records_only_those_in_view_are_worded(opened: Opened, blank: Session) -> None:
    class Titles(dict[str, str]):
        asked = 0

        def get(self, key: str, default: str = "") -> str:  # type: ignore[override]
            self.asked += 1
            return f"Title {key}{default}"

    workspace: Any = opened(blank)
    contents, titles = ComparedList(workspace.context.words), Titles()
    fields = tuple(
        ComparedField(key=name, state="theirs", here="a", came="b") for name in ("text", "title", "place")
    )
    records = [ComparedRecord(noun="note", id=f"n{at}", state="known", fields=fields) for at in range(10_000)]
    contents.show_records(records, titles, {(one.noun, one.id, key.key) for one in records for key in fields})
    contents.resize(900, 600)
    contents.show()
    titles.asked = 0
    contents.view.expand(contents.tree.index(0, 0))
    contents.view.scrollToBottom()
    settle()
    assert 0 < titles.asked < 1000
    group = contents.tree.index(0, 0)
    contents.tree.setData(group, Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert contents.ticked == frozenset()
    contents.close()
    contents.deleteLater()


# --- who holds what --------------------------------------------------------------------------------


def test_the_register_lists_by_case_holder_and_state(two: Two) -> None:
    empty = two.holders(two.at_anna)
    assert "No parcel yet" in words_in_view(empty)
    two.taken()
    given, came = two.holders(two.at_anna), two.holders(two.at_ben)
    (row,) = shown_rows(given.rows)
    assert row.references == ("2026-1",)
    assert [column.text(row) for column in given.rows.columns][1:] == [
        "out",
        "2026-1",
        "ben",
        "no receipt yet",
        "",
        "handed over",
    ]
    (row,) = shown_rows(came.rows)
    assert [column.text(row) for column in came.rows.columns][1:4] == ["in", "2026-1", "anna"]
    of_another = two.holders(two.at_anna, two.of.other.id)
    assert shown_rows(of_another.rows) == []
    shown = words_in_view(of_another)
    assert "No parcel holds the chosen record" in shown
    assert "No parcel yet" not in shown, "there is one, of another case"
    press(of_another, "Show all")
    settle()
    assert len(shown_rows(two.at_anna.page.leaf.rows)) == 1
    assert not is_in_view(two.at_anna.page.leaf, "Show all parcels")


def test_a_receipt_goes_back_and_is_noted(two: Two) -> None:
    leaf = two.taken()
    press(leaf.done, "Save receipt…")
    path = two.folder / "receipt.casebook-receipt"
    given = two.holders(two.at_anna)
    given.note_file(path)
    settle()
    (row,) = shown_rows(given.rows)
    assert row.row.handover.holders[0].receipt_at is not None
    assert given.rows.columns[-1].text(row) == "received"
    assert message_of(two.at_anna) == "Receipt added"
    press(leaf.done, "Copy receipt as text")
    given.begin_paste()
    field(given.form, "Text of the receipt").setPlainText("no receipt")
    given.form.submit()
    assert given.form.is_refused
    field(given.form, "Text of the receipt").setPlainText(QGuiApplication.clipboard().text())
    given.form.submit()
    settle()
    assert given.form.isHidden()


def test_a_withdrawn_consent_says_who_holds_the_data(two: Two) -> None:
    two.taken()
    withdrawn = Consent(purpose="partner", given_on=date(2026, 1, 1), withdrawn_on=date(2026, 1, 2))
    two.at_anna.go(Location(page="people", id=two.of.client.id))
    settle()
    assert "Who holds this" in words_in_view(two.at_anna.page)
    people = two.at_anna.page
    consented(two.anna, two.of.client, withdrawn)
    people.editor.kept.emit(two.of.client.id)
    settle()
    assert message_of(two.at_anna) == "Consent withdrawn. Parcels that hold this person are with: ben."
    assert "consent withdrawn" in words_in_view(people)
    press(people, "Parcels that hold this person…")
    settle()
    leaf = two.at_anna.page.leaf
    (row,) = shown_rows(leaf.rows)
    assert row.is_due
    two.at_anna.go(Location(page="today"))
    settle()
    assert "Parcels to recall, 1" in words_in_view(two.at_anna.page)


def test_a_recall_is_made_opened_and_obeyed_only_after_a_question(two: Two) -> None:
    two.taken()
    given = two.holders(two.at_anna)
    press(given, "Make recall…")
    settle()
    assert "nothing is deleted there before a person confirms it" in words_in_view(given.saved)
    leaf = two.open(two.folder / "recall.casebook-parcel")
    assert "anna asks you to delete what their parcel brought." in words_in_view(leaf.recall)
    for said in ("card compared", "sealed on", "its parcel came on"):
        assert said in words_in_view(leaf.recall)
    assert button(leaf.recall, "Delete permanently…").property("role") != "primary"
    press(leaf.recall, "Delete permanently…")
    assert leaf.window().focusWidget() is button(leaf.recall.asking, "Cancel")
    QTest.keyClick(leaf.recall.asking, Qt.Key.Key_Escape)
    assert record.every(two.ben, Case) != []
    press(leaf.recall, "Delete permanently…")
    press(leaf.recall.asking, "Delete permanently")
    settle()
    assert record.every(two.ben, Case) == []
    came = two.holders(two.at_ben)
    (row,) = shown_rows(came.rows)
    assert row.row.handover.purged_at is not None


def test_a_recall_of_a_parcel_that_brought_nothing_new_names_the_other(two: Two) -> None:
    two.taken()
    record.change(two.anna, replace(two.of.case, title="Other"))
    again = sent(two.anna, two.of.case, two.folder / "again", two.ben)
    view = run_in_line(look(two.ben, two.folder / "again"))
    done = run_in_line(take(two.ben, two.folder / "again", view, view.ticked()))
    assert (done.fresh, done.changed) == (0, 1)
    run_in_line(seal_recall(two.anna, [again.handover.id], two.folder / "back"))
    leaf = two.open(two.folder / "back")
    said = words_in_view(leaf.recall)
    assert "This parcel brought no new record. What it changed in others stays." in said
    assert "This recall does not name it." in said
    assert not button(leaf.recall, "Delete permanently…").isEnabled()
    came = two.holders(two.at_ben)
    came.table.choose(done.handover.id)
    assert "no record" in words_in_view(came)
    press(came, "Delete what it brought…")
    settle()
    assert "brought no new record" in message_of(two.at_ben)


def test_a_recall_of_a_parcel_that_changed_nothing_says_so(two: Two) -> None:
    two.taken()
    again = sent(two.anna, two.of.case, two.folder / "again", two.ben)
    view = run_in_line(look(two.ben, two.folder / "again"))
    run_in_line(take(two.ben, two.folder / "again", view, view.ticked()))
    run_in_line(seal_recall(two.anna, [again.handover.id], two.folder / "back"))
    said = words_in_view(two.open(two.folder / "back").recall)
    assert "This parcel brought no new record and changed none." in said
    assert "it stays" in said
    assert "What it changed" not in said


def test_what_a_parcel_brought_can_be_deleted_from_the_register(two: Two) -> None:
    two.taken()
    came = two.holders(two.at_ben)
    assert [one.title for one in came.row_actions()][:3] == [
        "Save receipt…",
        "Copy receipt as text",
        "Delete what it brought…",
    ]
    press(came, "Delete what it brought…")
    settle()
    press(came.asking, "Delete permanently")
    settle()
    assert record.every(two.ben, Case) == []
    assert "deleted after a recall" in words_in_view(came)


def test_nothing_names_anybody_in_paths_titles_and_file_names(two: Two) -> None:
    two.taken()
    for tab in ("holders", "give", "open"):
        two.at_ben.go(Location(page="parcels", tab=tab))
        assert [one.text for one in two.at_ben.page.crumbs()] == ["Parcels"]
        assert "Clientname" not in two.at_ben.window().windowTitle()
