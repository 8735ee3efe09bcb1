"""The sections a dossier can have, one file each: material in, blocks out."""
