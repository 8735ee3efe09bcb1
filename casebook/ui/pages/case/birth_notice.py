"""The notice below a date that is before the birth of whom it concerns; it blocks nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial

from casebook.base.errors import InvalidInput
from casebook.base.message import Message
from casebook.domain.base.date import StatedDate
from casebook.services.person import date_before_birth
from casebook.ui.kit.page_context import PageContext
from casebook.ui.widgets.controls.parts import label
from casebook.ui.widgets.forms.entry import Value
from casebook.ui.widgets.forms.field_notice import FieldNotice
from casebook.ui.widgets.forms.form import Form
from casebook.ui.widgets.layout.layout import column


def _one_date(value: Value) -> Collection[StatedDate]:
    return [value] if isinstance(value, StatedDate) else []


class BirthNotice(FieldNotice):
    """Watches a date while it is typed."""

    def __init__(
        self,
        context: PageContext,
        form: Form,
        case_id: str,
        key: str = "on",
        dates: Callable[[Value], Collection[StatedDate]] = _one_date,
    ) -> None:
        """Create the notice below a field of the form; of a form with `person_ids` those are concerned.

        Args:
            context: where births are looked up.
            form: what is filled in.
            case_id: the case, whose clients are concerned.
            key: the field it stands under.
            dates: the dates in the value of that field.
        """
        super().__init__(form, key)
        self._context, self._form, self._case_id, self._key, self._dates = context, form, case_id, key, dates
        self._words = label("", wraps=True)
        column(self, gap=0, margins=(8, 10)).addWidget(self._words)

    def look(self) -> None:
        """Compare what stands in the field with the births that are known."""
        people = self._form.entries.get("person_ids")
        try:
            dates = self._dates(self._form.entries[self._key].read())
            person_ids = tuple(people.read()) if people is not None else ()
        except InvalidInput:
            self._show(None)
            return
        check = partial(
            date_before_birth.before_birth, dates=dates, case_id=self._case_id, person_ids=person_ids
        )
        self._context.ask(check, self._show, asker=self)

    def _show(self, remark: Message | None) -> None:
        words = self._context.words(remark) if remark else ""
        self._words.setText(words)
        self.setAccessibleName(words)
        self.setVisible(bool(words))
