"""``dossier certificate``: a form with recorded values, to be completed and signed by hand, PDF or Word."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from casebook.cli.base.answer import answer, counted, table
from casebook.cli.base.choice import one_of
from casebook.cli.base.session import unlocked
from casebook.domain.dossier.build import CopyKind, FileFormat
from casebook.domain.dossier.certificate import (
    Certificate,
    CertificateKind,
    CertificateLine,
    CertificateRequest,
)
from casebook.domain.dossier.filings.filing import in_words, source_of
from casebook.domain.dossier.profile import FormatRule
from casebook.domain.dossier.profile_field import field_title
from casebook.services.base.flow import run_in_line
from casebook.services.dossier.forms import certificate as certificates
from casebook.services.dossier.forms.certificate import CertificateFile

KINDS: tuple[CertificateKind, ...] = get_args(CertificateKind)
COPIES: tuple[CopyKind, ...] = get_args(CopyKind)
FORMATS: tuple[FileFormat, ...] = get_args(FileFormat)


def certificate(
    *,
    vault: Path,
    dossier_id: str,
    kind: str,
    out: Path,
    document: str,
    build: str,
    profile: str,
    copy: str,
    file_format: str,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    request = CertificateRequest(
        kind=one_of(kind, KINDS, "kind"),
        dossier_id=dossier_id,
        document_id=document,
        build_id=build,
        profile_id=profile,
        copy_kind=one_of(copy, COPIES, "copy") if copy else "",
    )
    wanted = one_of(file_format, FORMATS, "format")
    with unlocked(vault, passphrase_file) as session:
        made = run_in_line(certificates.write(session, request, out, wanted))
    answer(_certificate_json(out, made), _certificate_text(out, made), json_wanted=json)


def _certificate_json(out: Path, written: CertificateFile) -> dict[str, object]:
    certificate = written.certificate
    return {
        "out": out,
        "sha256": written.sha256,
        "kind": certificate.template.id,
        "profile": certificate.profile.id if certificate.profile else "",
        "required": _rule_json(certificate.required),
        "contents": _rule_json(certificate.contents),
        "beside": [_rule_json(rule) for rule in certificate.beside],
        "open": [line.element.id for line in certificate.open_lines],
        "lines": [_line_json(line) for line in certificate.lines],
        "exhibits": certificate.exhibits,
    }


def _line_json(line: CertificateLine) -> dict[str, object]:
    element = line.element
    identity: dict[str, object] = {"id": element.id, "kind": element.kind, "label": element.label}
    return {
        **identity,
        "value": line.value,
        "is_open": line.is_open,
        "asked": line.asked,
        "rule": _rule_json(line.rule),
    }


def _rule_json(rule: FormatRule | None) -> dict[str, object] | None:
    """Return a rule with its level and reading level, or None if no rule was found."""
    if rule is None:
        return None
    return {
        "field": rule.field,
        "rule": in_words(rule),
        "source": source_of(rule),
        "pinpoint": rule.pinpoint,
        "level": rule.level,
        "is_seen": rule.is_seen,
        "needs_confirming": rule.needs_confirming,
        "kind": rule.kind,
    }


def _certificate_text(out: Path, written: CertificateFile) -> str:
    certificate = written.certificate
    cells = [[line.element.label, _state(line), _asked(certificate, line)] for line in certificate.lines]
    open_ = counted(len(certificate.open_lines), "line", "lines")
    head = f"{out}: {open_} to complete before it is signed. SHA-256 {written.sha256}"
    wanted = (
        str(in_words(certificate.required))
        if certificate.required
        else "No rule that requires this certificate was found."
    )
    return "\n".join((head, wanted, table(["line", "content", "required by"], cells)))


def _state(line: CertificateLine) -> str:
    if line.is_open:
        return "to be completed"
    return line.value or {"statement": "stated by the person who signs"}.get(
        line.element.kind, "fixed text of the form"
    )


def _asked(form: Certificate, line: CertificateLine) -> str:
    """Return the requirement with its rule and level, or that no rule was found."""
    if line.rule is None:
        return "no rule found" if form.profile else ""
    what = "; ".join(line.asked) or str(field_title(line.rule.field))
    doubt = "" if line.rule.is_seen and not line.rule.needs_confirming else ", not read in the original"
    return f"{what} ({line.rule.pinpoint}; {line.rule.level}{doubt})"
