"""Display names of file types."""

from __future__ import annotations

from casebook.base.i18n import Translator

_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."


def media_words(media_type: str, words: Translator) -> str:
    """Return a media type in words: "PDF document", "Picture (JPEG)", or unchanged."""
    media_name = {**_documents(words), **_mail(words), **_archives(words)}.get(
        media_type.removesuffix("-flat-xml"), ""
    )
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
        "application/msword": words("Word document before 2007"),
        "application/vnd.ms-excel": words("Excel workbook before 2007"),
        "application/vnd.ms-powerpoint": words("PowerPoint presentation before 2007"),
        "application/vnd.apple.pages": words("Document ({program})", program="Pages"),
        "application/vnd.apple.numbers": words("Document ({program})", program="Numbers"),
        "application/vnd.apple.keynote": words("Document ({program})", program="Keynote"),
        "application/x-office-package": words("Office document"),
        "application/epub+zip": words("E-book"),
        f"{_OPEN}graphics": words("OpenDocument drawing"),
        **{
            f"application/vnd.sun.xml.{kind}": words(
                "Document ({program})", program=f"OpenOffice.org 1.x {kind.title()}"
            )
            for kind in ("writer", "calc", "impress", "draw")
        },
        "application/onenote": words("OneNote section"),
        "application/vnd.ms-htmlhelp": words("Compiled help file"),
        "application/octet-stream": words("Unknown file type"),
        "text/html": words("Web page"),
        "text/csv": words("Table (CSV)"),
        "image/webp": words("Image ({form})", form="WebP"),
    }


def _mail(words: Translator) -> dict[str, str]:
    return {
        "message/rfc822": words("Email message"),
        "application/vnd.ms-outlook": words("Outlook message"),
        "application/vnd.ms-outlook-pst": words("Outlook data file"),
        "application/mbox": words("Mailbox"),
        "application/ms-tnef": words("Outlook attachment container (winmail.dat)"),
        "application/pkcs7-mime": words("Signed or encrypted file"),
        "application/pkcs7-signature": words("Detached signature"),
        "application/x-whatsapp-chat": words("WhatsApp chat"),
        "application/x-telegram-chat": words("Telegram chat"),
        "application/x-signal-chat": words("Signal chat"),
    }


def _archives(words: Translator) -> dict[str, str]:
    return {
        "application/zip": words("ZIP archive"),
        "application/x-7z-compressed": words("Archive ({form})", form="7z"),
        "application/vnd.rar": words("Archive ({form})", form="RAR"),
        "application/x-tar": words("Archive ({form})", form="tar"),
        "application/gzip": words("Archive ({form})", form="gzip"),
        "application/x-bzip2": words("Archive ({form})", form="bzip2"),
        "application/x-xz": words("Archive ({form})", form="xz"),
        "application/x-compress": words("Archive ({form})", form="Z"),
        "application/x-lzh-compressed": words("Archive ({form})", form="LZH"),
        "application/x-split-zip": words("Part of an archive"),
        "application/warc": words("Captured web pages ({form})", form="WARC"),
        "application/x-internet-archive": words("Captured web pages ({form})", form="ARC"),
        "application/wacz": words("Captured web pages ({form})", form="WACZ"),
        "application/x-mimearchive": words("Captured web page ({form})", form="MHTML"),
        "application/x-webarchive": words("Captured web page ({form})", form="webarchive"),
    }
