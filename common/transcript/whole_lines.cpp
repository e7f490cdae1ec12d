#include "common/transcript/whole_lines.hpp"

#include <map>
#include <string_view>

namespace transcript {

namespace {

/// Collects the parts of one connection's lines.
class Joiner {
public:
    /// Appends the lines that end in `part` to `steps`.
    void add(const Step& step, const Line& part, std::vector<Step>& steps);

private:
    void add_octets(std::string_view octets);
    void cut(const Step& step, const Line& part, std::string_view end,
             std::vector<Step>& steps);

    Text text_;
};

void Joiner::add(const Step& step, const Line& part, std::vector<Step>& steps) {
    auto pieces = part.text;
    if (!part.end.empty()) pieces.emplace_back(Octets{part.end});
    for (const auto& piece : pieces) {
        const auto* plain = std::get_if<Octets>(&piece);
        if (!plain) {
            text_.push_back(piece);
            continue;
        }
        std::string_view octets = plain->octets;
        for (auto end = octets.find('\n'); end != octets.npos;
             end = octets.find('\n')) {
            const auto line = octets.substr(0, end);
            const bool cr = line.ends_with('\r');
            add_octets(line.substr(0, line.size() - (cr ? 1 : 0)));
            cut(step, part, cr ? "\r\n" : "\n", steps);
            octets.remove_prefix(end + 1);
        }
        add_octets(octets);
    }
}

void Joiner::add_octets(std::string_view octets) {
    if (octets.empty()) return;
    auto* last = text_.empty() ? nullptr : std::get_if<Octets>(&text_.back());
    if (last) {
        last->octets += octets;
    } else {
        text_.emplace_back(Octets{std::string(octets)});
    }
}

void Joiner::cut(const Step& step, const Line& part, std::string_view end,
                 std::vector<Step>& steps) {
    // The CR may have come with an earlier part.
    auto* last = text_.empty() ? nullptr : std::get_if<Octets>(&text_.back());
    if (end == "\n" && last && last->octets.ends_with('\r')) {
        last->octets.pop_back();
        if (last->octets.empty()) text_.pop_back();
        end = "\r\n";
    }
    Line whole{part.from, part.connection, std::move(text_), std::string(end),
               part.within};
    text_.clear();
    steps.push_back({step.line, step.written, std::move(whole), step.begin});
}

} // namespace

std::vector<Step> whole_lines(const std::vector<Step>& steps, Side side) {
    std::vector<Step> found;
    std::map<Connection, Joiner> joiners;
    for (const auto& step : steps) {
        const auto* line = std::get_if<Line>(&step.what);
        if (line && line->from == side) {
            joiners[line->connection].add(step, *line, found);
        } else {
            found.push_back(step);
        }
    }
    return found;
}

} // namespace transcript
