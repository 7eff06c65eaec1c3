"""Lists that other systems keep: HR's file, groups on platforms, and shift calendars."""
