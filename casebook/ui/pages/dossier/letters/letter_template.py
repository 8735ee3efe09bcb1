"""Adding a template of the office: a Word file with fields, its title and its recipient."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from PySide6.QtWidgets import QFrame

from casebook.domain.dossier.letter import RECIPIENTS, LetterRecipient
from casebook.domain.dossier.letter_template import LetterTemplate
from casebook.domain.dossier.letters.letter_file import TemplateReport
from casebook.host.protocol.picker_protocol import OpenedFile
from casebook.services.base import record
from casebook.services.dossier.letters import letter_template
from casebook.ui.dialogs.file import pick_files
from casebook.ui.pages.base.page import Page
from casebook.ui.widgets.controls.parts import button, hold_back, label
from casebook.ui.widgets.controls.styled_inputs import ChoiceBox
from casebook.ui.widgets.forms.entry import TextEntry
from casebook.ui.widgets.layout.layout import column


class TemplateAdding(QFrame):
    """What the letters are, who receives them, and the choice of the file."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page, words = page, page.words
        whole = column(self, gap=4)
        whole.addWidget(label(words("Template of your own"), "strong"))
        about = words(
            "A Word file with fields such as client.name in double braces. One with macros, links to other "
            "files, embedded objects or unknown fields is refused."
        )
        whole.addWidget(label(about, "small", wraps=True))
        self.title = TextEntry(words("Title of the template"), words("Application for bail"))
        self.recipient = ChoiceBox()
        self.recipient.setAccessibleName(words("Recipient"))
        self.recipient.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for recipient in get_args(LetterRecipient):
            title = words(RECIPIENTS[recipient])
            self.recipient.addItem(title[:1].upper() + title[1:], recipient)
        whole.addWidget(self.title)
        whole.addWidget(self.recipient)
        add = button(words("Add template…"), self._pick, meaning="upload")
        hold_back(add)
        whole.addWidget(add)

    def _pick(self) -> None:
        for file in pick_files(self, self._page.words)[:1]:
            self.add(file)

    def add(self, file: Path | OpenedFile) -> None:
        """Examine a file and keep it; what is refused is named with its place."""
        context, words = self._page.context, self._page.words
        title, recipient = str(self.title.raw or ""), self.recipient.currentData()

        def done(added: tuple[LetterTemplate, TemplateReport]) -> None:
            template, _ = added
            self.title.set_raw("")
            context.did(
                words("Template added"),
                lambda session: record.move_to_bin(session, LetterTemplate, template.id),
            )

        session = context.session
        context.run(lambda _: letter_template.add(session, file, title=title, reader=recipient), done)
