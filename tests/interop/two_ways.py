"""Tests of a client that synchronises: a message, a flag or a deletion at one end
must appear at the other end."""

from mail_server import mail


class TwoWays:
    """For a test with `inbox` at our server, `near` at the client, and
    `sync()`."""

    def check_same(self, subject, flags):
        self.assertEqual((self.inbox.flags(subject), self.near.flags(subject)),
                         (flags, flags))

    def delete_near(self, subject):
        self.near.files(subject)[0].unlink()

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
        self.delete_near("Houseboat")
        self.sync()
        self.check_same("Castle", None)
        self.check_same("Houseboat", None)
        self.assertEqual(len(self.inbox.files()), 2)
        self.assertEqual(len(self.near.files()), 2)
