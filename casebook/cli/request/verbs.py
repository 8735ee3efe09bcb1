"""The commands on what a request brings and on what papers say."""

from __future__ import annotations

from casebook.cli.base.parameter import CASE, argument, maybe_argument, option, required
from casebook.cli.base.verb import VerbGroup, on_vault, verb

_PROCEEDING = option("--proceeding", "Only this proceeding (ID); by default every one about a request.")
_DOCUMENT = argument("document_id", "DOCUMENT", "ID of the document.")

REQUEST = VerbGroup(
    "request",
    "What a request for extradition must bring, held against what arrived.",
    (
        on_vault(
            "check",
            "List the papers that treaty and statute ask for, what is missing, and until when it may come.",
            "casebook request check VAULT R-1 --json",
            "casebook.cli.request.request:check",
            CASE,
            _PROCEEDING,
        ),
        on_vault(
            "begin",
            "Begin the test of the request in a proceeding, so that what arrived can be kept.",
            "casebook request begin VAULT R-1 --proceeding ID",
            "casebook.cli.request.request:begin",
            CASE,
            required("--proceeding", "The proceeding (ID)."),
        ),
        on_vault(
            "receive",
            "Keep what arrived of a required paper, as one JSON object from standard input.",
            "casebook request receive VAULT TEST - < receipt.json",
            "casebook.cli.request.request:receive",
            argument("test_id", "TEST", "ID of the test."),
            argument("given", "-", "- reads the fields as one JSON object from standard input."),
        ),
        verb(
            "routes",
            "List the treaties and statutes whose papers are known, with how each was read.",
            "casebook request routes --json",
            "casebook.cli.request.request:routes",
            maybe_argument("state", "[STATE]", "Country code, such as IT; by default all."),
        ),
    ),
)
PAPERS = VerbGroup(
    "papers",
    "What the papers of both States say, side by side, and where to look on papers of the PRC.",
    (
        on_vault(
            "compare",
            "Show the papers of both States side by side, each difference with its pages, and where to look.",
            "casebook papers compare VAULT R-1 --json",
            "casebook.cli.request.papers:compare",
            CASE,
        ),
        on_vault(
            "propose",
            "Read from the text of a document what it seems to say; nothing is kept until you confirm it.",
            "casebook papers propose VAULT DOCUMENT --json",
            "casebook.cli.request.papers:propose",
            _DOCUMENT,
            option("--side", "Whose paper it is.", choices=("state", "forum", "client"), default="state"),
        ),
        on_vault(
            "make",
            "Make a fact, a ground or a question to the State of a difference.",
            "casebook papers make VAULT R-1 1 --into fact",
            "casebook.cli.request.papers:make",
            CASE,
            argument(
                "key", "DIFFERENCE", "Number of the difference in papers compare, or its key in the JSON."
            ),
            required("--into", "What it becomes.", choices=("fact", "ground", "question")),
        ),
        verb(
            "look",
            "Say where to look at a number of the PRC, read from a file or from standard input.",
            "casebook papers look - --kind citizen-number --json",
            "casebook.cli.request.papers:look",
            argument("given", "FILE|-", "File with one number a line; - reads standard input."),
            option(
                "--kind",
                "What the numbers are.",
                choices=("citizen-number", "credit-code", "passport", "court-number", "interpol-number"),
                default="citizen-number",
            ),
        ),
    ),
)
