#pragma once

#include <idle-hands/watch.hpp>

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace idle_hands {

/// The programs that are run for messages that have come.
struct Run {
    /// Programs with their arguments. No shell runs them. Each is run only if
    /// the one before it has succeeded.
    std::vector<std::vector<std::string>> commands = {};
    std::string input = {}; ///< of each of them
    std::map<std::string, std::string> environment = {};
};

/// Runs programs for messages: those that came within half a second in one run,
/// one run at a time, and one further run for what came meanwhile. A program
/// that runs for longer than five minutes is ended, with all that it has
/// started.
class Runner {
public:
    /// Returns what to run for some messages, of which there is at least one.
    /// They have no source.
    using MakeRun = std::function<Run(const std::vector<Message>&)>;
    /// Is told when a program has failed, or was not run.
    using OnTrouble = std::function<void(const std::string&)>;

    /// `name` begins the sentences of `on_trouble`.
    Runner(Loop& loop, std::string name, MakeRun make_run,
           OnTrouble on_trouble);
    ~Runner();
    Runner(const Runner&) = delete;
    Runner& operator=(const Runner&) = delete;

    void add(const Message& message);

private:
    struct Parts;
    std::shared_ptr<Parts> parts_;
};

} // namespace idle_hands
