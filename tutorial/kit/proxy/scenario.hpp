#pragma once

#include "common/transcript/side.hpp"
#include "common/transcript/transcript.hpp"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace kit::proxy {

// These types are what a scenario says, in the order of README.md.

/// `C: text`, `S: text`: waits for a line that matches. What happens to this
/// line may stand in the next step; otherwise it passes.
struct Await {
    transcript::Side from;
    transcript::Text pattern;
};
/// `!drop`: the line does not pass.
struct Drop {};
/// `!instead TEXT`: this line passes in its place.
struct Instead {
    transcript::Text text;
};
/// `!hold`: the line is kept until `!release`. Others overtake it.
struct Hold {};
/// `!split 5`: five octets pass. The rest of the line, and all that follows in
/// this direction, is kept until `!release`.
struct Split {
    std::size_t octets;
};
/// `!release`
struct Release {};
/// `!server TEXT`: the client hears a line that the server has not said;
/// `!client TEXT`: the other way round.
struct Say {
    transcript::Side as;
    transcript::Text text;
};
/// `!deliver NAME`: a message arrives, and the script waits until it is there.
struct Deliver {
    std::string name;
};
/// `!expunge NAME`: the same for its removal.
struct Expunge {
    std::string name;
};
/// `!wait 300ms`
struct Wait {
    std::chrono::milliseconds time;
};
/// `!close`, `!reset`: the connection ends, as if the server had ended it.
struct Close {
    bool reset;
};
/// `!silence`: from now on nothing passes, and neither side is told.
struct Silence {};
/// `!closed`: waits until the client closes the connection.
struct Closed {};
/// `!forbid C: TEXT`: from now on the client must not say this; `!allow` ends
/// it.
struct Forbid {
    transcript::Text pattern;
};
struct Allow {};

struct Step {
    std::size_t line;    ///< of the file; the first is 1
    std::string written; ///< as the file has it
    std::variant<Await, Drop, Instead, Hold, Split, Release, Say, Deliver,
                 Expunge, Wait, Close, Silence, Closed, Forbid, Allow>
        what;
};

/// `@always S: PATTERN` and beneath it `!drop` or `!instead TEXT`: so it goes
/// with every line that matches.
struct Rule {
    Await await;
    std::optional<transcript::Text> instead; ///< or it is dropped
};

/// One fault of a server or of a network.
struct Scenario {
    std::string name;  ///< that of the file, without its folder and its end
    std::string title; ///< the first comment, in plain English
    std::string about; ///< the other comments before the first step
    std::string spec;  ///< "RFC 2177 §3"
    std::chrono::seconds patience{}; ///< that it needs; 0 if the usual will do
    std::vector<std::string> hidden; ///< capabilities that the client is not
                                     ///< told
    std::vector<Rule> rules;
    std::vector<Step> steps;
};

} // namespace kit::proxy
