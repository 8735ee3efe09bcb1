"""The command on the first 48 hours after an arrest."""

from __future__ import annotations

from casebook.cli.base.parameter import maybe_argument, option, path
from casebook.cli.base.verb import maybe_on_vault

LANGUAGES = ("en", "zh-Hans", "zh-Hant")

FIRST48 = maybe_on_vault(
    "first48",
    "Show or print the page on the first 48 hours after an arrest on a Chinese request.",
    "casebook first48 CY --out page.pdf --language zh-Hans",
    "casebook.cli.library.first_hours:first48",
    maybe_argument("code", "[CC]", "Country by code or name, such as CY; without one, all are listed."),
    path("--out", "Write the page as a PDF: one sheet, with nothing that was not read."),
    option("--language", "Language of the page.", default="en", choices=LANGUAGES),
    option(
        "--beside",
        "Second language of the words to say; by default Chinese beside English and English beside Chinese.",
        choices=("", *LANGUAGES),
    ),
    of="the country data",
)
