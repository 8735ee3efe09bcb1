"""The commands on official forms.

The words an option takes are those of the domain, written out: the help of a verb imports none of it.
"""

from __future__ import annotations

from casebook.cli.base.parameter import FROM_INPUT, argument, flag, option, required
from casebook.cli.base.verb import VerbGroup, on_vault, verb

DAY_FORMATS = ("iso", "day-first", "month-first", "day", "month", "year")
FORM_PURPOSES = ("dossier", "court", "media", "un-body", "interpol", "partner")
_RUN = "casebook.cli.dossier.form"
_ID = argument("form_id", "FORM", "ID of the form.")
_FOR = required("--case", "ID or reference of the case it is filled in for.", name="case_name")
_MAYBE_FOR = option("--case", "ID or reference of a case; by default every case.", name="case_name")
_FLAT = flag("--flatten", "Make the values part of the pages, so that no one can change them.")
_GAPS = flag("--allow-gaps", "Write the form although fields that it requires have no value.")
_PROCEEDING = option(
    "--proceeding",
    "ID of the proceeding it is about; by default the only one running, asylum claims apart.",
    metavar="ID",
)
_PURPOSE = option(
    "--purpose", f"Purpose the clients consented to: {', '.join(FORM_PURPOSES)}.", default="court"
)

FORM = VerbGroup(
    "form",
    "Official forms: fillable PDFs of courts and authorities, filled in from a case.",
    (
        on_vault(
            "list", "List the forms in the casebook.", "casebook form list VAULT --json", f"{_RUN}:list_"
        ),
        on_vault(
            "show",
            "Show a form: each field with its page, kind, states, limits and what goes into it.",
            "casebook form show VAULT FORM --json",
            f"{_RUN}:show",
            _ID,
            _MAYBE_FOR,
        ),
        on_vault(
            "add",
            "Add a fillable PDF. Its fields are read by an isolated process.",
            "casebook form add VAULT i-589.pdf --title I-589",
            f"{_RUN}:add",
            argument("file", "FILE.pdf", "The form as the authority hands it out.", "path"),
            option("--title", "Its title, which names no one; by default the name of the file."),
            option("--language", "Language of what is filled in, such as en or fr.", default="en"),
        ),
        verb(
            "values",
            "List the values of a case that can go into a field.",
            "casebook form values --json",
            f"{_RUN}:values",
        ),
        on_vault(
            "map",
            "Set what goes into a field, in every case or in one; - reads several, typed text too.",
            "casebook form map VAULT FORM --field Name --value client.name",
            f"{_RUN}:map_",
            _ID,
            FROM_INPUT,
            option("--field", "Full name of the field."),
            option("--value", "Value of the case, as “form values” lists them.", name="source"),
            option("--state", "State of a box to tick, or option of a choice."),
            option("--equals", "Tick the box where the value of the case is this."),
            option("--date", f"How a date is written: {', '.join(DAY_FORMATS)}.", name="day_format"),
            flag("--clear", "Let nothing go into the field."),
            _MAYBE_FOR,
        ),
        on_vault(
            "undo",
            "Undo the last change of what goes into the fields of a form.",
            "casebook form undo VAULT FORM",
            f"{_RUN}:undo",
            _ID,
            _MAYBE_FOR,
        ),
        on_vault(
            "check",
            "Try out a form for a case: values, empty required fields, values that do not fit.",
            "casebook form check VAULT FORM --case R-1 --json",
            f"{_RUN}:check",
            _ID,
            _FOR,
            _PROCEEDING,
        ),
        on_vault(
            "fill",
            "Write the filled form to a file outside the casebook. It is not encrypted.",
            "casebook form fill VAULT FORM --case R-1 --out filled.pdf",
            f"{_RUN}:fill",
            _ID,
            _FOR,
            _PROCEEDING,
            required("--out", "PDF to write.", "path"),
            _FLAT,
            _GAPS,
            _PURPOSE,
        ),
        on_vault(
            "sheet",
            "Write an answer sheet: each field in the form's own order with its page and value.",
            "casebook form sheet VAULT FORM --case R-1 --out answers.pdf",
            f"{_RUN}:sheet",
            _ID,
            _FOR,
            _PROCEEDING,
            required("--out", "PDF to write.", "path"),
            _PURPOSE,
        ),
        on_vault(
            "keep",
            "Add the filled form to the documents of the case.",
            "casebook form keep VAULT FORM --case R-1",
            f"{_RUN}:keep",
            _ID,
            _FOR,
            _PROCEEDING,
            _FLAT,
            _GAPS,
        ),
        on_vault(
            "remove",
            "Move a form to the bin.",
            "casebook form remove VAULT FORM",
            f"{_RUN}:remove",
            _ID,
        ),
    ),
)
