"""What keeps a copy from being filed, and from whom things are kept."""
