"""A charge from which nothing is computed keeps a copy from being filed."""

from __future__ import annotations

from casebook.domain.base.date import StatedDate
from casebook.domain.dossier.build import BuildRequest
from casebook.domain.dossier.dossier import Dossier, Section
from casebook.domain.exposure.charge import Charge
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.dossier.precheck import precheck


def test_a_charge_without_an_offence_stops_filing_and_says_why(stocked: Session) -> None:
    case = open_case(stocked, reference="R-1", title="", jurisdiction="CY")
    dossier = Dossier(id="d", case_id=case.id, title="Hearing", sections=(Section(id="e", kind="exposure"),))
    charge = Charge(id="ch", case_id=case.id, article="Article 225", act_to=StatedDate(edtf="2021-03-01"))
    record.add(stocked, dossier, charge)
    request = BuildRequest(dossier_id="d", copy_kind="filing")
    items = [one for one in precheck(stocked, request).foreseen if one.problem.check == "exposure"]
    assert [str(one.problem.what) for one in items] == [
        "Charge 1: nothing is computed. No offence is chosen for this charge."
    ]
    assert all(one.problem.is_blocking for one in items)
    record.change(
        stocked,
        Charge(
            id="ch",
            case_id=case.id,
            article="Article 225",
            act_to=StatedDate(edtf="2021-03-01"),
            offence="cl-225",
        ),
    )
    assert not [one for one in precheck(stocked, request).foreseen if one.problem.check == "exposure"]
