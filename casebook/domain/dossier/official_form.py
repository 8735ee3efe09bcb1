"""An official form: a fillable PDF of a court or authority, and what goes into each of its fields.

The form is kept once for the whole casebook, with the entries that hold for every case (counsel's office, the
client's name, the number of the proceeding). What holds for one case alone is in `form_answer`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from casebook.domain.base.entity import entity
from casebook.domain.base.file_name import shown_name

FormFieldKind = Literal["text", "check", "radio", "choice", "list", "button", "signature", "barcode"]
XfaKind = Literal["", "hybrid", "only"]
"""No XFA; XFA beside fields of PDF itself; or XFA alone, which only some versions of Adobe Acrobat show."""
FormPart = Literal["scripts", "actions", "links", "attachments", "notes", "properties"]
"""What a filled copy leaves out: scripts; actions, such as sending the form somewhere; links; attached files;
comments and whatever else was put on its pages; properties and metadata of the file."""
DayFormat = Literal["", "iso", "day-first", "month-first", "day", "month", "year"]
"""How a date is written: in words; 2026-03-02; 02/03/2026; 03/02/2026; or one of its parts."""

FILLABLE: frozenset[FormFieldKind] = frozenset({"text", "check", "radio", "choice", "list"})
TICKED: frozenset[FormFieldKind] = frozenset({"check", "radio"})


@entity
class FieldPlace:
    """A place where a field stands.

    Attributes:
        page: from 1.
        left, top, right, bottom: shares of the page as shown, from its upper left corner.
        state: that a mark here stands for; "" where the field is no box to tick.
    """

    page: int
    left: float
    top: float
    right: float
    bottom: float
    state: str = ""


@entity
class FormChoice:
    """A state or option of a field.

    Attributes:
        value: as the file names it.
        label: as the form shows it, or "".
    """

    value: str
    label: str = ""


@entity
class OfficialField:
    """A field of a form, as the file describes it.

    Attributes:
        name: its full name in the file, by which it is filled.
        label: the title a viewer shows for it, or "".
        places: where it stands; a group of radio buttons stands in several places.
        choices: its states or options.
        max_length: most characters; 0 for no limit.
        is_comb: one character stands in each cell.
        is_open: a choice that also takes words that are not among its options.
        value: what it held when the form was added.
        has_barcode: it is, or feeds, a printed barcode, which no filling here renews.
    """

    name: str
    kind: FormFieldKind
    label: str = ""
    places: tuple[FieldPlace, ...] = ()
    choices: tuple[FormChoice, ...] = ()
    max_length: int = 0
    is_comb: bool = False
    is_multiline: bool = False
    is_required: bool = False
    is_read_only: bool = False
    is_open: bool = False
    value: str = ""
    has_barcode: bool = False

    @property
    def is_fillable(self) -> bool:
        """Return whether a person may fill it in."""
        return self.kind in FILLABLE and not self.is_read_only

    @property
    def shown(self) -> str:
        """Return its name as it may be shown: on one line, nothing hidden in it."""
        return shown_name(" ".join(self.name.split()))

    @property
    def holds_value(self) -> bool:
        """Return whether it was filled in already when the form was added, or has a preset value."""
        return self.value.strip() not in {"", "Off"}

    @property
    def page(self) -> int:
        """Return the page of its first place, or 0 where it stands nowhere."""
        return self.places[0].page if self.places else 0


@entity
class FormTraits:
    """What matters of the file as a whole.

    Attributes:
        page_count: pages.
        xfa: whether an XFA form is in it.
        is_encrypted: it opens without a password but is encrypted.
        allows_filling: its owner permits forms to be filled in.
        is_signed: a digital signature is in it, which filling would break.
        has_scripts: JavaScript is in it; it is never run here, and the filled copy leaves it out.
    """

    page_count: int
    xfa: XfaKind = ""
    is_encrypted: bool = False
    allows_filling: bool = True
    is_signed: bool = False
    has_scripts: bool = False

    @property
    def can_be_filled(self) -> bool:
        """Return whether values can be written into the file itself so that every viewer shows them."""
        return self.xfa != "only" and self.allows_filling and not self.is_signed


@entity
class FieldEntry:
    """What goes into one field.

    Attributes:
        field: its full name.
        source: key of the value of the case (`services.dossier.forms.form_value`), or "" for `text` alone.
        text: typed text; of a box to tick or a choice, the state or option.
        equals: of a box to tick with a source: it is ticked where the value of the case is this.
        day_format: how a date is written.
    """

    field: str
    source: str = ""
    text: str = ""
    equals: str = ""
    day_format: DayFormat = ""


@entity
class OfficialForm:
    """A form of the casebook.

    Attributes:
        title: as the office calls it; names nobody.
        attachment_id: the sealed file as received.
        sha256, size_bytes: of that file.
        traits: of the file.
        language: BCP 47 tag of what is filled in: dates in words, names of countries and languages.
        fields: in the form's own order.
        entries: what goes into fields in every case.
    """

    id: str
    title: str
    attachment_id: str
    sha256: str
    size_bytes: int
    traits: FormTraits
    language: str = "en"
    fields: tuple[OfficialField, ...] = ()
    entries: tuple[FieldEntry, ...] = ()

    @property
    def prefilled(self) -> tuple[OfficialField, ...]:
        """Return the fields that held a value when the form was added; filled copies leave it out."""
        return tuple(field for field in self.fields if field.holds_value)

    def field(self, name: str) -> OfficialField | None:
        """Return a field by its full name, or None."""
        return next((field for field in self.fields if field.name == name), None)


def with_entry(entries: Iterable[FieldEntry], entry: FieldEntry) -> tuple[FieldEntry, ...]:
    """Return entries with that of a field replaced; one without source and text is left out."""
    others = tuple(other for other in entries if other.field != entry.field)
    return (*others, entry) if entry.source or entry.text else others
