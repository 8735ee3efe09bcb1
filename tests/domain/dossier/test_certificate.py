from __future__ import annotations

from datetime import date

from casebook.domain.dossier.certificate import (
    Certificate,
    CertificateElement,
    CertificateLine,
    CertificateTemplate,
    filled_in,
)
from casebook.domain.dossier.profile import FormatRule, Profile, RuleValue

TEMPLATE = CertificateTemplate(
    id="translation",
    title="Certificate",
    required="required",
    contents="contents",
    beside=("placement", "unknown"),
    elements=(
        CertificateElement(id="court", kind="entry", label="Court", fills="court"),
        CertificateElement(
            id="address", kind="entry", label="Address", fills="address", meets=("address",), is_usual=False
        ),
        CertificateElement(id="system", kind="entry", label="System", rule="note", is_usual=False),
        CertificateElement(
            id="hash", kind="entry", label="Hash", fills="fingerprint", is_usual=False, is_shown_if_known=True
        ),
        CertificateElement(id="accuracy", kind="statement", label="True.", fills="accuracy", meets=("true",)),
        CertificateElement(id="signature", kind="signature", label="Signature", meets=("signed",)),
        CertificateElement(id="signed-on", kind="entry", label="Date"),
    ),
)


def rule(field: str, value: RuleValue) -> FormatRule:
    return FormatRule(
        field=field,
        value=value,
        profile_id="xx",
        level="must",
        is_seen=True,
        needs_confirming=False,
        pinpoint="r 1",
        kind="official",
        url="",
        as_of_on=date(2026, 1, 1),
        is_as_of_estimated=False,
    )


def profile(**rules: RuleValue) -> Profile:
    return Profile(
        id="xx",
        forum="A court",
        jurisdiction="XX",
        status="usable",
        notes="",
        rules=tuple(rule(field, value) for field, value in rules.items()),
    )


def by_id(certificate: Certificate) -> dict[str, CertificateLine]:
    return {line.element.id: line for line in certificate.lines}


def test_without_a_forum_the_usual_lines_stand_and_none_claims_a_rule() -> None:
    certificate = filled_in(TEMPLATE, None, {"court": "Court of X", "address": "1 Street"})
    assert list(by_id(certificate)) == ["court", "accuracy", "signature", "signed-on"]
    assert {line.rule for line in certificate.lines} == {None}
    assert (certificate.required, certificate.contents, certificate.beside) == (None, None, ())
    assert [line.element.id for line in certificate.open_lines] == ["signature", "signed-on"]


def test_what_a_forum_asks_for_stands_with_its_rule_then_an_address() -> None:
    forum_profile = profile(required=True, contents=("address", "true"), placement="beside", note="say so")
    certificate = filled_in(TEMPLATE, forum_profile, {"address": "1 Street", "fingerprint": "ab"})
    lines = by_id(certificate)
    assert list(lines) == ["court", "address", "system", "hash", "accuracy", "signature", "signed-on"]
    assert lines["address"].asked == ("address",)
    assert lines["address"].rule == certificate.contents == forum_profile.rule("contents")
    assert lines["system"].rule == forum_profile.rule("note")
    assert (lines["hash"].value, lines["hash"].rule) == ("ab", None)
    assert lines["signature"].asked == ()
    assert certificate.required == forum_profile.rule("required")
    assert certificate.beside == (forum_profile.rule("placement"),)


def test_unanswered_requirements_are_left_blank_before_the_signature() -> None:
    certificate = filled_in(
        TEMPLATE, profile(contents=("signed", "an oath", "true")), {"accuracy": "So it is."}
    )
    lines = list(by_id(certificate).values())
    at = [line.element.id for line in lines].index("an-oath")
    assert lines[at + 1].element.kind == "signature"
    assert (lines[at].element.label, lines[at].is_open, lines[at].asked) == ("an oath", True, ("an oath",))
    assert by_id(certificate)["accuracy"].value == "So it is."


def test_a_rule_that_says_no_asks_for_nothing() -> None:
    assert filled_in(TEMPLATE, profile(required=False), {}).required is None
