#pragma once

#include "tutorial/kit/proxy/outcome.hpp"

#include <chrono>
#include <string>
#include <vector>

namespace kit::proxy {

/// The end of one run.
struct Row {
    std::string name, title;
    Outcome outcome;
    unsigned connections = 0; ///< that the client has made
    std::chrono::milliseconds took{};
    std::string story; ///< the lines that passed, and what was done to them
    std::vector<std::string> read{}; ///< where the clause is explained
};

/// Returns the matrix, and beneath it for each run that has not passed what
/// went wrong, with the last lines of its story.
std::string report_text(const std::vector<Row>& rows);

/// Returns one object of JSON.
std::string report_json(const std::vector<Row>& rows);

/// 0 all have passed, 1 the client failed somewhere, 2 otherwise.
int exit_code_of(const std::vector<Row>& rows);

} // namespace kit::proxy
