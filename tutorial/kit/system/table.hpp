#pragma once

#include <string>
#include <vector>

/// Rows of cells, as a terminal shows them: columns as wide as they must be.
class Table {
public:
    explicit Table(std::vector<std::string> heads) : rows_{std::move(heads)} {}

    /// As many cells as there are heads.
    void add(std::vector<std::string> cells) {
        rows_.push_back(std::move(cells));
    }
    std::string text() const;
    /// As comma-separated values (RFC 4180), with LF at the end of a line.
    std::string csv() const;

private:
    std::vector<std::vector<std::string>> rows_;
};
