#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

namespace kit::lint {

using Job = std::function<std::string()>;
using JobResult = tl::expected<std::string, std::string>;

/// Runs each job in a child process of its own, at most `at_once` at a time.
/// Returns what each job returned, or the reason why it returned nothing. After
/// each job `done` is called with the number of jobs that are done. Throws
/// std::system_error, and Interrupt::Asked when Ctrl-C was pressed; the
/// children have ended then.
std::vector<JobResult>
run_in_children(const std::vector<Job>& jobs, std::size_t at_once,
                const std::function<void(std::size_t)>& done);

} // namespace kit::lint
