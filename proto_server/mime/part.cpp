#include "proto_server/mime/part.hpp"

#include "proto_server/mime/header.hpp"
#include "proto_server/mime/limits.hpp"

namespace mime {
namespace {

std::string_view without_line_end(std::string_view text) {
    if (text.ends_with('\n')) text.remove_suffix(1);
    if (text.ends_with('\r')) text.remove_suffix(1);
    return text;
}

/// True if `rest` may follow `--boundary` in a line: only blanks, or `--`.
bool is_rest_of_boundary(std::string_view rest) {
    if (rest.starts_with("--")) rest.remove_prefix(2);
    return rest.find_first_not_of(" \t\r\n") == rest.npos;
}

class Scanner {
public:
    Scanner(std::string_view octets, bool global)
        : octets_(octets), global_(global) {}

    Tree scan() {
        begin_part();
        while (at_ < octets_.size()) {
            const auto line = next_line();
            const auto level = boundary_level(line);
            if (level == none) {
                take(line);
                continue;
            }
            close_above(level);
            const auto boundary = open_[level].boundary;
            take(line);
            if (line.substr(2 + boundary.size()).starts_with("--"))
                open_[level].boundary.clear(); // an epilogue follows
            else
                begin_part();
        }
        while (!open_.empty()) close(octets_.size(), line_feeds_);
        return std::move(tree_);
    }

private:
    static constexpr std::size_t none = ~std::size_t{0};

    struct Open {
        std::size_t part;
        std::string
            boundary; ///< of a multipart; empty when it has no more parts
        std::uint32_t line_feeds_before; ///< line feeds before its body
        std::size_t body;
    };

    std::string_view next_line() const {
        const auto newline = octets_.find('\n', at_);
        const auto end = newline == octets_.npos ? octets_.size() : newline + 1;
        return octets_.substr(at_, end - at_);
    }

    void take(std::string_view line) {
        at_ += line.size();
        if (line.ends_with('\n')) ++line_feeds_;
    }

    /// Returns the innermost open multipart whose boundary `line` is, or none.
    std::size_t boundary_level(std::string_view line) const {
        if (!line.starts_with("--")) return none;
        line.remove_prefix(2);
        for (auto level = open_.size(); level-- > 0;) {
            const auto& boundary = open_[level].boundary;
            if (boundary.empty() || !line.starts_with(boundary)) continue;
            const auto rest = line.substr(boundary.size());
            if (!is_rest_of_boundary(rest)) continue;
            const bool opens = !rest.starts_with("--");
            return opens && tree_.size() >= limits::parts ? none : level;
        }
        return none;
    }

    /// Begins a part, and the message in it if it is a message.
    void begin_part() {
        do {
            const auto begin = at_;
            take_header();
            add_part(octets_.substr(begin, at_ - begin));
        } while (tree_[open_.back().part].kind == Part::Kind::message);
    }

    void take_header() {
        while (at_ < octets_.size()) {
            const auto line = next_line();
            if (boundary_level(line) != none) return; // the header was cut off
            take(line);
            if (without_line_end(line).empty()) return;
        }
    }

    void add_part(std::string_view header) {
        Part part;
        part.header = header;
        part.type = type_of(header);
        auto boundary = part.type.parameter("boundary");
        classify(part, boundary);
        const auto index = tree_.size();
        if (!open_.empty()) tree_[open_.back().part].children.push_back(index);
        if (part.kind != Part::Kind::multipart) boundary.clear();
        tree_.push_back(std::move(part));
        open_.push_back({index, std::move(boundary), line_feeds_, at_});
    }

    ContentType type_of(std::string_view header) const {
        if (const auto text = value(fields(header), "Content-Type"))
            return parse_content_type(*text);
        // RFC 2046 §5.1.5: the parts of a digest are messages.
        const bool in_digest =
            !open_.empty() &&
            tree_[open_.back().part].type.is("multipart", "digest");
        return in_digest ? ContentType{"message", "rfc822", {}} : ContentType{};
    }

    void classify(Part& part, const std::string& boundary) const {
        const bool is_multipart = part.type.is("multipart");
        const bool is_message = part.type.is("message", "rfc822") ||
                                (global_ && part.type.is("message", "global"));
        if (!is_multipart && !is_message) return;
        if (open_.size() + 1 >= limits::depth ||
            tree_.size() + 1 >= limits::parts) {
            part.kind = Part::Kind::lump;
        } else if (is_message) {
            part.kind = Part::Kind::message;
        } else if (boundary.empty() || boundary.size() > limits::boundary) {
            part.type = {}; // RFC 2045 §5.2: it is shown as text
        } else {
            part.kind = Part::Kind::multipart;
        }
    }

    /// Ends the parts within the multipart at `level`, before the boundary.
    void close_above(std::size_t level) {
        const auto before = without_line_end(octets_.substr(0, at_));
        const auto cut = before.size() < at_ ? 1u : 0u;
        while (open_.size() > level + 1)
            close(before.size(), line_feeds_ - cut);
    }

    void close(std::size_t end, std::uint32_t line_feeds) {
        const auto& open = open_.back();
        auto& part = tree_[open.part];
        if (end > open.body) { // else there is no body: the header was cut off
            part.body = octets_.substr(open.body, end - open.body);
            part.lines = line_feeds - open.line_feeds_before;
        } else {
            part.body = octets_.substr(open.body, 0);
        }
        open_.pop_back();
    }

    std::string_view octets_;
    bool global_;
    std::size_t at_ = 0;
    std::uint32_t line_feeds_ = 0; ///< line feeds before `at_`
    Tree tree_;
    std::vector<Open> open_; ///< the parts around `at_`, the outermost first
};

} // namespace

Tree find_parts(std::string_view octets, bool global) {
    return Scanner(octets, global).scan();
}

std::string_view find_header(std::string_view octets) {
    for (std::size_t at = 0; at < octets.size();) {
        const auto newline = octets.find('\n', at);
        if (newline == octets.npos) break;
        const auto line = octets.substr(at, newline - at);
        at = newline + 1;
        if (line.empty() || line == "\r") return octets.substr(0, at);
    }
    return octets;
}

} // namespace mime
