"""Tables of dossiers, their copies and pseudonyms."""
