#pragma once

#include "common/session.hpp"
#include "common/transcript/pattern.hpp"
#include "tutorial/kit/proxy/scenario.hpp"

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace kit::proxy {

// How a fault gets into a conversation
// ====================================
//
// An injector stands in the stream between clients and a server, and has
// neither a socket nor a clock: octets and the time go in, effects come out.
// Lines pass as they are, unless a rule or the script says otherwise. The
// script is at one step, and three kinds of steps stop it there:
//   a line       Await: until a line passes that matches. A step behind it may
//                say that this line is kept, changed or dropped.
//   an event     Deliver, Expunge, Closed: until the driver reports it.
//   a time       Wait: until `wake_at()`.
// Every other step is done at once. When the script is over, all passes.
//
// While a message is being delivered or removed, nothing passes. Otherwise the
// server's news of it might overtake the report that it is done, and the script
// would not be at the step that waits for them.
//
// Steps that name no connection mean that of the last line that was awaited.
// Lines of a literal are looked at like others, so a message that is delivered
// must not hold a line that a script awaits.

/// Puts the fault of one scenario into the conversations that pass.
class Injector {
public:
    using Time = Clock::time_point;
    using Connection = transcript::Connection;

    /// `octets` go to a side. `said_by_us`: nobody else has said them.
    struct Send {
        Connection connection;
        transcript::Side to;
        std::string octets;
        bool said_by_us = false;
    };
    /// A side is told that nothing will follow.
    struct End {
        Connection connection;
        transcript::Side to;
    };
    struct Reset {
        Connection connection;
    };
    /// The driver does this and then calls `done`.
    struct Mail {
        std::string name;
        bool expunge;
    };
    /// The step of the script is done: for people.
    struct Note {
        std::string text;
    };
    using Effect = std::variant<Send, End, Reset, Mail, Note>;

    /// `scenario` must outlive it.
    explicit Injector(const Scenario& scenario) : scenario_(scenario) {}

    /// Begins: the first steps may need no line.
    void start(Time now) { go_on(now); }
    void received(Connection connection, transcript::Side from,
                  std::string_view octets, Time now);
    /// That side has closed.
    void ended(Connection connection, transcript::Side from, Time now);
    /// The `Mail` that was asked for is done.
    void done(Time now);
    void tick(Time now);

    std::vector<Effect> take_effects() { return std::exchange(effects_, {}); }

    /// Call `tick` at this time, if there is one.
    std::optional<Time> wake_at() const { return wake_at_; }

    /// The step that stops the script; none if it is over.
    const Step* step() const {
        return next_ < scenario_.steps.size() ? &scenario_.steps[next_]
                                              : nullptr;
    }

    /// Returns what the client said and must not have; empty if it has not.
    const std::string& forbidden() const { return said_forbidden_; }

private:
    /// The octets on their way in one direction of one connection.
    struct Lane {
        std::string unfinished; ///< a line whose end has not come
        std::string kept;       ///< until `!release`
        bool dammed = false;    ///< everything is kept
    };
    struct Pair {
        Lane to_server, to_client;
        bool silent = false;
        bool client_gone = false;
    };
    /// Something that came while nothing passes: octets, or the end.
    struct Later {
        Connection connection;
        transcript::Side from;
        std::optional<std::string> octets;
    };
    Lane& lane(Connection connection, transcript::Side to);
    void pass_what_waits(Time now);

    void line(Connection connection, transcript::Side from, std::string text,
              Time now);
    bool ruled(Connection connection, transcript::Side from,
               const std::string& text);
    bool awaited(Connection connection, transcript::Side from,
                 const std::string& text);
    void treat(transcript::Side to, std::string text);
    void pass(Connection connection, transcript::Side to, std::string octets,
              bool said_by_us = false);
    void go_on(Time now);
    bool perform(Time now);

    bool perform(const Release& step);
    bool perform(const Say& step);
    bool perform(const Close& step);
    bool perform(const Silence& step);
    bool perform(const Forbid& step);
    bool perform(const Allow& step);

    const Scenario& scenario_;
    std::size_t next_ = 0; ///< the step
    std::map<Connection, Pair> pairs_;
    Connection current_ = 0; ///< of the line that was awaited last
    transcript::Names names_;
    std::vector<Effect> effects_;
    std::optional<Time> wake_at_; ///< the end of a `Wait`
    bool asked_ = false; ///< the driver was asked for the mail of this step
    std::deque<Later> later_; ///< until that is done
    std::optional<transcript::Text> forbid_;
    std::string said_forbidden_;
};

} // namespace kit::proxy
