"""What goes out to be stamped: a list of digests, and a request by RFC 3161 (section 2.4.1)."""

from __future__ import annotations

from collections.abc import Sequence


def digest_list(digests: Sequence[str]) -> bytes:
    """Return the file to be stamped for many files: their SHA-256 in hex, sorted, a line for each."""
    return "".join(f"{digest}\n" for digest in sorted(set(digests))).encode("ascii")


def request_for(digest: bytes, nonce: int) -> bytes:
    """Return a request to stamp a SHA-256 digest, asking for the certificate, in DER.

    Args:
        digest: 32 bytes.
        nonce: a number that nobody can foresee.
    """
    from asn1crypto.tsp import TimeStampReq

    imprint = {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": digest}
    wanted = {"version": 1, "message_imprint": imprint, "nonce": nonce, "cert_req": True}
    return bytes(TimeStampReq(wanted).dump())
