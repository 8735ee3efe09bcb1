"""Fills in a form so that every viewer shows the values, and has a second reader look for them.

The form is made blank first. What would make a viewer show something else is left out of the filled copy
too: XFA beside the fields, rights for Adobe Reader that hold for the unchanged file only, and the encryption
that allowed the filling.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Mapping

import pypdfium2
from pikepdf import Array, Dictionary, Name, Object, PageCopyWarning, Pdf, PikepdfError, String

from casebook.base.message import Message
from casebook.domain.dossier.composition import Exhibit
from casebook.domain.dossier.official_form import FILLABLE, TICKED, FormPart
from casebook.domain.dossier.pdf_result import FieldFault, FieldFaultKind, FormFilled, damaged
from casebook.pdf.form.blank_form import clear_values, empty_out, take_out
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
from casebook.pdf.form.form_reading import open_form
from casebook.pdf.form.second_reader import DrawnField, on_page, unseen_fields
from casebook.pdf.page.annotations import layers_off
from casebook.pdf.page.frame import frame_of
from casebook.pdf.typeset.fonts.fonts import Uncovered
from casebook.pdf.typeset.fonts.shaping import shape

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
) -> tuple[bytes, FormFilled]:
    """Return the filled copy of a form, or b"" where faults stand against it.

    The copy holds what is filled in, and of what the form held before only what is on its pages.

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
            removed = filling.make_blank()
            blank = _saved(pdf, is_flat=False)
            faults = filling.fill(answers)
            if not faults:
                unseen = unseen_fields(blank, _saved(pdf, is_flat=False), filling.drawn)
                faults = tuple(FieldFault(field=name, kind="unseen") for name in unseen)
            outcome = FormFilled(faults=faults, removed=removed)
            return (b"" if faults else _saved(pdf, is_flat=is_flat)), outcome
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
        drawn: each text that was drawn and each box that was ticked.
    """

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._fields = {field.name: field for field in form_fields(pdf)}
        self._frames = [frame_of(page.obj) for page in pdf.pages]
        self._layers_off = layers_off(pdf)
        self._drawings: list[Drawing] = []
        self.drawn: list[DrawnField] = []

    def make_blank(self) -> tuple[FormPart, ...]:
        """Empty every field, and take out what acts or names somebody; returns what there was of it."""
        fields = list(self._fields.values())
        clear_values(self._pdf, fields)
        drawings = []
        for field in fields:
            if field.kind in TICKED:
                self._tick(field, OFF)
            elif str(field.get(Name.FT) or "") in {"/Tx", "/Ch"}:
                drawings += [self._emptied(field, mark) for mark in field.marks]
        draw_texts(self._pdf, drawings)
        return take_out(self._pdf)

    def _emptied(self, field: PdfField, mark: PdfMark) -> Drawing:
        look = _look(self._pdf.Root.AcroForm, field, mark)
        try:
            return _listed(field, mark, look, "") if field.kind == "list" else Drawing(mark, look, ())
        except Uncovered:
            return Drawing(mark, look, ())

    def fill(self, answers: Mapping[str, str]) -> tuple[FieldFault, ...]:
        """Fill in fields; returns what stands against it."""
        faults = [
            FieldFault(field=name, kind=kind, most=most)
            for name, value in answers.items()
            for kind, most in self._answer(name, value)
        ]
        if not faults:
            draw_texts(self._pdf, self._drawings)
        return tuple(faults)

    def _answer(self, name: str, value: str) -> Iterator[tuple[FieldFaultKind, int]]:
        field = self._fields.get(name)
        if field is None:
            yield "absent", 0
        elif field.is_read_only or field.kind not in FILLABLE:
            yield "read-only", 0
        elif value not in {"", OFF} and not any(map(self._is_seen, field.marks)):
            yield "hidden", 0
        elif field.kind in TICKED:
            if value != OFF and value not in {choice.value for choice in field.choices}:
                yield "no-choice", 0
            else:
                self._tick(field, value)
        else:
            fault = self._write(field, value.replace("\r\n", "\n").replace("\r", "\n"))
            if fault:
                yield fault, field.max_length

    def _is_seen(self, mark: PdfMark) -> bool:
        """Return whether a mark is on its page, in a layer that is shown, and not hidden.

        Source: ISO 32000-2, table 167 (Hidden, NoView), and 12.5.2 (OC).
        """
        layer = mark.widget.get(Name.OC)
        is_off = isinstance(layer, Dictionary) and layer.objgen in self._layers_off
        left, bottom, right, top = on_page(mark, self._frames[mark.page])
        is_hidden = bool(whole(mark.widget.get(Name.F)) & (1 << 1 | 1 << 5))
        return right > left and top > bottom and not is_hidden and not is_off

    def _tick(self, field: PdfField, state: str) -> None:
        for mark in field.marks:
            if not mark.states and (name := next((one.value for one in field.choices), "")):
                draw_tick(self._pdf, mark, name)
            is_ticked = state in mark.states
            mark.widget.AS = Name("/" + (state if is_ticked else OFF))
            if is_ticked and self._is_seen(mark):
                self.drawn.append(DrawnField(field.name, mark, self._frames[mark.page]))
        for node in field.nodes:
            node.V = Name("/" + state)

    def _write(self, field: PdfField, value: str) -> FieldFaultKind | None:
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
        if fault is None:
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
            if text and self._is_seen(mark):
                self.drawn.append(DrawnField(field.name, mark, self._frames[mark.page], text))
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


def _saved(pdf: Pdf, *, is_flat: bool) -> bytes:
    out = io.BytesIO()
    if is_flat:
        pdf.flatten_annotations("all")
        if Name.AcroForm in pdf.Root:
            del pdf.Root[Name.AcroForm]
        for page in pdf.pages:
            notes = page.obj.get(Name.Annots)
            # Nothing but fields is left among them; a tag of the page may still name one.
            for note in notes if isinstance(notes, Array) else ():
                empty_out(note)
            if notes is not None:
                del page.obj.Annots
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PageCopyWarning)
        # Without a look at its metadata: that would load a reader of XML, which a confined process cannot.
        pdf.save(out, encryption=False, fix_metadata_version=False, deterministic_id=True)
    return out.getvalue()
