"""Small packs written out, so that a test shows the very entry it is about."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from casebook.packs.entry import Entry

EntryOf = Callable[[str], Entry]

HEAD = """
[pack]
id = "{id}"
version = "2026.1"
compiled = 2026-01-02
checked = 2026-01-03
source = "invented for a test"
counts = {{ {counts} }}
"""
TOPIC = """
[[topic]]
id = "exit-bans"
title = "Exit bans"
definition = "Orders that stop people from leaving."
hooks = ["ICCPR Art 12"]
"""
SOURCE = """
[[source]]
id = "report-2020"
title = "A Report"
author = "A Body"
body = "A Body"
type = "ngo-report"
csl_type = "report"
issued = "2020-05"
url = "https://example.org/report"
language = "en"
topics = ["exit-bans"]
reading_level = "document"
reliability = "Invented."
access = "Open."
"""
FINDING = """
[[finding]]
id = "report-ban"
source = "report-2020"
topic = "exit-bans"
statement = "Relatives of people sought abroad may not leave."
pinpoint = "p. 4"
period = "2019"
scope = "China"
groups = ["families"]
strength = "reported"
adverse = false
reading_level = "document"
"""
LOG = (
    'copies = ["copies.example"]\n' + HEAD.format(id="reading-log", counts="") + "\n[sources]\n\n[findings]\n"
)


def change(path: Path, old: str, new: str) -> None:
    """Replace a text that must be there once."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
