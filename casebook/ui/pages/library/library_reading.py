"""“I have read this”: of a finding at its place, or of a whole source; and the copy that was read, sealed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from casebook.base.errors import CasebookError, InvalidInput
from casebook.base.i18n import Translator
from casebook.base.message import Message
from casebook.domain.library.quotation import QuotationCheck, QuotationState
from casebook.domain.library.reading import Quotation, Reading, ReadNoun
from casebook.services.base import record
from casebook.services.library import quotation, reading
from casebook.ui.dialogs.file import pick_files
from casebook.ui.kit import dates
from casebook.ui.kit.callback import while_there
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.wording.library import LibraryWording
from casebook.ui.widgets.cards.details import DetailPane
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.parts import button
from casebook.ui.widgets.forms.entry import LongEntry, TextEntry, TickEntry
from casebook.ui.widgets.forms.field import Field
from casebook.ui.widgets.forms.form import Form
from casebook.ui.widgets.layout.wrapping import Wrapping


def show_readings(
    page: Page, pane: DetailPane, of: tuple[ReadNoun, str], source_id: str, readings: Sequence[Reading]
) -> None:
    """Who read it, when and where; and the way to say so oneself.

    Args:
        page: the page it stands on.
        pane: where it is shown.
        of: what is read: a finding, which needs a place, or a source.
        source_id: the source the copy belongs to.
        readings: the readings so far.
    """
    words, (noun, record_id) = page.words, of
    pane.heading(words("I have read this"))
    for reading_record in readings:
        place = reading_record.pinpoint or words("the source")
        kept = (
            words("copy stored encrypted, SHA-256 {hash}", hash=reading_record.sha256[:16])
            if reading_record.sha256
            else ""
        )
        quote = words("“{words}”", words=reading_record.quote) if reading_record.quote else ""
        parts = (
            _reader(words, reading_record),
            reading_record.note,
            _later(words, reading_record),
            quote,
            kept,
        )
        pane.step(
            place,
            dates.format_datetime(words, reading_record.read_at),
            " · ".join(part for part in parts if part),
        )
        _show_tools(page, pane, reading_record)
    form, confirmation = _form(page, noun, record_id), _confirmation(page, record_id)
    pane.add(
        Wrapping(
            button(words("I have read this"), form.begin, meaning="read", writes=True),
            button(words("Confirm authority"), confirmation.begin, meaning="done", writes=True),
            button(words("Import the copy you read"), lambda: _keep_copy(page, source_id), meaning="sealed"),
        )
    )
    for one in (form, confirmation):
        one.hide()
        pane.add(one)


def _reader(words: Translator, reading_record: Reading) -> str:
    initials = reading_record.initials
    return words("confirmed by {initials}", initials=initials) if initials else reading_record.who


def _later(words: Translator, reading_record: Reading) -> str:
    history = reading_record.later_history
    return words("Later history: {history}", history=history) if history else ""


def show_confirmation(page: Page, pane: DetailPane, record_id: str, confirmed: Reading | None) -> None:
    """Who confirmed an authority last, and the way to confirm it.

    Args:
        page: the page it stands on.
        pane: where it is shown.
        record_id: of the authority.
        confirmed: the last confirmation, or None.
    """
    words = page.words
    if confirmed:
        parts = filter(None, (_reader(words, confirmed), _later(words, confirmed)))
        pane.step(confirmed.pinpoint, dates.format_datetime(words, confirmed.read_at), " · ".join(parts))
    form = _confirmation(page, record_id)
    tool = button(words("Confirm authority"), form.begin_in_view, meaning="done", writes=True)
    pane.add(Wrapping(tool))
    form.hide()
    pane.add(form)


def _show_tools(page: Page, pane: DetailPane, seen: Reading) -> None:
    """How its quotation compares, and what can be done with a reading."""
    words, form = page.words, _correction(page, seen)
    tools: list[QWidget] = [
        button(words("Correct reading"), lambda: _begin_correction(form, seen), role="link", writes=True),
        button(words("Remove reading"), partial(_remove, page, seen.id), role="link", writes=True),
    ]
    if seen.quote:
        compare = button(words("Compare quotation"), partial(_recheck, page, seen), role="link", writes=True)
        tools = [Chip(*LibraryWording(words).quotation()[seen.quote_state]), compare, *tools]
    pane.add(Wrapping(*tools))
    form.hide()
    pane.add(form)


def _correction(page: Page, seen: Reading) -> Form:
    title = Message("Correct reading")
    fields, name = _place_and_note(page.words, seen.noun), f"{title.msgid}/{seen.id}/{seen.record_id}"
    form = Form(title, fields, page.words, is_card=True, draft=name)
    form.kept.connect(partial(_correct, page, form, seen))
    return form


def _begin_correction(form: Form, seen: Reading) -> None:
    form.begin({"pinpoint": seen.pinpoint, "note": seen.note})


def _correct(page: Page, form: Form, seen: Reading, values: Mapping[str, str]) -> None:
    """Keep another place or note of a reading; the message bar brings back what stood there."""

    def done(corrected: Reading) -> None:
        page.take_focus()
        page.context.did(
            page.words("Reading changed"), lambda session: record.take_back(session, corrected, seen)
        )

    def refused(problem: CasebookError) -> bool:
        form.refuse(problem)
        return True

    page.context.ask(
        lambda session: reading.correct(session, seen, pinpoint=values["pinpoint"], note=values["note"]),
        while_there(form, done),
        refused,
    )


def _recheck(page: Page, seen: Reading) -> None:
    page.context.run(
        lambda task: quotation.recheck(page.context.session, seen, progress=task),
        while_there(page, lambda compared: _tell(page, compared)),
    )


def _place_and_note(words: Translator, noun: ReadNoun) -> tuple[Field, Field]:
    place = Field(
        key="pinpoint",
        title=words("Paragraph, page or article"),
        makes=lambda name: TextEntry(name, words("para. 34")),
        is_required=noun == "finding",
    )
    return place, Field(key="note", title=words("Note"), makes=TextEntry)


def _form(page: Page, noun: ReadNoun, record_id: str) -> Form:
    words = page.words
    quote = Field(
        key="quote",
        title=words("Quotation"),
        makes=lambda name: LongEntry(name, ""),
        help=words("Typed from your own copy. It is compared with the copy stored in this casebook."),
        is_wide=True,
    )
    differing = Field(
        key="differs", title=words("Record the quotation although it differs"), makes=TickEntry, is_wide=True
    )
    title = Message("Passage read")
    keep = words("I have read this")
    reading_form = Form(
        title,
        (*_place_and_note(words, noun), *((quote, differing) if noun == "finding" else ())),
        words,
        keep=keep,
        is_card=True,
        draft=f"{title.msgid}/{record_id}",
    )
    reading_form.kept.connect(partial(_compare, page, reading_form, (noun, record_id)))
    return reading_form


def _confirmation(page: Page, record_id: str) -> Form:
    """The form that confirms an authority from the office's own copy; undone from the message bar."""
    words, title = page.words, Message("Confirm authority")
    fields = (
        _place_and_note(words, "finding")[0],
        Field(key="initials", title=words("Initials"), makes=TextEntry, is_required=True),
        Field(
            key="later_history",
            title=words("Later history"),
            makes=lambda name: LongEntry(name, ""),
            help=words("For a decision: its later history, or that nothing was found, and where."),
            is_wide=True,
        ),
    )
    form = Form(title, fields, words, keep=words(title), is_card=True, draft=f"{title.msgid}/{record_id}")
    form.kept.connect(partial(_confirm, page, form, record_id))
    return form


def _confirm(page: Page, form: Form, record_id: str, values: Mapping[str, str]) -> None:
    def done(kept: Reading) -> None:
        page.take_focus()
        page.context.did(
            page.words("Authority confirmed"),
            lambda session: record.move_to_bin(session, Reading, kept.id),
        )

    def refused(problem: CasebookError) -> bool:
        form.refuse(problem)
        return True

    page.context.ask(
        lambda session: reading.confirm(
            session,
            record_id,
            pinpoint=values["pinpoint"],
            initials=values["initials"],
            later_history=values["later_history"],
        ),
        while_there(form, done),
        refused,
    )


def _compare(page: Page, reading_form: Form, of: tuple[ReadNoun, str], values: Mapping[str, str]) -> None:
    """Compare a quotation with the copies first; one that differs is recorded only on request."""
    session, quote, accepts = page.context.session, values.get("quote", "").strip(), values.get("differs")

    def keep(compared: QuotationCheck | None) -> None:
        try:
            if compared is not None and not accepts:
                quotation.require_match(compared)
        except InvalidInput as problem:
            reading_form.refuse(problem)
            return
        page.context.run(
            lambda _: reading.have_read(
                session,
                *of,
                pinpoint=values["pinpoint"],
                note=values["note"],
                quote=Quotation(words=quote, state=compared.state) if compared else None,
            ),
            lambda _: _tell(page, compared),
        )

    if quote:
        page.context.run(lambda _: quotation.check(session, of[1], quote), while_there(reading_form, keep))
    else:
        keep(None)


def _tell(page: Page, compared: QuotationCheck | None) -> None:
    """Go back to the page and show the result; only a match without a negation before it is green."""
    page.take_focus()
    if compared is not None:
        is_plain = compared.state == "exact" and not compared.preceded_by
        page.context.say(*_outcome(page.words, compared), is_neutral=not is_plain)


def _remove(page: Page, reading_id: str) -> None:
    """Put a reading into the bin; the message bar brings it back."""
    page.context.ask(
        lambda session: record.move_to_bin(session, Reading, reading_id),
        lambda _: page.context.did(
            page.words("Reading moved to bin"),
            lambda session: record.restore(session, Reading, reading_id),
        ),
    )


def _outcome(words: Translator, compared: QuotationCheck) -> tuple[str, str]:
    differences = words.series_of(
        words("typed “{typed}”, in the copy “{copy}”", typed=each.typed, copy=each.copy)
        for each in compared.differences
    )
    page, negation = words("Page {page}", page=compared.page), ""
    if compared.preceded_by:
        negation = words("In the copy, “{word}” stands right before it", word=compared.preceded_by)
    outcomes: dict[QuotationState, tuple[str, str]] = {
        "exact": (words("The quotation matches the stored copy"), " · ".join(filter(None, (page, negation)))),
        "differs": (words("The quotation differs from the stored copy"), differences),
        "absent": (words("The quotation was not found in the stored copy"), ""),
        "no-copy": (
            words("The quotation could not be compared"),
            words("No copy that can be read is stored. Import the copy you read."),
        ),
    }
    return outcomes[compared.state]


def _keep_copy(page: Page, source_id: str) -> None:
    """Seal the file that was read: it belongs to the source."""
    files = pick_files(page, page.words)
    if files:
        page.context.run(
            lambda _: reading.have_read(page.context.session, "source", source_id, copy=files[0]),
            lambda _: page.context.say(page.words("Copy imported and its hash recorded")),
        )
