"""``rule confirm|withdraw`` on a vault: confirming a rule for the office, and withdrawing it."""

from __future__ import annotations

from pathlib import Path

from casebook.cli.base.answer import answer
from casebook.cli.base.session import unlocked
from casebook.domain.deadline.rule_confirmation import ConfirmationState, RuleConfirmation
from casebook.services.deadline import rule_confirmation


def confirm(*, vault: Path, rule: str, initials: str, passphrase_file: Path | None, json: bool) -> None:
    with unlocked(vault, passphrase_file) as session:
        confirmation = rule_confirmation.confirm(session, rule, initials)
    words = f"{rule}: confirmed by {confirmation.initials} on {confirmation.confirmed_on.isoformat()}."
    answer(_document(confirmation, "current"), words, json_wanted=json)


def withdraw(*, vault: Path, rule: str, passphrase_file: Path | None, json: bool) -> None:
    with unlocked(vault, passphrase_file) as session:
        confirmation = rule_confirmation.withdraw(session, rule)
    answer(_document(confirmation, "none"), f"{rule}: confirmation withdrawn.", json_wanted=json)


def confirmation_json(
    confirmation: RuleConfirmation | None, state: ConfirmationState
) -> dict[str, object] | None:
    """Return a confirmation for scripts, or None."""
    if confirmation is None:
        return None
    return {
        "initials": confirmation.initials,
        "on": confirmation.confirmed_on,
        "version": confirmation.pack,
        "digest": confirmation.digest,
        "state": state,
    }


def _document(confirmation: RuleConfirmation, state: ConfirmationState) -> dict[str, object]:
    return {"rule": confirmation.rule_id, "confirmation": confirmation_json(confirmation, state)}
