"""Cards, detail panes and offers: framed content of a page."""
