"""Cases that travel, as the window works with them: what would go, packing, checking, coming home."""
