"""Imports and warms up everything a job needs before the worker gives up file access."""

from __future__ import annotations

import codecs
import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pikepdf import Dictionary, Name, Pdf
from PIL import Image

from casebook.base.i18n import Translator
from casebook.base.progress import silent, unheld
from casebook.base.resources import resource
from casebook.domain.dossier.composition import Composition, Cover, DossierPart, Exhibit, Span, TextParagraph
from casebook.domain.dossier.pdf_job import (
    BundleJob,
    ExtractPages,
    FillForm,
    InspectJob,
    JoinFiles,
    ListIncompatible,
    ListUnsearchable,
    PdfJob,
    ReadForm,
    RenderSearchable,
    RenderUnsearchable,
)
from casebook.domain.dossier.profile import Profile
from casebook.domain.evidence.recognition import RecognisedPage, SeenWord
from casebook.pdf.form.small_form import FIELD, SCRIPTS, small_form
from casebook.pdf.jobs.exchange import Exchange
from casebook.pdf.jobs.run_job import run_job
from casebook.pdf.page.opening import load_for_locked
from casebook.pdf.page.pdf_reading import load_for_reading
from casebook.pdf.raster.raster import load
from casebook.pdf.typeset.direction import levels

_CODECS = (
    "big5",
    "gb2312",
    "gb18030",
    "utf-16-be",
    "utf-16-le",
    "latin-1",
    "cp1252",
    "mac-roman",
    "punycode",
)
"""Encodings, which Python looks up in its files, later out of reach."""


def preload(fonts: Sequence[Path], *, to_build: bool) -> None:
    """Load what most jobs need by running small samples.

    Args:
        fonts: folders that stay readable.
        to_build: whether a bundle will be built, or files only inspected.
    """
    load(fonts)
    for name in _CODECS:
        codecs.lookup(name)
    load_for_locked()
    load_for_reading()
    if to_build:
        _load_for_typesetting()
        _try(_small(_exhibits()))
    else:
        _try(InspectJob(name="", is_measured=True))


def preload_for(job: PdfJob) -> None:
    """Load what this job needs in addition to `preload`: its language's catalogue, rules, ciphers, PDF/A.

    A form is filled in a small one first, with a text in every script of the fonts.
    """
    if isinstance(job, ReadForm | FillForm):
        _try_forms()
        return
    if isinstance(job, ExtractPages):
        _try(replace(job, spans=(("1", "1"),)))
        return
    if isinstance(job, JoinFiles):
        _try(replace(job, exhibits=_exhibits()[:1]))
        return
    if not isinstance(job, BundleJob):
        _try_inspection(job)
        return
    whole = job.composition
    if job.profile or job.hiding or job.passphrase or whole.is_archived:
        # They look at the properties of a file, whose reader of XML takes long to load.
        profile = Profile(id="", forum="", jurisdiction="", status="stub", notes="")
        _try(replace(_small(()), profile=profile))
    if job.passphrase:
        _try(replace(_small(()), passphrase=job.passphrase))
    Translator(whole.language)("Exhibit")
    if job.hiding or any(exhibit.recognised for exhibit in whole.exhibits):
        _try_hiding(job.hiding.label if job.hiding else "")
    if whole.is_archived:
        small = _small(())
        _try(replace(small, composition=replace(small.composition, is_archived=True)))


def _try_hiding(label: str) -> None:
    from casebook.domain.dossier.hiding.days.time_name import is_time_name
    from casebook.domain.dossier.hiding.hiding import Hiding
    from casebook.domain.dossier.hiding.name_pattern import Hidden
    from casebook.domain.dossier.hiding.name_replacer import NameReplacer
    from casebook.domain.evidence.redaction import Area

    areas = {"pdf": (Area(page=2, left=0.1, top=0.1, right=0.9, bottom=0.9),)}
    is_time_name("")  # reads its table
    pseudonyms = NameReplacer([Hidden(form="seen", label="A")])
    hiding = Hiding(pseudonyms=pseudonyms, note="Note", areas=areas, label=label)
    _try(replace(_small(_exhibits(is_read=True)), hiding=hiding))


def _try_inspection(job: PdfJob) -> None:
    exhibits = _exhibits()
    if isinstance(job, ListUnsearchable):
        _try(ListUnsearchable(exhibits=exhibits))
    elif isinstance(job, RenderUnsearchable):
        _try(RenderUnsearchable(exhibit=exhibits[0]))
    elif isinstance(job, RenderSearchable):
        _try(RenderSearchable(exhibits=exhibits))
    elif isinstance(job, ListIncompatible):
        _try(ListIncompatible(exhibits=exhibits, for_archive=True))


def _try(job: PdfJob) -> None:
    files = (_pdf(), _picture())
    run_job(job, Exchange(lambda place: io.BytesIO(files[place]), lambda *_: None, silent, unheld))


def _load_for_typesetting() -> None:
    levels("\u0627 (", 0)
    for font in resource("fonts").iterdir():
        resource("fonts", font.name)  # where it is, is remembered


def _try_forms() -> None:
    """Read and fill in a small form."""
    _load_for_typesetting()
    exhibit = replace(_exhibits()[0], key="form")
    answers = ((FIELD, SCRIPTS),)
    jobs: tuple[PdfJob, ...] = (
        ReadForm(exhibit=exhibit),
        *(FillForm(exhibit=exhibit, answers=answers, is_flat=is_flat) for is_flat in (False, True)),
    )
    data = small_form()
    for job in jobs:
        run_job(job, Exchange(lambda _: io.BytesIO(data), lambda *_: None, silent, unheld))


def _small(exhibits: tuple[Exhibit, ...]) -> BundleJob:
    part = DossierPart(title="Part", anchor="part", blocks=(TextParagraph(line=(Span(text="words"),)),))
    cover = Cover(title="Title")
    whole = Composition(title="Title", language="en", cover=cover, parts=(part,), exhibits=exhibits)
    return BundleJob(composition=whole)


def _exhibits(*, is_read: bool = False) -> tuple[Exhibit, ...]:
    word = SeenWord(text="word ", left=0.1, top=0.1, right=0.2, bottom=0.2, confidence=90)
    read = (RecognisedPage(number=1, words=(word,)),) if is_read else ()
    return (
        Exhibit(key="pdf", mark="1", title="PDF", media_type="", open=io.BytesIO),
        Exhibit(key="picture", mark="2", title="Picture", media_type="", open=io.BytesIO, recognised=read),
    )


def _pdf() -> bytes:
    written = io.BytesIO()
    with Pdf.new() as pdf:
        for sample in (b"(seen)", b"(seen and more)"):
            page = pdf.add_blank_page(page_size=(60, 60))
            font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
            page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
            page.obj.Contents = pdf.make_stream(b"BT /F1 6 Tf 9 30 Td " + sample + b" Tj ET")
        pdf.save(written)
    return written.getvalue()


def _picture() -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (60, 60), "white").save(written, "PNG")
    return written.getvalue()
