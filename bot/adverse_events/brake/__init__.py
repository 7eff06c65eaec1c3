"""The brake: reports of a source that suddenly makes far too many wait for a coordinator."""
