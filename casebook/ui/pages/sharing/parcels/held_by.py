"""Who has the data of a person: phrases beside the person, and when a consent is withdrawn."""

from __future__ import annotations

from functools import partial

from casebook.services.sharing.parcels import holders
from casebook.services.sharing.parcels.holders import HeldBy
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.pages.sharing.parcels.parcel_words import ParcelWords
from casebook.ui.widgets.cards.details import DetailPane
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.parts import button

_MAX_LINES = 6


def holders_of(person_id: str) -> Location:
    """Return where the parcels that hold a person are listed."""
    return Location(page="parcels", tab="holders", id=person_id)


def show_holders(pane: DetailPane, context: PageContext, person_id: str, held: HeldBy) -> None:
    """Show who has the data of a person, if anybody has."""
    if not held.is_any:
        return
    words, phrases = context.words, ParcelWords(context.words)
    pane.heading(words("Who holds this"))
    if held.withdrawn:
        pane.add(Chip(words("consent withdrawn"), "red", "warning"))
    for row in held.rows[:_MAX_LINES]:
        pane.beside(
            phrases.holders(row), words("parcel of {day}", day=words.format_date(row.handover.at.date()))
        )
    for reference, members in held.shared:
        pane.beside(words.list_of(members), words("team · case {reference}", reference=reference))
    go = partial(context.go, holders_of(person_id))
    if held.rows:
        pane.step_below(button(words("Parcels that hold this person…"), go))


def tell_holders(context: PageContext, person_id: str) -> None:
    """Say who has the data of a person whose consent is withdrawn, with what can be done."""
    words = context.words

    def tell(held: HeldBy) -> None:
        phrases = ParcelWords(words)
        if held.withdrawn:
            names = words.list_of(dict.fromkeys(phrases.holders(row) for row in held.withdrawn))
            context.say(
                words("Consent withdrawn. Parcels that hold this person are with: {names}.", names=names),
                words("Recall them on the page Parcels, under Who holds what."),
                is_good=False,
            )
        elif held.has_withdrawn and held.shared:
            names = words.list_of(dict.fromkeys(name for _, members in held.shared for name in members))
            context.say(
                words("Consent withdrawn. A team shares this person's case: {names}.", names=names),
                words("Take the case away from them on the page Team if they may no longer have it."),
                is_good=False,
            )

    context.ask(lambda session: holders.held_by(session, person_id), tell, asker=context)
