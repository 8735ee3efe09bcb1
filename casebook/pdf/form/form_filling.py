"""Fills in a form so that every viewer shows the values, and has a second reader look for them.

What would make a viewer show something else is taken out of the filled copy: XFA beside the fields, rights
for Adobe Reader that hold for the unchanged file only, and the encryption that allowed the filling.
"""

from __future__ import annotations

import io
import warnings
from collections import Counter
from collections.abc import Iterator, Mapping

import pypdfium2
from pikepdf import Array, Dictionary, Name, Object, PageCopyWarning, Pdf, PikepdfError, String

from casebook.base.message import Message
from casebook.domain.dossier.composition import Exhibit
from casebook.domain.dossier.official_form import FILLABLE, TICKED
from casebook.domain.dossier.pdf_job import FieldFault, FieldFaultKind, damaged
from casebook.pdf.form.field_text import FieldLook, laid_out, look_of
from casebook.pdf.form.form_field import (
    MULTI_SELECT,
    MULTILINE,
    OPEN_COMBO,
    PdfField,
    PdfMark,
    form_fields,
    whole,
)
from casebook.pdf.form.form_pen import (
    Drawing,
    border_of,
    draw_texts,
    draw_tick,
    quadding_of,
    turn_of,
)
from casebook.pdf.form.form_reading import form_of, open_form
from casebook.pdf.typeset.fonts import Uncovered
from casebook.pdf.typeset.shaping import shape

OFF = "Off"
_LIBRARY_FAULTS = (
    PikepdfError,
    pypdfium2.PdfiumError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What libraries raise over objects of a form that are not what the format says."""
_LINE_PT = 1.2


def fill_form(
    exhibit: Exhibit, data: bytes, answers: Mapping[str, str], *, is_flat: bool
) -> tuple[bytes, tuple[FieldFault, ...]]:
    """Return the filled copy of a form, or b"" with the faults that stand against it.

    Args:
        exhibit: to name the file in errors.
        data: the form as received.
        answers: by full name of the field; of one to tick its state, or "Off".
        is_flat: whether the values become part of the pages.

    Raises:
        DamagedSource: it is no PDF, damaged, or wants a password.
    """
    with open_form(exhibit, io.BytesIO(data)) as pdf:
        try:
            filling = _Filling(pdf)
            faults = filling.fill(answers)
            if faults:
                return b"", faults
            unseen = _unseen(_saved(pdf, is_flat=False), filling.drawn)
            if unseen:
                return b"", tuple(FieldFault(field=name, kind="unseen") for name in unseen)
            return _saved(pdf, is_flat=is_flat), ()
        except _LIBRARY_FAULTS as error:
            what = Message("has a form that cannot be filled in.")
            remedy = Message("Export an answer sheet, and copy it into the form by hand.")
            raise damaged(exhibit, what, remedy) from error
        finally:
            # SECURITY: shaped words outlive no document.
            shape.cache_clear()


class _Filling:
    """A form in progress.

    Attributes:
        drawn: name, mark and text of each text that was drawn.
    """

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._fields = {field.name: field for field in form_fields(pdf)}
        self._drawings: list[Drawing] = []
        self.drawn: list[tuple[str, PdfMark, str]] = []

    def fill(self, answers: Mapping[str, str]) -> tuple[FieldFault, ...]:
        """Fill in fields; returns what stands against it."""
        faults = [
            FieldFault(field=name, kind=kind, most=most)
            for name, value in answers.items()
            for kind, most in self._answer(name, value)
        ]
        if not faults:
            for field in self._fields.values():
                if field.name not in answers and self._is_to_be_drawn(field):
                    # What the form held already; where that cannot be drawn it stays as it is.
                    self._write(field, field.value, keeps_value=True)
            draw_texts(self._pdf, self._drawings)
            _settle(self._pdf)
        return tuple(faults)

    def _answer(self, name: str, value: str) -> Iterator[tuple[FieldFaultKind, int]]:
        field = self._fields.get(name)
        if field is None:
            yield "absent", 0
        elif field.is_read_only or field.kind not in FILLABLE:
            yield "read-only", 0
        elif field.kind in TICKED:
            if value != OFF and value not in {choice.value for choice in field.choices}:
                yield "no-choice", 0
            else:
                self._tick(field, value)
        else:
            fault = self._write(field, value.replace("\r\n", "\n").replace("\r", "\n"))
            if fault:
                yield fault, field.max_length

    def _is_to_be_drawn(self, field: PdfField) -> bool:
        """Return whether a viewer would have had to draw what the form holds already."""
        if field.kind not in {"text", "choice", "list"} or not field.value:
            return False
        form = form_of(self._pdf)
        asks = form is not None and bool(form.get(Name.NeedAppearances))
        return asks or any(not isinstance(mark.widget.get(Name.AP), Dictionary) for mark in field.marks)

    def _tick(self, field: PdfField, state: str) -> None:
        for mark in field.marks:
            if not mark.states and state != OFF:
                draw_tick(self._pdf, mark, state)
            mark.widget.AS = Name("/" + (state if state in mark.states else OFF))
        for node in field.nodes:
            node.V = Name("/" + state)

    def _write(self, field: PdfField, value: str, *, keeps_value: bool = False) -> FieldFaultKind | None:
        """Draw a text or choice and set its value; returns what stands against it."""
        if field.kind == "text" and field.max_length and len(value) > field.max_length:
            return "too-long"
        chosen = value
        if field.kind in {"choice", "list"}:
            option = next((one for one in field.choices if value in {one.value, one.label}), None)
            is_open = field.kind == "choice" and bool(field.flags & OPEN_COMBO)
            if option is None and value and not is_open:
                return "no-choice"
            chosen, value = (option.value, option.label or option.value) if option else (value, value)
        fault = self._draw(field, value)
        if fault is None and not keeps_value:
            _set_value(field, chosen)
        return fault

    def _draw(self, field: PdfField, text: str) -> FieldFaultKind | None:
        drawings = []
        for mark in field.marks:
            look = _look(self._pdf.Root.AcroForm, field, mark)
            if look.width_pt <= 0 or look.height_pt <= 0:
                continue  # a field that the form hides
            if field.kind == "list":
                drawings.append(_listed(field, mark, look, text))
                continue
            try:
                rows = laid_out(text, look) if text else []
            except Uncovered:
                return "no-letter"
            if rows is None:
                return "no-room"
            drawings.append(Drawing(mark, look, rows))
            if text and not _is_hidden(mark):
                self.drawn.append((field.name, mark, text))
        self._drawings += drawings
        return None


def _look(form: Object, field: PdfField, mark: PdfMark) -> FieldLook:
    left, bottom, right, top = mark.box
    width, height = right - left, top - bottom
    if turn_of(mark) in {90, 270}:
        width, height = height, width
    appearance = mark.widget.get(Name.DA) or field.get(Name.DA) or form.get(Name.DA)
    size_pt, colour = look_of(str(appearance or ""))
    is_text = field.kind == "text"
    return FieldLook(
        width_pt=width,
        height_pt=height,
        size_pt=size_pt,
        colour=colour,
        place=quadding_of(field, mark),
        border_pt=border_of(mark),
        cells=field.max_length if is_text and field.is_comb else 0,
        is_multiline=bool(is_text and field.flags & MULTILINE),
    )


def _listed(field: PdfField, mark: PdfMark, look: FieldLook, chosen: str) -> Drawing:
    """Return the drawing of a list: its options from the chosen one, which is shaded, or from the first."""
    labels = [choice.label or choice.value for choice in field.choices]
    size_pt = look.size_pt or 10.0
    step_pt = size_pt * _LINE_PT
    room = max(1, int((look.height_pt - 2 * look.border_pt) / step_pt))
    at = labels.index(chosen) if chosen in labels else 0
    first = min(at, max(0, len(labels) - room))
    rows, bands = [], []
    for number, label in enumerate(labels[first : first + room]):
        bottom_pt = look.height_pt - look.border_pt - (number + 1) * step_pt
        row_look = FieldLook(
            width_pt=look.width_pt, height_pt=step_pt, size_pt=size_pt, border_pt=0, place=look.place
        )
        rows += [(placed, x, y + bottom_pt) for placed, x, y in laid_out(label, row_look) or ()]
        if label == chosen:
            bands.append((bottom_pt, step_pt))
    return Drawing(mark, look, rows, bands)


def _set_value(field: PdfField, value: str) -> None:
    for node in field.nodes:
        is_many = field.kind == "list" and bool(field.flags & MULTI_SELECT)
        text = String(value.replace("\n", "\r"))
        node.V = Array([text]) if is_many and value else text
        for key in (Name.RV, Name.I):
            if key in node:
                del node[key]
        if field.kind == "list":
            values = [choice.value for choice in field.choices]
            if value in values:
                node.I = Array([values.index(value)])


def _settle(pdf: Pdf) -> None:
    """Take out what would have a viewer show, ask for or refuse something else."""
    form = form_of(pdf)
    if form is not None:
        for key in (Name.XFA, Name.NeedAppearances):
            if key in form:
                del form[key]
    for key in (Name.NeedsRendering, Name.Perms):  # Perms: rights of the unchanged file, ISO 32000-1, 12.8.4
        if key in pdf.Root:
            del pdf.Root[key]


def _is_hidden(mark: PdfMark) -> bool:
    """Return whether nobody sees it. Source: ISO 32000-2, table 167: Invisible, Hidden, NoView."""
    return bool(whole(mark.widget.get(Name.F)) & (1 << 1 | 1 << 5))


def _saved(pdf: Pdf, *, is_flat: bool) -> bytes:
    out = io.BytesIO()
    if is_flat:
        pdf.flatten_annotations("all")
        if Name.AcroForm in pdf.Root:
            del pdf.Root[Name.AcroForm]
        for page in pdf.pages:
            notes = page.obj.get(Name.Annots)
            kept = [note for note in notes if note.get(Name.Subtype) != Name.Widget] if notes else []
            if notes is not None:
                page.obj.Annots = Array(kept)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PageCopyWarning)
        # Without a look at its metadata: that would load a reader of XML, which a confined process cannot.
        pdf.save(out, encryption=False, fix_metadata_version=False, deterministic_id=True)
    return out.getvalue()


def _unseen(data: bytes, drawn: list[tuple[str, PdfMark, str]]) -> list[str]:
    """Return the fields whose text pdfium does not find where it was drawn."""
    missing: dict[str, None] = {}
    with pypdfium2.PdfDocument(data) as document:
        document.init_forms()
        for index in sorted({mark.page for _, mark, _ in drawn}):
            page = document[index]
            page.flatten()
            page.close()
            page = document[index]
            seen = page.get_textpage()
            for name, mark, text in drawn:
                if mark.page == index and not _shows(seen.get_text_bounded(*mark.box), text):
                    missing[name] = None
            seen.close()
            page.close()
    return list(missing)


def _shows(seen: str, text: str) -> bool:
    """Return whether all letters of a text were seen; from right to left readers differ in their order."""
    return not Counter("".join(text.split())) - Counter("".join(seen.split()))
