"""Content credentials: what the newest claim of a file says, and whether its hashes and signature hold.

Source: C2PA specification 2.1, sections 8.4 (hashes of assertions), 9.2 (hard bindings), 10 (claims) and 13.2
(signatures, COSE_Sign1 of RFC 9052). Certificates are not verified: there is no list of signers that this
program believes.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator, Mapping

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.x509 import Certificate, NameOID

from casebook.domain.evidence.credentials import CredentialCheck, CredentialReport, CredentialState
from casebook.formats.credentials.cbor import Cbor, decoded, encoded_bytes
from casebook.formats.credentials.jumbf import JumbfBox, Place, credentials_in, read_box
from casebook.formats.fault import Damaged
from casebook.formats.proofs.certificate_chain import read_certificate

_HASHES = frozenset({"sha256", "sha384", "sha512"})
_ALGORITHM, _CHAIN = 1, 33
"""Keys of a COSE header: the method, and the certificates. Source: RFC 9052, section 3.1; RFC 9360."""
_METHODS: Mapping[int, hashes.HashAlgorithm] = {
    -7: hashes.SHA256(), -35: hashes.SHA384(), -36: hashes.SHA512(),
    -37: hashes.SHA256(), -38: hashes.SHA384(), -39: hashes.SHA512(),
}  # fmt: skip
"""ES256 to ES512 and PS256 to PS512. Source: the registry of COSE algorithms at IANA."""
_MAX_ACTIONS, _MAX_CHARACTERS = 100, 200
_MARGIN = 64
"""Bytes around the credentials that their container may take: lengths, types, checksums."""


def load_for_credentials() -> None:
    """Exercise what the libraries load late, since a confined process can open no file."""
    key = ec.generate_private_key(ec.SECP256R1())
    key.public_key().verify(key.sign(b"", ec.ECDSA(hashes.SHA256())), b"", ec.ECDSA(hashes.SHA256()))
    for name in sorted(_HASHES):
        hashlib.new(name, b"")


def read_credentials(data: bytes) -> CredentialReport:
    """Report the newest claim of a file.

    Raises:
        Damaged: its credentials are broken.
        OversizedFile: they are nested too deep, or too many.
    """
    place = credentials_in(data)
    if place is None:
        return CredentialReport(is_there=False)
    manifests = read_box(place.data).boxes
    if not manifests:
        raise Damaged
    newest = manifests[-1]
    claim_box = newest.named("c2pa.claim.v2") or newest.named("c2pa.claim")
    if claim_box is None:
        raise Damaged
    claim = _map(decoded(claim_box.data.get(b"cbor", b"")))
    header, protected, signature = _cose(newest)
    signer = _signer(header)
    checks = (
        CredentialCheck(name="binding", state=_binding(data, place, newest, _text(claim.get("alg")))),
        CredentialCheck(name="assertions", state=_assertions(newest, claim)),
        CredentialCheck(
            name="signature",
            state=_signed(signer, header, signature, _to_sign(protected, claim_box.data[b"cbor"])),
        ),
    )
    return CredentialReport(
        is_there=True,
        generator=_generator(claim),
        title=_text(claim.get("dc:title")),
        actions=tuple(_actions(newest))[:_MAX_ACTIONS],
        signer=_name(signer, issuer=False),
        issuer=_name(signer, issuer=True),
        manifests=len(manifests),
        checks=checks,
    )


def _binding(data: bytes, place: Place, manifest: JumbfBox, algorithm: str) -> CredentialState:
    """Whether the bytes of the file, without the credentials, have the hash that was signed."""
    box = (manifest.named("c2pa.assertions") or manifest).named("c2pa.hash.data")
    if box is None:
        return "open"
    stated = _map(decoded(box.data.get(b"cbor", b"")))
    name = _text(stated.get("alg")) or algorithm
    if name not in _HASHES:
        return "open"
    digest, at = hashlib.new(name), 0
    holes = sorted(_holes(stated))
    for start, end in holes:
        if start < at or end > len(data):
            return "failed"
        digest.update(data[at:start])
        at = end
    digest.update(data[at:])
    if not _is_same(stated.get("hash"), digest.digest()):
        return "failed"
    is_narrow = all(place.start - _MARGIN <= start and end <= place.end + _MARGIN for start, end in holes)
    return "passed" if is_narrow else "open"


def _holes(stated: Mapping[str | int, Cbor]) -> Iterator[tuple[int, int]]:
    """From and to of what the hash leaves out."""
    exclusions = stated.get("exclusions")
    for one in exclusions if isinstance(exclusions, list) else ():
        start, length = _map(one).get("start"), _map(one).get("length")
        if not isinstance(start, int) or not isinstance(length, int) or min(start, length) < 0:
            raise Damaged
        yield start, start + length


def _assertions(manifest: JumbfBox, claim: Mapping[str | int, Cbor]) -> CredentialState:
    """Whether every assertion that the claim names has the hash it states, and the binding is among them."""
    listed = [
        one
        for key in ("assertions", "created_assertions", "gathered_assertions")
        for one in _list(claim, key)
    ]
    held = manifest.named("c2pa.assertions")
    state: CredentialState = "passed" if listed else "open"
    names = set()
    for one in map(_map, listed):
        label = _text(one.get("url")).rpartition("/")[2]
        box = held.named(label) if held else None
        algorithm = _text(one.get("alg")) or _text(claim.get("alg")) or "sha256"
        if box is None or algorithm not in _HASHES:
            state = "open" if state == "passed" else state
        elif not _is_same(one.get("hash"), hashlib.new(algorithm, box.content).digest()):
            return "failed"
        names.add(label)
    has_binding = held is not None and held.named("c2pa.hash.data") is not None
    return "failed" if has_binding and "c2pa.hash.data" not in names else state


def _cose(manifest: JumbfBox) -> tuple[Mapping[str | int, Cbor], bytes, bytes]:
    """The headers of the signature together, those that are signed as they stand, and the signature."""
    box = manifest.named("c2pa.signature")
    parts = decoded(box.data.get(b"cbor", b"")) if box else None
    if not isinstance(parts, list) or len(parts) != 4:  # noqa: PLR2004 - RFC 9052, section 4.2
        raise Damaged
    protected, unprotected, _, signature = parts
    if not isinstance(protected, bytes) or not isinstance(signature, bytes):
        raise Damaged
    return {**_map(unprotected), **_map(decoded(protected) if protected else {})}, protected, signature


def _to_sign(protected: bytes, claim: bytes) -> bytes:
    """What is signed. Source: RFC 9052, section 4.4."""
    return b"\x84\x6aSignature1" + b"".join(map(encoded_bytes, (protected, b"", claim)))


def _signer(header: Mapping[str | int, Cbor]) -> Certificate | None:
    chain = header.get(_CHAIN, header.get("x5chain"))
    first = chain[0] if isinstance(chain, list) and chain else chain
    return read_certificate(first) if isinstance(first, bytes) else None


def _signed(
    signer: Certificate | None, header: Mapping[str | int, Cbor], signature: bytes, data: bytes
) -> CredentialState:
    method = header.get(_ALGORITHM)
    if signer is None or not isinstance(method, int):
        return "open"
    digest = _METHODS.get(method)
    try:
        key = signer.public_key()
        if isinstance(key, ed25519.Ed25519PublicKey):
            key.verify(signature, data)
        elif isinstance(key, ec.EllipticCurvePublicKey) and digest:
            half = len(signature) // 2
            pair = (int.from_bytes(part, "big") for part in (signature[:half], signature[half:]))
            key.verify(encode_dss_signature(*pair), data, ec.ECDSA(digest))
        elif isinstance(key, rsa.RSAPublicKey) and digest:
            key.verify(signature, data, padding.PSS(padding.MGF1(digest), padding.PSS.AUTO), digest)
        else:
            return "open"
    except InvalidSignature:
        return "failed"
    except (UnsupportedAlgorithm, ValueError):
        return "open"
    return "passed"


def _generator(claim: Mapping[str | int, Cbor]) -> str:
    stated = claim.get("claim_generator_info")
    first = stated[0] if isinstance(stated, list) and stated else stated
    info = _map(first) if isinstance(first, dict) else {}
    name = " ".join(filter(None, (_text(info.get("name")), _text(info.get("version")))))
    return name or _text(claim.get("claim_generator"))


def _actions(manifest: JumbfBox) -> Iterator[str]:
    held = manifest.named("c2pa.assertions") or manifest
    for box in held.boxes:
        if box.label.startswith("c2pa.actions"):
            stated = _map(decoded(box.data.get(b"cbor", b"")))
            yield from filter(None, (_text(_map(one).get("action")) for one in _list(stated, "actions")))


def _name(certificate: Certificate | None, *, issuer: bool) -> str:
    if certificate is None:
        return ""
    whole = certificate.issuer if issuer else certificate.subject
    names = [str(one.value) for kind in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME)
             for one in whole.get_attributes_for_oid(kind)]  # fmt: skip
    return ", ".join(names)[:_MAX_CHARACTERS]


def _is_same(stated: Cbor, digest: bytes) -> bool:
    return isinstance(stated, bytes) and hmac.compare_digest(stated, digest)


def _map(value: Cbor) -> Mapping[str | int, Cbor]:
    if not isinstance(value, dict):
        raise Damaged
    return value


def _list(value: Mapping[str | int, Cbor], key: str) -> list[Cbor]:
    items = value.get(key)
    return items if isinstance(items, list) else []


def _text(value: Cbor) -> str:
    return value[:_MAX_CHARACTERS] if isinstance(value, str) else ""
