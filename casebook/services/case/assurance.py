"""Assurances, shown together with China's track record on earlier ones."""

from __future__ import annotations

from dataclasses import replace

from casebook.base.i18n import Translator
from casebook.domain.base.entity import entity
from casebook.domain.case.assurance import Assurance, EarlierAssurance
from casebook.domain.library.citation import cite_decision
from casebook.domain.library.decision import Decision, sort_day
from casebook.domain.library.public_incident import PublicIncident
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.library import country, registry


@entity
class Past:
    """Earlier assurances in the registry, the latest first.

    Attributes:
        country: ISO 3166 code of the state the case runs in, or "" where the registry has no sheet of it.
        here: decisions of that state in which assurances were considered.
        elsewhere: those of other states and of bodies above them.
        breaches: incidents in which an assurance is said to have been broken, wherever it was.
    """

    country: str
    here: tuple[Decision, ...]
    elsewhere: tuple[Decision, ...]
    breaches: tuple[PublicIncident, ...]


def past(session: Session, case_id: str) -> Past:
    """Return the record of earlier assurances, as shown in a case.

    Raises:
        NotFound: there is no such case.
    """
    code = country.of_case(session, case_id)
    held = registry.of_vault(session)
    decisions = sorted(
        (decision for decision in held.decisions if decision.weighs_assurances),
        key=sort_day,
        reverse=True,
    )
    return Past(
        country=code,
        here=tuple(decision for decision in decisions if decision.country == code),
        elsewhere=tuple(decision for decision in decisions if decision.country != code),
        breaches=tuple(incident for incident in held.incidents if incident.kind == "assurance-breach"),
    )


def recall(session: Session, assurance_id: str, decision: Decision) -> Assurance:
    """Add a decision of the registry to an assurance's track record, at most once.

    Whether the earlier assurance was kept is for a person to say: it begins as not known.

    Raises:
        NotFound: there is no such assurance.
    """
    held = record.find(session, Assurance, assurance_id)
    source = cite_decision(decision, Translator())
    if any(each.source == source for each in held.earlier):
        return held
    what = decision.assurances_assessment or decision.summary
    made = EarlierAssurance(what=what, on=decision.decided_on, source=source)
    return record.change(session, replace(held, earlier=(*held.earlier, made)), seen=held)
