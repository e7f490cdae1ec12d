// The session of README.md with JavaMail.

import com.sun.mail.imap.IMAPFolder;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Properties;
import java.util.stream.Collectors;
import javax.mail.Flags;
import javax.mail.Folder;
import javax.mail.Message;
import javax.mail.Session;
import javax.mail.Store;
import javax.mail.event.MessageCountAdapter;
import javax.mail.event.MessageCountEvent;
import javax.mail.internet.MimeMessage;
import javax.mail.search.BodyTerm;

class JavaMail {
    static final String MESSAGE =
        "Subject: Loft\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
        + "In a château.\r\n";

    public static void main(String[] args) throws Exception {
        Properties properties = new Properties();
        properties.put("mail.imap.connectiontimeout", "10000");
        Session session = Session.getInstance(properties);
        Store store = session.getStore("imap");
        store.connect(args[0], Integer.parseInt(args[1]), args[2], args[3]);
        System.out.println("folders " + Arrays.stream(
            store.getDefaultFolder().list("*")).map(Folder::getFullName)
            .sorted().collect(Collectors.joining(" ")));

        IMAPFolder inbox = (IMAPFolder) store.getFolder("INBOX");
        MimeMessage sent = new MimeMessage(session, new ByteArrayInputStream(
            MESSAGE.getBytes(StandardCharsets.UTF_8)));
        inbox.appendMessages(new Message[] {sent});
        inbox.open(Folder.READ_WRITE);
        Message message = inbox.getMessage(1);
        System.out.println("subject " + message.getSubject());
        System.out.println(
            "found " + inbox.search(new BodyTerm("château")).length);
        message.setFlag(Flags.Flag.FLAGGED, true);
        System.out.println("flags " + (message.isSet(Flags.Flag.FLAGGED)
                                       ? "\\Flagged" : ""));
        Folder homes = store.getFolder("Homes");
        homes.create(Folder.HOLDS_MESSAGES);
        inbox.copyMessages(new Message[] {message}, homes);
        message.setFlag(Flags.Flag.DELETED, true);
        inbox.expunge();
        System.out.println("left " + inbox.getMessageCount());

        inbox.addMessageCountListener(new MessageCountAdapter() {
            @Override
            public void messagesAdded(MessageCountEvent event) {
                System.out.println("told");
            }
        });
        System.out.println("idling");
        inbox.idle(true);
        inbox.close(false);
        store.close();
    }
}
