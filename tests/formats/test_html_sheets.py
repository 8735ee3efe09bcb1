"""Style sheets that came with a page in its file, and pages whose sheets did not."""

from __future__ import annotations

import base64
import plistlib

import pytest

from casebook.formats.hypertext.html_sheets import FileSheets, PageSheets
from casebook.formats.hypertext.html_words import read_html
from casebook.formats.mail.mime import read_mime
from casebook.formats.media_type import HTML
from casebook.formats.office import read_text
from casebook.formats.read import UNSTYLED, Read
from casebook.formats.web.capture import read_mhtml, read_warc, read_webarchive

_SHEET = ".cell{display:block} .gone{display:none}"
_BODY = "<p>Hearing <i class=cell>1</i><i class=cell>4 December</i> <b class=gone>HIDDEN</b></p>"
_ADDRESS = "https://court.example/list/day"


def linking(href: str, rest: str = "") -> str:
    return f'<html><head><link rel="stylesheet" href="{href}" {rest}></head><body>{_BODY}</body></html>'


def mhtml(page: str, *heads: str) -> Read:
    """A page saved as one file, with a style sheet whose part has these fields."""
    sheet = "\r\n".join(("Content-Type: text/css", *heads, "", _SHEET))
    first = f"Content-Type: text/html\r\nContent-Location: {_ADDRESS}\r\n\r\n{page}"
    head = f'Snapshot-Content-Location: {_ADDRESS}\r\nContent-Type: multipart/related; boundary="M"\r\n\r\n'
    return read_mhtml(f"{head}--M\r\n{first}\r\n--M\r\n{sheet}\r\n--M--\r\n".encode())


def warc(page: str, sheet_head: str = "200 OK", sheet_at: str = "https://court.example/s.css") -> Read:
    def record(address: str, status: str, kind: str, text: str) -> bytes:
        body = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n{text}".encode()
        head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\n"
        head += f"Content-Type: application/http\r\nContent-Length: {len(body)}\r\n\r\n"
        return head.encode() + body + b"\r\n\r\n"

    moved = "302 Found\r\nLocation: /s.css"
    return read_warc(
        record(_ADDRESS, "200 OK", "text/html", page)
        + record("https://court.example/old.css", moved, "text/html", "")
        + record(sheet_at, sheet_head, "text/css", _SHEET)
    )


def webarchive(page: str) -> Read:
    sheet = {
        "WebResourceData": _SHEET.encode(),
        "WebResourceMIMEType": "text/css",
        "WebResourceURL": "https://court.example/s.css",
    }
    main = {"WebResourceData": page.encode(), "WebResourceURL": _ADDRESS}
    return read_webarchive(plistlib.dumps({"WebMainResource": main, "WebSubresources": [sheet]}))


@pytest.mark.parametrize(
    "read",
    [
        mhtml(linking("cid:css-1@mhtml.blink"), "Content-Location: cid:css-1@mhtml.blink"),
        mhtml(linking("cid:css-1@mhtml.blink"), "Content-ID: <css-1@mhtml.blink>"),
        mhtml(linking("../s.css#top"), "Content-Location: https://court.example/s.css"),
        warc(linking("/s.css")),
        warc(linking("https://court.example/old.css")),
        webarchive(linking("../s.css")),
        read_text(linking("data:text/css,.cell%7Bdisplay:block%7D.gone{display:none}").encode(), HTML),
        read_text(
            linking(f"data:text/css;base64,{base64.b64encode(_SHEET.encode()).decode()}").encode(), HTML
        ),
    ],
)
def test_a_style_sheet_in_the_file_of_a_page_is_read(read: Read) -> None:
    assert read.pages[0].splitlines()[-2:] == ["1", "4 December"]
    assert read.losses == ()
    assert [one.kind for one in read.unprinted] == ["hidden"]


@pytest.mark.parametrize(
    "read",
    [
        mhtml(linking("https://court.example/other.css"), "Content-Location: https://court.example/s.css"),
        warc(linking("/s.css"), "404 Not Found"),
        read_text(linking("s.css").encode(), HTML),
        read_text(linking("").replace("<link", "<style>@import 's.css';</style><link").encode(), HTML),
    ],
)
def test_a_page_without_its_style_sheet_says_so_and_joins_no_figures(read: Read) -> None:
    assert "Hearing 1 4 December HIDDEN" in read.pages[0]
    assert UNSTYLED in read.losses


def test_a_letter_says_it_only_where_it_links_a_style_sheet() -> None:
    for page, losses in ((linking("https://x.example/s.css"), (UNSTYLED,)), (_BODY, ())):
        letter = read_mime(f"From: a@b.example\nContent-Type: text/html\n\n{page}".encode())
        assert letter.losses == losses


@pytest.mark.parametrize(
    "rule",
    [
        ".m{.n & .cell{&i{display:block}}}",
        "&.cell{display:block}",
        "i{.cell&{display:block}}",
        ".m .n{.o &{display:block}}",
    ],
)
def test_a_rule_in_another_that_is_not_understood_joins_no_figures(rule: str) -> None:
    read = read_html(f"<style>{rule}</style>{_BODY}")
    assert (read.words, read.is_unstyled) == ("Hearing 1 4 December HIDDEN", True)
    assert not read_html(f"<style>{rule.replace('display:block', 'color:red')}</style>{_BODY}").is_unstyled


def test_rules_in_others_keep_cells_apart() -> None:
    page = f"<style>p{{& .cell{{display:block}} & .gone{{display:none}}}}</style>{_BODY}"
    assert read_html(page) == ("Hearing\n1\n4 December", ("HIDDEN",), False)


@pytest.mark.parametrize(
    "page",
    [
        linking("s.css", "media=print"),
        linking("s.css").replace("stylesheet", "alternate stylesheet"),
        linking("s.css").replace("<link", "<!-- <link").replace("</head>", "--></head>"),
        linking("s.css").replace("<link", "<script>'<link").replace("</head>", "'</script></head>"),
        linking("s.css").replace("<link", "<template><link").replace("</head>", "</template></head>"),
    ],
)
def test_a_style_sheet_that_is_not_for_the_screen_is_not_missed(page: str) -> None:
    read = read_html(page)
    assert (read.words, read.is_unstyled) == ("Hearing 14 December HIDDEN", False)


def test_style_sheets_hold_in_their_order_each_under_its_medium() -> None:
    beside = FileSheets(
        _ADDRESS, {"https://court.example/list/b.css": "b", "https://court.example/c.css": "c"}
    )
    page = "<style>@import url(b.css) screen; a</style><base href='../'>"
    page += "<link rel=STYLESHEET href=c.css media=print>"
    sheets = PageSheets(page, beside)
    assert sheets.texts == ("@media  screen {b}", "@import url(b.css) screen; a", "@media print {c}")
    assert not sheets.is_missing


def test_words_set_by_a_style_sheet_keep_figures_apart() -> None:
    page = "<style>.x::after{content:'/'} .y:before{content:none}</style><i class=%s>1</i>7 May"
    assert [read_html(page % name).words for name in ("x", "y")] == ["1 7 May", "17 May"]


@pytest.mark.parametrize(
    "style",
    [
        *("margin-right:.5rem", "margin:0 1em", "margin-inline:4px", "padding-left:2em", "padding:1px"),
        *("border-left:1px solid", "border:thin solid red", "letter-spacing:1em", "word-spacing:1em"),
        *("gap:1em", "margin-left:var(--gap)", "margin-left:0;margin-right:1em"),
    ],
)
def test_a_gap_that_a_style_makes_keeps_figures_apart(style: str) -> None:
    for page in ("<i style='%s'>1</i>4 May", "1<i style='%s'>4</i> May"):
        assert read_html(f"on {page % style}").words == "on 1 4 May"


@pytest.mark.parametrize(
    "style", ["margin:0", "margin:1em 0", "margin-right:-1px", "padding:0px", "border:0 solid", "border:none"]
)
def test_what_makes_no_gap_keeps_figures_together(style: str) -> None:
    assert read_html(f"on <i style='{style}'>1</i>4 May").words == "on 14 May"


def test_a_margin_can_be_taken_back_and_an_invisible_word_keeps_its_room() -> None:
    page = "<style>i{margin-right:1em} .x{margin:0} .y{visibility:hidden}</style>on 1<i class=%s>%s</i>4 May"
    shown = [read_html(page % one).words for one in (("x", ""), ("y", "--"), ("x", "2"))]
    assert shown == ["on 14 May", "on 1 4 May", "on 124 May"]


@pytest.mark.parametrize("name", ["shadowrootmode", "shadowroot", "shadowmode"])
def test_what_stands_in_a_shadow_root_is_shown(name: str) -> None:
    shadow = (
        f"<template {name}=open><style>.m{{display:none}}</style><p>20 May<template>NOT</template></template>"
    )
    read = read_html(f"<style>template{{display:none}}</style><x-list>{shadow}<p class=m>at 9</p></x-list>")
    assert (read.words, read.hidden) == ("20 May\nat 9", ())
