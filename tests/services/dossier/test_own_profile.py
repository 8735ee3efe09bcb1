from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from casebook.base.clock import Clock
from casebook.base.errors import InvalidInput, NotFound, Refused
from casebook.domain.dossier.build import BuildRequest
from casebook.domain.dossier.dossier import Dossier
from casebook.domain.dossier.own_profile import OwnProfile
from casebook.domain.dossier.target import DossierTarget
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.dossier import own_profile, profile
from casebook.services.dossier.own_profile import PROFILES
from casebook.services.dossier.precheck import precheck

SHIPPED = "ca-irb-rpd"
OWN = f"own-{SHIPPED}"


def test_a_copy_is_kept_found_first_and_leaves_the_pack_as_it_is(session: Session) -> None:
    assert [forum.id for forum in profile.profiles(session)] == [forum.id for forum in profile.profiles()]
    text = PROFILES.draft(SHIPPED).replace('value = "Letter"', 'value = "A4"', 1)
    kept = PROFILES.keep(session, text)
    first = profile.profiles(session)[0]
    assert (first.id, profile.paper_of(first), first.pack) == (OWN, "A4", f"own, {kept.taken_on}")
    assert profile.paper_of(profile.profile_of(SHIPPED, session)) == "Letter"
    assert "another profile of yours" in str(PROFILES.check(session, text)[0].what)
    with pytest.raises(NotFound, match=OWN):
        profile.profile_of(OWN)
    row = profile.rows(session)[0]
    assert (row.id, row.own_id, row.state) == (OWN, kept.id, "usable")


def test_a_text_that_fails_a_check_is_not_kept(session: Session) -> None:
    text = PROFILES.draft(SHIPPED).replace("pinpoint =", "place =")
    with pytest.raises(InvalidInput, match="does not pass"):
        PROFILES.keep(session, text)
    assert record.every(session, OwnProfile) == []


def test_an_own_profile_that_breaks_is_named_and_checks_nothing(session: Session) -> None:
    kept = PROFILES.keep(session, PROFILES.draft(SHIPPED))
    record.change(session, replace(kept, text=kept.text.replace('field = "paper"', 'field = "papr"')))
    assert profile.rows(session)[0].state == "broken"
    with pytest.raises(Refused, match="no longer passes"):
        profile.profile_of(OWN, session)
    assert OWN not in {forum.id for forum in profile.profiles(session)}


def test_a_dossier_is_for_an_own_profile_and_tells_when_it_is_gone(session: Session) -> None:
    case = open_case(session, reference="R-1", title="", jurisdiction="CA")
    kept = PROFILES.keep(session, PROFILES.draft(SHIPPED))
    made = Dossier(id="d", case_id=case.id, title="Bundle", kind="hearing-dossier", profile_id=OWN)
    record.add(session, made)
    request = BuildRequest(dossier_id="d")
    forecast = precheck(session, request)
    assert forecast.profile is not None
    assert forecast.profile.id == OWN
    record.move_to_bin(session, OwnProfile, kept.id)
    ahead = precheck(session, request)
    (missing,) = [each for each in ahead.foreseen if each.about == DossierTarget(kind="cover")]
    assert ahead.is_forum_chosen
    assert "bin" in str(missing.problem.mend)
    assert (missing.problem.is_blocking, str(missing.problem.what)) == (True, f"There is no profile {OWN}.")


def test_a_file_goes_to_a_colleague_who_sees_what_it_changes(
    session: Session, tmp_path: Path, clock: Clock
) -> None:
    out = tmp_path / "own.toml"
    assert own_profile.export(SHIPPED, out, clock=clock) == OWN
    (new,) = PROFILES.compare(session, out).differences
    assert (new.verdict, new.fields) == ("new", ())
    assert PROFILES.take(session, PROFILES.compare(session, out), (OWN,)) == 1
    assert PROFILES.compare(session, out).differences[0].verdict == "same"
    text = out.read_text(encoding="utf-8")
    out.write_text(text.replace('value = "Letter"', 'value = "A4"', 1), encoding="utf-8")
    comparison = PROFILES.compare(session, out)
    ((field, before, after),) = comparison.differences[0].fields
    assert (field, before.partition(" ")[0], after.partition(" ")[0]) == ("paper", "Letter", "A4")
    PROFILES.take(session, comparison, (OWN,))
    (kept,) = record.every(session, OwnProfile)
    assert kept.taken_from.startswith("own-profiles ")
    again = tmp_path / "again.toml"
    assert own_profile.export(OWN, again, session, clock) == OWN
    assert 'value = "A4"' in again.read_text(encoding="utf-8")
    with pytest.raises(NotFound):
        own_profile.export("own-nothing", again, session)


def test_two_of_one_id_in_a_file_are_refused(session: Session, tmp_path: Path) -> None:
    out = tmp_path / "own.toml"
    own_profile.export("au-art", out)
    entry = out.read_text(encoding="utf-8").partition("[[profile]]")[2]
    out.write_text(f"{out.read_text(encoding='utf-8')}\n[[profile]]{entry}", encoding="utf-8")
    with pytest.raises(InvalidInput, match="not a pack of this type"):
        PROFILES.compare(session, out)


def test_of_two_profiles_with_one_id_neither_is_used(session: Session, tmp_path: Path) -> None:
    kept = PROFILES.keep(session, PROFILES.draft(SHIPPED))
    same = replace(kept, id="same")
    record.add(session, same)
    assert profile.profile_of(OWN, session).id == OWN, "they say the same"
    record.change(session, replace(same, text=f"{same.text}\n# of another office\n"))
    with pytest.raises(Refused, match="Several custom court profiles"):
        profile.profile_of(OWN, session)
    with pytest.raises(Refused, match="Several custom court profiles"):
        own_profile.export(OWN, tmp_path / "own.toml", session)
    assert {(row.id, row.state) for row in profile.rows(session)[:2]} == {
        (kept.id, "broken"),
        ("same", "broken"),
    }
