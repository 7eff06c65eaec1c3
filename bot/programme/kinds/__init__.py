"""What people are told about a support kind."""
