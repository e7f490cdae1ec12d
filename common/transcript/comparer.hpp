#pragma once

#include "common/transcript/action.hpp"
#include "common/transcript/inbox.hpp"
#include "common/transcript/pattern.hpp"
#include "common/transcript/transcript.hpp"
#include "common/transcript/unasked.hpp"

#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace transcript {

/// The half of a player that compares what comes with what was expected.
///
/// Each `expect…` returns nothing when that has come, and otherwise the action
/// that is needed: to wait for it, or to give up.
class Comparer {
public:
    struct Deadline {
        Clock::time_point now;
        Clock::time_point since;
        std::chrono::milliseconds within;
    };

    /// `names` have their values already. With `unasked`, lines that a server
    /// may send at any time are passed over where they are not expected (see
    /// `Unasked`), and the UID of flags may stand behind them.
    explicit Comparer(Names names, bool unasked = false)
        : names_(std::move(names)), allows_unasked_(unasked) {}

    Inbox& inbox(Connection connection) { return inboxes_[connection]; }
    const Names& names() const { return names_; }

    NextAction expect_line(const Line& line, const Deadline& deadline);
    /// Erases from `lines` those that have come. Events may come between these
    /// lines if `allow_events` was called before.
    NextAction expect_any_order(std::vector<Line>& lines,
                                const Deadline& deadline);
    NextAction expect_closed(Connection connection, const Deadline& deadline);
    /// Finds a line that has come, or begun to, and an open connection that is
    /// not one of `known`.
    NextAction expect_silence(const std::set<Connection>& known,
                              std::chrono::milliseconds time);
    /// Makes sure that no unexpected line is left.
    NextAction expect_end();

    /// Lets events come before the next expected line.
    void allow_events(const AnyEvents& any) {
        events_.insert_or_assign(any.connection, Allowed{any.at_most, 0});
    }

    void end_events(Connection connection) { events_.erase(connection); }

    /// Returns the lines that have come as expected since the last call.
    std::vector<Line> take_lines() { return std::exchange(lines_, {}); }

private:
    struct Allowed {
        std::optional<std::size_t> at_most;
        std::size_t came;
        bool one_more() const { return !at_most || came < *at_most; }
    };

    bool matches(const Line& line, const WireLine& came);
    bool take(const Line& line);
    bool take_one(const Line& line);
    bool skip(Connection connection);
    bool skip_event(Connection connection);
    bool skip_unasked(Connection connection);
    NextAction unmet(const Line& line, const Deadline& deadline);
    NextAction wait(Connection connection, Expected expected,
                    const Deadline& deadline);
    void note_line(Side from, Connection connection);

    std::map<Connection, Inbox> inboxes_;
    std::map<Connection, Allowed> events_;
    Names names_;
    bool allows_unasked_;
    std::map<Connection, Unasked> unasked_;
    std::vector<Line> lines_;
};

} // namespace transcript
