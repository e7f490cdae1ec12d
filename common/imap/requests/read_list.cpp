// LIST: RFC 3501 §6.3.8, RFC 5258, RFC 5819, RFC 6154.
#include "common/imap/limits.hpp"
#include "common/imap/requests/read_command.hpp"
#include "common/imap/text/cursor.hpp"

namespace imap {

namespace {

/// list-select-opts = "(" [list-select-opt *(SP list-select-opt)] ")"
List::Selection read_selection(Cursor& in) {
    constexpr std::string_view what =
        "SUBSCRIBED, REMOTE, RECURSIVEMATCH or SPECIAL-USE";
    List::Selection select;
    const auto first = in.offset();
    in.expect('(');
    if (in.eat(')')) return select;
    do {
        const auto start = in.offset();
        const auto word = in.word(what);
        if (word == "SUBSCRIBED")
            select.subscribed = true;
        else if (word == "REMOTE")
            select.remote = true;
        else if (word == "RECURSIVEMATCH")
            select.recursive_match = true;
        else if (word == "SPECIAL-USE")
            select.special_use = true;
        else
            in.fail_at(start, what);
    } while (in.eat(' '));
    if (!in.eat(')')) in.fail("a space or )");
    // RFC 5258 §3: RECURSIVEMATCH only modifies another option.
    if (select.recursive_match && !select.subscribed && !select.special_use)
        in.fail_at(first, "SUBSCRIBED or SPECIAL-USE with RECURSIVEMATCH");
    return select;
}

/// list-return-opts = "RETURN" SP "(" [return-option *(SP …)] ")"
List::Return read_returns(Cursor& in) {
    constexpr std::string_view what =
        "SUBSCRIBED, CHILDREN, SPECIAL-USE or STATUS";
    List::Return returns;
    in.expect_word("RETURN");
    in.space();
    in.expect('(');
    if (in.eat(')')) return returns;
    do {
        const auto start = in.offset();
        const auto word = in.word(what);
        if (word == "SUBSCRIBED") {
            returns.subscribed = true;
        } else if (word == "CHILDREN") {
            returns.children = true;
        } else if (word == "SPECIAL-USE") {
            returns.special_use = true;
        } else if (word == "STATUS") {
            in.space();
            returns.status = read_status_items(in);
        } else {
            in.fail_at(start, what);
        }
    } while (in.eat(' '));
    if (!in.eat(')')) in.fail("a space or )");
    return returns;
}

/// mbox-or-pat = list-mailbox / "(" list-mailbox *(SP list-mailbox) ")"
std::vector<std::string> read_patterns(Cursor& in) {
    std::vector<std::string> patterns;
    if (!in.eat('(')) {
        patterns.push_back(in.list_mailbox());
        return patterns;
    }
    do {
        patterns.push_back(in.list_mailbox());
        in.allow(patterns.size(), limits::list, "patterns");
    } while (in.eat(' '));
    if (!in.eat(')')) in.fail("a space or )");
    return patterns;
}

} // namespace

/// list = "LIST" [SP list-select-opts] SP mailbox SP mbox-or-pat
///        [SP list-return-opts]   RFC 5258 §6
Command read_list(Cursor& in) {
    List list;
    in.space();
    if (in.peek() == '(') {
        list.select = read_selection(in);
        in.space();
    }
    list.reference = in.astring("a reference name, such as \"\"");
    in.space();
    list.patterns = read_patterns(in);
    if (in.eat(' ')) list.returns = read_returns(in);
    return list;
}

} // namespace imap
