from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from casebook.base.errors import PackInvalid
from casebook.base.resources import resource
from casebook.domain.dossier.certificate import CertificateTemplate
from casebook.packs.dossier.certificate import read_certificates
from casebook.packs.dossier.profile import read_profiles
from tests.packs.written import change


@pytest.fixture(scope="module")
def shipped() -> dict[str, CertificateTemplate]:
    return {template.id: template for template in read_certificates()}


def test_all_that_any_forum_asks_for_is_answered_by_a_line(shipped: dict[str, CertificateTemplate]) -> None:
    for template in (each for each in shipped.values() if each.contents):
        met = {phrase for element in template.elements for phrase in element.meets}
        wanted = {
            phrase
            for profile in read_profiles().profiles
            if (rule := profile.rule(template.contents)) is not None and isinstance(rule.value, tuple)
            for phrase in rule.value
        }
        assert wanted
        assert met == wanted


def test_the_rules_it_names_are_fields_of_profiles(shipped: dict[str, CertificateTemplate]) -> None:
    known = tomllib.loads(resource("packs", "profiles.toml").read_text(encoding="utf-8"))["fields"]
    for template in shipped.values():
        own = {element.rule for element in template.elements}
        assert {template.required, template.contents, *template.beside, *own} - {""} <= set(known)


def test_a_template_needs_a_line_for_the_signature(packs: Path) -> None:
    change(packs / "certificates.toml", 'kind = "signature"', 'kind = "entry"')
    with pytest.raises(PackInvalid, match="signature"):
        read_certificates(packs)


def test_two_lines_of_one_name_are_found(packs: Path) -> None:
    line = '{ id = "signature", kind = "signature", label = "Signature" }'
    change(packs / "certificates.toml", line, f"{line}, {line}")
    with pytest.raises(PackInvalid, match="same id"):
        read_certificates(packs)
