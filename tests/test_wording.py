"""The wording of what a person reads: no forbidden phrase in catalogues, manual, guides or verbs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from casebook.cli.base.verb import Verb, VerbGroup
from casebook.cli.verbs import VERBS

ROOT = Path(__file__).resolve().parents[1]
PHRASES = ROOT / "tests" / "data" / "wording" / "forbidden.txt"
DEVELOPER_PAGES = {"architecture.md", "contributing.md", "sharing-format.md", "vault-format.md"}
"""Documents in `docs` that only developers read; users read all others."""
QUOTING_PAGES = {
    "wording.md": "names the words to avoid",
    "deadline-rules.md": "prints the words of the rules in the packs",
}
"""Documents that say forbidden words for a reason, and why."""
GLOSSARY = ROOT / "docs" / "wording.md"
ONE_CHINESE_TERM = (
    "casebook that travels",
    "moved to bin",
    "parcel",
    "placeholder page",
    "pre-filing check",
    "recall",
    "shared folder",
    "tamper check code",
    "welcome",
)
"""Terms that name one thing and nothing else, so that their Chinese never varies."""
CASSATION = ("cassation (the appeal)", "Court of Cassation")
"""The appeal and the court that hears it: a text that speaks of cassation names one of them."""
OF_ANOTHER_STEP = re.compile(r"\bcommittal (?:for trial|to prison)\b")
"""Committals that do not await surrender."""
MISTAKEN = ROOT / "tests" / "data" / "wording" / "traditional.txt"
_CODE = re.compile(r"```.*?```|`[^`]*`", re.DOTALL)


@cache
def _phrases() -> dict[str, re.Pattern[str]]:
    """The forbidden phrases, and what finds each."""
    lines = (line.strip() for line in PHRASES.read_text(encoding="utf-8").splitlines())
    phrases = (line for line in lines if line and not line.startswith("#"))
    return {phrase: re.compile(rf"\b{re.escape(phrase)}\b", re.IGNORECASE) for phrase in phrases}


def _forbidden(text: str) -> list[str]:
    """The forbidden phrases in a text, as whole words in any case; line breaks count as spaces."""
    plain = " ".join(text.split())
    folded = plain.casefold()
    return [
        phrase
        for phrase, pattern in _phrases().items()
        if phrase.casefold() in folded and pattern.search(plain)
    ]


def _catalogues() -> list[Path]:
    return sorted((ROOT / "resources" / "translations").glob("*.po"))


def _pages() -> list[Path]:
    manual = sorted((ROOT / "resources" / "manual").glob("*.md"))
    docs = sorted((ROOT / "docs").glob("*.md"))
    guides = [path for path in docs if path.name not in DEVELOPER_PAGES | QUOTING_PAGES.keys()]
    return [*sorted(ROOT.glob("*.md")), *manual, *guides]


@pytest.mark.parametrize("path", _catalogues(), ids=lambda path: path.stem)
def test_no_text_of_the_catalogues_holds_a_forbidden_phrase(path: Path) -> None:
    with path.open("rb") as file:
        catalogue = read_po(file)
    ids = [message.id for message in catalogue if message.id]
    texts = [text for id_ in ids for text in ([id_] if isinstance(id_, str) else id_)]
    assert texts
    assert {text: found for text in texts if (found := _forbidden(text))} == {}


@pytest.mark.parametrize("path", _pages(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_page_for_users_holds_a_forbidden_phrase(path: Path) -> None:
    assert _forbidden(_CODE.sub("", path.read_text(encoding="utf-8"))) == []


def _chinese() -> list[Path]:
    return [path for path in _catalogues() if path.stem.startswith("zh")]


def _translated(path: Path) -> list[tuple[str, str]]:
    """Each English text of a catalogue with its translation; of a plural, the singular."""
    with path.open("rb") as file:
        catalogue = read_po(file)
    pairs = [(message.id, message.string) for message in catalogue if message.id]
    return [
        (id_ if isinstance(id_, str) else id_[0], text if isinstance(text, str) else text[0])
        for id_, text in pairs
        if text
    ]


@cache
def _glossary() -> dict[str, tuple[str, str]]:
    """The Chinese of each term of the glossary, simplified and traditional."""
    rows = (line.strip("| ").split(" | ") for line in GLOSSARY.read_text(encoding="utf-8").splitlines())
    return {row[0]: (row[-2].strip("*"), row[-1].strip("*")) for row in rows if len(row) in (3, 4)}


@pytest.mark.parametrize("path", _chinese(), ids=lambda path: path.stem)
def test_a_chinese_text_has_a_full_stop_only_where_the_english_has_one(path: Path) -> None:
    assert [
        (english, chinese)
        for english, chinese in _translated(path)
        if chinese.rstrip("）”」』’").endswith("。")
        and not english.rstrip(')”"’').endswith((".", "!", "?", ":"))
    ] == []


@pytest.mark.parametrize("term", ONE_CHINESE_TERM)
@pytest.mark.parametrize("path", _chinese(), ids=lambda path: path.stem)
def test_a_term_of_the_glossary_has_one_chinese_term_in_every_text(path: Path, term: str) -> None:
    chinese_term = _glossary()[term][path.stem == "zh_Hant"]
    named = re.compile(rf"(?<![\w-]){re.escape(term)}s?\b", re.IGNORECASE)
    texts = [pair for pair in _translated(path) if named.search(pair[0])]
    assert texts
    assert [pair for pair in texts if chinese_term not in pair[1]] == []


@pytest.mark.parametrize("path", _chinese(), ids=lambda path: path.stem)
def test_cassation_is_one_appeal_and_one_court_in_chinese(path: Path) -> None:
    terms = [_glossary()[term][path.stem == "zh_Hant"] for term in CASSATION]
    texts = [
        pair for pair in _translated(path) if re.search(r"\bcassa(?:tion|zione)\b", pair[0], re.IGNORECASE)
    ]
    assert texts
    assert [pair for pair in texts if not any(term in pair[1] for term in terms)] == []


@pytest.mark.parametrize("path", _chinese(), ids=lambda path: path.stem)
def test_committal_that_awaits_surrender_has_one_chinese_term(path: Path) -> None:
    term = _glossary()["committal"][path.stem == "zh_Hant"]
    texts = [(OF_ANOTHER_STEP.sub("", english), chinese) for english, chinese in _translated(path)]
    named = [pair for pair in texts if re.search(r"\bcommittal\b", pair[0], re.IGNORECASE)]
    assert named
    assert [pair for pair in named if term not in pair[1]] == []


def _mistaken() -> list[str]:
    lines = MISTAKEN.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def test_no_traditional_text_holds_a_wrong_conversion() -> None:
    pattern = re.compile("|".join(_mistaken()))
    pages = sorted((ROOT / "resources" / "manual" / "zh-Hant").glob("*.md"))
    texts = [text for _, text in _translated(ROOT / "resources" / "translations" / "zh_Hant.po")]
    texts += [line for page in pages for line in page.read_text(encoding="utf-8").splitlines()]
    assert texts
    assert [(found[0], text) for text in texts if (found := pattern.search(text))] == []


@pytest.mark.parametrize(
    "text",
    ["部長鬚請求", "30天后", "換髮護照", "不準上訴", "應在同一周內", "導出資料", "法院準其留下", "公佈"],
)
def test_a_planted_wrong_conversion_is_found(text: str) -> None:
    assert re.search("|".join(_mistaken()), text)


def test_every_page_that_is_not_read_is_there() -> None:
    assert {*DEVELOPER_PAGES, *QUOTING_PAGES} <= {path.name for path in (ROOT / "docs").glob("*.md")}


def _help_texts(entry: Verb | VerbGroup) -> Iterator[str]:
    """The help of a verb and its parameters, or of a group and all its verbs."""
    yield entry.help
    if isinstance(entry, Verb):
        yield from (parameter.help for parameter in entry.parameters)
    else:
        for verb in entry.verbs:
            yield from _help_texts(verb)


@pytest.mark.parametrize("entry", VERBS, ids=lambda entry: entry.name)
def test_no_help_of_the_command_line_holds_a_forbidden_phrase(entry: Verb | VerbGroup) -> None:
    texts = set(_help_texts(entry))
    assert {text: phrases for text in texts if (phrases := _forbidden(text))} == {}


@pytest.mark.parametrize("phrase", _phrases())
def test_a_planted_phrase_is_found(phrase: str) -> None:
    planted = phrase.capitalize().replace(" ", "\n", 1)
    assert phrase in _forbidden(f"Before it: {planted}, and after it.")
    assert phrase not in _forbidden(f"x{phrase}x")


_JOINED = re.compile(r"\"(?:, |; )\"\.join\(")
"""Texts joined with the signs of English, whatever the language of the window."""
_JOINS = {
    "models/lines.py": "read aloud",
    "shell/shortcut_overview.py": "keys",
    "widgets/charts/bar_rows.py": "read aloud",
    "widgets/charts/plot.py": "read aloud",
    "widgets/charts/relation_diagram.py": "read aloud",
    "widgets/charts/strip.py": "read aloud",
    "widgets/charts/timeline.py": "read aloud",
    "widgets/forms/entry.py": "typed and read back",
    "widgets/forms/entry_numbers.py": "typed and read back",
    "widgets/forms/entry_tags.py": "typed and read back",
    "widgets/forms/entry_ticks.py": "read aloud",
}
"""Modules of the window that may, and what they join."""


def test_the_window_joins_texts_as_its_language_does() -> None:
    window = ROOT / "casebook" / "ui"
    found = {
        path.relative_to(window).as_posix()
        for path in window.rglob("*.py")
        if _JOINED.search(path.read_text(encoding="utf-8"))
    }
    assert found == _JOINS.keys()
