"""Words of web pages whose tags are left out, as the HTML Standard has them shown."""

from __future__ import annotations

import pytest

from casebook.formats.html_words import html_words


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
