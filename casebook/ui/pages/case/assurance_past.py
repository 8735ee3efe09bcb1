"""Earlier assurances in the registry, shown with a current one."""

from __future__ import annotations

from casebook.domain.case.assurance import Assurance
from casebook.domain.library.citation import cite_decision
from casebook.domain.library.decision import Decision
from casebook.services.case import assurance
from casebook.services.case.assurance import Past
from casebook.ui.kit import dates
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.wording.registry import RegistryWording
from casebook.ui.widgets.cards.details import DetailPane
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.parts import button


def show_past(page: Page, pane: DetailPane, past: Past, pledge: Assurance) -> None:
    """Show court findings on earlier assurances: of this country, of others, then alleged breaches."""
    words = page.words
    pane.heading(words("Earlier assurances in the country data"))
    if past.country:
        pane.words(page.wording.country(past.country), "small")
    if not past.here:
        pane.words(
            words(
                "The country data has no decision from this country that weighed an assurance. This "
                "does not prove that none exists."
            ),
            "quiet",
        )
    for decision in past.here:
        _show_decision(page, pane, decision, pledge)
    if past.elsewhere:
        pane.words(words("In other states and before international bodies"), "small")
    for decision in past.elsewhere:
        _show_decision(page, pane, decision, pledge)
    if past.breaches:
        pane.words(words("Alleged breach"), "small")
    for broken in past.breaches:
        where = page.wording.country(broken.country) if broken.country else ""
        read = "" if broken.is_seen else words("secondary account not read")
        beneath = " · ".join(part for part in (where, broken.notes, read) if part)
        pane.step(broken.summary, dates.brief(words, broken.on), beneath)


def _show_decision(page: Page, pane: DetailPane, decision: Decision, pledge: Assurance) -> None:
    words = page.words
    assessed = decision.assurances_assessment or words("considered; how they were assessed was not read")
    take = button(
        "",
        lambda: _recall(page, pledge, decision),
        role="tool",
        meaning="add",
        name=words("Add to track record"),
    )
    chip = Chip(*RegistryWording(words).decided(decision))
    pane.note(decision.court, assessed, cite_decision(decision, words), chip, (take,))


def _recall(page: Page, pledge: Assurance, each: Decision) -> None:
    page.context.ask(
        lambda session: assurance.recall(session, pledge.id, each),
        lambda _: page.context.say(
            page.words("Added to track record"),
            page.words("State there whether it was complied with."),
        ),
    )
