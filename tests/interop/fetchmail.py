"""fetchmail: gives each message to a program that delivers it, idles, and is told
of the next. It uses only sequence numbers."""

from mail_server import PASSWORD, USER, ClientTest, mail, main

SETTINGS = """
set no syslog
poll 127.0.0.1 protocol IMAP port {port}
  user "{user}" password "{password}"
  sslproto '' idle {more} mda "cat >>delivered"
"""


class Fetchmail(ClientTest):
    program = package = "fetchmail"

    def start(self, more):
        self.write("delivered", "")
        settings = self.write("settings", SETTINGS.format(
            port=self.port, user=USER, password=PASSWORD, more=more))
        return self.start_client("--fetchmailrc", settings, "--nodetach",
                                 "--pidfile", self.home / "pid")

    def delivered(self):
        return (self.home / "delivered").read_text()

    def check_pushed(self):
        """It has fetched all messages when it idles, and fetches new ones at once."""
        for subject in self.push(self.server.idling(), r"FETCH \d+ BODY.PEEK"):
            self.assertIn(f"Subject: {subject}\n", self.delivered())

    def test_it_takes_what_is_there_and_what_comes_and_marks_it(self):
        self.inbox.drop(mail("Loft", "Four rooms."))
        self.start("keep")
        self.check_pushed()
        self.assertIn("Four rooms.", self.delivered())
        self.assertEqual(self.inbox.flags("Loft"), "S")
        self.assertEqual(self.inbox.flags("Tower"), "S")

    def test_it_counts_on_when_another_removes_a_message(self):
        for subject in ("Loft", "Attic", "Barn"):
            self.inbox.drop(mail(subject))
        self.start("keep")
        told = self.server.idling()
        self.inbox.files("Attic")[0].unlink()
        self.server.heard(r"^S\d+: \* 2 EXPUNGE", told)
        self.check_pushed()
        for subject in ("Loft", "Barn", "Castle", "Houseboat", "Tower"):
            self.assertEqual(self.delivered().count(f"Subject: {subject}\n"),
                             1, subject)
            self.assertEqual(self.inbox.flags(subject), "S")

    def test_it_throws_away_what_it_took(self):
        self.inbox.drop(mail("Loft"))
        self.inbox.drop(mail("Attic"))
        self.start("no keep")
        self.check_pushed()
        self.assertEqual(self.inbox.files(), [])
        self.assertEqual(self.delivered().count("Subject: "), 5)


if __name__ == "__main__":
    main()
