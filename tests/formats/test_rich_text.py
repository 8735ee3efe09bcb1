"""Rich text: characters beyond the basic plane, as Word and WordPad write them."""

from __future__ import annotations

import pytest

from casebook.formats.older.rich_text import read_rich_text


@pytest.mark.parametrize(
    ("written", "words"),
    [
        (rb"\u-10179?\u-8704?", "\U0001f600"),
        (rb"\u55362 ?\u57271 ?", "𠮷"),
        (rb"{\uc0\u-10174\u-8265 }", "𠮷"),
        (rb"{\u55362 ?}{\b\u57271 ?}", "𠮷"),
        (rb"\uc2\u55362 \'81\'40\u57271 \'81\'40", "𠮷"),
    ],
)
def test_halves_of_a_character_are_joined(written: bytes, words: str) -> None:
    assert read_rich_text(rb"{\rtf1\ansi Li " + written + rb" x\u26519?}").pages[0] == f"Li {words} x林"


def test_files_in_rich_text_are_counted() -> None:
    object_ = rb"{\object\objemb{\*\objclass Package}{\*\objdata 0105}}"
    (embedded,) = read_rich_text(rb"{\rtf1 a" + 2 * object_ + rb" b}").unprinted
    assert (embedded.kind, embedded.count) == ("embedded", 2)


def test_each_footnote_ends_a_line() -> None:
    data = (
        rb"{\rtf1 a{\footnote one {\strike two}}b{\footnote\ftnalt three}{\*\footnote\pard four\par} c\par}"
    )
    assert read_rich_text(data).pages == ("ab c\n\none [struck: two]\nthree\nfour",)


def test_footnotes_headers_and_footers_follow_the_body() -> None:
    note = rb"{\super\chftn{\*\footnote\pard\plain {\super\chftn} a {\strike not }Zhang note\par}}"
    head, foot = rb"{\header\pard\plain Court\cell x\par}", rb"{\footerf Page of Wu\par}"
    read = read_rich_text(
        rb"{\rtf1\ansi " + head + foot + b"He left" + note + rb" early\par{\v hid{\footnote den}} end\par}"
    )
    body, *beside = read.pages[0].split("\n\n")
    assert body.splitlines() == ["He left early", " end"]
    assert [one.strip() for one in beside] == ["a [struck: not] Zhang note", "Court|x", "Page of Wu"]
    assert [(one.kind, one.text.split()) for one in read.unprinted] == [("hidden", ["hidden"])]
