#pragma once

#include "common/transcript/action.hpp"
#include "common/transcript/comparer.hpp"
#include "common/transcript/cut.hpp"
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

    /// The names that have a value by now.
    const Names& names() const { return comparer_.names(); }

    void opened(Connection connection);
    /// Octets, in portions of any size, that the peer has sent.
    void receive(Connection connection, std::string_view octets);
    void closed(Connection connection);

private:
    // One for each kind of step; nothing when it is done.
    NextAction act(const Line& line);
    NextAction act(const AnyEvents& any);
    NextAction act(const AnyOrder& group);
    NextAction act(const Deliver& deliver);
    NextAction act(const Quiet& quiet);
    NextAction act(const Wait& wait);
    NextAction act(const Close& close);
    NextAction act(const Closed& closed);
    NextAction act(const BeginTls& tls);

    NextAction open(Connection connection, std::chrono::milliseconds within);
    NextAction send(const Line& line);
    Send next_segment();
    NextAction queue(const Line& line, std::size_t step, std::string& octets);
    void glue_following(Connection connection, std::string& octets);
    NextAction expect(const Line& line);
    bool once() { return !std::exchange(begun_, true); }

    void next_step(Clock::time_point now);
    void remember(std::size_t line, std::variant<Line, std::string> what);
    Mismatch complete(Mismatch mismatch) const;
    std::optional<std::size_t> due_in_line(const Mismatch& mismatch) const;
    Comparer::Deadline
    deadline(std::optional<std::chrono::milliseconds> within) const;

    Side plays_;
    std::vector<Step> steps_;
    Protocol protocol_;
    Cutter cutter_;
    Comparer comparer_;

    std::size_t at_ = 0;              ///< the step that is being made
    bool begun_ = false;              ///< the step has had its first action
    std::vector<Line> rest_of_group_; ///< what is left of a group
    Clock::time_point now_;
    Clock::time_point since_; ///< when the step began
    bool started_ = false;

    std::deque<Send> segments_;
    std::set<std::size_t> sent_; ///< steps that were glued to an earlier one
    std::set<Connection> open_asked_; ///< to open
    std::optional<Line> last_sent_;   ///< with the values of its names
    std::size_t fences_ = 0;
    std::vector<PastStep> past_steps_;
    std::size_t forgotten_steps_ = 0;
};

} // namespace transcript
