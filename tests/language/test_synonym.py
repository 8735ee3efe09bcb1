from __future__ import annotations

import pytest

from casebook.language.synonym import Synonyms, met, quoted

GROUP = ("RSDL", "residential surveillance at a designated location", "residential surveillance", "监视居住")
SYNONYMS = Synonyms([GROUP, ("black jail", "黑监狱"), ("torture", "酷刑"), ("ill-treatment", "虐待")])


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        ("rsdl beating", [("rsdl", GROUP), ("beating", ())]),
        ("Residential Surveillance at", [("Residential Surveillance", GROUP), ("at", ())]),
        ("black jails", [("black jails", ("black jail", "黑监狱"))]),
        ("監視居住酷刑", [("監視居住", GROUP), ("酷刑", ("torture", "酷刑"))]),
        ("被监视居住人", [("被", ()), ("监视居住", GROUP), ("人", ())]),
        ("anti-torture", [("anti-torture", ())]),
        (
            "ill-treatment ill treatment",
            [("ill-treatment", ("ill-treatment", "虐待")), ("ill treatment", ("ill-treatment", "虐待"))],
        ),
        ('"RSDL" torture', [("RSDL", ()), ("torture", ("torture", "酷刑"))]),
        ("“RSDL torture", [("“RSDL", ()), ("torture", ("torture", "酷刑"))]),
        ("black", [("black", ())]),
        ("", []),
        ("…", [("…", ())]),
    ],
)
def test_the_longest_terms_of_a_query_stand_for_others(
    query: str, parts: list[tuple[str, tuple[str, ...]]]
) -> None:
    assert [(part.typed, part.terms) for part in SYNONYMS.parts(query)] == parts


def test_the_reason_names_the_first_term_that_a_text_contains() -> None:
    parts = SYNONYMS.parts("RSDL torture")
    text = "Tortured under residential surveillance at a designated location"
    assert [(match.typed, match.term) for match in met(parts, text)] == [("RSDL", GROUP[1])]
    assert met(parts, "Torture in RSDL") == ()
    assert [match.term for match in met(parts, "監視居住")] == ["监视居住"]


def test_a_query_in_quotation_marks_has_no_synonyms() -> None:
    for query in ("RSDL", '"RSDL" torture', "監視居住"):
        assert not any(part.terms for part in SYNONYMS.parts(quoted(query)))
