"""Templates of letters in Word: examined for what must not be in them, and filled.

SECURITY: a template comes from outside. It is read in an isolated process, its expressions are those of a
closed list (no calls, no arithmetic, no imports), and it is refused whole where it could run code or fetch
anything.

Source: Office Open XML (ECMA-376-1 and -2): 9.3 relationships of a package and their target mode, 11.3 parts
of a word-processing file; MS-OFFMACRO2 for macros. docxtpl gives `{%p ... %}` its meaning.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from casebook.domain.dossier.letters.letter_field import LISTS
from casebook.domain.dossier.letters.letter_file import (
    FilledLine,
    TemplateFault,
    TemplateFaultKind,
    TemplateReport,
    Values,
)
from casebook.formats.docx_elements import named
from casebook.formats.docx_package import without_timestamps
from casebook.formats.docx_styles import read_styles
from casebook.formats.fault import Damaged, OversizedFile
from casebook.formats.letter_expression import SIGN, ExpressionFault, Missing, environment, fields_of
from casebook.formats.media_type import DOCX
from casebook.formats.package import kind_of, open_package, read_member

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from docxtpl import DocxTemplate

MAX_TEMPLATE_BYTES = 4 << 20
MAX_PART_BYTES = 4 << 20
"""Of the XML of one part, through which docxtpl goes with regular expressions."""
_MACRO = re.compile(r"vbaProject|vbaData|macroEnabled|attachedToolbars", re.IGNORECASE)
_EMBEDDED = re.compile(
    r"/(oleObject|package|control|activeXControl\w*|aFChunk|ctrlProp|subDocument|frame)$", re.IGNORECASE
)
_CODE = re.compile(
    r"\b(INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|DDE|DDEAUTO|MACROBUTTON|DATABASE|EMBED|HYPERLINK(?! +\\L))\b"
)
"""Instructions of fields that fetch, run or link what is outside the file."""
_PARTS = {"document": "body", "header": "header", "footer": "footer", "footnotes": "footnotes"}
_TEXT_PARTS = re.compile(r"word/(document|header|footer|footnotes)\d*\.xml")
_MARK = re.compile(r"\{[{%#].*?[}%#]\}")
_HARMLESS = re.compile(r"[A-Za-z_][\w.]{0,59}")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def examine(data: bytes) -> TemplateReport:
    """What a template holds, or why it is refused.

    Raises:
        Damaged: it is no Word file.
        PasswordProtected: it wants a password.
        OversizedFile: it is larger than a template is.
    """
    if len(data) > MAX_TEMPLATE_BYTES:
        raise OversizedFile
    with open_package(data) as package:
        if kind_of(package) != DOCX:
            raise Damaged
        parts = dict(_parsed(package))
    faults = tuple(_faults(parts))
    return TemplateReport(faults=faults) if faults else _read(data, _texts(parts))


def fill(data: bytes, values: Values) -> tuple[TemplateReport, bytes]:
    """The letter that a template makes of values, and what was missing; no bytes where it is refused.

    Raises:
        Damaged, PasswordProtected, OversizedFile: as for `examine`.
    """
    report = examine(data)
    if report.faults:
        return report, b""
    return filled(data, values, report.fields)


def fields_of_supplied(data: bytes) -> tuple[str, ...]:
    """The fields of a template that was made here, which holds nothing foreign."""
    return _read(data, {}).fields


def filled(data: bytes, values: Values, fields: tuple[str, ...]) -> tuple[TemplateReport, bytes]:
    """The letter that an examined template makes of values."""
    word, report = _rendered(data, values, fields)
    out = io.BytesIO()
    word.save(out)
    return report, without_timestamps(out.getvalue())


def previewed(data: bytes, values: Values, fields: tuple[str, ...]) -> TemplateReport:
    """What `filled` says of the letter, without packing its file, which takes half the time."""
    return _rendered(data, values, fields)[1]


def _rendered(data: bytes, values: Values, fields: tuple[str, ...]) -> tuple[Any, TemplateReport]:
    """Return the letter as a document of python-docx, and what it says."""
    from jinja2 import TemplateError

    missing: dict[str, None] = {}
    context = _context(values, fields, missing)
    template = _opened(data)
    try:
        template.render(context, environment(), autoescape=True)
    except (TemplateError, SyntaxError, TypeError, ValueError, KeyError) as error:
        raise Damaged from error
    word = template.docx
    _mark_gaps(word)
    _forget_author(word)
    return word, TemplateReport(
        fields=fields,
        missing=tuple(missing),
        lines=tuple(_lines(word)),
        texts=tuple(_printed(word)),
    )


def _lines(word: Any) -> Iterator[FilledLine]:  # noqa: ANN401 - a document of python-docx
    """Yield each paragraph with text; a style is looked up once, as that goes through all the styles."""
    styles: dict[str | None, str] = {}
    for paragraph in word.paragraphs:
        text, style_id = paragraph.text, paragraph._p.style  # noqa: SLF001 - python-docx looks up the whole style
        if not text.strip():
            continue
        if style_id not in styles:
            styles[style_id] = str(paragraph.style and paragraph.style.name)
        yield FilledLine(style=styles[style_id], text=text)


def _printed(word: Any) -> Iterator[str]:  # noqa: ANN401 - a document of python-docx
    """Yield the text of every paragraph of the letter, in whatever part of the file it stands."""
    from docx.oxml import parse_xml

    texts, breaks = {named("w:t"), named("w:delText")}, {named("w:tab"), named("w:br"), named("w:cr")}
    for part in word.part.package.iter_parts():
        if not _TEXT_PARTS.fullmatch(str(part.partname)[1:]):
            continue
        root = part.element if _is_xml(part) else parse_xml(part.blob)
        for paragraph in root.iter(named("w:p")):
            pieces = (" " if one.tag in breaks else one.text for one in paragraph.iter(*texts, *breaks))
            if (text := "".join(filter(None, pieces))).strip():
                yield text


def _context(values: Values, fields: tuple[str, ...], missing: dict[str, None]) -> dict[str, Any]:
    """Values by group, as a template names them; each that is not known notes when it is written."""
    context: dict[str, Any] = {name: value for name, value in values.items() if isinstance(value, list)}
    for name in fields:
        group, _, part = name.partition(".")
        if part and group not in LISTS:
            held = context.setdefault(group, SimpleNamespace())
            setattr(held, part, values.get(name) or Missing(name, missing))
        else:
            context.setdefault(group, [])
    return context


def _opened(data: bytes) -> DocxTemplate:
    from docxtpl import DocxTemplate

    template = DocxTemplate(io.BytesIO(data))
    template.init_docx()
    for name in ("author", "comments", "identifier", "language", "subject", "title"):
        setattr(template.docx.core_properties, name, "")  # docxtpl would take them for templates too
    return template


def _parsed(package: ZipFile) -> Iterator[tuple[str, Element | None]]:
    """Yield every member by its name, with its XML where it is some."""
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    for member in package.infolist():
        name = member.filename
        if not name.endswith((".xml", ".rels")):
            yield name, None
            continue
        if member.file_size > MAX_PART_BYTES:
            raise OversizedFile
        try:
            yield name, fromstring(read_member(package, name), forbid_dtd=True)
        except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
            raise Damaged from error


def _faults(parts: Mapping[str, Element | None]) -> Iterator[TemplateFault]:
    """Yield what a template must not hold: by names, content types, relationships and field codes."""
    for name, root in parts.items():
        if root is None:
            kind = "macro" if _MACRO.search(name) else "embedded" if _holds_objects(name) else None
            yield from [TemplateFault(kind=kind, part=name)] if kind else []  # type: ignore[arg-type] # of the list
        elif name.endswith(".rels"):
            yield from _linked(name, root)
        elif name == "[Content_Types].xml":
            types = " ".join(child.get("ContentType", "") for child in root)
            yield from [TemplateFault(kind="macro", part=name)] if _MACRO.search(types) else []
        elif _TEXT_PARTS.fullmatch(name):
            yield from _codes(name, root)


def _holds_objects(name: str) -> bool:
    return "embeddings/" in name or "activeX/" in name


def _linked(name: str, root: Element) -> Iterator[TemplateFault]:
    for relation in root:
        kind = relation.get("Type", "")
        if relation.get("TargetMode") == "External":
            yield TemplateFault(kind="external", part=name)
        elif _MACRO.search(kind):
            yield TemplateFault(kind="macro", part=name)
        elif _EMBEDDED.search(kind):
            yield TemplateFault(kind="embedded", part=name)


def _codes(name: str, root: Element) -> Iterator[TemplateFault]:
    """Field codes may be cut into runs: those of a paragraph are read together."""
    for number, paragraph in enumerate(root.iter(f"{_W}p"), start=1):
        code = "".join(one.text or "" for one in paragraph.iter(f"{_W}instrText"))
        simple = " ".join(one.get(f"{_W}instr", "") for one in paragraph.iter(f"{_W}fldSimple"))
        at_fault = _CODE.search(f"{code} {simple}".upper())
        if at_fault:
            yield TemplateFault(kind="code", part=_part(name), paragraph=number, name=at_fault.group(1))


def _part(name: str) -> str:
    found = _TEXT_PARTS.fullmatch(name)
    return _PARTS[found.group(1)] if found else name


def _texts(parts: Mapping[str, Element | None]) -> dict[str, list[str]]:
    """The text of every paragraph, by the name of its part."""
    texts: dict[str, list[str]] = {}
    for name, root in parts.items():
        if root is not None and _TEXT_PARTS.fullmatch(name):
            texts.setdefault(_part(name), []).extend(
                "".join(one.text or "" for one in paragraph.iter(f"{_W}t"))
                for paragraph in root.iter(f"{_W}p")
            )
    return texts


def _read(data: bytes, texts: Mapping[str, list[str]]) -> TemplateReport:
    """The fields and styles of a template that holds nothing foreign, or the faults of its expressions."""
    from docx.opc.exceptions import PackageNotFoundError
    from jinja2 import TemplateSyntaxError

    try:
        template = _opened(data)
        sources = list(_sources(template))
    except (PackageNotFoundError, KeyError, ValueError, SyntaxError, AttributeError) as error:
        raise Damaged from error
    fields: dict[str, None] = {}
    faults: list[TemplateFault] = []
    for part, source in sources:
        try:
            fields |= dict.fromkeys(fields_of(source))
        except RecursionError as error:
            raise Damaged from error
        except TemplateSyntaxError as error:
            faults.append(_unclosed(part, texts, _line(source, error.lineno)))
        except ExpressionFault as error:
            kind: TemplateFaultKind = "unknown-field" if error.is_field else "expression"
            faults.append(_placed(kind, part, texts, error.name, error.name))
    if faults:
        return TemplateReport(faults=tuple(faults))
    return TemplateReport(fields=tuple(fields), styles=read_styles(template.docx))


def _sources(template: DocxTemplate) -> Iterator[tuple[str, str]]:
    """Yield each part with text: its name, and the source that docxtpl makes of it."""
    yield "body", _lined(template.patch_xml(template.get_xml()))
    for part, uri in (("header", template.HEADER_URI), ("footer", template.FOOTER_URI)):
        for _, held in template.get_headers_footers(uri):
            yield part, _lined(template.patch_xml(template.get_part_xml(held)))
    for held in template.docx.part.package.parts:
        if str(held.partname) == "/word/footnotes.xml":
            yield "footnotes", _lined(template.patch_xml(held.blob.decode("utf-8", "replace")))


def _lined(source: str) -> str:
    """A paragraph a line, so that the line of an error is that of its paragraph."""
    return re.sub(r"<w:p([ >])", r"\n<w:p\1", source.replace("\n", " "))


def _line(source: str, number: int) -> str:
    """What stands in a line in braces: what the paragraph at fault is looked for by."""
    lines = source.splitlines()
    text = re.sub("<[^>]+>", "", lines[min(number, len(lines)) - 1]) if lines else ""
    return " ".join(_MARK.findall(text)) or text.strip()


def _unclosed(part: str, texts: Mapping[str, list[str]], looked_for: str) -> TemplateFault:
    """A fault of syntax: where braces do not match, else where it was noticed, else at the first tag."""
    for at, text in enumerate(texts.get(part, ()), start=1):
        if any(text.count(opens) != text.count(closes) for opens, closes in (("{{", "}}"), ("{%", "%}"))):
            return TemplateFault(kind="syntax", part=part, paragraph=at)
    noticed = _placed("syntax", part, texts, looked_for)
    return noticed if noticed.paragraph else _placed("syntax", part, texts, "{%")


def _placed(
    kind: TemplateFaultKind, part: str, texts: Mapping[str, list[str]], looked_for: str, name: str = ""
) -> TemplateFault:
    """A fault with the number of the first paragraph in which what is looked for stands."""
    words = looked_for.split()
    paragraphs = enumerate(texts.get(part, ()), start=1)
    places = (at for at, text in paragraphs if words and all(word in text for word in words))
    shown = name if _HARMLESS.fullmatch(name) else ""
    return TemplateFault(kind=kind, part=part, paragraph=next(places, 0), name=shown)


def _mark_gaps(word: Any) -> None:  # noqa: ANN401 - a document of python-docx
    """Highlight every place that is left to the person who signs."""
    linked = [one.target_part for one in word.part.rels.values() if not one.is_external]
    heads = [one.element for one in linked if _TEXT_PARTS.fullmatch(str(one.partname)[1:]) and _is_xml(one)]
    parts = [word.element, *heads]
    for text in (text for part in parts for text in part.iter(named("w:t"))):
        if text.text and SIGN in text.text:
            text.text = text.text.replace(SIGN, "")
            text.getparent().get_or_add_rPr().get_or_add_highlight().set(named("w:val"), "yellow")


def _is_xml(part: Any) -> bool:  # noqa: ANN401 - a part of python-docx
    return hasattr(part, "element")


def _forget_author(word: Any) -> None:  # noqa: ANN401 - a document of python-docx
    from datetime import datetime

    properties = word.core_properties
    properties.created = properties.modified = datetime(2000, 1, 1)  # noqa: DTZ001 - Word's own field has no zone
    properties.author = properties.last_modified_by = properties.comments = properties.title = ""
    properties.revision = 1


def load_for_letters() -> None:
    """Load the libraries by making a small letter, so that later none of them opens a file."""
    from docx import Document

    word, out = Document(), io.BytesIO()
    word.add_paragraph("{{ case.reference }}")
    word.save(out)
    fill(out.getvalue(), {"case.reference": "1"})
