"""Document properties of a bundle: page labels, title, language and initial view."""

from __future__ import annotations

from collections.abc import Sequence

from pikepdf import Dictionary, Name, Object, Pdf, Stream

from casebook.pdf.page.links import PagePoint, destination

_OF_MAKERS = {"/Metadata", "/PieceInfo", "/AF", "/LastModified"}


def name_document(pdf: Pdf, pages: Sequence[Object], title: str, language: str) -> None:
    """Set title and language, and the initial view: first page at 100 %.

    No dates and no versions are written, so that the same bundle has the same bytes.
    """
    pdf.docinfo[Name.Title] = title
    pdf.docinfo[Name.Producer] = "Casebook"
    pdf.Root.Lang = language
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    if pages:
        pdf.Root.OpenAction = destination(PagePoint(0), pages)


def forget_makers(pdf: Pdf) -> None:
    """Remove metadata of images, fonts and forms about their authors and programs.

    SECURITY: such metadata can hold names, places and earlier versions of a picture.
    """
    for thing in pdf.objects:
        is_stream = isinstance(thing, Stream)
        if not is_stream and not isinstance(thing, Dictionary):
            continue
        keys = thing.keys()  # once: there are thousands of things, and asking for a key takes as long
        if is_stream and "/Subtype" in keys and thing.Subtype == Name.XML:
            # Marks in a page's content hold such packets too, from where they are not so easily let go.
            thing.stream_dict = Dictionary()
            thing.write(b"")
        elif is_stream or "/Type" in keys:
            for key in _OF_MAKERS & keys:
                del thing[key]
