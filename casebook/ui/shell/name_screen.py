"""Hiding names in the window: the mode, its buttons, and the code names it shows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QWidget

from casebook.domain.base.change import Changes
from casebook.domain.person.code_name import CodeNamed
from casebook.services.base.session import Session
from casebook.services.dossier.hiding.name_cover import NameCover
from casebook.services.person import code_name
from casebook.services.person.code_name import Kept
from casebook.services.sharing.team.membership import code_named_members
from casebook.ui.kit import hidden_names
from casebook.ui.kit.page_context import PageContext
from casebook.ui.shell.name_hider import NameHider
from casebook.ui.shell.status import StatusLine
from casebook.ui.widgets.controls.parts import label
from casebook.ui.widgets.layout.layout import column

_Covered = tuple[Sequence[CodeNamed], NameCover]
_NOUNS = ("person", "contact", "case")


class NameScreen(QObject):
    """Turns hiding on and off, and follows changes of names meanwhile.

    Args:
        context: of the session.
        status: bears the buttons.
        workspace: what is hidden behind a veil until the names are read.
    """

    def __init__(self, context: PageContext, status: StatusLine, workspace: QWidget) -> None:
        super().__init__(workspace)
        self._context, self._status, self._workspace = context, status, workspace
        self._hider = NameHider(context.words, workspace)
        self._hider.changed.connect(self._show_state)
        self._limits = context.words("Prints and exported files still contain the names.")
        self._veil = _veil(context.words("Hiding names…"), workspace)
        status.hiding_wanted.connect(self.toggle)
        status.names_held.connect(lambda is_held: self._hider.hold(is_held=is_held))
        context.bus.changed.connect(self._follow)

    @property
    def hider(self) -> NameHider:
        """Return what hides names."""
        return self._hider

    def begin(self, named: Sequence[CodeNamed] | None, *, is_read: bool) -> None:
        """Begin as the casebook is set, or as it was before the pages were made anew.

        Args:
            named: all people and cases, where names are to be hidden.
            is_read: whether it is known what the casebook is set to.
        """
        kept = hidden_names.kept()
        if kept is not None:
            self._hider.turn_on(kept)
        elif named is not None:
            self._hide((named, NameCover(named)))
            self._context.ask(code_named_members, partial(self._take, set()), asker=self)
        elif hidden_names.is_wanted() or not is_read:
            # Nobody who hid them before the window locked itself thinks of it after unlocking.
            ask = _read if hidden_names.is_wanted() else _read_at_start
            self._lay_veil()
            self._context.ask(ask, self._hide_if, self._lift_veil, asker=self)

    def toggle(self) -> None:
        """Hide names, or show them again."""
        if self._hider.is_on:
            self._hider.turn_off()
            self._context.failure_outdated.emit()  # that they are hidden is no longer so
            return
        self._lay_veil()
        self._context.ask(_read, self._hide_asked, self._lift_veil, asker=self)

    def _hide_asked(self, covered: _Covered) -> None:
        self._hide(covered)
        self._context.say(self._context.words("Names hidden"), self._limits, is_neutral=True, is_passing=True)

    def _hide_if(self, covered: _Covered | None) -> None:
        self._veil.hide()
        if covered is not None:
            self._hide(covered)

    def _hide(self, covered: _Covered) -> None:
        named, cover = covered
        self._hider.turn_on(cover)
        self._veil.hide()
        if not self._context.session.is_read_only:
            waiting = [one for one in named if not one.is_kept]
            QTimer.singleShot(0, self, partial(self._keep, waiting))  # once the first page is there

    def _keep(self, waiting: Sequence[CodeNamed]) -> None:
        """Keep what was proposed, step by step, so that pages are read in between."""
        if waiting:
            now, rest = waiting[: code_name.KEPT_AT_ONCE], waiting[code_name.KEPT_AT_ONCE :]
            self._context.ask(partial(code_name.keep, named=now), partial(self._kept, rest), asker=self)

    def _kept(self, rest: Sequence[CodeNamed], kept: Kept) -> None:
        if kept:
            title = self._context.words("Code names added")
            undo = partial(code_name.take_back, kept=kept)
            self._context.did(title, undo, self._limits)
        self._keep(rest)

    def _follow(self, changes: Changes) -> None:
        """Read anew who was changed, before the page does."""
        ids = {one for noun in _NOUNS for one in changes.touched.get(noun, ())}
        if ids and self._hider.is_on and changes.action != code_name.PROPOSE:
            self._context.ask(partial(code_name.some, ids=ids), partial(self._take, ids), asker=self)

    def _take(self, ids: set[str], named: Sequence[CodeNamed]) -> None:
        cover = hidden_names.kept()
        if cover is not None:
            cover.take(ids, named)
            self._hider.renew()
            if not self._context.session.is_read_only:
                self._keep([one for one in named if not one.is_kept])

    def _show_state(self) -> None:
        self._status.show_names(is_hiding=self._hider.is_on, is_held=self._hider.is_held)

    def _lay_veil(self) -> None:
        self._veil.resize(self._workspace.size())
        self._veil.show()
        self._veil.raise_()

    def _lift_veil(self, _: Exception) -> bool:
        """Show the pages again: what went wrong is said by the bar."""
        self._veil.hide()
        return False


def _read(session: Session) -> _Covered:
    """Return all people and cases with what covers their names: of thousands it takes a second to be made."""
    named = [*code_name.every(session), *code_named_members(session)]
    return named, NameCover(named)


def _read_at_start(session: Session) -> _Covered | None:
    return _read(session) if code_name.begins_hidden(session) else None


def _veil(text: str, workspace: QWidget) -> QFrame:
    veil = QFrame(workspace)
    veil.setProperty("role", "ground")
    veil.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    said = label(text, "quiet")
    said.setAlignment(Qt.AlignmentFlag.AlignCenter)
    column(veil, gap=0).addWidget(said)
    veil.hide()
    return veil
