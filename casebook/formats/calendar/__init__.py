"""Calendar files (iCalendar): read and written, with their series, zones and ends cut short."""
