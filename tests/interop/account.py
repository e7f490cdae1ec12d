"""The user that runs the programs of others in a test. It is never root, because
many of them refuse to run as root."""

import getpass
import grp
import os
import pwd


def account():
    """Returns the user and the group."""
    if os.geteuid() != 0:
        return getpass.getuser(), grp.getgrgid(os.getegid()).gr_name
    return "nobody", "nogroup"


def as_account():
    """Returns the arguments of subprocess that run a program as that user."""
    if os.geteuid() != 0:
        return {}
    user, group = account()
    return {"user": user, "group": group, "extra_groups": []}


def command_prefix():
    """Returns the words before a command that run it as that user, and end it
    together with the program that started it."""
    if os.geteuid() != 0:
        return ()
    user, group = account()
    return ("setpriv", "--reuid", user, "--regid", group, "--clear-groups",
            "--pdeathsig", "keep")


def give(folder):
    """Gives the folder and everything in it to that user."""
    if os.geteuid() != 0:
        return
    user, group = account()
    ids = pwd.getpwnam(user).pw_uid, grp.getgrnam(group).gr_gid
    for path in [folder, *folder.rglob("*")]:
        os.chown(path, *ids)
