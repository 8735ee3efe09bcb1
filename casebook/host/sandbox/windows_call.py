"""What every call of Windows that answers with a number or a handle has in common.

Source: Microsoft, GetLastError.
"""

from __future__ import annotations

import sys

if sys.platform == "win32":
    import ctypes

    def require(answer: int | None) -> None:
        """Make sure that a call succeeded, made by a library that was loaded with `use_last_error`.

        Raises:
            OSError: it did not.
        """
        if not answer:
            raise ctypes.WinError(ctypes.get_last_error())
