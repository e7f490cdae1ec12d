"""curl: lists, searches, fetches, uploads, and stores flags. It cannot idle."""

from mail_server import PASSWORD, USER, ClientTest, mail, main


class Curl(ClientTest):
    program = package = "curl"

    def curl(self, path, *options):
        return self.run_client(
            "--silent", "--show-error", "--user", f"{USER}:{PASSWORD}",
            *options, f"imap://127.0.0.1:{self.port}/{path}")

    def test_it_lists_folders(self):
        self.assertIn("INBOX", self.curl(""))
        self.assertIn("Trash", self.curl("", "--request", 'LSUB "" "*"'))

    def test_it_searches_and_fetches(self):
        self.inbox.drop(mail("Loft"))
        self.server.post("Flat to rent")
        self.assertEqual(self.curl("INBOX?ALL").split(),
                         ["*", "SEARCH", "1", "2"])
        self.assertEqual(self.curl("INBOX?SUBJECT%20rent").split(),
                         ["*", "SEARCH", "2"])
        self.assertIn("Subject: Loft", self.curl("INBOX/;MAILINDEX=1"))
        self.assertEqual(self.curl("INBOX/;UID=2/;SECTION=HEADER.FIELDS"
                                   "%20(SUBJECT)").strip(),
                         "Subject: Flat to rent")

    def test_it_uploads_a_message_of_any_size_and_stores_flags(self):
        long = "".join(f"line {i} of a long offer\n" for i in range(10_000))
        self.write("offer", mail("Castle", long).replace("\n", "\r\n"))
        self.curl("Drafts", "--upload-file", "offer")
        draft = self.server.folder("Drafts").files("Castle")[0]
        self.assertTrue(draft.read_text().endswith("line 9999 of a long "
                                                   "offer\n\n"))
        self.curl("Drafts", "--request", r"STORE 1 +FLAGS (\Flagged)")
        self.assertIn("F", self.server.folder("Drafts").flags("Castle"))


if __name__ == "__main__":
    main()
