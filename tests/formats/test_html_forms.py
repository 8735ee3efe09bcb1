"""What a saved web page shows of its forms, of pages within it and of what browsers without scripts show."""

from __future__ import annotations

import pytest

from casebook.formats.hypertext.html_words import HtmlText, read_html


@pytest.mark.parametrize(
    ("page", "shown", "hidden"),
    [
        ("<p>Name <input value='A &amp; B'> of birth", "Name A & B of birth", ()),
        ("Room 4<input type=TEXT value=14>December", "Room 4 14 December", ()),
        ("a<input type=hidden value=x><input type=password value=y>b", "a b", ()),
        ("<input value=x style='display:none'>b", "b", ("x",)),
        ("<label><input type=checkbox checked>yes</label><input type=radio>no", "☒ yes ☐ no", ()),
        ("<table><tr><td>A<td><input value=B></table>", "A|B|", ()),
        ("a<textarea>one <b>&lt;two\n3</textarea>b", "a one <b><two\n3 b", ()),
        ("<textarea hidden>one</textarea>b", "b", ("one",)),
        ("<select><option>A<option selected>B<option>C</select>c", "B\nc", ("A", "C")),
        ("<select><option>A<option>B</select>", "A", ("B",)),
        ("<select multiple><option>A<option selected>B</select>", "☐ A\n☒ B", ()),
        ("<datalist><option>A</datalist>b", "b", ("A",)),
        ("<template><select><option>A</select></template><select><option>B</select>", "B", ()),
        ("a<noscript>Turn on <b>scripts</b></noscript>b", "a\nTurn on scripts\nb", ()),
    ],
)
def test_entries_of_a_form_are_shown_as_they_were_saved(
    page: str, shown: str, hidden: tuple[str, ...]
) -> None:
    assert read_html(page) == HtmlText(shown, hidden)


@pytest.mark.parametrize(
    ("page", "shown", "hidden"),
    [
        ("a<iframe srcdoc='&lt;p>b&lt;p>c'>x</iframe>d", "a\nb\nc\nd", ()),
        (
            "<style>b{display:none}</style><iframe srcdoc='<style>i{display:none}</style><b>b</b><i>c'>",
            "b",
            ("c",),
        ),
        ("<div hidden><iframe srcdoc='&lt;b>b&lt;/b>'></iframe></div>d", "d", ("b",)),
        ("a<iframe src=https://x.example></iframe>b", "a\nb", ()),
    ],
)
def test_a_page_within_a_page_is_read(page: str, shown: str, hidden: tuple[str, ...]) -> None:
    assert read_html(page) == HtmlText(shown, hidden)


def test_pages_too_deep_in_one_another_are_kept_as_hidden() -> None:
    page = "<b>deep</b>"
    for _ in range(5):
        page = "<iframe srcdoc='{}'></iframe>".format(page.replace("&", "&amp;").replace("'", "&#39;"))
    read = read_html(page)
    assert read.words == ""
    assert "deep" in read.hidden[0]
