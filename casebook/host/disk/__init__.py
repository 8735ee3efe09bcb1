"""What Python does not offer alike on every disk: locks on files, folders for one person alone."""
