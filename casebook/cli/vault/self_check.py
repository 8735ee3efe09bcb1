"""``selfcheck``: what a worker is refused on this computer."""

from __future__ import annotations

from dataclasses import asdict

from casebook.cli.base.answer import answer
from casebook.services.vault import self_check
from casebook.services.vault.self_check import OUTCOMES, TITLES

_NOT_WALLED = 6


def selfcheck(*, json: bool) -> int:
    check = self_check.run()
    lines = [f"{TITLES[name]!s}: {OUTCOMES[outcome]!s}" for name, outcome in check.outcomes.items()]
    verdict = "walled off" if check.is_walled else "apart, not walled off"
    about = f"Casebook {check.version}, {check.system}"
    words = "\n".join([*lines, "", f"{about}: processes that read documents are {verdict}."])
    answer({**asdict(check), "is_walled": check.is_walled}, words, json_wanted=json)
    return 0 if check.is_walled else _NOT_WALLED
