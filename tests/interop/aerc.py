"""aerc: lists the mailbox, opens a message, deletes one, and is told of new
ones by IDLE. It fetches envelopes and structures, and idles between commands."""

from mail_server import PASSWORD, USER, ClientTest, mail, main

ACCOUNT = """
[ours]
source = imap+insecure://{user}:{password}@127.0.0.1:{port}
from = Tester <tester@example.org>
check-mail = 0
"""
SETTINGS = """
[general]
unsafe-accounts-conf = true
[viewer]
pager = cat
[filters]
text/plain = cat
"""


class Aerc(ClientTest):
    program = package = "aerc"

    def start(self):
        self.write(".config/aerc/accounts.conf", ACCOUNT.format(
            port=self.port, user=USER, password=PASSWORD))
        self.write(".config/aerc/aerc.conf", SETTINGS)
        aerc = self.start_client()
        told = self.server.heard(r"^C\d+: \S+ UID FETCH .*HEADER")
        return aerc, self.server.idling(told)

    def test_it_is_pushed_to(self):
        self.inbox.drop(mail("Loft"))
        aerc, told = self.start()
        aerc.shows("Loft")
        for subject in self.push(told, "UID FETCH"):
            aerc.shows(subject)

    def test_it_counts_on_when_another_removes_a_message(self):
        for subject in ("Loft", "Castle"):
            self.inbox.drop(mail(subject, f"{subject}-indeed"))
        aerc, told = self.start()
        aerc.shows("Castle")
        self.inbox.files("Loft")[0].unlink()
        told = self.server.heard(r"^S\d+: \* 1 EXPUNGE", told)
        self.inbox.drop(mail("Tower", "Tower-indeed"))
        self.server.heard(r"^C\d+: \S+ UID FETCH 3 ", told)
        aerc.shows("Tower")
        aerc.type("\r")
        aerc.shows("Castle-indeed")

    def test_it_opens_one_and_deletes_another(self):
        for subject in ("Loft", "Castle"):
            self.inbox.drop(mail(subject, f"{subject}-indeed"))
        aerc, told = self.start()
        aerc.shows("Loft")
        aerc.shows("Castle")
        aerc.type("\r")  # opens the newest
        aerc.shows("Castle-indeed")
        self.eventually(lambda: self.inbox.flags("Castle") == "S", "read")
        aerc.type(":delete\r")
        self.server.heard(r"^S\d+: \* 2 EXPUNGE", told)
        self.assertEqual(self.inbox.files("Castle"), [])
        self.assertEqual(len(self.inbox.files()), 1)


if __name__ == "__main__":
    main()
