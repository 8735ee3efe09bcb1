"""Import of files: how they were received, asked once; progress with cancellation; and each outcome."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from casebook.base.i18n import Translator
from casebook.base.message import Message, gettext_noop
from casebook.domain.evidence.intake import IntakeRow, Receipt
from casebook.host.protocol.picker_protocol import OpenedFile
from casebook.services.evidence import intake
from casebook.services.evidence.intake_source import OfferedFile, from_bytes
from casebook.ui.dialogs.file import pick_files
from casebook.ui.kit import theme
from casebook.ui.kit.page_context import PageContext
from casebook.ui.kit.theme import Tone
from casebook.ui.models.rows import Column, Rows
from casebook.ui.pages.base.field_factories import FieldFactory
from casebook.ui.pages.base.form_spec import Values
from casebook.ui.pages.wording.values import Wording
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.controls.progress import ProgressStrip
from casebook.ui.widgets.forms.entry import SecretEntry
from casebook.ui.widgets.forms.field import Field
from casebook.ui.widgets.forms.form import Form
from casebook.ui.widgets.layout.layout import column, empty_out, frame, line
from casebook.ui.widgets.tables.hidden_columns import with_hidden_columns
from casebook.ui.widgets.tables.table import DataTable

_REPORT_HEIGHT = 200
_DRAFT = gettext_noop("Import files")
"""What drafts of the form are kept under; its title has a number."""
_TONES: dict[str, Tone] = {"taken": "green", "duplicate": "grey", "refused": "red", "stopped": "amber"}
_ICONS = {"taken": "done", "duplicate": "copy", "refused": "error", "stopped": "cancel"}


class IntakePane(QWidget):
    """The import pane: asks how the files were received, encrypts them and reports each.

    Attributes:
        taken: the documents of the case have changed.
        left: the keyboard goes back to the page.
    """

    taken = Signal()
    left = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._words, self._wording = context, context.words, Wording(context.words)
        self._case_id = ""
        self._offers: list[OfferedFile] = []
        self._receipt = Receipt()
        self._whole = column(self, gap=0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def offer_paths(self, case_id: str, paths: Sequence[Path | OpenedFile]) -> None:
        """Offer dropped or chosen files and folders."""
        if paths:
            self._context.run(lambda _: intake.offered(paths), partial(self.offer, case_id))

    def offer_pasted(self, case_id: str, pasted: QMimeData) -> None:
        """Offer the content of the clipboard: files, an image, or text."""
        paths = local_paths(pasted)
        if paths:
            self.offer_paths(case_id, pick_files(self, self._words, paths, purpose="import"))
        elif (pictures := _pictures(pasted)) or pasted.hasImage():
            name = self._words("pasted image")
            self.offer(case_id, [from_bytes(name + ending, data) for ending, data in pictures])
        elif pasted.hasText() and pasted.text().strip():
            self.offer(case_id, [from_bytes(self._words("pasted text") + ".txt", pasted.text().encode())])

    def offer(self, case_id: str, offers: Sequence[OfferedFile]) -> None:
        """Ask how these were received."""
        if not offers:
            self._context.say(self._words("No files found"), is_good=False)
            return
        self._case_id, self._offers = case_id, list(offers)
        title = Message.plural("Import {number} file", "Import {number} files", len(offers))
        keep = self._words("Import")
        form = Form(title, self._fields(), self._words, keep=keep, is_card=True, draft=_DRAFT)
        form.kept.connect(self._send)
        form.left.connect(self._close)
        self._show(form)
        form.begin()

    def resume(self, form: str, case_id: str) -> None:
        """Open the form again without files: they are chosen once more when it is sent."""
        if form != _DRAFT or self.isVisible():
            return
        self._case_id, self._offers = case_id, []
        keep = self._words("Choose files…")
        again = Form(Message(_DRAFT), self._fields(), self._words, keep=keep, is_card=True, draft=_DRAFT)
        again.kept.connect(self._choose_again)
        again.left.connect(self._close)
        self._show(again)
        again.begin()
        title = self._words("Choose the files again. What you entered is kept.")
        self._context.say(title, is_neutral=True)

    def _choose_again(self, values: Values) -> None:
        """Ask for the files, and import them as the form says."""

        def take(offers: Sequence[OfferedFile]) -> None:
            self._offers = list(offers)
            self._send(values)

        if paths := pick_files(self, self._words, purpose="import"):
            self._context.run(lambda _: intake.offered(paths), take)

    def _fields(self) -> tuple[Field, ...]:
        words, makers = self._words, FieldFactory(self._context)
        kinds = self._wording.document_kind
        others = {kind: kind_word for kind, kind_word in kinds.items() if kind != "other"}
        return (
            Field(
                key="received_from",
                title=words("Received from"),
                makes=makers.text(words("office, person, archive")),
            ),
            Field(
                key="received_on",
                title=words("Date"),
                makes=makers.date("past"),
                help=words("Leave empty for today."),
            ),
            Field(
                key="received_by",
                title=words("Received by"),
                makes=makers.text(self._context.session.who or words("you")),
            ),
            Field(key="how", title=words("How"), makes=makers.text(words("in person, by post"))),
            Field(key="language", title=words("Language"), makes=makers.language()),
            Field(key="kind", title=words("Type"), makes=makers.choice({"other": kinds["other"], **others})),
            *((self._password(),) if intake.may_want_password(self._offers) else ()),
        )

    def _password(self) -> Field:
        return Field(
            key="password",
            title=self._words("Password of the files"),
            makes=SecretEntry,
            help=self._words("Only for archives, PDFs and Office files with a password. It is not kept."),
        )

    def _send(self, values: Values) -> None:
        received = dict(values)
        password = str(received.pop("password", ""))
        self._receipt = Receipt(**received)
        self._start(self._offers, (password,) if password else (), keeps_damaged=False)

    def _start(
        self, offers: Sequence[OfferedFile], passwords: tuple[str, ...], *, keeps_damaged: bool
    ) -> None:
        strip = ProgressStrip(self._words("Importing files"), self._words("Cancel"))
        session, case_id, receipt = self._context.session, self._case_id, self._receipt

        self._show(strip)
        self._context.run(
            lambda task: intake.take_in(
                session,
                case_id,
                offers,
                receipt,
                keeps_damaged=keeps_damaged,
                passwords=passwords,
                progress=task,
            ),
            self._report,
            lambda _: self._close(),
            before=lambda task: strip.follow(task, self._words),
        )

    def _report(self, rows: tuple[IntakeRow, ...]) -> None:
        self.taken.emit()
        title, rest = summary(self._words, rows)
        is_good = not any(row.outcome == "refused" for row in rows)
        if any(row.outcome == "taken" for row in rows):
            self._context.did(
                title,
                lambda session: intake.take_back(session, rows),
                rest,
                redo=lambda session: intake.put_back(session, rows),
                is_good=is_good,
            )
        else:
            self._context.say(title, rest, is_good=is_good)
        if all(row.outcome == "taken" and not row.remarks for row in rows):
            self._close()
            return
        card = frame("card")
        inside = column(card, gap=10, margins=(14, 16))
        inside.addWidget(label(self._words("Result for each file"), "title"))
        listed: Rows[IntakeRow] = Rows(report_columns(self._words), self)
        table = DataTable(self._words("Result for each file"), listed)
        table.setFixedHeight(theme.current().px(_REPORT_HEIGHT))
        listed.show_rows(sorted(rows, key=lambda row: row.outcome == "taken" and not row.remarks))
        inside.addWidget(with_hidden_columns(table, self._words))
        inside.addLayout(self._foot(rows))
        self._show(card)
        table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _foot(self, rows: Sequence[IntakeRow]) -> QHBoxLayout:
        foot = line(gap=12)
        foot.addStretch(1)
        refused = self._refused(rows)
        if refused:
            text = self._words.count(
                "Import {number} damaged file as it is",
                "Import {number} damaged files as they are",
                len(refused),
            )
            foot.addWidget(
                button(text, partial(self._start, refused, (), keeps_damaged=True), meaning="sealed")
            )
        foot.addWidget(button(self._words("Close"), self._close, role="primary"))
        return foot

    def _refused(self, rows: Sequence[IntakeRow]) -> list[OfferedFile]:
        """Return the damaged and password-protected files of the batch, which can be imported as they are."""
        fields = {row.field for row in rows if row.fault == "damaged-source" and row.field}
        return [offer for offer in self._offers if offer.field in fields and offer.size_bytes]

    def _show(self, widget: QWidget) -> None:
        empty_out(self._whole)
        self._whole.addWidget(widget)
        widget.show()
        # A form knows how high it is once its fields stand beside one another; it is not yet laid out here.
        self.setMinimumHeight(0 if isinstance(widget, Form) else widget.sizeHint().height())
        self.show()

    def _close(self) -> None:
        empty_out(self._whole)
        self._offers = []
        self.hide()
        self.left.emit()


def local_paths(data: QMimeData) -> list[Path]:
    """Return the local files and folders in a drag or on the clipboard."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile() and url.toLocalFile()]


def remarks_text(words: Translator, row: IntakeRow) -> str:
    """Return all remarks on a file with the remedy, and for a duplicate the existing document."""
    remarks = [words(remark) for remark in row.remarks]
    if row.outcome == "duplicate" and row.document:
        remarks.append(words("Already in the casebook as “{title}”.", title=row.document.title))
    if row.remedy:
        remarks.append(words(row.remedy))
    return " ".join(remarks)


def summary(words: Translator, rows: Sequence[IntakeRow]) -> tuple[str, str]:
    """Return the summary of a batch: how many were imported, how many of them out of others, and the rest."""
    counts = {outcome: sum(row.outcome == outcome for row in rows) for outcome in _TONES}
    headline = words.count(
        "{number} file was encrypted and added to the case.",
        "{number} files were encrypted and added to the case.",
        counts["taken"],
    )
    are_pasted = not any(row.field for row in rows)  # only what was chosen, and came out of nothing, has one
    inner = 0 if are_pasted else sum(row.outcome == "taken" and not row.field for row in rows)
    rest = (
        Message.plural(
            "{number} of them was within another file.", "{number} of them were within other files.", inner
        ),
        Message.plural(
            "{number} was already present.", "{number} were already present.", counts["duplicate"]
        ),
        Message.plural("{number} was rejected.", "{number} were rejected.", counts["refused"]),
        Message.plural("{number} was not processed.", "{number} were not processed.", counts["stopped"]),
    )
    return headline, " ".join(words(part) for part in rest if part.number)


def report_columns(words: Translator) -> tuple[Column[IntakeRow], ...]:
    """Return the columns: name, outcome with icon, text and colour, and remarks."""
    outcomes = {
        "taken": words("imported"),
        "duplicate": words("already present"),
        "refused": words("rejected"),
        "stopped": words("not processed"),
    }
    return (
        Column(title=words("File name"), text=lambda row: row.name, look="strong", width=28, stretches=True),
        Column(
            title=words("Outcome"),
            text=lambda row: outcomes[row.outcome],
            tone=lambda row: _TONES[row.outcome],
            icon=lambda row: _ICONS[row.outcome],
            width=18,
        ),
        Column(
            title=words("Remarks"),
            text=lambda row: remarks_text(words, row),
            width=48,
            stretches=True,
        ),
    )


_PASTED = (("image/png", ".png"), ("image/jpeg", ".jpg"), ("image/webp", ".webp"), ("image/tiff", ".tif"))


def _pictures(pasted: QMimeData) -> list[tuple[str, bytes]]:
    """Return extension and bytes of an image in the first of these formats available.

    SECURITY: as they came. Asked for a picture, Qt would decode it here, beside the keys; what takes it in
    and shows it does so in a worker.
    """
    offered = [(ending, pasted.data(media_type).data()) for media_type, ending in _PASTED]
    return [(ending, bytes(data)) for ending, data in offered if data][:1]
