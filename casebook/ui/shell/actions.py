"""Every action with a key, with its words and icon: the search, the overview and the menu bar list them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from casebook.base.i18n import Translator
from casebook.ui.kit.shortcuts import SHORTCUTS, usual_keys

Group = Literal["work", "view", "help", "pages", "lists", "forms"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """An action that a key runs.

    Attributes:
        key: what the window knows it by.
        title: its words.
        group: its menu, or where its keys are heard.
        meaning: its icon, or "".
        shortcuts: its keys in Qt's portable form, the usual one first.
    """

    key: str
    title: str
    group: Group
    meaning: str = ""
    shortcuts: tuple[str, ...] = ()

    @property
    def keys(self) -> str:
        """Return its usual keys as the system writes them."""
        return usual_keys(self.shortcuts) if self.shortcuts else ""


def actions(words: Translator) -> tuple[Action, ...]:
    """Return every action available on every page."""
    return (
        _of("find", words("Search everything"), "work", "search"),
        _of("cases", words("Recent and pinned cases"), "work", "case"),
        _of("new", words("New item on this page"), "work", "add"),
        _of("new-client", words("New client"), "work", "person"),
        _of("filter", words("Find in this list"), "work", "search"),
        _of("print", words("Print this page"), "work", "file"),
        _of("hand-over", words("Hand over a case"), "work", "sealed"),
        _of("open-parcel", words("Open a parcel"), "work", "folder"),
        _of("holders", words("Who holds what"), "work", "people"),
        _of("undo", words("Undo last change"), "work", "back"),
        _of("redo", words("Redo what was undone"), "work", "forward"),
        _of("undo-list", words("Undo list"), "work", "history"),
        _of("lock", words("Lock"), "work", "lock"),
        _of("panic", words("Hide everything and lock"), "work", "closed-eye"),
        _of("back", words("Back"), "view", "back"),
        _of("refresh", words("Refresh page"), "view", "done"),
        _of("next-tab", words("Next tab"), "view", "forward"),
        _of("previous-tab", words("Previous tab"), "view", "back"),
        _of("next-pane", words("Next pane"), "view", "forward"),
        _of("previous-pane", words("Previous pane"), "view", "back"),
        _of("larger", words("Larger text"), "view", "larger"),
        _of("smaller", words("Smaller text"), "view", "smaller"),
        _of("usual-size", words("Usual text size"), "view", "done"),
        _of("hide-names", words("Hide names, or show them again"), "view", "closed-eye"),
        _of("manual", words("Help on this page"), "help", "read"),
        _of("shortcuts", words("Keyboard shortcuts"), "help", "info"),
        _of("tour", words("Tour of the window"), "help", "read"),
    )


def listed_actions(words: Translator) -> tuple[Action, ...]:
    """Return the actions whose keys are heard by lists, by forms and while they are held."""
    return (
        _of("show-names", words("Show hidden names while held"), "view", "open-eye"),
        _of("open", words("Open the selected row"), "lists"),
        _of("change", words("Edit the selected record"), "lists"),
        _of("change-cell", words("Edit a cell of the selected record"), "lists"),
        _of("remove", words("Move the selected records to the bin"), "lists"),
        _of("copy", words("Copy the selected rows as text"), "lists"),
        _of("next-field", words("Move on to the next field"), "forms"),
        _of("save", words("Save the form"), "forms"),
        _of("save-and-add", words("Save the form and open the next of its type"), "forms"),
        _of("leave", words("Leave the form"), "forms"),
        _of("calendar", words("Open the calendar of a date"), "forms"),
    )


def group_titles(words: Translator) -> dict[Group, str]:
    """Return the title of each group, in the order of the menu bar."""
    return {
        "work": words("Work"),
        "view": words("View"),
        "pages": words("Pages"),
        "help": words("Help"),
        "lists": words("In lists"),
        "forms": words("In forms"),
    }


def _of(key: str, title: str, group: Group, meaning: str = "") -> Action:
    return Action(key=key, title=title, group=group, meaning=meaning, shortcuts=SHORTCUTS.get(key, ()))
