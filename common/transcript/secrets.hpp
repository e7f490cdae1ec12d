#pragma once

#include "common/transcript/line_reader.hpp"

#include <string>
#include <string_view>

namespace transcript {

/// Finds the lines of one conversation in IMAP that hold a password or a token,
/// so that a screen does not show them.
///
/// These lines are LOGIN, AUTHENTICATE with what stands behind the mechanism,
/// and the lines that answer the server's challenges. If such a command has a
/// literal, or is longer than what was kept of it, all lines up to its tagged
/// reply count. An empty answer and `*`, which cancels, tell nothing.
/// The toy has no passwords, and the server's greeting says that it is the toy.
class Secrets {
public:
    /// Returns the line of a client as it may be shown.
    std::string hide(const WireLine& line);

    /// Takes a line of the server.
    void heard(std::string_view line);

private:
    bool greeted_ = false;
    bool is_toy_ = false;
    std::string going_on_; ///< a tag; until its reply, all lines are secret
    std::string
        authentication_;       ///< the tag of an AUTHENTICATE, until its reply
    bool is_response_ = false; ///< the next line answers a challenge
};

} // namespace transcript
