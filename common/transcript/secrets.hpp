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
    // Each is the tag of a command that has no reply yet, or empty.
    std::string going_on_;       ///< meanwhile, all lines are secret
    std::string authentication_; ///< meanwhile, a + asks for a secret
    bool is_response_ = false;   ///< the next line answers a challenge
};

} // namespace transcript
