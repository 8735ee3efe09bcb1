"""Fields of a document replaced with the text stored for them, so that no program fills them in anew."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_LIVE_PAGE = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})
_WITHOUT_RESULT = frozenset(
    {"FORMCHECKBOX", "FORMDROPDOWN", "EQ", "SYMBOL", "ADVANCE", "TC", "XE", "RD", "MACROBUTTON", "GOTOBUTTON"}
)
"""What they show is in their instruction, or they show nothing. Source: ECMA-376-1, 17.16.5."""
_KEPT = _LIVE_PAGE | _WITHOUT_RESULT
_NUMBERING = frozenset({"AUTONUM", "AUTONUMLGL", "AUTONUMOUT"})
"""Numbers of paragraphs, for which Word stores no text."""
_ELEMENT = re.compile(
    r"""<\w+:fldChar\b[^>]*?\w+:fldCharType=["'](?P<char>begin|separate|end)["'][^>]*?(?:/>|>.*?</\w+:fldChar>)
    |<\w+:instrText\b[^>]*?(?:/>|>(?P<instruction>.*?)</\w+:instrText>)
    |<\w+:t\b[^>]*?(?:/>|>.*?</\w+:t>)""",
    re.DOTALL | re.VERBOSE,
)
_SIMPLE = re.compile(r"""<(\w+:fldSimple)\b[^>]*?\w+:instr=["']([^"']*)["'][^>]*>|</\w+:fldSimple>""")
_SLIDE_FIELD = re.compile(r"""<a:fld\b(?![^>]*type=["']slidenum["'])[^>]*?(?:/>|>(.*?)</a:fld>)""", re.DOTALL)
_SLIDE_PARAGRAPH = re.compile(r"<a:pPr\b[^>]*?(?:/>|>.*?</a:pPr>)", re.DOTALL)
_OPEN_FIELDS = (
    "date|time|print-date|print-time|modification-date|modification-time|creation-date|creation-time"
    "|editing-duration|editing-cycles|file-name|template-name|author-name|author-initials|printed-by|creator"
    "|initial-creator|title|subject|keywords|description|user-defined|expression|conditional-text"
    "|user-field-get|variable-get|variable-set|sender-[a-z-]+"
)
_OPEN_FIELD = re.compile(
    rf"<text:(?:{_OPEN_FIELDS})(?=[\s>])[^>]*(?<!/)>(.*?)</text:(?:{_OPEN_FIELDS})>", re.DOTALL
)
_OPEN_EMPTY = re.compile(rf"<text:(?:{_OPEN_FIELDS})(?=[\s/])[^>]*/>")
"""Source: OpenDocument 1.3, part 3, sections 7.3 and 7.5."""
_CURRENT_DATE = re.compile(r"""(presentation:source=)["']current-date["']""")


@dataclass(slots=True)
class _Field:
    """A field with the places of its parts, and those of the text that stands in its instruction."""

    instruction: str = ""
    has_result: bool = False
    within: list[tuple[int, int]] = field(default_factory=list)

    @property
    def name(self) -> str:
        return _name(self.instruction)


def _name(instruction: str) -> str:
    return instruction.strip().partition(" ")[0].upper()


def word_text(xml: str) -> str:
    """Return a part of a Word document whose fields are the text last stored for them.

    Numbers of pages stay fields, and so do numbers of paragraphs for which no text is stored. Of any other
    field without a stored text nothing is left.

    >>> word_text('<w:fldSimple w:instr=" DATE "><w:r><w:t>3 March</w:t></w:r></w:fldSimple>')
    '<w:r><w:t>3 March</w:t></w:r>'
    """
    cuts: list[tuple[int, int]] = []
    open_fields: list[_Field] = []
    for element in _ELEMENT.finditer(xml):
        kind, place = element["char"], element.span()
        if kind == "begin":
            open_fields.append(_Field(within=[place]))
        elif not open_fields:
            continue
        elif kind == "end":
            _close(open_fields, place, cuts)
        elif kind == "separate":
            open_fields[-1].has_result = True
            open_fields[-1].within.append(place)
        elif any(not one.has_result for one in open_fields):
            if element["instruction"] and not open_fields[-1].has_result:
                open_fields[-1].instruction += element["instruction"]
            open_fields[-1].within.append(place)
    return _without_simple(_cut(xml, cuts))


def _close(open_fields: list[_Field], place: tuple[int, int], cuts: list[tuple[int, int]]) -> None:
    ended = open_fields.pop()
    outer = next((one for one in open_fields if not one.has_result), None)
    if outer is not None:  # within the instruction of another: it goes, or stays, with that
        outer.within += [*ended.within, place]
    elif ended.name not in _KEPT and (ended.has_result or ended.name not in _NUMBERING):
        cuts += [*ended.within, place]


def _cut(xml: str, cuts: list[tuple[int, int]]) -> str:
    kept, at = [], 0
    for start, end in sorted(cuts):
        kept.append(xml[at:start])
        at = max(at, end)
    return "".join((*kept, xml[at:]))


def _without_simple(xml: str) -> str:
    is_kept: list[bool] = []

    def tag(match: re.Match[str]) -> str:
        if match[1]:
            if match[0].endswith("/>"):
                return match[0] if _name(match[2]) in _NUMBERING else ""
            is_kept.append(_name(match[2]) in _KEPT)
            return match[0] if is_kept[-1] else ""
        return match[0] if not is_kept or is_kept.pop() else ""

    return _SIMPLE.sub(tag, xml)


def slide_text(xml: str) -> str:
    """Return a slide whose fields are the text last stored for them; its number stays a field.

    >>> slide_text('<a:fld id="{1}" type="datetime1"><a:rPr/><a:t>3 March</a:t></a:fld>')
    '<a:r><a:rPr/><a:t>3 March</a:t></a:r>'
    """
    return _SLIDE_FIELD.sub(
        lambda found: f"<a:r>{_SLIDE_PARAGRAPH.sub('', found[1])}</a:r>" if found[1] else "", xml
    )


def open_document_text(xml: str) -> str:
    """Return a part of an OpenDocument whose fields are the text last stored for them, without page numbers.

    >>> open_document_text('<text:date text:date-value="2019-03-03">3 March</text:date><text:page-number/>')
    '<text:span>3 March</text:span><text:page-number/>'
    """
    fixed = _OPEN_FIELD.sub(r"<text:span>\1</text:span>", _OPEN_EMPTY.sub("", xml))
    return _CURRENT_DATE.sub(r'\1"fixed"', fixed)
