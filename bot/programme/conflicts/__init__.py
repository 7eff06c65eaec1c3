"""What must not go together: roles of one person, and triggers."""
