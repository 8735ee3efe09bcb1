"""The command on reviews of cooperation with China."""

from __future__ import annotations

from casebook.cli.base.parameter import maybe_argument, option, path
from casebook.cli.base.verb import maybe_on_vault

LANGUAGES = ("en", "zh-Hans", "zh-Hant")

REVIEW = maybe_on_vault(
    "review",
    "Review what a State's cooperation with China comes to, or compare several; open questions included.",
    "casebook review CY IT --out review.pdf",
    "casebook.cli.library.review:review_",
    maybe_argument(
        "codes",
        "[CC...]",
        "Countries by code or name, such as CY IT; without one, all are listed.",
        many=True,
    ),
    path("--out", "Write the review: .pdf, .docx or .html, with nothing that was not read."),
    path("--letters", "Folder for the freedom of information requests, in English; made if missing."),
    option("--language", "Language of the review.", default="en", choices=LANGUAGES),
    of="the country data",
)
