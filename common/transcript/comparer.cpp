#include "common/transcript/comparer.hpp"

#include "common/transcript/duration.hpp"
#include "common/transcript/escape.hpp"
#include "common/transcript/show.hpp"
#include "common/transcript/why.hpp"

#include <algorithm>

namespace transcript {

namespace {

const auto too_long = "a line came that is longer than " +
                      std::to_string(limits::text) + " octets";

Mismatch too_much(const Inbox& inbox, std::string expected) {
    Mismatch found{std::move(expected)};
    if (const auto* line = inbox.front()) found.came = *line;
    found.why = "more than " + std::to_string(limits::unread) +
                " octets came that nobody had asked for";
    return found;
}

Mismatch surplus(const WireLine& line, std::string expected, std::string why) {
    Mismatch found{std::move(expected)};
    found.came = line;
    found.why = std::move(why);
    return found;
}

} // namespace

NextAction Comparer::expect_line(const Line& line, const Deadline& deadline) {
    do {
        if (take(line)) return std::nullopt;
    } while (skip_event(line.connection));
    return unmet(line, deadline);
}

NextAction Comparer::expect_any_order(std::vector<Line>& lines,
                                      const Deadline& deadline) {
    for (bool moved = true; moved;) {
        moved = std::erase_if(lines, [this](const Line& line) {
                    return take_one(line);
                }) > 0;
        if (!moved)
            moved = std::ranges::any_of(lines, [this](const Line& line) {
                return skip_event(line.connection);
            });
    }
    if (lines.empty()) return std::nullopt;
    // Complain of what came before waiting for what did not.
    const auto came = std::ranges::find_if(lines, [this](const Line& line) {
        return inbox(line.connection).front() != nullptr;
    });
    auto todo = unmet(came == lines.end() ? lines.front() : *came, deadline);
    if (auto* mismatch = std::get_if<Mismatch>(&*todo);
        mismatch && lines.size() > 1)
        mismatch->expected += "  or another line of the group";
    return todo;
}

NextAction Comparer::expect_closed(Connection connection,
                                   const Deadline& deadline) {
    while (skip_event(connection)) {
    }
    const std::string expected = "the end of the connection";
    const auto& inbox = inboxes_[connection];
    if (const auto* line = inbox.front())
        return surplus(*line, expected,
                       "a line came where the connection should be closed");
    if (inbox.is_closed() && inbox.unfinished().octets == 0)
        return std::nullopt;
    auto todo = wait(connection, expected, deadline);
    if (auto* mismatch = std::get_if<Mismatch>(&*todo);
        mismatch && !inbox.is_closed())
        mismatch->why =
            "the connection is still open after " + print(deadline.within);
    return todo;
}

NextAction Comparer::expect_end() const {
    for (const auto& [connection, inbox] : inboxes_) {
        const auto allowed = events_.find(connection);
        const bool events =
            allowed != events_.end() && allowed->second.one_more();
        const auto* line = inbox.front();
        if (line && !(events && line->text.starts_with('*')))
            return surplus(*line, "nothing more",
                           "the transcript is over, and a line more came");
    }
    return std::nullopt;
}

/// Takes the next line that came, when it is this one.
bool Comparer::take_one(const Line& line) {
    const auto* came = inboxes_[line.connection].front();
    if (!came || octets(came->end) != line.end ||
        came->octets > came->text.size() ||
        match(line.text, came->text, names_))
        return false;
    note_line(line.from, line.connection);
    return true;
}

/// The events that were allowed up to this line have had their time.
bool Comparer::take(const Line& line) {
    if (!take_one(line)) return false;
    end_events(line.connection);
    return true;
}

bool Comparer::skip_event(Connection connection) {
    const auto* came = inboxes_[connection].front();
    const auto allowed = events_.find(connection);
    if (!came || allowed == events_.end() || !allowed->second.one_more() ||
        !came->text.starts_with('*') || came->end != WireLine::End::crlf)
        return false;
    ++allowed->second.came;
    note_line(Side::server, connection);
    return true;
}

NextAction Comparer::unmet(const Line& line, const Deadline& deadline) {
    const auto& inbox = inboxes_[line.connection];
    const auto* came = inbox.front();
    if (!came) return wait(line.connection, show(line), deadline);

    Mismatch found{show(line), say_names(line.text, names_), *came};
    auto names = names_;
    if (const auto difference = match(line.text, came->text, names)) {
        found.offset = difference->offset;
        found.why = why_different(line, *came, *difference);
        const auto allowed = events_.find(line.connection);
        if (came->text.starts_with('*') && allowed != events_.end() &&
            !allowed->second.one_more())
            found.why = why_too_many(*allowed->second.at_most);
    } else if (came->octets > came->text.size()) {
        found.why = too_long;
    } else {
        found.offset = came->text.size();
        found.why = why_end(line);
    }
    return found;
}

NextAction Comparer::wait(Connection connection, std::string expected,
                          const Deadline& deadline) {
    const auto& inbox = inboxes_[connection];
    const auto begun = inbox.unfinished();
    const bool in_a_line = begun.octets > 0;
    Mismatch found{expected};
    if (in_a_line) {
        found.came = begun;
        found.offset = begun.text.size();
    }
    if (inbox.overflowed()) return too_much(inbox, expected);
    if (begun.octets > limits::text) {
        found.why = too_long;
        return found;
    }
    if (inbox.is_closed()) {
        found.why = why_closed(in_a_line);
        return found;
    }
    const auto until = deadline.since + deadline.within;
    if (deadline.now < until) return Await{until};
    found.why = why_late(expected, deadline.within, inbox.last(), in_a_line);
    return found;
}

void Comparer::note_line(Side from, Connection connection) {
    std::string heard(from == Side::client ? "C" : "S");
    if (connection > 1) heard += std::to_string(connection);
    const auto line = inboxes_[connection].pop();
    lines_.push_back(heard + ": " + shorten(escape(line.text)));
}

} // namespace transcript
