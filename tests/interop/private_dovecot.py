"""A Dovecot for a test, on loopback: without privileges, in a temporary folder,
with the users that the test asks for and no mail."""

import os
import shutil
import subprocess

from account import account, as_account, give
from private_server import NOT_CHECKED, PASSWORD, PrivateServer, end
from server_config import configuration, knows


def program():
    """Dovecot's path; None if it is not installed."""
    return shutil.which("dovecot") or shutil.which("dovecot",
                                                   path="/usr/sbin:/usr/bin")


def version():
    """Its version as a text, "2.4.1" for one."""
    said = subprocess.run([program(), "--version"], capture_output=True,
                          text=True, check=True).stdout
    return said.split()[0].partition("-")[0]


def why_not():
    """Why it cannot be tried here, if it cannot."""
    if not program():
        return "there is no dovecot; its Debian package is dovecot-imapd"
    if not knows(version()):
        return f"no configuration is known here for Dovecot {version()}"
    return None


class PrivateDovecot(PrivateServer):
    """with PrivateDovecot(["anna"]) as dovecot: ... dovecot.address ...

    `mail` is the Maildir of each user, whose name stands in it as "%u";
    `settings` are lines of its configuration that outdo ours. With `tls` there
    is STARTTLS, and `ca` is the file that says whom to trust."""

    name = "dovecot"

    def __init__(self, users, mail="~/mail", settings="", tls=False):
        self.users = users
        self.mail = mail
        self.settings = settings
        self.tls = tls

    def start(self):
        user, group = account()
        config = self.folder / "dovecot.conf"
        if self.tls:
            self.make_certificate()
        config.write_text(configuration(
            version(), self.mail, self.tls, folder=self.folder, user=user,
            group=group, port=self.port) + self.settings)
        (self.folder / "passwd").write_text("".join(
            f"{name}:{{PLAIN}}{PASSWORD}\n" for name in self.users))
        (self.folder / "home").mkdir()
        give(self.folder)
        self.run()

    def run(self):
        # Then the times that it tells do not depend on the machine's zone.
        self.launch([program(), "-F", "-c", self.folder / "dovecot.conf"],
                    env={**os.environ, "TZ": "UTC"}, cwd=self.folder,
                    **as_account())

    def end(self):
        """Then run() starts it again, at the same address."""
        end(self.process)

    def make_certificate(self):
        subprocess.run([os.environ["PROTO_SERVER"], "certificate", "tls"],
                       cwd=self.folder, stdout=subprocess.DEVNULL, check=True)
        self.ca = self.folder / "tls" / "ca.pem"

    def log(self):
        log = self.folder / "log"
        return log.read_text(errors="replace") if log.exists() else ""


__all__ = ["NOT_CHECKED", "PASSWORD", "PrivateDovecot", "account", "end",
           "program", "version", "why_not"]
