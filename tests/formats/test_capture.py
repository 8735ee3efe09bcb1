"""Web pages that browsers saved as one file."""

from __future__ import annotations

from casebook.formats.web.capture import read_mhtml


def test_the_time_of_a_saved_page_in_utc_keeps_its_zone() -> None:
    read = read_mhtml(
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://court.example/\r\n"
        b"Date: Mon, 2 Mar 2026 09:15:00 -0000\r\nContent-Type: text/html\r\n\r\n<p>List</p>"
    )
    assert read.header is not None
    assert read.header.dated == "2026-03-02T09:15:00+00:00"
