"""What a person must be told of exhibits that did not go into a bundle whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from casebook.domain.dossier.composition import Exhibit
from casebook.domain.dossier.preflight import PreflightProblem


@dataclass(frozen=True, slots=True)
class _Loss:
    """How one kind of loss is told.

    Attributes:
        one, many: what happened, with ``{number}`` where it can be counted.
        rule: why it matters.
        mend: what to do.
    """

    one: str
    many: str
    rule: str
    mend: str


_SHOWN = "A bundle is read as paper: it holds what shows on its pages and nothing else."
_ALL = "Nothing of an exhibit may be lost unseen."

_LOSSES = {
    "comments": _Loss(
        "the hidden text of a comment was left out; marks drawn on the page were kept",
        "the hidden texts of {number} comments were left out; marks drawn on the pages were kept",
        _SHOWN,
        "If the comments are evidence, print the file with its comments and use that copy.",
    ),
    "attachments": _Loss(
        "a file attached to it was left out",
        "{number} files attached to it were left out",
        _ALL,
        "Hand in the attached files as exhibits of their own.",
    ),
    "scripts": _Loss(
        "a script in it was taken out",
        "{number} scripts in it were taken out",
        _SHOWN,
        "Compare the pages with the original in a viewer.",
    ),
    "links": _Loss(
        "a link to another file, to a program or to nowhere was taken out",
        "{number} links to other files, to programs or to nowhere were taken out",
        "A link in a bundle must lead to the right page or to the web.",
        "Hand in the file it led to as an exhibit, if it matters.",
    ),
    "hidden": _Loss(
        "a mark that does not show was left out",
        "{number} marks that do not show were left out",
        _SHOWN,
        "Make it visible in the original, if it is evidence.",
    ),
    "unseen": _Loss(
        "a mark that only some viewers draw was left out",
        "{number} marks that only some viewers draw were left out",
        _ALL,
        "Open the file in the viewer it was marked in, print it to a PDF and use that copy.",
    ),
    "bookmarks": _Loss(
        "its own bookmarks could not be read and were left out",
        "its own bookmarks could not be read and were left out",
        _ALL,
        "Nothing, unless the bookmarks are needed: the pages are whole.",
    ),
    "layers": _Loss(
        "it has hidden layers; they stay hidden, but any reader can show them",
        "it has hidden layers; they stay hidden, but any reader can show them",
        _SHOWN,
        "Print the file to a PDF with the layers that should be seen, and use that copy.",
    ),
    "signature": _Loss(
        "its digital signature cannot be verified once it is bound",
        "its digital signatures cannot be verified once they are bound",
        "A signature covers the file as it was signed.",
        "Keep the signed file and offer it beside the bundle.",
    ),
}


def tell_losses(
    exhibit: Exhibit, losses: Mapping[str, Sequence[int]], first_page: int
) -> Iterator[PreflightProblem]:
    """The problems of one exhibit, one for each kind of loss, none of them blocking.

    Args:
        exhibit: named by its mark.
        losses: by kind, the page index in the exhibit of each.
        first_page: bundle page of the exhibit's own first page.
    """
    for kind, loss in _LOSSES.items():
        pages = losses.get(kind, ())
        if not pages:
            continue
        what = loss.one if len(pages) == 1 else loss.many.format(number=len(pages))
        yield PreflightProblem(
            check=kind,
            page=first_page + pages[0],
            what=f"Exhibit {exhibit.mark}: {what}.",
            is_blocking=False,
            rule=loss.rule,
            mend=loss.mend,
        )
