"""mbsync: synchronises a local Maildir with ours, in both directions. It cannot
idle."""

from mail_server import PASSWORD, USER, ClientTest, Maildir, mail, main
from two_ways import TwoWays

SETTINGS = """
IMAPAccount ours
Host 127.0.0.1
Port {port}
User {user}
Pass {password}
AuthMechs LOGIN
SSLType None

IMAPStore far
Account ours

MaildirStore near
Path ~/mail/
Inbox ~/mail/INBOX
SubFolders Verbatim

Channel all
Far :far:
Near :near:
Patterns *
Create Both
Expunge Both
SyncState *
"""


class Mbsync(TwoWays, ClientTest):
    program, package = "mbsync", "isync"

    def setUp(self):
        super().setUp()
        self.settings = self.write("settings", SETTINGS.format(
            port=self.port, user=USER, password=PASSWORD))
        (self.home / "mail").mkdir()
        self.near = Maildir(self.home / "mail" / "INBOX")

    def sync(self):
        self.run_client("--config", self.settings, "--all")

    def delete_near(self, subject):
        self.near.mark(subject, "T")

    def test_folders_are_made_at_both_ends(self):
        with self.server.log_in() as client:
            client.create("Homes")
        self.server.append(mail("Loft"), "Homes")
        for part in ("cur", "new", "tmp"):
            (self.home / "mail" / "Offices" / part).mkdir(parents=True)
        Maildir(self.home / "mail" / "Offices").drop(mail("Tower"))
        self.sync()
        near = Maildir(self.home / "mail" / "Homes")
        self.assertEqual(len(near.files("Loft")), 1)
        self.assertEqual(len(self.server.folder("Offices").files("Tower")), 1)


if __name__ == "__main__":
    main()
