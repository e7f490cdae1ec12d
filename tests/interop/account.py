"""Whose the programs of others are that a test starts: never root's, who many
of them refuse to serve."""

import getpass
import grp
import os
import pwd


def account():
    """The user and the group."""
    if os.geteuid() != 0:
        return getpass.getuser(), grp.getgrgid(os.getegid()).gr_name
    return "nobody", "nogroup"


def as_account():
    """What subprocess wants to know to run a program as that user."""
    if os.geteuid() != 0:
        return {}
    user, group = account()
    return {"user": user, "group": group, "extra_groups": []}


def command_prefix():
    """The words before a command that make it run as that user, and still end
    when who started it does."""
    if os.geteuid() != 0:
        return ()
    user, group = account()
    return ("setpriv", "--reuid", user, "--regid", group, "--clear-groups",
            "--pdeathsig", "keep")


def give(folder):
    """Makes the folder and all in it that user's."""
    if os.geteuid() != 0:
        return
    user, group = account()
    ids = pwd.getpwnam(user).pw_uid, grp.getgrnam(group).gr_gid
    for path in [folder, *folder.rglob("*")]:
        os.chown(path, *ids)
