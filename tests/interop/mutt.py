"""mutt: shows the mailbox, reads a message, deletes one, and is told of new
ones by IDLE while it waits for a key."""

from mail_server import PASSWORD, USER, ClientTest, mail, main

# mutt and neomutt both know each line.
SETTINGS = """
set folder="imap://127.0.0.1:{port}/"
set imap_user="{user}" imap_pass="{password}" imap_idle=yes
set ssl_starttls=no ssl_force_tls=no delete=yes sleep_time=0
# It looks at the socket this often, in seconds, when no key comes.
set mail_check=1 timeout=1
"""


class Mutt(ClientTest):
    program = package = "mutt"
    other_folder = "Inc:1"  # it shows that one other folder has recent mail

    def start(self, more=""):
        settings = self.write("settings", SETTINGS.format(
            port=self.port, user=USER, password=PASSWORD) + more)
        return self.start_client("-n", "-F", settings, "-f", "=INBOX")

    def test_it_is_pushed_to(self):
        self.inbox.drop(mail("Loft"))
        mutt = self.start()
        mutt.shows("Loft")
        told = self.server.idling()
        for subject in self.push(told, "FETCH"):
            mutt.shows(subject)

    def test_it_tells_of_recent_mail_in_another_folder(self):
        with self.server.log_in() as client:
            client.create("Homes")
        self.server.folder("Homes").drop(mail("Loft"))
        mutt = self.start("mailboxes =Homes")
        mutt.shows(self.other_folder)
        mutt.type("q")
        self.assertEqual(mutt.wait(), 0, mutt.text())

        # What another client has been told of is not recent any more.
        told = len(self.server.lines)
        with self.server.log_in() as client:
            client.select("Homes")
        again = self.start("mailboxes =Homes")
        self.server.heard(r"^S\d+: \* STATUS Homes .*RECENT 0", told)
        self.inbox.drop(mail("Castle"))
        again.shows("Castle")
        self.assertNotIn(self.other_folder, again.text())

    def test_it_counts_on_when_another_removes_a_message(self):
        for subject in ("Loft", "Castle"):
            self.inbox.drop(mail(subject, f"{subject}-indeed"))
        mutt = self.start()
        mutt.shows("Castle")
        told = self.server.idling()
        self.inbox.files("Loft")[0].unlink()
        told = self.server.heard(r"^S\d+: \* 1 EXPUNGE", told)
        self.inbox.drop(mail("Tower", "Tower-indeed"))
        self.server.heard(r"^C\d+: \S+ FETCH 2:2 ", told)
        mutt.shows("Tower")
        mutt.type("2\n\n")
        mutt.shows("Tower-indeed")
        mutt.type("i1\n\n")
        mutt.shows("Castle-indeed")

    def test_it_reads_one_and_deletes_another(self):
        for subject in ("Loft", "Castle"):
            self.inbox.drop(mail(subject, f"{subject}-indeed"))
        mutt = self.start()
        mutt.shows("Castle")
        told = self.server.idling()
        mutt.type("2\n\n")  # goes to the second and opens it
        mutt.shows("Castle-indeed")
        mutt.type("i1\nd$")  # to the index, to the first, deletes it, now
        self.server.heard(r"^S\d+: \* 1 EXPUNGE", told)
        self.assertEqual(self.inbox.files("Loft"), [])
        mutt.type("q")
        self.assertEqual(mutt.wait(), 0, mutt.text())
        self.assertEqual(self.inbox.flags("Castle"), "S")


if __name__ == "__main__":
    main()
