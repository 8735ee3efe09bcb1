"""Pages and marks for what several casebooks share: versions of one field beside each other."""
