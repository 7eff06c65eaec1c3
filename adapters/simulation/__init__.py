"""A simulated hospital: people who behave by rates, on the real program and a clock of its own.

It plays weeks in seconds, so that a programme can be judged before anybody depends on it. Whoever
opens a deployment hands it over as a ``Hospital``; ``play`` then lives in it.
"""
