"""What a web page or an email in HTML hides: it is not among its words, and it is counted."""

from __future__ import annotations

import pytest

from casebook.formats.hypertext.html_words import HtmlText, read_html
from casebook.formats.mail.reader import read_mail
from casebook.formats.media_type import HTML
from casebook.formats.office import read_text


@pytest.mark.parametrize(
    "hidden",
    [
        "<span style='display:none'>NOT</span>",
        "<span style='DISPLAY : NONE !important'>NOT</span>",
        "<span style='visibility:hidden'>NOT</span>",
        "<span style='font-size:0'>NOT</span>",
        "<span style='font-size: 0.0px'>NOT</span>",
        "<div style='max-height:0; overflow:hidden'>NOT</div>",
        "<p hidden>NOT</p>",
        "<dialog>NOT</dialog>",
        "<s style='display:none'>NOT</s>",
        "<style>.m{display:none}</style><i class='a m'><b>NOT</b></i>",
        "<style>i.m, #x {visibility:hidden}</style><i id=x>NOT</i>",
        "<style>@media screen { .m {display:none} }</style><i class=m>NOT</i>",
        "<table hidden><tr><td>NOT</table>",
        "<style>.m b{display:none}</style><i class=m><u><b>NOT</b></u></i>",
        "<style>.m>b{display:none}</style><i class=m><b>NOT</b></i>",
        "<style>p .m i.n{display:none}</style><u class=m><i class=n>NOT</i></u>",
        "<style>.m{display:none} i:checked ~ .m{display:block}</style><i class=m>NOT</i>",
        "<style>.m{display:none} .m:hover{display:block}</style><i class=m>NOT</i>",
        "<p style='font-size:0'><font color=red>NOT</font></p>",
        "<div style='display:none'><span style='display:block; visibility:visible'>NOT</span></div>",
        "<style>.m{color:red; & .n{display:none}}</style><i class=m><b class=n>NOT</b></i>",
        "<style>.m{&.n, &.o{display:none}}</style><i class='m o'>NOT</i>",
        "<style>.m, .o{& > b{display:none}}</style><i class=o><b>NOT</b></i>",
        "<style>.n{.m &{display:none}}</style><i class=m><b class=n>NOT</b></i>",
        "<style>.m{& .n{> b{display:none}}}</style><i class=m><u class=n><b>NOT</b></u></i>",
        "<style>.m{@media screen{& b{display:none}}}</style><i class=m><b>NOT</b></i>",
        "<style>.m{@media screen{display:none}}</style><i class=m>NOT</i>",
        "<style>.m{display:none; .n{color:red}}</style><i class=m>NOT</i>",
        "<style>b{content:'{'} .m{display:none}</style><i class=m>NOT</i>",
        r"<style>.m\:n{display:none}</style><i class='m:n'>NOT</i>",
        r"<style>.m{display:none} p:hover .h\:m{display:block}</style><i class='m h:m'>NOT</i>",
        r"<style>.m{display:none} .h\:m{&:is(p:hover *){display:block}}</style><i class='m h:m'>NOT</i>",
    ],
)
def test_what_a_page_hides_is_not_shown_and_kept_apart(hidden: str) -> None:
    read = read_html(f"<p>on {hidden} 19 January")
    assert (read.words.split(), read.hidden) == (["on", "19", "January"], ("NOT",))


@pytest.mark.parametrize(
    "rule",
    [
        r"@media (min-width:640px){.sm\:m\.5{display:block}}",
        r"@layer utilities{.sm\:m\.5{@media (width >= 40rem){display:block}}}",
        r".sm\3a m\2e 5{display:block}",
        r".sm\00003am\00002E5 {display:block}",
        r".\73m\:m\.5{display:block}",
        r".\31 \/2{display:block}",
        r".\!block{display:block!important}",
        r".\[\&\>\*\]\:block{display:block}",
        r".\@md\/x\:block{@container x (width >= 28rem){display:block}}",
        r"p.\{\;\}{display:block}",
        ".❖{display:block}",
        ".hidden:not(:has(.x)){display:block}",
        ".hidden:where(:not(:is(a,b))){display:block}",
        "p:is(.hidden,:hover){display:block}",
        "svg|g .hidden{display:block}",
        "html b i u s q body .a > .b .c .hidden{display:block}",
        ".hidden:lang(en):any-link{display:block}",
    ],
)
def test_a_rule_that_shows_is_taken_whatever_its_names(rule: str) -> None:
    names = r"sm:m.5 1/2 !block [&>*]:block @md/x:block {;} ❖".replace("&", "&amp;").replace(">", "&gt;")
    sheet = f".hidden{{display:none}} {rule}"
    assert read_html(f"<style>{sheet}</style><p class='hidden {names}'>A") == HtmlText("A")


@pytest.mark.parametrize(
    "page",
    [
        "<style>@media (max-width:600px){.m{display:none}}</style><i class=m>A</i>",
        "<style>@media print{.m{display:none}}</style><i class=m>A</i>",
        "<style>.m{display:none} @media (min-width:600px){.m{display:block}}</style><i class=m>A</i>",
        "<style>.m{display:none}</style><i class=m style='display:inline'>A</i>",
        "<style>.m{display:block !important}</style><i class=m style='display:none'>A</i>",
        "<i style='visibility:hidden'><b style='visibility:visible'>A</b></i>",
        "<i style='font-size:0'><b style='font-size:12px'>A</b></i>",
        "<i style='font-size:0.8em; height:0'>A</i>",
        "<p hidden></p>A",
        "<style>.m .n{display:none}</style><i class=n>A</i>",
        "<style>.m > .n{display:none}</style><i class=m><b><u class=n>A</u></b></i>",
        "<style>.m{font-size:0px} .m span{font-size:14px}</style><i class=m><span>A</span></i>",
        "<style>.m{visibility:hidden} .m .n{visibility:visible}</style><i class=m><b class=n>A</b></i>",
        "<style>.m{display:none} div > .m{display:block}</style><div><p class=m>A</div>",
        "<style>.m{display:none} .m:not(.n){display:block}</style><p class=m>A",
        "<style>.m{display:none} .m[data-x]{display:block}</style><p class=m>A",
        "<style>.m{display:none} p:is(.m, .n){display:block}</style><p class=m>A",
        "<style>.m{display:none} p + .m{display:block}</style><p></p><p class=m>A",
        "<style>p + .m{display:none}</style><p class=m>A",
        "<style>p:first-child{display:none}</style><p>A",
        "<style>a[href]{display:none}</style><a>A</a>",
        "<p style='font-size:0'><font size=3>A</font>",
        "<style>.m{.n{display:none}}</style><i class=n>A</i>",
        "<style>.m{& > b{display:none}}</style><i class=m><u><b>A</b></u></i>",
        "<style>.m{display:none; @media screen{display:block}}</style><p class=m>A",
        "<style>.m{&:hover{display:none}}</style><i class=m>A</i>",
        "<div><div hidden></div></div><p>A</p>",
    ],
)
def test_what_a_page_shows_on_a_screen_is_not_taken_for_hidden(page: str) -> None:
    assert read_html(page) == HtmlText("A")


def test_rows_cells_and_items_that_are_hidden_leave_no_trace() -> None:
    page = (
        "<ol><li>a<li hidden>b<li>c</ol>"
        "<table><tr><td>1<td style='display:none'>x<td>2<tr hidden><td>y<tr><td>3<td>4</table>"
    )
    assert read_html(page) == HtmlText("1. a\n2. c\n1|2|\n3|4|", ("b", "x", "y"))


@pytest.mark.parametrize(
    "page",
    [
        "<select><option hidden>A<option>B</select>",
        "<select><optgroup hidden><option>A<optgroup><option selected>B</select>",
        "<dl><dt hidden>A<dd>B</dl>",
        "<dl><dd hidden>A<dt>B</dl>",
        "<table><tr hidden><td>A<tr><td>B</table>",
        "<table><thead hidden><tr><td>A<tbody><tr><td>B</table>",
        "<table><caption hidden>A<tr><td>B</table>",
        "<p hidden>A<address>B</address>",
        "<p hidden>A<hr>B",
        "<p hidden>A<pre>B</pre>",
        "<ul><li hidden>A<li>B</ul>",
    ],
)
def test_an_element_without_an_end_tag_hides_nothing_after_it(page: str) -> None:
    assert read_html(page) == HtmlText("B", ("A",))


def test_hidden_words_of_an_email_and_a_page_are_counted() -> None:
    html = (
        "<html><style>.m {display:none}</style><p>The hearing is on "
        "<span style='display:none'>12 January</span> "
        "<span class=m>13 January</span> <b>19 January</b> 2027.</p></html>"
    )
    letter = f"From: a@b.example\r\nSubject: x\r\nContent-Type: text/html\r\n\r\n{html}"
    for read in (read_mail(letter.encode()), read_text(html.encode(), HTML)):
        assert "The hearing is on 19 January 2027." in read.pages[0]
        (part,) = read.unprinted
        assert (part.kind, part.count, part.text) == ("hidden", 2, "12 January\n13 January")


def test_hidden_words_of_the_form_that_is_not_read_are_not_counted() -> None:
    letter = (
        "From: a@b.example\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\n"
        "Content-Type: text/plain\r\n\r\nOn 19 January.\r\n--b\r\nContent-Type: text/html\r\n\r\n"
        "<p>On <i hidden>12</i> 19 January.</p>\r\n--b--\r\n"
    )
    assert read_mail(letter.encode()).unprinted == ()


@pytest.mark.parametrize(
    "sheet",
    [
        "<style media='print'>.x{display:none}</style>",
        "<!--[if mso]><style>.x{display:none}</style><![endif]-->",
        "<!-- <style>.x{display:none} -->",
    ],
)
def test_sheets_for_paper_and_in_comments_hide_nothing(sheet: str) -> None:
    assert read_html(f"{sheet}<p>On <b class=x>12</b> May") == HtmlText("On 12 May", ())


@pytest.mark.parametrize(
    "sheet",
    [
        "<style media=screen>.x{display:none}</style>",
        "<style><!-- .x{display:none} --></style>",
        "<!--[if !mso]><!--><style>.x{display:none}</style><!--<![endif]-->",
    ],
)
def test_sheets_for_screens_and_behind_comments_hide(sheet: str) -> None:
    assert read_html(f"{sheet}<p>On <b class=x>12</b> 13 May").hidden == ("12",)


@pytest.mark.parametrize("selector", ["(" * 1900, "," * 1900, ":is(" * 470, "()" * 900 + ",", "\\" * 1900])
def test_rules_with_unusual_selectors_leave_the_words(selector: str) -> None:
    page = f"<style>{f'{selector}{{display:none}}' * 50}</style><p>A"
    assert read_html(page) == HtmlText("A")
