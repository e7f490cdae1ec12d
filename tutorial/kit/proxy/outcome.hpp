#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kit::proxy {

/// A message of a run, and how often the client has told of it.
struct Told {
    std::string name;    ///< in the script
    std::string subject; ///< a text that nothing else has
    unsigned times = 0;
    bool expunged = false; ///< then it need not be told
};

/// The events of one run of a scenario.
struct Facts {
    std::vector<Told> messages; ///< those that were delivered
    bool script_over = false;
    std::string waits_for;    ///< the step where the script stands
    std::string client_ended; ///< how, if the client has ended
    std::string forbidden;    ///< what it said and must not have
    std::string not_run;      ///< why the run could not be made
};

enum class Verdict : std::uint8_t {
    passed,
    missed,      ///< a message was not told in time
    repeated,    ///< a message was told twice
    gone,        ///< the client has ended
    broke_rule,  ///< it said what it must not say
    not_reached, ///< the client never did what the script waits for
    not_run,     ///< our own fault, or the server's
};

struct Outcome {
    Verdict verdict;
    std::string why; ///< a sentence; empty if it has passed
};

Outcome judge(const Facts& facts);

/// Returns "passed", "MISSED" …
std::string_view print(Verdict verdict);

} // namespace kit::proxy
