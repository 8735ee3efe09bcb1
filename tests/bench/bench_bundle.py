"""What a bundle of 612 pages costs beside a bare merge of the same 64 files, and one of 5,000 beside that.

The files are typed text as word processors write it: three embedded fonts, headings, rules, page numbers of
their own. The floor opens them with pikepdf, joins their pages and saves with its defaults. Ours sets index
and dividers, reads every page, stamps, links, bookmarks, labels and hashes.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from casebook.base.message import Message
from tests.bench.ratio import ROOT, Ratio, least_ms, medians_ms, scratch, timed, worked

if TYPE_CHECKING:
    from casebook.domain.dossier.composition import Composition

FILES, PAGES = 64, 612
ROUNDS = 9
MANY = 5_000
SURNAMES = (
    "Tursunjan",
    "Petrakidou",
    "Karimova",
    "Zhang",
    "Tohti",
    "Okafor",
    "Lindqvist",
    "Mbeki",
    "Osmanov",
    "Qiu",
)
GIVEN: tuple[str, ...] = (
    "Ablimit",
    "Ioanna",
    "Zulfiya",
    "Zhiyuan",
    "Ilham",
    "Chidi",
    "Astrid",
    "Thabo",
    "Rustam",
    "Yuxia",
)
GIVEN += ("Dilnur", "Marios", "Bakhyt", "Wenlan", "Gulnar", "Ngozi", "Sofia", "Sipho", "Timur", "Haoran")
WORDS = "court held that the applicant had not been given an opportunity to answer before his removal"


def measure() -> list[Ratio]:
    """Time and memory of building against the bare merge, and of checking against a reading of the text."""
    with scratch("bundle") as folder:
        write_files(folder)
        files = sorted(folder.glob("*.pdf"))
        out = folder / "out"
        many = [files[at % FILES] for at in range(MANY * FILES // PAGES + 1)]
        return [
            worked("bundle, 612 pages", 1.6, ROUNDS, lambda: ours(files, out), lambda: merge(files, out)),
            _memory(folder, "bundle, peak memory", 1, 2.5),
            *_from_the_shell(folder, files, many),
            *_checking_memory(folder, files, out),
            _growth(files, many, out),
            _memory(folder, "bundle, peak memory of 5,000", MANY // PAGES + 1, 1.4),
            *_checks(files, out),
        ]


def _growth(files: list[Path], many: list[Path], out: Path) -> Ratio:
    """What a page costs in a bundle of 5,000 beside what it costs in one of 612."""
    many_ms, few_ms = least_ms(3, lambda: ours(many, out), lambda: ours(files, out))
    pages = [sum(_length(int(file.stem)) for file in group) for group in (many, files)]
    return Ratio(
        "bundle, a page of 5,000",
        (many_ms / pages[0]) / (few_ms / pages[1]),
        1.2,
        f"{many_ms:.0f} ms for {pages[0]} pages against {few_ms:.0f} ms for {pages[1]}, of work, 3 runs",
    )


def _memory(folder: Path, name: str, times: int, bar: float) -> Ratio:
    """Peak resident memory of binding the files so many times over beside that of merging them."""
    bare_mb, ours_mb, floor_mb = (_peak_mb(work, folder, times) for work in ("nothing", "ours", "merge"))
    return Ratio(
        name,
        (ours_mb - bare_mb) / (floor_mb - bare_mb),
        bar,
        f"{ours_mb:.0f} MB against {floor_mb:.0f} MB, each less the {bare_mb:.0f} MB of a bare interpreter",
    )


def _from_the_shell(folder: Path, files: list[Path], many: list[Path]) -> list[Ratio]:
    """The commands as a person waits for them, each beside a Python that does only the bare part of it."""
    few_spec, many_spec = write_spec(folder / "few.toml", files), write_spec(folder / "many.toml", many)
    few_pdf, many_pdf = folder / "few.bundle", folder / "many.bundle"

    def bundle() -> None:
        _casebook("bundle", few_spec, "--out", few_pdf)

    def check() -> None:
        _casebook("check", few_pdf)

    whole = timed("bundle, from the shell", 4.5, 5, bundle, lambda: _peak_mb("merge", folder))
    checked = timed("any PDF, check from the shell", 2.0, 5, check, lambda: _peak_mb("read", few_pdf))
    many_ms, few_ms = medians_ms(1, lambda: _casebook("bundle", many_spec, "--out", many_pdf), bundle)
    pages = [sum(_length(int(file.stem)) for file in group) for group in (many, files)]
    growth = Ratio(
        "bundle, a page of 5,000, from the shell",
        (many_ms / pages[0]) / (few_ms / pages[1]),
        1.2,
        f"{many_ms:.0f} ms for {pages[0]} pages against {few_ms:.0f} ms for {pages[1]}",
    )
    return [whole, checked, growth]


def _casebook(verb: str, *arguments: str | Path) -> None:
    """Run a command; a bundle or check that finds something to mend has done its work, too."""
    command = [sys.executable, "-m", "casebook", verb, *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    assert done.returncode in {0, 7}, done.stderr.decode()


def write_spec(path: Path, files: list[Path]) -> Path:
    """The spec of a bundle of these files in sections of ten."""
    lines = ['title = "Hearing bundle"', 'running_head = "Hearing bundle"', "[cover]", 'court = "High Court"']
    for number, file in enumerate(files):
        if number % 10 == 0:
            lines += ["[[section]]", f'title = "Section {number // 10 + 1}"']
        lines += ["[[section.item]]", f'file = "{file.name}"', f'title = "Statement {number} of a witness"']
        lines += ["date = 2026-03-02", f'mark = "A-{number}"']
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def _checking_memory(folder: Path, files: list[Path], out: Path) -> list[Ratio]:
    """Peak memory of the process that binds and checks, and with what its parallel reader holds for itself.

    Their floor does the same by the libraries alone: a Python that merges, and reads all text.
    """
    bare_mb, floor_mb = _peak_mb("nothing", folder), _peak_mb("merge-and-read", folder)
    peak_mb, own_mb = build(files, out)

    def ratio(name: str, held_mb: float, bar: float) -> Ratio:
        detail = (
            f"{held_mb:.0f} MB against {floor_mb:.0f} MB, less {bare_mb:.0f} MB of a bare interpreter each"
        )
        return Ratio(name, (held_mb - bare_mb) / (floor_mb - bare_mb), bar, detail)

    return [
        ratio("bundle, peak memory with its checks", peak_mb, 2.5),
        ratio("bundle, the same on two cores", peak_mb + own_mb, 3.0),
    ]


def build(files: list[Path], out: Path) -> tuple[float, float]:
    """The same bundle by the process that binds; the most memory it held and what its fork held, in MB."""
    from casebook.domain.dossier.pdf_job import BundleJob
    from casebook.domain.dossier.pdf_result import BundleFiles
    from casebook.services.base.export import Digesting
    from casebook.services.processes.bundle_worker import BundleWorker

    whole = composed(files)
    with BundleWorker() as worker, out.open("wb") as file:
        child = worker._child
        assert child is not None
        peak, own = 0.0, 0.0

        def inspect(done: int, total: int, step: Message) -> None:
            nonlocal peak, own
            peak = max(peak, _high_mark_mb(str(child.pid)))
            if str(step) == "checking pages" and done * 4 > total * 3:
                own = max(own, _own_mb_of_forks(child.pid))

        digesting = Digesting(file)
        worker.run(
            BundleJob(composition=whole),
            BundleFiles,
            whole.exhibits,
            lambda _, piece: digesting.write(piece),
            inspect,
        )
        return max(peak, _high_mark_mb(str(child.pid))), own


def _peak_mb(work: str, folder: Path, times: int = 1) -> float:
    """Peak resident memory of a process that does the work and nothing else; what it imports counts."""
    command = [sys.executable, "-m", "tests.bench.bench_bundle", work, str(folder), str(times)]
    return float(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout)


def write_files(folder: Path) -> None:
    """The files of the bundle, the same each time."""
    from reportlab import rl_config
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    rl_config.useA85 = 0
    for style in ("Regular", "Bold", "Italic"):
        path = ROOT / "resources" / "fonts" / f"NotoSerif-{style}.ttf"
        pdfmetrics.registerFont(TTFont(f"Bench{style}", str(path)))
    words = WORDS.split()
    dice = random.Random(1)  # noqa: S311 - the same files each time
    for number in range(FILES):
        canvas = Canvas(str(folder / f"{number:02}.pdf"), pagesize=A4, invariant=1, pageCompression=1)
        for page in range(1, _length(number) + 1):
            canvas.setFont("BenchBold", 13)
            canvas.drawString(70, 790, f"{page}. Part of statement {number}")
            text = canvas.beginText(70, 760)
            for line in range(44):
                text.setFont("BenchItalic" if line % 11 == 0 else "BenchRegular", 10.5, 15)
                text.textLine(" ".join(dice.choice(words) for _ in range(13)))
            canvas.drawText(text)
            canvas.line(70, 74, 525, 74)
            canvas.setFont("BenchRegular", 9)
            canvas.drawCentredString(297, 56, str(page))
            canvas.showPage()
        canvas.save()


def _length(number: int) -> int:
    """The pages of a file: nine, and ten in so many that all are 612."""
    return PAGES // FILES + (number < PAGES % FILES)


def merge(files: list[Path], out: Path) -> None:
    """The floor: pages joined, nothing else."""
    import pikepdf

    with pikepdf.Pdf.new() as whole:
        for file in files:
            whole.pages.extend(pikepdf.Pdf.open(file).pages)
        whole.save(out)


def ours(files: list[Path], out: Path) -> object:
    """A bundle of the same files in six sections."""
    from casebook.pdf.bundle.bundle import build_bundle

    with out.open("w+b") as file:
        return build_bundle(composed(files), file)


def composed(files: list[Path]) -> Composition:
    """What goes into the bundle."""
    from casebook.domain.dossier.composition import Composition, Cover, Exhibit

    exhibits = [
        Exhibit(
            key=str(number),
            mark=f"A-{number}",
            title=f"Statement {number} of a witness",
            media_type="application/pdf",
            open=lambda file=file: file.open("rb"),  # type: ignore[misc]
            dated="2 March 2026",
            section=f"Section {number // 10 + 1}",
        )
        for number, file in enumerate(files)
    ]
    return Composition(
        title="Hearing bundle",
        language="en",
        running_head="Hearing bundle",
        cover=Cover(title="Hearing bundle", court="High Court"),
        exhibits=tuple(exhibits),
    )


def _checks(files: list[Path], out: Path) -> list[Ratio]:
    """Preflight against its plan, and a survey against a forum's rules, beside a bare reading of all text."""
    from casebook.domain.dossier.hiding.last_search import LastSearch
    from casebook.domain.dossier.hiding.name_pattern import Hidden
    from casebook.domain.dossier.hiding.name_replacer import NameReplacer
    from casebook.pdf.check.check import preflight
    from casebook.pdf.check.survey import survey as take_stock
    from casebook.pdf.page.examiner import examine
    from casebook.pdf.page.plan import Bundle
    from casebook.pdf.redact.leak_scan import LeakScan

    bundle = ours(files, out)
    assert isinstance(bundle, Bundle)

    def check() -> None:
        with out.open("rb") as file:
            preflight(file, bundle)

    def survey() -> None:
        with out.open("rb") as file:
            take_stock(file, out.name)

    forms = [f"{surname} {given}" for surname in SURNAMES for given in GIVEN]
    pseudonyms = NameReplacer(Hidden(form=form, label="Person A") for form in forms)

    def scan() -> None:
        with out.open("rb") as file:
            last = LastSearch(pseudonyms)
            scanner = LeakScan(last.hides, last.left_in)
            examine(file, [scanner], lambda *_: None)
        assert scanner.found == []

    return [
        worked("bundle, preflight", 3.0, 3, check, lambda: read_text(out)),
        worked("any PDF, check", 3.0, 3, survey, lambda: read_text(out)),
        worked("leak scan, 200 forms", 2.0, 3, scan, lambda: read_text(out)),
    ]


def read_text(path: Path) -> None:
    """All text of a PDF, by pypdfium2 alone."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        for index in range(len(document)):
            page = document[index]
            text = page.get_textpage()
            text.get_text_range()
            text.close()
            page.close()


def _own_peak_mb(work: str, folder: Path, times: int) -> float:
    """Do one piece of work in this process and tell its peak."""
    files = sorted(folder.glob("*.pdf")) * times if folder.is_dir() else []
    if work in {"merge", "merge-and-read"}:
        merge(files, folder / "floor")
    if work == "merge-and-read":
        read_text(folder / "floor")
    elif work == "read":
        read_text(folder)
    elif work == "ours":
        ours(files, folder / "out")
    return _high_mark_mb("self")


def _own_mb_of_forks(worker: int) -> float:
    """What other processes of a worker's session hold that the worker does not share with them."""
    own_kb = 0
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit() or int(entry.name) == worker:
            continue
        try:
            if os.getsid(int(entry.name)) == worker:
                lines = (entry / "smaps_rollup").read_text(encoding="ascii").splitlines()
                own_kb += sum(int(line.split()[1]) for line in lines if line.startswith("Private_"))
        except OSError:  # it has ended, or is another user's
            continue
    return own_kb / 1024


def _high_mark_mb(process: str) -> float:
    """The most memory a process has held.

    By the kernel's high-water mark (Linux): the figure `getrusage` gives also holds the peak of the process
    that started this one.
    """
    lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    return int(next((line for line in lines if line.startswith("VmHWM")), "VmHWM 0").split()[1]) / 1024


if __name__ == "__main__":
    print(_own_peak_mb(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])))
