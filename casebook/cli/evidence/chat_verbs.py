"""The commands on chats."""

from __future__ import annotations

from casebook.cli.base.parameter import argument, maybe_argument, number, option
from casebook.cli.base.verb import VerbGroup, on_vault

DATE_ORDERS = ("dmy", "mdy", "ymd", "file")
_RUN = "casebook.cli.evidence.chat"
_DOCUMENT = argument("document_id", "DOCUMENT", "ID of the chat, a document.")

CHAT = VerbGroup(
    "chat",
    "Chats exported from WhatsApp, Telegram and Signal.",
    (
        on_vault(
            "show",
            "List the messages of a chat by number.",
            "casebook chat show VAULT DOCUMENT --day 2024-03-15 --json",
            f"{_RUN}:show",
            _DOCUMENT,
            maybe_argument("words", "[-]", "- reads words to search for from standard input."),
            number("--sender", "Only this sender, by number in “chat senders”.", default=0, minimum=0),
            option("--day", "Only this day, such as 2024-03-15.", metavar="DATE"),
        ),
        on_vault(
            "senders",
            "List the senders by number, with their messages and the people they are tied to.",
            "casebook chat senders VAULT DOCUMENT --json",
            f"{_RUN}:senders",
            _DOCUMENT,
        ),
        on_vault(
            "tie",
            "Tie a sender to a person, or to no one without --person.",
            "casebook chat tie VAULT DOCUMENT 2 --person ID",
            f"{_RUN}:tie",
            _DOCUMENT,
            argument("sender", "SENDER", "Number of the sender in “chat senders”.", "number")._replace(
                minimum=1
            ),
            option("--person", "ID of the person."),
        ),
        on_vault(
            "state",
            "State what the export leaves open: time zone, who holds the phone, order of the dates.",
            "casebook chat state VAULT DOCUMENT --zone Asia/Urumqi --holder 'the client' --dates dmy",
            f"{_RUN}:state",
            _DOCUMENT,
            option("--zone", "Time zone of the phone, such as Asia/Urumqi."),
            option("--holder", "Who holds the phone."),
            option(
                "--dates", f"Order of day, month and year: {', '.join(DATE_ORDERS)}; file lets it decide."
            ),
        ),
        on_vault(
            "exhibit",
            "Set messages on pages, as a document of the case that is part of the chat.",
            "casebook chat exhibit VAULT DOCUMENT 12-15 20 --before 3 --after 3",
            f"{_RUN}:exhibit",
            _DOCUMENT,
            argument("messages", "MESSAGE...", "Numbers of messages, or ranges such as 12-15.", many=True),
            number("--before", "How many messages before each are shown as context.", default=0, minimum=0),
            number("--after", "How many messages after each are shown as context.", default=0, minimum=0),
            option("--title", "Title of the document; by default that of the chat with the numbers."),
            option("--language", "Language of the fixed texts.", metavar="TAG", default="en"),
        ),
        on_vault(
            "screenshots",
            "Set screenshots in the order given on pages, each with its hash, as a document of the case.",
            "casebook chat screenshots VAULT DOCUMENT1 DOCUMENT2 --source WeChat --holder 'the client'",
            f"{_RUN}:screenshots",
            argument("documents", "DOCUMENT...", "IDs of the images, in order.", many=True),
            option("--source", "Program that they show.", default="WeChat"),
            option("--holder", "Who holds the phone."),
            option("--zone", "Time zone of the phone, such as Asia/Urumqi."),
            option("--title", "Title of the document."),
            option("--language", "Language of the fixed texts.", metavar="TAG", default="en"),
        ),
    ),
)
