"""Display names of file types."""

from __future__ import annotations

from casebook.base.i18n import Translator

_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."


def media_words(media_type: str, words: Translator) -> str:
    """Return a media type in words: "PDF document", "Picture (JPEG)", or unchanged."""
    media_name = _documents(words).get(media_type, "")
    family, _, form = media_type.partition("/")
    families = {
        "image": words("Image ({form})", form=form.removeprefix("x-").upper()),
        "audio": words("Audio recording"),
        "video": words("Video"),
        "text": words("Text"),
    }
    return media_name or families.get(family, media_type)


def _documents(words: Translator) -> dict[str, str]:
    return {
        "application/pdf": words("PDF document"),
        f"{_OFFICE}wordprocessingml.document": words("Word document"),
        f"{_OFFICE}spreadsheetml.sheet": words("Excel workbook"),
        f"{_OFFICE}presentationml.presentation": words("PowerPoint presentation"),
        f"{_OPEN}text": words("OpenDocument text"),
        f"{_OPEN}spreadsheet": words("OpenDocument spreadsheet"),
        f"{_OPEN}presentation": words("OpenDocument presentation"),
        "application/x-ole-storage": words("Older Office file, or Office file with a password"),
        "application/rtf": words("Rich text"),
        "application/zip": words("ZIP archive"),
        "application/octet-stream": words("Unknown file type"),
        "message/rfc822": words("Email message"),
        "application/vnd.ms-outlook": words("Outlook message"),
        "application/mbox": words("Mailbox"),
        "application/ms-tnef": words("Outlook attachment container (winmail.dat)"),
        "application/pkcs7-mime": words("Signed or encrypted file"),
        "application/pkcs7-signature": words("Detached signature"),
        "application/x-whatsapp-chat": words("WhatsApp chat"),
        "application/x-telegram-chat": words("Telegram chat"),
        "application/x-signal-chat": words("Signal chat"),
        "text/html": words("Web page"),
        "text/csv": words("Table (CSV)"),
        "image/webp": words("Image ({form})", form="WebP"),
    }
