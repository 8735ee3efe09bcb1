"""The certificates of a time-stamping authority: for time stamps only, valid then, and issued by whom.

Source: RFC 3161, section 2.3 (key usage); RFC 5280, sections 4.2.1 and 6.1. Whether a certificate was revoked
is not looked up: that needs a network.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from asn1crypto.cms import ContentInfo
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.hashes import MD5, SHA1
from cryptography.x509 import (
    BasicConstraints,
    Certificate,
    ExtendedKeyUsage,
    ExtensionNotFound,
    InvalidVersion,
    KeyUsage,
    NameOID,
    load_der_x509_certificate,
)
from cryptography.x509.oid import ExtendedKeyUsageOID

from casebook.formats.fault import Damaged, OversizedFile

MAX_CERTIFICATES = 40
_MAX_STEPS = 8
_PEM = re.compile(rb"-----BEGIN (CERTIFICATE|PKCS7)-----(.*?)-----END \1-----", re.DOTALL)


def read_certificate(der: bytes) -> Certificate:
    """Return a certificate whose names can be read.

    Raises:
        Damaged: they cannot, or it is none.
    """
    try:
        certificate = load_der_x509_certificate(der)
        for name in (certificate.subject, certificate.issuer):
            name.rfc4514_string()
    except (ValueError, TypeError, InvalidVersion) as error:
        raise Damaged from error
    return certificate


def certificates_of(data: bytes) -> tuple[Certificate, ...]:
    """The certificates of a file in DER, or in PEM one after another, also as a collection (``.p7b``).

    Raises:
        Damaged: one cannot be read.
        OversizedFile: there are too many.
    """
    import base64

    blocks = [block for _, block in _PEM.findall(data)]
    if len(blocks) > MAX_CERTIFICATES:
        raise OversizedFile
    try:
        encoded = [base64.b64decode(b"".join(block.split()), validate=True) for block in blocks]
    except ValueError as error:
        raise Damaged from error
    found = [one for block in encoded or [data] for one in _collected(block)]
    if len(found) > MAX_CERTIFICATES:
        raise OversizedFile
    return tuple(map(read_certificate, found))


def _collected(der: bytes) -> list[bytes]:
    """The certificates of a collection, signed data that nobody signed (RFC 5652, section 5); else itself."""
    try:
        signed = ContentInfo.load(der, strict=True)["content"]
        collected = (
            [one.chosen.dump() for one in signed["certificates"]] if not signed["signer_infos"] else []
        )
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError):
        return [der]
    return collected or [der]


def is_for_time_stamps(certificate: Certificate) -> bool:
    """Whether its key may sign time stamps and nothing else (RFC 3161, section 2.3)."""
    try:
        usage = certificate.extensions.get_extension_for_class(ExtendedKeyUsage)
    except (ExtensionNotFound, ValueError):
        return False
    return usage.critical and list(usage.value) == [ExtendedKeyUsageOID.TIME_STAMPING]


def was_valid(certificate: Certificate, at: datetime) -> bool:
    """Whether a moment, aware, lies in its time of validity."""
    return certificate.not_valid_before_utc <= at <= certificate.not_valid_after_utc


def leads_to(
    certificate: Certificate, brought: Sequence[Certificate], others: Iterable[Certificate], at: datetime
) -> bool:
    """Whether a certificate is one of those brought, or was issued by one, through others where needed.

    Args:
        certificate: of the authority.
        brought: those that the person vouches for.
        others: those that came with the token.
        at: when each had to be valid.
    """
    issuers = [one for one in dict.fromkeys((*brought, *others)) if was_valid(one, at)]
    reached, newest = {certificate}, [certificate]
    for step in range(_MAX_STEPS):
        if any(one in brought for one in newest):
            return True
        newest = [
            issuer
            for issuer in issuers
            if issuer not in reached and any(_issued(issuer, one, step) for one in newest)
        ]
        reached.update(newest)
    return False


def common_name(certificate: Certificate) -> str:
    """The name it was issued to, or its whole subject where that has none."""
    names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(names[0].value) if names else certificate.subject.rfc4514_string()


def _issued(issuer: Certificate, certificate: Certificate, between: int) -> bool:
    """Whether one issued the other, and was allowed to.

    Args:
        issuer: that is to have issued it.
        certificate: that is to have been issued.
        between: how many certificates of issuers stand between this one and the authority.
    """
    if certificate.issuer != issuer.subject:
        return False
    try:
        if isinstance(certificate.signature_hash_algorithm, MD5 | SHA1):
            return False
        rank = issuer.extensions.get_extension_for_class(BasicConstraints).value
        certificate.verify_directly_issued_by(issuer)
    except (ExtensionNotFound, ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        return False
    if not rank.ca or (rank.path_length is not None and rank.path_length < between):
        return False
    try:
        return issuer.extensions.get_extension_for_class(KeyUsage).value.key_cert_sign
    except ExtensionNotFound:
        return True
