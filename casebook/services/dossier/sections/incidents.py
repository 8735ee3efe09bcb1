"""The section on transnational repression: each incident with date, method and corroboration."""

from __future__ import annotations

from collections.abc import Mapping

from casebook.base.message import gettext_noop
from casebook.domain.case.incident import Corroboration, Incident, IncidentMethod
from casebook.domain.dossier.composition import Block, Line, Span, TextTable
from casebook.domain.dossier.dossier import Section
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.dossier.sections import reference
from casebook.services.dossier.sections.day import day_of

METHODS: Mapping[IncidentMethod, str] = {
    "kidnapping": gettext_noop("kidnapping"),
    "lure": gettext_noop("lure"),
    "threat-to-family": gettext_noop("threat to family"),
    "police-visit": gettext_noop("police visit"),
    "passport-refusal": gettext_noop("passport refusal"),
    "surveillance": gettext_noop("surveillance"),
    "harassment": gettext_noop("harassment"),
    "spying-demand": gettext_noop("demand to spy"),
    "interpol-notice": gettext_noop("Interpol notice"),
    "persuasion-to-return": gettext_noop("persuasion to return"),
    "black-site": gettext_noop("unacknowledged place of detention"),
    "assault": gettext_noop("assault"),
    "online": gettext_noop("online"),
    "other": gettext_noop("other"),
}
RESTS_ON: Mapping[Corroboration, str] = {
    "none": gettext_noop("own account"),
    "own-account": gettext_noop("own account"),
    "second-account": gettext_noop("second account"),
    "document": gettext_noop("document"),
    "independent": gettext_noop("independent account"),
}


def blocks(dossier_data: DossierData, section: Section) -> tuple[Block, ...]:  # noqa: ARG001 - every section is called alike
    """One table in order of day; nothing where no incident is recorded."""
    if not dossier_data.argument.incidents:
        return ()
    words = dossier_data.words
    in_order = sorted(dossier_data.argument.incidents, key=lambda incident: incident.on.order)
    table = TextTable(
        head=(words("Date"), words("What was done"), words("Corroboration")),
        rows=tuple(_incident(dossier_data, incident) for incident in in_order),
        widths=(0.2, 0.5, 0.3),
    )
    return (table,)


def _incident(dossier_data: DossierData, incident: Incident) -> tuple[Line, ...]:
    words = dossier_data.words
    method = "" if incident.method == "other" else words(METHODS[incident.method])
    about = (method, incident.place, _whom(dossier_data, incident), incident.agent)
    done = (
        Span(incident.what, rests_on=(f"incident:{incident.id}",)),
        Span("\n"),
        Span(" · ".join(part for part in about if part), emphasis="quiet"),
    )
    rests: list[Span] = [Span(words(RESTS_ON[incident.corroboration]))]
    if incident.corroborated_by and dossier_data.copy_kind == "draft":
        # SECURITY: a note of the office on who bears it out, such as a relative in China.
        rests.append(Span(f": {incident.corroborated_by}"))
    if places := reference.exhibits(dossier_data, incident.evidence):
        rests += [Span("\n"), *places]
    return (Span(day_of(dossier_data, incident.on)),), done, tuple(rests)


def _whom(dossier_data: DossierData, incident: Incident) -> str:
    """SECURITY: named are in a draft all, in a filing copy clients and who consented without limits."""
    if dossier_data.copy_kind not in {"draft", "filing"}:
        return ""
    clients = {client.id for client in dossier_data.clients}
    people = dossier_data.argument.people
    return dossier_data.words.list_of(
        people[one].leading_name
        for one in incident.person_ids
        if one in people
        and (
            dossier_data.copy_kind == "draft"
            or one in clients
            or people[one].consents_to("court", dossier_data.today, (), whole=True)
        )
    )
