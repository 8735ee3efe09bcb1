"""What is drawn on the pages of a dossier, apart from how it is set."""
