"""The binder in its own process: the same bytes as without it, faults laid at the right door, and liars."""

from __future__ import annotations

import io
import json
import sys
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pikepdf import Name, Pdf

from casebook.base.errors import (
    Cancelled,
    DamagedSource,
    DiskProblem,
    InvalidInput,
    RedactionIncomplete,
    Refused,
)
from casebook.base.message import Message
from casebook.base.progress import Progress, silent, unheld
from casebook.domain.dossier.composition import (
    Composition,
    Cover,
    DossierPart,
    Exhibit,
    Span,
    TextParagraph,
)
from casebook.domain.dossier.filings.survey import Survey
from casebook.domain.dossier.hiding.hiding import Hiding
from casebook.domain.dossier.hiding.name_pattern import Hidden
from casebook.domain.dossier.hiding.name_replacer import NameReplacer
from casebook.domain.dossier.output_layout import OutputLayout
from casebook.domain.dossier.pdf_job import (
    BundleJob,
    InspectJob,
    ListUnsearchable,
    PdfJob,
    RenderUnsearchable,
)
from casebook.domain.dossier.pdf_result import BundleFiles, PageSelection, badly_redacted
from casebook.domain.dossier.profile import Profile
from casebook.host.ipc.message import HEAD_BYTES, MessageHead
from casebook.host.ipc.typed_json import written_answer
from casebook.host.process.worker_process import WorkerProcess
from casebook.host.protocol.bundle_protocol import BundleMessage, Refusal
from casebook.host.protocol.render_protocol import RenderMessage
from casebook.host.protocol.worker_protocol import WorkerMessage
from casebook.pdf.jobs.exchange import Exchange
from casebook.pdf.jobs.run_job import run_job
from casebook.services.processes import bundle_worker
from casebook.services.processes.bundle_worker import BundleWorker
from tests.host.child import child_running
from tests.host.confined import run_python
from tests.host.process.test_worker_process import gone_within
from tests.paths import ROOT, TELEPHONE_PICTURE
from tests.pdf.bundle.test_bundle import HOSTILE
from tests.pdf.corpus import (
    armed,
    bookmarked,
    changed,
    composition,
    exhibit,
    layered,
    picture,
    typed,
)
from tests.pdf.typeset.test_render import EVERYTHING
from tests.sampled import sampled
from tests.worker.documents import swelling_pdf

PICTURES = [
    picture(kind, mode)
    for kind in ("PNG", "JPEG", "WEBP", "TIFF")
    for mode in ("RGB", "L", "1", "CMYK")
    if (kind, mode) not in {("PNG", "CMYK"), ("JPEG", "1"), ("WEBP", "1"), ("WEBP", "CMYK")}
]
PICTURES.append(TELEPHONE_PICTURE.read_bytes())
ALL = [exhibit(data, f"k{at}") for at, data in enumerate((*HOSTILE.values(), *PICTURES))]
HIDING = Hiding(pseudonyms=NameReplacer([Hidden(form="Statement", label="A")]), note="Page left out")
PROFILE = Profile(id="x", forum="x", jurisdiction="INT", status="stub", notes="")
TWO = composition(exhibit(typed(1)), exhibit(typed(2), "b"))
SCRIPTS = replace(
    EVERYTHING,
    exhibits=tuple(replace(one, open=lambda: io.BytesIO(typed(30))) for one in EVERYTHING.exhibits),
)
READY = MessageHead(WorkerMessage.READY, 1).pack()


class Made(defaultdict[int, bytes]):
    """The files handed over, by their place."""

    def __init__(self) -> None:
        super().__init__(bytes)

    def take(self, place: int, piece: bytes | bytearray | memoryview) -> None:
        self[place] += bytes(piece)


def bound(job: BundleJob) -> tuple[Made, BundleFiles]:
    output = Made()
    with BundleWorker() as worker:
        answer = worker.run(job, BundleFiles, job.composition.exhibits, output.take)
        assert worker.is_confined is (sys.platform == "linux")  # on Windows it is apart, not walled
    return output, answer


def built_here(job: BundleJob) -> tuple[Made, BundleFiles]:
    output = Made()
    files = job.composition.exhibits
    answer = run_job(job, Exchange(lambda place: files[place].open(), output.take, silent, unheld))
    assert isinstance(answer, BundleFiles)
    return output, answer


JOBS = {
    "hostile files that hide": BundleJob(composition=composition(*ALL), hiding=HIDING),
    "every script": BundleJob(composition=SCRIPTS),
    "a file for each": BundleJob(
        composition=TWO, shape=OutputLayout(kind="exhibits"), profile=PROFILE, hiding=HIDING
    ),
    "hostile files": BundleJob(composition=composition(*ALL), profile=PROFILE),
    "PDF/A": BundleJob(composition=composition(is_archived=True)),
    "parts": BundleJob(composition=SCRIPTS, shape=OutputLayout(kind="parts", most_bytes=100_000)),
}


@pytest.mark.parametrize("job", sampled(tuple(JOBS.values()), kept=3), ids=JOBS)
def test_it_makes_the_bytes_and_says_the_words_it_would_without_walls(job: BundleJob) -> None:
    assert bound(job) == built_here(job)


def test_pages_of_two_sizes_are_bound_for_a_court_within_the_walls() -> None:
    """The usual size is counted by a module that Python loads when it is first asked for."""
    other = composition(exhibit(typed(1)), exhibit(HOSTILE["tiny"], "b"))
    job = BundleJob(composition=other, profile=PROFILE)
    assert bound(job) == built_here(job)


@pytest.mark.parametrize("hiding", [None, HIDING], ids=["as they are", "a copy that hides"])
def test_exhibits_with_properties_in_xml_are_bound_within_the_walls(hiding: Hiding | None) -> None:
    def change(pdf: Pdf) -> None:
        pdf.Root.Metadata = pdf.make_stream(b"<x/>", Type=Name.Metadata, Subtype=Name.XML)

    files = [changed(data, change) for data in (typed(2), layered(), armed(), bookmarked())]
    whole = composition(*(exhibit(data, f"k{at}") for at, data in enumerate(files)))
    job = BundleJob(composition=whole, hiding=hiding)
    assert bound(job) == built_here(job)


def test_a_passphrase_locks_what_is_handed_over() -> None:
    data, _ = bound(BundleJob(composition=TWO, passphrase="one two three"))
    assert b"/Encrypt" in data[0]


@pytest.mark.parametrize("pages", [2, 60], ids=["read by one process", "read by two"])
def test_a_copy_that_still_names_somebody_is_not_handed_over(pages: int) -> None:
    hiding = Hiding(pseudonyms=NameReplacer([Hidden(form="Bundle", label="A")]))
    data, answer = bound(BundleJob(composition=composition(exhibit(typed(pages))), hiding=hiding))
    assert answer.leaks
    assert data == {}


def test_what_a_copy_still_says_in_its_text_comes_with_the_section() -> None:
    hiding = Hiding(pseudonyms=NameReplacer([Hidden(form="Weiming", label="A")]))
    parts = tuple(
        DossierPart(title="", anchor=f"part:{said}", blocks=(TextParagraph(line=(Span(said),)),))
        for said in ("Nobody", "Weiming")
    )
    _, answer = bound(BundleJob(composition=composition(exhibit(typed(1)), parts=parts), hiding=hiding))
    assert {leak.parts for leak in answer.leaks if leak.page} == {("part:Weiming",)}


def test_stock_is_taken_pages_are_found_and_drawn() -> None:
    files = (exhibit(typed(2)), exhibit(picture(), "b"))
    drawn = Made()
    with BundleWorker(to_build=False) as one:
        assert len(one.run(InspectJob(name="x.pdf", is_measured=True), Survey, files[:1]).prints) == 2
    with BundleWorker(to_build=False) as one:
        job: PdfJob = ListUnsearchable(exhibits=files)
        assert one.run(job, PageSelection, files).of_files == ((), (1,))
    with BundleWorker(to_build=False) as one:
        job = RenderUnsearchable(exhibit=files[1])
        answer = one.run(job, PageSelection, files[1:], drawn.take)
    assert answer.of_files == ((1,),)
    assert drawn[0].startswith(b"\x89PNG")


def test_while_it_works_it_is_walled_in_and_its_parent_has_read_nothing() -> None:
    seen: set[str] = set()
    with BundleWorker() as one:
        assert one._child
        status = Path(f"/proc/{one._child.pid}/status")

        def inspect(done: int, total: int, step: Message) -> None:  # noqa: ARG001 - it is a Progress
            if str(step) == "checking pages":
                seen.update(status.read_text(encoding="ascii").splitlines())

        many = composition(*(exhibit(typed(40), f"k{at}") for at in range(10)))
        one.run(BundleJob(composition=many), BundleFiles, many.exhibits, progress=inspect)
    assert {"Seccomp:\t2", "NoNewPrivs:\t1", "Threads:\t1"} <= seen


def test_it_loads_no_keys_records_window_nor_search_of_names() -> None:
    program = (
        "import sys\nfrom casebook.worker.bundle import *\n"
        "preload(font_folders(), to_build=True)\nhas_xml = 'lxml.etree' in sys.modules\n"
        "preload(font_folders(), to_build=False)\n"
        "print(*sorted({name.split('.')[1] for name in sys.modules if name.startswith('casebook.')}))\n"
        "names = 'casebook.domain.dossier.hiding.name_replacer'\n"
        "print({'PySide6', 'nacl', 'sqlcipher3', 'keyring', names} & set(sys.modules), has_xml)"
    )
    run = run_python(program)
    layers, forbidden = run.stdout.splitlines()
    assert set(layers.split()) <= {"base", "domain", "host", "pdf", "worker"}, run.stderr
    assert forbidden == "set() False"


def test_whoever_asks_loads_no_library_that_reads_exhibits(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(typed(2))
    program = (
        "import sys\nfrom pathlib import Path\n"
        "from casebook.services.dossier.filing_check import check_file\n"
        f"check_file(Path({str(tmp_path / 'a.pdf')!r}))\n"
        "print({'pikepdf', 'pypdfium2', 'PIL'} & set(sys.modules))"
    )
    run = run_python(program)
    assert run.stdout.splitlines()[-1] == "set()", run.stderr


def test_it_starts_from_a_confined_session(tmp_path: Path) -> None:
    program = (
        "from pathlib import Path\nfrom casebook.host.sandbox.places import session_grants\n"
        "from casebook.host.sandbox.sandbox import confine_session\n"
        "from tests.services.processes.test_bundle_worker import TWO, BundleJob, bound\n"
        f"home = Path({str(tmp_path)!r})\n(home / 'a.casebook').mkdir()\n"
        "assert not confine_session(session_grants(home / 'a.casebook', home / 'settings')).missing\n"
        "print(len(bound(BundleJob(composition=TWO))[1].files[0].items))"
    )
    run = run_python(program, cwd=ROOT)
    assert run.stdout == "2\n", run.stderr


@pytest.mark.proof
def test_what_swells_is_told_by_its_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle_worker, "MEMORY_BYTES", 300 << 20)
    swelling = changed(swelling_pdf(), lambda _: None)  # so that it is let through when it is opened
    whole = composition(exhibit(typed(1)), exhibit(swelling, "b"))
    with pytest.raises(DamagedSource) as caught:
        bound(BundleJob(composition=whole))
    assert str(caught.value.title).startswith("Exhibit B ")
    assert caught.value.field == "B"


def test_what_cannot_be_bound_is_told_as_it_would_be_without_walls() -> None:
    with pytest.raises(DamagedSource, match="Exhibit B is an empty file"):
        bound(BundleJob(composition=composition(exhibit(typed(1)), exhibit(b"", "b"))))
    with pytest.raises(InvalidInput):
        bound(BundleJob(composition=composition(exhibit(typed(1)), cover=Cover(title="long " * 2000))))


class StopAt:
    """A progress that stops the work at a step."""

    def __init__(self, step: str) -> None:
        self._step = step

    def __call__(self, done: int, total: int, step: Message) -> None:  # noqa: ARG002 - a Progress
        if str(step) == self._step:
            raise Cancelled("Stopped.")


def test_the_person_can_stop_it_at_any_step() -> None:
    whole = composition(*(exhibit(typed(60), f"k{at}") for at in range(10)))
    for words in ("reading exhibits", "checking pages"):
        with BundleWorker() as one:
            assert one._child
            pid = one._child.pid

            with pytest.raises(Cancelled):
                one.run(BundleJob(composition=whole), BundleFiles, whole.exhibits, progress=StopAt(words))
        assert gone_within(pid, 1_000)


def test_a_full_disk_stops_it() -> None:
    def full(place: int, piece: object) -> None:  # noqa: ARG001 - it takes what is made
        raise DiskProblem("The disk is full.")

    with BundleWorker() as one, pytest.raises(DiskProblem):
        one.run(BundleJob(composition=TWO), BundleFiles, TWO.exhibits, full)


def test_where_no_process_can_be_had_it_is_done_here_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle_worker, "CAN_START", False)
    output = Made()
    with BundleWorker() as one:
        answer = one.run(BundleJob(composition=TWO), BundleFiles, TWO.exhibits, output.take)
    assert (output, answer) == built_here(BundleJob(composition=TWO))
    assert [problem.check for problem in one.remarks] == ["source"]


def told(kind: BundleMessage | WorkerMessage, first: int, value: object) -> bytes:
    data = json.dumps(value).encode()
    return MessageHead(kind, first, 0, len(data)).pack() + data


ITEMS = [
    {"key": key, "mark": key.upper(), "first_page": 1, "last_page": 1, "last_own": 1, "scale_percent": 100}
    for key in "ab"
]
FILE = {"page_count": 1, "items": ITEMS, "problems": [], "numbers": []}
SOUND = {"files": [FILE], "leaks": [], "changed_pages": [], "withheld": []}
HOLDS_B = MessageHead(BundleMessage.HOLD, 2).pack()
LIES = {
    "no head": b"x" * HEAD_BYTES,
    "another kind": MessageHead(RenderMessage.PIXELS, 1, 1, 4).pack() + b"....",
    "a file that is not there": MessageHead(BundleMessage.WANT, 2).pack(),
    "no JSON": MessageHead(BundleMessage.DONE, 0, 0, 4).pack() + b"{{{{",
    "deep": MessageHead(BundleMessage.DONE, 0, 0, 50_000).pack() + b"[" * 50_000,
    "too long": MessageHead(BundleMessage.DONE, 0, 0, 1 << 40).pack(),
    "a huge piece": MessageHead(BundleMessage.PIECE, 0, 0, 1 << 40).pack(),
    "a long word": MessageHead(BundleMessage.STEP, 0, 0, 1 << 30).pack(),
    "cut short": MessageHead(BundleMessage.DONE, 0, 0, 90).pack() + b"{}",
    "nothing": told(BundleMessage.DONE, 0, {}),
    "a list": told(BundleMessage.DONE, 0, [1]),
    "another count": told(BundleMessage.DONE, 0, SOUND | {"files": [FILE | {"page_count": "1"}]}),
    "a flag": told(BundleMessage.DONE, 0, SOUND | {"files": [FILE | {"page_count": True}]}),
    "no files": told(BundleMessage.DONE, 0, SOUND | {"files": []}),
    "too few exhibits": told(BundleMessage.DONE, 0, SOUND | {"files": [FILE | {"items": ITEMS[:1]}]}),
    "a field more": told(BundleMessage.DONE, 0, SOUND | {"more": 1}),
    "half a leak": told(BundleMessage.DONE, 0, SOUND | {"leaks": [[1]]}),
    "an error of another kind": told(
        BundleMessage.REFUSAL, 0, {"kind": "wrong-key", "title": "", "field": "", "remedy": ""}
    ),
}


def liar(answer: bytes) -> Callable[[str, MessageHead, int], WorkerProcess]:
    """A bundle worker that says this at once, and ends when it is left alone."""
    program = f"import os; os.write(1, {answer!r})\nwhile os.read(0, 1 << 16): pass"

    def start(_: str, _first: MessageHead, _cpu_seconds: int) -> WorkerProcess:
        return child_running(program, "-S")

    return start


def said_step(words: str) -> bytes:
    """That it has come to a step."""
    data = written_answer(Message(words))
    return MessageHead(BundleMessage.STEP, 1, 2, len(data)).pack() + data


WRITING = said_step("writing")


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> Progress:
    """A progress from whose step "writing" on the parent waits no longer: starting may take its time."""

    def look(done: int, total: int, step: Message) -> None:  # noqa: ARG001 - it is a Progress
        if str(step) == "writing":
            monkeypatch.setattr(bundle_worker, "STALL_SECONDS", 0.3)

    return look


def asked(
    exhibits: tuple[Exhibit, ...] = TWO.exhibits, whole: Composition = TWO, progress: Progress = silent
) -> BundleFiles:
    with BundleWorker() as one:
        return one.run(BundleJob(composition=whole), BundleFiles, exhibits, progress=progress)


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES)
def test_a_liar_is_not_believed_and_told_of_by_what_it_had_in_hand(
    lie: bytes, monkeypatch: pytest.MonkeyPatch, impatient: Progress
) -> None:
    monkeypatch.setattr(WorkerProcess, "loading", liar(READY + WRITING + HOLDS_B + lie))
    with pytest.raises(DamagedSource, match="Exhibit B "):
        asked(progress=impatient)


def test_what_is_sound_is_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(WorkerProcess, "loading", liar(READY + told(BundleMessage.DONE, 0, SOUND)))
    assert asked().files[0].items[1].mark == "B"


def test_one_that_hangs_is_given_up_and_told_of_by_what_it_had_in_hand(
    monkeypatch: pytest.MonkeyPatch, impatient: Progress
) -> None:
    monkeypatch.setattr(WorkerProcess, "loading", liar(READY + WRITING + HOLDS_B))
    with pytest.raises(DamagedSource, match="Exhibit B takes too long to read"):
        asked(progress=impatient)


def test_one_that_runs_out_of_memory_is_told_of_by_what_it_had_in_hand(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        WorkerProcess, "loading", liar(READY + HOLDS_B + told(WorkerMessage.FAULT, 1, "MemoryError"))
    )
    with pytest.raises(DamagedSource, match="Exhibit B needs more memory"):
        asked()


def test_words_left_under_an_area_are_told_of_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    error = badly_redacted(TWO.exhibits[1], 3)
    refusal = written_answer(Refusal(error.kind, error.title, error.field, error.remedy))
    answer = MessageHead(BundleMessage.REFUSAL, 0, 0, len(refusal)).pack() + refusal
    monkeypatch.setattr(WorkerProcess, "loading", liar(READY + answer))
    with pytest.raises(
        RedactionIncomplete, match="Exhibit B still has readable words under a redaction area on page 3"
    ):
        asked()


@pytest.mark.parametrize("end", [told(WorkerMessage.FAULT, 0, "ValueError"), b""], ids=["a fault", "a stall"])
def test_with_nothing_in_hand_the_step_is_named_and_how_to_find_the_cause(
    end: bytes, monkeypatch: pytest.MonkeyPatch, impatient: Progress
) -> None:
    monkeypatch.setattr(WorkerProcess, "loading", liar(READY + WRITING + WRITING + end))
    with pytest.raises(DamagedSource, match="failed at this step: writing\\. No file was written") as error:
        asked(progress=impatient)
    assert "Leave out exhibits one at a time" in str(error.value.remedy)


@pytest.mark.parametrize("said", [b"", b"x" * HEAD_BYTES], ids=["nothing", "nonsense"])
def test_one_that_is_never_ready_lays_nothing_at_the_door_of_an_exhibit(
    said: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundle_worker, "STALL_SECONDS", 0.3)
    monkeypatch.setattr(WorkerProcess, "loading", liar(said))
    with pytest.raises(Refused, match="did not start another process"):
        asked()
