from __future__ import annotations

from pathlib import Path

import pytest

from casebook.base.settings import Settings


def test_what_was_kept_is_found_again(tmp_path: Path) -> None:
    kept = Settings(language="zh-Hant", theme="dark", window_size=(1024, 700), zoom=125)
    kept.save(tmp_path / "casebook/settings.json")
    assert Settings.load(tmp_path / "casebook/settings.json") == kept


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[1, 2]",
        '"language"',
        "[" * 20_000,
        '{"language": "xx-nonsense", "theme": "pink", "window_size": [1, 2, 3], "zoom": 101}',
        '{"language": "../../secret", "theme": null, "window_size": "12"}',
        '{"language": ["en"], "theme": {}, "window_size": [Infinity, NaN]}',
        '{"language": 7, "theme": 7, "window_size": [-5, 100000]}',
        '{"language": "\\ud800", "theme": "", "window_size": [true, ""]}',
    ],
)
def test_nonsense_gives_the_defaults(tmp_path: Path, text: str) -> None:
    (tmp_path / "settings.json").write_text(text, encoding="utf-8")
    assert Settings.load(tmp_path / "settings.json") == Settings()


def test_what_makes_sense_beside_nonsense_is_kept(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text('{"language": "zh-Hans", "theme": 3}', encoding="utf-8")
    assert Settings.load(tmp_path / "settings.json") == Settings(language="zh-Hans")


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"\x00" * 100, b" " * (1 << 20) + b"{}"])
def test_what_is_no_text_gives_the_defaults(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "settings.json").write_bytes(data)
    assert Settings.load(tmp_path / "settings.json") == Settings()
