"""What WhatsApp itself writes into exports, by the language of the telephone.

Source: exports in these languages. A phrase that is missing here is read as words of the sender.
"""

from __future__ import annotations

import re

LEFT_OUT = re.compile(
    "omit|omess|weggel|ausgelassen|absent|пропущ|忽略|省略|생략|"
    "dahil edilmedi|pominięt|utelat|udelad|diabaikan",
    re.IGNORECASE,
)
"""Parts of "image omitted" and its like."""

DELETED = frozenset(
    {
        "this message was deleted",
        "you deleted this message",
        "diese nachricht wurde gelöscht",
        "du hast diese nachricht gelöscht",
        "se eliminó este mensaje",
        "eliminó este mensaje",
        "este mensaje fue eliminado",
        "eliminaste este mensaje",
        "ce message a été supprimé",
        "vous avez supprimé ce message",
        "questo messaggio è stato eliminato",
        "hai eliminato questo messaggio",
        "mensagem apagada",
        "você apagou esta mensagem",
        "bu mesaj silindi",
        "bu mesajı sildiniz",
        "данное сообщение удалено",
        "сообщение удалено",
        "вы удалили данное сообщение",
        "вы удалили это сообщение",
        "此消息已删除",
        "您已删除此消息",
        "你已删除这条消息",
        "此訊息已刪除",
        "您已刪除此訊息",
        "dit bericht is verwijderd",
        "تم حذف هذه الرسالة",
        "삭제된 메시지입니다",
        "このメッセージは削除されました",
    }
)
"""What stands in place of a deleted message, in small letters without a full stop."""
