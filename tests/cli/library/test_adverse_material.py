"""``library contrary``, ``leave-out`` and ``take-up`` as scripts see them."""

from __future__ import annotations

from pathlib import Path

from casebook.domain.dossier.dossier import Dossier, Section
from casebook.services.base import record
from casebook.services.base.session import open_session
from casebook.services.case import case
from tests.cli.said import Say

DECISION = "nz-sc-kim-2022"


def test_a_decision_is_left_out_for_a_reason_and_taken_up_again(say: Say, made_with_library: Path) -> None:
    with open_session(made_with_library, made_with_library.with_name("code.txt").read_text()) as session:
        sections = (Section(id="s", kind="country-conditions", topics=("diplomatic-assurances",)),)
        case_id = case.named(session, "R-1").id
        record.add(session, Dossier(id="d1", case_id=case_id, title="Hearing", sections=sections))

    def met() -> tuple[str, str | None]:
        listed = say("library", "contrary", made_with_library, "--dossier", "d1", "--json").json
        return next(
            (row["met"], row["answer"]) for row in listed["authorities"] if row["decision"] == DECISION
        )

    assert met() == ("open", None)
    left = say("library", "leave-out", made_with_library, "d1", DECISION, "Decided on other law.", "--json")
    assert (left.code, left.json) == (0, {"dossier": "d1", "record_id": DECISION})
    assert met() == ("left-out", "Decided on other law.")
    assert say("library", "leave-out", made_with_library, "d1", "no-such", "Overruled.").code == 3
    assert say("library", "take-up", made_with_library, "d1", DECISION).code == 0
    assert met() == ("open", None)
