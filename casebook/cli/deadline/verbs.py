"""The verbs that calculate deadlines and keep those of a casebook."""

from __future__ import annotations

from casebook.cli.base.parameter import argument, flag, option, options, required
from casebook.cli.base.verb import VerbGroup, maybe_on_vault, on_vault

_COUNTING = "casebook.cli.deadline.deadline"
_KEEPING = "casebook.cli.deadline.deadline_vault"
_ADDING = "casebook.cli.deadline.deadline_adding"
_WITH = "the vault's own rules and closures"
_DEADLINE = argument("record_id", "DEADLINE", "The id of a deadline.")

_CALENDAR = option("--calendar", "The court's place, such as GB-ENG, DE-BY or CY.")
_CLOSED = options("--closed", "Days the registry is shut besides: D,D.")
_SUSPENDED = options("--suspended", "Time stood still: D..D, both days included.")
_BY = option("--by", "The way of service, such as post.")
_DECISION_ON = option("--decision-on", "The day the decision was taken.")
_SERVED_ON = option("--served-on", "The day of service.")
_EXTENDED_BY = option("--extended-by", "Extension from the original start, such as '10 days'.")
_ORDER = option("--order", "The order or agreement it rests on.")
_ORDERED_ON = option("--ordered-on", "The day of the order.")
_TITLE = option("--title", "What must be done, naming nobody.")
_WHO = option("--who", "Who sees to it.")
_REMIND = options("--remind", "Remind so many days before; several times.", "number")
_WHY = option("--why", "How, or why.")

_CALCULATE = (
    maybe_on_vault(
        "rules",
        "The rules, with how well each is known.",
        "casebook deadline rules --jurisdiction GB",
        f"{_COUNTING}:rules",
        option("--jurisdiction", "A country (ISO 3166), EU or INT."),
        option("--proceeding", "Such as extradition, removal or asylum."),
        of=_WITH,
    ),
    maybe_on_vault(
        "compute",
        "The deadline a rule gives, with its working.",
        "casebook deadline compute cy-ipac-30 --on 2026-03-02",
        f"{_COUNTING}:compute",
        argument("rule", "RULE", "The id of a rule."),
        options("--on", "The event: D or DTHH:MM+HH:MM; several: the latest counts.", is_required=True),
        _SERVED_ON,
        _BY,
        _DECISION_ON,
        _CALENDAR,
        _CLOSED,
        _SUSPENDED,
        _EXTENDED_BY,
        of=_WITH,
    ),
    maybe_on_vault(
        "count",
        "A period counted by a method, with its working.",
        "casebook deadline count gb-cpr-2.8 --from 2026-03-02 --period '14 days'",
        f"{_COUNTING}:count",
        argument("method", "METHOD", "The id of a counting method."),
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
        "Set a deadline by a rule from an event.",
        "casebook deadline add VAULT --event EVENT --rule cy-ipac-30",
        f"{_ADDING}:add",
        required("--event", "The event that starts time, by id."),
        required("--rule", "The rule that computes it."),
        options("--also-on", "Other events it runs from: D,D; the latest counts."),
        _SERVED_ON,
        _BY,
        _DECISION_ON,
        option("--restarted-on", "An interruption ended: the whole period runs anew."),
        option("--calendar", "The court's place, such as GB-ENG."),
        _CLOSED,
        _SUSPENDED,
        option("--extended-by", "Extended from the original start, such as '10 days'."),
        _ORDER,
        _ORDERED_ON,
        _TITLE,
        _WHO,
        _REMIND,
    ),
    on_vault(
        "set",
        "Set a deadline by a judge's order, or by hand with the reason.",
        "casebook deadline set VAULT --case R-1 --title Brief --due 2026-06-01 --order 7",
        f"{_ADDING}:set_",
        required("--case", "The case, by id or reference.", name="of_case"),
        required("--title", "What must be done, naming nobody."),
        required("--due", "D, or DTHH:MM+HH:MM."),
        _ORDER,
        option("--reason", "Where no order names the day: why."),
        option("--event", "The event it belongs to, by id."),
        _WHO,
        _REMIND,
    ),
)
_KEEP = (
    on_vault(
        "met",
        "It was met.",
        "casebook deadline met VAULT DEADLINE --why filed",
        f"{_KEEPING}:met",
        _DEADLINE,
        _WHY,
        option("--on", "The day it ended; today where left out."),
    ),
    on_vault(
        "extend",
        "More time by an order: to a day, or by a period.",
        "casebook deadline extend VAULT DEADLINE --to 2026-06-01 --order 'Order 7'",
        f"{_KEEPING}:extend",
        _DEADLINE,
        option("--to", "The new date: D, or DTHH:MM+HH:MM."),
        option("--by", "Or so much longer, from the original start: '10 days'."),
        required("--order", "The order or agreement it rests on."),
        _ORDERED_ON,
    ),
    on_vault(
        "check",
        "Somebody worked the date out again and found the same.",
        "casebook deadline check VAULT DEADLINE --initials DK",
        f"{_KEEPING}:check",
        _DEADLINE,
        required("--initials", "Of whoever worked the date out again."),
    ),
    on_vault(
        "waive",
        "It need not be met, for a reason.",
        "casebook deadline waive VAULT DEADLINE --why 'no merit'",
        f"{_KEEPING}:waive",
        _DEADLINE,
        required("--why", "How, or why."),
    ),
    on_vault(
        "closed",
        "Days a registry is shut; with a day, note it and count again what it moves.",
        "casebook deadline closed VAULT --calendar CY --on 2026-05-15 --why strike",
        f"{_KEEPING}:closed",
        option("--calendar", "The court's place, such as CY."),
        option("--on", "The day its registry is shut."),
        option("--why", "As the registry gave it."),
    ),
)
DEADLINE = VerbGroup(
    "deadline",
    "Deadlines, computed and shown.",
    (
        *_CALCULATE,
        on_vault(
            "list",
            "Deadlines, soonest first.",
            "casebook deadline list VAULT --json",
            f"{_KEEPING}:list_",
            option("--of-case", "Only of this case (id or reference)."),
            flag("--running", "Only those still to be met."),
        ),
        on_vault(
            "show",
            "One of them with its whole working.",
            "casebook deadline show VAULT DEADLINE --json",
            f"{_KEEPING}:show",
            _DEADLINE,
        ),
        *_ADD,
        *_KEEP,
    ),
)
CALENDAR = VerbGroup(
    "calendar",
    "The calendar over all cases.",
    (
        on_vault(
            "export",
            "Deadlines, hearings and tasks for a phone; names nobody, and by default no case.",
            "casebook calendar export VAULT --out phone.ics",
            f"{_KEEPING}:export",
            required("--out", "The file, FILE.ics.", "path"),
            option(
                "--titles",
                "Neutral, or with the reference of each case.",
                default="neutral",
                choices=("neutral", "reference"),
            ),
        ),
    ),
)
