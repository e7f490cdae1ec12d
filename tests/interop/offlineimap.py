"""offlineimap3: keeps a local Maildir and ours alike; and is pushed to, by IDLE,
between two times that it looks."""

import itertools
import time

from mail_server import (PASSWORD, PATIENCE, USER, ClientTest, Maildir, mail,
                         main)

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


class Offlineimap(ClientTest):
    program, package = "offlineimap", "offlineimap3"

    def setUp(self):
        super().setUp()
        self.settings = self.write("settings", SETTINGS.format(
            mail=self.home / "mail", port=self.port, user=USER,
            password=PASSWORD))
        self.near = Maildir(self.home / "mail" / "INBOX")

    def sync(self):
        self.run_client("-c", self.settings, "-o")

    def test_what_happens_at_one_end_happens_at_the_other(self):
        for subject in ("Loft", "Castle"):
            self.inbox.drop(mail(subject))
        self.sync()
        self.near.drop(mail("Houseboat"))
        self.near.drop(mail("Tower"))
        self.sync()
        for subject in ("Loft", "Castle", "Houseboat", "Tower"):
            self.check_same(subject, "")

        self.inbox.mark("Loft", "F")
        self.near.mark("Tower", "RS")
        self.sync()
        self.check_same("Loft", "F")
        self.check_same("Tower", "RS")

        self.inbox.files("Castle")[0].unlink()
        self.near.files("Houseboat")[0].unlink()
        self.sync()
        self.check_same("Castle", None)
        self.check_same("Houseboat", None)

    def check_same(self, subject, flags):
        self.assertEqual((self.inbox.flags(subject), self.near.flags(subject)),
                         (flags, flags))

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
                # Its library, imaplib2, misses what it hears in the moment
                # after "+ idling": it acts on that when the next news come.
                if time.monotonic() > next_news:
                    next_news = time.monotonic() + 1
                    self.inbox.mark("Loft", next(flags))
                self.assertLess(time.monotonic(), until, subject)
                time.sleep(0.01)
            told = self.server.idling(told)


if __name__ == "__main__":
    main()
