from __future__ import annotations

import pytest

from casebook.domain.dossier.dossier import Dossier, Section
from casebook.domain.dossier.target import DossierTarget

DOSSIER = Dossier(
    id="d",
    case_id="c",
    title="Appeal",
    sections=tuple(Section(id=key, kind="free-text") for key in ("a", "b", "c")),
    exhibit_ids=("x", "y", "z"),
)


def parts(dossier: Dossier) -> str:
    return "".join(part.id for part in dossier.sections)


@pytest.mark.parametrize(("after", "expected"), [("", "abcn"), ("a", "anbc"), ("c", "abcn")])
def test_a_part_is_added_behind_another_or_at_the_end(after: str, expected: str) -> None:
    assert parts(DOSSIER.with_section(Section(id="n", kind="free-text"), after)) == expected


def test_parts_are_changed_taken_out_and_put_in_order() -> None:
    changed = DOSSIER.with_section_changed(Section(id="b", kind="grounds"))
    assert [part.kind for part in changed.sections] == ["free-text", "grounds", "free-text"]
    assert parts(DOSSIER.without_section("b")) == "ac"
    assert parts(DOSSIER.with_sections_in_order("cab")) == "cab"


def test_an_exhibit_not_shown_stays_when_the_others_are_put_in_order() -> None:
    assert DOSSIER.without_exhibit("y").exhibit_ids == ("x", "z")
    assert DOSSIER.with_exhibits_in_order(["z", "x"]).exhibit_ids == ("z", "x", "y")


@pytest.mark.parametrize("key", ["cover", "section:a", "page:3"])
def test_a_target_is_found_again_by_its_key(key: str) -> None:
    assert DossierTarget.of(key).key == key
