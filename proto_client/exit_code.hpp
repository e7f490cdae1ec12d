#pragma once

namespace client::exit_code {

// These are the exit codes of the program, beside 0.

inline constexpr int refused = 1; ///< the server has answered no or bad
inline constexpr int usage = 2;   ///< the command line makes no sense
/// No connection could be made, or it was lost.
inline constexpr int failed = 3;

} // namespace client::exit_code
