"""Programs that deliver mail on real machines, Dovecot's delivery agent and
Postfix, deliver into our Maildir. An idling client is told at once."""

import grp
import os
import pwd
import shutil
import smtplib
import socket
import subprocess
import unittest
from pathlib import Path

import private_dovecot
from account import account
from dovecot_config import delivery_configuration
from mail_server import PATIENCE, USER, ClientTest, mail, main

LDA = Path("/usr/lib/dovecot/dovecot-lda")

MASTER = Path("/usr/lib/postfix/sbin/master")
POSTFIX_CONFIG = """
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
maillog_file = {folder}/log/postfix
maillog_file_prefixes = {folder}/log
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
myhostname = localhost
mydestination =
alias_maps =
local_recipient_maps =
virtual_mailbox_domains = example.org
virtual_mailbox_base = {box}
virtual_mailbox_maps = inline:{{ {{ {user}@example.org = {user}/ }} }}
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
smtpd_recipient_restrictions = permit_mynetworks, reject
"""
# The services that this needs, of /etc/postfix/master.cf; none in a chroot.
POSTFIX_SERVICES = """
127.0.0.1:{port} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
virtual unix - n n - - virtual
error unix - - n - - error
retry unix - - n - - error
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
"""
POSTFIX_QUEUES = ("active", "bounce", "corrupt", "defer", "deferred", "flush",
                  "hold", "incoming", "maildrop", "private", "public", "saved",
                  "trace")


class Deliver(ClientTest):
    def check_told(self, deliver):
        client = self.log_in()
        client.select()
        for count in (1, 2):
            self.assertEqual(client.idle(), "+ idling")
            deliver(f"Flat {count}")
            self.assertEqual(client.line(), f"* {count} EXISTS")
            self.assertEqual(client.done(), "tag OK IDLE terminated")
            _, answer = client.fetch(str(count), "(RFC822)")
            self.assertIn(f"Subject: Flat {count}\r\n".encode(), answer[0][1])

    @unittest.skipIf(private_dovecot.why_not(), private_dovecot.why_not())
    def test_dovecots_delivery_agent(self):
        config = self.write("lda.conf", delivery_configuration(
            private_dovecot.version(), self.inbox.folder, self.home))

        def deliver(subject):
            self.program = str(LDA)
            self.run_client("-c", config, text=mail(subject))

        self.check_told(deliver)

    @unittest.skipUnless(MASTER.exists(), "there is no Postfix; its Debian "
                                          "package is postfix")
    @unittest.skipUnless(os.geteuid() == 0, "Postfix starts only as root")
    def test_postfix(self):
        port = self.start_postfix()

        def deliver(subject):
            with smtplib.SMTP("127.0.0.1", port, timeout=PATIENCE) as smtp:
                smtp.sendmail("agency@example.org", f"{USER}@example.org",
                              mail(subject))

        self.check_told(deliver)

    def start_postfix(self):
        """All of it in a folder of its own; returns its port for SMTP."""
        folder, port = self.home / "postfix", private_dovecot.free_port()
        user, group = account()
        config = POSTFIX_CONFIG.format(
            folder=folder, box=self.inbox.folder.parent, user=USER,
            uid=pwd.getpwnam(user).pw_uid, gid=grp.getgrnam(group).gr_gid)
        self.write("postfix/main.cf", config)
        self.write("postfix/master.cf", POSTFIX_SERVICES.format(port=port))
        for name in POSTFIX_QUEUES:
            (folder / "queue" / name).mkdir(parents=True)
            shutil.chown(folder / "queue" / name, "postfix")
        for name in ("data", "log"):
            (folder / name).mkdir()
            shutil.chown(folder / name, "postfix")
        (folder / "queue" / "pid").mkdir()
        master = subprocess.Popen(["setpriv", "--pdeathsig", "TERM",
                                   MASTER, "-c", folder, "-d"])
        self.addCleanup(master.wait, PATIENCE)
        self.addCleanup(master.terminate)
        self.eventually(lambda: self.listens(port), "Postfix listens")
        return port

    def listens(self, port):
        with socket.socket() as client:
            return client.connect_ex(("127.0.0.1", port)) == 0


if __name__ == "__main__":
    main()
