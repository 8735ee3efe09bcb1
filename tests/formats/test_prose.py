"""Free text: what is understood of it, and that nothing else is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.domain.dossier.prose import ProseSpan
from casebook.formats.prose import read_line, read_prose


def told(text: str) -> list[tuple[str, str, str]]:
    return [(passage.kind, passage.label, passage.text) for passage in read_prose(text)]


def test_passages_are_told_by_how_they_begin() -> None:
    text = "# One\n## Two\nFirst\nline.\n\n{#risk} Second.\n\n{-} Third.\n\n> Said\n> there.\n\n- p\n- q\nr"
    assert told(text) == [
        ("heading", "", "One"),
        ("subheading", "", "Two"),
        ("numbered", "", "First line."),
        ("numbered", "risk", "Second."),
        ("plain", "", "Third."),
        ("quotation", "", "Said there."),
        ("bullet", "", "p"),
        ("bullet", "", "q r"),
    ]


def test_the_space_of_a_french_sign_stays_and_others_become_plain() -> None:
    ((run,),) = (
        passage.runs for passage in read_prose("Il dit\u00a0: «\u00a0Lin\u00a0Zhiyuan\u00a0»\n\u00a0; soit.")
    )
    assert run.text == "Il dit\u00a0: «\u00a0Lin Zhiyuan\u00a0» ; soit."


def test_lettered_paragraphs_begin_with_a_and_go_on_as_they_stand() -> None:
    assert told("It needs:\n(a) one\n(c) {#x} two\n\n(z) three") == [
        ("numbered", "", "It needs:"),
        ("sub", "", "one"),
        ("sub", "x", "two"),
        ("sub", "", "three"),
    ]


@pytest.mark.parametrize(
    "typed",
    [
        "15. July was a Wednesday.",
        "(i) roman",
        "### three",
        "5 * 3 and a_b_c and _x_",
        "{bad} and {#} &amp; <b>`c`</b>",
        "[^1] is defined nowhere, [x](y) is no link",
        "*open",
    ],
)
def test_what_is_not_understood_stays_as_it_was_typed(typed: str) -> None:
    assert told(typed) == [("numbered", "", typed)]


def test_emphasis_references_and_escapes() -> None:
    runs = read_line(r"He *was* **held *long***, see [[5 p.3]] and [[ #risk ]]. \*No\*")
    assert runs == (
        ProseSpan(text="He "),
        ProseSpan(text="was", emphasis="italic"),
        ProseSpan(text=" "),
        ProseSpan(text="held ", emphasis="bold"),
        ProseSpan(text="long", emphasis="bold"),
        ProseSpan(text=", see "),
        ProseSpan(refers="5 p.3"),
        ProseSpan(text=" and "),
        ProseSpan(refers="#risk"),
        ProseSpan(text=". *No*"),
    )


def test_chinese_is_emphasised_without_spaces() -> None:
    assert read_line("由**王志远**所述") == (
        ProseSpan(text="由"),
        ProseSpan(text="王志远", emphasis="bold"),
        ProseSpan(text="所述"),
    )


@given(st.text(alphabet="ab1 \n#>*-()[]^:{}\\\u4e2d", max_size=60))
def test_no_letter_of_a_text_is_ever_lost(text: str) -> None:
    def letters(runs: tuple[ProseSpan, ...]) -> str:
        return "".join(run.text + run.refers + letters(run.note) for run in runs)

    said = "".join(passage.label + letters(passage.runs) for passage in read_prose(text))
    kept = [sum(letter in each for each in said) for letter in "ab1\u4e2d"]
    typed = [sum(letter in each for each in text) for letter in "ab1\u4e2d"]
    assert all(
        there <= here or "(a) " in text or "[^" in text for there, here in zip(typed, kept, strict=True)
    )


def test_a_note_is_called_close_behind_its_word_wherever_it_was_typed() -> None:
    (paragraph,) = read_prose("The risk is real. [^1]\n[^2] It stays.\n\n[^1]: One.\n[^2]: Two.")
    said = [run.text or "*" for run in paragraph.runs]
    assert "".join(said) == "The risk is real.** It stays."
