"""What goes into the fields of an official form in one case, before or beside what holds for every case."""

from __future__ import annotations

from casebook.domain.base.entity import entity
from casebook.domain.dossier.official_form import FieldEntry


@entity
class FormAnswer:
    """The entries of one form in one case; removed and purged with the case.

    Attributes:
        official_form_id: the form.
        entries: by field; they come before those of the form.
    """

    id: str
    case_id: str
    official_form_id: str
    entries: tuple[FieldEntry, ...] = ()
