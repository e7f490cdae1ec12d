"""mbsync: keeps a local Maildir and ours alike, in both directions. It cannot
idle."""

from mail_server import PASSWORD, USER, ClientTest, Maildir, mail, main

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


class Mbsync(ClientTest):
    program, package = "mbsync", "isync"

    def setUp(self):
        super().setUp()
        self.settings = self.write("settings", SETTINGS.format(
            port=self.port, user=USER, password=PASSWORD))
        (self.home / "mail").mkdir()
        self.near = Maildir(self.home / "mail" / "INBOX")

    def sync(self):
        self.run_client("--config", self.settings, "--all")

    def check_same(self, subject, flags):
        self.assertEqual((self.inbox.flags(subject), self.near.flags(subject)),
                         (flags, flags))

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
        self.near.mark("Houseboat", "T")
        self.sync()
        self.check_same("Castle", None)
        self.check_same("Houseboat", None)
        self.assertEqual(len(self.inbox.files()), 2)
        self.assertEqual(len(self.near.files()), 2)

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
