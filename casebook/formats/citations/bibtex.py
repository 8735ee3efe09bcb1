"""BibTeX and BibLaTeX, both ways.

A broken entry is named by its line and the next one is read. What LaTeX says of letters is turned into
letters; nothing is ever run.

Source: Oren Patashnik, "BibTeXing" (1988), for entries, strings and braces; the manual of BibLaTeX 3.20, 2.2,
for its fields; LaTeX2e's table of accents.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from casebook.domain.library.reference import Reference
from casebook.formats.citations.parts import (
    keywords,
    month_number,
    names,
    note_of,
    own_type,
    read_note,
    stated,
    year_of,
)

_KINDS = {"article-journal": "article", "article-newspaper": "article", "report": "techreport"}
_CSL_TYPES = {
    "article": "article-journal",
    "book": "book",
    "booklet": "book",
    "collection": "book",
    "conference": "paper-conference",
    "dataset": "dataset",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "jurisdiction": "legal_case",
    "legislation": "legislation",
    "mastersthesis": "thesis",
    "online": "webpage",
    "phdthesis": "thesis",
    "proceedings": "book",
    "report": "report",
    "techreport": "report",
    "thesis": "thesis",
}
_SIGNS = str.maketrans(
    {sign: f"\\{sign}" for sign in "{}%&#_$"} | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}"}
)
_START = re.compile(r"@\s*([A-Za-z]+)\s*([{(])")
_NAME = re.compile(r"\s*([^\s=,{}()\"#%]+)\s*=\s*")
_WORD = re.compile(r"[^\s,#{}()\"=%]+")
_KEY = re.compile(r"\s*([^,\s{}]*)\s*(,|(?=[})]))")
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_MAX_VALUE = 100_000
"""Of a value: strings that name themselves twice would double with every line."""
_NO_ENTRY = {"comment", "preamble"}
_TILDE = "\ue003"
"""A tilde that is meant as one: bare, it is a space."""
_ACCENTS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    '"': "\u0308",
    "=": "\u0304",
    ".": "\u0307",
    "u": "\u0306",
    "v": "\u030c",
    "H": "\u030b",
    "r": "\u030a",
    "c": "\u0327",
    "k": "\u0328",
    "d": "\u0323",
    "b": "\u0331",
}
_LETTERS = {
    "ss": "ß",
    "o": "ø",
    "O": "Ø",
    "l": "ł",
    "L": "Ł",
    "ae": "æ",
    "AE": "Æ",
    "oe": "œ",
    "OE": "Œ",
    "aa": "å",
    "AA": "Å",
    "i": "ı",
    "j": "ȷ",
    "dh": "ð",
    "th": "þ",
    "textbackslash": "\\",
    "textasciitilde": _TILDE,
    "textendash": "–",
    "textemdash": "—",
    "S": "§",
}
_ACCENT = re.compile(
    r"\\(?:([`'^~\"=.])\s*|([uvHrckdb])(?:\s+|(?=\{)))(?:\{\\?([A-Za-zıȷ]?)\}|\\?([A-Za-zıȷ]))"
)
_COMMAND = re.compile(r"\\([A-Za-z]+)(?:\{\}|\s+|(?![A-Za-z]))")
_HELD, _RELEASED = "\ue000\ue001\ue002", "{}\\"
"""Signs that were escaped, kept aside until the braces that only group are gone."""


class _Entry(NamedTuple):
    line: int
    kind: str
    key: str
    fields: Mapping[str, str]


class _BrokenEntry(Exception):
    pass


def write_bibtex(references: list[Reference]) -> str:
    """The text of a file."""
    return "\n\n".join(_written(reference) for reference in references) + "\n"


def read_bibtex(text: str) -> Iterator[tuple[int, Reference | None]]:
    """Each reference with the line its entry begins on; None where the entry is broken."""
    strings: dict[str, str] = {}
    at, line, counted = 0, 1, 0
    while match := _START.search(text, at):
        line, counted = line + text.count("\n", counted, match.start()), match.start()
        kind = match[1].casefold()
        at = match.end()
        if kind in _NO_ENTRY:
            continue
        try:
            entry, at = _entry(text, match, line, strings)
        except _BrokenEntry:
            yield line, None
            continue
        if kind == "string":
            strings.update(entry.fields)
        else:
            yield line, _reference(entry)


def _entry(text: str, match: re.Match[str], line: int, strings: Mapping[str, str]) -> tuple[_Entry, int]:
    kind, close = match[1].casefold(), "}" if match[2] == "{" else ")"
    at, key = match.end(), ""
    if kind != "string":
        named = _KEY.match(text, at)
        if named is None:
            raise _BrokenEntry
        key, at = named[1], named.end()
    fields: dict[str, str] = {}
    while True:
        at = _after_gaps(text, at)
        if at >= len(text):
            raise _BrokenEntry
        if text[at] == close:
            return _Entry(line, kind, key, fields), at + 1
        name = _NAME.match(text, at)
        if name is None:
            raise _BrokenEntry
        value, at = _value(text, name.end(), strings)
        fields.setdefault(name[1].casefold(), value)


def _after_gaps(text: str, at: int) -> int:
    while at < len(text) and (text[at].isspace() or text[at] == ","):
        at += 1
    return at


def _value(text: str, at: int, strings: Mapping[str, str]) -> tuple[str, int]:
    """A value and the place after it: pieces in braces, in quotation marks, figures or names of strings."""
    pieces: list[str] = []
    while at < len(text):
        if text[at] in '{"':
            end = _end(text, at)
            pieces.append(text[at + 1 : end])
            at = end + 1
        elif word := _WORD.match(text, at):
            pieces.append(strings.get(word[0].casefold(), word[0]))
            at = word.end()
        else:
            raise _BrokenEntry
        rest = re.compile(r"\s*#\s*").match(text, at)
        if sum(map(len, pieces)) > _MAX_VALUE:
            raise _BrokenEntry
        if rest is None:
            return "".join(pieces), at
        at = rest.end()
    raise _BrokenEntry


_BRACE = re.compile(r"\\.|[{}\"]", re.DOTALL)


def _end(text: str, at: int) -> int:
    """The place of the brace or mark that closes the one at a place."""
    quoted, depth = text[at] == '"', 0 if text[at] == '"' else 1
    for sign in _BRACE.finditer(text, at + 1):
        if sign[0] == "{":
            depth += 1
        elif sign[0] == "}":
            depth -= 1
        if (sign[0] == '"' and quoted and depth == 0) or (sign[0] == "}" and not quoted and depth == 0):
            return sign.start()
    raise _BrokenEntry


def _reference(entry: _Entry) -> Reference:
    read = {name: _plain(value) for name, value in entry.fields.items()}
    note = read_note(read.get("note", ""))
    csl_type = read.get("entrysubtype", "") if own_type(read.get("usera", "")) else ""
    doi = entry.fields.get("doi", "")
    holder = ("institution", "organization", "school")
    printed = ("publisher", "journaltitle", "journal", "booktitle")
    return Reference(
        id=entry.key or str(entry.line),
        title=": ".join(part for name in ("title", "subtitle") if (part := read.get(name, ""))),
        csl_type=csl_type or _CSL_TYPES.get(entry.kind, "webpage" if read.get("url") else "document"),
        type=own_type(read.get("usera", "")),
        title_original=read.get("origtitle", ""),
        author=_people(entry.fields.get("author") or entry.fields.get("editor", "")),
        body=next((read[name] for name in holder if read.get(name)), ""),
        publisher=next((read[name] for name in printed if read.get(name)), ""),
        issued=stated(entry.fields.get("date") or _day(read)),
        number=read.get("number", ""),
        ecli=note.ecli,
        history=note.history,
        url=entry.fields.get("url", "").strip() or (f"https://doi.org/{doi}" if doi else ""),
        language=read.get("langid") or read.get("language", ""),
        topics=keywords(read.get("keywords", "")),
    )


def _day(read: Mapping[str, str]) -> str:
    year, month = read.get("year", ""), month_number(read.get("month", ""))
    return f"{year}-{month}" if year.isdecimal() and month else year


def _people(text: str) -> str:
    """The names in a field, set apart by "and" outside braces."""
    held: list[str] = []

    def hold(match: re.Match[str]) -> str:
        held.append(match[0])
        return f"\ue010{len(held) - 1}\ue011"

    apart = re.sub(r"\{(?:[^{}]|\{[^{}]*\})*\}", hold, text)
    people = (re.sub(r"\ue010(\d+)\ue011", lambda m: held[int(m[1])], one) for one in _AND.split(apart))
    return names("et al." if one.strip() == "others" else _plain(one) for one in people)


def _plain(value: str) -> str:
    r"""A value as a person reads it: letters for accents, no braces that only group.

    >>> _plain(r'{The} Law of {\"O}zg{\"u}r \& \v{C}apek'), _plain(r"100\% sure")
    ('The Law of Özgür & Čapek', '100% sure')
    """
    if "\\" in value:
        text = re.sub(r"\\([{}])", lambda m: _HELD["{}".index(m[1])], value)
        text = _ACCENT.sub(_accented, text)
        text = _COMMAND.sub(lambda m: _LETTERS.get(m[1], "").replace("\\", _HELD[2]), text)
        text = re.sub(r"\\([&%#_$])", r"\1", text).replace("\\", " ")
    else:
        text = value
    text = text.replace("{", "").replace("}", "").replace("~", " ").replace(_TILDE, "~")
    text = text.replace("---", "—").replace("--", "–").translate(str.maketrans(_HELD, _RELEASED))
    return " ".join(text.split())


def _accented(match: re.Match[str]) -> str:
    letter = (match[3] or match[4] or "").replace("ı", "i").replace("ȷ", "j")
    return unicodedata.normalize("NFC", letter + _ACCENTS[match[1] or match[2]])


def _written(reference: Reference) -> str:
    fields = {
        "title": f"{{{reference.title.translate(_SIGNS)}}}",
        "origtitle": reference.title_original.translate(_SIGNS),
        "author": f"{{{reference.author.translate(_SIGNS)}}}" if reference.author else "",
        "institution": reference.body.translate(_SIGNS),
        "publisher": reference.publisher.translate(_SIGNS),
        "year": year_of(reference),
        "date": reference.issued.edtf if reference.issued else "",
        "number": reference.number.translate(_SIGNS),
        "note": note_of(reference).translate(_SIGNS),
        "url": reference.url,
        "langid": reference.language,
        "keywords": ", ".join(reference.topics),
        "entrysubtype": reference.csl_type,
        "usera": reference.type or "",
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@{_KINDS.get(reference.csl_type, 'misc')}{{{reference.id},\n{lines}\n}}"
