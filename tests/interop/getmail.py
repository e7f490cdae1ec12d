"""getmail6: takes each message into a Maildir, idles, and is told of the
next."""

from mail_server import PASSWORD, USER, ClientTest, Maildir, mail, main

SETTINGS = """
[retriever]
type = SimpleIMAPRetriever
server = 127.0.0.1
port = {port}
username = {user}
password = {password}
[destination]
type = Maildir
path = {mail}/
[options]
read_all = false
delete = {delete}
"""


class Getmail(ClientTest):
    program, package = "getmail", "getmail6"

    def setUp(self):
        super().setUp()
        for part in ("cur", "new", "tmp"):
            (self.home / "mail" / part).mkdir(parents=True)
        self.mail = Maildir(self.home / "mail")

    def options(self, delete):
        settings = self.write("settings", SETTINGS.format(
            port=self.port, user=USER, password=PASSWORD,
            mail=self.mail.folder, delete=delete))
        return "--getmaildir", self.home, "--rcfile", settings

    def test_it_takes_what_comes_while_it_idles(self):
        self.inbox.drop(mail("Loft"))
        self.start_client(*self.options("false"), "--idle", "INBOX")
        told = self.server.idling()
        self.assertEqual(len(self.mail.files("Loft")), 1)
        for subject in self.push(told, "UID FETCH"):
            self.assertEqual(len(self.mail.files(subject)), 1)
        self.assertEqual(len(self.mail.files()), 4)

    def test_it_throws_away_what_it_took(self):
        for subject in ("Loft", "Castle"):
            self.inbox.drop(mail(subject))
        said = self.run_client(*self.options("true"))
        self.assertIn("2 messages", said)
        self.assertEqual(len(self.mail.files()), 2)
        self.assertEqual(self.inbox.files(), [])


if __name__ == "__main__":
    main()
