"""What goes with cases that are about to be shared, and what the person who shares states about it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QFrame

from casebook.base.errors import CasebookError, Refused
from casebook.base.i18n import Translator
from casebook.base.message import Message, Value, gettext_noop
from casebook.services.sharing.members.sharing_terms import GoingAlong, SharingTerms, going_along
from casebook.services.sharing.protected_fields import PROTECTED
from casebook.ui.pages.base.page import Page
from casebook.ui.widgets.controls.parts import label
from casebook.ui.widgets.forms.entry import TickEntry
from casebook.ui.widgets.forms.field import Field
from casebook.ui.widgets.forms.form import Form
from casebook.ui.widgets.layout.layout import column

OFFICE = gettext_noop("Everyone who gets the cases works in my office")
WITH_PROTECTED = gettext_noop("Protected content may go along")
WITHIN_LIMITS = gettext_noop("What goes is within these limits")


def terms_fields(words: Translator) -> tuple[Field, ...]:
    """Return the fields by which somebody states what holds of the cases."""
    return (
        Field(
            key="is_office",
            title=words(OFFICE),
            makes=TickEntry,
            help=words("If one does not, every client must have consented to the purpose “partner”."),
            is_wide=True,
        ),
        Field(
            key="with_protected",
            title=words(WITH_PROTECTED),
            makes=TickEntry,
            help=words("A shared case goes whole. To leave something out, hand over a parcel instead."),
            is_wide=True,
        ),
    )


def limits_field(words: Translator) -> Field:
    """Return the field that states that limits of consents are kept; it comes late, so it is the last."""
    return Field(
        key="within_limits",
        title=words(WITHIN_LIMITS),
        makes=TickEntry,
        help=words(
            "The limits of the consents are listed beneath the cases. Within your office this is not needed."
        ),
        is_wide=True,
    )


def terms_of(values: Mapping[str, object]) -> SharingTerms:
    """Return the cases of a form, and what was stated in it."""
    cases = values["cases"]
    return SharingTerms(
        case_ids=tuple(map(str, cases)) if isinstance(cases, (list, tuple)) else (),
        is_office=bool(values["is_office"]),
        with_protected=bool(values["with_protected"]),
        within_limits=bool(values["within_limits"]),
    )


class GoingNote(QFrame):
    """Says below the cases ticked in a form which consents are missing and what is protected in them.

    Args:
        page: it stands on.
        form: with the entry "cases".
    """

    def __init__(self, page: Page, form: Form) -> None:
        super().__init__()
        self._page, self._words, self._form = page, page.words, form
        self._names: dict[str, str] = {}
        self.setProperty("role", "note")
        whole = column(self, gap=6, margins=(10, 12))
        self._consents, self._protected = label("", wraps=True), label("", wraps=True)
        whole.addWidget(self._consents)
        whole.addWidget(self._protected)
        self._limits: tuple[tuple[str, tuple[str, ...]], ...] = ()
        form.entries["cases"].changed.connect(self.read)
        # Before what is stated of it, and after all that is ticked.
        form.fields.boxes["cases"].add_below(self)
        form.fields.boxes["within_limits"].hide()
        self.hide()

    def read(self) -> None:
        """Read what goes with the cases that are ticked now."""
        case_ids = tuple(map(str, self._form.entries["cases"].raw))
        if not case_ids:
            self._offer_limits(())
            self.hide()
            return

        def show(going: GoingAlong) -> None:
            if tuple(map(str, self._form.entries["cases"].raw)) == case_ids:
                self._show(going)

        self._page.context.ask(lambda session: going_along(session, case_ids), show, asker=self)

    def named(self, problem: CasebookError) -> CasebookError:
        """Return a refusal with clients by name, as here: errors bear code names alone."""
        title = _named(problem.title, self._names)
        return Refused(title, field=problem.field, remedy=problem.remedy)

    def _show(self, going: GoingAlong) -> None:
        self._names = dict(going.names)
        self._offer_limits(going.limits)
        for shown, text in zip(
            (self._consents, self._protected), going_words(going, self._words), strict=True
        ):
            shown.setText(text)
        self.show()

    def _offer_limits(self, limits: tuple[tuple[str, tuple[str, ...]], ...]) -> None:
        """Ask for the tick where there are limits; one that was set for others goes."""
        if limits != self._limits:
            self._form.entries["within_limits"].set_raw(False)
        self._limits = limits
        self._form.fields.boxes["within_limits"].setVisible(bool(limits))


def _named(message: Message, names: Mapping[str, str]) -> Message:
    """Return a message with names in place of what stands for them in its lists."""

    def named(value: Value) -> Value:
        if isinstance(value, tuple):
            return tuple(names.get(one, one) if isinstance(one, str) else one for one in value)
        return _named(value, names) if isinstance(value, Message) else value

    return Message(message.msgid, message.many, **{key: named(value) for key, value in message.values})


def going_words(going: GoingAlong, words: Translator) -> tuple[str, str]:
    """Return which consents are missing for cases that are shared, and what is protected in them."""
    if not going.clients:
        consents = words("These cases have no client.")
    elif going.lacking:
        names = words.list_of(going.lacking)
        consents = words("Without consent to the purpose “partner”: {codes}.", codes=names)
    else:
        consents = words("Every client consented to the purpose “partner”.")
    if going.limits:
        limits = (words.labelled(name, words.series_of(scopes)) for name, scopes in going.limits)
        consents = "\n".join((consents, words("Consent within limits:"), *limits))
    kinds = [f"{words(PROTECTED[word].title)} ({count})" for word, count in going.protected.items()]
    protected = words("Nothing protected goes along.")
    if kinds:
        protected = words("Protected content goes along: {kinds}.", kinds=words.series_of(kinds))
    return consents, protected
