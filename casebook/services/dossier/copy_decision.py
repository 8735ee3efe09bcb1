"""What a person decides about the content of a copy: each with a reason, and each fitting the copy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from casebook.base.errors import InvalidInput
from casebook.base.message import Message
from casebook.domain.dossier.build import BuildRequest, CopyDecision
from casebook.domain.dossier.identifying import FactKind
from casebook.domain.dossier.pseudonym import KeptText
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.dossier.hiding.protected_names import HidingTerms
from casebook.services.dossier.placeholder import ground_of

SHOWABLE: tuple[FactKind, ...] = tuple(kind for kind in get_args(FactKind) if kind != "name")
"""The kinds that a copy may show for a reason; the names of the parties never."""


def terms_in(request: BuildRequest) -> HidingTerms:
    """How much a pseudonymised copy hides, as it was decided."""
    shown = request.decided("show-kind")
    return HidingTerms(shown=frozenset(kind for kind in SHOWABLE if kind in shown), births=request.births)


def kept_in(request: BuildRequest) -> Iterator[KeptText]:
    """The replacements that were refused."""
    for decision in request.decisions:
        if decision.kind == "keep-text":
            yield KeptText(text=decision.subject, before=decision.before, after=decision.after)


def withholdings(dossier_data: DossierData) -> Iterator[CopyDecision]:
    """What a build notes of the exhibits it withholds."""
    for document in dossier_data.withheld_exhibits:
        ground = ground_of(document, dossier_data.words)
        yield CopyDecision(kind="withhold", subject=document.exhibit_mark, reason=ground)


def require_decided(request: BuildRequest, dossier_data: DossierData) -> None:
    """Make sure that each decision has a reason and fits this copy.

    Raises:
        InvalidInput: one has none, is about nothing in the dossier, or belongs to another copy.
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
            remedy=Message("Choose one of {kinds}.", kinds=", ".join(SHOWABLE)),
        )
    _require_disclosed(request, dossier_data)
    _require_redrawn(request, dossier_data)


def _require_disclosed(request: BuildRequest, dossier_data: DossierData) -> None:
    disclosed = request.decided("disclose")
    if disclosed and (request.copy_kind == "pseudonymised" or not request.for_whom.strip()):
        raise InvalidInput(
            "A privileged exhibit is disclosed to a named recipient, in a filing or service copy.",
            field="disclose",
            remedy="Enter the recipient of this copy.",
        )
    privileged = {
        document.exhibit_mark
        for document in (*dossier_data.exhibits, *dossier_data.withheld_exhibits)
        if document.is_privileged
    }
    if disclosed - privileged:
        raise InvalidInput(
            Message("Exhibit {mark} is not a privileged exhibit.", mark=min(disclosed - privileged)),
            field="disclose",
            remedy="Enter the number of a privileged exhibit of this dossier.",
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
