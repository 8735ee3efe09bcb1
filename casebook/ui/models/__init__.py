"""One table model, one tree model and one filter for the whole program; a page declares columns and rows."""
