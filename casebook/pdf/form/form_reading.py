"""Reads the fields of a form that somebody brought, without changing or running anything in it."""

from __future__ import annotations

import io
from typing import BinaryIO

from pikepdf import Array, Dictionary, Name, Object, PasswordError, Pdf, PikepdfError

from casebook.base.message import Message
from casebook.domain.base.file_name import shown_name
from casebook.domain.dossier.composition import Exhibit
from casebook.domain.dossier.official_form import (
    FieldPlace,
    FormChoice,
    FormTraits,
    OfficialField,
    XfaKind,
)
from casebook.domain.dossier.pdf_result import FormContent, damaged
from casebook.pdf.form.form_field import MULTILINE, OPEN_COMBO, PdfField, PdfMark, form_fields
from casebook.pdf.page.frame import Frame, frame_of


def open_form(exhibit: Exhibit, stream: BinaryIO) -> Pdf:
    """Open a form with the empty password.

    Raises:
        DamagedSource: it is no PDF, damaged, or wants a password.
    """
    try:
        return Pdf.open(io.BytesIO(stream.read()))
    except PasswordError as error:
        what, remedy = Message("is protected by a password."), Message("Ask for a copy without a password.")
        raise damaged(exhibit, what, remedy) from error
    except PikepdfError as error:
        what = Message("is no PDF, or is damaged.")
        raise damaged(exhibit, what, Message("Ask for the file again.")) from error


def read_form(exhibit: Exhibit, stream: BinaryIO) -> FormContent:
    """Return the fields and traits of a form.

    Raises:
        DamagedSource: it is no PDF, damaged, or wants a password.
    """
    with open_form(exhibit, stream) as pdf:
        try:
            fields = form_fields(pdf)
            frames = [frame_of(page.obj) for page in pdf.pages]
            return FormContent(
                traits=_traits(pdf, fields), fields=tuple(_described(field, frames) for field in fields)
            )
        except (PikepdfError, ValueError, TypeError, LookupError, RecursionError) as error:
            what = Message("has a form that cannot be read.")
            remedy = Message("Ask the authority for the form again, or fill it in by hand.")
            raise damaged(exhibit, what, remedy) from error


def form_of(pdf: Pdf) -> Object | None:
    """Return the form of a document, or None."""
    form = pdf.Root.get(Name.AcroForm)
    return form if isinstance(form, Dictionary) else None


def xfa_of(pdf: Pdf, fields: list[PdfField]) -> XfaKind:
    """Return whether a form has XFA, beside fields of PDF or alone.

    One whose pages are to be made by a viewer is XFA alone, whatever fields stand on its first page.
    Source: ISO 32000-1:2008, 12.7.8, and table 28 (NeedsRendering).
    """
    form = form_of(pdf)
    if form is None or form.get(Name.XFA) is None:
        return ""
    return "only" if not fields or bool(pdf.Root.get(Name.NeedsRendering)) else "hybrid"


def _traits(pdf: Pdf, fields: list[PdfField]) -> FormTraits:
    return FormTraits(
        page_count=len(pdf.pages),
        xfa=xfa_of(pdf, fields),
        is_encrypted=pdf.is_encrypted,
        allows_filling=not pdf.is_encrypted or pdf.allow.modify_form or pdf.owner_password_matched,
        is_signed=any(
            str(field.get(Name.FT) or "") == "/Sig" and field.get(Name.V) is not None for field in fields
        ),
        has_scripts=_has_scripts(pdf),
    )


def _has_scripts(pdf: Pdf) -> bool:
    """Return whether the document, a page, a field or a mark runs a script, or the file holds one at all."""
    names = pdf.Root.get(Name.Names)
    if isinstance(names, Dictionary) and names.get(Name.JavaScript) is not None:
        return True
    holders = [
        pdf.Root,
        *(page.obj for page in pdf.pages),
        *(one for page in pdf.pages for one in _notes(page.obj)),
    ]
    return any(map(_runs_script, holders)) or any(
        isinstance(one, Dictionary) and one.get(Name.S) == Name.JavaScript for one in pdf.objects
    )


def _notes(page: Object) -> list[Object]:
    notes = page.get(Name.Annots)
    return [one for one in notes if isinstance(one, Dictionary)] if isinstance(notes, Array) else []


def _runs_script(holder: Object) -> bool:
    actions = holder.get(Name.AA)
    values = [holder.get(Name.A), holder.get(Name.OpenAction)]
    values += actions.as_dict().values() if isinstance(actions, Dictionary) else ()
    return any(isinstance(one, Dictionary) and one.get(Name.S) == Name.JavaScript for one in values)


def _described(field: PdfField, frames: list[Frame]) -> OfficialField:
    kind = field.kind
    label = field.get(Name.TU)
    return OfficialField(
        name=field.name,
        kind=kind,
        label=_short(str(label)) if label is not None else "",
        places=tuple(_placed(field, mark, frames[mark.page]) for mark in field.marks),
        choices=tuple(FormChoice(value=choice.value, label=_short(choice.label)) for choice in field.choices),
        max_length=field.max_length,
        is_comb=field.is_comb,
        is_multiline=bool(kind == "text" and field.flags & MULTILINE),
        is_required=field.is_required,
        is_read_only=field.is_read_only,
        is_open=bool(kind == "choice" and field.flags & OPEN_COMBO),
        value=_short(field.value),
        has_barcode=field.has_barcode,
    )


def _placed(field: PdfField, mark: PdfMark, frame: Frame) -> FieldPlace:
    left, bottom, right, top = mark.box
    a, b, c, d, e, f = frame.upright()
    xs = [a * x + c * y + e for x, y in ((left, bottom), (right, top))]
    ys = [b * x + d * y + f for x, y in ((left, bottom), (right, top))]
    states = mark.states or tuple(choice.value for choice in field.choices[:1])
    return FieldPlace(
        page=mark.page + 1,
        left=_share(min(xs), frame.width_pt),
        top=_share(frame.height_pt - max(ys), frame.height_pt),
        right=_share(max(xs), frame.width_pt),
        bottom=_share(frame.height_pt - min(ys), frame.height_pt),
        state=states[0] if states and field.kind in {"check", "radio"} else "",
    )


def _share(at_pt: float, whole_pt: float) -> float:
    return round(min(max(at_pt / whole_pt, 0.0), 1.0), 5) if whole_pt else 0.0


def _short(text: str) -> str:
    """Return a text of the file as it may be shown: on one line, nothing hidden in it."""
    return shown_name(" ".join(text.split()))
