"""The fields of a copy: its type, purpose, recipient, file format, files and passphrase."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from casebook.services.base.flow import as_flow, off_thread
from casebook.services.dossier.build import WEAK_LOCK
from casebook.services.vault.unlock_method import Strength, passphrase_strength
from casebook.ui.pages.dossier.dossier_page import DossierPage
from casebook.ui.widgets.controls.parts import label
from casebook.ui.widgets.controls.styled_inputs import ChoiceBox
from casebook.ui.widgets.layout.flow import CardGrid
from casebook.ui.widgets.layout.layout import column

_WIDE_FIELD, _NARROW_FIELD = 220, 150
"""Least widths of fields with their titles, in design units: as many stand side by side as fit."""


class CopyFields(QWidget):
    """The fields, each under its title.

    Attributes:
        changed: something else was chosen.
    """

    changed = Signal()

    def __init__(self, page: DossierPage) -> None:
        super().__init__()
        words, wording = page.words, page.wording
        self._words = words
        forms = {"pdf": words("PDF with all exhibits"), "docx": words("Word, text sections only")}
        shapes = {
            "": words("as the court or body requires"),
            "one": words("one PDF"),
            "exhibits": words("the text, plus one file for each exhibit"),
        }
        self.kind = self._choice(words("Copy"), wording.copy_kind)
        self.purpose = self._choice(words("Purpose"), wording.purpose)
        self.for_whom = QLineEdit()
        self.for_whom.setPlaceholderText(words("such as the registry"))
        self.for_whom.setAccessibleName(words("Recipient"))
        self.form = self._choice(words("File format"), forms)
        self.shape = self._choice(words("Files"), shapes)
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setPlaceholderText(words("none"))
        self.passphrase.setAccessibleName(words("PDF passphrase"))
        wide, narrow = (self.kind, self.shape), (self.purpose, self.for_whom, self.form, self.passphrase)
        whole = column(self, gap=8)
        for fields, width in ((wide, _WIDE_FIELD), (narrow, _NARROW_FIELD)):
            whole.addWidget(CardGrid([_under_title(field) for field in fields], width))
        self._boxes = {"kind": self.kind, "purpose": self.purpose, "form": self.form, "shape": self.shape}
        self.purpose.setCurrentIndex(self.purpose.findData("court"))
        for box in self._boxes.values():
            box.currentIndexChanged.connect(self.changed)
        self._context = page.context
        self._strength = label("", "problem", wraps=True)
        self._strength.hide()
        whole.addWidget(self._strength)
        self.passphrase.textChanged.connect(self._rate)

    @property
    def values(self) -> dict[str, object]:
        """Return the content as a draft stores it; a passphrase is kept nowhere."""
        chosen = {key: box.currentData() for key, box in self._boxes.items()}
        return {**chosen, "for_whom": self.for_whom.text()}

    def set_values(self, values: Mapping[str, object]) -> None:
        """Restore what a draft holds of them."""
        self.for_whom.setText(str(values.get("for_whom", self.for_whom.text())))
        for key, box in self._boxes.items():
            if (place := box.findData(values.get(key, box.currentData()))) >= 0:
                box.setCurrentIndex(place)

    def begin_anew(self) -> None:
        """Forget recipient and passphrase: those of one dossier never apply to another."""
        self.for_whom.clear()
        self.passphrase.clear()

    def _rate(self, typed: str) -> None:
        """Show whether the passphrase is weak; the file is not refused, as another may have set the word."""
        work = partial(passphrase_strength, typed)
        self._context.run(lambda _: as_flow(off_thread(work)), partial(self._show_strength, typed))

    def _show_strength(self, typed: str, strength: Strength) -> None:
        if typed == self.passphrase.text():
            self._strength.setText(self._words(WEAK_LOCK))
            self._strength.setVisible(bool(typed) and not strength.is_enough)

    def _choice(self, name: str, choices: Mapping[str, str]) -> QComboBox:
        box = ChoiceBox()
        box.setAccessibleName(name)
        for key, words in choices.items():
            box.addItem(words[:1].upper() + words[1:], key)
        return box


def _under_title(field: QWidget) -> QWidget:
    """Return a field under its name, which is its title."""
    named = QWidget()
    whole = column(named, gap=4)
    whole.addWidget(label(field.accessibleName(), "small"))
    whole.addWidget(field)
    whole.addStretch(1)
    return named
