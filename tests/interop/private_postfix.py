"""A Postfix for a test, on loopback and in a temporary folder. It takes mail by
SMTP for the users that the test names, and puts it into their Maildirs.

It starts only as root."""

import grp
import os
import pwd
import shutil
import smtplib
from pathlib import Path

from account import account
from private_server import PATIENCE, PrivateServer
from server_config import filled_in

MASTER = Path("/usr/lib/postfix/sbin/master")
QUEUES = ("active", "bounce", "corrupt", "defer", "deferred", "flush", "hold",
          "incoming", "maildrop", "private", "public", "saved", "trace")


def why_not():
    """Why it cannot be tried here, if it cannot."""
    if not MASTER.exists():
        return "there is no Postfix; its Debian package is postfix"
    if os.geteuid() != 0:
        return "Postfix starts only as root"
    return None


class PrivatePostfix(PrivateServer):
    """with PrivatePostfix({"anna": folder}) as postfix: ... postfix.send(...)

    Mail to anna@example.org is put into that Maildir, as the user of
    `account.py`. All Maildirs stand in one folder."""

    name = "postfix"

    def __init__(self, maildirs):
        self.maildirs = {user: Path(box) for user, box in maildirs.items()}

    def start(self):
        self.folder.chmod(0o755)  # its parts run as several users
        user, group = account()
        base = Path(os.path.commonpath(
            [box.parent for box in self.maildirs.values()]))
        boxes = ", ".join(
            f"{{ {name}@example.org = {box.relative_to(base)}/ }}"
            for name, box in self.maildirs.items())
        (self.folder / "main.cf").write_text(filled_in(
            "postfix-main.cf", folder=self.folder, base=base, boxes=boxes,
            uid=pwd.getpwnam(user).pw_uid, gid=grp.getgrnam(group).gr_gid))
        (self.folder / "master.cf").write_text(filled_in(
            "postfix-master.cf", port=self.port))
        for name in QUEUES:
            (self.folder / "queue" / name).mkdir(parents=True)
            shutil.chown(self.folder / "queue" / name, "postfix")
        for name in ("data", "log"):
            (self.folder / name).mkdir()
            shutil.chown(self.folder / name, "postfix")
        (self.folder / "queue" / "pid").mkdir()
        self.launch(["setpriv", "--pdeathsig", "TERM", MASTER, "-c",
                     self.folder, "-d"])

    def send(self, user, message):
        """Hands over a message; it arrives a little later."""
        with smtplib.SMTP("127.0.0.1", self.port, timeout=PATIENCE) as smtp:
            smtp.sendmail("agency@example.org", f"{user}@example.org", message)
