"""What every place that recognises text shows: the languages, the confidence, progress, and the undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QWidget

from casebook.base.i18n import Translator
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.recognition import Recognition
from casebook.domain.evidence.recognition_language import codes_of, tag_of, usual_codes
from casebook.services.evidence import recognition
from casebook.services.evidence.recognition import Readiness, RecognitionChange
from casebook.ui.kit.callback import receiver, while_there
from casebook.ui.pages.base.page import Page
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.controls.progress import ProgressStrip
from casebook.ui.widgets.controls.styled_inputs import TickBox
from casebook.ui.widgets.layout.layout import column, empty_out, frame
from casebook.ui.widgets.layout.wrapping import Wrapping


class LanguageChoice(QWidget):
    """The languages to recognise, of those installed, or what to install.

    Args:
        page: where it stands.
        ready: what is installed.
        tags: BCP 47 tags of the languages of the documents, which are ticked where they are installed.
        chosen: ticked instead, where there are any.
    """

    def __init__(self, page: Page, ready: Readiness, tags: Sequence[str], chosen: Sequence[str] = ()) -> None:
        super().__init__()
        self._ticks: dict[str, QCheckBox] = {}
        words, whole = page.words, column(self, gap=8)
        if not ready.engine:
            whole.addWidget(Chip(words("not installed"), "amber", "warning"))
            whole.addWidget(label(words(ready.remedy), wraps=True))
            return
        text = words("{engine} reads pages on this computer, in memory only. Languages:", engine=ready.engine)
        whole.addWidget(label(text, "quiet", wraps=True))
        usual = {code for tag in tags or ("",) for code in usual_codes(tag, ready.languages)}
        for code in ready.languages:
            tag = tag_of(code)
            tick = TickBox(words.bracketed(words.language_name(tag), code) if tag else code)
            tick.setChecked(code in (chosen or usual))
            self._ticks[code] = tick
            whole.addWidget(tick)
        for tag in tags:
            if tag and not set(codes_of(tag)) & set(ready.languages):
                whole.addWidget(label(_missing(words, tag), wraps=True))

    @property
    def chosen(self) -> tuple[str, ...]:
        """Return the codes of the ticked languages."""
        return tuple(code for code, tick in self._ticks.items() if tick.isChecked())


def _missing(words: Translator, tag: str) -> str:
    return words(
        "No data for {language} is installed: install it for tesseract and restart the program.",
        language=words.language_name(tag),
    )


def confidence_chip(words: Translator, read: Recognition) -> Chip:
    """Return the mark of a recognised document: the confidence of its worst page."""
    share = min((page.confidence for page in read.pages), default=0)
    is_sure = not read.doubtful_pages
    text = words("OCR, {share}% confidence", share=share)
    return Chip(text, "green" if is_sure else "amber", "done" if is_sure else "warning")


def recognise_texts(
    page: Page,
    document_ids: Sequence[str],
    languages: Sequence[str],
    progress: ProgressStrip,
    done: Callable[[object], None],
) -> None:
    """Recognise the text of documents, with progress, cancel and undo; each finished one is saved.

    Args:
        page: where this is asked for.
        document_ids: theirs.
        languages: codes of the languages.
        progress: shows the steps, and Cancel.
        done: called once all are saved.
    """
    context, words, session = page.context, page.words, page.context.session
    show_done = while_there(receiver(done), done)

    def take(readings: tuple[RecognitionChange, ...]) -> None:
        has_words = any(read_page.words for reading in readings for read_page in reading.now.pages)
        context.did(
            words("Text recognised") if has_words else words("No text was recognised"),
            lambda session: recognition.withdraw(session, readings),
            words("Compare it with the image before you quote it.")
            if has_words
            else words("Check the languages and recognise it again."),
            redo=lambda session: recognition.put_back(session, readings),
            is_good=has_words,
        )
        show_done(None)

    context.run(
        lambda task: recognition.recognise_all(session, document_ids, languages, progress=task),
        take,
        before=lambda task: progress.follow(task, words),
    )


class RecognitionStrip(QFrame):
    """Whether the text of the document in view was recognised, and the form that recognises it.

    Hidden for a document with text of its own.

    Attributes:
        finished: the text of a document was recognised, again or for the first time.
    """

    finished = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page, self._words = page, page.words
        self._document_id = ""
        self._tag = ""
        self._languages: LanguageChoice | None = None
        whole = column(self, gap=8, margins=(8, 12))
        self._state = Chip("", "grey", "scan")
        offer = button(self._words("Recognise text…"), self.offer, role="link", meaning="scan", writes=True)
        whole.addWidget(Wrapping(self._state, offer, gap=8))
        self._form = self._make_form()
        whole.addWidget(self._form)
        self.progress = ProgressStrip(self._words("Recognising text"), self._words("Cancel"))
        self.progress.hide()
        whole.addWidget(self.progress)
        self.hide()

    def show_document(self, document: Document, *, is_recognised: bool) -> None:
        """Show the state of this document."""
        words = self._words
        if document.id != self._document_id:
            self._form.hide()
        self._document_id, self._tag = document.id, document.language
        if is_recognised:
            self._state.set_status(words("text recognised by program, unchecked"), "amber", "warning")
        else:
            self._state.set_status(words("scan without text"), "grey", "scan")
        self.setVisible(recognition.has_unread_pages(document))

    def offer(self) -> None:
        """Show the languages to choose from, or what to install."""
        self._page.ask(lambda _: recognition.readiness(), self._show_form)

    def recognise(self) -> None:
        """Recognise the text of the document in view in the ticked languages."""
        languages = self._languages.chosen if self._languages else ()
        self._form.hide()
        recognise_texts(self._page, [self._document_id], languages, self.progress, self._finish)

    def _finish(self, _: object) -> None:
        self.finished.emit()

    def _make_form(self) -> QFrame:
        words, box = self._words, frame("note")
        whole = column(box, gap=8, margins=(10, 12))
        self._choice = column(gap=0)
        whole.addLayout(self._choice)
        self._start = button(words("Recognise text"), self.recognise, role="primary", writes=True)
        whole.addWidget(Wrapping(self._start, button(words("Cancel"), box.hide), gap=8))
        box.hide()
        return box

    def _show_form(self, ready: Readiness) -> None:
        empty_out(self._choice)
        self._languages = LanguageChoice(self._page, ready, (self._tag,))
        self._choice.addWidget(self._languages)
        self._start.setVisible(bool(ready.engine))
        self._form.show()
        self._start.setFocus(Qt.FocusReason.OtherFocusReason)
