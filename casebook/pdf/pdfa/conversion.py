"""Conversion to PDF/A-2b, and the report of what prevents it.

A file claims conformance only where no violation was found. Source: ISO 19005-2:2011, 6.1 to 6.7.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from html import escape

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from casebook.base.message import Message, phrases
from casebook.domain.dossier.filing_problem import FilingProblem
from casebook.domain.dossier.pdf_result import BundleItem
from casebook.pdf.pdfa.conformance import VIOLATIONS, pdfa_violations

PART, LEVEL = "2", "B"
_DATED = slice(24, 36)
"""Offset of the date in an ICC profile. Source: ICC.1:2010, 7.2.8."""
_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>Casebook</pdf:Producer>
<pdfaid:part>{part}</pdfaid:part>
<pdfaid:conformance>{level}</pdfaid:conformance>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>
"""


def convert_to_pdfa(pdf: Pdf, pages: Sequence[Object], title: str, language: str) -> list[tuple[int, str]]:
    """Convert a file to PDF/A-2b if nothing prevents it; returns the violations, as `pdfa_violations`."""
    faults = list(pdfa_violations(pdf, pages))
    if not faults:
        _claim(pdf, title, language)
    return faults


def pdfa_problems(faults: Sequence[tuple[int, str]], items: Sequence[BundleItem]) -> Iterator[FilingProblem]:
    """Yield the violations as warnings, one for each exhibit."""
    by_exhibit: dict[str | Message, tuple[int, list[Message]]] = {}
    for index, key in faults:
        item = next((one for one in items if one.first_page <= index + 1 <= one.last_page), None)
        _, reasons = by_exhibit.setdefault(item.name if item else "", (index + 1, []))
        if VIOLATIONS[key] not in reasons:
            reasons.append(VIOLATIONS[key])
    for mark, (page, reasons) in by_exhibit.items():
        against = phrases(reasons)
        what = Message("The file cannot be PDF/A: {reasons}. The file does not claim it.", reasons=against)
        if mark:
            what = Message(
                "Exhibit {mark} cannot be PDF/A: {reasons}. The file does not claim it.",
                mark=mark,
                reasons=against,
            )
        yield FilingProblem(
            check="archive",
            page=max(page, 0),
            what=what,
            is_blocking=False,
            rule=Message("A file declared as PDF/A must look the same everywhere, permanently."),
            source="ISO 19005-2",
            mend=Message(
                "Print the exhibit to PDF/A from the program that created it, or scan it, and use that copy."
            ),
        )


def _claim(pdf: Pdf, title: str, language: str) -> None:
    """Declare a file as PDF/A-2b, with its output intent and metadata, without a date."""
    _take_out_lists(pdf)
    packet = _PACKET.format(title=escape(title, quote=False), language=language, part=PART, level=LEVEL)
    pdf.Root.Metadata = pdf.make_stream(packet.encode(), Type=Name.Metadata, Subtype=Name.XML)
    pdf.Root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFA1,
                OutputConditionIdentifier=String("sRGB"),
                Info=String("sRGB IEC61966-2.1"),
                DestOutputProfile=pdf.make_stream(_srgb(), N=3),
            )
        ]
    )


def _take_out_lists(pdf: Pdf) -> None:
    """Remove optional lists of a font's letters, which are often written incorrectly."""
    for thing in pdf.objects:
        if isinstance(thing, Dictionary) and thing.get(Name.Type) == Name.FontDescriptor:
            for key in (Name.CIDSet, Name.CharSet):
                if key in thing:
                    del thing[key]


@cache
def _srgb() -> bytes:
    """Return Little CMS's sRGB profile without its date, so that equal files have equal bytes."""
    from PIL import ImageCms

    made = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    made[_DATED] = bytes((0x07, 0xD0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0))
    return bytes(made)
