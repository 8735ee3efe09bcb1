from __future__ import annotations

from datetime import date
from itertools import pairwise

from casebook.domain.exposure.custody import bars, path_of, stages_ahead
from casebook.domain.exposure.jurisdiction import claims_of
from tests.domain.exposure.shipped import LAW, ask

DAY = date(2026, 12, 1)


def _stages(offence: str, on: date = DAY, *, death: bool = False) -> dict[str, str]:
    ahead = stages_ahead(LAW.stages, LAW.offence(offence), may_be_death=death, on=on)
    return {one.stage.id: one.relevance for one in ahead}


def test_the_stages_of_an_ordinary_case() -> None:
    stages = _stages("cl-225")
    assert stages["police-detention"] == "applies"
    assert stages["rsdl"] == stages["liuzhi-2025"] == "possible"
    assert "in-absentia" not in stages
    assert "death-review" not in stages
    assert "liuzhi-2018" not in stages


def test_the_stages_of_a_duty_crime_and_of_state_security() -> None:
    assert _stages("cl-385")["liuzhi-2025"] == "applies"
    assert "police-detention" not in _stages("cl-385")
    assert _stages("cl-385", date(2024, 1, 1))["liuzhi-2018"] == "applies"
    security = _stages("cl-103-1", death=True)
    assert security["rsdl"] == "applies"
    assert security["in-absentia"] == security["death-review"] == "possible"


def test_confiscation_without_conviction_only_of_the_kinds_it_reaches() -> None:
    held = {id_: "confiscation-without-conviction" in _stages(id_) for id_ in ("cl-225", "cl-191", "cl-385")}
    assert held == {"cl-225": False, "cl-191": True, "cl-385": True}
    ahead = stages_ahead(LAW.stages, LAW.offence("cl-266"), may_be_death=False, on=DAY)
    (fraud,) = (one for one in ahead if one.stage.id == "confiscation-without-conviction")
    assert "if it is telecom or network fraud" in str(fraud.why)


def test_stages_of_the_mainland_do_not_hold_for_hong_kong() -> None:
    assert _stages("nsl-20") == {}
    assert path_of(LAW.paths, LAW.offence("nsl-20")) is None


def test_stages_in_time_follow_one_another() -> None:
    path = path_of(LAW.paths, LAW.offence("cl-103-1"))
    assert path is not None
    drawn = bars(path, LAW.stages)
    assert [one.stage.id for one in drawn] == list(path.stage_ids)
    assert [one.start_days for one in drawn][:3] == [0, 180, 194]
    assert all(later.start_days == one.start_days + one.days for one, later in pairwise(drawn))


def test_jurisdiction_is_measured_by_the_band() -> None:
    band = ask("cl-105-2", "2020-01-01", band=1).readings[0].band
    claims = {
        one.rule.id: str(one.words) for one in claims_of(LAW.jurisdiction, LAW.offence("cl-105-2"), band)
    }
    assert "does not apply" in claims["foreigner-abroad"]
    assert claims["citizen-abroad"] == ""
    assert "former-citizen" not in claims, "not read"
    assert "hk-anyone" not in claims
    assert not {"immunity", "time", "terror-abroad"} & set(claims)
    light = ask("cl-176", "2020-01-01", band=1).readings[0].band
    left = {
        id_: {one.rule.id: str(one.words) for one in claims_of(LAW.jurisdiction, LAW.offence(id_), light)}
        for id_ in ("cl-176", "cl-385")
    }
    assert "prosecution may be left" in left["cl-176"]["citizen-abroad"]
    assert left["cl-385"]["citizen-abroad"] == "", "an official has not that exception"
    terror = claims_of(LAW.jurisdiction, LAW.offence("cl-120"), band)
    assert "terror-abroad" in {one.rule.id for one in terror}
