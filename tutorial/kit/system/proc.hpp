#pragma once

#include <filesystem>
#include <sys/types.h>
#include <vector>

namespace kit {

/// Returns the letter of a state, as proc(5) names them: 'R' would run, 'D'
/// waits for the disk, 'Z' has ended and was not reaped. It is '\0' if there is
/// no such process. `folder` is that of a process or thread: /proc/42.
char state_of(const std::filesystem::path& folder);

/// True if a process has ended, reaped or not.
bool has_ended(pid_t process);

/// Returns the processes that a thread has started and that have not ended.
/// `thread` is its folder: /proc/42/task/43.
std::vector<pid_t> children_of(const std::filesystem::path& thread);

} // namespace kit
