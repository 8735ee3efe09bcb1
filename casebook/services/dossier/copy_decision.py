"""What a person decides about the content of a copy: each with a reason, and each fitting the copy.

The next pseudonymised copy can start from the decisions of an earlier one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import get_args

from casebook.base.errors import InvalidInput, NotFound
from casebook.base.message import Message
from casebook.domain.dossier.build import Build, BuildRequest, CopyDecision, DecisionKind
from casebook.domain.dossier.dossier import Dossier
from casebook.domain.dossier.hiding.fact_kind import FactKind
from casebook.domain.dossier.hiding.text_hit import KeptText
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.exhibit_number import require_sole
from casebook.domain.evidence.privilege import is_asylum_paper
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.dossier.compose import KEPT
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.dossier.gate.exhibit_decision import require_known
from casebook.services.dossier.gate.exhibit_exposure import exposed_marks
from casebook.services.dossier.hiding.protected_names import HidingTerms
from casebook.services.dossier.placeholder import ground_of
from casebook.services.dossier.sections.service_copy import ASYLUM_CLAIM
from casebook.store.registry import table_for

SHOWABLE: tuple[FactKind, ...] = tuple(kind for kind in get_args(FactKind) if kind != "name")
"""The kinds that a copy may show for a reason; the names of the parties never."""

SHOWN = frozenset({*KEPT, ASYLUM_CLAIM})
"""What "show-section" can name: a kind of section that stays in the office, or the claim to protection."""
CARRIED: frozenset[DecisionKind] = frozenset({"show-kind", "keep-text", "not-redrawn"})
"""What holds for any recipient; a privileged exhibit is disclosed to one, and decided on each time."""


def terms_in(request: BuildRequest) -> HidingTerms:
    """How much a pseudonymised copy hides, as it was decided."""
    shown = request.decided("show-kind")
    kinds = frozenset(kind for kind in SHOWABLE if kind in shown)
    if "paper" in kinds:
        kinds |= {"perhaps-paper"}
    return HidingTerms(shown=kinds, births=request.births)


def kept_in(request: BuildRequest) -> Iterator[KeptText]:
    """The replacements that were refused."""
    for decision in request.decisions:
        if decision.kind == "keep-text":
            yield _kept(decision)


def _kept(decision: CopyDecision) -> KeptText:
    return KeptText(text=decision.subject, before=decision.before, after=decision.after, place=decision.place)


def withholdings(dossier_data: DossierData) -> Iterator[CopyDecision]:
    """What a build notes of the exhibits it withholds."""
    for document in dossier_data.withheld_exhibits:
        ground = ground_of(document, dossier_data.words)
        yield CopyDecision(kind="withhold", subject=document.exhibit_mark, reason=ground)


def require_decided(request: BuildRequest, dossier_data: DossierData) -> None:
    """Make sure that each decision has a reason and fits this copy.

    Raises:
        InvalidInput: one has none, is about nothing in the dossier or about several exhibits of it, or
            belongs to another copy.
        NotFound: an exhibit that is to have a page in its place is not in the dossier.
    """
    if any(not decision.reason.strip() for decision in request.decisions):
        raise InvalidInput(
            "A decision about the content of a copy needs a reason.",
            field="decisions",
            remedy="Enter the reason. It is kept with the build.",
        )
    is_pseudonymised = request.copy_kind == "pseudonymised"
    if not is_pseudonymised and (request.decided("show-kind") or request.decided("keep-text")):
        raise InvalidInput(
            "Only a pseudonymised copy replaces identifying details.",
            field="decisions",
            remedy="Remove the exception, or choose a pseudonymised copy.",
        )
    if unknown := request.decided("show-kind") - set(SHOWABLE):
        raise InvalidInput(
            Message("{kind} cannot be shown in a pseudonymised copy.", kind=min(unknown)),
            field="show-kind",
            remedy=Message("Choose one of {kinds}.", kinds=tuple(SHOWABLE)),
        )
    exhibits = dossier_data.every_exhibit
    for kind in ("disclose", "not-redrawn"):
        require_sole(exhibits, request.decided(kind), kind)
    require_sole(exhibits, request.reviewed, "reviewed")
    if absent := set(request.reviewed) - {document.exhibit_mark for document in exhibits}:
        raise InvalidInput(
            Message("No exhibit of this dossier has the number {mark}.", mark=min(absent)),
            field="reviewed",
            remedy="Enter an exhibit number.",
        )
    require_known(dossier_data, request.placeholders)
    _require_disclosed(request, dossier_data)
    _require_redrawn(request, dossier_data)
    _require_named(request, dossier_data)


def _require_named(request: BuildRequest, dossier_data: DossierData) -> None:
    """Require that each person who is named by decision is a client of another case."""
    unknown = request.decided("name-person") - {person.id for person in dossier_data.other_clients}
    if unknown:
        raise InvalidInput(
            Message("No client of another case has the ID {id}.", id=min(unknown)),
            field="name-person",
            remedy="Enter the ID of a person whom the pre-filing check names.",
        )


def _require_disclosed(request: BuildRequest, dossier_data: DossierData) -> None:
    disclosed, sections = request.decided("disclose"), request.decided("show-section")
    if unknown := sections - SHOWN:
        raise InvalidInput(
            Message("No section of this kind stays in the office: {kind}.", kind=min(unknown)),
            field="show-section",
            remedy=Message("Choose one of {kinds}.", kinds=tuple(sorted(SHOWN))),
        )
    is_named = bool(request.for_whom.strip())
    if (disclosed and (request.copy_kind == "pseudonymised" or not is_named)) or (sections and not is_named):
        raise InvalidInput(
            "What is withheld is disclosed to a named recipient, in a filing or service copy.",
            field="disclose",
            remedy="Enter the recipient of this copy.",
        )
    privileged = {
        document.exhibit_mark
        for document in dossier_data.every_exhibit
        if document.is_privileged or is_asylum_paper(document, dossier_data.documents)
    }
    privileged |= exposed_marks(dossier_data)
    if disclosed - privileged:
        raise InvalidInput(
            Message("Exhibit {mark} is not withheld from anyone.", mark=min(disclosed - privileged)),
            field="disclose",
            remedy=(
                "Enter the number of a privileged exhibit, an asylum paper, or an exhibit that the "
                "pre-filing check names."
            ),
        )


def _require_redrawn(request: BuildRequest, dossier_data: DossierData) -> None:
    not_redrawn = request.decided("not-redrawn")
    if not_redrawn and request.copy_kind != "pseudonymised":
        raise InvalidInput(
            "Exhibits are redrawn in pseudonymised copies only.",
            field="not-redrawn",
            remedy="Remove the exception, or choose a pseudonymised copy.",
        )
    if unknown := not_redrawn - {document.exhibit_mark for document in dossier_data.exhibits}:
        raise InvalidInput(
            Message("Exhibit {mark} is not an exhibit of this copy.", mark=min(unknown)),
            field="not-redrawn",
            remedy="Enter the number of an exhibit of this dossier and the reason.",
        )


def carried(build: Build, exhibits: Iterable[Document]) -> tuple[CopyDecision, ...]:
    """What a person decided for a build and may decide again for its dossier.

    An exhibit is the same document, whatever number it has now; without it the decision falls away.

    Args:
        build: of a pseudonymised copy.
        exhibits: of its dossier, as they are now.
    """
    numbers = {document.id: document.exhibit_mark for document in exhibits}
    was = {part.mark: part.key for part in build.contents if part.mark}
    return tuple(
        replace(decision, subject=numbers[was[decision.subject]])
        if decision.kind == "not-redrawn"
        else decision
        for decision in build.decisions
        if decision.kind in CARRIED
        and (decision.kind != "not-redrawn" or numbers.get(was.get(decision.subject, "")))
    )


def last_decided(builds: Iterable[Build]) -> Build | None:
    """The first of these pseudonymised copies with decisions to carry over."""
    return next(
        (
            build
            for build in builds
            if build.copy_kind == "pseudonymised" and any(one.kind in CARRIED for one in build.decisions)
        ),
        None,
    )


def carried_from(session: Session, request: BuildRequest, build_id: str) -> tuple[CopyDecision, ...]:
    """What a person decided for the build with this id.

    Raises:
        NotFound: it is not in the register.
        InvalidInput: it is of another dossier, or no pseudonymised copy.
    """
    build = record.find(session, Build, build_id)
    if build.dossier_id != request.dossier_id or {build.copy_kind, request.copy_kind} != {"pseudonymised"}:
        raise InvalidInput(
            "Decisions are carried over between pseudonymised copies of one dossier.",
            field="decisions-from",
            remedy="Choose a pseudonymised copy of this dossier. The disclosure register lists them.",
        )
    ids = record.find(session, Dossier, request.dossier_id).exhibit_ids
    with session.store.reading() as connection:
        exhibits = table_for(Document).some(connection, ids)
    return carried(build, exhibits.values())


def name_of(decision: CopyDecision) -> str:
    """What a person names a decision by: the id of the replacement, the kind, or the exhibit number."""
    if decision.kind != "keep-text":
        return decision.subject
    return _kept(decision).id


def joined(
    own: Collection[CopyDecision], earlier: Collection[CopyDecision], left_out: Collection[str]
) -> tuple[CopyDecision, ...]:
    """The decisions of an earlier copy but those left out, and the own ones, which take their place.

    Raises:
        NotFound: what is left out was not decided there.
    """
    if unknown := set(left_out) - {name_of(one) for one in earlier}:
        raise NotFound(
            Message("That copy has no decision {id}.", id=min(unknown)),
            field="except",
            remedy=(
                "Enter a kind of detail, an exhibit number or the ID of a replacement decided in that copy."
            ),
        )
    replaced = {(one.kind, name_of(one)) for one in own}
    kept = (
        one for one in earlier if name_of(one) not in left_out and (one.kind, name_of(one)) not in replaced
    )
    return (*kept, *own)
