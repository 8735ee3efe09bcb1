"""What a planned parcel would hold: what goes and what stays, and why it may not go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from casebook.base.errors import Refused
from casebook.domain.base.entity import entity
from casebook.domain.sharing.handover import GivenField
from casebook.domain.sharing.manifest import ManifestConsent
from casebook.services.base.session import Session
from casebook.services.sharing.going_records import (
    StayingReason,
    StayingRecord,
    TitledRecord,
    staying,
    titled,
)
from casebook.services.sharing.parcels.parcel_plan import (
    GatheredRecords,
    ParcelOrder,
    consents_of,
    files_of,
    gather,
    limits_of,
)
from casebook.services.sharing.parcels.parcel_refusals import refusals_of
from casebook.services.sharing.parcels.protected_content import ProtectedContent, ticked


@entity
class ParcelPreview:
    """What goes and what stays.

    Attributes:
        counts: how many records go, by noun.
        case_ids, person_ids, document_ids: of those that go.
        files: how many files go, and how many bytes they have together.
        left_out: what stays: whole records, and fields of records that go.
        withheld: protected content that is there and stays.
        named_elsewhere: noun, ID and key of values that stay since they name another case.
        cited: how many entries of packs are named.
        consents: of whoever has to consent, on the day.
        limits: by person, of the consents that cover it, in words.
        binned: noun and ID of what is in the bin, which stays.
        refusals: why it may not go, all reasons; none where it may.
        going: the records that go, by noun and title.
        staying: records of the cases that stay, and why.
    """

    counts: Mapping[str, int]
    case_ids: tuple[str, ...]
    person_ids: tuple[str, ...]
    document_ids: tuple[str, ...]
    files: tuple[int, int]
    left_out: tuple[GivenField, ...]
    withheld: tuple[ProtectedContent, ...]
    named_elsewhere: tuple[tuple[str, str, str], ...]
    cited: int
    consents: tuple[ManifestConsent, ...]
    limits: Mapping[str, tuple[str, ...]]
    binned: tuple[tuple[str, str], ...] = ()
    refusals: tuple[Refused, ...] = ()
    going: tuple[TitledRecord, ...] = ()
    staying: tuple[StayingRecord, ...] = ()

    @property
    def refusal(self) -> Refused | None:
        """The first reason, with which sealing is refused."""
        return next(iter(self.refusals), None)


def preview(session: Session, order: ParcelOrder) -> ParcelPreview:
    """Return what an order would seal, and why it may not be sealed, if it may not.

    Raises:
        InvalidInput: what was ticked is not among the protected content.
        NotFound: a card is not there.
    """
    gathered = gather(session, order)
    ids: dict[str, list[str]] = {}
    for one in gathered.versions:
        ids.setdefault(one.noun, []).append(one.id)
    sizes = [size for _, _, size in files_of(session, ids)]
    going = {(noun, record_id) for noun, some in ids.items() for record_id in some}
    released = ticked(order.plan.protected, order.include)
    return ParcelPreview(
        counts=dict(Counter(one.noun for one in gathered.versions)),
        case_ids=tuple(ids.get("case", ())),
        person_ids=tuple(ids.get("person", ())),
        document_ids=tuple(ids.get("document", ())),
        files=(len(sizes), sum(sizes)),
        left_out=gathered.left_out,
        withheld=tuple(one for one in order.plan.protected if one not in released),
        named_elsewhere=tuple(one for one in gathered.named_elsewhere if one[:2] in going),
        cited=len(order.plan.records.cited),
        consents=consents_of(session, order),
        limits=limits_of(session, order),
        binned=order.plan.binned,
        refusals=tuple(refusals_of(session, order)),
        going=titled(session, ids),
        staying=staying(session, _staying(order, gathered)),
    )


def _staying(
    order: ParcelOrder, gathered: GatheredRecords
) -> Mapping[StayingReason, tuple[tuple[str, str], ...]]:
    """Return noun and ID of what stays whole, by reason; parts of a document stay with it unnamed."""
    return {
        "privileged": tuple((one.noun, one.record) for one in gathered.left_out if not one.field),
        "party-elsewhere": tuple(("person", one) for one in order.plan.records.kept_back),
        "binned": order.plan.binned,
    }
