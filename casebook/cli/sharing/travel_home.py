"""``travel home``: what a casebook that travelled brings home is listed, joined, and the casebook removed."""

from __future__ import annotations

from collections import Counter as Counts
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from casebook.cli.base.answer import answer, as_json, counted, visible
from casebook.cli.base.opening import back_up
from casebook.cli.base.passphrase import other_phrase
from casebook.cli.base.progress import Counter
from casebook.cli.base.session import unlocked
from casebook.domain.sharing.trip import Trip
from casebook.domain.sharing.version import BINNED
from casebook.services.base.session import Session, open_session
from casebook.services.sharing.travel import travel_home, travel_removal
from casebook.services.sharing.travel.travel_change import TravelRecordChange
from casebook.services.sharing.travel.travel_home import JoinedTrip, TravelReturn
from casebook.services.sharing.travel.travel_removal import RemovedTravel
from casebook.services.vault.vault import info

INCOMPLETE = 5
"""Something of the trip is not at home: it was left, or its file is damaged. The casebook stays."""
STATES = {
    "new": "new",
    "changed": "changed",
    "purged-at-home": "deleted for good at home; it stays away",
    "undecided": "another member deleted it, or its case, and you did not decide; decide first (team "
    "purges), then bring it home again",
    "of-purged": "what it is part of was deleted for good at home; it is not joined",
    "not-carried": "it did not travel, so nobody on the trip could know it; it is not joined",
}
SUSPECTS = {
    "office-wide": "it holds for the whole office; joined only with --include {id}",
    "names-ungiven": "it names what home did not send along; joined only with --include {id}",
}
BOTH = " (changed at home as well: two versions will stand)"
_SHOWN_CHARACTERS = 200


def home(
    *,
    vault: Path,
    travel: Path,
    leave: tuple[str, ...],
    include: tuple[str, ...],
    anchor: str,
    yes: bool,
    keep: bool,
    discard: bool,
    new_methods: bool,
    phrase_file: Path | None,
    keyfile: Path | None,
    passphrase_file: Path | None,
    json: bool,
) -> int:
    with unlocked(vault, passphrase_file, keyfile) as session:
        pending = travel_removal.unfinished(session, travel) if yes else None
        if pending:
            rest = travel_removal.remove(session, travel, pending, progress=Counter())
            answer({"removed": rest}, _removed_in_words(rest), json_wanted=json)
            return 0
        travel_home.require_as_packed(session, travel, has_new_methods=new_methods)
        phrase = other_phrase(phrase_file)
        with _opened(travel, phrase, to_read=not yes) as trip:
            brought = travel_home.look(session, trip, noted=anchor)
            if not yes:
                answer(found_as_json(brought), lambda: _found_in_words(brought), json_wanted=json)
                return 0
            joined = travel_home.join(session, trip, leave, include, progress=Counter())
            backups = travel_removal.backups_of(trip)
        stays = keep or not (joined.is_whole or discard)
        removed = None if stays else _removed(session, travel, brought.trip, backups)
    answer(
        {**found_as_json(brought), "joined": joined, "removed": removed},
        lambda: _joined_in_words(joined, removed),
        json_wanted=json,
    )
    return 0 if joined.is_whole else INCOMPLETE


def _removed(session: Session, travel: Path, trip: Trip, backups: tuple[Path, ...]) -> RemovedTravel:
    """Remove the casebook that travelled, once what it brought is in a backup as well."""
    back_up(session)
    return travel_removal.remove(session, travel, trip, backups, progress=Counter())


@contextmanager
def _opened(travel: Path, phrase: str, *, to_read: bool) -> Iterator[Session]:
    """Yield the casebook that travelled; where it is only looked at, nothing in it is written."""
    to_read = to_read and info(travel).is_locked_cleanly
    with open_session(travel, phrase, to_read=to_read) as session:
        yield session


def found_as_json(brought: TravelReturn) -> dict[str, object]:
    """Return what a trip brings, for scripts."""
    return {
        "state": brought.state.value,
        "changes": brought.changes,
        "files": brought.file_ids,
        "words": sorted({one.id for one in brought.words.coming}),
        "replaced_words": brought.words.replaced,
        "rival_words": brought.words.rival_ids,
        "staying": brought.staying,
    }


def _found_in_words(brought: TravelReturn) -> str:
    along = Counts(one.with_case for one in brought.changes if one.with_case)
    listed = [one for one in brought.changes if not one.with_case]
    lines = [line for one in listed for line in _change_in_words(one, along[one.id])]
    if brought.staying:
        lines.append("These did not travel and stay out of the bin at home, though their case goes there:")
        lines += [f"  {one.noun} {one.id}: {visible(one.title)}" for one in brought.staying]
    if brought.words.replaced:
        lines.append("The text of these documents is replaced by that of the trip; --leave ID keeps it:")
        lines += [f"  document {one.id}: {visible(one.title)}" for one in brought.words.replaced]
    if more := {one.id for one in brought.words.coming} - {one.id for one in brought.words.replaced}:
        lines.append(
            f"Text or transcripts come of {counted(len(more), 'document', 'documents')} without any."
        )
    what_next = (
        f"New files: {len(brought.file_ids)}. Nothing was joined yet. --yes joins all of it but what needs "
        "--include, and removes the casebook that travelled once all is at home; --leave ID or --leave "
        "ID:FIELD leaves something out."
    )
    return "\n".join((*(lines or ("Nothing was changed on the trip.",)), what_next))


def _change_in_words(change: TravelRecordChange, along: int) -> Iterator[str]:
    """Yield the lines of a record; with a case that goes to the bin, how many records go along."""
    yield f"{change.noun} {change.id}: {STATES[change.state]}"
    if change.suspect:
        yield f"  ! {SUSPECTS[change.suspect].format(id=change.id)}"
    for one in change.fields:
        if one.state == "new" and one.trip in (None, ""):
            continue
        if along and one.field == BINNED:
            records = counted(along, "record", "records")
            yield f"  the case {visible(change.title)} and all its records go to the bin ({records})"
            continue
        yield f"  {one.field}{BOTH if one.state == 'both' else ''}"
        if one.state != "new":
            yield f"    at home:     {_short(one.home)}"
        yield f"    on the trip: {_short(one.trip)}"


def _short(value: object) -> str:
    text = "" if value is None else value if isinstance(value, str) else " ".join(as_json(value).split())
    return visible(text if len(text) <= _SHOWN_CHARACTERS else f"{text[: _SHOWN_CHARACTERS - 1]}…")


def _joined_in_words(joined: JoinedTrip, removed: RemovedTravel | None) -> str:
    lines = [
        f"Joined {counted(joined.records, 'record', 'records')} and {counted(joined.files, 'file', 'files')}."
    ]
    if joined.both:
        fields = ", ".join(f"{record_id}:{name}" for record_id, name in joined.both)
        lines.append(f"Two versions stand, since home changed the same: {fields}.")
    if joined.left:
        lines.append(f"Not joined: {', '.join(joined.left)}.")
    if joined.undecided:
        lines.append(
            "Another member deleted these, or their case, and you did not decide: "
            f"{', '.join(joined.undecided)}. Decide with 'team purges', then bring the casebook home again."
        )
    if joined.words:
        lines.append(f"Text and transcripts of {counted(joined.words, 'document', 'documents')} came home.")
    if joined.rival_words:
        lines.append(
            "Text or a transcript was written at home as well, and stays as it is there: "
            f"{', '.join(joined.rival_words)}."
        )
    if joined.unreadable:
        lines.append(f"Files missing or damaged in it: {', '.join(joined.unreadable)}.")
    if removed is None:
        lines.append("The casebook that travelled was not removed.")
    else:
        lines.append(_removed_in_words(removed))
    return "\n".join(lines)


def _removed_in_words(removed: RemovedTravel) -> str:
    lines = ["The casebook that travelled was overwritten and removed.", travel_removal.FLASH]
    if removed.shared:
        lines.append(f"Of its files, {removed.shared} had other names (hard links), which still hold them.")
    lines += [f"Backups among other files, which stay: {place}" for place in removed.backups_left]
    return "\n".join(lines)
