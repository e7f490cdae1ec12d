#include "common/transcript/comparer.hpp"

#include "common/transcript/show.hpp"

#include <algorithm>

namespace transcript {

namespace {

using enum Mismatch::Cause;

bool is_event(const WireLine& line) {
    return line.text.starts_with('*');
}

Mismatch surplus_line(const WireLine& line, Expected expected) {
    Mismatch found{surplus, std::move(expected)};
    found.came = line;
    return found;
}

} // namespace

NextAction Comparer::expect_line(const Line& line, const Deadline& deadline) {
    do {
        if (take(line)) return std::nullopt;
    } while (skip(line.connection));
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
                return skip(line.connection);
            });
    }
    if (lines.empty()) return std::nullopt;
    // A wrong line that has come is reported before a missing one is awaited.
    const auto came = std::ranges::find_if(lines, [this](const Line& line) {
        return inbox(line.connection).front() != nullptr;
    });
    const auto& nearest = came == lines.end() ? lines.front() : *came;
    auto todo = unmet(nearest, deadline);
    if (auto* mismatch = std::get_if<Mismatch>(&*todo);
        mismatch && lines.size() > 1) {
        OneOf others{{std::get<Line>(mismatch->expected)}};
        for (const auto& line : lines)
            if (&line != &nearest) others.lines.push_back(line);
        mismatch->expected = std::move(others);
    }
    return todo;
}

NextAction Comparer::expect_closed(Connection connection,
                                   const Deadline& deadline) {
    while (skip(connection)) {
    }
    const auto& inbox = inboxes_[connection];
    if (const auto* line = inbox.front())
        return surplus_line(*line, EndOfConnection{connection});
    if (inbox.is_closed() && inbox.unfinished().octets == 0)
        return std::nullopt;
    return wait(connection, EndOfConnection{connection}, deadline);
}

NextAction Comparer::expect_silence(const std::set<Connection>& known,
                                    std::chrono::milliseconds time) {
    for (auto& [connection, inbox] : inboxes_) {
        while (skip(connection)) {
        }
        const Silence silence{connection, time};
        if (const auto* line = inbox.front())
            return surplus_line(*line, silence);
        if (inbox.unfinished().octets > 0)
            return surplus_line(inbox.unfinished(), silence);
        if (inbox.is_open() && !known.contains(connection))
            return Mismatch{surplus, silence};
    }
    return std::nullopt;
}

NextAction Comparer::expect_end() {
    for (const auto& [connection, inbox] : inboxes_) {
        while (skip_unasked(connection)) {
        }
        const auto allowed = events_.find(connection);
        const bool events =
            allowed != events_.end() && allowed->second.one_more();
        const auto* line = inbox.front();
        if (line && !(events && is_event(*line)))
            return surplus_line(*line, NothingMore{connection});
    }
    return std::nullopt;
}

bool Comparer::matches(const Line& line, const WireLine& came) {
    return !match(line.text, came.text, names_) ||
           (allows_unasked_ && !match(line.text, uid_first(came.text), names_));
}

/// Takes the next line that has come if it is `line`.
bool Comparer::take_one(const Line& line) {
    const auto* came = inboxes_[line.connection].front();
    if (!came || octets(came->end) != line.end ||
        came->octets > came->text.size() || !matches(line, *came))
        return false;
    note_line(line.from, line.connection);
    return true;
}

/// The same; from then on events are no longer allowed.
bool Comparer::take(const Line& line) {
    if (!take_one(line)) return false;
    end_events(line.connection);
    return true;
}

bool Comparer::skip_event(Connection connection) {
    const auto* came = inboxes_[connection].front();
    const auto allowed = events_.find(connection);
    if (!came || allowed == events_.end() || !allowed->second.one_more() ||
        !is_event(*came) || came->end != WireLine::End::crlf)
        return false;
    ++allowed->second.came;
    note_line(Side::server, connection);
    return true;
}

/// Passes over the next line that has come if it may stand there.
bool Comparer::skip(Connection connection) {
    return skip_event(connection) || skip_unasked(connection);
}

bool Comparer::skip_unasked(Connection connection) {
    const auto* came = inboxes_[connection].front();
    if (!allows_unasked_ || !came || came->end != WireLine::End::crlf ||
        !unasked_[connection].allows(came->text))
        return false;
    note_line(Side::server, connection);
    return true;
}

NextAction Comparer::unmet(const Line& line, const Deadline& deadline) {
    const auto& inbox = inboxes_[line.connection];
    const auto* came = inbox.front();
    if (!came) return wait(line.connection, line, deadline);

    Mismatch found{wrong_end, line, names_, *came};
    auto names = names_;
    found.difference = match(line.text, came->text, names);
    if (found.difference) {
        found.cause = different;
        const auto allowed = events_.find(line.connection);
        if (is_event(*came) && allowed != events_.end() &&
            !allowed->second.one_more()) {
            found.cause = too_many_events;
            found.at_most = *allowed->second.at_most;
        }
    } else if (came->octets > came->text.size()) {
        found.cause = too_long;
    }
    return found;
}

NextAction Comparer::wait(Connection connection, Expected expected,
                          const Deadline& deadline) {
    const auto& inbox = inboxes_[connection];
    const auto begun = inbox.unfinished();
    Mismatch found{late, std::move(expected)};
    if (begun.octets > 0) found.came = begun;
    found.within = deadline.within;
    found.last = inbox.last();
    if (inbox.overflowed()) {
        found.cause = too_much;
    } else if (begun.octets > limits::text) {
        found.cause = too_long;
    } else if (inbox.is_closed()) {
        found.cause = closed;
    } else {
        const auto until = deadline.since + deadline.within;
        if (deadline.now < until) return Await{until};
    }
    return found;
}

void Comparer::note_line(Side from, Connection connection) {
    auto came = inboxes_[connection].pop();
    if (from == Side::server) unasked_[connection].heard(came.text);
    Line line{from, connection, {}, std::string(octets(came.end))};
    if (!came.text.empty())
        line.text.emplace_back(Octets{std::move(came.text)});
    lines_.push_back(std::move(line));
}

} // namespace transcript
