"""A proof of time in sentences: what it proves, and what it does not."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.base.message import Message, gettext_noop
from casebook.domain.evidence.time_proof import CheckName, TimeProof

_STAMPED = gettext_noop("Time stamp of {authority}: the digest existed on {time} UTC (policy {policy}).")
_MINED = gettext_noop(
    "OpenTimestamps: the digest existed when Bitcoin block {height} was mined, about {time} UTC."
)
_ANCHORED = gettext_noop(
    "OpenTimestamps: the digest existed before Bitcoin block {height}, provided its Merkle root is {root}."
)
_PENDING = gettext_noop("OpenTimestamps: pending at {calendars}.")
_LISTED = gettext_noop("What was stamped is a digest list that contains the digest of this file.")
_OPEN: dict[CheckName, str] = {
    "chain": gettext_noop("Not verified: the authority, because none of its certificates was provided."),
    "nonce": gettext_noop("Not compared: the request, because it was not provided."),
    "revocation": gettext_noop("Not verified: whether the certificate was revoked. That requires a network."),
    "commitment": gettext_noop("Not yet in a block: it proves no time until it is upgraded."),
    "block": gettext_noop("Not verified: the block, because its header was not provided."),
}
_BLOCK_CHECKED = gettext_noop(
    "The block header provided matches and has the required proof of work. Not verified: whether it is part "
    "of the Bitcoin block chain."
)
_NO_CONTENT = gettext_noop("It does not prove who made the file or that its content is true.")


def proof_in_words(proof: TimeProof) -> tuple[Message, ...]:
    """What a proof proves, and then, a sentence each, what it does not and what was not verified."""
    return (_proved(proof), *map(Message, _left_open(proof)))


def _proved(proof: TimeProof) -> Message:
    if proof.kind == "rfc3161" and proof.stated_at:
        time = f"{proof.stated_at:%Y-%m-%d %H:%M:%S}"
        return Message(_STAMPED, authority=proof.authority, time=time, policy=proof.policy)
    if proof.stated_at:
        return Message(_MINED, height=str(proof.block_height), time=f"{proof.stated_at:%Y-%m-%d %H:%M}")
    if proof.block_height:
        return Message(_ANCHORED, height=str(proof.block_height), root=proof.merkle_root)
    return Message(_PENDING, calendars=proof.pending)


def _left_open(proof: TimeProof) -> Iterator[str]:
    if proof.covers_list:
        yield _LISTED
    left = proof.names("open")
    yield from (_OPEN[name] for name in left if not (name == "block" and "commitment" in left))
    if "block" in proof.names("passed"):
        yield _BLOCK_CHECKED
    yield _NO_CONTENT
