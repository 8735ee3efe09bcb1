"""What the exhibits of a copy show to the requesting State: people in China, places of stay, an asylum claim.

A service copy is not built until each is decided: painted over on its page, or disclosed to a named recipient
with a reason, which stands in the disclosure register. A filing copy counts as reaching the same reader where
its court may pass it on: an asylum paper and people in China without consent stop it, and what else its pages
show is named in a warning.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from types import MappingProxyType

from casebook.base.message import Message, gettext_noop, in_sequence
from casebook.domain.dossier.build import BuildRequest
from casebook.domain.dossier.composition import Composition
from casebook.domain.dossier.filing_problem import PrecheckProblem
from casebook.domain.dossier.filings.exposure import Exposure
from casebook.domain.dossier.target import DossierTarget
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.exhibit_number import sole_numbers
from casebook.domain.evidence.privilege import is_asylum_paper
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.dossier.gate.claim_release import claim_places, marked_claim, release
from casebook.services.dossier.gate.reader_consent import names_reader
from casebook.services.dossier.gate.recipient_gate import may_reach, reaches
from casebook.services.dossier.placeholder import standing_pages

_MEND = Message(
    "Redact it, leave the exhibit out, record the person's consent, or include it for a named recipient "
    "with a reason."
)
_MEND_PAGE = Message("Redact it, leave the exhibit out, or include it for a named recipient with a reason.")
_MEND_SOURCE = Message(
    "Leave the exhibit out, record the person's consent, or include it for a named recipient with a reason. "
    "A redaction cannot hide who supplied the document."
)
_WHAT = MappingProxyType(
    {
        "person-in-china": gettext_noop("Exhibit {mark}, page {pages}: names someone in China."),
        "whereabouts": gettext_noop("Exhibit {mark}, page {pages}: states where someone stays."),
        "asylum-claim": gettext_noop("Exhibit {mark} mentions a claim to protection (page {pages})."),
        "other-client": gettext_noop("Exhibit {mark}, page {pages}: names a client of another case."),
        "source-in-china": gettext_noop("Exhibit {mark} came from someone in China who has not consented."),
    }
)
_CARRIED = MappingProxyType(
    {
        "person-in-china": gettext_noop(
            "Exhibit {mark}: its original or translation names someone in China (page {pages} there)."
        ),
        "whereabouts": gettext_noop(
            "Exhibit {mark}: its original or translation states where someone stays (page {pages} there)."
        ),
        "asylum-claim": gettext_noop(
            "The original or translation of exhibit {mark} mentions a claim to protection (page "
            "{pages} there)."
        ),
        "other-client": gettext_noop(
            "Exhibit {mark}: its original or translation names a client of another case (page {pages} there)."
        ),
        "source-in-china": gettext_noop(
            "Exhibit {mark}: its original or translation came from someone in China who has not consented."
        ),
    }
)

_MENDS = MappingProxyType({"person-in-china": _MEND, "other-client": _MEND, "source-in-china": _MEND_SOURCE})
_OF_PEOPLE_IN_CHINA = frozenset({"person-in-china", "source-in-china"})
"""What stops a filing copy as well: a court may pass it on to those who can reach these people."""


def reaches_the_state(dossier_data: DossierData) -> bool:
    """Return whether a copy is served on the requesting State, or filed where it may be passed on."""
    kind = dossier_data.copy_kind
    return kind == "service" or (kind == "filing" and "requesting-state" in reaches(dossier_data.profile))


def undecided_exhibits(dossier_data: DossierData, request: BuildRequest) -> Iterator[PrecheckProblem]:
    """Yield what the shown exhibits of a copy show to the requesting State and nobody decided.

    Named are the exhibit and its pages, never what stands there.
    """
    if not reaches_the_state(dossier_data):
        return
    disclosed, numbered = request.decided("disclose"), sole_numbers(dossier_data.exhibits)
    settled = {key for mark, key in numbered.items() if mark in disclosed}
    settled |= standing_pages(dossier_data, request.placeholders)
    claims = tuple(claim_places(dossier_data)) if dossier_data.copy_kind == "service" else ()
    for document in dossier_data.exhibits:
        if document.id in settled:
            continue
        is_own = dossier_data.copy_kind == "filing" and is_asylum_paper(document, dossier_data.documents)
        if is_own and all(names_reader(one, dossier_data, request) for one in dossier_data.clients):
            continue  # the claim is before this very court, and its claimant allowed it to have the paper
        if is_own:
            what = Message("Exhibit {mark} is an asylum paper.", mark=dossier_data.name_of(document))
            mend = Message("Leave it out, or include it for a named recipient with a reason.")
            about = DossierTarget(kind="document", id=document.id)
            yield may_reach(what, mend, about, is_blocking=True)
        else:
            yield from _of_pages(dossier_data, document)
            yield from _claims(dossier_data, document, claims)


def without_bookmarks(dossier_data: DossierData, composition: Composition) -> Composition:
    """Return a copy that may reach the requesting State without the own bookmarks of its exhibits.

    SECURITY: pages are searched here; a bookmark can name somebody whom no page names.
    """
    if not reaches_the_state(dossier_data):
        return composition
    exhibits = (replace(exhibit, keeps_bookmarks=False) for exhibit in composition.exhibits)
    return replace(composition, exhibits=tuple(exhibits))


def exposed_marks(dossier_data: DossierData) -> frozenset[str]:
    """Return the numbers of exhibits whose pages show something of this kind."""
    shown = {exposure.document_id for exposure in dossier_data.exposures}
    exhibits = dossier_data.every_exhibit
    return frozenset(one.exhibit_mark for one in exhibits if one.id in shown)


def uncovered(dossier_data: DossierData, document: Document) -> Iterator[Exposure]:
    """Yield what an exhibit shows and no area of a redaction covers; none covers who sent it."""
    hidden = _hidden_pages(dossier_data, document)
    for one in dossier_data.exposures:
        covers = hidden if one.kind != "source-in-china" else frozenset[int]()
        if one.document_id == document.id and not _is_covered(one, covers):
            yield one


def _of_pages(dossier_data: DossierData, document: Document) -> Iterator[PrecheckProblem]:
    is_served = dossier_data.copy_kind == "service"
    every = tuple(uncovered(dossier_data, document))
    for kind in (kind for kind in _WHAT if not (is_served and kind == "asylum-claim")):
        shown = [one for one in every if one.kind == kind]
        if shown:
            listed = ", ".join(map(str, dict.fromkeys(one.page for one in shown)))
            what = (_CARRIED if shown[0].is_carried else _WHAT)[kind]
            shown_there = Message(what, mark=dossier_data.name_of(document), pages=listed)
            about = DossierTarget(kind="document", id=document.id)
            mend = _MENDS.get(kind, _MEND_PAGE)
            stops = is_served or kind in _OF_PEOPLE_IN_CHINA
            yield may_reach(shown_there, mend, about, is_blocking=stops)


def _claims(
    dossier_data: DossierData, document: Document, claims: Iterable[tuple[str, Exposure]]
) -> Iterator[PrecheckProblem]:
    """Yield each sentence on a page of a served exhibit that tells of a claim, and that nobody released."""
    about = DossierTarget(kind="document", id=document.id)
    hidden, mark = _hidden_pages(dossier_data, document), dossier_data.name_of(document)
    for name, shown in claims:
        if shown.document_id != document.id or _is_covered(shown, hidden):
            continue
        if name.upper() in dossier_data.released:
            continue
        what = Message("Exhibit {mark} mentions a claim to protection: {name}.", mark=mark, name=name)
        if shown.is_carried:
            what = Message(
                "The original or translation of exhibit {mark} mentions a claim to protection: {name}.",
                mark=mark,
                name=name,
            )
        entry = may_reach(
            what,
            in_sequence((_MEND_PAGE, release(marked_claim(dossier_data, name, shown)))),
            about,
            is_blocking=True,
        )
        yield replace(entry, excerpt=shown.sentence)


def _hidden_pages(dossier_data: DossierData, document: Document) -> frozenset[int]:
    marked = dossier_data.redactions.get(document.id)
    return (
        frozenset(area.page for area in marked.hidden_in(dossier_data.copy_kind)) if marked else frozenset()
    )


def _is_covered(shown: Exposure, hidden: frozenset[int]) -> bool:
    """Return whether an area hides it, of a claim its own words; for what else is carried any area does."""
    if shown.kind == "asylum-claim":
        return shown.is_covered
    return bool(hidden) if shown.is_carried else shown.page in hidden
