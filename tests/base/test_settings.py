from __future__ import annotations

from pathlib import Path

import pytest

from casebook.base.settings import LastState, Settings, keep_last_state, last_states


def test_what_was_kept_is_found_again(tmp_path: Path) -> None:
    kept = Settings(language="zh-Hant", theme="dark", window_size=(1024, 700))
    kept.save(tmp_path / "casebook/settings.json")
    assert Settings.load(tmp_path / "casebook/settings.json") == kept


STATE = LastState(generation=7, number=3, head="ab" * 32)


def test_states_of_vaults_stand_beside_the_settings(tmp_path: Path) -> None:
    file = tmp_path / "casebook/settings.json"
    Settings(theme="dark").save(file)
    keep_last_state(file, "one", STATE)
    keep_last_state(file, "two", STATE)
    keep_last_state(file, "one", None)
    Settings(theme="light").save(file)
    assert last_states(file) == {"two": STATE}
    assert Settings.load(file).theme == "light"
    assert [path.name for path in file.parent.iterdir()] == ["settings.json"]


def test_the_states_of_a_hundred_vaults_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    for number in range(101):
        keep_last_state(file, str(number), STATE)
    assert list(last_states(file)) == [str(number) for number in range(1, 101)]


@pytest.mark.parametrize(
    "text", ['[["a", 1]]', '{"a": [1, 2]}', '{"a": [1, true, "x", true]}', '{"a": null}', "7"]
)
def test_a_state_that_makes_no_sense_is_left_out(tmp_path: Path, text: str) -> None:
    (tmp_path / "settings.json").write_text(f'{{"last_states": {text}}}', encoding="utf-8")
    assert last_states(tmp_path / "settings.json") == {}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[1, 2]",
        '"language"',
        "[" * 20_000,
        '{"language": "xx-nonsense", "theme": "pink", "window_size": [1, 2, 3]}',
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
