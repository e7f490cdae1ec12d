#include "common/imap/requests/request.hpp"
#include "common/imap/text/writer.hpp"

namespace imap {

namespace {

struct Row {
    bool on;
    std::string_view word;
};

/// Adds to `list` the words that are on.
void write_words(Writer::List& list, std::initializer_list<Row> words) {
    for (const auto& one : words)
        if (one.on) list.next() << one.word;
}

class Printer {
public:
    explicit Printer(Writer& out) : out_(out) {}

    void operator()(const Capability&) { out_ << "CAPABILITY"; }
    void operator()(const Noop&) { out_ << "NOOP"; }
    void operator()(const Logout&) { out_ << "LOGOUT"; }
    void operator()(const StartTls&) { out_ << "STARTTLS"; }
    void operator()(const Namespace&) { out_ << "NAMESPACE"; }
    void operator()(const Idle&) { out_ << "IDLE"; }
    void operator()(const Check&) { out_ << "CHECK"; }
    void operator()(const Close&) { out_ << "CLOSE"; }
    void operator()(const Unselect&) { out_ << "UNSELECT"; }

    void operator()(const Id& id) {
        out_ << "ID ";
        write(out_, id.fields);
    }
    void operator()(const Login& login) {
        names("LOGIN", login.user, login.password);
    }
    void operator()(const Authenticate& authenticate) {
        out_ << "AUTHENTICATE " << authenticate.mechanism;
        if (authenticate.initial_response)
            out_ << ' ' << *authenticate.initial_response;
    }
    void operator()(const Enable& enable) {
        out_ << "ENABLE";
        for (const auto& one : enable.capabilities) out_ << ' ' << one;
    }
    void operator()(const Select& select) {
        name(select.examine ? "EXAMINE" : "SELECT", select.mailbox);
    }
    void operator()(const Create& create) {
        name("CREATE", create.mailbox);
        if (create.uses.empty()) return;
        out_ << " (USE ";
        {
            auto list = out_.list();
            for (const auto& use : create.uses) list.next() << use;
        }
        out_ << ')';
    }
    void operator()(const Delete& one) { name("DELETE", one.mailbox); }
    void operator()(const Rename& rename) {
        names("RENAME", rename.from, rename.to);
    }
    void operator()(const Subscribe& one) { name("SUBSCRIBE", one.mailbox); }
    void operator()(const Unsubscribe& one) {
        name("UNSUBSCRIBE", one.mailbox);
    }
    void operator()(const List& list);
    void operator()(const Lsub& lsub) {
        name("LSUB", lsub.reference);
        out_ << ' ';
        out_.string(lsub.pattern);
    }
    void operator()(const Status& status) {
        name("STATUS", status.mailbox);
        out_ << ' ';
        write(out_, status.items);
    }
    void operator()(const Append& append);

    void operator()(const Expunge& expunge) {
        out_ << (expunge.uids ? "UID EXPUNGE " : "EXPUNGE");
        if (expunge.uids) write(out_, *expunge.uids);
    }
    void operator()(const Search& search);
    void operator()(const Fetch& fetch) {
        numbers(fetch.uid, "FETCH", fetch.set);
        write(out_, fetch.items);
    }
    void operator()(const Store& store) {
        numbers(store.uid, "STORE", store.set);
        if (store.action == Store::Action::add) out_ << '+';
        if (store.action == Store::Action::remove) out_ << '-';
        out_ << (store.silent ? "FLAGS.SILENT " : "FLAGS ");
        write(out_, store.flags);
    }
    void operator()(const Copy& copy) {
        numbers(copy.uid, "COPY", copy.set);
        out_.astring(copy.mailbox);
    }
    void operator()(const Move& move) {
        numbers(move.uid, "MOVE", move.set);
        out_.astring(move.mailbox);
    }

private:
    void name(std::string_view command, std::string_view name) {
        out_ << command << ' ';
        out_.astring(name);
    }
    void names(std::string_view command, std::string_view first,
               std::string_view second) {
        name(command, first);
        out_ << ' ';
        out_.astring(second);
    }
    void numbers(bool uid, std::string_view command, const SequenceSet& set) {
        out_ << (uid ? "UID " : "") << command << ' ';
        write(out_, set);
        out_ << ' ';
    }

    Writer& out_;
};

void Printer::operator()(const List& one) {
    const auto& select = one.select;
    const auto& returns = one.returns;
    out_ << "LIST ";
    if (select != List::Selection{}) {
        auto list = out_.list();
        write_words(list, {{select.subscribed, "SUBSCRIBED"},
                           {select.remote, "REMOTE"},
                           {select.recursive_match, "RECURSIVEMATCH"},
                           {select.special_use, "SPECIAL-USE"}});
    }
    if (select != List::Selection{}) out_ << ' ';
    out_.astring(one.reference);
    out_ << ' ';
    if (one.patterns.size() == 1) {
        out_.string(one.patterns.front());
    } else {
        auto list = out_.list();
        for (const auto& pattern : one.patterns) list.next().string(pattern);
    }
    if (returns == List::Return{}) return;
    out_ << " RETURN ";
    auto list = out_.list();
    write_words(list, {{returns.subscribed, "SUBSCRIBED"},
                       {returns.children, "CHILDREN"},
                       {returns.special_use, "SPECIAL-USE"}});
    if (!returns.status.empty())
        write(list.next() << "STATUS ", returns.status);
}

void Printer::operator()(const Append& append) {
    name("APPEND", append.mailbox);
    out_ << ' ';
    if (!append.flags.empty()) {
        write(out_, append.flags);
        out_ << ' ';
    }
    if (append.date) {
        write(out_, *append.date);
        out_ << ' ';
    }
    if (append.utf8) out_ << "UTF8 (";
    if (append.utf8 || append.message.find('\0') != append.message.npos)
        out_.literal8(append.message);
    else
        out_.literal(append.message);
    if (append.utf8) out_ << ')';
}

void Printer::operator()(const Search& search) {
    out_ << (search.uid ? "UID SEARCH" : "SEARCH");
    if (search.returns) {
        out_ << " RETURN ";
        auto list = out_.list();
        write_words(list, {{search.returns->min, "MIN"},
                           {search.returns->max, "MAX"},
                           {search.returns->all, "ALL"},
                           {search.returns->count, "COUNT"},
                           {search.returns->save, "SAVE"}});
    }
    if (!search.charset.empty()) {
        out_ << " CHARSET ";
        out_.astring(search.charset);
    }
    for (const auto& key : search.keys) {
        out_ << ' ';
        write(out_, key);
    }
}

} // namespace

RequestText print(const Request& request, RequestStyle style) {
    Writer out(Writer::Options{style.utf8, style.non_sync});
    out << request.tag << ' ';
    std::visit(Printer(out), request.command);
    out << "\r\n";
    return {out.take(), out.stops()};
}

} // namespace imap
