"""offlineimap3: synchronises a local Maildir with ours, and is told of changes
by IDLE in between."""

import itertools
import time

from mail_server import (PASSWORD, PATIENCE, USER, ClientTest, Maildir, mail,
                         main)
from two_ways import TwoWays

SETTINGS = """
[general]
accounts = ours
ui = basic
[Account ours]
localrepository = near
remoterepository = far
autorefresh = 600
[Repository near]
type = Maildir
localfolders = {mail}
[Repository far]
type = IMAP
remotehost = 127.0.0.1
remoteport = {port}
remoteuser = {user}
remotepass = {password}
ssl = no
starttls = no
keepalive = 60
idlefolders = ['INBOX']
"""


class Offlineimap(TwoWays, ClientTest):
    program, package = "offlineimap", "offlineimap3"
    state = [".offlineimap"]

    def setUp(self):
        super().setUp()
        self.settings = self.write("settings", SETTINGS.format(
            mail=self.home / "mail", port=self.port, user=USER,
            password=PASSWORD))
        self.near = Maildir(self.home / "mail" / "INBOX")

    def sync(self):
        self.run_client("-c", self.settings, "-o")

    def test_it_is_pushed_to(self):
        self.inbox.drop(mail("Loft"))
        self.start_client("-c", self.settings)
        until = time.monotonic() + PATIENCE
        flags = itertools.cycle(["F", ""])
        # It idles in one thread, while another may still copy.
        self.eventually(lambda: self.near.files("Loft"), "Loft")
        told = self.server.idling()
        for subject in ("Castle", "Tower"):
            self.inbox.drop(mail(subject))
            told = self.server.heard(r"^S\d+: \* \d+ EXISTS", told)
            next_news = time.monotonic() + 1
            while not self.near.files(subject):
                # Its library, imaplib2, misses news in the moment after
                # "+ idling", and acts on them when the next news come.
                if time.monotonic() > next_news:
                    next_news = time.monotonic() + 1
                    self.inbox.mark("Loft", next(flags))
                self.assertLess(time.monotonic(), until, subject)
                time.sleep(0.01)
            told = self.server.idling(told)


if __name__ == "__main__":
    main()
