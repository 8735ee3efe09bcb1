"""Proofs of time of one document: what goes out to be stamped, what came back, and what it proves."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QFrame, QPushButton

from casebook.domain.evidence.credentials import CredentialReport
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.time_proof import TimeProof
from casebook.services.base import record
from casebook.services.base.export import write_file
from casebook.services.evidence import time_proof
from casebook.services.evidence.credentials import credentials_in_words, credentials_of
from casebook.services.evidence.time_proof_words import proof_in_words
from casebook.ui.dialogs.file import pick_files, pick_target
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.base.side_pane import SidePane
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.layout.layout import column, empty_out, frame


class TimeProofPane(SidePane):
    """The pane.

    Attributes:
        document: whose proofs it shows.
    """

    def __init__(self, page: Page, document: Document) -> None:
        super().__init__(page.words, page.words("Proofs of time"), page.words("Proofs of time"))
        self._page, self._words, self.document = page, page.words, document
        whole = self.whole
        explanation = self._words(
            "A time-stamping authority or OpenTimestamps can confirm that this file already existed. Save "
            "what is to be stamped, have it stamped on a computer with a network, and add the files you get "
            "back. What goes out contains digests only."
        )
        whole.addWidget(label(explanation, wraps=True))
        self.choices = self._choices()
        for choice in self.choices:
            whole.addWidget(choice)
        self._credentials = label("", wraps=True, selectable=True)
        self._credentials.hide()
        whole.addWidget(self._credentials)
        self._proofs = column(gap=8)
        whole.addLayout(self._proofs)
        self.setFocusProxy(self.choices[0])
        self.read()

    def read(self) -> None:
        """Read the proofs of the document."""
        document = self.document
        self._page.ask(lambda session: time_proof.of_document(session, document), self._show)

    def save_request(self) -> None:
        """Save the request to stamp this document."""
        out = pick_target(self, self._words, "exhibit.tsq")
        if out:
            content = time_proof.request_for_digest(self.document.sha256)
            self._page.context.run(lambda _: write_file(content, out), self._say_saved)

    def save_list(self) -> None:
        """Save the digests of all documents of the case."""
        out = pick_target(self, self._words, "digests.txt")
        if out:
            context, case_id = self._page.context, self.document.case_id
            context.run(lambda _: time_proof.write_list(context.session, case_id, out), self._say_saved)

    def save_list_request(self) -> None:
        """Save the request to stamp the digest list."""
        out = pick_target(self, self._words, "digests.tsq")
        if out:
            context, case_id = self._page.context, self.document.case_id
            context.run(
                lambda _: time_proof.write_list_request(context.session, case_id, out), self._say_saved
            )

    def add(self) -> None:
        """Choose the files of a proof and keep it."""
        files = pick_files(self, self._words)
        if files:
            context, case_id = self._page.context, self.document.case_id
            context.run(lambda _: time_proof.add(context.session, case_id, files), self._say_verified)

    def add_to(self, proof: TimeProof) -> None:
        """Choose further files of a kept proof, such as an upgraded one or a block header."""
        files = pick_files(self, self._words)
        if files:
            context = self._page.context
            context.run(
                lambda _: time_proof.verify_again(context.session, proof.id, files), self._say_verified
            )

    def read_credentials(self) -> None:
        """Read what the document claims about how it was made."""
        context, document = self._page.context, self.document
        context.run(lambda _: credentials_of(context.session, document), self._show_credentials)

    def remove(self, proof: TimeProof) -> None:
        """Move a proof to the bin."""
        context, words = self._page.context, self._words

        def removed(_: None) -> None:
            context.did(
                words("Proof of time moved to the bin"),
                lambda session: record.restore(session, TimeProof, proof.id),
                redo=lambda session: record.move_to_bin(session, TimeProof, proof.id),
            )
            self.read()

        context.ask(lambda session: record.move_to_bin(session, TimeProof, proof.id), removed)

    def _choices(self) -> tuple[QPushButton, ...]:
        words = self._words
        return (
            button(words("Add proof…"), self.add, role="primary", meaning="upload", writes=True),
            button(words("Save request for this document…"), self.save_request, meaning="save"),
            button(words("Save digest list of the case…"), self.save_list, meaning="save"),
            button(words("Save request for the digest list…"), self.save_list_request, meaning="save"),
            button(words("Read content credentials (C2PA)"), self.read_credentials, meaning="read"),
        )

    def _say_saved(self, _: object) -> None:
        words = self._words
        self._page.context.say(words("Saved. It contains digests only, no names."))

    def _say_verified(self, _: TimeProof) -> None:
        self._page.context.say(self._words("Proof of time verified and kept"))
        self.read()

    def _show_credentials(self, report: CredentialReport) -> None:
        self._credentials.setText("\n".join(map(self._words, credentials_in_words(report))))
        self._credentials.show()

    def _show(self, proofs: list[TimeProof]) -> None:
        empty_out(self._proofs)
        for proof in proofs:
            self._proofs.addWidget(self._card(proof))

    def _card(self, proof: TimeProof) -> QFrame:
        words, box = self._words, frame("note")
        inside = column(box, gap=4, margins=(10, 12))
        first, *rest = proof_in_words(proof)
        inside.addWidget(label(words(first), "strong", wraps=True, selectable=True))
        for sentence in rest:
            inside.addWidget(label(words(sentence), "small", wraps=True, selectable=True))
        steps: tuple[tuple[str, Callable[[TimeProof], None]], ...] = (
            (words("Add files to this proof…"), self.add_to),
            (words("Move to bin"), self.remove),
        )
        for name, press in steps:
            inside.addWidget(button(name, partial(press, proof), writes=True))
        return box
