"""``packs diff OLD NEW``: two versions of the reference data side by side, in plain language."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from casebook.base.i18n import Translator
from casebook.cli.base.answer import answer
from casebook.cli.base.optional_vault import perhaps_unlocked
from casebook.domain.deadline.calculation_record import DueTime
from casebook.domain.deadline.rule_difference import RuleDifference
from casebook.services.deadline.rule_effects import DeadlineEffect
from casebook.services.library.packs.pack_versions import VersionDifference, compare, read_version


def diff_versions(old: Path, new: Path, vault: Path | None, key_file: Path | None, *, json: bool) -> None:
    """Print the changes of the newer version, and their effect on deadlines if a casebook is given."""
    versions = read_version(old), read_version(new)
    with perhaps_unlocked(vault, key_file) as session:
        difference = compare(*versions, session)
    answer(_json(difference), _text(difference, counts=vault is not None), json_wanted=json)


def _json(difference: VersionDifference) -> dict[str, object]:
    moved = Counter(effect.rule_id for effect in difference.deadlines)
    return {
        "rules": [_rule_json(rule, moved[rule.id]) for rule in difference.rules],
        "methods": [_rule_json(method, 0) for method in difference.methods],
        "added": [{"noun": _noun(entry), "id": entry.id} for entry in difference.added],
        "changed": [
            {"noun": _noun(change.new), "id": change.new.id, "fields": change.fields}
            for change in difference.changed
        ],
        "withdrawn": [{"noun": _noun(entry), "id": entry.id} for entry in difference.withdrawn],
        "deadlines": [
            {
                "id": effect.id,
                "rule": effect.rule_id,
                "case": effect.reference,
                "before": _on(effect.before),
                "after": _on(effect.after),
                "refusal": str(effect.refusal) or None,
            }
            for effect in difference.deadlines
        ],
    }


def _rule_json(rule: RuleDifference, moved: int) -> dict[str, object]:
    return {
        "id": rule.id,
        "change": rule.kind,
        "what": _sentence(rule),
        "fields": rule.fields,
        "deadlines": moved,
    }


def _text(difference: VersionDifference, *, counts: bool) -> str:
    moved = Counter(effect.rule_id for effect in difference.deadlines)
    lines = [
        f"{_sentence(rule)}{_moved(moved[rule.id]) if counts else ''}. [{rule.id}]"
        for rule in difference.rules
    ]
    lines += [f"{_sentence(method)}. [{method.id}]" for method in difference.methods]
    lines += [f"  {_effect_text(effect)}" for effect in difference.deadlines]
    lines += [
        f"{_noun(change.new)} {change.new.id}: changed ({', '.join(change.fields)})."
        for change in difference.changed
    ]
    lines += [f"{_noun(entry)} {entry.id}: withdrawn." for entry in difference.withdrawn]
    lines += [f"{_noun(entry)} {entry.id}: new." for entry in difference.added]
    return "\n".join(lines) or "Nothing differs."


def _moved(count: int) -> str:
    return f"; {count} of your deadlines {'changes' if count == 1 else 'change'}" if count else ""


def _effect_text(effect: DeadlineEffect) -> str:
    after = _on(effect.after) or f"no date: {effect.refusal!s}"
    return f"{effect.reference} {effect.id}: {_on(effect.before) or 'no date'} → {after}"


def _sentence(rule: RuleDifference) -> str:
    return Translator()(rule.what)


def _on(moment: DueTime | None) -> str | None:
    return moment.on.isoformat() if moment else None


def _noun(entry: object) -> str:
    return type(entry).__name__.lower()
