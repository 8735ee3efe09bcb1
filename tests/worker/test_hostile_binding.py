"""Exhibits made to hurt: the program lives, says which exhibit it was, and keeps nothing half-made."""

from __future__ import annotations

import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pikepdf
import pytest

from casebook.base.errors import DamagedSource
from casebook.domain.dossier.composition import Exhibit
from casebook.domain.dossier.filings.survey import Survey
from casebook.domain.dossier.hiding.hiding import Hiding
from casebook.domain.dossier.hiding.name_pattern import Hidden
from casebook.domain.dossier.hiding.name_replacer import NameReplacer
from casebook.domain.dossier.pdf_job import BundleJob, InspectJob
from casebook.domain.dossier.pdf_result import BundleFiles
from casebook.services.processes.bundle_worker import BundleWorker
from tests.host.confined import run_python
from tests.paths import ROOT
from tests.pdf.corpus import changed, composition, exhibit, typed
from tests.sampled import sampled
from tests.worker.documents import mutated
from tests.worker.test_hostile import BOMBS, SEEDS

FILE = "The file is not a PDF, or is damaged or incomplete."
PSEUDONYMISER = NameReplacer([Hidden(form="Statement", label="A")])


def passing(data: bytes) -> bytes:
    """The document as it is let through by what opens exhibits, where it can be made so."""
    try:
        return changed(data, lambda _: None)
    except pikepdf.PikepdfError:
        return data


def bound(data: bytes, hiding: Hiding | None = None) -> str:
    """Bind a document behind a sound one; "bound", or what is said of it."""
    whole = composition(exhibit(typed(1)), exhibit(data, "b"))
    output = bytearray()
    try:
        with BundleWorker() as one:
            job = BundleJob(composition=whole, hiding=hiding)
            one.run(job, BundleFiles, whole.exhibits, lambda _, piece: output.extend(piece))
    except DamagedSource as error:
        return str(error.title) if not output else "half of it was handed over"
    return "bound" if output.startswith(b"%PDF-") else "nothing was handed over"


def is_said_well(answer: str) -> bool:
    """Whether it went well, or the exhibit at fault is named."""
    return answer in {"bound", "checked", FILE} or answer.startswith("Exhibit B ")


@pytest.mark.parametrize("data", sampled([passing(data) for data, _ in BOMBS.values()], kept=5), ids=BOMBS)
def test_a_bomb_among_exhibits_is_bound_or_told_by_its_mark(data: bytes) -> None:
    assert is_said_well(bound(data))


def checked(data: bytes) -> str:
    file = Exhibit(key="file", mark="", title="", media_type="", file="x.pdf", open=exhibit(data).open)
    try:
        with BundleWorker(to_build=False) as one:
            one.run(InspectJob(name="x.pdf"), Survey, (file,))
    except DamagedSource as error:
        return str(error.title)
    return "checked"


def fuzz(count: int, seed: int) -> Counter[str]:
    """Bind, hide in or check so many damaged documents, two at a time; what became of them."""

    def one(number: int) -> str:
        chance = random.Random(seed + number)  # noqa: S311 - chance that repeats
        data = mutated(passing(SEEDS[number % len(SEEDS)][0]), chance)
        works = (bound, checked, lambda data: bound(data, Hiding(pseudonyms=PSEUDONYMISER)))
        return works[number % 3](data)

    with ThreadPoolExecutor(2) as lanes:
        return Counter(lanes.map(one, range(count)))


def test_damaged_exhibits_hurt_nobody() -> None:
    assert all(map(is_said_well, fuzz(len(SEEDS), seed=20260302)))


@pytest.mark.proof
def test_six_hundred_damaged_exhibits_hurt_nobody() -> None:
    became = fuzz(600, seed=1)
    print("\n600 damaged exhibits: the program lives")  # noqa: T201 - a proof's count
    for answer, times in became.most_common():
        print(f"  {times:5} {answer}")  # noqa: T201
    assert became["bound"] > 0
    assert all(map(is_said_well, became))


CULPRIT = """
import io, os
import casebook.pdf.typeset.fonts.missing_fonts as fonts
from casebook.domain.dossier.pdf_job import BundleJob
from casebook.host.ipc.message import MessageHead
from casebook.host.protocol.bundle_protocol import BundleMessage
from casebook.worker import bundle
from tests.pdf.corpus import composition, exhibit, named_in_gbk, typed
fonts.name_text = str  # which stumbles over GBK, once the bundle is read back
files = (typed(1), named_in_gbk())
given = b"".join(
    MessageHead(BundleMessage.GIVE, place, 0, len(data)).pack() + data for place, data in enumerate(files)
)
bundle.OUT = os.open(os.devnull, os.O_WRONLY)
job = BundleJob(composition=composition(*map(exhibit, files)))
print(bundle._culprit(job, bundle.ParentChannel(io.BytesIO(given))))
"""


def test_a_fault_found_in_the_finished_file_is_told_by_its_exhibit() -> None:
    run = run_python(CULPRIT, ROOT)
    assert (run.returncode, run.stdout.strip()) == (0, "1"), run.stderr
