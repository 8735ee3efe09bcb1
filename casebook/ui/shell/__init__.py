"""The frame around the pages: sidebar, search, status line, drafts, errors."""
