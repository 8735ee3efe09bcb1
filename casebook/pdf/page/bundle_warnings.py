"""Warnings on content of exhibits that a bundle could not keep."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from casebook.base.message import Message, ngettext_noop
from casebook.domain.dossier.composition import Exhibit
from casebook.domain.dossier.filing_problem import FilingProblem


@dataclass(frozen=True, slots=True)
class _Loss:
    """The texts of the warning on one kind of loss.

    Attributes:
        what: what happened, for one and for several, with ``{number}`` where it can be counted.
        rule: why it matters.
        mend: what to do.
        is_blocking: whether the bundle shows less than a viewer may, so that somebody has to decide.
    """

    what: tuple[str, str]
    rule: Message
    mend: Message
    is_blocking: bool = False


_SHOWN = Message("A bundle is read like a paper file: it may contain only what is visible on its pages.")
_ALL = Message("No part of an exhibit may be lost unnoticed.")

_LOSSES = {
    "restricted": _Loss(
        ngettext_noop(
            "its author protected it against changes; the bundle is not protected",
            "its author protected it against changes; the bundle is not protected",
        ),
        Message("Anyone can open such a file; its protection only asks programs not to change it."),
        Message("Keep the file as received and offer it together with the bundle."),
    ),
    "repaired": _Loss(
        ngettext_noop(
            "its file has faults of structure; pages, text and images were compared and are all there",
            "its file has faults of structure; pages, text and images were compared and are all there",
        ),
        _ALL,
        Message("Nothing, unless its pages look different from the original."),
    ),
    "comments": _Loss(
        ngettext_noop(
            "the hidden text of a comment was left out; marks drawn on the page were kept",
            "the hidden texts of {number} comments were left out; marks drawn on the pages were kept",
        ),
        _SHOWN,
        Message("If the comments are evidence, print the file with its comments and use that copy."),
    ),
    "attachments": _Loss(
        ngettext_noop("a file attached to it was left out", "{number} files attached to it were left out"),
        _ALL,
        Message("Submit the attached files as separate exhibits."),
    ),
    "scripts": _Loss(
        ngettext_noop("a script in it was removed", "{number} scripts in it were removed"),
        _SHOWN,
        Message("Compare the pages with the original in a viewer."),
    ),
    "links": _Loss(
        ngettext_noop(
            "a link to the web, to another file, to a program or to no target was removed",
            "{number} links to the web, to other files, to programs or to no target were removed",
        ),
        Message(
            "A link of an exhibit may lead only to its own pages: what others put behind a page is unseen."
        ),
        Message("If what it leads to matters, submit it as an exhibit."),
    ),
    "hidden": _Loss(
        ngettext_noop("an invisible mark was left out", "{number} invisible marks were left out"),
        _SHOWN,
        Message("If it is evidence, make it visible in the original."),
    ),
    "unseen": _Loss(
        ngettext_noop(
            "a mark that only some viewers show was left out",
            "{number} marks that only some viewers show were left out",
        ),
        _ALL,
        Message("Open the file in the viewer it was marked in, print it to a PDF and use that copy."),
        is_blocking=True,
    ),
    "camera": _Loss(
        ngettext_noop(
            "details stored with a picture, such as camera, place or comments, were removed",
            "details stored with {number} pictures, such as camera, place or comments, were removed",
        ),
        _SHOWN,
        Message("If the details are evidence, submit them separately. The pictures are unchanged."),
    ),
    "uncleared": _Loss(
        ngettext_noop(
            "a JPEG in it could not be checked for stored details",
            "{number} JPEGs in it could not be checked for stored details",
        ),
        _SHOWN,
        Message("Open the file in a viewer, print it to a PDF and use that copy."),
    ),
    "external": _Loss(
        ngettext_noop(
            "content stored in another file was removed", "content stored in {number} other files was removed"
        ),
        _ALL,
        Message("Open the file where it was created, print it to a PDF and use that copy."),
    ),
    "references": _Loss(
        ngettext_noop(
            "a reference to a page of another file was removed; what is shown in its place was kept",
            "{number} references to pages of other files were removed; what is shown in their place was kept",
        ),
        _SHOWN,
        Message("Compare the pages with the original in a viewer."),
    ),
    "prepress": _Loss(
        ngettext_noop(
            "a reference to a picture for print (OPI) was removed; the picture shown was kept",
            "{number} references to pictures for print (OPI) were removed; the pictures shown were kept",
        ),
        _SHOWN,
        Message("Compare the pages with the original in a viewer."),
    ),
    "alternates": _Loss(
        ngettext_noop(
            "other versions of a picture were removed; the picture shown was kept",
            "other versions of {number} pictures were removed; the pictures shown were kept",
        ),
        _SHOWN,
        Message("Compare the pages with the original in a viewer."),
    ),
    "bookmarks": _Loss(
        ngettext_noop(
            "its own bookmarks could not be read and were left out",
            "its own bookmarks could not be read and were left out",
        ),
        _ALL,
        Message("Nothing, unless the bookmarks are needed: the pages are complete."),
    ),
    "own-bookmarks": _Loss(
        ngettext_noop("its own bookmarks were left out", "its own bookmarks were left out"),
        Message("A bookmark may name someone whom no page names, and the pre-filing check does not read it."),
        Message("Nothing: the copy has a bookmark for each exhibit."),
    ),
    "layers": _Loss(
        ngettext_noop(
            "it has hidden layers; they stay hidden, but any reader can show them",
            "it has hidden layers; they stay hidden, but any reader can show them",
        ),
        _SHOWN,
        Message("Print the file to a PDF with the layers that should be visible, and use that copy."),
    ),
    "signature": _Loss(
        ngettext_noop(
            "its digital signature cannot be verified once it is in the bundle",
            "its digital signatures cannot be verified once they are in the bundle",
        ),
        Message("A signature covers the file as it was signed."),
        Message("Keep the signed file and offer it together with the bundle."),
    ),
}


def tell_losses(
    exhibit: Exhibit, losses: Mapping[str, Sequence[int]], first_page: int
) -> Iterator[FilingProblem]:
    """Yield the problems of one exhibit, one for each kind of loss.

    Args:
        exhibit: named by its mark or its place.
        losses: by kind, the page index in the exhibit of each.
        first_page: bundle page of the exhibit's own first page.
    """
    for kind, loss in _LOSSES.items():
        pages = losses.get(kind, ())
        if not pages:
            continue
        what = Message.plural(*loss.what, len(pages))
        yield FilingProblem(
            check=kind,
            page=first_page + pages[0],
            what=Message("Exhibit {mark}: {what}.", mark=exhibit.name, what=what),
            is_blocking=loss.is_blocking,
            rule=loss.rule,
            mend=loss.mend,
        )
