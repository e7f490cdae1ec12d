#pragma once

#include <string>
#include <vector>

namespace kit {

/// A table of texts; each column is as wide as its widest cell.
class Table {
public:
    explicit Table(std::vector<std::string> heads) : rows_{std::move(heads)} {}

    /// Adds a row, which has as many cells as there are heads.
    void add(std::vector<std::string> cells) {
        rows_.push_back(std::move(cells));
    }
    std::string text() const;
    /// Returns comma-separated values (RFC 4180), with LF at the end of a line.
    std::string csv() const;

private:
    std::vector<std::vector<std::string>> rows_;
};

} // namespace kit
