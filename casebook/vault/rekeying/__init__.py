"""New keys: the new vault that grows inside the old one and takes its place."""
