"""Microsoft Teams: everything about it, and nothing else about anything."""
