"""Small packs written out, so that a test shows the very entry it is about."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from casebook.packs.base.entry import PackEntry

EntryOf = Callable[[str], PackEntry]

HEAD = """
[pack]
id = "{id}"
version = "2026.1"
compiled = 2026-01-02
checked = 2026-01-03
source = "invented for a test"
counts = {{ {counts} }}
"""
TOPIC = """
[[topic]]
id = "exit-bans"
title = "Exit bans"
definition = "Orders that stop people from leaving."
hooks = ["ICCPR Art 12"]
terms = ["限制出境"]
"""
SOURCE = """
[[source]]
id = "report-2020"
title = "A Report"
author = "A Body"
body = "A Body"
type = "ngo-report"
csl_type = "report"
issued = "2020-05"
url = "https://example.org/report"
language = "en"
topics = ["exit-bans"]
reading_level = "document"
reliability = "Invented."
access = "Open."
"""
FINDING = """
[[finding]]
id = "report-ban"
source = "report-2020"
topic = "exit-bans"
statement = "Relatives of people sought abroad may not leave."
pinpoint = "p. 4"
period = "2019"
scope = "China"
groups = ["families"]
strength = "reported"
kind = "fact"
adverse = false
reading_level = "document"
"""
ARGUMENT = """
[[argument]]
id = "exit"
title = "Relatives who may not leave"
ground = "persecution"
issue = "Does the ban on relatives show a motive?"
test = ["a ban", "a link to the request"]
burden = "The person shows it."
standard = "Real risk (number from general knowledge)."
authorities = [
    { source = "report-2020", proposition = "They stay.", pinpoint = "p. 4", reading_level = "document" },
    { citation = "A Case, 1 Rep. 1", proposition = "So.", unseen_pinpoint = "p. 9", reading_level = "none" },
]
against = [{ state_says = "It is chance.", response = "It is not." }]
facts_needed = ["the order"]
finding_ids = ["report-ban"]
relief = "Refusal."
proceedings = ["extradition"]
forums = [{ country = "CY", note = "S. 6.", open = false }]
second_reading = 2026-01-03

[[route]]
id = "route-cy"
forum = "CY"
title = "Cyprus"
court = "A court"
remedy = "A writ"
laws = ["S. 10"]
authorities = ["report-2020"]
read = "headings"
warning = "Ask the registry."
"""
STATISTIC = """
[[statistic]]
id = "report-ban-1"
measure = "People under exit bans"
unit = "people"
on = "2019"
value = 12
upper = 40.5
compiler = "A Body"
finding = "report-ban"
note = "about"
"""
LOG = (
    'copies = ["copies.example"]\n' + HEAD.format(id="reading-log", counts="") + "\n[sources]\n\n[findings]\n"
)


def change(path: Path, old: str, new: str) -> None:
    """Replace a text that must be there once."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def pack(id_: str, counts: str, body: str) -> str:
    """The text of a pack file."""
    return HEAD.format(id=id_, counts=counts) + body


PROFILES = """
[fields]
file_format = "text"
index_required = "flag"
max_file_size_mb = "integer"
line_spacing = "number"
cover_fields = "texts"
margins = "margins"

[[profile]]
id = "xx-court"
forum = "A Court"
jurisdiction = "XX"
status = "usable"
notes = "Invented."

[[profile.rule]]
field = "file_format"
value = "PDF"
level = "must"
seen = true
pinpoint = "para 1"
kind = "official"
url = "https://court.example/rules"
as_of = 2025-01-02
as_of_basis = "shown"

[[profile.rule]]
field = "index_required"
value = true
level = "must"
seen = true
confirm = true
pinpoint = "para 2"
kind = "earlier text"
as_of = 2020-01-01
as_of_basis = "estimated"

[[profile]]
id = "xx-appeal"
forum = "A Court of Appeal"
jurisdiction = "XX"
status = "partial"
inherits = "xx-court"
notes = "Invented."

[[profile.rule]]
field = "file_format"
value = "PDF/A"
level = "should"
seen = false
pinpoint = "rule 9"
kind = "official"
as_of = 2024-01-02
as_of_basis = "shown"

[[gap]]
what = "A tribunal"
state = "not searched"
note = "Invented."
"""
INSTRUMENT = """
[[instrument]]
id = "prc-xx-extradition"
country = "XX"
china_party = "PRC"
kind = "extradition-treaty"
title = "A treaty"
status = "suspended"
signed = "2001-02-03"
ratified_by_china = "2002"
in_force = "2003-04"
suspended = "2020-05-06"
unconfirmed = ["in_force"]
refusal_grounds = ["political-offence", "humanitarian-optional"]
provisional_arrest_days = 30
articles_read = "all 9"
seen = true
confidence = "high"
"""
CLAUSE = """
[[clause]]
id = "prc-xx-extradition-nationality"
instrument = "prc-xx-extradition"
article = "5"
subject = "nationality"
text = "Each side may refuse its nationals."
seen = true
"""
COUNTRY = """
[[country]]
id = "XX"
name = "Xland"
extradition = "prc-xx-extradition"
[country.remedies]
echr = { state = "former", basis = "known" }
eu = { state = "no", basis = "known" }
cat = { state = "yes", basis = "seen" }
cat-art-22 = { state = "unknown", basis = "unknown" }
iccpr-op1 = { state = "denounced", basis = "seen" }
refugee-convention = { state = "protocol-only", basis = "known" }
"""
DECISION = """
[[decision]]
id = "xx-court-2020"
court = "A Court"
forum = "national"
country = "XX"
decided = "2020-05"
title = "A v B"
person_type = "a publisher"
requesting_party = "PRC"
procedure = "extradition"
outcome = "refused"
grounds = ["fair-trial"]
assurances_considered = true
assurances_assessment = "not enough"
summary = "Extradition was refused."
reported_in = "A Newspaper"
seen = true
confidence = "medium"
"""
INCIDENT = """
[[incident]]
id = "xx-threat-2021"
country = "XX"
on = "2021-06"
kind = "family-threats"
actor = "PRC"
summary = "Relatives were visited."
seen = false
confidence = "low"
"""
CLAIM = """
[[claim]]
id = "xx-ratified"
claim = "Xland ratified the treaty"
result = "partly"
notes = "Only China did."
"""
CALENDAR = """
[[calendar]]
id = "CY"
name = "Cyprus"
country = "CY"
zone = "Asia/Nicosia"
last_year = 2027

[[calendar.closure]]
on = 2026-03-03
why = "flood"
"""
PROSE = "\n".join(
    f'{heading} = "Invented."'
    for heading in (
        "day_zero",
        "days",
        "months_years",
        "end_of_day",
        "weekend_holiday",
        "short_period",
        "backward_counting",
        "hours",
        "service_and_recess",
    )
)
METHOD = f"""
[[method]]
id = "xx-method"
name = "A method"
jurisdiction = "XX"
citation = "Act s. 1"
seen = true
confidence = "high"
calendar = "CY"
units = ["months", "days", "calendar-days", "working-days", "hours", "process-hours"]
backwards = "yes"

[method.prose]
{PROSE}

[method.terms]
roll = "next"
working_week = ["mon", "tue", "wed", "thu", "fri"]
recess = ["summer"]
window = ["08:00", "18:00"]

[[method.block]]
id = "summer"
from = "08-01"
to = "08-31"
why = "recess"

[[method.service]]
by = ["post"]
days = 2
effect = "deemed"
why = "two days after posting"

[[method.reading]]
id = "plain"
words = "Without extension."
terms = {{ roll = "none" }}

[[method.example]]
on = 2026-03-02
period = "5 days"
due = 2026-03-09
earliest_safe = 2026-03-07
why = "Day 5 is a Saturday."

[[method.example]]
at = "2026-03-02T10:00"
period = "3 hours"
due = "2026-03-02T13:00+02:00"
why = "By the clock."
"""
RULE = """
[[rule]]
id = "xx-appeal"
title = "Appeal"
forum = "A Court"
jurisdiction = "XX"
proceeding = "asylum"
trigger = "Service"
trigger_event = "decision-served"
period = "10 days"
direction = "after"
trigger_day = "excluded"
roll = "next"
method = "xx-method"
calendar = "CY"
runs_from = "notice"
service_by = ["post"]
extendable = "no"
consequence = "Too late."
citation = "Act s. 2"
seen = true
as_of = "2026-01-02"
as_of_on = 2026-01-02
confidence = "high"
status = "active"
review_by = 2027-01-02

[[rule.earlier]]
decided_before = 2020-01-01
period = "5 days"
words = "The text before 2020."

[[rule.example]]
on = 2026-03-02
due = 2026-03-12
why = "Ten days."
"""
UNVERIFIED = """
[[unverified]]
id = "xx-gap"
jurisdiction = "XX"
subject = "A treaty"
note = "Not found."
"""
TEMPLATE = """
[[template]]
id = "filing"
title = "A filing"
steps = [{ days = 2, step = "Draft" }]
"""
DOSSIER_TEMPLATE = """
[[dossier]]
id = "hearing-dossier"
about = "Everything for one hearing."
has_exhibits = true
section = [{ kind = "chronology" }]
"""
CERTIFICATE = """
[[certificate]]
id = "service"
title = "Proof of service"
required = "index_required"
contents = "cover_fields"
element = [{ id = "signature", kind = "signature", label = "Signature" }]
"""
CLIENT_PAPER = """
[paper]
kind = "questionnaire"
reader = "client"

[[line]]
id = "title"
kind = "title"
en = "Questions for {client}"
zh-Hans = "{client}的问卷"
zh-Hant = "{client}的問卷"

[[line]]
id = "sex"
kind = "choice"
field = "sex"
en = "Sex"
zh-Hans = "性别"
zh-Hant = "性別"
ug = "جىنسىڭىز"

[[line]]
id = "female"
kind = "option"
of = "sex"
en = "female"
zh-Hans = "女"
zh-Hant = "女"
"""
SYNONYM = """
[[synonym]]
id = "ban"
terms = ["exit ban", "限制出境"]
stated_in = ["topic:exit-bans"]
"""
REQUIRED_PAPER = """
[[request-route]]
id = "xx-law"
kind = "general-law"
state = "XX"
title = "Extradition Act"
reading_level = "document"
read = "article"
confidence = "high"

[[required-paper]]
id = "xx-law-01"
route = "xx-law"
stage = "all"
what = "Copy of the warrant"
article = "s. 1"
reading_level = "document"
read = "article"
confidence = "high"

[[paper-authority]]
id = "xx-case"
routes = ["xx-law"]
court = "High Court"
side = "for"
text = "No warrant, no request."
reading_level = "secondary"
read = "summary"
reported_in = "a newspaper"
"""
PAPER_CHECK = """
[[paper-check]]
id = "id18-check"
family = "citizen-id"
check = "Check character."
caution = "Often a slip of typing."
reading_level = "secondary"
read = "article"
reported_in = "a library"
confidence = "high"

[[paper-example]]
id = "ex-1"
kind = "citizen-id-18"
value = "11010519000101001X"
valid = true
"""
OFFENCE = """
[[amendment]]
id = "text of 1997"
in_force = 1997-10-01

[[general]]
id = "lighter-law"
pinpoint = "art. 12"
statement = "Old law applies unless the new is lighter."
reading_level = "document"

[[general]]
id = "interpretation-time"
pinpoint = "Provisions"
statement = "The interpretation then in force applies."
reading_level = "document"

[[interpretation]]
id = "si-1"
title = "An interpretation"
from = 2000-01-01
reading_level = "document"

[[reading]]
id = "cur"
what = "The law"
reading_level = "document"

[[offence]]
id = "cl-1"
law = "PRC-CL"
article = "art. 1"
numbers = ["1"]
kind = "offence"
title = "An offence"
title_zh = "罪"
chapter = "market"
political = "common"
investigator = "police"
reading_level = "document"
source = "A law"
url = "https://law.example/"

[[offence.version]]
from = 1997-10-01
amendment = "text of 1997"
reading_level = "document"
read_in = "cur"
[[offence.version.band]]
number = 1
condition = "base"
min_months = 0
max_months = 36
limitation_years = 5

[[offence.threshold]]
band = 1
measure = "sum"
from_amount = 100
unit = "CNY"
interpretation = "si-1"
from = 2000-01-01
version_from = 1997-10-01
reading_level = "document"

[[example]]
id = "ex-1"
offence = "cl-1"
act = "A sum is taken."
act_ended = 2005-05-05
amount = 100
version_at_act = "text of 1997"
band_at_act = 1
lighter_version = "text of 1997"
band = 1
min_months = 0
max_months = 36
limitation_years = 5
lapses = 2010-05-05
why = "It reaches the figure."
"""
_READ = 'reading_level = "document"\n'
_LIMITATION_RULES = (
    *("lim-start", "lim-evasion-supervision", "lim-crossing", "lim-hk", "lim-new-offence"),
    *("lim-evasion", "lim-complaint", "lim-spp", "lim-effect", "lim-ask"),
)
LIMITATION = """
[[step]]
id = "lim-5"
maximum = "under five years"
max_months_from = 0
max_months_below = 60
years = 5
law = "A law"
pinpoint = "art. 87(1)"
examples = "three years"
reading_level = "document"
""" + "".join(
    f'[[limitation-rule]]\nid = "{id_}"\nlaw = "A law"\npinpoint = "art. 9"\nstatement = "So."\n{_READ}'
    for id_ in _LIMITATION_RULES
)
CUSTODY = """
[[stage]]
id = "appeal"
title = "Appeal"
title_zh = "第二审"
law = "A law"
pinpoint = "art. 2"
longest = "2 months"
longest_months = 2
who_decides = "Court"
lawyer_access = "free"
family_notice = "none stated"
review = "none"
reading_level = "document"
url = "https://law.example/"

[[path]]
id = "ordinary-longest"
title = "Ordinary case"
stages = ["appeal"]
longest = "2 months"

[[lawyer]]
id = "lawyer-number"
law = "A law"
pinpoint = "art. 33"
statement = "One or two."
reading_level = "document"
"""
JURISDICTION = """
[[jurisdiction]]
id = "territory"
law = "A law"
pinpoint = "art. 6"
connection = "territory"
statement = "Offences there."
effect = "applies"
reading_level = "document"
url = "https://law.example/"

[[procedure]]
id = "court-level"
law = "A law"
pinpoint = "art. 20"
statement = "Basic courts."
reading_level = "document"
"""
FOLDERS = {
    "client-papers": ("line = 3", CLIENT_PAPER),
    "counting-methods": ("method = 1", METHOD),
    "deadline-rules": ("rule = 1, unverified = 1", RULE + UNVERIFIED),
}
"""Counts and entries of packs stored as folders, one file `xx` in each."""
READER = """
[[profile-reader]]
id = "xx-served"
profile = "xx-court"
reader = "other-side"
from = "us"
receives = "gets"
paper = "any"
en = "It is served on the other side."
zh-Hans = "须送达对方。"
zh-Hant = "須送達對方。"
pinpoint = "r 1"
reading_level = "document"
read = "article"
"""
COOPERATION_NOTE = """
[[cooperation-note]]
id = "prc-xx-vote"
instrument = "prc-xx-extradition"
about = "approval"
en = "Parliament approved the treaty."
zh-Hans = "议会批准了该条约。"
zh-Hant = "議會批准了該條約。"
reported_in = "A Body"
reading_level = "secondary"
read = "registry"
"""
FIRST_HOURS = """
[[arrest-state]]
id = "CY"
en = "Has a request come?"
zh-Hans = "请求到了吗？"
zh-Hant = "請求到了嗎？"

[[arrest-fact]]
id = "cy-court"
state = "CY"
topic = "judge-within"
en = "Brought before a judge within 24 hours."
zh-Hans = "24小时内带见法官。"
zh-Hant = "24小時內帶見法官。"
article = "art. 1"
reading_level = "document"
read = "article"
confidence = "high"
value = 24
unit = "hours"
"""

REGISTER = """
[[register]]
id = "some-list"
title = "Some list"
publisher = "A Body"
kind = "political-prisoners"
has_people = true
languages = ["en"]
access = "public"
url = "https://example.org/list"
reliability = "Invented."
use = "Shows nothing."
reading_level = "summary"
read = "excerpt"
confidence = "high"
"""

REST = {
    "registers": ("register = 1", REGISTER),
    "first-48-hours": ("arrest-state = 1, arrest-fact = 1", FIRST_HOURS),
    "readers": ("profile-reader = 1", READER),
    "cooperation-notes": ("cooperation-note = 1", COOPERATION_NOTE),
    "calendars": ("calendar = 1", CALENDAR),
    "prc-offences": (
        "amendment = 1, general = 2, interpretation = 1, reading = 1, offence = 1, example = 1",
        OFFENCE,
    ),
    "limitation": (f"step = 1, limitation-rule = {len(_LIMITATION_RULES)}", LIMITATION),
    "detention-stages": ("stage = 1, path = 1, lawyer = 1", CUSTODY),
    "jurisdiction": ("jurisdiction = 1, procedure = 1", JURISDICTION),
    "profiles": ("profile = 2, gap = 1", PROFILES),
    "instruments": ("instrument = 1, clause = 1", INSTRUMENT + CLAUSE),
    "countries": ("country = 1", COUNTRY),
    "decisions": ("decision = 1", DECISION),
    "incidents": ("incident = 1", INCIDENT),
    "claims": ("claim = 1", CLAIM),
    "deadline-tasks": ("template = 1", TEMPLATE),
    "dossier-templates": ("dossier = 1", DOSSIER_TEMPLATE),
    "certificates": ("certificate = 1", CERTIFICATE),
    "synonyms": ("synonym = 1", SYNONYM),
    "required-papers": ("request-route = 1, required-paper = 1, paper-authority = 1", REQUIRED_PAPER),
    "prc-papers": ("paper-check = 1, paper-example = 1", PAPER_CHECK),
}
"""Counts and entries of the packs beside the library, by file."""
