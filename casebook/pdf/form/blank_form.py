"""Makes a form blank before it is filled in: former values, all that acts, and all that names its makers.

A form that somebody sent may have been filled in for another person, in fields that nobody sees too, and may
hold actions that call home when it is opened or sent on. A filled copy holds what was filled in and nothing
else that is not on its pages.
Source: ISO 32000-2:2020, 7.7.2 (catalogue), 12.5.6 (annotations), 12.6 (actions), 12.7 (forms).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from casebook.domain.dossier.official_form import FormPart
from casebook.pdf.form.form_field import PdfField, inherited
from casebook.pdf.page.document_info import forget_makers

_MAX_DEPTH = 64
_VALUES = (Name.V, Name.DV, Name.RV, Name.I)
"""Value, default value, formatted value and selected options: ISO 32000-2, tables 226, 228, 234."""
_CATALOGUE = frozenset(
    {
        "/Type",
        "/Version",
        "/Pages",
        "/AcroForm",
        "/Lang",
        "/PageLabels",
        "/PageLayout",
        "/MarkInfo",
        "/StructTreeRoot",
        "/OCProperties",
        "/OutputIntents",
    }
)
"""What stays of the catalogue: nothing that acts, nothing attached."""
_FORM = frozenset({"/Fields", "/DR", "/DA", "/Q"})
_OF_PAGE = ("/AA", "/AF", "/B", "/LastModified", "/Metadata", "/PieceInfo", "/PresSteps", "/Thumb")
_ICONS = (Name.I, Name.RI, Name.IX)
_LINKS = frozenset({"/URI", "/GoTo", "/GoToR", "/GoToE", "/GoToDp", "/Thread"})
_SCRIPTS = frozenset({"/JavaScript", "/Rendition"})
_OTHERS = frozenset(
    {
        "/Launch",
        "/Sound",
        "/Movie",
        "/Hide",
        "/Named",
        "/SubmitForm",
        "/ResetForm",
        "/ImportData",
        "/SetOCGState",
        "/Trans",
        "/GoTo3DView",
        "/RichMediaExecute",
    }
)
"""Types of actions. Source: ISO 32000-2, table 201."""
_NOTES: dict[str, FormPart] = {"/Link": "links", "/FileAttachment": "attachments"}


def take_out(pdf: Pdf) -> tuple[FormPart, ...]:
    """Take out of a form all that acts, is attached or names its makers; returns what there was of it.

    What is taken out is emptied too, since other objects, such as the tags of a page, may still name it.
    """
    parts: set[FormPart] = set()
    for page in pdf.pages:
        _strip_page(page.obj, parts)
    names = pdf.Root.get(Name.Names)
    if isinstance(names, Dictionary) and Name.EmbeddedFiles in names:
        parts.add("attachments")
    _empty_actions(pdf, parts)
    if Name.Info in pdf.trailer:
        if any(str(value).strip() for value in pdf.trailer.Info.as_dict().values()):
            parts.add("properties")
        del pdf.trailer[Name.Info]
    if Name.Metadata in pdf.Root:
        parts.add("properties")
    _keep_only(pdf.Root, _CATALOGUE)
    if isinstance(pdf.Root.get(Name.AcroForm), Dictionary):
        _keep_only(pdf.Root.AcroForm, _FORM)
    forget_makers(pdf)
    pdf.docinfo[Name.Producer] = "Casebook"
    return tuple(sorted(parts))


def clear_values(pdf: Pdf, fields: list[PdfField]) -> None:
    """Take every value, seen or not, out of a form; the appearances of texts are drawn anew elsewhere."""
    for node in (*_tree(pdf), *(node for field in fields for node in field.nodes)):
        _drop(node, _VALUES)
        if str(inherited(node, Name.FT) or "") == "/Btn":
            _clear_picture(node)
    for field in fields:
        for mark in field.marks:
            _drop(mark.widget, (*_VALUES, *((Name.AP,) if field.kind == "signature" else ())))
            if field.kind == "button":
                _clear_picture(mark.widget)


def _clear_picture(node: Object) -> None:
    """Take out a picture that was put into a button, such as a photograph of whom it was filled in for."""
    looks = node.get(Name.MK)
    if isinstance(looks, Dictionary) and any(key in looks for key in _ICONS):
        _drop(looks, _ICONS)
        _drop(node, (Name.AP,))


def _drop(thing: Object, keys: Iterable[Name]) -> None:
    for key in keys:
        if key in thing:
            del thing[key]


def empty_out(thing: Object) -> None:
    """Take every entry out of an object."""
    _keep_only(thing, frozenset())


def _strip_page(page: Object, parts: set[FormPart]) -> None:
    for key in _OF_PAGE:
        if key in page:
            if key == "/AA":
                parts.add("actions")
            del page[key]
    notes = page.get(Name.Annots)
    if not isinstance(notes, Array):
        return
    kept = []
    for note in notes:
        if not isinstance(note, Dictionary):
            continue
        if note.get(Name.Subtype) == Name.Widget:
            kept.append(note)
            continue
        parts.add(_NOTES.get(str(note.get(Name.Subtype) or ""), "notes"))
        _note_action(note.get(Name.A), parts)
        empty_out(note)
    page.Annots = Array(kept)


def _empty_actions(pdf: Pdf, parts: set[FormPart]) -> None:
    """Empty actions and attached files wherever they stand, and let go of what starts them."""
    for thing in pdf.objects:
        if not isinstance(thing, Dictionary | Stream):
            continue
        for one in _within(thing):
            _note_action(one, parts)
            if one.get(Name.Type) == Name.Filespec or isinstance(one.get(Name.EF), Dictionary):
                parts.add("attachments")
                empty_out(one)
            elif _is_action(one):
                empty_out(one)
            elif Name.FT in one or one.get(Name.Subtype) == Name.Widget or Name.T in one:
                for key in (Name.A, Name.AA):
                    if key in one and isinstance(one.get(key), Dictionary):
                        del one[key]


def _note_action(action: object, parts: set[FormPart]) -> None:
    if not isinstance(action, Dictionary):
        return
    kind = str(action.get(Name.S) or "")
    if kind in _SCRIPTS or Name.JS in action:
        parts.add("scripts")
    elif kind in _LINKS:
        parts.add("links")
    elif kind in _OTHERS:
        parts.add("actions")


def _is_action(thing: Object) -> bool:
    return str(thing.get(Name.S) or "") in _SCRIPTS | _LINKS | _OTHERS


def _within(thing: Object) -> Iterator[Object]:
    """Yield an object and those that stand inside it, without objects of their own."""
    waiting = [(thing, 0)]
    while waiting:
        one, depth = waiting.pop()
        if isinstance(one, Dictionary | Stream):
            yield one
            inside = [one.get(key) for key in list(one.keys())]
        else:
            inside = list(one) if isinstance(one, Array) else []
        if depth < _MAX_DEPTH:
            waiting += [
                (part, depth + 1)
                for part in inside
                if isinstance(part, Dictionary | Array) and not part.is_indirect
            ]


def _tree(pdf: Pdf) -> Iterator[Object]:
    """Yield every field of a form, those on no page too."""
    form = pdf.Root.get(Name.AcroForm)
    waiting = [(form.get(Name.Fields), 0)] if isinstance(form, Dictionary) else []
    visited: set[tuple[int, int]] = set()
    while waiting:
        kids, depth = waiting.pop()
        for node in kids if isinstance(kids, Array) else ():
            if not isinstance(node, Dictionary) or node.objgen in visited or depth > _MAX_DEPTH:
                continue
            if node.is_indirect:
                visited.add(node.objgen)
            yield node
            waiting.append((node.get(Name.Kids), depth + 1))


def _keep_only(thing: Object, kept: frozenset[str]) -> None:
    for key in list(thing.keys()):
        if key not in kept:
            del thing[key]
