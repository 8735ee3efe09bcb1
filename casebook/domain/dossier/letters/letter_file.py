"""A template that is read or filled apart from the records, and what becomes of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Literal

from casebook.domain.base.entity import entity
from casebook.domain.dossier.letters.word_style import WordStyle

TemplateFaultKind = Literal["macro", "external", "embedded", "code", "unknown-field", "expression", "syntax"]
Values = Mapping[str, str | list[dict[str, str]]]
"""Fields by their names, and lists of entries; "" for what is not known."""
_LENGTH_BYTES = 4


@entity
class TemplateFault:
    """Why a template is refused, and where.

    Attributes:
        kind: what is wrong.
        part: of the file: "body", "header", "footer", "footnotes", or the name of a member.
        paragraph: from 1 within the part; 0 where it stands in none.
        name: the field or word at fault as far as it is harmless to show, or "".
    """

    kind: TemplateFaultKind
    part: str
    paragraph: int = 0
    name: str = ""


@entity
class FilledLine:
    """A paragraph of a filled letter, for its preview."""

    style: str
    text: str


@entity
class TemplateReport:
    """What was found in a template, and in the letter made of it.

    Attributes:
        faults: why it is refused; nothing else is given where there are any.
        fields: the fields it uses, in the order of their first use.
        missing: those among them that stand in the letter and have no value.
        lines: the letter's paragraphs.
        styles: the styles it sets that are also styles of ours.
        texts: every paragraph that the letter prints: of its text, tables, heads, feet and notes.
    """

    faults: tuple[TemplateFault, ...] = ()
    fields: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    lines: tuple[FilledLine, ...] = ()
    styles: tuple[WordStyle, ...] = ()
    texts: tuple[str, ...] = ()


def joined(values: Values | None, template: bytes) -> bytes:
    """Return values and template as the one piece of bytes that a worker is sent.

    Args:
        values: to fill it with; None to look at it only.
        template: the Word file.
    """
    head = json.dumps(values, ensure_ascii=False).encode("utf-8")
    return len(head).to_bytes(_LENGTH_BYTES, "big") + head + template


def parted(data: bytes) -> tuple[Values | None, bytes]:
    """Return values and template out of what `joined` made."""
    end = _LENGTH_BYTES + int.from_bytes(data[:_LENGTH_BYTES], "big")
    return json.loads(data[_LENGTH_BYTES:end]), data[end:]
