"""``profile list|show|export|diff|add|remove``: what forums ask of a bundle; own ones live in a vault."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from casebook.base.errors import InvalidInput
from casebook.cli.base.answer import answer, pairs, table
from casebook.cli.base.key import Json, KeyFile, Vault, perhaps_unlocked, reading, unlocked
from casebook.cli.dossier.bundle import WithVault
from casebook.domain.dossier.filing import source_of, value_in_words
from casebook.domain.dossier.filing_report import without_rule
from casebook.domain.dossier.own_profile import OwnProfile
from casebook.domain.dossier.profile import FormatRule, Profile
from casebook.services.base import record
from casebook.services.deadline.own_entry import Comparison
from casebook.services.dossier import own_profile, profile
from casebook.services.dossier.own_profile import PROFILES
from casebook.services.dossier.profile import ProfileRow

Id = Annotated[str, typer.Argument(metavar="ID", help="Id of a profile.", show_default=False)]
Out = Annotated[Path, typer.Option("--out", help="The TOML file to write.", show_default=False)]
File = Annotated[
    Path, typer.Argument(metavar="FILE.toml", help="A file as export writes it.", show_default=False)
]
Place = Annotated[str, typer.Option(help="A country (ISO 3166) with its subdivisions, or INT.")]


def add_to(app: typer.Typer) -> None:
    """Give the program its group."""
    group = typer.Typer(
        help="What forums ask of a bundle: those that ship, and own ones.", no_args_is_help=True
    )
    group.command("list", epilog="Example: casebook profile list --jurisdiction GB --json")(_list)
    group.command("show", epilog="Example: casebook profile show gb-ftt-iac --json")(_show)
    group.command("export", epilog="Example: casebook profile export gb-ftt-iac --out own.toml")(_export)
    group.command("diff", epilog="Example: casebook profile diff VAULT own.toml --json")(_diff)
    group.command("add", epilog="Example: casebook profile add VAULT own.toml")(_add)
    group.command("remove", epilog="Example: casebook profile remove VAULT own-gb-ftt-iac")(_remove)
    app.add_typer(group, name="profile")


def _list(
    jurisdiction: Place = "", vault: WithVault = None, passphrase_file: KeyFile = None, json: Json = False
) -> None:
    """The profiles, own ones first, and what was looked for and not found."""
    with perhaps_unlocked(vault, passphrase_file) as session:
        found = profile.rows(session)
    rows = [_row(each) for each in found if not each.gap and _is_in(each, jurisdiction.upper())]
    gaps = [] if jurisdiction else [each.gap for each in found if each.gap]
    cells = [
        [row["id"], row["forum"], row["state"], row["rules"], "own" if row["own"] else ""] for row in rows
    ]
    words = table(["id", "forum", "state", "rules", ""], cells)
    words += "".join(f"\nNo profile: {gap.what} ({gap.state})" for gap in gaps)
    answer({"rows": rows, "gaps": gaps}, words, json_wanted=json)


def _show(
    profile_id: Id, vault: WithVault = None, passphrase_file: KeyFile = None, json: Json = False
) -> None:
    """One of them: each rule with its value, source and level, and what no rule was found for."""
    with perhaps_unlocked(vault, passphrase_file) as session:
        court_profile = profile.profile_of(profile_id, session)
    rules = [_rule(rule) for rule in court_profile.rules]
    document = {**_told(court_profile), "rules": rules, "without_rule": without_rule(court_profile)}
    cells = [[rule["field"], rule["value"], rule["level"], rule["source"], rule["kind"]] for rule in rules]
    missing = ", ".join(without_rule(court_profile)) or "nothing"
    listed = table(["field", "value", "level", "source", "read"], cells)
    words = f"{pairs(_told(court_profile))}\n{listed}\nNo rule found for: {missing}"
    answer(document, words, json_wanted=json)


def _export(
    profile_id: Id,
    out: Out,
    vault: WithVault = None,
    passphrase_file: KeyFile = None,
    json: Json = False,
) -> None:
    """Write one as TOML: an own one for a colleague, a shipped one under an id of its own, to be changed."""
    with perhaps_unlocked(vault, passphrase_file) as session:
        id_ = own_profile.export(profile_id, out, session)
    answer({"id": id_, "file": out}, f"{id_} is in {out.name}.", json_wanted=json)


def _diff(vault: Vault, file: File, passphrase_file: KeyFile = None, json: Json = False) -> None:
    """What a file would add and change, rule by rule; nothing is written."""
    with reading(vault, passphrase_file) as session:
        found = PROFILES.compare(session, file)
    answer(_compared(found), _in_words(found), json_wanted=json)


def _add(vault: Vault, file: File, passphrase_file: KeyFile = None, json: Json = False) -> None:
    """Take the profiles of a file that are new or changed, all or none."""
    with unlocked(vault, passphrase_file) as session:
        comparison = PROFILES.compare(session, file)
        _refuse_broken(comparison)
        ids = tuple(each.id for each in comparison.differences if each.can_be_taken)
        PROFILES.take(session, comparison, ids)
    words = f"{_in_words(comparison)}\nTaken: {', '.join(ids) or 'nothing'}."
    answer({**_compared(comparison), "taken": ids}, words, json_wanted=json)


def _remove(vault: Vault, profile_id: Id, passphrase_file: KeyFile = None, json: Json = False) -> None:
    """Put an own one into the bin, from where it can be restored."""
    with unlocked(vault, passphrase_file) as session:
        court_profile = own_profile.named(session, profile_id)
        record.put_in_bin(session, OwnProfile, court_profile.id)
    answer({"id": court_profile.id, "profile": profile_id}, f"{profile_id} is in the bin.", json_wanted=json)


def _is_in(row: ProfileRow, wanted: str) -> bool:
    """Whether a row is of a jurisdiction or of a part of it; of every one where none is named."""
    return wanted in {"", row.jurisdiction, row.jurisdiction.partition("-")[0]}


def _row(row: ProfileRow) -> dict[str, object]:
    return {
        "id": row.id,
        "forum": row.forum,
        "jurisdiction": row.jurisdiction,
        "state": row.state,
        "rules": len(row.profile.rules) if row.profile else 0,
        "own": row.own_id or None,
        "taken_from": row.taken_from or None,
    }


def _told(found: Profile) -> dict[str, object]:
    names = ("id", "forum", "jurisdiction", "status", "inherits", "pack", "notes")
    return {name: getattr(found, name) for name in names}


def _rule(rule: FormatRule) -> dict[str, object]:
    return {
        "field": rule.field,
        "value": value_in_words(rule),
        "level": rule.level,
        "may_block": rule.may_block,
        "seen": rule.is_seen,
        "needs_confirming": rule.needs_confirming,
        "source": source_of(rule),
        "pinpoint": rule.pinpoint,
        "url": rule.url,
        "kind": rule.kind,
        "as_of": rule.as_of_on,
        "as_of_is_estimated": rule.is_as_of_estimated,
        "from": rule.profile_id,
    }


def _compared(comparison: Comparison) -> dict[str, object]:
    rows = [
        {
            "id": difference.id,
            "verdict": difference.verdict,
            "fields": [
                dict(zip(("field", "before", "after"), one, strict=True)) for one in difference.fields
            ],
            "problems": difference.problems,
        }
        for difference in comparison.differences
    ]
    return {"pack": comparison.pack, "rows": rows}


def _in_words(found: Comparison) -> str:
    lines = [f"Pack {found.pack}"]
    for difference in found.differences:
        lines.append(f"{difference.id}: {difference.verdict}")
        lines += [f"  {field}: {before} -> {after}" for field, before, after in difference.fields]
        lines += [f"  {problem.where} {problem.what}" for problem in difference.problems]
    return "\n".join(lines)


def _refuse_broken(found: Comparison) -> None:
    broken = next((each for each in found.differences if each.verdict == "broken"), None)
    if broken is not None:
        what = "; ".join(f"{problem.where} {problem.what}" for problem in broken.problems[:3])
        raise InvalidInput("A profile of the file does not pass its checks.", field="profile", remedy=what)
