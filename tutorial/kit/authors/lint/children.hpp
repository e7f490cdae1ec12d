#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

namespace lint {

using Job = std::function<std::string()>;
using JobResult = tl::expected<std::string, std::string>;

/// Runs each job in a child process of its own, at most `at_once` at a time,
/// and gives what each returned, or why it returned nothing. `done` is told
/// after each how many are done. Throws std::system_error, and Interrupt::Asked
/// when Ctrl-C was pressed and the children have ended.
std::vector<JobResult>
run_in_children(const std::vector<Job>& jobs, std::size_t at_once,
                const std::function<void(std::size_t)>& done);

} // namespace lint
