"""imapfilter: sorts the mailbox by rules, idles, and sorts what arrives."""

from mail_server import PASSWORD, USER, ClientTest, mail, main

RULES = """
options.starttls = false
ours = IMAP {{ server = '127.0.0.1', port = {port},
              username = '{user}', password = '{password}' }}
ours:create_mailbox('Homes')
while true do
    offers = ours.INBOX:is_unseen() * ours.INBOX:contain_subject('Offer')
    offers:move_messages(ours.Homes)
    spam = ours.INBOX:contain_body('lottery')
    spam:delete_messages()
    ours.INBOX:is_unseen():mark_flagged()
    ours.INBOX:enter_idle()
end
"""


class Imapfilter(ClientTest):
    program = package = "imapfilter"

    def test_it_sorts_what_is_there_and_what_comes(self):
        self.inbox.drop(mail("Offer: loft"))
        self.inbox.drop(mail("You won", "in our lottery"))
        self.inbox.drop(mail("Hello"))
        rules = self.write("rules", RULES.format(
            port=self.port, user=USER, password=PASSWORD))
        self.start_client("-c", rules)
        told = self.server.idling()
        homes = self.server.folder("Homes")
        self.assertEqual(len(homes.files("loft")), 1)
        self.assertEqual(self.inbox.files("lottery"), [])
        self.assertEqual(self.inbox.flags("Hello"), "F")
        for subject in self.push(told, "UID (COPY|MOVE)", (
                "Offer: castle", "Offer: houseboat", "Offer: tower")):
            self.assertEqual(len(homes.files(subject)), 1)
        self.assertEqual(len(homes.files()), 4)
        self.assertEqual(len(self.inbox.files()), 1)


if __name__ == "__main__":
    main()
