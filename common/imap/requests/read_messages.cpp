// The arguments of the commands on messages: RFC 3501 §6.4.
#include "common/imap/limits.hpp"
#include "common/imap/requests/read_command.hpp"
#include "common/imap/text/ascii.hpp"
#include "common/imap/text/cursor.hpp"
#include "common/imap/values/mailbox_name.hpp"

namespace imap {

namespace {

SequenceSet read_set(Cursor& in) {
    in.space();
    return read_sequence_set(in);
}

/// "RETURN" SP "(" [search-return-opt *(SP search-return-opt)] ")"
///                                                     RFC 4731 §4
Search::Return read_returns(Cursor& in) {
    constexpr std::string_view what = "MIN, MAX, ALL, COUNT or SAVE";
    Search::Return returns;
    in.space();
    in.expect('(');
    if (in.eat(')')) return {.all = true};
    do {
        const auto start = in.offset();
        const auto word = in.word(what);
        if (word == "MIN")
            returns.min = true;
        else if (word == "MAX")
            returns.max = true;
        else if (word == "ALL")
            returns.all = true;
        else if (word == "COUNT")
            returns.count = true;
        else if (word == "SAVE")
            returns.save = true;
        else
            in.fail_at(start, what);
    } while (in.eat(' '));
    if (!in.eat(')')) in.fail("a space or )");
    return returns;
}

Store::Action read_action(Cursor& in) {
    if (in.eat('+')) return Store::Action::add;
    if (in.eat('-')) return Store::Action::remove;
    return Store::Action::replace;
}

} // namespace

/// uid-expunge = "UID" SP "EXPUNGE" SP sequence-set   RFC 4315 §2.1
Command read_expunge(Cursor& in, bool uid) {
    Expunge expunge;
    if (uid) expunge.uids = read_set(in);
    return expunge;
}

/// search = "SEARCH" [SP search-return-opts] SP ["CHARSET" SP astring SP]
///          search-key *(SP search-key)   RFC 3501 §9, RFC 4731 §4
Command read_search(Cursor& in, bool uid) {
    Search search;
    search.uid = uid;
    in.space();
    if (in.eat_word("RETURN")) {
        search.returns = read_returns(in);
        in.space();
    }
    if (in.eat_word("CHARSET")) {
        in.space();
        search.charset = upper(in.astring("a charset such as UTF-8"));
        if (search.charset.empty()) in.fail("a charset such as UTF-8");
        in.space();
    }
    search.keys = read_search_keys(in);
    return search;
}

/// fetch = "FETCH" SP sequence-set SP ("ALL" / … / fetch-att / …)
Command read_fetch(Cursor& in, bool uid) {
    Fetch fetch;
    fetch.uid = uid;
    fetch.set = read_set(in);
    in.space();
    fetch.items = read_fetch_items(in);
    return fetch;
}

/// store = "STORE" SP sequence-set SP store-att-flags
/// store-att-flags = (["+" / "-"] "FLAGS" [".SILENT"]) SP
///                   (flag-list / (flag *(SP flag)))
Command read_store(Cursor& in, bool uid) {
    Store store;
    store.uid = uid;
    store.set = read_set(in);
    in.space();
    const auto start = in.offset();
    store.action = read_action(in);
    const auto word = in.word("FLAGS, +FLAGS or -FLAGS");
    store.silent = word == "FLAGS.SILENT";
    if (word != "FLAGS" && !store.silent)
        in.fail_at(start, "FLAGS, +FLAGS or -FLAGS");
    in.space();
    if (in.peek() == '(') {
        store.flags = read_flag_list(in, FlagsFrom::client);
        return store;
    }
    std::size_t count = 0;
    do {
        in.allow(++count, limits::list, "flags");
        read_flag(in, FlagsFrom::client, store.flags);
    } while (in.eat(' '));
    return store;
}

/// copy = "COPY" SP sequence-set SP mailbox
Command read_copy(Cursor& in, bool uid) {
    Copy copy;
    copy.uid = uid;
    copy.set = read_set(in);
    in.space();
    copy.mailbox = read_mailbox(in);
    return copy;
}

/// move = "MOVE" SP sequence-set SP mailbox   RFC 6851 §6
Command read_move(Cursor& in, bool uid) {
    Move move;
    move.uid = uid;
    move.set = read_set(in);
    in.space();
    move.mailbox = read_mailbox(in);
    return move;
}

} // namespace imap
