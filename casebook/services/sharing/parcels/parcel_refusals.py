"""Why a parcel may not be sealed: consents, limits, cards not compared, devices put out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casebook.base.errors import InvalidInput, Refused
from casebook.base.message import Message
from casebook.domain.person.person import Person
from casebook.domain.sharing.peer_card import PeerCard
from casebook.services.base.session import Session
from casebook.services.person.consent import expected, no_consent
from casebook.services.person.consent_limits import has_limits, limited_people
from casebook.services.person.shown_code import codes_of
from casebook.services.sharing.parcels.parcel_plan import ParcelOrder, cards_of, clients_of, readers_of
from casebook.services.sharing.team.team_view import put_out


class UncomparedCards(Refused):
    """Cards of recipients were not compared, and nobody stated that the parcel may go to them nevertheless.

    Args:
        cards: of which that is so.
    """

    def __init__(self, cards: Sequence[PeerCard]) -> None:
        super().__init__(
            Message.plural(
                "A card of the recipients was not compared.",
                "{number} cards of the recipients were not compared.",
                len(cards),
            ),
            field="card",
            remedy="Compare its ten words by voice, or state that the parcel may go to it nevertheless.",
        )
        self.card_ids = tuple(one.id for one in cards)


def require_allowed(session: Session, order: ParcelOrder) -> tuple[PeerCard, ...]:
    """Return the cards of an order, if everybody who has to consents to its use and its recipients today.

    Raises:
        NotFound: a card is not there.
        InvalidInput: the name of the recipient is more than a line.
        Refused: the first of `refusals_of`.
    """
    for refusal in refusals_of(session, order):
        raise refusal
    return cards_of(session, order)


def refusals_of(session: Session, order: ParcelOrder) -> Iterator[Refused]:
    """Yield why an order may not be sealed today, each reason once.

    A device of the recipients was put out of the team; a card was not compared and not ticked; somebody has
    not consented, or within limits that nobody said it keeps.

    Raises:
        NotFound: a card is not there.
        InvalidInput: the name of the recipient is more than a line.
    """
    _require_one_line(order.recipient)
    cards = cards_of(session, order)
    if cards and {one.device for one in cards} & put_out(session).keys():
        yield is_put_out()
    uncompared = [one for one in cards if not one.is_compared and one.id not in order.unchecked]
    if uncompared:
        yield UncomparedCards(uncompared)
    readers = readers_of(order, cards)
    clients = clients_of(session, order.plan)
    today = session.clock().date()
    missing = [
        one for one in clients if not all(one.consents_to(order.purpose, today, [who]) for who in readers)
    ]
    if missing:
        yield _no_consent(session, order, missing, readers)
        return
    limited = limited_people(clients, lambda one: one.limited_consents(order.purpose, today, readers))
    if limited and not order.within_limits:
        yield has_limits(session, limited, order.plan.records.case_ids)


def _no_consent(
    session: Session, order: ParcelOrder, missing: Sequence[Person], readers: Sequence[str]
) -> Refused:
    codes = codes_of(session, [one.id for one in missing], order.plan.records.case_ids)
    reason, today = no_consent(order.purpose), session.clock().date()
    if all(one.valid_consents(order.purpose, today) for one in missing):
        return Refused(
            Message("The consent of these people names another recipient: {codes}.", codes=codes),
            field="consent",
            remedy=expected(readers),
        )
    return Refused(
        Message("{reason} These have not: {codes}.", reason=reason, codes=codes),
        field="consent",
        remedy="Enter the consent in the person's record, with date and scope. One given for a recipient "
        "covers that recipient alone. To give nothing of these people, leave out their cases. A dossier "
        "that does not name them is built under “Dossiers”; for single records, make the parcel on the "
        "command line.",
    )


def _require_one_line(name: str) -> None:
    if len(name.splitlines()) > 1:
        raise InvalidInput(
            "The name of a recipient is one line.",
            field="recipient",
            remedy="Enter the name alone, as consents name it.",
        )


def is_put_out() -> Refused:
    """Return the refusal of a recipient whose device was put out of the team."""
    return Refused(
        "A device of the recipients was reported as lost, or is no longer in the team.",
        field="card",
        remedy="Choose another device of this person. The parcel would open on the lost one, too.",
    )
