"""Citations as files of reference managers: recognised by how they begin, whatever they are called.

CSL-JSON, RIS and BibTeX are written and read; EndNote (XML and tagged), MODS and RefWorks are read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Literal

from casebook.base.errors import CasebookError, DamagedSource
from casebook.base.message import Message
from casebook.domain.base.grid import BadRow
from casebook.domain.library.reference import Reference, ReferenceList
from casebook.formats.citations.bibtex import read_bibtex, write_bibtex
from casebook.formats.citations.citation_xml import read_citation_xml
from casebook.formats.citations.csl import read_csl, write_csl
from casebook.formats.citations.parts import MAX_REFERENCES
from casebook.formats.citations.ris import read_ris, write_ris
from casebook.formats.citations.tagged import read_refer, read_refworks
from casebook.formats.encoding import decoded, load_encodings
from casebook.formats.fault import OversizedFile

CitationFormat = Literal["csl-json", "ris", "bibtex"]
_MAX_FIELD = 10_000
_FAULTS = (ValueError, KeyError, TypeError, AttributeError, IndexError, OSError, RecursionError)
_RIS = re.compile(r"^\s*TY\s{0,2}-", re.MULTILINE)
_REFWORKS = re.compile(r"^RT\s+\S", re.MULTILINE)
_REFER = re.compile(r"^%[0AT]\s", re.MULTILINE)
_BIBTEX = re.compile(r"@\s*[A-Za-z]+\s*[{(]")
_SAMPLES = (
    b'[{"id": "a", "issued": {"date-parts": [[2020, 3, 4]]}}]',
    b"TY  - JOUR\nTI  - T\nPY  - March 2020\nER  - \n",
    b"@article{a, title = {T}, year = 2020}",
    b"%0 Book\n%T T\n",
    b"RT Book\nT1 T\n",
    b"<xml><records><record><ref-type name='Book'/></record></records></xml>",
)
"""One of each kind: what their libraries load late is loaded by reading them."""


def write(references: Iterable[Reference], as_: CitationFormat) -> bytes:
    """The bytes of a file, UTF-8."""
    writers: Mapping[CitationFormat, Callable[[list[Reference]], str]] = {
        "csl-json": write_csl,
        "ris": write_ris,
        "bibtex": write_bibtex,
    }
    return writers[as_](list(references)).encode("utf-8")


def read(data: bytes) -> ReferenceList:
    """The references of a file; an entry that is broken is named by its line, and the others are read.

    Raises:
        DamagedSource: it is no file of citations.
        OversizedFile: it holds more than are read.
    """
    references: list[Reference] = []
    bad: list[BadRow] = []
    try:
        for line, reference in _entries(data):
            if len(references) + len(bad) >= MAX_REFERENCES:
                raise OversizedFile
            if reference is None:
                bad.append(BadRow(line=line, why=Message("The entry is damaged.")))
            else:
                references.append(_bounded(reference))
    except (*_FAULTS, CasebookError) as error:
        raise _damaged() from error
    if not references and not bad:
        raise _damaged()
    return ReferenceList(references=tuple(references), bad_rows=tuple(bad))


def load_for_citations() -> None:
    """Load what reading citations takes, before files are given up."""
    load_encodings()
    for sample in _SAMPLES:
        read(sample)


def _entries(data: bytes) -> Iterator[tuple[int, Reference | None]]:
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"<"):
        return read_citation_xml(data.lstrip(b"\xef\xbb\xbf \t\r\n"))
    text = decoded(data).text
    if text.lstrip().startswith(("[", "{")):
        return read_csl(text)
    if _RIS.search(text):
        return read_ris(text)
    if _REFWORKS.search(text):
        return read_refworks(text)
    if _REFER.search(text):
        return read_refer(text)
    if _BIBTEX.search(text):
        return read_bibtex(text)
    raise ValueError


def _bounded(reference: Reference) -> Reference:
    """A reference whose fields are as long as a citation can be."""
    names = ("id", "title", "title_original", "author", "body", "publisher", "number", "url", "history")
    long = {name: value[:_MAX_FIELD] for name in names if len(value := getattr(reference, name)) > _MAX_FIELD}
    return replace(reference, **long) if long else reference


def _damaged() -> DamagedSource:
    return DamagedSource(
        "This is not a citation file, or it is damaged.",
        remedy="Export it again from the reference manager as CSL-JSON, RIS or BibTeX.",
    )
