"""``check``: any finished PDF against a court's rules; needs a vault only for a custom profile."""

from __future__ import annotations

from pathlib import Path

from casebook.base.errors import InvalidInput
from casebook.base.message import Message
from casebook.cli.base.answer import answer, counted, with_problems
from casebook.cli.base.optional_vault import perhaps_unlocked
from casebook.cli.base.progress import Counter
from casebook.cli.dossier.bundle import BLOCKING
from casebook.domain.dossier.filings.filing import FILING_KINDS, in_words, source_of
from casebook.domain.dossier.filings.filing_report import FilingReport
from casebook.domain.dossier.profile import FormatRule
from casebook.services.dossier.filing_check import check_file
from casebook.services.dossier.profile import profile_of

KINDS = ", ".join(kind for kind in FILING_KINDS if kind)


def check(
    *,
    file: Path,
    profile: str,
    kind: str,
    uncounted: int,
    vault: Path | None,
    passphrase_file: Path | None,
    json: bool,
) -> int:
    wanted = next((known for known in FILING_KINDS if known == kind), None)
    if wanted is None:
        remedy = Message("Choose one of these: {choices}.", choices=KINDS)
        raise InvalidInput("There is no such type of filing.", field="as", remedy=remedy)
    with perhaps_unlocked(vault, passphrase_file) as session:
        known = profile_of(profile, session) if profile else None
    report = check_file(file, profile=known, kind=wanted, uncounted=uncounted, progress=Counter())
    _say(report, json_wanted=json)
    return BLOCKING if report.blocking else 0


def _say(report: FilingReport, *, json_wanted: bool) -> None:
    warnings, by_hand = len(report.problems) - report.blocking, len(report.by_hand)
    document = {
        "blocking": report.blocking,
        "warnings": warnings,
        "problems": report.problems,
        "by_hand": [_rule_json(rule) for rule in report.by_hand],
        "without_rule": report.without_rule,
    }
    words = (
        f"{report.blocking} must be fixed, {counted(warnings, 'warning', 'warnings')}, "
        f"{counted(by_hand, 'rule', 'rules')} to check manually."
    )
    answer(document, with_problems(words, report.problems), json_wanted=json_wanted)


def _rule_json(rule: FormatRule) -> dict[str, str]:
    return {"field": rule.field, "rule": str(in_words(rule)), "source": source_of(rule)}
