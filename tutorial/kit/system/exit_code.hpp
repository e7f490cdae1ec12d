#pragma once

namespace kit {

/// The exit codes of the kit.
namespace exit_code {

inline constexpr int pass = 0;
inline constexpr int fail = 1;
inline constexpr int not_checked = 2;
inline constexpr int own_fault = 3; ///< bad arguments, unreadable files

} // namespace exit_code

} // namespace kit
