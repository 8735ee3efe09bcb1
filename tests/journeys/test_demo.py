"""The first story: from nothing to a dossier that could be handed to a court."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from casebook.base.clock import fixed_clock
from casebook.base.errors import Refused
from casebook.domain.dossier.build import BuildRequest
from casebook.domain.dossier.dossier import Dossier
from casebook.domain.library.history import printed_history
from casebook.domain.library.reading import Reading
from casebook.sample.book.book import read_sample
from casebook.sample.demo import LAST_AT
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import open_session
from casebook.services.dossier.build import build
from casebook.services.dossier.precheck import precheck
from casebook.services.dossier.sections.later_history import Histories
from casebook.services.library import library, registry
from casebook.services.vault.clock_check import clock_doubt

from .conftest import Demo, answer, casebook


def said(*command: object) -> str:
    return subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, check=True, encoding="utf-8"
    ).stdout


@pytest.fixture(scope="module")
def texts(demo: Demo) -> list[str]:
    """The text of every page."""
    return said("pdftotext", demo.pdf, "-").split("\f")[:-1]


def test_it_says_where_everything_is(demo: Demo) -> None:
    papers = (demo.pdf, demo.pdf.with_name("declaration.zip"), demo.pdf.with_name("review.pdf"))
    assert all(str(path) in demo.said for path in (demo.vault, *papers, demo.passphrase_file))
    assert all(path.is_file() for path in papers)


def test_the_review_beside_it_compares_two_states_with_a_map(demo: Demo) -> None:
    text = " ".join(said("pdftotext", demo.pdf.with_name("review.pdf"), "-").split())
    assert "Cooperation with China, a review: Cyprus, Italy" in text
    assert "Extradition or surrender: Cyprus: in force; Italy: in force" in text
    assert "Open questions to ask of a minister" in text


def test_the_clock_of_its_latest_change_is_believed(demo: Demo) -> None:
    with open_session(demo.vault, demo.code, clock=fixed_clock(LAST_AT)) as session:
        assert clock_doubt(session) == ""
        session.clock = fixed_clock(LAST_AT - timedelta(hours=1))
        assert clock_doubt(session) != "", "it is its latest"


def test_qpdf_finds_nothing_wrong(demo: Demo) -> None:
    assert "No syntax or stream encoding errors found" in said("qpdf", "--check", demo.pdf)


def test_it_has_sixty_pages_or_more_and_only_pictures_are_without_text(demo: Demo, texts: list[str]) -> None:
    assert len(texts) >= 60
    number_only = [
        place for place, text in enumerate(texts, start=1) if text.split() == ["SPECIMEN", str(place)]
    ]
    shown = answer("document", "list", demo.vault, key=demo.key)["rows"]
    without_text = sum(row["page_count"] for row in shown if not row["has_text"] and row["exhibit_mark"])
    assert len(number_only) == without_text


CAUTIONS = (
    "pinpoint to be",
    "read it before",
    "To check first",
    "not assessed",
    "not opened",
    "machine-altered",
    "is conceded",
    "the source itself was not read",
    "general knowledge",
    "ADVERSE",
    "is not known; known",
    "was appealed",
    "was not seen",
    "press only",
    "according to counsel",
    "none is ruled out",
)


def test_it_argues_the_best_law_and_prints_no_caution_of_ours(texts: list[str]) -> None:
    whole = " ".join(" ".join(texts).split())
    assert [caution for caution in CAUTIONS if caution in whole] == []
    assert all("SPECIMEN" in text for text in texts)
    assert "habeas corpus" in whole
    assert "it was enough that the applicant would be placed in a detention centre" in whole
    assert "is reported to have refused a request of the same State" in whole
    assert "as reported by Kathimerini Cyprus" in whole
    assert "is not a party to the European Convention on Extradition" in whole
    assert "Law 12(III)/2019" in whole


def test_it_cannot_be_filed_without_what_counsel_confirmed(demo: Demo, tmp_path: Path) -> None:
    vault = tmp_path / "bare.casebook"
    shutil.copytree(demo.vault, vault)
    with open_session(vault, demo.code) as session:
        for kept in record.every(session, Reading):
            record.move_to_bin(session, Reading, kept.id)
        (dossier,) = (one for one in record.every(session, Dossier) if one.kind == "hearing-dossier")
        request = BuildRequest(dossier_id=dossier.id, copy_kind="filing")
        found = [entry.problem for entry in precheck(session, request).foreseen if entry.problem.is_blocking]
        with pytest.raises(Refused, match="8 items are open"):
            run_in_line(build(session, request, tmp_path / "filed.pdf"))
    assert sorted(problem.check for problem in found) == [*["authority"] * 6, *["history"] * 2]
    titles = " ".join(str(problem.what) for problem in found)
    for name in ("Liu v. Poland", "II. ÚS 2299/19", "Othman", "Corte di cassazione", "Korotenko", "Larnaca"):
        assert name in titles


def test_every_font_is_embedded(demo: Demo) -> None:
    lines = said("pdffonts", demo.pdf).splitlines()[2:]
    assert lines
    assert {line.split()[-5] for line in lines} == {"yes"}


@pytest.mark.parametrize("name", ["林志远", "林志遠", "Lin Zhiyuan", "Lín Zhìyuǎn", "LIN ZHI YUAN"])
def test_the_name_is_found_in_every_spelling(texts: list[str], name: str) -> None:
    assert any(name in text for text in texts)


def test_printed_numbers_are_page_numbers_and_labels(demo: Demo, texts: list[str]) -> None:
    laid_out = said("pdftotext", "-layout", demo.pdf, "-").split("\f")[:-1]
    assert [text.rstrip().splitlines()[-1].strip() for text in laid_out] == [
        str(place) for place in range(1, len(texts) + 1)
    ]
    with pikepdf.open(demo.pdf) as pdf:
        assert [page.label for page in pdf.pages] == [str(place) for place in range(1, len(texts) + 1)]


def test_every_entry_of_the_index_is_a_link_to_the_page_it_names(demo: Demo) -> None:
    with pikepdf.open(demo.pdf) as pdf:
        links = [link for page in pdf.pages[1:3] for link in page.Annots]
        targets = [pikepdf.Page(link.Dest[0]).index + 1 for link in links]
        kinds = {str(link.Dest[1]) for link in links}
    printed = said("pdftotext", "-f", 2, "-l", 3, "-layout", demo.pdf, "-")
    numbers = {
        int(number) for number in re.findall(r"\s(\d{1,3})(?:–\d+)?$", printed, flags=re.MULTILINE)
    } - {2, 3}
    assert kinds == {"/XYZ"}
    assert numbers <= set(targets)
    assert len(numbers) >= 25


@pytest.mark.proof
def test_a_rebuild_from_the_vault_gives_the_same_bytes(demo: Demo, tmp_path: Path) -> None:
    rows = answer("dossier", "list", demo.vault, key=demo.key)["rows"]
    (row,) = (row for row in rows if row["kind"] == "hearing-dossier")
    out = tmp_path / "again.pdf"
    built = casebook("dossier", "build", demo.vault, row["id"], "--out", out, "--json", key=demo.key)
    assert built.returncode == 0, built.stderr
    assert out.read_bytes() == demo.pdf.read_bytes()
    register = answer("dossier", "show", demo.vault, row["id"], key=demo.key)
    assert register["builds"][0]["sha256"] == json.loads(built.stdout)["build"]["sha256"]


MIN_BYTES = 6
"""Of what is looked for in a vault: two Chinese signs in UTF-8."""


def test_the_vault_shows_nothing_of_anybody(demo: Demo) -> None:
    sample = read_sample()
    secrets = {name.text for person in sample.persons for name in person.names}
    secrets |= {fact.statement for fact in sample.facts} | {contact.name for contact in sample.contacts}
    secrets |= {account.words for fact in sample.facts for account in fact.accounts}
    secrets |= {event.title for event in sample.events} | {case.reference for case in sample.cases}
    forms = [secret.encode(code) for secret in secrets for code in ("utf-8", "utf-16-le", "utf-16-be")]
    # Four bytes stand in some megabytes of good ciphertext by chance, about once in a hundred vaults.
    forms = [form for form in forms if len(form) >= MIN_BYTES]
    files = [path for path in demo.vault.rglob("*") if path.is_file()]
    names = "\n".join(str(path.relative_to(demo.vault)) for path in files)
    assert len(files) >= 20
    assert len(secrets) >= 100
    assert [form for form in forms if form.decode("utf-16-le", errors="replace") in names] == []
    for path in files:
        held = path.read_bytes()
        assert not any(form in held for form in forms), path.name


@pytest.mark.parametrize("query", ["志远", "志遠", "zhiyuan", "lin zhi yuan", "青崖", "Lam Chi"])
def test_search_finds_the_person(demo: Demo, query: str) -> None:
    hits = answer("search", demo.vault, query, key=demo.key)["hits"]
    assert "Lin Zhiyuan" in [hit["title"] for hit in hits if hit["noun"] == "person"]


def test_a_vault_check_finds_it_sound(demo: Demo) -> None:
    done = casebook("vault", "check", demo.vault, "--json", key=demo.passphrase_file)
    assert done.returncode == 0
    assert json.loads(done.stdout)["problems"] == []


def test_a_demo_replaces_nothing_but_a_demo(tmp_path: Path) -> None:
    (tmp_path / "dossier.pdf").write_text("my own")
    assert casebook("demo", tmp_path).returncode == 6
    assert (tmp_path / "dossier.pdf").read_text() == "my own"


@pytest.mark.proof
def test_a_second_demo_replaces_the_first_and_gives_the_same_bytes(demo: Demo, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(demo.vault.parent, tmp_path / "again"))
    header = (folder / demo.vault.name / "header").read_bytes()
    assert casebook("demo", folder).returncode == 0
    assert (folder / demo.vault.name / "header").read_bytes() != header
    assert (folder / "dossier.pdf").read_bytes() == demo.pdf.read_bytes()


def test_no_decision_stands_in_it_without_what_became_of_it(texts: list[str]) -> None:
    """Looked for in the built PDF: lines and pages break anywhere, so letters and digits are compared."""
    pages = "".join(_letters("\n".join(text.strip().splitlines()[1:-1])) for text in texts)
    held: list[Any] = [*registry.shipped().decisions, *library.library_index().sources.values()]
    named = Histories(held).named_in(texts)
    assert any(authority.cite_use == "with-history" for _, authority in named)
    assert [mark for mark, each in named if _letters(printed_history(each)) not in pages] == []


def _letters(text: str) -> str:
    return re.sub(r"[^0-9A-Za-z]", "", text)
