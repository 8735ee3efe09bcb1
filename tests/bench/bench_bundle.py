"""What a bundle of 600 pages costs beside a bare merge of the same 60 files.

The files are typed text as word processors write it: three embedded fonts, headings, rules, page numbers of
their own. The floor opens them with pikepdf, joins their pages and saves with its defaults. Ours sets index
and dividers, reads every page, stamps, links, bookmarks, labels and hashes.
"""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.bench.ratio import ROOT, Ratio, medians_ms, scratch, timed

FILES, PAGES = 60, 10
ROUNDS = 9
WORDS = "court held that the applicant had not been given an opportunity to answer before his removal"


def measure() -> list[Ratio]:
    """Time and memory of building against the bare merge, and of checking against a reading of the text."""
    with scratch("bundle") as folder:
        write_files(folder)
        files = sorted(folder.glob("*.pdf"))
        out = folder / "out"
        ours_ms, floor_ms = medians_ms(ROUNDS, lambda: ours(files, out), lambda: merge(files, out))
        size_mb = sum(file.stat().st_size for file in files) / 1e6
        what = f"{FILES * PAGES} pages of {FILES} files, {size_mb:.1f} MB"
        return [
            Ratio(
                "bundle, work time",
                ours_ms / floor_ms,
                2.0,
                f"{ours_ms:.0f} ms against {floor_ms:.0f} ms, {what}, {ROUNDS} runs",
            ),
            _memory(folder),
            *_checks(files, out),
        ]


def _memory(folder: Path) -> Ratio:
    """Peak resident memory of a process that does the work and nothing else, less that of a bare one.

    What each has to import counts: pikepdf for the floor; press, fonts and pikepdf for ours.
    """
    bare_mb, ours_mb, floor_mb = (_peak_mb(work, folder) for work in ("nothing", "ours", "merge"))
    return Ratio(
        "bundle, peak memory",
        (ours_mb - bare_mb) / (floor_mb - bare_mb),
        2.5,
        f"{ours_mb:.0f} MB against {floor_mb:.0f} MB, each less the {bare_mb:.0f} MB of a bare interpreter",
    )


def _peak_mb(work: str, folder: Path) -> float:
    command = [sys.executable, "-m", "tests.bench.bench_bundle", work, str(folder)]
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
        for page in range(1, PAGES + 1):
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


def merge(files: list[Path], out: Path) -> None:
    """The floor: pages joined, nothing else."""
    import pikepdf

    with pikepdf.Pdf.new() as whole:
        for file in files:
            whole.pages.extend(pikepdf.Pdf.open(file).pages)
        whole.save(out)


def ours(files: list[Path], out: Path) -> object:
    """A bundle of the same files in six sections."""
    from casebook.domain.composition import Composition, Cover, Exhibit
    from casebook.pdf.bundle import build_bundle

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
    composition = Composition(
        title="Hearing bundle",
        language="en",
        running_head="Hearing bundle",
        cover=Cover(title="Hearing bundle", court="High Court"),
        exhibits=tuple(exhibits),
    )
    with out.open("w+b") as file:
        return build_bundle(composition, file)


def _checks(files: list[Path], out: Path) -> list[Ratio]:
    """Preflight against its plan, and a survey against a forum's rules, beside a bare reading of all text."""
    from casebook.pdf.check import preflight
    from casebook.pdf.plan import Bundle
    from casebook.services.check import check_file

    bundle = ours(files, out)
    assert isinstance(bundle, Bundle)

    def check() -> None:
        with out.open("rb") as file:
            preflight(file, bundle)

    def survey() -> None:
        check_file(out, profile_id="gb-ew-court-ebundle")

    return [
        timed("bundle, preflight", 3.0, 3, check, lambda: read_text(out)),
        timed("any PDF, check", 3.0, 3, survey, lambda: read_text(out)),
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


def _own_peak_mb(work: str, folder: Path) -> float:
    """Do one piece of work in this process and tell its peak.

    By the kernel's high-water mark (Linux): the figure `getrusage` gives also holds the peak of the process
    that started this one.
    """
    files = sorted(folder.glob("*.pdf"))
    works: dict[str, Callable[[list[Path], Path], object]] = {"ours": ours, "merge": merge}
    if work in works:
        works[work](files, folder / "out")
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024


if __name__ == "__main__":
    print(_own_peak_mb(sys.argv[1], Path(sys.argv[2])))
