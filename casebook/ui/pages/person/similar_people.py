"""People with names similar to those being typed, with the reason and a link."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from casebook.services.person import conflict
from casebook.services.person.conflict import KnownRole, SimilarPerson
from casebook.services.person.similar_names import Likely
from casebook.ui.kit import theme
from casebook.ui.kit.icons import picture
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.kit.plain import plain_label, set_tip
from casebook.ui.pages.wording.case import CaseWords
from casebook.ui.pages.wording.spelling import found_by
from casebook.ui.pages.wording.values import Wording
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.forms.form import Form
from casebook.ui.widgets.layout.anchor import unmoved_below
from casebook.ui.widgets.layout.layout import column, empty_out, line

PAUSE_MS = 350
_PAGES = {"person": "people", "contact": "contacts"}


class SimilarPeopleNotice(QFrame):
    """A warning that blocks nothing: two people can have the same name."""

    def __init__(
        self, context: PageContext, form: Form, key: str, names: Callable[[Form], list[str]], but: str
    ) -> None:
        """Create the warning below a field of the form.

        Args:
            context: where to look.
            form: what is filled in.
            key: the field it stands under.
            names: the names that stand in the form.
            but: id of the record being changed, or "".
        """
        super().__init__()
        self.setProperty("role", "note")
        self._context, self._words, self._form, self._names, self._but = (
            context,
            context.words,
            form,
            names,
            but,
        )
        self._part_titles = {**CaseWords(context.words).role_kind, **Wording(context.words).standing}
        self._asked: list[str] = []
        self._body = column(self, gap=6, margins=(8, 10))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.look)
        form.changed.connect(self._pause.start)
        form.fields.boxes[key].add_below(self)
        self.hide()

    def look(self) -> None:
        """Find people with similar names, unless already searched."""
        names = [name for name in self._names(self._form) if name]
        if names == self._asked:
            return
        self._asked = names

        def take(candidates: Sequence[SimilarPerson]) -> None:
            if names == self._asked:
                with unmoved_below(self.parentWidget() or self):
                    self._show(candidates)

        self._context.ask(
            lambda session: conflict.similar_people(session, names, but=self._but), take, asker=self
        )

    def _show(self, candidates: Sequence[SimilarPerson]) -> None:
        empty_out(self._body)
        if not candidates:
            self.hide()
            return
        head = line(gap=8)
        head.addWidget(self._sign())
        head.addWidget(label(self._words("Possibly already in the casebook"), "strong"), 1)
        self._body.addLayout(head)
        for candidate in candidates:
            self._body.addWidget(self._line(candidate.likely, candidate.parts))
        titles = self._words.list_of(candidate.likely.title for candidate in candidates)
        self.setAccessibleName(self._words("Possibly already in the casebook") + ": " + titles)
        self.show()

    def _sign(self) -> QLabel:
        look = theme.current()
        drawn = plain_label()
        drawn.setPixmap(picture("warning", look.colours["amber"], look.px(16), self.devicePixelRatioF()))
        return drawn

    def _line(self, one: Likely, parts: Sequence[KnownRole]) -> QWidget:
        widget = QWidget()
        row = line(widget, gap=8)
        text_column = column(gap=0)
        text_column.addWidget(label(one.title, wraps=True, selectable=True))
        text_column.addWidget(label(self._why(one, parts), "small", wraps=True))
        row.addLayout(text_column, 1)
        go = button(self._words("Open record"), lambda: self._open(one), role="link")
        go.setAccessibleName(f"{self._words('Open record')}: {one.title}")
        set_tip(go, self._words("Text entered here is saved as a draft."))
        row.addWidget(go)
        return widget

    def _why(self, one: Likely, parts: Sequence[KnownRole]) -> str:
        kind = self._words("Contact") if one.noun == "contact" else self._words("Person")
        why = found_by(one, self._words)
        if not why:
            is_same = conflict.key(one.asked) == conflict.key(one.form_of or one.title)
            why = self._words("the same name") if is_same else self._words("similarly written name")
        cases = (
            self._words.labelled(part.reference, self._part_titles.get(part.standing, part.standing))
            for part in parts
        )
        return " · ".join((kind, why, *cases))

    def _open(self, one: Likely) -> None:
        self._context.go(Location(page=_PAGES[one.noun], id=one.id))
