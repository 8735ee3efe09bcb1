"""Fonts of the window: Chinese is set in sans as Latin is, in both weights, each script in its own shapes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from babel.messages.pofile import read_po
from fontTools.ttLib import TTFont
from PySide6.QtCore import QEvent
from PySide6.QtGui import QTextLayout
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from casebook.base.resources import resource
from casebook.ui.kit import fonts


@pytest.fixture
def in_english(application: QApplication) -> Iterator[QApplication]:
    yield application
    fonts.order(application, "en")


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        ("en", "Noto Sans SC", "Noto Sans TC"),
        ("zh-Hans", "Noto Sans SC", "Noto Sans TC"),
        ("zh-Hant", "Noto Sans TC", "Noto Sans SC"),
    ],
)
def test_the_script_of_the_window_comes_first_and_serif_last(
    in_english: QApplication, language: str, first: str, second: str
) -> None:
    fonts.order(in_english, language)
    families = in_english.font().families()
    assert families.index(first) < families.index(second) < families.index("Noto Serif SC")


def test_each_change_of_language_draws_in_the_script_of_the_window(in_english: QApplication) -> None:
    for language in ("zh-Hant", "zh-Hans", "zh-Hant", "en"):
        fonts.order(in_english, language)
        drawn = QTextLayout("国。", in_english.font())
        drawn.beginLayout()
        drawn.createLine()
        drawn.endLayout()
        families = {run.rawFont().familyName() for run in drawn.glyphRuns()}
        assert families == {"Noto Sans TC" if language == "zh-Hant" else "Noto Sans SC"}


class Watched(QPushButton):
    """A button that counts how often it was to be measured anew."""

    measured = 0

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        self.measured += event.type() == QEvent.Type.FontChange
        super().changeEvent(event)


def test_widgets_are_measured_anew_once_the_chinese_fonts_are_there(
    in_english: QApplication, qtbot: QtBot
) -> None:
    button = Watched("简体中文")
    qtbot.addWidget(button)
    button.setStyleSheet("font-size: 13px; font-family: 'Noto Sans'")
    button.ensurePolished()
    button.measured = 0
    fonts.order(in_english, "zh-Hant")
    assert button.measured


@pytest.mark.parametrize(("language", "region"), [("zh_Hans", "SC"), ("zh_Hant", "TC")])
def test_every_character_of_the_window_is_in_both_weights(language: str, region: str) -> None:
    with resource("translations", f"{language}.po").open("rb") as file:
        catalogue = read_po(file)
    texts = ["".join(message.string or ()) for message in catalogue if message.id]
    texts += [path.read_text("utf-8") for path in resource("manual", language.replace("_", "-")).glob("*.md")]
    used = {sign for text in texts for sign in text if "\u4e00" <= sign <= "\u9fff"}
    for style in ("Regular", "Bold"):
        with TTFont(resource("fonts", f"NotoSans{region}-{style}.ttf"), lazy=True) as font:
            missing = {sign for sign in used if ord(sign) not in font.getBestCmap()}
        assert not missing, f"run packaging/fonts.py: {style}"
