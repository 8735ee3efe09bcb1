"""The entry of one field of a form: a value of the case, typed text or a state, for one case or all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from casebook.base.i18n import Translator
from casebook.domain.dossier.form_check import FieldAnswer, fault_words
from casebook.domain.dossier.official_form import TICKED, DayFormat, FieldEntry, OfficialField
from casebook.services.dossier.forms.form_value import SOURCES, is_day
from casebook.ui.kit import theme
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.controls.styled_inputs import ChoiceBox
from casebook.ui.widgets.layout.layout import column, line

_TYPED = "typed"
_MIN_LETTERS = 12
_TEXT_HEIGHT = 64


class FieldEntryPane(QWidget):
    """What goes into the chosen field.

    Attributes:
        saving: the person wants it so; takes the entry, and whether it holds for every case.
    """

    saving = Signal(FieldEntry, bool)

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self._words, self._field = words, None
        whole = column(self, gap=6)
        self._title = label("", "strong", wraps=True)
        self._takes = label("", "small", wraps=True)
        whole.addWidget(self._title)
        whole.addWidget(self._takes)
        self._source = self._choice(words("Value"), self._sources())
        self._source.currentIndexChanged.connect(lambda _: self._show_parts())
        self._text = QPlainTextEdit()
        self._text.setAccessibleName(words("Text"))
        self._text.setTabChangesFocus(True)
        self._text.setFixedHeight(theme.current().px(_TEXT_HEIGHT))
        self._state = self._choice(words("State or option"), {})
        self._equals = QLineEdit()
        self._equals.setAccessibleName(words("Where the value is"))
        self._equals.setPlaceholderText(words("Where the value is"))
        self._format = self._choice(words("Date format"), self._formats())
        self._scope = self._choice(
            words("Applies to"), {"case": words("this case"), "all": words("every case")}
        )
        for part in (self._source, self._text, self._state, self._equals, self._format, self._scope):
            whole.addWidget(part)
        self._save = button(words("Save field"), self._keep, role="primary", meaning="save", writes=True)
        self._clear = button(words("Clear field"), self._empty, meaning="remove")
        row = line(gap=8)
        row.addWidget(self._save)
        row.addWidget(self._clear)
        row.addStretch(1)
        whole.addLayout(row)
        self._fault = label("", "problem", wraps=True)
        whole.addWidget(self._fault)
        self.setFocusProxy(self._source)

    _field: OfficialField | None

    def show_answer(self, answer: FieldAnswer | None, *, is_general: bool) -> None:
        """Show a field and what goes into it; None for no field."""
        self.setEnabled(answer is not None)
        self._field = answer.field if answer else None
        if answer is None:
            return
        field, entry = answer.field, answer.entry or FieldEntry(field=answer.field.name)
        self._title.setText(f"{answer.number}. {field.label or field.shown}")
        self._takes.setText(self._limits(field))
        self._state.clear()
        states = {"Off": self._words("not ticked")} if field.kind in TICKED else {}
        for choice in field.choices:
            states[choice.value] = choice.label or choice.value
        for value, shown in states.items():
            self._state.addItem(shown, value)
        typed = _TYPED if entry.text and not entry.source else entry.source
        self._source.setCurrentIndex(max(0, self._source.findData(typed)))
        self._text.setPlainText("" if field.choices else entry.text)
        self._state.setCurrentIndex(max(0, self._state.findData(entry.text)))
        self._equals.setText(entry.equals)
        self._format.setCurrentIndex(max(0, self._format.findData(entry.day_format)))
        self._scope.setCurrentIndex(self._scope.findData("all" if is_general else "case"))
        self._fault.setText(self._words(fault_words(answer.fault)) if answer.fault else "")
        self._fault.setVisible(answer.fault is not None)
        self._show_parts()

    def _show_parts(self) -> None:
        """Show only what the chosen value needs."""
        field, source = self._field, str(self._source.currentData() or "")
        has_states = field is not None and bool(field.choices)
        is_ticked = field is not None and field.kind in TICKED
        is_typed = source == _TYPED
        self._text.setVisible(is_typed and not has_states)
        self._state.setVisible(has_states and (is_typed or (is_ticked and bool(source))))
        self._equals.setVisible(is_ticked and bool(source) and not is_typed)
        self._format.setVisible(is_day(source) and not is_ticked)

    def _keep(self) -> None:
        field, source = self._field, str(self._source.currentData() or "")
        if field is None:
            return
        is_ticked, is_typed = field.kind in TICKED, source == _TYPED
        text = self._text.toPlainText() if is_typed else ""
        if field.choices and (is_typed or (is_ticked and source)):
            text = str(self._state.currentData() or "")
        entry = FieldEntry(
            field=field.name,
            source="" if is_typed else source,
            text=text,
            equals=self._equals.text() if is_ticked and not is_typed else "",
            day_format=cast("DayFormat", self._format.currentData()) if is_day(source) else "",
        )
        self.saving.emit(entry, self._scope.currentData() == "all")

    def _empty(self) -> None:
        if self._field is not None:
            self.saving.emit(FieldEntry(field=self._field.name), self._scope.currentData() == "all")

    def _sources(self) -> dict[str, str]:
        words = self._words
        titles = {key: words(title) for key, (title, _) in SOURCES.items()}
        return {"": words("nothing"), _TYPED: words("typed text or a state"), **titles}

    def _formats(self) -> dict[str, str]:
        words = self._words
        return {
            "": words("in words"),
            "iso": "2026-03-02",
            "day-first": "02/03/2026",
            "month-first": "03/02/2026",
            "day": words("day alone"),
            "month": words("month alone"),
            "year": words("year alone"),
        }

    def _choice(self, name: str, choices: Mapping[str, str]) -> QComboBox:
        box = ChoiceBox()
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(_MIN_LETTERS)
        for key, text in choices.items():
            box.addItem(text, key)
        return box

    def _limits(self, field: OfficialField) -> str:
        """Return where a field stands and what it accepts."""
        words = self._words
        parts = [words("page {page}", page=field.page)]
        if field.is_required:
            parts.append(words("required"))
        if field.max_length:
            parts.append(
                words.count("at most {number} character", "at most {number} characters", field.max_length)
            )
        if field.is_comb:
            parts.append(words("one character in each cell"))
        if field.has_barcode:
            parts.append(words("part of a barcode"))
        return " · ".join(parts)
