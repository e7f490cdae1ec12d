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

// How a player works
// ==================
//
// A player holds the steps of a transcript, and knows the step that it is at.
// It plays one side: the lines of that side are sent, and those of the other
// side are expected.
//
// A driver asks next() for an action, does it, and asks again, until the answer
// is `Finished` or a `Mismatch`. Meanwhile it reports what happens: opened(),
// receive() and closed(). These only fill an inbox; next() alone compares.
// There are two drivers: play_in_memory(), and TcpConversation in the kit.
//
// Each kind of step has a function act(). It returns the next action that the
// step needs, or nothing when the step is done. next() calls it again after
// each action, so a step that waits looks again at what has come.
//
//   Sending    A line is cut into segments, and each is an action. With the cut
//              `glued` the lines of later steps are sent with it; `sent_` holds
//              the numbers of those steps, which then send nothing.
//   Expecting  The Comparer takes the lines of an inbox in their order. A line
//              that is not the expected one is a mismatch at once. A line that
//              has not come is awaited until its deadline, and the time begins
//              when the last octet was sent, or the connection opens.
//   Silence    is not awaited. `!quiet` sends a command instead: what the
//              server had to push comes before the reply to it. A client has no
//              such command: `!pause` awaits its silence.
//
// The names of a transcript get their values when a line that holds them is
// taken, and keep them to the end.
//
// What holds always: segments_ is empty when a step acts. begun_ is false when
// a step begins, and true once its first action was asked for. rest_of_group_
// is used inside a group only.
//
// Why not otherwise: a player that reads from sockets itself would need a
// second one for sessions in memory, where 29 minutes pass at once, and could
// not be fuzzed.

/// Plays one side of a transcript, and finds out whether the other side says
/// what it should.
class Player {
public:
    /// `names` have their values already: `<user>`.
    Player(const Transcript& transcript, Side plays, Cut cut, Names names = {});

    /// Returns what is to be done now; what was to be done before is done.
    Action next(Clock::time_point now);

    Side plays() const { return plays_; }

    /// Returns the names that have a value by now.
    const Names& names() const { return comparer_.names(); }

    void opened(Connection connection);
    /// Takes octets, in portions of any size, that the peer has sent.
    void receive(Connection connection, std::string_view octets);
    void closed(Connection connection);
    /// The peer was gone before it had received all that was sent. Only a
    /// client must hear everything.
    void gone(Connection connection) { gone_.insert(connection); }
    /// The program of the client has ended.
    void program_ended() { program_ended_ = true; }

private:
    // One for each kind of step; nothing when the step is done.
    NextAction act(const Line& line);
    NextAction act(const AnyEvents& any);
    NextAction act(const AnyOrder& group);
    NextAction act(const Deliver& deliver);
    NextAction act(const Quiet& quiet);
    NextAction act(const Wait& wait);
    NextAction act(const Pause& pause);
    NextAction act(const Refuse& refuse);
    NextAction act(const Ended& ended);
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
    std::chrono::milliseconds deadline_;
    Cutter cutter_;
    Comparer comparer_;

    std::size_t at_ = 0; ///< the step that is being played
    bool begun_ = false;
    std::vector<Line> rest_of_group_;
    Clock::time_point now_;
    Clock::time_point since_; ///< when the step began
    bool begins_anew_ = true; ///< the time of the step, at the next next()
    bool program_ended_ = false;

    std::deque<Send> segments_;
    std::set<std::size_t> sent_; ///< steps that were glued to an earlier one
    std::set<Connection> open_asked_; ///< to open
    std::set<Connection> gone_;       ///< before all was heard
    std::optional<Line> last_sent_;   ///< with the values of its names
    std::size_t fences_ = 0;
    std::vector<PastStep> past_steps_;
    std::size_t forgotten_steps_ = 0;
};

} // namespace transcript
