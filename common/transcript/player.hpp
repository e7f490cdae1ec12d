#pragma once

#include "common/transcript/action.hpp"
#include "common/transcript/cut.hpp"
#include "common/transcript/listener.hpp"
#include "common/transcript/transcript.hpp"

#include <deque>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace transcript {

/// Plays one side of a transcript, and finds out whether the other side says
/// what it should. It has no socket and asks no clock:
///
///     for (;;) act on player.next(now), and hand in what comes
///
/// until it gives `Finished` or a `Mismatch`.
class Player {
public:
    /// `names` are those that are bound already: `<user>`.
    Player(const Transcript& transcript, Side plays, Cut cut, Names names = {});

    /// What is to be done now.
    Action next(Clock::time_point now);

    Side plays() const { return plays_; }

    void opened(Connection connection);
    /// Octets, in portions of any size, that the peer has sent.
    void receive(Connection connection, std::string_view octets);
    void closed(Connection connection);

private:
    using Verdict = std::optional<Action>;

    // One for each kind of step; nothing when it is done.
    Verdict make(const Line& line);
    Verdict make(const AnyEvents& any);
    Verdict make(const AnyOrder& group);
    Verdict make(const Deliver& deliver);
    Verdict make(const Quiet& quiet);
    Verdict make(const Wait& wait);
    Verdict make(const Close& close);
    Verdict make(const Closed& closed);
    Verdict make(const BeginTls& tls);

    Verdict open(Connection connection, std::chrono::milliseconds within);
    Verdict send(const Line& line);
    Send next_segment();
    Verdict queue(const Line& line, std::size_t step, std::string& octets);
    void glue_following(Connection connection, std::string& octets);
    Verdict expect(const Line& line);
    bool once() { return !std::exchange(begun_, true); }

    void go_on(Clock::time_point now);
    void remember(std::size_t line, std::string what);
    Mismatch complete(Mismatch mismatch) const;
    const Step* expected_later(const Mismatch& mismatch) const;
    Listener::Deadline
    deadline(std::optional<std::chrono::milliseconds> within) const;

    Side plays_;
    std::vector<Step> steps_;
    Protocol protocol_;
    Cutter cutter_;
    Listener listener_;

    std::size_t at_ = 0;          ///< the step that is being made
    bool begun_ = false;          ///< the step has had its first action
    std::vector<Line> any_order_; ///< what is left of a group
    Clock::time_point now_;
    Clock::time_point since_; ///< when the step began
    bool started_ = false;

    std::deque<Send> segments_;
    std::set<std::size_t> sent_; ///< steps that were glued to an earlier one
    std::set<Connection> asked_; ///< to open
    std::string last_sent_;
    std::size_t fences_ = 0;
    std::vector<Made> made_;
    std::size_t forgotten_ = 0;
};

} // namespace transcript
