"""The page Exposure of a case: its charges, and what the person would face on each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QPushButton, QWidget

from casebook.domain.exposure.charge import Charge
from casebook.services.exposure import charge, charge_sheet
from casebook.services.exposure.charge import ChargeExposure
from casebook.services.exposure.charge_sheet import heading
from casebook.ui.dialogs.file import pick_target
from casebook.ui.kit import dates
from casebook.ui.kit.page_context import PageContext
from casebook.ui.models.rows import Column
from casebook.ui.pages.base.form_spec import FormSpec
from casebook.ui.pages.base.many_rows import RowAction
from casebook.ui.pages.base.records import Records
from casebook.ui.pages.exposure.charge_details import show_charge
from casebook.ui.pages.exposure.charge_form import charge_form_spec
from casebook.ui.pages.wording.exposure import ExposureWords
from casebook.ui.widgets.cards.empty import Empty
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.parts import button


class ChargeRow:
    """A charge with its answer, as a row of the list."""

    __slots__ = ("computed", "id")

    def __init__(self, computed: ChargeExposure) -> None:
        self.id, self.computed = computed.charge.id, computed


class Charges(Records[ChargeRow, Charge]):
    """The charges of the case, and the selected one with its exposure."""

    heading_role = "title"
    shares = (2, 3)
    concerns = frozenset({"charge", "document"})
    bulk_fields = ("proceeding_id", "entity", "filed_on", "filed_by", "filing_body")

    def __init__(self, context: PageContext) -> None:
        self._titles = ExposureWords(context.words)
        super().__init__(context, context.words("Exposure"), _columns(context, self._titles))

    def read(self) -> None:
        """Read and compute the charges."""
        case_id = self.place.id
        self.ask(lambda session: charge.of_case(session, case_id), self._show)

    def spec(self) -> FormSpec[Charge]:
        """A charge."""
        return charge_form_spec(self.context, self.place.id)

    def record_of(self, row: ChargeRow) -> Charge:
        """Return the charge of a row."""
        return row.computed.charge

    def toolbar_buttons(self) -> Sequence[QPushButton]:
        """A new charge, and the paper of all."""
        words = self.words
        prints = button(words("Print"), self._print, meaning="file-pdf", name=words("Print the exposure"))
        saves = button(words("Export"), self._save, meaning="save", name=words("Export the exposure as PDF"))
        return (self.new_step(words("New charge")), prints, saves)

    def row_actions(self) -> list[RowAction]:
        """Return the entries of the menu of the selected rows."""
        return [
            *super().row_actions(),
            RowAction(title=self.words("Print the exposure"), act=self._print),
            RowAction(title=self.words("Export the exposure as PDF"), act=self._save),
        ]

    def empty_state(self) -> QWidget:
        """What belongs here."""
        return Empty(
            "court",
            self.words("No charges yet"),
            self.words(
                "What the requesting State alleges, as it writes it: article, days, amounts, filing. From "
                "each the band by the text of the day, limitation and the stages of custody are computed, "
                "with every step."
            ),
            self.first_step(self.words("Add first charge")),
        )

    def show_record(self, record_id: str) -> None:
        """Show the charge with its exposure."""
        row = self.row(record_id)
        if row is None:
            return
        computed = row.computed
        word, tone, meaning = self._titles.result(computed)
        gravest = self._titles.gravest(computed)
        chips = [Chip(word, tone, meaning), *([Chip(*gravest)] if gravest else [])]
        self.details.begin(heading(computed, self.words), _article_beside(computed), chips, self.tools())
        show_charge(self.details, computed, self.words)
        self.details.end()

    def _show(self, computed: tuple[ChargeExposure, ...]) -> None:
        self.show_records([ChargeRow(one) for one in computed])

    def _print(self) -> None:
        context, case_id = self.context, self.place.id
        context.run(lambda _: charge_sheet.sheet_pdf(context.session, case_id, self.words), self.print_out)

    def _save(self) -> None:
        context, case_id = self.context, self.place.id
        path = pick_target(self, self.words, "exposure.pdf")
        if path is not None:
            context.run(
                lambda _: charge_sheet.write_sheet(context.session, case_id, path, self.words),
                lambda _: context.say(
                    self.words("Exposure exported. Outside the casebook it is not encrypted.")
                ),
            )


def _article_beside(computed: ChargeExposure) -> str:
    """Return the article as written, or "" where it is the heading already."""
    return computed.charge.article if computed.offence else ""


def _columns(context: PageContext, titles: ExposureWords) -> tuple[Column[ChargeRow], ...]:
    words = context.words
    return (
        Column(
            title=words("Charge"),
            text=lambda row: heading(row.computed, words),
            look="two-lines",
            width=18,
            stretches=True,
        ),
        Column(
            title=words("Act ended"),
            text=lambda row: dates.brief(words, row.computed.charge.act_to or row.computed.charge.act_from),
            fits=True,
            width=13,
            gives_way=1,
            edits="act_to",
        ),
        Column(
            title=words("Result"),
            text=lambda row: titles.result(row.computed)[0],
            look="two-lines",
            width=24,
        ),
    )
