"""A Cyrus IMAP for a test, on loopback: without privileges, in a temporary
folder, with the users that the test asks for and no mail.

It is not installed: `fetch_cyrus` has unpacked it into the folder that the
environment names CYRUS."""

import os
import shutil
import subprocess
from pathlib import Path

from account import account, as_account, give
from private_server import NOT_CHECKED, PASSWORD, PrivateServer

SETTINGS = """
configdirectory: {folder}/config
partition-default: {folder}/spool
defaultpartition: default
servername: localhost
unixhierarchysep: yes
altnamespace: yes
allowplaintext: yes
sasl_pwcheck_method: auxprop
sasl_auxprop_plugin: sasldb
sasl_sasldb_path: {folder}/passwords
sasl_mech_list: PLAIN LOGIN
# the INBOX of a user is made at the first login
autocreate_quota: 0
cyrus_user: {user}
cyrus_group: {group}
mboxname_lockpath: {folder}/lock
"""

SERVICES = """
START {{
  recover cmd="{programs}/ctl_cyrusdb -C {folder}/imapd.conf -r"
  idled cmd="{programs}/idled -C {folder}/imapd.conf"
}}
SERVICES {{
  imap cmd="{programs}/imapd -C {folder}/imapd.conf" listen="127.0.0.1:{port}"
}}
EVENTS {{
}}
"""


def unpacked():
    return Path(os.environ["CYRUS"]) / "usr" / "lib"


def why_not():
    """Why it cannot be tried here, if it cannot."""
    if not (unpacked() / "cyrus" / "bin" / "master").exists():
        return (f"there is no Cyrus in {os.environ['CYRUS']}; "
                "tests/interop/fetch_cyrus puts it there")
    if not shutil.which("saslpasswd2", path="/usr/sbin:/usr/bin"):
        return "there is no saslpasswd2; its Debian package is sasl2-bin"
    return None


class PrivateCyrus(PrivateServer):
    """with PrivateCyrus(["anna"]) as cyrus: ... cyrus.address ..."""

    name = "cyrus"

    def __init__(self, users):
        self.users = users

    def start(self):
        # A copy, because only root may be able to read the build folder.
        shutil.copytree(unpacked(), self.folder / "lib", symlinks=True)
        programs = self.folder / "lib" / "cyrus" / "bin"
        for name in ("config/socket", "config/proc", "spool", "lock"):
            (self.folder / name).mkdir(parents=True)
        user, group = account()
        facts = {"folder": self.folder, "programs": programs, "port": self.port,
                 "user": user, "group": group}
        for name, text in (("imapd.conf", SETTINGS), ("cyrus.conf", SERVICES)):
            (self.folder / name).write_text(text.format(**facts))
        for name in self.users:
            subprocess.run(
                ["/usr/sbin/saslpasswd2", "-p", "-c", "-f",
                 self.folder / "passwords", "-u", "localhost", name],
                input=PASSWORD, text=True, check=True)
        give(self.folder)
        libraries, = (path.parent for path in
                      (self.folder / "lib").glob("*/libcyrus.so.0"))
        self.launch(
            [programs / "master", "-C", self.folder / "imapd.conf",
             "-M", self.folder / "cyrus.conf", "-p", self.folder / "pid"],
            cwd=self.folder,
            env={**os.environ, "LD_LIBRARY_PATH": str(libraries)},
            **as_account())


__all__ = ["NOT_CHECKED", "PASSWORD", "PrivateCyrus", "why_not"]
