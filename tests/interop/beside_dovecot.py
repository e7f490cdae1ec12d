"""A Dovecot and our server on the same Maildir at the same time. A change by a
client of one is told to an idling client of the other, which finds it."""

import imaplib

import private_dovecot
from mail_server import (PASSWORD, USER, ClientTest, ImapClient, mail,
                         main)

imaplib.Commands["MOVE"] = ("SELECTED",)  # RFC 6851, which imaplib does not know


class BesideDovecot(ClientTest):
    def setUp(self):
        if reason := private_dovecot.why_not():
            self.skipTest(reason)
        super().setUp()
        dovecot = private_dovecot.PrivateDovecot(
            [USER], f"{self.inbox.folder.parent}/%u")
        dovecot.__enter__()
        self.addCleanup(dovecot.__exit__)
        host, port = dovecot.address.split(":")
        theirs = ImapClient((host, int(port)), USER, PASSWORD)
        self.addCleanup(theirs.sock.close)
        self.pair = {"ours": self.log_in(), "Dovecot's": theirs}

    def each_way(self):
        """Who acts, and who idles meanwhile, and the other way round."""
        names = list(self.pair)
        for actor, idler in (names, reversed(names)):
            yield self.pair[actor], self.pair[idler]

    def begin(self, *clients):
        for client in clients:
            self.assertEqual(client.select()[0], "OK")

    def idle(self, client):
        self.assertEqual(client.idle(), "+ idling")

    def hears(self, idler, wanted):
        """A line like that comes, among others."""
        while not (line := idler.line()).startswith(wanted):
            self.assertTrue(line.startswith("* "), line)

    def done(self, idler):
        idler.send(b"DONE\r\n")
        while not (line := idler.line()).startswith(idler.idle_tag.decode()):
            self.assertTrue(line.startswith("* "), line)
        self.assertIn(" OK ", line)

    def subjects(self, client, criterion="ALL"):
        numbers, = client.search(None, criterion)[1]
        if not numbers:
            return []
        _, data = client.fetch(numbers.replace(b" ", b",").decode(),
                               "(BODY.PEEK[HEADER.FIELDS (SUBJECT)])")
        return sorted(part[1].decode().strip().removeprefix("Subject: ")
                      for part in data if isinstance(part, tuple))

    def check_same(self, wanted, criterion="ALL"):
        for name, client in self.pair.items():
            client.noop()
            self.assertEqual(self.subjects(client, criterion), wanted, name)

    def test_a_message_that_is_appended(self):
        for count, (actor, idler) in enumerate(self.each_way(), 1):
            self.begin(actor, idler)
            self.idle(idler)
            actor.append("INBOX", r"(\Flagged)", None,
                         mail(f"Flat {count}").replace("\n", "\r\n").encode())
            self.hears(idler, f"* {count} EXISTS")
            self.done(idler)
            self.check_same([f"Flat {i}" for i in range(1, count + 1)],
                            "FLAGGED")

    def test_flags_and_keywords(self):
        self.inbox.drop(mail("Loft"))
        keywords = []
        for actor, idler in self.each_way():
            self.begin(actor, idler)
            for flag, criterion in ((r"\Flagged", "FLAGGED"),
                                    (r"\Answered", "ANSWERED"),
                                    (f"Word{len(keywords)}", None)):
                self.idle(idler)
                actor.store("1", "+FLAGS", f"({flag})")
                self.hears(idler, "* 1 FETCH (")
                self.done(idler)
                self.check_same(["Loft"], criterion or f"KEYWORD {flag}")
            keywords.append(flag)
            actor.store("1", "-FLAGS", r"(\Flagged \Answered)")
            self.check_same([], "FLAGGED")
        for keyword in keywords:
            self.check_same(["Loft"], f"KEYWORD {keyword}")

    def test_a_message_that_is_moved_and_one_that_is_removed(self):
        for count, (actor, idler) in enumerate(self.each_way(), 1):
            for subject in ("Loft", "Castle", "Tower"):
                self.inbox.drop(mail(subject))
            self.begin(actor, idler)
            self.check_same(["Castle", "Loft", "Tower"])
            for subject, act in (("Castle", self.move), ("Loft", self.remove)):
                self.idle(idler)
                number, = actor.search(None, "SUBJECT", subject)[1]
                act(actor, number.decode())
                self.hears(idler, f"* {number.decode()} EXPUNGE")
                self.done(idler)
            self.check_same(["Tower"])
            for client in (actor, idler):
                client.select("Trash")
            self.check_same(["Castle"] * count)
            for client in (actor, idler):
                client.select()
            self.remove(actor, "1")

    def move(self, client, number):
        self.assertEqual(client._simple_command("MOVE", number, "Trash")[0],
                         "OK")

    def remove(self, client, number):
        client.store(number, "+FLAGS.SILENT", r"(\Deleted)")
        self.assertEqual(client.expunge()[0], "OK")

    def test_a_folder_that_is_made_renamed_and_deleted(self):
        for actor, other in self.each_way():
            actor.create("Paris/11e")
            actor.append("Paris/11e", None, None, b"Subject: Loft\r\n\r\n")
            self.assertEqual(other.select("Paris/11e"), ("OK", [b"1"]))
            other.select()
            actor.rename("Paris", "Lyon")
            self.assertEqual(other.select("Lyon/11e"), ("OK", [b"1"]))
            other.select()
            for folder in ("Lyon/11e", "Lyon"):
                actor.delete(folder)
            self.assertEqual(other.select("Lyon/11e")[0], "NO")


if __name__ == "__main__":
    main()
