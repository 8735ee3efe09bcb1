"""A field of one line shows the whole height of its letters."""

from __future__ import annotations

from PySide6.QtCore import QObject

from casebook.ui.widgets.forms.entry import TextEntry


def test_a_field_grows_with_stacked_letters_and_shrinks_again(owner: QObject) -> None:
    entry = TextEntry("Name")
    owner.destroyed.connect(entry.deleteLater)
    entry.set_raw("Tenzin Gyatso")
    usual = entry.sizeHint().height()
    entry.set_raw("བསྟན་འཛིན་རྒྱ་མཚོ")
    assert entry.sizeHint().height() > usual
    entry.edit.setText("Tenzin Gyatso")
    assert entry.sizeHint().height() == usual
