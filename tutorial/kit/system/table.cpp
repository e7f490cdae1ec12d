#include "tutorial/kit/system/table.hpp"

#include "common/transcript/show.hpp"

#include <algorithm>

namespace kit {

using transcript::columns;

namespace {

/// True if a spreadsheet would take the cell for a formula.
bool is_formula(const std::string& cell) {
    return !cell.empty() && std::string("=+-@\t").find(cell[0]) != cell.npos;
}

std::string csv_cell(const std::string& cell) {
    const auto text = is_formula(cell) ? '\'' + cell : cell;
    if (text.find_first_of(",\"\r\n") == text.npos) return text;
    std::string quoted = "\"";
    for (const char c : text) quoted += c == '"' ? "\"\"" : std::string(1, c);
    return quoted + '"';
}

} // namespace

std::string Table::text() const {
    std::vector<std::size_t> widths(rows_.front().size());
    for (const auto& row : rows_)
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], columns(row[i]));
    std::string drawn;
    for (const auto& row : rows_) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i)
            line += row[i] + std::string(widths[i] - columns(row[i]) + 2, ' ');
        line.erase(line.find_last_not_of(' ') + 1);
        drawn += line + '\n';
    }
    return drawn;
}

std::string Table::csv() const {
    std::string written;
    for (const auto& row : rows_) {
        for (const auto& cell : row)
            written += (&cell == &row.front() ? "" : ",") + csv_cell(cell);
        written += '\n';
    }
    return written;
}

} // namespace kit
