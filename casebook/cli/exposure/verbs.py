"""The command that computes what a person would face."""

from __future__ import annotations

from casebook.cli.base.parameter import flag, number, option, options
from casebook.cli.base.verb import maybe_on_vault

LAWS = ("PRC-CL", "HK-NSL", "HK-SNSO")

EXPOSURE = maybe_on_vault(
    "exposure",
    "Show what a person would face in China: band by the text of the day, limitation and custody.",
    'casebook exposure --article 225 --on 2021-03-01 --amount "1860000 CNY" --json',
    "casebook.cli.exposure.exposure:exposure_",
    option("--article", "The article, such as 225, 120-6 or 103(2)."),
    option("--law", "The law of the article.", default="PRC-CL", choices=LAWS),
    option("--paragraph", "The paragraph, where an article has several offences."),
    option("--on", "When the act ended: a day, a month or a year, such as 2021-03."),
    option("--from", "When it began, where it went on.", name="from_"),
    options("--amount", "An amount with its currency, such as '1860000 CNY'; may be repeated."),
    options("--count", "A number of things, such as '12000 copies'; may be repeated."),
    options("--measure", "What an amount or number measures, as “--list --article” names it."),
    option("--entity", "Whether the act is charged as a person's own or a unit's: individual, unit."),
    number("--band", "Take this band as given, by its number.", default=0, minimum=0),
    option("--filed-on", "When the case was filed for investigation."),
    option("--filed-by", "Who filed it: police, state-security, procuratorate, court, supervision."),
    flag("--evasion", "The State asserts that the person evades investigation or trial."),
    flag("--list", "List the offences that were read; with --article only that one, with its measures."),
    option("--case", "With --vault: the charges of this case, by ID or reference.", name="of_case"),
    of="the charges of a case",
)
