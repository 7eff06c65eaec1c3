"""The hospital's own paging: a signed webhook, and e-mail to pagers.

To the bot it is a platform without people: ``messenger`` implements the core's port, so that a page
has the terms, repeats and records of every message. ``webhook`` and ``mail`` are its two ways;
``answers`` takes the signed answer that somebody has seen a page.
"""
