"""What a person decides about what came from others: a case of ours is joined as it would be shared."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from casebook.base.errors import InvalidInput, Refused
from casebook.domain.base.change import ARRIVING
from casebook.domain.sharing.waiting_kind import WaitingKind, WaitingState
from casebook.services.base.session import Session
from casebook.services.sharing.case_records import FOLLOWED
from casebook.services.sharing.members.sharing_terms import SharingTerms, require_terms
from casebook.services.sharing.space_content import Key, content_of
from casebook.services.sharing.team.admission.held import (
    ask_again,
    laid_by,
    take_held,
    take_instead,
    take_known,
    take_shown,
)
from casebook.services.sharing.team.admission.questions import OpenQuestion, questions_of
from casebook.services.sharing.team.laying import queue_all
from casebook.services.sharing.team.team_view import TeamView, read_team
from casebook.services.sharing.team.waiting import standing_for, waiting
from casebook.store.sharing import case_content, team_store, team_waiting
from casebook.store.sharing.team_store import TeamConnection
from casebook.store.transaction import Transaction


def decide(
    session: Session,
    allow: Collection[str],
    decline: Collection[str],
    *,
    terms: SharingTerms = SharingTerms(),  # noqa: B008 - it is frozen
) -> int:
    """Allow some of what waits and decline other; returns how many.

    A case that is joined goes to the others as it stands here, and what they have of it comes; a person is
    shared with all who read the case, and what was laid of it comes; a change is taken once.

    Args:
        session: the open casebook.
        allow: ids of what is allowed, also of what was declined before, and of the rest of a list.
        decline: ids of what is not asked about again, likewise.
        terms: what is stated of the cases that are joined, as when they are shared; without the cases.

    Raises:
        InvalidInput: an id is of nothing that waits, or is to be both.
        Refused: a case may not be joined so; see `require_terms`.
        ReadOnly: the vault was opened to be read.
    """
    records = waiting(session)
    allowed, refused = standing_for(records, allow), standing_for(records, decline)
    for asked in records:
        if asked.id in allowed and asked.kind is WaitingKind.CASE:
            require_terms(session, replace(terms, case_ids=(asked.record_id,)), asked.readers)
    queue_all(session)  # only what is saved after a decision may withdraw it
    with session.store.write(ARRIVING) as transaction:
        view = read_team(session, transaction.connection)
        questions = questions_of(transaction.connection, view) if view else {}
        if allowed & refused or (allowed | refused) - questions.keys() or view is None:
            raise InvalidInput(
                "This is not what waits for a decision.",
                field="id",
                remedy="List what waits again. Each may be allowed or declined, not both.",
            )
        declined = [replace(questions[one].row, state=WaitingState.DECLINED) for one in refused]
        declined += [
            replace(questions[one].row, kind=WaitingKind.PERSON, state=WaitingState.DECLINED)
            for one in refused
            if questions[one].known_in and questions[one].row.noun in FOLLOWED
        ]
        declined += [
            replace(questions[one].row, kind=WaitingKind.CHANGE, state=WaitingState.DECLINED)
            for one in refused
            if questions[one].row.kind is WaitingKind.PERSON and questions[one].version is not None
        ]
        team_waiting.decide(transaction.connection, declined)
        for one in allowed:
            _allow(session, transaction, view, questions[one])
    queue_all(session)
    return len(allowed | refused)


def _allow(
    session: Session,
    transaction: Transaction,
    view: TeamView,
    question: OpenQuestion,
) -> None:
    row, others = question.row, question.known_in
    connection, space = transaction.connection, view.spaces[row.space]
    if row.kind is WaitingKind.CHANGE:
        team_waiting.forget(connection, [row])
        if others and row.noun in FOLLOWED:
            take_instead(session, transaction, view, row, others)
            return
        _free_id(connection, row.key)
        for laid in laid_by(connection, view, space, {row.key}):
            transaction.take(laid.versions, signer=laid.signed_by)
        return
    team_waiting.decide(connection, [replace(row, state=WaitingState.ALLOWED)])
    if row.kind is WaitingKind.PERSON:
        take_held(session, transaction, view, space, row.key)
        if question.version is not None:  # it was shown with the question
            take_shown(transaction, view, space, replace(row, kind=WaitingKind.CHANGE))
            return
        ask_again(session, transaction, view, space, row.key)
        take_known(transaction, view, space, row.key)
        return
    joined = view.spaces[row.space] = replace(space, case_id=row.record_id)
    team_store.keep_space(connection, joined)
    if view.device.id not in view.roster.may_write(space.id):  # it lays nothing, and has what is of the case
        content = content_of(session, joined, (), {}, is_wanted=True)
        team_store.keep_records(connection, space.id, content.ids if content else ())


def _free_id(connection: TeamConnection, key: Key) -> None:
    """Free the ID of what is allowed, where a record of another noun had it until it was purged here.

    Raises:
        Refused: that one is here.
    """
    noun, record_id = key
    own = case_content.noun_of_id(noun)
    here = {case_content.noun_of_id(one) for one, _ in case_content.keys_among(connection, [record_id])}
    if here - {own}:
        raise Refused(
            "Another record here has the ID of this one. One of the two was forged.",
            field="id",
            remedy="Ask both members. If the one that is here is forged, delete it permanently first.",
        )
    had = {case_content.noun_of_id(one) for one, _ in team_store.had_under(connection, record_id)}
    if had and own not in had | here:
        team_store.free_id(connection, noun, record_id)
