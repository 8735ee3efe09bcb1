"""Words of web pages whose tags are left out, as the HTML Standard has them shown."""

from __future__ import annotations

import pytest

from casebook.formats.hypertext.html_elements import LINES
from casebook.formats.hypertext.html_words import html_words


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("<html><head><meta charset=utf-8><title>x</title><body><p>seen</p></body></html>", "seen"),
        ("<html><head><style>p{}</style><p>seen</p></html>", "seen"),
        ("<HTML><HEAD><TITLE>x</TITLE><BODY BGCOLOR=white><P>seen", "seen"),
        ("<head><link rel=x><script>a('<p>')</script>seen", "seen"),
        ("<head><title>a <script> b</title><p>seen", "seen"),
        ("<head><style>p{}</style media=x><p>seen", "seen"),
        ("<head><title>a</title></body>seen", "seen"),
        ("<p>seen<style/>p{}</style> too", "seen too"),
        ("<p>seen<![unknown[ x ]]></p><![if !mso]>too<![endif]>", "seen\ntoo"),
        ("<?xml version='1.0'?><html><head><script src='x'/><title/></head><p>seen</p></html>", "seen"),
        ("<template><p>no<template>no</template></p></template>seen", "seen"),
        ("<head><title>never ended <body><p>no browser shows this", ""),
        ("<head><style><body><p>no browser shows this", ""),
        ("<p>seen<script>no browser shows this", "seen"),
    ],
)
def test_a_page_with_left_out_tags_is_read_as_browsers_do(page: str, shown: str) -> None:
    assert html_words(page) == shown


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("<p>He is <s>not</s> there", "He is [struck: not] there"),
        ("<p>He is <strike>not <b>even</strike></b> there", "He is [struck: not even] there"),
        ("<p>He is <del>not</del> there", "He is [struck: not] there"),
        (
            "<p>a<span style='color:red; text-decoration:underline line-through'>b<i>c</i></span>d",
            "a[struck: bc]d",
        ),
        ("<p style='text-decoration-line: line-through'>a<br>b<p>c", "[struck: a]\n[struck: b]\nc"),
        ("<p><s>a<p>b</s>c", "[struck: a]\n[struck: b]c"),
    ],
)
def test_words_that_are_struck_through_stand_in_brackets(page: str, shown: str) -> None:
    assert html_words(page) == shown


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("<table><tr><td>A</td><td></td><td>C</td></tr></table>after", "A||C|\nafter"),
        ("<table><tr><th>A<th>&nbsp;<th>C<tr><td><td>\n2\n<td>3</table>after", "A||C|\n|2|3|\nafter"),
        ("<table><tr><td><p>A</p></td><td><p>B</p></td></tr></table>", "A|B|"),
        ("<table><tr><td rowspan=2>A<td>B<tr><td>C<tr><td colspan=2>D<td>E</table>", "A|B|\n|C|\nD||E|"),
        ("<table><tr><td>one<p>two</table>three", "one\ntwo\nthree"),
        ("<table><tr><td><table><tr><td>A<td>B</table>x<td>y</table>", "A|B|\nx\ny"),
        ("<table><tr><td>A<td><s>B</s></tr>", "A|[struck: B]|"),
        ("<table><tr><td>A<p>B<td>C<br>D<tr><td>E<td>F</table>", "A\n\u2003B|C\n\u2003D|\nE|F|"),
    ],
)
def test_a_cell_without_words_keeps_its_place(page: str, shown: str) -> None:
    assert html_words(page) == shown


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("<ol><li>a<li><p>b</p><ol type=a><li>c</ol><li>d</ol>", "1. a\n2. b\na. c\n3. d"),
        ("<ol start=3 type=I><li>a<li value=9>b<li>c</ol>", "III. a\nIX. b\nX. c"),
        ("<ol type=A start=27><li>a</ol><ul><li>b</ul>", "AA. a\nb"),
        ("<ol reversed start=2><li>a<li>b</ol><ol reversed><li>c</ol>", "2. a\n1. b\n1. c"),
        ("<ol reversed><li>a<ul><li>x</ul><li value=7>b<li>c</ol>", "3. a\nx\n7. b\n6. c"),
        (
            "<ol style='list-style: lower-roman'><li>a</ol><ol style='list-style-type:hebrew'><li>b</ol>",
            "i. a\nb",
        ),
        ("<ol><li><li>b</ol>", "1.\n2. b"),
    ],
)
def test_items_of_a_list_have_the_numbers_that_it_states(page: str, shown: str) -> None:
    assert html_words(page) == shown


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        (
            "<STYLE>.gone, b.x {text-decoration: line-through}</STYLE><p>I did <i class='a gone'>not</i> go",
            "I did [struck: not] go",
        ),
        (
            "<style>/* .a{} */ @media all {u{text-decoration-line:underline line-through}}</style><u>a</u>",
            "[struck: a]",
        ),
        ("<p class=no>a</p><style>.no{text-decoration:line-through} p.no{text-decoration:none}</style>", "a"),
        ("<style>del{text-decoration:none}</style><p>a <del>b</del>", "a b"),
        (
            "<style>.no{text-decoration:line-through}</style><i class=no style='text-decoration:none'>a</i>",
            "a",
        ),
        ("<style>.no .deep{text-decoration:line-through}</style><i class=no>a</i>", "a"),
    ],
)
def test_words_that_a_style_of_the_page_strikes_are_marked(page: str, shown: str) -> None:
    assert html_words(page) == shown


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("On 14 December 2026<sup>1</sup>.", "On 14 December 2026 [1]."),
        ("9<sup>30</sup> Uhr", "9 [30] Uhr"),
        ("CO<sub>2</sub>", "CO [2]"),
        ("the 1<sup>st</sup> of May, M<sup>lle</sup> X", "the 1st of May, Mlle X"),
        ("so<sup><a href=#n>[1]</a></sup>", "so[1]"),
        ("2026<span style='vertical-align:super'>1</span>", "2026 [1]"),
        ("<style>.n{vertical-align: 4px}</style>2026<b class=n>1</b>", "2026 [1]"),
        ("20<b style='vertical-align:baseline'>26</b><i style='vertical-align:0'>7</i>", "20267"),
        ("<style>sup{vertical-align:baseline}</style>2026<sup>1</sup>", "2026 [1]"),
        ("<s>2026<sup>1</sup></s>", "[struck: 2026 [1]]"),
        ("<table><tr><td>1<sup>2</sup><td>3</table>", "1 [2]|3|"),
    ],
)
def test_raised_figures_are_not_joined_with_what_is_before_them(page: str, shown: str) -> None:
    assert html_words(page) == shown


@pytest.mark.parametrize("part", ["<style>", "<style>/*", "<style>a{", "<ol reversed ", "text-decoration:"])
def test_broken_style_sheets_cost_no_more_than_their_length(part: str) -> None:
    assert html_words(f"<p>a</p><style>{part * 20_000}</style><p>b") == "a\nb"


@pytest.mark.parametrize(
    "page",
    [
        *(
            f"<{tag}>Room 4</{tag}>14 December"
            for tag in sorted(LINES - {"br", "hr", "frame", "noscript", "iframe", "dialog"})
        ),
        *(
            f"Room 4<{tag}>14 December"
            for tag in sorted(LINES - {"colgroup", "frame", "noscript", "iframe", "dialog"})
        ),
        "<dialog open>Room 4</dialog>14 December",
        "<span style='display:block'>Room 4</span><span style='display:block'>14 December</span>",
        "<style>.row span{display:block}</style><p class=row><span>Room 4</span><span>14 December</span>",
        "<x-card style='display:block'>Room 4</x-card>14 December",
        "<b><i style='display: list-item !important'>Room 4</b>14 December",
        "Room 4<a style='display:table'>14 December</a>",
        "<i style='display:flex'>Room 4</i>14 December",
        "<s style='display:none'></s><s style='display:grid'></s>Room 4<dl>14 December",
    ],
)
def test_words_of_two_blocks_stand_on_two_lines(page: str) -> None:
    assert html_words(f"<div>{page}").splitlines() == ["Room 4", "14 December"]


@pytest.mark.parametrize(
    "page",
    [
        *(f"<{tag}>Room 4</{tag}>14 December" for tag in ("button", "marquee")),
        *(f"Room 4<{tag}>14 December" for tag in ("img", "input", "rt")),
        "<div style='display:inline'>Room 4</div><div style='display:inline'>14 December</div>",
        "<i style='display:inline-block'>Room 4</i>14 December",
        "<style>i{display:inline-flex}</style>Room 4<i>14 December",
        "<p style='display:flex'><i>Room 4</i><i>14 December</i>",
        "<style>.g{display:grid}</style><p class=g><x-y>Room 4</x-y>14 December",
        "<i style='float:left'>Room 4</i>14 December",
        "<i style='position:absolute'>Room 4</i>14 December",
        "<style>@media (max-width:600px){i{display:block}}</style><i>Room 4</i>14 December",
        "<style>i + i{display:block}</style><i>Room 4</i><i>14 December</i>",
    ],
)
def test_words_of_two_boxes_in_a_line_are_kept_apart(page: str) -> None:
    assert html_words(f"<div>{page}") == "Room 4 14 December"


@pytest.mark.parametrize(
    "page",
    [
        "Hear<b>ing</b>",
        "<x-y>Hear</x-y>ing",
        "<span style='display:inline'>Hear</span>ing",
        "<i style='display:contents'>Hear</i>ing",
        "Hear<wbr>ing",
        "Hear<div hidden>x</div>ing",
    ],
)
def test_letters_of_one_word_stay_together(page: str) -> None:
    assert html_words(page) == "Hearing"
