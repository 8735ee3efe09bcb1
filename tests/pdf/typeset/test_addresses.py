"""Addresses of the web in typeset text lead there, on every line they take."""

from __future__ import annotations

import io

import pikepdf

from casebook.domain.dossier.composition import Composition, DossierPart
from casebook.pdf.bundle.bundle import build_bundle
from tests.pdf.setting import saying

LONG = "https://example.org/" + "/".join(["a-part-of-the-way"] * 8)


def addresses(*lines: str) -> list[str]:
    """Where the links of a built bundle lead, each line of an address apart."""
    part = DossierPart(title="Part", anchor="part", blocks=saying(*lines))
    out = io.BytesIO()
    build_bundle(Composition(title="T", language="en", parts=(part,)), out)
    with pikepdf.open(out) as pdf:
        notes = [note for page in pdf.pages for note in page.get("/Annots", [])]
        return [str(note.A.URI) for note in notes if "/A" in note]


def test_an_address_is_a_link_without_the_stop_behind_it() -> None:
    assert addresses("See (https://example.org/a?b=c), and http://example.org/é.") == [
        "https://example.org/a?b=c",
        "http://example.org/%C3%A9",
    ]


def test_every_line_of_a_long_address_leads_to_the_whole_of_it() -> None:
    found = addresses(f"It is at {LONG}.")
    assert len(found) > 1
    assert set(found) == {LONG}


def test_text_without_an_address_has_no_link() -> None:
    assert addresses("A scheme such as https:// alone, and example.org.") == []
