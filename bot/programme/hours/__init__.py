"""When people can be written to and talked with: quiet hours, shifts, and service hours."""
