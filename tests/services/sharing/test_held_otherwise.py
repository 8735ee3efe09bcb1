"""Who has a case by the team or by a copy that left, beside parcels."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from casebook.domain.dossier.build import Build
from casebook.services.base import record
from casebook.services.dossier import dossier
from casebook.services.sharing.members.member_changes import take_away
from casebook.services.sharing.parcels.held_otherwise import HeldOtherwise, held_otherwise
from tests.services.sharing.team.conftest import NewCasebook, kept_teams, new_casebook
from tests.services.sharing.team.office import exchange_all, joined, own_id, pair

__all__ = ["kept_teams", "new_casebook"]


def _devices(held: HeldOtherwise) -> list[tuple[str, str, bool]]:
    return [(one.member, one.device, one.is_reading) for each in held.shared for one in each.devices]


def test_devices_of_a_shared_case_are_named_also_once_taken_away(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    cara = joined(anna, new_casebook, "Cara", tmp_path)
    exchange_all(anna, ben, cara)
    for about in ("c1", "p1"):
        held = held_otherwise(anna, about)
        assert [one.reference for one in held.shared] == ["S-1"]
        assert _devices(held) == [("Ben", "Ben's laptop", True), ("Cara", "Cara's laptop", True)]
    assert _devices(held_otherwise(ben, "c1"))[0] == ("Anna", "Anna's laptop", True)
    take_away(anna, "c1", [own_id(ben)])
    exchange_all(anna, cara)
    assert _devices(held_otherwise(anna, "c1")) == [
        ("Cara", "Cara's laptop", True),
        ("Ben", "Ben's laptop", False),
    ]
    for about in ("c2", "nothing"):
        assert held_otherwise(anna, about) == HeldOtherwise()


def test_copies_of_the_case_are_named_without_a_team(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, _ = pair(new_casebook, tmp_path)
    made = dossier.draft(anna, "c1", "Appeal")
    record.add(
        anna,
        Build(
            id="b1",
            dossier_id=made.id,
            case_id="c1",
            built_at=datetime(2026, 3, 1, tzinfo=UTC),
            copy_kind="filing",
            sha256="b" * 64,
            pages=3,
            for_whom="Supreme Court",
        ),
    )
    for about in ("c1", "p1"):
        assert [one.who for one in held_otherwise(anna, about).copies] == ["Supreme Court"]
    assert held_otherwise(anna, "c2").copies == ()
