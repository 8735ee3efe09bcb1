"""Operating system services: processes, and the limits of their access."""
