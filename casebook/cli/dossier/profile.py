"""``profile list|show|export|diff|add|remove``: requirements of courts; custom ones are in a vault."""

from __future__ import annotations

from pathlib import Path

from casebook.base.errors import InvalidInput
from casebook.cli.base.answer import answer, pairs, table
from casebook.cli.base.optional_vault import perhaps_unlocked
from casebook.cli.base.session import reading, unlocked
from casebook.domain.dossier.filings.filing import source_of, value_in_words
from casebook.domain.dossier.filings.filing_report import without_rule
from casebook.domain.dossier.own_profile import OwnProfile
from casebook.domain.dossier.profile import FormatRule, Profile
from casebook.services.base import record
from casebook.services.base.own_entry import Comparison
from casebook.services.dossier import own_profile, profile
from casebook.services.dossier.own_profile import PROFILES
from casebook.services.dossier.profile import ProfileRow


def list_(*, jurisdiction: str, vault: Path | None, passphrase_file: Path | None, json: bool) -> None:
    with perhaps_unlocked(vault, passphrase_file) as session:
        found = profile.rows(session)
    rows = [_row_json(each) for each in found if not each.gap and _is_in(each, jurisdiction.upper())]
    gaps = [] if jurisdiction else [each.gap for each in found if each.gap]
    cells = [
        [row["id"], row["forum"], row["state"], row["rules"], "own" if row["own"] else ""] for row in rows
    ]
    words = table(["ID", "court or body", "status", "rules", ""], cells)
    words += "".join(f"\nNo profile: {gap.what} ({gap.state})" for gap in gaps)
    answer({"rows": rows, "gaps": gaps}, words, json_wanted=json)


def show(*, profile_id: str, vault: Path | None, passphrase_file: Path | None, json: bool) -> None:
    with perhaps_unlocked(vault, passphrase_file) as session:
        shown = profile.profile_of(profile_id, session)
    rules = [_rule_json(rule) for rule in shown.rules]
    document = {**_profile_json(shown), "rules": rules, "without_rule": without_rule(shown)}
    cells = [[rule["field"], rule["value"], rule["level"], rule["source"], rule["kind"]] for rule in rules]
    missing = ", ".join(without_rule(shown)) or "nothing"
    listed = table(["field", "value", "binding force", "source", "how it was read"], cells)
    words = f"{pairs(_profile_json(shown))}\n{listed}\nNo rule found for: {missing}"
    answer(document, words, json_wanted=json)


def export(
    *, profile_id: str, out: Path, vault: Path | None, passphrase_file: Path | None, json: bool
) -> None:
    with perhaps_unlocked(vault, passphrase_file) as session:
        id_ = own_profile.export(profile_id, out, session)
    answer({"id": id_, "file": out}, f"{id_} is in {out.name}.", json_wanted=json)


def diff(*, vault: Path, file: Path, passphrase_file: Path | None, json: bool) -> None:
    with reading(vault, passphrase_file) as session:
        found = PROFILES.compare(session, file)
    answer(_comparison_json(found), _comparison_text(found), json_wanted=json)


def add(*, vault: Path, file: Path, passphrase_file: Path | None, json: bool) -> None:
    with unlocked(vault, passphrase_file) as session:
        comparison = PROFILES.compare(session, file)
        _refuse_broken(comparison)
        ids = tuple(difference.id for difference in comparison.differences if difference.can_be_taken)
        PROFILES.take(session, comparison, ids)
    words = f"{_comparison_text(comparison)}\nTaken: {', '.join(ids) or 'nothing'}."
    answer({**_comparison_json(comparison), "taken": ids}, words, json_wanted=json)


def remove(*, vault: Path, profile_id: str, passphrase_file: Path | None, json: bool) -> None:
    with unlocked(vault, passphrase_file) as session:
        own = own_profile.named(session, profile_id)
        record.move_to_bin(session, OwnProfile, own.id)
    answer({"id": own.id, "profile": profile_id}, f"{profile_id} was moved to the bin.", json_wanted=json)


def _is_in(row: ProfileRow, wanted: str) -> bool:
    """Return whether a row is of a jurisdiction or a part of it; True if none is given."""
    return wanted in {"", row.jurisdiction, row.jurisdiction.partition("-")[0]}


def _row_json(row: ProfileRow) -> dict[str, object]:
    return {
        "id": row.id,
        "forum": row.forum,
        "jurisdiction": row.jurisdiction,
        "state": row.state,
        "rules": len(row.profile.rules) if row.profile else 0,
        "own": row.own_id or None,
        "taken_from": row.taken_from or None,
    }


def _profile_json(found: Profile) -> dict[str, object]:
    names = ("id", "forum", "jurisdiction", "status", "inherits", "pack", "notes")
    return {name: getattr(found, name) for name in names}


def _rule_json(rule: FormatRule) -> dict[str, object]:
    return {
        "field": rule.field,
        "value": str(value_in_words(rule)),
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


def _comparison_json(comparison: Comparison) -> dict[str, object]:
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


def _comparison_text(found: Comparison) -> str:
    lines = [f"Import from {found.pack}"]
    for each in found.differences:
        lines.append(f"{each.id}: {each.verdict}")
        lines += [f"  {field}: {before} -> {after}" for field, before, after in each.fields]
        lines += [f"  {problem.where} {problem.what!s}" for problem in each.problems]
    return "\n".join(lines)


def _refuse_broken(found: Comparison) -> None:
    broken = next((each for each in found.differences if each.verdict == "broken"), None)
    if broken is not None:
        what = "; ".join(f"{problem.where} {problem.what!s}" for problem in broken.problems[:3])
        raise InvalidInput("A profile in the file fails its checks.", field="profile", remedy=what)
