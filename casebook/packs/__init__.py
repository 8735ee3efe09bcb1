"""Facts about the world as TOML packs: read, checked, handed on as nouns."""
