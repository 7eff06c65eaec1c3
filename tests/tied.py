"""Become another program that ends when the process which started this one ends.

``python tied.py SIGNAL PARENT USER PROGRAM [ARGUMENT ...]``. Linux sends SIGNAL to the program as
soon as PARENT is gone, even if PARENT was killed. USER may be empty. On other systems the program
only runs.
"""

import ctypes
import os
import pwd
import sys

PR_SET_PDEATHSIG = 1


def main(signal: str, parent: str, user: str, *program: str) -> None:
    """Take the user's rights first: Linux forgets the signal when they change."""
    if user:
        account = pwd.getpwnam(user)
        os.initgroups(user, account.pw_gid)
        os.setgid(account.pw_gid)
        os.setuid(account.pw_uid)
    end_with_parent(int(signal))
    # The parent may have ended before the line above.
    if os.getppid() == int(parent):
        os.execvp(program[0], program)  # noqa: S606  # no shell is wanted


def end_with_parent(signal: int) -> None:
    """Have Linux send this process a signal when its parent ends."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal)


if __name__ == "__main__":
    main(*sys.argv[1:])
