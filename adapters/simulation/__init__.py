"""A hospital's program, simulated: the real core, made-up people, and a clock that leaps.

``deployment`` opens the hospital of a playbook in a scratch folder, on one made-up platform whose
messages are in ``mailbox``. ``events`` happen, ``clinicians`` and ``supporters`` behave by
``rates``, ``days`` plays on from one thing to the next, and the ``diary`` has what people did.
``history`` reads how many events a hospital had. ``figures`` are those of one run, ``runs`` plays
many beside each other, ``summary`` puts them together as ranges, and ``page`` prints them.
"""
