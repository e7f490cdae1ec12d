#include "common/transcript/draw/diagram.hpp"

#include "common/transcript/duration.hpp"
#include "common/transcript/escape.hpp"
#include "common/transcript/show.hpp"

#include <algorithm>

namespace transcript {

namespace {

using enum Diagram::Row::Kind;

/// The most columns of a text that are drawn.
constexpr std::size_t longest = 300;

class Maker {
public:
    explicit Maker(Diagram& diagram) : diagram_(diagram) {}

    void add(const Line& line);
    void add(const AnyEvents& any) {
        const auto count = any.at_most ? std::to_string(*any.at_most) : "";
        note(any.connection,
             any.at_most ? "at most " + count + " more events may stand here"
                         : "any events may stand here");
    }
    void add(const AnyOrder& group);
    void add(const Deliver& deliver) {
        const auto times = deliver.times.empty()
                               ? "a message arrives: "
                               : show({Side::client, 1, deliver.times, ""}) +
                                     " messages arrive: ";
        note(1, times + escape(deliver.text));
    }
    void add(const Quiet& quiet) {
        note(quiet.connection, "nothing is pushed" + whom(quiet.connection));
    }
    void add(const Wait& wait) { note(1, print(wait.time) + " pass"); }
    void add(const Pause& pause) {
        note(pause.connection, "nobody speaks for " + print(pause.time));
    }
    void add(const Refuse& refuse) {
        note(1, "the server takes no connection for " + print(refuse.time));
    }
    void add(const Ended&) { note(1, "the client's program ends"); }
    void add(const Close& close) {
        note(close.connection,
             "the client" + whom(close.connection) +
                 (close.reset ? " resets the connection" : " hangs up"));
    }
    void add(const Closed& closed) {
        note(closed.connection,
             "the connection" + whom(closed.connection) + " is closed");
    }
    void add(const BeginTls& tls) {
        note(tls.connection, "TLS begins" + whom(tls.connection));
    }
    void add(const Begin& begin);

private:
    std::size_t client(Connection connection);
    void note(Connection connection, std::string text) {
        diagram_.rows.push_back(
            {Diagram::Row::Kind::note, client(connection), std::move(text)});
    }
    static std::string whom(Connection connection) {
        return connection == 1 ? "" : " (" + std::to_string(connection) + ")";
    }

    Diagram& diagram_;
};

Diagram::Row::Kind kind(Side from, std::string_view text) {
    if (from == Side::client) return command;
    if (text.starts_with('*')) return event;
    return text.starts_with('+') ? go_ahead : reply;
}

void Maker::add(const Line& line) {
    auto text = show(line);
    // CR LF is the usual end and is not drawn; the others are.
    if (line.end == "\r\n") {
        text.resize(text.size() - 4);
    } else if (line.end.empty()) {
        text += '\\';
    }
    text = for_picture(text);
    const auto which = kind(line.from, text);
    diagram_.rows.push_back(
        {which, client(line.connection), shorten(text, longest)});
}

void Maker::add(const AnyOrder& group) {
    note(group.lines.front().connection,
         "the next " + std::to_string(group.lines.size()) +
             " may come in any order");
    for (const auto& line : group.lines) add(line);
}

void Maker::add(const Begin& begin) {
    const auto messages =
        begin.messages
            ? " with " + std::to_string(*begin.messages) + " messages"
            : "";
    note(begin.connection,
         "the client" + whom(begin.connection) +
             (begin.selected ? " has selected the mailbox" + messages
                             : " has logged in"));
}

std::size_t Maker::client(Connection connection) {
    auto& clients = diagram_.clients;
    const auto known = std::ranges::find(clients, connection);
    const auto index = static_cast<std::size_t>(known - clients.begin());
    if (known == clients.end()) clients.push_back(connection);
    return index;
}

} // namespace

std::vector<BeginRow> begin_rows(const Transcript& transcript) {
    std::vector<BeginRow> rows;
    std::string last;
    bool has_begun = false;
    for (const auto& [line, written, what, begin] : transcript.steps) {
        has_begun = has_begun || begin.empty();
        const bool first = !has_begun && begin != last;
        rows.push_back(begin.empty() ? BeginRow::of_file
                       : first       ? BeginRow::note
                                     : BeginRow::none);
        last = begin;
    }
    return rows;
}

Diagram diagram(const Transcript& transcript) {
    Diagram found{transcript.title};
    Maker maker(found);
    const auto rows = begin_rows(transcript);
    auto begin = transcript.begins.begin();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i] == BeginRow::note) maker.add(*begin++);
        if (rows[i] != BeginRow::of_file) continue;
        std::visit([&](const auto& what) { maker.add(what); },
                   transcript.steps[i].what);
    }
    return found;
}

} // namespace transcript
