"""Python's imaplib, as a script uses it. The test sends IDLE itself, because the
library has none before Python 3.14."""

from mail_server import ClientTest, mail, main


class Imaplib(ClientTest):
    def test_a_script_reads_marks_files_and_throws_away(self):
        for subject in ("Loft", "Castle", "Houseboat"):
            self.inbox.drop(mail(subject))
        client = self.log_in()
        self.assertEqual(client.select(), ("OK", [b"3"]))
        self.assertEqual(client.search(None, "SUBJECT", '"castle"')[1], [b"2"])
        _, data = client.fetch("2", "(RFC822)")
        self.assertIn(b"Subject: Castle\r\n", data[0][1])
        self.assertEqual(self.inbox.flags("Castle"), "S")
        client.store("1", "+FLAGS", r"(\Flagged)")
        self.assertEqual(self.inbox.flags("Loft"), "F")
        self.assertEqual(client.create("Homes")[0], "OK")
        self.assertEqual(client.copy("3", "Homes")[0], "OK")
        client.store("3", "+FLAGS", r"(\Deleted)")
        self.assertEqual(client.expunge(), ("OK", [b"3"]))
        self.assertEqual(self.inbox.files("Houseboat"), [])
        self.assertEqual(len(self.server.folder("Homes").files("Houseboat")),
                         1)
        self.assertEqual(client.status("INBOX", "(MESSAGES UNSEEN)")[1],
                         [b"INBOX (MESSAGES 2 UNSEEN 1)"])
        self.assertEqual(client.close()[0], "OK")
        self.assertEqual(client.logout()[0], "BYE")

    def test_it_is_told_at_once_whoever_delivers(self):
        client = self.log_in()
        client.select()
        for count, deliver in enumerate((
                lambda: self.server.post("Flat to rent"),
                lambda: self.inbox.drop(mail("Loft")),
                lambda: self.server.append(mail("Castle"))), 1):
            self.assertEqual(client.idle(), "+ idling")
            deliver()
            self.assertEqual(client.line(), f"* {count} EXISTS")
            self.assertEqual(client.done(), "tag OK IDLE terminated")


if __name__ == "__main__":
    main()
