"""``team found|welcome|join|put|take|status`` and the rest: a team and its shared folder."""

from __future__ import annotations

import sys
from pathlib import Path

from casebook.base.errors import CasebookError, InvalidInput, Refused
from casebook.cli.base.answer import answer, counted, table, visible
from casebook.cli.base.session import reading, unlocked
from casebook.cli.sharing.team_asks import arrived
from casebook.cli.sharing.team_status_text import status_document, status_text
from casebook.cli.sharing.terms_options import naming_again, naming_options
from casebook.cli.sharing.typed_file import words_of
from casebook.domain.declaration.going import question_of
from casebook.domain.sharing.roster_statement import MemberRole
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.case import case as cases
from casebook.services.sharing import card
from casebook.services.sharing.members import giving, member_changes, members, opening
from casebook.services.sharing.members.sharing_terms import SharingTerms
from casebook.services.sharing.members.welcoming import counts_no_longer, inviter
from casebook.services.sharing.space_content import people_who_go
from casebook.services.sharing.team import laying, missing_files, purges, taking
from casebook.services.sharing.team.exchange import require_in
from casebook.services.sharing.team.status import team_status
from casebook.services.sharing.team.team_folder import NothingOfTeam, require_team_in
from casebook.services.sharing.team.team_view import require_team
from casebook.services.sharing.team.waiting import count_waiting

_TWO_NAMES = 2
_NAMED = 5
"""Entries of the shared folder that are named; of more their number."""


def found(*, vault: Path, folder: Path, name_file: Path, passphrase_file: Path | None, json: bool) -> None:
    names = words_of(name_file, "name-file").strip().splitlines()
    if len(names) != _TWO_NAMES:
        raise InvalidInput(
            "The file needs two lines.",
            field="name-file",
            remedy="Write the name of the team, and below it how the others see you.",
        )
    with unlocked(vault, passphrase_file) as session:
        members.found(session, names[0].strip(), names[1].strip(), folder)
        opening.open_office(session)
        laying.put(session)
        state = team_status(session)
    answer(status_document(state), f"The team was created; its folder is {state.folder}.", json_wanted=json)


def welcome(
    *,
    vault: Path,
    card_id: str,
    name_file: Path,
    role: str,
    case: tuple[str, ...],
    out: Path,
    uncompared: bool,
    same_office: bool,
    with_protected: bool,
    within_limits: bool,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    name = words_of(name_file, "name-file").strip()
    with unlocked(vault, passphrase_file) as session:
        case_ids = tuple(cases.named(session, one).id for one in case)
        is_twin = member_changes.is_twin(session, name)
        terms = SharingTerms(
            case_ids=case_ids,
            is_office=same_office,
            with_protected=with_protected,
            within_limits=within_limits,
        )
        with naming_options():
            giving.welcome_card(
                session,
                card.named(session, card_id).id,
                member_name=name,
                role=MemberRole(role),
                terms=terms,
                to=out,
                allow=uncompared,
            )
        laying.put(session)
    words = f"The welcome was written to {out}. Only that device can open it."
    words = f"{words} {member_changes.TWIN!s}" if is_twin else words
    answer({"file": out, "is_twin": is_twin}, words, json_wanted=json)


def welcome_again(*, vault: Path, device: str, out: Path, passphrase_file: Path | None, json: bool) -> None:
    with unlocked(vault, passphrase_file) as session:
        members.welcome_again(session, members.device_named(session, device), out)
    words = f"The welcome was written again to {out}. Only that device can open it."
    answer({"file": out}, words, json_wanted=json)


def join(
    *,
    vault: Path,
    welcome_file: Path,
    folder: Path,
    uncompared: bool,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    with unlocked(vault, passphrase_file) as session:
        by = inviter(session, welcome_file)
        sys.stderr.write(visible(f"By {by.member}, device {by.card.name}, card {by.card.id}.") + "\n")
        members.join(session, welcome_file, folder, allow=uncompared)
        report, lacking = taking.TakingReport(), None
        try:
            report = taking.take_all(session)
        except NothingOfTeam as error:
            lacking = error
        if require_team(session).is_out:
            member_changes.leave(session)
            raise counts_no_longer()
        if lacking is None:
            laying.put(session)
        state = team_status(session)
    came = f"{lacking} {lacking.remedy!s}" if lacking else _taken(report)
    document = {"records": len(report.records), "is_anything_there": lacking is None}
    answer(
        status_document(state) | document, f"This casebook belongs to the team now. {came}", json_wanted=json
    )


def open_(*, vault: Path, case_name: str, passphrase_file: Path | None, json: bool) -> None:
    with unlocked(vault, passphrase_file) as session:
        case_id = cases.named(session, case_name).id
        people, staying = people_who_go(session, [case_id])
        space = opening.open_case(session, case_id)
        laying.put(session)
    words = f"The case is shared; give it to members. With it go: {visible(', '.join(people)) or 'nobody'}."
    if staying:
        words += f" Party to another case, and not shared: {visible(', '.join(staying))}."
    document = {"space": space.hex(), "people": people, "kept_back": staying}
    answer(document, words, json_wanted=json)


def give(
    *,
    vault: Path,
    device: str,
    case: tuple[str, ...],
    same_office: bool,
    with_protected: bool,
    within_limits: bool,
    uncompared: bool,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    with unlocked(vault, passphrase_file) as session:
        case_ids = tuple(cases.named(session, one).id for one in case)
        device_id = members.device_named(session, device)
        people, staying = people_who_go(session, case_ids)
        terms = SharingTerms(
            case_ids=case_ids,
            is_office=same_office,
            with_protected=with_protected,
            within_limits=within_limits,
        )
        with naming_options():
            giving.share(session, terms, [device_id], allow=uncompared)
        laying.put(session)
    given = counted(len(case_ids), "case was", "cases were")
    words = f"{given} given to this device, with {visible(', '.join(people)) or 'nobody'}."
    answer({"cases": len(case_ids), "people": people, "kept_back": staying}, words, json_wanted=json)


def put(*, vault: Path, passphrase_file: Path | None, json: bool) -> None:
    with unlocked(vault, passphrase_file) as session, naming_again(vault):
        require_team(session)
        run_in_line(taking.learning(session))
        run_in_line(require_in(session))
        require_team_in(session, require_team(session))
        count = laying.put(session)
    answer(
        {"files": count},
        counted(count, "file was", "files were") + " sent to the shared folder.",
        json_wanted=json,
    )


def take(*, vault: Path, passphrase_file: Path | None, json: bool) -> None:
    with unlocked(vault, passphrase_file) as session:
        require_team(session)
        with naming_again(vault):
            report = taking.take_all(session)
        run_in_line(require_in(session))
        rows, listed = arrived(session, report)
        asks = count_waiting(session)
        problem = _problem_of_laying(session)
    document = {
        "files": report.files,
        "rows": rows,
        "asks": asks,
        "damaged_by": sorted(report.damaged_by),
        "records": len(report.records),
        "waiting": report.waiting,
        "after_removal": report.after_removal,
        "purges": report.purges,
        "missing": len(report.missing),
        "obstacles": list(report.obstacles),
        "not_taken": {str(why): count for why, count in report.refused.items()},
    }
    asked = "Something needs your decision: casebook team asks." if asks else ""
    if not (problem and json):  # of which the error is the one document
        answer(document, "\n".join(filter(None, (_taken(report), asked, listed))), json_wanted=json)
    if problem:
        raise problem


def _problem_of_laying(session: Session) -> CasebookError | None:
    """Save what waits, and return what refused it: what came is listed first, and only now."""
    try:
        laying.put(session)
    except CasebookError as error:
        return error
    return None


def again(*, vault: Path, passphrase_file: Path | None, json: bool) -> None:
    with unlocked(vault, passphrase_file) as session:
        count = missing_files.lay_again(session)
    answer({"files": count}, counted(count, "file was", "files were") + " sent again.", json_wanted=json)


def status(*, vault: Path, passphrase_file: Path | None, json: bool) -> None:
    with reading(vault, passphrase_file) as session:
        state = team_status(session)
    answer(status_document(state), status_text(state), json_wanted=json)


def remove(*, vault: Path, device: str, yes: bool, passphrase_file: Path | None, json: bool) -> None:
    _put_out(vault, device, passphrase_file, yes=yes, json_wanted=json, is_lost=False)


def lost(*, vault: Path, device: str, yes: bool, passphrase_file: Path | None, json: bool) -> None:
    _put_out(vault, device, passphrase_file, yes=yes, json_wanted=json, is_lost=True)


def _put_out(
    vault: Path, device: str, passphrase_file: Path | None, *, yes: bool, json_wanted: bool, is_lost: bool
) -> None:
    with unlocked(vault, passphrase_file) as session:
        named = members.device_named(session, device)
        if named == require_team(session).device.id:
            raise Refused(
                "This is the device itself.", field="device", remedy="Leave the team: casebook team leave."
            )
        if not yes:
            raise Refused(
                "A device that is put out never comes back: it opens nothing that is saved afterwards.",
                field="yes",
                remedy="Add --yes to put it out. Nothing was changed.",
            )
        members.remove(session, named, is_lost=is_lost)
        laying.put(session)
        state = team_status(session)
    words = "The device is out of the team and opens nothing that is saved from now on. It keeps what it had."
    answer(status_document(state), words, json_wanted=json_wanted)


def purges_(*, vault: Path, passphrase_file: Path | None, json: bool) -> None:
    with reading(vault, passphrase_file) as session:
        requests = purges.purge_requests(session)
    rows = [
        {
            "id": one.id,
            "noun": one.noun,
            "title": one.title,
            "by": one.by,
            "at": one.at,
            "sealed": one.sealed,
            "records": one.count,
            "later": one.later,
            "is_late": one.is_late,
            "deleted_since": one.deleted_since,
        }
        for one in requests
    ]
    words = table(
        ("id", "type", "title", "by", "records", "later"),
        [(one.id, one.noun, one.title, one.by, str(one.count), str(one.later)) for one in requests],
    )
    for one in (one for one in requests if one.is_late):
        records = counted(one.count, "record was", "records were")
        words += (
            f"\n{one.id}: {records} written into a {one.noun} deleted here. Kept records stay without it."
        )
        if one.deleted_since:
            words += f" Their author has deleted {one.deleted_since} of them since."
    if sealed := list(dict.fromkeys(going for one in requests for going in one.sealed)):
        words += f"\n{question_of(sealed)!s} Each needs --code."
    answer({"rows": rows}, words if rows else "Nothing waits to be purged.", json_wanted=json)


def confirm(
    *, vault: Path, record_id: str, codes: tuple[str, ...], passphrase_file: Path | None, json: bool
) -> None:
    with unlocked(vault, passphrase_file) as session:
        purges.confirm_purge(session, record_id, codes=codes)
    answer({"id": record_id, "purged": True}, "It was purged here, too.", json_wanted=json)


def _taken(report: taking.TakingReport) -> str:
    parts = [
        counted(report.files, "file was taken, ", "files were taken, ")
        + counted(len(report.records), "record is new or changed.", "records are new or changed.")
    ]
    if report.waiting:
        parts.append(
            counted(report.waiting, "file waits for one", "files wait for one")
            + " before it: casebook team gaps."
        )
    if report.purges:
        parts.append(
            counted(report.purges, "record was", "records were") + " purged by others: casebook team purges."
        )
    if report.after_removal:
        parts.append(
            counted(report.after_removal, "file was", "files were")
            + " sent after access ended: casebook team late."
        )
    if report.damaged_by:
        names = ", ".join(sorted(name or "a former member" for name in report.damaged_by))
        parts.append(f"Files of {names} hold what no Casebook writes; nothing of them was taken.")
    if report.missing:
        parts.append(
            counted(len(report.missing), "file is", "files are")
            + " no longer in the folder: casebook team again."
        )
    if report.obstacles:
        parts.append(
            counted(
                len(report.obstacles),
                "entry of the folder stands where a file belongs, and is not read",
                "entries of the folder stand where files belong, and are not read",
            )
            + f": {visible(', '.join(report.obstacles[:_NAMED]))}."
        )
    return " ".join(parts)
