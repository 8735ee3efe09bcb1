"""RFC 3161 time-stamp tokens: what one says, and whether the certificate in it signed that.

Source: RFC 3161, sections 2.4 and 3; RFC 5652, section 5.4 (what is signed); RFC 5035 (which certificate).
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from asn1crypto.cms import ContentInfo
from asn1crypto.tsp import TimeStampReq, TimeStampResp, TSTInfo
from asn1crypto.x509 import Certificate as Parsed
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import Certificate

from casebook.formats.fault import Damaged, OversizedFile
from casebook.formats.proofs.certificate_chain import MAX_CERTIFICATES, read_certificate

HASHES = frozenset({"sha256", "sha384", "sha512"})
"""Digests that are held to be safe; one of SHA-1 proves nothing, since two files can be made to share it."""
_GRANTED = frozenset({"granted", "granted_with_mods"})
_FAULTS = (ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError)
"""What asn1crypto raises over broken DER, which it reads field by field."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Token:
    """What a token says.

    Attributes:
        algorithm: of the digest, such as ``sha256``.
        digest: what was stamped.
        stated_at: when, in UTC.
        accuracy_ms: how far that may be off; 0 where it is not said.
        policy: a dotted number.
        serial: of the token.
        nonce: of the request, or None.
        signer: the certificate whose key is to have signed it; None where it is not among those at hand.
        certificates: those that came with it.
        is_signed: the key of that certificate signed exactly this.
    """

    algorithm: str
    digest: bytes
    stated_at: datetime
    accuracy_ms: int
    policy: str
    serial: int
    nonce: int | None
    signer: Certificate | None
    certificates: tuple[Certificate, ...]
    is_signed: bool


def is_token(data: bytes) -> bool:
    """Whether some bytes are a token, or the answer of an authority that holds one."""
    try:
        return bool(_signed_data(data)["encap_content_info"]["content_type"].native == "tst_info")
    except (Damaged, *_FAULTS):
        return False


def read_token(data: bytes, brought: tuple[Certificate, ...]) -> Token:
    """Read a token and verify its signature.

    Args:
        data: DER, the token or the answer of an authority.
        brought: certificates, among which the signer's is sought too where the token does not hold it.

    Raises:
        Damaged: it is broken, or no token.
        OversizedFile: it holds too many certificates.
    """
    signed = _signed_data(data)
    try:
        content = bytes(signed["encap_content_info"]["content"])
        info = TSTInfo.load(content, strict=True)
        (signer_info,) = signed["signer_infos"]
        own = tuple(read_certificate(one.chosen.dump()) for one in signed["certificates"])
        if len(own) > MAX_CERTIFICATES:
            raise OversizedFile
        signer = next((one for one in (*own, *brought) if _is_named(signer_info["sid"], one)), None)
        stated_at = info["gen_time"].native
        return Token(
            algorithm=info["message_imprint"]["hash_algorithm"]["algorithm"].native,
            digest=info["message_imprint"]["hashed_message"].native,
            stated_at=stated_at if stated_at.tzinfo else stated_at.replace(tzinfo=UTC),
            accuracy_ms=_accuracy_ms(info["accuracy"].native),
            policy=info["policy"].dotted,
            serial=info["serial_number"].native,
            nonce=info["nonce"].native,
            signer=signer,
            certificates=own,
            is_signed=signer is not None and _has_signed(signer, signer_info, content),
        )
    except _FAULTS as error:
        raise Damaged from error


def nonce_of(request: bytes) -> tuple[int | None, bytes] | None:
    """The nonce and the digest of a request (``.tsq``); None if it is none."""
    try:
        asked = TimeStampReq.load(request, strict=True)
        return asked["nonce"].native, asked["message_imprint"]["hashed_message"].native
    except _FAULTS:
        return None


def _signed_data(data: bytes) -> Any:  # noqa: ANN401 - asn1crypto has no types
    try:
        try:
            answer = TimeStampResp.load(data, strict=True)
            if answer["status"]["status"].native not in _GRANTED:
                raise Damaged
            info = answer["time_stamp_token"]
        except _FAULTS:
            info = ContentInfo.load(data, strict=True)
        if info["content_type"].native != "signed_data":
            raise Damaged
        return info["content"]
    except _FAULTS as error:
        raise Damaged from error


def _is_named(sid: Any, certificate: Certificate) -> bool:  # noqa: ANN401 - asn1crypto has no types
    """Whether a signer is named by the issuer and number of this certificate, or by the mark of its key."""
    parsed = Parsed.load(certificate.public_bytes(Encoding.DER))
    if sid.name == "issuer_and_serial_number":
        same_number = sid.chosen["serial_number"].native == certificate.serial_number
        return bool(same_number and sid.chosen["issuer"] == parsed.issuer)
    return bool(sid.chosen.native == parsed.key_identifier)


def _has_signed(signer: Certificate, signer_info: Any, content: bytes) -> bool:  # noqa: ANN401 - no types
    """Whether the attributes name this content and this certificate, and are signed by its key."""
    digest_name = signer_info["digest_algorithm"]["algorithm"].native
    attributes = {one["type"].native: one["values"] for one in signer_info["signed_attrs"]}
    if digest_name not in HASHES or attributes["content_type"][0].native != "tst_info":
        return False
    content_digest = hashlib.new(digest_name, content).digest()
    if not hmac.compare_digest(attributes["message_digest"][0].native, content_digest):
        return False
    if not _names_certificate(attributes, signer):
        return False
    signed_bytes = signer_info["signed_attrs"].untag().dump()
    return _is_signature(
        signer, signer_info["signature_algorithm"], signer_info["signature"].native, signed_bytes, digest_name
    )


def _names_certificate(attributes: dict[str, Any], signer: Certificate) -> bool:
    """Whether the signed attribute names the certificate by its hash, so that no other can take its place."""
    der = signer.public_bytes(Encoding.DER)
    if "signing_certificate_v2" in attributes:
        named = attributes["signing_certificate_v2"][0]["certs"][0]
        digest_name = named["hash_algorithm"]["algorithm"].native
        return digest_name in HASHES and named["cert_hash"].native == hashlib.new(digest_name, der).digest()
    named = attributes["signing_certificate"][0]["certs"][0]  # RFC 2634 knows SHA-1 only
    return bool(named["cert_hash"].native == hashlib.sha1(der, usedforsecurity=False).digest())


def _is_signature(
    signer: Certificate,
    algorithm: Any,  # noqa: ANN401 - asn1crypto has no types
    signature: bytes,
    data: bytes,
    digest_name: str,
) -> bool:
    kind = algorithm.signature_algo
    stated = algorithm["algorithm"].native
    name = digest_name if stated == "rsassa_pkcs1v15" or kind == "ed25519" else algorithm.hash_algo
    if name not in HASHES:
        return False
    digest = {"sha256": hashes.SHA256(), "sha384": hashes.SHA384(), "sha512": hashes.SHA512()}[name]
    try:
        key = signer.public_key()
        if isinstance(key, rsa.RSAPublicKey) and kind == "rsassa_pkcs1v15":
            key.verify(signature, data, padding.PKCS1v15(), digest)
        elif isinstance(key, rsa.RSAPublicKey) and kind == "rsassa_pss":
            key.verify(signature, data, padding.PSS(padding.MGF1(digest), padding.PSS.AUTO), digest)
        elif isinstance(key, ec.EllipticCurvePublicKey) and kind == "ecdsa":
            key.verify(signature, data, ec.ECDSA(digest))
        elif isinstance(key, ed25519.Ed25519PublicKey) and kind == "ed25519":
            key.verify(signature, data)
        else:
            return False
    except (InvalidSignature, UnsupportedAlgorithm):
        return False
    return True


def _accuracy_ms(accuracy: dict[str, int | None] | None) -> int:
    """The accuracy in milliseconds, rounded up."""
    if not accuracy:
        return 0
    micros = accuracy.get("micros") or 0
    whole = (accuracy.get("seconds") or 0) * 1000 + (accuracy.get("millis") or 0)
    return whole + -(-micros // 1000)
