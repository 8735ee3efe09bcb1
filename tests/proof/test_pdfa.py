"""What claims to be PDF/A-2b is: veraPDF, which archives ask, finds nothing against it."""

from __future__ import annotations

import io
import json
import random
from pathlib import Path

import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf, PdfError, Stream

from casebook.base.errors import CasebookError
from tests.journeys.conftest import Demo, casebook
from tests.journeys.conftest import demo as demo  # noqa: PLC0414 - the fixture
from tests.pdf.bundle.test_bundle import HOSTILE
from tests.pdf.corpus import changed, picture
from tests.pdf.pdfa.test_conformance import bound, embedded
from tests.proof.ground import say
from tests.proof.verapdf import examined

pytestmark = pytest.mark.proof

FORUMS = (
    "gb-ftt-iac",
    "gb-ew-court-ebundle",
    "us-eoir-immigration-court",
    "ca-irb-rpd",
    "echr-rule39",
    "interpol-ccf",
)
MIN_CHECKS = 10_000
"""Of a dossier: fewer would mean that it was not read to its end."""
DAMAGED = 300
_ARRANGED = {"/Length", "/Filter", "/DecodeParms", "/Parent", "/Kids", "/Count", "/Pages", "/Root"}


def claims(path: Path) -> bool:
    with Pdf.open(path) as pdf:
        return Name.OutputIntents in pdf.Root


def test_the_dossiers_of_the_sample_are_archives(demo: Demo, tmp_path: Path) -> None:
    said = casebook("dossier", "list", demo.vault, "--json", key=demo.key)
    rows = json.loads(said.stdout)["rows"]
    ids = {row["kind"]: row["id"] for row in rows}
    read = casebook("ocr", demo.vault, "--case", rows[0]["case_id"], "--language", "eng", key=demo.key)
    assert read.returncode == 0, read.stderr
    wanted = [(ids["hearing-dossier"], ("--profile", forum)) for forum in FORUMS]
    pdfs: list[Path] = []
    for number, (dossier, forum) in enumerate([*wanted, (ids["cooperation-review"], ())]):
        pdfs.append(tmp_path / f"{number}.pdf")
        asked = ("--copy", "draft", "--pdf-a", "--shape", "one", "--out", pdfs[-1], *forum)
        built = casebook("dossier", "build", demo.vault, dossier, *asked, key=demo.key)
        assert built.returncode == 0, built.stderr
    reports = examined(pdfs)
    assert all(map(claims, pdfs))
    assert all(report.checks > MIN_CHECKS for report in reports)
    assert [report.broken for report in reports] == [()] * len(reports)
    checks = sum(report.checks for report in reports)
    say(f"dossiers held against veraPDF: {len(reports)} with {checks} checks, 0 of them broken")


def test_no_bundle_of_hostile_files_claims_what_it_is_not(tmp_path: Path) -> None:
    pdfs: list[Path] = []
    for at, data in enumerate([*HOSTILE.values(), embedded()]):
        pdfs.append(tmp_path / f"{at}.pdf")
        pdfs[-1].write_bytes(bound(data)[0])
    claiming = list(filter(claims, pdfs))
    assert claiming
    assert all(not report.broken for report in examined(claiming))
    say(f"bundles of hostile files: {len(pdfs)}, of which {len(claiming)} claim PDF/A-2b and are")


def test_damage_that_breaks_the_standard_is_seen(tmp_path: Path) -> None:
    whole = [embedded(), *(bound(each)[0] for each in (picture(), picture("JPEG"), picture("TIFF", "L")))]
    claiming, refused = list[Path](), 0
    for seed in range(DAMAGED):
        chance = random.Random(seed)  # noqa: S311 - damage that repeats from run to run
        path = tmp_path / f"{seed}.pdf"
        try:
            path.write_bytes(bound(_damaged(chance.choice(whole), chance))[0])
        except (CasebookError, PdfError):
            refused += 1
            continue
        if claims(path):
            claiming.append(path)
    assert [report.broken for report in examined(claiming) if report.broken] == []
    say(f"damaged files bound as PDF/A-2b: {DAMAGED}, {refused} not bound, {len(claiming)} claim it and are")


def _damaged(data: bytes, chance: random.Random) -> bytes:
    """A file with an entry of one object gone, or something else in its place."""

    def change(pdf: Pdf) -> None:
        holders = [each for each in pdf.objects if isinstance(each, (Dictionary, Stream))]
        holder: Object = chance.choice(holders)
        keys = sorted(set(holder.keys()) - _ARRANGED)
        if not keys:
            return
        key = chance.choice(keys)
        if chance.random() < 0.5:
            del holder[key]
        else:
            holder[key] = chance.choice([0, -1, True, Name.Foo, Name.Identity, Array([]), Dictionary()])

    return changed(data, change)


def test_the_validator_sees_what_is_broken(tmp_path: Path) -> None:
    """Else all of the above would prove nothing."""
    path = tmp_path / "plain.pdf"
    with Pdf.open(io.BytesIO(embedded())) as pdf:
        del pdf.Root.OutputIntents
        pdf.save(path)
    (report,) = examined([path])
    assert report.broken
