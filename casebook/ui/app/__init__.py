"""The application: started, preloaded, locked."""
