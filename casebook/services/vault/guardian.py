"""Guardians of a vault: their shares are made, asked for, replaced, and open the vault together.

The secret of the key slot is split by `crypto.share` and kept nowhere; the database keeps who the guardians
are, and a keyed mark of the last words of each share, which a drill is compared with.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from casebook.base.errors import CasebookError, DiskProblem, InvalidInput, NotFound, Refused
from casebook.base.message import Message, gettext_noop
from casebook.domain.base.field import made
from casebook.domain.person.code_name import CodeNamed, proposed_code_name
from casebook.domain.vault.guardian import Guardian, GuardianSet, require_guardians
from casebook.host.process.interrupts import interrupts_held
from casebook.services.base import setting
from casebook.services.base.session import Session
from casebook.services.vault.rollback import Notice
from casebook.vault import (
    Credential,
    SlotKind,
    credential_of_share_texts,
    is_in_header,
    last_words,
    new_shares,
    share_fingerprint,
    tidy_words,
)
from casebook.vault import keyslot_changes as ways

T = TypeVar("T")
GUARDIANS = "guardians"
OTHERS = gettext_noop(
    "Other shares also unlock the casebook, and nothing is recorded of them, as after a replacement that was "
    "cut short. Make new shares, or remove the guardians: either ends all of them."
)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class NewShares:
    """Shares of guardians to be, which open nothing before `set_up`. Its `repr` shows none of its content.

    Attributes:
        names: of the guardians, by number from 1.
        threshold: how many shares are needed.
        words: the share of each.
        credential: what they make up.
    """

    names: tuple[str, ...]
    threshold: int
    words: tuple[str, ...]
    credential: Credential

    @property
    def fingerprint(self) -> str:
        """Return what distinguishes these shares from others of the same office; no part of a secret."""
        return share_fingerprint(self.words[0])

    def forget(self) -> None:
        """Wipe the secret that they make up, where they are not to be set up."""
        if self.credential.guardians:
            self.credential.guardians.wipe()


def current(session: Session) -> GuardianSet | None:
    """Return the guardians whose shares open the vault; None where there are none, or new keys were made."""
    return read_guardians(setting.value(session, GUARDIANS), {slot.id for slot in session.vault.slots})


def read_guardians(kept: object, slot_ids: Collection[str]) -> GuardianSet | None:
    """Return the guardians whose slot is one of these; None where there are none or they cannot be read.

    Args:
        kept: the setting `GUARDIANS`.
        slot_ids: of the slots of a header.
    """
    stored = _of_slots(kept, slot_ids)
    return _read(stored) if stored else None


def others(session: Session) -> int:
    """Return how many further sets of shares open the vault of which nothing is recorded that can be read."""
    known = current(session)
    slots = [slot for slot in session.vault.slots if slot.kind is SlotKind.GUARDIANS]
    return sum(known is None or slot.id != known.slot_id for slot in slots)


def code_named(session: Session) -> list[CodeNamed]:
    """Return the guardians of the vault, whose code names follow from their shares and are kept nowhere.

    Proposals to people and cases are one word as a rule; those to guardians have a number, and so are others.
    """
    known = current(session)
    return [
        CodeNamed(
            id=f"{known.slot_id}-{one.number}",
            noun="guardian",
            names=(one.name,),
            spellings=(),
            code_name=f"{proposed_code_name(known.slot_id, ())} {one.number}",
            is_kept=True,
        )
        for one in (known.guardians if known else ())
        if known
    ]


def has_opened(session: Session) -> bool:
    """Return whether shares of guardians opened the vault this time."""
    slot = session.vault.opened_by
    return slot is not None and slot.kind is SlotKind.GUARDIANS


def prepare(names: Sequence[str], threshold: int) -> NewShares:
    """Make shares, to be handed out before they open anything.

    Args:
        names: of the guardians; at least 2 and at most 16, none twice.
        threshold: how many of them are needed.

    Raises:
        InvalidInput: names or threshold cannot be.
    """
    called = tuple(name.strip() for name in names)
    require_guardians(called, threshold)
    credential, shares = new_shares(threshold, len(called))
    return NewShares(names=called, threshold=threshold, words=shares, credential=credential)


def set_up(session: Session, authority: Credential, new: NewShares) -> GuardianSet:
    """Let new shares open the vault, in the place of those there are, which open nothing any more.

    Earlier backups still open with the shares of their time. Whenever it stops, either the new shares open
    the vault or those of before do, and `current` says which: both are kept beside each other until one write
    of the header decides. Interrupts wait for the end.

    Args:
        session: the open vault.
        authority: a credential that opens it now.
        new: as `prepare` made them.

    Raises:
        WrongKey: the authority opens nothing.
        Refused: it is that of the guardians to be replaced.
        Conflict: there are 16 unlock methods already.
        DiskProblem: the disk refuses; `are_in_use` says which shares hold, as a rule those of before.
    """
    session.store.require_writing()
    refuse_shares(authority)
    slot = ways.sealed_for_guardians(session.vault, authority, new.credential)
    of = GuardianSet(
        slot_id=slot.id,
        fingerprint=new.fingerprint,
        threshold=new.threshold,
        made_on=session.clock().date(),
        guardians=tuple(Guardian(number=at, name=name) for at, name in enumerate(new.names, start=1)),
    )
    marks = {str(at): _mark(session, last_words(one)) for at, one in enumerate(new.words, start=1)}
    with interrupts_held():
        _keep(session, of, marks, before=_stored(session))
        ways.put_guardians(session.vault, slot)
        with suppress(DiskProblem):  # they are in use; the names of those before may remain
            _keep(session, of, marks)
    return of


def are_in_use(path: Path, new: NewShares) -> bool:
    """Return whether shares open a vault by what is on the disk, so that their pages must not be deleted.

    Where that cannot be read, they may.

    Args:
        path: of the vault, open or not.
        new: which were to be set up.
    """
    try:
        return is_in_header(path, new.credential)
    except CasebookError:
        return True


def refuse_shares(authority: Credential) -> None:
    """Refuse shares of guardians as what allows new ones.

    Raises:
        Refused: it is them.
    """
    if authority.guardians:
        raise Refused(
            "Shares of guardians cannot replace themselves.",
            remedy="Add a new passphrase first, and enter it here.",
        )


def drill(session: Session, number: int, words: str) -> GuardianSet:
    """Record that a guardian still has the share: its last three words were read out.

    Args:
        session: the open vault.
        number: of the share.
        words: its last three, in any case, or their first four letters.

    Raises:
        NotFound: there is no such guardian.
        InvalidInput: these are other words.
    """
    session.store.require_writing()
    of = _required(session)
    if number not in {one.number for one in of.guardians}:
        raise NotFound("The casebook has no guardian with this number.", field="number")
    marks = _marks(session)
    if marks.get(str(number)) != _mark(session, tidy_words(words)):
        raise InvalidInput(
            "These are not the last three words of this share.",
            field="words",
            remedy="Have them read out again. If the page is gone, make new shares.",
        )
    today = session.clock().date()
    guardians = tuple(replace(one, drilled_on=today) if one.number == number else one for one in of.guardians)
    drilled = replace(of, guardians=guardians)
    _keep(session, drilled, marks)
    return drilled


def remove(session: Session, authority: Credential) -> None:
    """Remove the guardians: their shares open nothing any more, but for earlier backups.

    Raises:
        NotFound: there are none.
        WrongKey: the authority opens nothing.
        Refused: only the keychain would remain.
        DiskProblem: the disk refuses.
    """
    session.store.require_writing()
    if not ways.remove_guardians(session.vault, authority):
        raise _no_guardians()
    with suppress(DiskProblem):  # they open nothing; their names may remain
        setting.keep(session, GUARDIANS, None)


def credential(texts: Iterable[str]) -> Credential:
    """Return what shares open a vault with.

    Args:
        texts: each with one share or several, typed or copied with what their pages say.

    Raises:
        InvalidInput: they are too few, of two sets, or mistyped.
    """
    return credential_of_share_texts(texts)


def false_shares(session: Session) -> Notice | None:
    """Return what is to be said of false ones among the shares that opened the vault; None as a rule."""
    places = session.vault.false_shares
    if not places:
        return None
    which = Message("The share entered as number {places} is false.", places=places[0])
    if len(places) > 1:
        which = Message("The shares entered as numbers {places} are false.", places=places)
    remedy = Message(
        "A false share does not fit the others: its page was mistyped, exchanged or forged. Compare it with "
        "its holder, and make new shares for all guardians."
    )
    return Notice(title=which, remedy=remedy)


def open_by_shares(opening: Callable[[Credential], T], typed: str) -> T:
    """Open a vault with shares that were typed one after another.

    Args:
        opening: opens it with a credential, as `open_session` does.
        typed: the words of the shares.

    Raises:
        InvalidInput: they are too few, of two sets, or mistyped.
        and all that `opening` raises.
    """
    return opening(credential_of_share_texts((typed,)))


def _required(session: Session) -> GuardianSet:
    known = current(session)
    if known is None:
        raise _no_guardians()
    return known


def _no_guardians() -> NotFound:
    return NotFound("The casebook has no guardians.", remedy="Make shares for guardians first.")


def _mark(session: Session, words: str) -> str:
    """Return the mark of the last words of a share, which says nothing of them without the vault's key."""
    return session.vault.text_mark(f"guardian\n\n{words}")


def _keep(
    session: Session, of: GuardianSet, marks: Mapping[str, str], before: Mapping[str, object] | None = None
) -> None:
    people = [
        {
            "number": one.number,
            "name": one.name,
            "drilled_on": one.drilled_on.isoformat() if one.drilled_on else None,
        }
        for one in of.guardians
    ]
    kept = {
        "slot_id": of.slot_id,
        "fingerprint": of.fingerprint,
        "threshold": of.threshold,
        "made_on": of.made_on.isoformat(),
        "guardians": people,
        "marks": dict(marks),
    }
    setting.keep(session, GUARDIANS, kept | ({"before": dict(before)} if before else {}))


def _marks(session: Session) -> dict[str, str]:
    marks = (_stored(session) or {}).get("marks")
    return marks if isinstance(marks, dict) else {}


def _stored(session: Session) -> dict[str, object] | None:
    """Return what is kept of the guardians in force."""
    return _of_slots(setting.value(session, GUARDIANS), {slot.id for slot in session.vault.slots})


def _of_slots(kept: object, slot_ids: Collection[str]) -> dict[str, object] | None:
    """Return what is kept of those with one of these slots: after a change cut short, those of before."""
    while isinstance(kept, dict):
        if kept.get("slot_id") in slot_ids:
            return {name: value for name, value in kept.items() if name != "before"}
        kept = kept.get("before")
    return None


def _read(stored: Mapping[str, object]) -> GuardianSet | None:
    """Return the guardians as kept; None where they cannot be read, so that others can be made."""
    try:
        return made(GuardianSet, {name: value for name, value in stored.items() if name != "marks"})
    except InvalidInput:
        return None
