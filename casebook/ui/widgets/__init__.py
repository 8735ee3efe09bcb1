"""Parts of the window that know Qt and know no noun."""
