"""Dossiers: all of them, across cases."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from casebook.base.i18n import Translator
from casebook.domain.base.absence import title_or_absent
from casebook.domain.dossier.build import Build
from casebook.services.dossier import dossier
from casebook.services.dossier.dossier import DossierRow
from casebook.ui.kit import dates
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.kit.theme import Tone
from casebook.ui.models.rows import Column
from casebook.ui.pages.base.listing import Listing
from casebook.ui.pages.wording.values import Wording
from casebook.ui.widgets.cards.empty import Empty
from casebook.ui.widgets.controls.parts import button


class DossierList(Listing[DossierRow]):
    """Every dossier; opening one shows its case."""

    keeps_filters = True
    concerns = frozenset({"dossier", "build", "case"})

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, context.words("Dossiers"), _columns(context, Wording(context.words)))
        self._cases: dict[str, str] = {}

    def read(self) -> None:
        """Read every dossier."""
        self.ask(dossier.rows, self._show)

    def empty_state(self) -> QWidget:
        """The placeholder shown when there are no dossiers."""
        return Empty(
            "dossier",
            self.words("No dossiers yet"),
            self.words("A dossier is created in a case, from its facts, evidence and country conditions."),
            button(
                self.words("Go to cases"), lambda: self.context.go(Location(page="cases")), meaning="case"
            ),
        )

    def open_row(self, record_id: str) -> None:
        """Open the dossier in its case."""
        case_id = self._cases.get(record_id, "")
        self.context.go(Location(page="case", id=case_id, tab="dossiers", within=record_id))

    def _show(self, rows: list[DossierRow]) -> None:
        self._cases = {row.id: row.dossier.case_id for row in rows}
        self.show_rows(rows)


def _columns(context: PageContext, wording: Wording) -> tuple[Column[DossierRow], ...]:
    words = context.words
    return (
        Column(
            title=words("Title"),
            text=lambda row: row.dossier.title,
            look="two-lines",
            width=30,
            stretches=True,
        ),
        Column(
            title=words("Case"),
            text=lambda row: title_or_absent(row.reference, words),
            fits=True,
            is_kept=True,
            width=8,
        ),
        Column(
            title=words("Court"),
            text=lambda row: row.dossier.court or words(row.forum),
            look="two-lines",
            width=26,
            stretches=True,
        ),
        Column(
            title=words("Hearing"),
            text=lambda row: (
                dates.format_date(words, row.dossier.hearing_on) if row.dossier.hearing_on else ""
            ),
            fits=True,
            sort=lambda row: row.dossier.hearing_on or date.max,
            width=12,
        ),
        *_build_columns(words, wording),
    )


def _state(words: Translator, wording: Wording, last: Build | None) -> str:
    """Return what was built last, and of a filing copy whether it may be filed: a draft is never ready."""
    if last is None:
        return ""
    copy = wording.copy_kind[last.copy_kind]
    if not last.is_ready:
        return words("{copy}: {state}", copy=copy, state=words("not ready"))
    return words("{copy}: {state}", copy=copy, state=words("ready")) if last.copy_kind == "filing" else copy


def _tone(last: Build | None) -> Tone:
    if last is not None and not last.is_ready:
        return "red"
    return "green" if last is not None and last.copy_kind == "filing" else "grey"


def _icon(last: Build | None) -> str:
    return {"red": "error", "green": "done"}.get(_tone(last), "file") if last is not None else ""


def _build_columns(words: Translator, wording: Wording) -> tuple[Column[DossierRow], ...]:
    return (
        Column(
            title=words("Last built"),
            text=lambda row: dates.format_datetime(words, row.last.built_at) if row.last else words("never"),
            fits=True,
            sort=lambda row: row.last.built_at.isoformat() if row.last else "",
            look="quiet",
            width=18,
            gives_way=1,
        ),
        Column(
            title=words("Status"),
            text=lambda row: _state(words, wording, row.last),
            tone=lambda row: _tone(row.last),
            icon=lambda row: _icon(row.last),
            width=18,
        ),
    )
