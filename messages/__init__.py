"""Every word a person reads, one file a language."""
