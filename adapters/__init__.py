"""Everything outside the core: platforms, HTTP, databases, settings, the command line."""
