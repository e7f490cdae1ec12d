// Reads the responses about mailboxes: mailbox-data, RFC 3501 §9.
#include "common/imap/limits.hpp"
#include "common/imap/responses/read_response.hpp"
#include "common/imap/text/ascii.hpp"
#include "common/imap/text/cursor.hpp"
#include "common/imap/values/mailbox_name.hpp"

namespace imap {

namespace {

/// DQUOTE QUOTED-CHAR DQUOTE / nil
std::optional<char> read_delimiter(Cursor& in) {
    const auto start = in.offset();
    const auto text = in.nstring("a delimiter in quotes, or NIL");
    if (!text) return std::nullopt;
    if (text->size() == 1) return text->front();
    in.fail_at(start, "a delimiter of one character");
    return std::nullopt;
}

/// "(" mbox-list-extended-item *(SP mbox-list-extended-item) ")"
///                                                  RFC 9051 §9
void read_list_extension(Cursor& in, ListData& data) {
    in.expect('(');
    while (in.ok() && !in.eat(')')) {
        const auto label = in.astring("the name of an extension");
        in.space();
        if (same(label, "CHILDINFO")) {
            in.expect('(');
            do {
                data.child_info.push_back(in.string("an option in quotes"));
                in.allow(data.child_info.size(), limits::list, "options");
            } while (in.eat(' '));
            in.expect(')');
        } else if (same(label, "OLDNAME")) {
            in.expect('(');
            data.old_name = read_mailbox(in);
            in.expect(')');
        } else {
            in.skip_value();
        }
        if (in.peek() != ')') in.space();
    }
}

/// Namespace = nil / "(" 1*( "(" string SP (<"> QUOTED_CHAR <"> / nil)
///     *(Namespace_Response_Extension) ")" ) ")"   RFC 2342 §6
std::vector<NamespaceData::One> read_namespaces(Cursor& in) {
    std::vector<NamespaceData::One> all;
    in.space();
    if (in.eat_word("NIL")) return all;
    in.expect('(');
    do {
        NamespaceData::One one;
        in.expect('(');
        one.prefix = in.string("a prefix in quotes");
        in.space();
        one.delimiter = read_delimiter(in);
        while (in.eat(' ')) in.skip_value();
        in.expect(')');
        all.push_back(std::move(one));
        in.allow(all.size(), limits::list, "namespaces");
        in.eat(' ');
    } while (in.ok() && !in.eat(')'));
    return all;
}

} // namespace

/// mailbox-list = "(" [mbx-list-flags] ")" SP
///                (DQUOTE QUOTED-CHAR DQUOTE / nil) SP mailbox
Response read_list_data(Cursor& in, bool lsub) {
    ListData data;
    data.lsub = lsub;
    in.space();
    in.expect('(');
    while (in.ok() && !in.eat(')')) {
        if (!data.attributes.empty()) in.space();
        constexpr std::string_view what = "an attribute such as \\Noselect";
        const auto start = in.offset();
        const bool slash = in.eat('\\');
        data.attributes.push_back((slash ? "\\" : "") + in.atom(what));
        in.note(start, what);
        in.allow(data.attributes.size(), limits::list, "attributes");
    }
    in.space();
    data.delimiter = read_delimiter(in);
    in.space();
    data.mailbox = read_mailbox(in);
    if (in.eat(' ')) read_list_extension(in, data);
    return data;
}

Response read_namespace_data(Cursor& in) {
    NamespaceData data;
    data.personal = read_namespaces(in);
    data.other_users = read_namespaces(in);
    data.shared = read_namespaces(in);
    return data;
}

/// "STATUS" SP mailbox SP "(" [status-att-list] ")"
Response read_status_data(Cursor& in) {
    StatusData data;
    in.space();
    data.mailbox = read_mailbox(in);
    in.space();
    in.expect('(');
    while (in.ok() && !in.eat(')')) {
        const auto item = find_status_item(in.word("a STATUS item"));
        in.space();
        const auto value = in.number64("a number");
        if (item) data.items.emplace_back(*item, value);
        in.allow(data.items.size(), limits::list, "STATUS items");
        if (in.peek() != ')') in.space();
    }
    return data;
}

/// "SEARCH" *(SP nz-number)   RFC 3501 §9
/// Some servers send a space at the end; "(MODSEQ …)" is skipped.
Response read_search_data(Cursor& in) {
    SearchData data;
    while (in.eat(' ') && !in.at_end()) {
        if (in.peek() == '(')
            in.skip_value();
        else
            data.numbers.push_back(in.nz_number("a number"));
    }
    return data;
}

/// esearch-response = "ESEARCH" [search-correlator] [SP "UID"]
///                    *(SP search-return-data)   RFC 4731 §4
Response read_esearch_data(Cursor& in) {
    EsearchData data;
    while (in.eat(' ')) {
        if (in.eat('(')) {
            in.expect_word("TAG");
            in.space();
            data.tag = in.astring("a tag");
            in.expect(')');
            continue;
        }
        const auto label = in.word("MIN, MAX, COUNT, ALL or UID");
        if (label == "UID") {
            data.uid = true;
            continue;
        }
        in.space();
        if (label == "MIN")
            data.min = in.nz_number("a number");
        else if (label == "MAX")
            data.max = in.nz_number("a number");
        else if (label == "COUNT")
            data.count = in.number("a number");
        else if (label == "ALL")
            data.all = read_sequence_set(in, limits::response_ranges);
        else
            in.skip_value();
    }
    return data;
}

} // namespace imap
