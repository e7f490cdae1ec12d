#pragma once

#include "rules.hpp"

#include <string>

/// Counts how often each rule has fitted, in a file that outlives the program.
class Hits {
public:
    /// `path` is that of the rules. What was counted before is read.
    explicit Hits(const std::string& path);

    /// The rule has fitted a message now. That it cannot be written does no
    /// harm to the hunt, so nobody is told.
    void add(const Rule& rule);

    /// Returns as JSON how often each rule has fitted, and when at last.
    std::string print(const Rules& rules) const;

private:
    std::string path_;
    std::string counted_; ///< as JSON
};

/// Returns the name of a file of rules without folder and ending.
std::string name_of(const std::string& path);
