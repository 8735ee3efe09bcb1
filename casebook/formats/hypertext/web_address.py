"""Addresses of the web, completed by the page in which they stand."""

from __future__ import annotations

import posixpath
import re

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def completed(address: str, location: str) -> str:
    """Where a location leads from an address. Source: RFC 3986, section 5.2.

    >>> [completed("https://x.example/a/b", to) for to in ("c", "/c", "//y.example/c", "http://y.example/")]
    ['https://x.example/a/c', 'https://x.example/c', 'https://y.example/c', 'http://y.example/']
    >>> completed("https://x.example/a/b?d=1", "../c/./e.css?f=.."), completed("", "c/e.css")
    ('https://x.example/c/e.css?f=..', 'c/e.css')
    """
    scheme, parted, rest = address.partition("://")
    if not parted or _SCHEME.match(location):
        return location
    if location.startswith("//"):
        return f"{scheme}:{location}"
    host, _, path = re.split(r"[?#]", rest, maxsplit=1)[0].partition("/")
    folder = "/" if location.startswith("/") else f"/{path.rpartition('/')[0]}/"
    target, query = re.match(r"([^?#]*)(.*)", location, re.DOTALL).groups()  # type: ignore[union-attr]
    whole = posixpath.normpath(f"{folder}{target}").lstrip("/")
    ending = "/" if whole and (not target or target.endswith(("/", "/.", "/.."))) else ""
    return f"{scheme}://{host}/{whole}{ending}{query}"
