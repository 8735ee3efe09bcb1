"""``travel pack|list|sheet|check|leave``: cases carried across a border in a casebook of their own."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Literal

from casebook.base.errors import InvalidInput, Refused
from casebook.base.message import Message
from casebook.cli.base.answer import answer, counted, table, visible
from casebook.cli.base.choice import one_of
from casebook.cli.base.passphrase import keyfile as the_keyfile
from casebook.cli.base.passphrase import passphrase_of
from casebook.cli.base.progress import Counter
from casebook.cli.base.session import reading, unlocked
from casebook.cli.sharing.staying import going_lines, staying_lines
from casebook.cli.sharing.terms_options import add_remedy
from casebook.cli.sharing.travel_verbs import TRAVEL_PURPOSES
from casebook.domain.person.person import Purpose
from casebook.services.base.session import Session
from casebook.services.case import case
from casebook.services.person.consent_limits import LimitedPerson
from casebook.services.sharing.protected_fields import PROTECTED
from casebook.services.sharing.travel import (
    travel_check,
    travel_leave,
    travel_plan,
    travel_sheet,
    travel_trip,
)
from casebook.services.sharing.travel.travel_leave import LeaveTerms
from casebook.services.sharing.travel.travel_pack import PackedCasebook, TravelOrder
from casebook.services.sharing.travel.travel_pack import pack as pack_cases
from casebook.services.sharing.travel.travel_plan import TravelPlan
from casebook.services.vault import guardian, unlock_method
from casebook.services.vault import vault as vaults

PURPOSES: tuple[Purpose, ...] = TRAVEL_PURPOSES
Format = Literal["pdf", "txt"]
_MB = 1_000_000


def pack(
    *,
    vault: Path,
    case_names: tuple[str, ...],
    out: Path | None,
    purpose: str,
    exhibit: tuple[str, ...],
    all_exhibits: bool,
    include: tuple[str, ...],
    within_limits: bool,
    keyfile: Path | None,
    passphrase_file: Path | None,
    json: bool,
) -> int:
    if all_exhibits and exhibit:
        raise InvalidInput(
            "Exhibits are either chosen or all of them.", field="exhibit", remedy="Leave out one option."
        )
    chosen_purpose = one_of(purpose, PURPOSES, "purpose")
    if out is None:
        with reading(vault, passphrase_file, keyfile) as session:
            ids = [case.named(session, one).id for one in case_names]
            planned = travel_plan.plan(session, ids, chosen_purpose, include)
        may_go = planned.may_go and (within_limits or not planned.limited)
        document = {"plan": planned, "may_go": may_go}
        answer(document, lambda: _plan_in_words(planned), json_wanted=json)
        return 0 if may_go else Refused.exit_code
    with unlocked(vault, passphrase_file, keyfile) as session:
        order = TravelOrder(
            case_ids=tuple(case.named(session, one).id for one in case_names),
            target=out,
            purpose=chosen_purpose,
            include=include,
            exhibits=None if all_exhibits else exhibit,
            within_limits=within_limits,
        )
        travelling = pack_cases(session, order, cost=vaults.calibrated(Counter()), progress=Counter())
    answer(travelling, lambda: _packed_in_words(travelling), json_wanted=json)
    return 0


def _plan_in_words(planned: TravelPlan) -> str:
    lines = [f"{one.reference}: {counted(one.documents, 'document', 'documents')}" for one in planned.cases]
    lines.append(f"Records: {planned.records}. Nothing was packed: name the folder by --out.")
    lines += [*going_lines(planned.going), *staying_lines(planned.staying)]
    if planned.protected:
        kinds = ", ".join(PROTECTED[one].title for one in planned.protected)
        lines.append(f"Protected, and left at home unless named by --include: {kinds}.")
    if planned.limited:
        lines.append("Limits of the consents; to state that the journey is within them: --within-limits")
        lines += _limits_in_words(planned.limited)
    lacking = [one.reference for one in planned.cases if one.missing]
    lacking += [", ".join(one.references) or f"person/{one.id}" for one in planned.others]
    if lacking:
        lines.append(f"It cannot travel: consents to this purpose are missing. Cases: {', '.join(lacking)}.")
    return "\n".join(lines)


def _packed_in_words(packed: PackedCasebook) -> str:
    amounts = (
        counted(packed.cases, "case", "cases"),
        counted(packed.records, "record", "records"),
        counted(packed.exhibits, "exhibit", "exhibits"),
    )
    lines = [
        f"Packed {packed.path}: {', '.join(amounts)}.",
        f"Records: {packed.size_bytes / _MB:.1f} MB, exhibits: {packed.exhibit_bytes / _MB:.1f} MB.",
        f"The phrase that opens it, shown only this once:\n\n    {packed.phrase}\n",
        "Nothing else opens it. Its tamper check code stays in the casebook at home: `casebook travel list`.",
    ]
    if packed.left_at_home or packed.kept_back:
        kinds = ", ".join(PROTECTED[one].title for one in packed.left_at_home)
        documents = f"privileged documents and notes ({packed.kept_back})" if packed.kept_back else ""
        lines.append(f"Left at home: {', '.join(filter(None, (kinds, documents)))}.")
    lines += staying_lines(packed.staying)
    if packed.limited:
        lines.append("Limits of the consents, within which the journey was stated to be:")
        lines += _limits_in_words(packed.limited)
    if packed.unreadable:
        lines.append(f"Files missing or damaged here, and left out: {', '.join(packed.unreadable)}.")
    return "\n".join(lines)


def _limits_in_words(limited: Iterable[LimitedPerson]) -> list[str]:
    return [f"  person/{one.id}: {visible('; '.join(one.scopes))}" for one in limited]


def list_(*, vault: Path, keyfile: Path | None, passphrase_file: Path | None, json: bool) -> None:
    with reading(vault, passphrase_file, keyfile) as session:
        known = travel_trip.trips(session)
    rows = [
        {
            "vault_id": one.vault_id,
            "packed_at": one.packed_at.isoformat(),
            "case_ids": one.case_ids,
            "records": len(one.record_ids),
            "anchor": one.anchor,
            "is_packed": one.is_packed,
            "home_at": one.home_at.isoformat() if one.home_at else None,
        }
        for one in known
    ]
    words = table(
        ("packed", "cases", "home", "tamper check code"),
        [
            (f"{one.packed_at:%Y-%m-%d}", len(one.case_ids), _home_in_words(one.home_at), one.anchor)
            for one in known
        ],
    )
    answer({"rows": rows}, words if known else "No case travels.", json_wanted=json)


def _home_in_words(home_at: object) -> str:
    return f"{home_at:%Y-%m-%d}" if home_at else "not yet"


def sheet(
    *,
    vault: Path,
    out: Path,
    file_format: Format,
    language: str,
    lawyer: bool,
    keyfile: Path | None,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    with reading(vault, passphrase_file, keyfile) as session:
        facts = replace(travel_sheet.facts_of(session), is_lawyers=lawyer)
        travel_sheet.save_sheet(facts, out, language=language, is_text=file_format == "txt")
    answer({"file": out}, f"The page was written to {out}.", json_wanted=json)


def check(*, folder: Path, json: bool) -> None:
    report = travel_check.check(folder, progress=Counter())
    document = {
        "rows": [
            {"kind": one.kind.value, "path": one.path, "size_bytes": one.size_bytes} for one in report.items
        ],
        "unread": report.unread,
    }

    def words() -> str:
        rows = [(str(travel_check.TITLES[one.kind]), f"{one.size_bytes:,}", one.path) for one in report.items]
        found = table(("what", "bytes", "where"), rows) if rows else "Nothing of a casebook was found."
        unread = f"\nNot looked into: {len(report.unread)} files or folders." if report.unread else ""
        return f"{found}{unread}\n{travel_check.NOT_FOUND}"

    answer(document, words, json_wanted=json)


def leave(
    *,
    vault: Path,
    yes: bool,
    fingerprint: str,
    keyfile: Path | None,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    if not yes:
        with reading(vault, passphrase_file, keyfile) as session:
            terms = _terms(session, vault)
        words = f"{_leave_in_words(terms)}\nNothing was changed. With --yes you are asked once more."
        answer({"left": False, "terms": terms}, words, json_wanted=json)
        return
    authority = unlock_method.credential(passphrase_of(vault, passphrase_file), the_keyfile(keyfile))
    with unlocked(vault, passphrase_file, keyfile) as session:
        terms = _terms(session, vault)
        sys.stderr.write(f"{_leave_in_words(terms)}\n")
        terms = travel_leave.leave(session, authority, fingerprint or _fingerprint())
    words = (
        f"The casebook opens with {terms.guardians.threshold} shares of its guardians now, and with nothing "
        "else. `casebook guardian recover` gives it a passphrase again."
    )
    answer({"left": True, "terms": terms}, words, json_wanted=json)


def _terms(session: Session, vault: Path) -> LeaveTerms:
    """Return what leaving takes away; a refusal for want of guardians or drills names the command."""
    try:
        return travel_leave.terms(session)
    except Refused as error:
        command = f"guardian make {vault} --names-file names.txt --out ./shares"
        if guardian.current(session):
            command = f"guardian drill {vault} NUMBER --words-file -"
        add_remedy(error, f"The command is `casebook {command}`.")
        raise


def _leave_in_words(terms: LeaveTerms) -> str:
    removed = ", ".join(f"{one.kind} {one.id}" for one in terms.removed)
    lines = [
        (
            f"These unlock methods are removed: {removed}. {terms.guardians.threshold} of "
            f"{len(terms.guardians.guardians)} guardians can open the casebook; you cannot."
        ),
        travel_leave.FLASH,
    ]
    if terms.backups:
        lines.append(
            f"{terms.backups} backups still open with what is removed. Leave them where nobody can ask you "
            "for them, or destroy them."
        )
    return "\n".join(lines)


def _fingerprint() -> str:
    if not sys.stdin.isatty():
        raise InvalidInput(
            "Casebook cannot ask a second time: standard input is not a terminal.",
            field="fingerprint",
            remedy=Message("State the fingerprint of the shares with --fingerprint."),
        )
    import click

    return str(click.prompt("Type the fingerprint of the guardians' shares to go on", err=True))
