"""The commands that calculate deadlines and keep those of a casebook."""

from __future__ import annotations

from casebook.cli.base.parameter import argument, flag, option, options, required
from casebook.cli.base.verb import VerbGroup, maybe_on_vault, on_vault

_COUNTING = "casebook.cli.deadline.deadline"
_KEEPING = "casebook.cli.deadline.deadline_vault"
_ADDING = "casebook.cli.deadline.deadline_adding"
_CONFIRMING = "casebook.cli.deadline.rule"
_WITH = "your own rules and closures"
_DEADLINE = argument("record_id", "DEADLINE", "ID of a deadline.")

_CALENDAR = option("--calendar", "Place of the court, such as GB-ENG, DE-BY or CY.")
_CLOSED = options("--closed", "Additional registry closures: D,D.")
_SUSPENDED = options("--suspended", "Suspension: D..D, both days included.")
_BY = option("--by", "Method of service, such as post.")
_DECISION_ON = option("--decision-on", "Date of the decision.")
_CLAIMED_ON = option("--claimed-on", "Date the claim was lodged.")
_SERVED_ON = option("--served-on", "Date of service.")
_EXTENDED_BY = option("--extended-by", "Extension from the original start, such as '10 days'.")
_ORDER = option("--order", "The order or agreement that is its basis.")
_ORDERED_ON = option("--ordered-on", "Date of the order.")
_TITLE = option("--title", "What must be done, without names.")
_WHO = option("--who", "Person responsible.")
_REMIND = options("--remind", "Reminder, in days before; may be repeated.", "number")
_WHY = option("--why", "Details or reason.")
_RULE = argument("rule", "RULE", "ID of a rule.")
_RULES = (
    option("--jurisdiction", "A country (ISO 3166), EU or INT."),
    option("--proceeding", "Such as extradition, removal or asylum."),
    flag("--to-review", "Only rules to read again: review date near or past, or changed since confirmed."),
)

_CALCULATE = (
    maybe_on_vault(
        "rules",
        "List the rules and how each was read.",
        "casebook deadline rules --jurisdiction GB",
        f"{_COUNTING}:rules",
        *_RULES,
        of=_WITH,
    ),
    maybe_on_vault(
        "compute",
        "Calculate a deadline by a rule, with its working.",
        "casebook deadline compute cy-ipac-30 --on 2026-03-02",
        f"{_COUNTING}:compute",
        _RULE,
        options(
            "--on",
            "Date of the starting event: D or DTHH:MM+HH:MM; of several the latest counts.",
            is_required=True,
        ),
        _SERVED_ON,
        _BY,
        _DECISION_ON,
        _CLAIMED_ON,
        _CALENDAR,
        _CLOSED,
        _SUSPENDED,
        _EXTENDED_BY,
        of=_WITH,
    ),
    maybe_on_vault(
        "count",
        "Calculate a period by a method, with its working.",
        "casebook deadline count gb-cpr-2.8 --from 2026-03-02 --period '14 days'",
        f"{_COUNTING}:count",
        argument("method", "METHOD", "ID of a calculation method."),
        required("--from", "D or DTHH:MM.", name="from_"),
        required("--period", "N unit [+ N unit], such as '1 month + 15 days'."),
        option(
            "--direction", "After the day, or back from it.", default="after", choices=("after", "before")
        ),
        option(
            "--edge",
            "The last day in time, or the first day allowed.",
            default="latest",
            choices=("latest", "earliest"),
        ),
        _CALENDAR,
        option("--deemed-service", "Deemed served on D."),
        _BY,
        _CLOSED,
        _SUSPENDED,
        _EXTENDED_BY,
        of=_WITH,
    ),
)
_ADD = (
    on_vault(
        "add",
        "Add a deadline calculated from an event by a rule.",
        "casebook deadline add VAULT --event EVENT --rule cy-ipac-30",
        f"{_ADDING}:add",
        required("--event", "ID of the starting event."),
        required("--rule", "ID of the rule."),
        options("--also-on", "Dates of other starting events: D,D; the latest counts."),
        option(
            "--sent-on",
            "Day of sending or decision, where the rule or the method of service counts from it.",
        ),
        _SERVED_ON,
        _BY,
        _DECISION_ON,
        _CLAIMED_ON,
        option("--restarted-on", "End of an interruption: the whole period starts again."),
        option("--calendar", "Place of the court, such as GB-ENG."),
        _CLOSED,
        _SUSPENDED,
        option("--extended-by", "Extension from the original start, such as '10 days'."),
        _ORDER,
        _ORDERED_ON,
        _TITLE,
        _WHO,
        _REMIND,
        flag("--other-country", "Take the rule although it does not hold in the country of the case."),
    ),
    on_vault(
        "set",
        "Set a deadline manually: by order, or with a reason.",
        "casebook deadline set VAULT --case R-1 --title Brief --due 2026-06-01 --order 7",
        f"{_ADDING}:set_",
        required("--case", "The case, by ID or reference.", name="of_case"),
        required("--title", "What must be done, without names."),
        required("--due", "D, or DTHH:MM+HH:MM."),
        _ORDER,
        option("--reason", "Reason, where no order sets the date."),
        option("--event", "ID of the event it belongs to."),
        _WHO,
        _REMIND,
    ),
)
_KEEP = (
    on_vault(
        "met",
        "Mark a deadline as met.",
        "casebook deadline met VAULT DEADLINE --why filed",
        f"{_KEEPING}:met",
        _DEADLINE,
        _WHY,
        option("--on", "Date it was met; by default today."),
    ),
    on_vault(
        "extend",
        "Extend a deadline by order: to a date, or by a period.",
        "casebook deadline extend VAULT DEADLINE --to 2026-06-01 --order 'Order 7'",
        f"{_KEEPING}:extend",
        _DEADLINE,
        option("--to", "The new date: D, or DTHH:MM+HH:MM."),
        option("--by", "Or the extra time from the original start, such as '10 days'."),
        required("--order", "The order or agreement that is its basis."),
        _ORDERED_ON,
    ),
    on_vault(
        "recalculate",
        "Recalculate a deadline with today's rules, as where “deadline list” names a changed rule.",
        "casebook deadline recalculate VAULT DEADLINE",
        f"{_KEEPING}:recalculate",
        _DEADLINE,
    ),
    on_vault(
        "check",
        "Record that someone recalculated the date with the same result.",
        "casebook deadline check VAULT DEADLINE --initials DK",
        f"{_KEEPING}:check",
        _DEADLINE,
        required("--initials", "Initials of the person who recalculated the date."),
    ),
    on_vault(
        "waive",
        "Mark a deadline as waived, with the reason.",
        "casebook deadline waive VAULT DEADLINE --why 'no merit'",
        f"{_KEEPING}:waive",
        _DEADLINE,
        required("--why", "Details or reason."),
    ),
    on_vault(
        "closed",
        "List registry closures; with --on, add one and recalculate the deadlines it affects.",
        "casebook deadline closed VAULT --calendar CY --on 2026-05-15 --why strike",
        f"{_KEEPING}:closed",
        option("--calendar", "Place of the court, such as CY."),
        option("--on", "Date of the registry closure."),
        option("--why", "Reason given by the registry."),
    ),
)
DEADLINE = VerbGroup(
    "deadline",
    "Calculate and manage deadlines.",
    (
        *_CALCULATE,
        on_vault(
            "list",
            "List deadlines, soonest first.",
            "casebook deadline list VAULT --json",
            f"{_KEEPING}:list_",
            option("--of-case", "Only of this case (ID or reference)."),
            flag("--running", "Only those still to be met."),
        ),
        on_vault(
            "show",
            "Show a deadline with its working.",
            "casebook deadline show VAULT DEADLINE --json",
            f"{_KEEPING}:show",
            _DEADLINE,
        ),
        *_ADD,
        *_KEEP,
    ),
)
RULE = VerbGroup(
    "rule",
    "Review the rules that deadlines are calculated by, and confirm them for the office.",
    (
        maybe_on_vault(
            "list",
            "List the rules: how each was read and by whom, and when it must be reviewed.",
            "casebook rule list --to-review",
            f"{_COUNTING}:rules",
            *_RULES,
            of="your own rules and confirmations",
        ),
        on_vault(
            "confirm",
            "Confirm a rule for the office as it stands; a later change of the rule makes it outdated.",
            "casebook rule confirm VAULT cy-ipac-30 --initials AB",
            f"{_CONFIRMING}:confirm",
            _RULE,
            required("--initials", "Initials of the lawyer who read the rule and its source."),
        ),
        on_vault(
            "withdraw",
            "Withdraw the confirmation of a rule.",
            "casebook rule withdraw VAULT cy-ipac-30",
            f"{_CONFIRMING}:withdraw",
            _RULE,
        ),
    ),
)
CALENDAR = VerbGroup(
    "calendar",
    "The calendar over all cases.",
    (
        on_vault(
            "export",
            "Export deadlines, hearings and tasks for a phone, without names and by default without cases.",
            "casebook calendar export VAULT --out phone.ics",
            f"{_KEEPING}:export",
            required("--out", "File to write, ending in .ics.", "path"),
            option(
                "--titles",
                "Titles: neutral, or with the reference of each case.",
                default="neutral",
                choices=("neutral", "reference"),
            ),
        ),
    ),
)
