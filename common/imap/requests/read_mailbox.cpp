// The arguments of the commands on mailboxes: RFC 3501 §6.3.
#include "common/imap/limits.hpp"
#include "common/imap/requests/read_command.hpp"
#include "common/imap/text/ascii.hpp"
#include "common/imap/text/cursor.hpp"
#include "common/imap/values/mailbox_name.hpp"

namespace imap {

std::string read_mailbox(Cursor& in) {
    auto name = in.astring("a mailbox name");
    return same(name, "INBOX") ? "INBOX" : name;
}

/// create = "CREATE" SP mailbox [SP "(" "USE" SP "(" [use-attr …] ")" ")"]
///                                          RFC 3501 §9, RFC 6154 §6
Command read_create(Cursor& in) {
    Create create;
    in.space();
    create.mailbox = read_mailbox(in);
    if (!in.eat(' ')) return create;
    in.expect('(');
    in.expect_word("USE");
    in.space();
    in.expect('(');
    if (!in.eat(')')) {
        do {
            in.expect('\\');
            create.uses.push_back("\\" + in.atom("a use such as \\Sent"));
            in.allow(create.uses.size(), limits::list, "uses");
        } while (in.eat(' '));
        in.expect(')');
    }
    in.expect(')');
    return create;
}

/// rename = "RENAME" SP mailbox SP mailbox
Command read_rename(Cursor& in) {
    Rename rename;
    in.space();
    rename.from = read_mailbox(in);
    in.space();
    rename.to = read_mailbox(in);
    return rename;
}

/// lsub = "LSUB" SP mailbox SP list-mailbox
Command read_lsub(Cursor& in) {
    Lsub lsub;
    in.space();
    lsub.reference = in.astring("a reference name, such as \"\"");
    in.space();
    lsub.pattern = in.list_mailbox();
    return lsub;
}

// [status]
/// status = "STATUS" SP mailbox SP "(" status-att *(SP status-att) ")"
Command read_status(Cursor& in) {
    Status status;
    in.space();
    status.mailbox = read_mailbox(in);
    in.space();
    status.items = read_status_items(in);
    return status;
}
// [/status]

/// append = "APPEND" SP mailbox [SP flag-list] [SP date-time] SP
///          (literal / "UTF8" SP "(" literal8 ")")   RFC 3501 §9, RFC 6855 §4
///
/// RFC 9755 no longer has the second form, but Python's imaplib sends it.
Command read_append(Cursor& in) {
    Append append;
    in.space();
    append.mailbox = read_mailbox(in);
    in.space();
    if (in.peek() == '(') {
        append.flags = read_flag_list(in, FlagsFrom::client);
        in.space();
    }
    if (in.peek() == '"') {
        append.date = read_date_time(in);
        in.space();
    }
    append.utf8 = in.eat_word("UTF8");
    if (append.utf8) {
        in.space();
        in.expect('(');
    }
    if (!in.at_literal()) in.fail("the message as a literal");
    append.message = in.literal("a message");
    if (append.utf8) in.expect(')');
    return append;
}

} // namespace imap
