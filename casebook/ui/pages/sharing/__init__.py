"""The list of fields with several versions, where several casebooks share records."""
