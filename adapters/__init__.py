"""Everything that touches the world: platforms, HTTP, databases, settings, the command line."""
